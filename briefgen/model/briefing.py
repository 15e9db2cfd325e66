"""Everything that is visible, resolved and indexed. It holds nothing else: what is not visible is not in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from briefgen.model.article import Article
from briefgen.model.edition import Edition
from briefgen.model.event import Event
from briefgen.model.organisation import Organisation
from briefgen.model.page import Page
from briefgen.model.passage import Passage
from briefgen.model.person import Person
from briefgen.model.settings import Settings
from briefgen.model.source import Source
from briefgen.model.theme import Theme

Ref = tuple[str, str]


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
        shown = {lang: _shown(variants, lang, languages) for lang in languages}
        indexes = {
            "by_ref": {article.ref: article for article in self.articles},
            "variants": variants,
            "shown": shown,
            "by_theme": _by_theme(shown),
            "by_agent": _by_agent(shown),
            "by_source": _by_source(shown, variants),
            "events": _events(self.articles),
        }
        for name, index in indexes.items():
            object.__setattr__(self, name, index)

    def agent(self, id_: str | None) -> Person | None:
        """The person or organisation of an id, which share one namespace."""
        return None if id_ is None else self.people.get(id_) or self.organisations.get(id_)

    def theme(self, id_: str | None) -> Theme | None:
        return next((theme for theme in self.themes if theme.id == id_), None)

    def article_of(self, text_key: str, lang: str) -> Article:
        """The one variant of a text that lists in `lang` show; KeyError for a text that is not visible."""
        return _best(self.variants[text_key], lang, self.settings.languages)

    def original(self, id_: str) -> Article:
        """The article of an id whose figures, events and statements count."""
        group = self._by_id[id_]
        return next((article for article in group if not article.translates), group[0])

    @cached_property
    def _by_id(self) -> dict[str, list[Article]]:
        index: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            index[article.id].append(article)
        return index

    @cached_property
    def edition_numbers(self) -> dict[str, int]:
        """Key of an edition -> its place in `editions`."""
        return {edition.key: number for number, edition in enumerate(self.editions)}

    @cached_property
    def named(self) -> frozenset[str]:
        """The people, organisations and sources (as `source:id`) that visible text names: the others get no page."""
        found: set[str] = set()
        for article in self.articles:
            found |= _named_in(article)
        return frozenset(found)

    @cached_property
    def counted(self) -> tuple[Article, ...]:
        """The one article of each text whose claims count, newest first: the original, of several the preferred one."""
        return tuple(article for article in self.articles if article is self._counting(article.text_key))

    def _counting(self, text_key: str) -> Article:
        return counting_of(self.variants[text_key])

    @cached_property
    def searched(self) -> dict[str, tuple[Article, ...]]:
        """Language -> the texts in it, newest first, each once. Of several outlets' one speaks; a retracted one is silent."""
        found: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            group = self.variants[article.text_key]
            is_alone = len(group) == 1 or next(each for each in group if each.lang == article.lang) is article
            if is_alone and not self.by_ref[article.original].is_retracted:
                found[article.lang].append(article)
        return {lang: tuple(articles) for lang, articles in found.items()}

    @property
    def marking(self) -> str:
        """The highest marking of all that is shown; empty where nothing is above the lowest."""
        rank = self.settings.rank
        nouns: tuple[Marked, ...] = (*self.articles, *self.themes, *self.people.values(), *self.organisations.values())
        marked: tuple[Marked, ...] = (*nouns, *self.sources.values(), *self.pages, *self.editions)
        highest = max((noun.marking for noun in marked), key=rank, default="")
        return highest if rank(highest) > 0 else ""


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """By appearing, latest first; what appears at one time stands by id."""
    by_id = sorted(articles, key=lambda article: article.ref)
    return sorted(by_id, key=lambda article: article.appears.at, reverse=True)


def counting_of(group: tuple[Article, ...]) -> Article:
    """Of the articles that are one text, in the order of the site's languages, the one whose claims count."""
    return next((article for article in group if not article.translates), group[0])


def corrections_of(group: tuple[Article, ...]) -> Iterator[tuple[Article, int]]:
    """(article, number) of the corrections of the articles that are one text. What an outlet has mended in its own copy
    counts; what a translation in a file of its own says again does not.
    """
    counting = counting_of(group)
    seen = {(each.date.day, each.kind) for each in counting.corrections}
    for article in (counting, *(each for each in group if each is not counting and not each.translates)):
        for number, each in enumerate(article.corrections):
            if article is counting or (each.date.day, each.kind) not in seen:
                yield article, number


def variants_of(articles: Iterable[Article], languages: tuple[str, ...]) -> dict[str, tuple[Article, ...]]:
    """The articles that are one text, in the order of the site's languages.

    Of several outlets' in one language the one that says most comes first, and of equals the first that appeared; one
    that has retracted it comes last.
    """
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        groups[article.text_key].append(article)
    return {
        key: tuple(sorted(group, key=lambda article: _rank_in_text(article, languages)))
        for key, group in groups.items()
    }


def _rank_in_text(article: Article, languages: tuple[str, ...]) -> tuple[object, ...]:
    claims = len(article.statements) + len(article.figures) + len(article.events)
    by_lang = _preference(article.lang, "", languages)
    return by_lang, article.translates, article.is_retracted, -claims, article.appears.at, article.id


def _preference(lang: str, wanted: str, languages: tuple[str, ...]) -> int:
    if lang == wanted:
        return -1
    return languages.index(lang) if lang in languages else len(languages)


def _best(group: tuple[Article, ...], lang: str, languages: tuple[str, ...]) -> Article:
    return min(group, key=lambda article: _preference(article.lang, lang, languages))


def _shown(variants: Mapping[str, tuple[Article, ...]], lang: str, languages: tuple[str, ...]) -> tuple[Article, ...]:
    return tuple(newest_first(_best(group, lang, languages) for group in variants.values()))


def _by_theme(shown: Mapping[str, tuple[Article, ...]]) -> dict[tuple[str, str], tuple[Passage, ...]]:
    """(lang, theme) -> passages newest first; a passage without any theme stands under `(lang, "")`."""
    index: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for lang, articles in shown.items():
        for article in articles:
            for passage in () if article.is_retracted else article.passages:
                for theme in passage.themes or ("",):
                    index[lang, theme].append(passage)
    return {key: tuple(passages) for key, passages in index.items()}


def _by_agent(shown: Mapping[str, tuple[Article, ...]]) -> dict[tuple[str, str], tuple[Passage, ...]]:
    """(lang, person or organisation) -> the passages that name it, newest first."""
    index: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for lang, articles in shown.items():
        for article in articles:
            for passage in () if article.is_retracted else article.passages:
                for agent in passage.mentions:
                    index[lang, agent].append(passage)
    return {key: tuple(passages) for key, passages in index.items()}


def _by_source(
    shown: Mapping[str, tuple[Article, ...]], variants: Mapping[str, tuple[Article, ...]]
) -> dict[tuple[str, str], tuple[Article, ...]]:
    """(lang, source) -> texts newest first; one that several outlets carried in one language stands under each."""
    index: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for lang, articles in shown.items():
        for article in articles:
            copies = (each for each in variants[article.text_key] if each.lang == article.lang and each.source)
            sources = (id_ for each in (article, *copies) if each.source for id_ in (each.source.id, *each.source.also))
            for source in dict.fromkeys(sources):
                if source is not None:
                    index[lang, source].append(article)
    return {key: tuple(found) for key, found in index.items()}


def _events(articles: Iterable[Article]) -> dict[str, tuple[Event, ...]]:
    """What is told of each event, newest article first; retracted texts tell nothing."""
    index: dict[str, list[Event]] = defaultdict(list)
    for article in articles:
        for event in () if article.is_retracted else article.events:
            index[event.id].append(event)
    return {id_: tuple(events) for id_, events in index.items()}


def _named_in(article: Article) -> set[str]:
    """The ids that one article names; a source's id is marked, as it lives in a namespace of its own.

    Of a retracted text only the source is left.
    """
    if article.is_retracted:
        return _sources_of(article)
    speakers = [s.speaker for s in article.statements] + [f.claimed_by for f in article.figures]
    speakers += [event.told_by for event in article.events if event.told_by is not None]
    found = {speaker.id for speaker in speakers if speaker.id}
    found |= {*article.people, *article.organisations}
    for passage in article.passages:
        found.update(passage.mentions)
    return found | _sources_of(article)


def _sources_of(article: Article) -> set[str]:
    ids = (article.source.id, *article.source.also) if article.source is not None else ()
    return {f"source:{id_}" for id_ in ids if id_}
