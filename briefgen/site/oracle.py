"""The oracle of a site: it knows the facts, and derives what templates ask from them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from briefgen.engine.asking import Ask, Question, UnknownQuestion, digest_of
from briefgen.engine.encoding import encode
from briefgen.site import facts, questions
from briefgen.site.facts import FACTS
from briefgen.site.knowledge import Knowledge
from briefgen.site.known import QUESTIONS, Known
from briefgen.site.urls import Urls
from briefgen.text.suggesting import nearest

assert questions, "importing the package is what makes its questions known"


_OPAQUE = frozenset({"article", "edition", "forms", "changes_by_theme"})
"""Questions whose answers change whenever what they asked changes, or nearly so, and that few ask: so are parts about one
thing, which is named by a key.
"""

_OF_ALL = frozenset({"macros", "interface"})
"""Questions whose answers are no plain data, that every page asks."""


def _is_of_many_pages(arguments: object) -> bool:
    """Whether a part with these arguments is of the frame of pages."""
    return isinstance(arguments, tuple) and all(isinstance(each, str) for each in arguments)


@dataclass
class SiteOracle:
    """Answers questions about one Briefing."""

    knowledge: Knowledge

    @cached_property
    def _urls(self) -> Urls:
        return self.knowledge.urls

    def is_fact(self, asked: Question) -> bool:
        return asked[0] in FACTS

    def is_opaque(self, asked: Question) -> bool:
        return asked[0] in _OPAQUE or (asked[0] == "part" and not _is_of_many_pages(asked[3]))

    def is_lasting(self, asked: Question) -> bool:
        """A month of what one page shows of all months: the rows of a table, the passages of a dossier."""
        return asked[0] == "data_table" or (asked[0] == "part" and asked[2] == "passages")

    def answer(self, asked: Question, ask: Ask) -> Any:
        """The answer; UnknownQuestion for a name that is none."""
        name = str(asked[0])
        if name in QUESTIONS:
            return QUESTIONS[name](Known(ask, self._urls), *asked[1:])
        if name in FACTS:
            return FACTS[name](self.knowledge, *asked[1:])
        near = nearest(name, QUESTIONS)
        names = f"did you mean '{near}'?" if near else f"there are: {', '.join(sorted(QUESTIONS))}"
        raise UnknownQuestion(f"no question '{name}'; {names}")

    def digest(self, asked: Question, answer: Any) -> bytes | None:
        if asked[0] in _OF_ALL:
            return None
        if asked[0] in FACTS:
            return facts.digest(self.knowledge, str(asked[0]), asked[1:], answer)
        return digest_of(encode(answer))

    def kept(self, asked: Question, answer: Any) -> bytes:
        return facts.kept(str(asked[0]), answer)

    def content(self, digest: str) -> str:
        return self.knowledge.bodies[digest]
