"""What questions are answered from, and the oracle that answers them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from briefgen.engine.asking import Ask, Question, UnknownQuestion
from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.site.templates import Templates
from briefgen.site.urls import Urls


@dataclass(frozen=True)
class Files:
    """Where files are on disk: static ones by name, those of content/ by their path below the project."""

    static: Mapping[str, Path] = field(default_factory=dict)
    content: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Knowledge:
    """The Briefing, the HTML of its bodies by digest, and the site theme. Only questions see it.

    `shelves` keeps each list of the site cut into its periods, `cards` each card, once they have been asked for.
    """

    briefing: Briefing
    bodies: Mapping[str, str]
    templates: Templates
    assets: Mapping[str, str] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    shelves: dict[tuple[str, ...], dict[str, tuple[Any, ...]]] = field(default_factory=dict, compare=False)
    cards: dict[tuple[str, ...], Any] = field(default_factory=dict, compare=False)

    @cached_property
    def urls(self) -> Urls:
        return Urls(self.briefing.settings)

    @cached_property
    def named(self) -> frozenset[str]:
        """The people, organisations and sources that visible text names: the others get no page."""
        found: set[str] = set()
        for article in self.briefing.articles:
            found |= _named_in(article)
        return frozenset(found)


def _named_in(article: Article) -> set[str]:
    """The ids that one article names; a source's id is marked, as it lives in a namespace of its own."""
    speakers = [s.speaker for s in article.statements] + [f.claimed_by for f in article.figures]
    speakers += [event.told_by for event in article.events if event.told_by is not None]
    found = {speaker.id for speaker in speakers if speaker.id}
    found |= {*article.people, *article.organisations}
    for passage in article.passages:
        found.update(passage.mentions)
    if article.source is not None:
        found |= {f"source:{id_}" for id_ in (article.source.id, *article.source.also) if id_}
    return found


Answering = Callable[..., Any]
QUESTIONS: dict[str, Answering] = {}
"""The questions by name; each is a function of the knowledge and the question's arguments."""


def question(function: Answering) -> Answering:
    """Make a function a question of its own name."""
    QUESTIONS[function.__name__] = function
    return function


ASKING: dict[str, Answering] = {}
"""Questions whose answer is found by asking others: they get an `ask` of their own before the arguments."""


def asking(function: Answering) -> Answering:
    """Make a function such a question of its own name."""
    ASKING[function.__name__] = function
    return function


@dataclass
class SiteOracle:
    """Answers questions from the knowledge, each once."""

    known: Knowledge
    answers: dict[Question, Any] = field(default_factory=dict)

    def answer(self, asked: Question) -> Any:
        """The answer; UnknownQuestion for a name that is none."""
        try:
            return self.answers[asked]
        except KeyError:
            pass
        name, *arguments = asked
        if name in ASKING:
            found = ASKING[str(name)](Ask(self), *arguments)
        elif name in QUESTIONS:
            found = QUESTIONS[str(name)](self.known, *arguments)
        else:
            raise UnknownQuestion(f"no question '{name}'; there are: {', '.join(sorted(QUESTIONS))}")
        self.answers[asked] = found
        return found
