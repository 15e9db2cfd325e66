"""Everything that is visible, resolved and indexed. It holds nothing else: what is not visible is not in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from briefgen.model.article import Article
from briefgen.model.edition import Edition
from briefgen.model.event import Event
from briefgen.model.indexes import (
    Group,
    Ref,
    best_of,
    by_id_of,
    counting_of,
    events_of,
    indexes,
    naming_of,
    newest_first,
    variants_of,
)
from briefgen.model.organisation import Organisation
from briefgen.model.page import Page
from briefgen.model.passage import Passage
from briefgen.model.person import Person
from briefgen.model.settings import Settings
from briefgen.model.source import Source
from briefgen.model.theme import Theme


class Marked(Protocol):
    """Whatever bears a marking."""

    @property
    def marking(self) -> str: ...


@dataclass(frozen=True)
class Briefing:
    """The whole site as values. `now` is the moment that the build takes for the present, aware.

    `articles` are newest first by appearing, then by id; `links` maps a path of content/ as it is written in links to
    (kind, id, lang); `files` are (path, kind, id, lang): what visible text refers to, and
    whose; `next_change` is the moment at which the visible set changes by itself, None for never.
    """

    settings: Settings
    now: datetime
    articles: tuple[Article, ...] = ()
    themes: tuple[Theme, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    editions: tuple[Edition, ...] = ()
    links: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    files: tuple[tuple[str, str, str, str], ...] = ()
    next_change: datetime | None = None
    by_ref: Mapping[Ref, Article] = field(init=False)
    variants: Mapping[str, tuple[Article, ...]] = field(init=False)
    shown: Mapping[str, tuple[Article, ...]] = field(init=False)
    by_theme: Mapping[tuple[str, str], tuple[Passage, ...]] = field(init=False)
    by_agent: Mapping[tuple[str, str], tuple[Passage, ...]] = field(init=False)
    by_source: Mapping[tuple[str, str], tuple[Article, ...]] = field(init=False)
    events: Mapping[str, tuple[Event, ...]] = field(init=False)

    def __post_init__(self) -> None:
        languages = self.settings.languages
        variants = variants_of(self.articles, languages)
        shown = {
            lang: tuple(newest_first(best_of(group, lang, languages) for group in variants.values()))
            for lang in languages
        }
        found = {
            "by_ref": {article.ref: article for article in self.articles},
            "variants": variants,
            "shown": shown,
            **indexes(shown, variants),
            "events": events_of(self.articles),
        }
        self.__dict__.update(found)

    def agent(self, id_: str | None) -> Person | None:
        """The person or organisation of an id, which share one namespace."""
        return None if id_ is None else self.people.get(id_) or self.organisations.get(id_)

    def theme(self, id_: str | None) -> Theme | None:
        return next((theme for theme in self.themes if theme.id == id_), None)

    def article_of(self, text_key: str, lang: str) -> Article:
        """The one variant of a text that lists in `lang` show; KeyError for a text that is not visible."""
        return best_of(self.variants[text_key], lang, self.settings.languages)

    def original(self, id_: str) -> Article:
        """The article of an id whose figures, events and statements count."""
        group = self.by_id[id_]
        return next((article for article in group if not article.translates), group[0])

    @cached_property
    def by_id(self) -> dict[str, Group]:
        """The articles of each id, newest first."""
        return by_id_of(self.articles)

    @cached_property
    def edition_numbers(self) -> dict[str, int]:
        """Key of an edition -> its place in `editions`."""
        return {edition.key: number for number, edition in enumerate(self.editions)}

    @cached_property
    def naming(self) -> Counter[str]:
        """How many articles name each person, organisation and source (as `source:id`)."""
        return naming_of(self.articles)

    @cached_property
    def named(self) -> frozenset[str]:
        """Those that visible text names: the others get no page."""
        return frozenset(self.naming)

    @cached_property
    def counted(self) -> tuple[Article, ...]:
        """The one article of each text whose claims count, newest first: the original, of several the preferred one."""
        return self._among(counting_of(group) for group in self.variants.values())

    @cached_property
    def searched(self) -> dict[str, tuple[Article, ...]]:
        """Language -> the texts that are found by their words, newest first."""
        found: dict[str, list[Article]] = defaultdict(list)
        for article in self._among(each for group in self.variants.values() for each in self.found_by_words(group)):
            found[article.lang].append(article)
        return {lang: tuple(articles) for lang, articles in found.items()}

    def found_by_words(self, group: Group) -> Iterator[Article]:
        """The articles of a text that search finds: of several outlets' in a language one speaks; what is retracted is
        silent.
        """
        first = {article.lang: article for article in reversed(group)}
        return (each for each in first.values() if not self.by_ref[each.original].is_retracted)

    def _among(self, articles: Iterable[Article]) -> tuple[Article, ...]:
        """Some of the articles in their order."""
        wanted = {id(article) for article in articles}
        return tuple(article for article in self.articles if id(article) in wanted)

    @cached_property
    def marking(self) -> str:
        """The highest marking of all that is shown; empty where nothing is above the lowest."""
        rank = self.settings.rank
        nouns: tuple[Marked, ...] = (*self.articles, *self.themes, *self.people.values(), *self.organisations.values())
        marked: tuple[Marked, ...] = (*nouns, *self.sources.values(), *self.pages, *self.editions)
        highest = max(dict.fromkeys(noun.marking for noun in marked), key=rank, default="")
        return highest if rank(highest) > 0 else ""
