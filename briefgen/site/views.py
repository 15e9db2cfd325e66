"""Answers: plain frozen data for templates, with texts already in the best language and addresses as paths."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from briefgen.model.dates import Moment, Period
from briefgen.model.localised import Words
from briefgen.model.theme import State


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name; `url` is None where it has no page of its own."""

    id: str
    name: Words
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What every page shows around its own content; `nav` are the addresses in its navigation."""

    title: Words
    description: Words | None
    home: str
    base_url: str
    base_path: str
    marking: str
    themes: tuple[Named, ...]
    pages: tuple[Named, ...]
    fronts: tuple[Named, ...]
    languages: tuple[Named, ...]
    nav: frozenset[str]


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a text comes from, as a reader sees it."""

    name: Words | None
    page: str | None
    url: str | None
    archived: str | None
    archived_at: date | None
    also: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage for a list or a page. `key` asks for its body: (article, lang, anchor).

    `heading` tells it from the other passages of its article; None where it has none, or is the whole article.
    """

    key: tuple[str, str, str]
    title: Words
    url: str
    date: Moment
    source: SourceView | None
    themes: tuple[Named, ...]
    lead: Words
    heading: Words | None
    marking: str
    kind: str
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One article in a list. `key` (id, language) asks for it again."""

    key: tuple[str, str]
    title: Words
    url: str
    date: Moment
    appears: Moment
    summary: Words | None
    source: SourceView | None
    themes: tuple[Named, ...]
    kind: str
    marking: str
    is_corrected: bool
    is_retracted: bool


@dataclass(frozen=True, slots=True)
class CorrectionView:
    date: Moment
    kind: str
    text: Words
    was: str | None
    now: str | None
    title: Words
    url: str


@dataclass(frozen=True, slots=True)
class StatementView:
    speaker: Named
    role: Words | None
    text: Words
    direct: bool
    date: date
    where: str
    theme: Named | None
    title: Words
    url: str
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class FigureView:
    """A claim: never a bare number."""

    title: Words
    value: Decimal
    to: Decimal | None
    unit: Words | None
    qualifier: str | None
    claimed_by: Named
    as_of: date
    period: Period | None
    series: str
    theme: Named | None
    article: Words
    url: str
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class EventView:
    """A dated happening with all who tell of it."""

    id: str
    date: Period
    title: Words
    status: str | None
    place: Words | None
    theme: Named | None
    link: str | None
    told_in: tuple[Named, ...]
    formerly: Period | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A whole article, its bodies aside."""

    card: Card
    updated: Moment | None
    marking: str
    passages: tuple[PassageView, ...]
    statements: tuple[StatementView, ...]
    figures: tuple[FigureView, ...]
    events: tuple[EventView, ...]
    corrections: tuple[CorrectionView, ...]
    change_note: Words | None
    alternates: tuple[Named, ...]
    editions: tuple[Named, ...]
    people: tuple[Named, ...]
    organisations: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class ThemeView:
    id: str
    title: Words
    summary: Words | None
    state: State | None
    states: tuple[State, ...]
    body: tuple[tuple[str, ...], str]
    url: str
    dossier: str
    feed: str
    parent: Named | None
    children: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class AgentView:
    """A person, organisation or source."""

    kind: str
    id: str
    name: Words
    role: Words | None
    abbreviation: Words | None
    sort: str
    links: tuple[Named, ...]
    body: tuple[tuple[str, ...], str]
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The passages of one theme in an edition; `elsewhere` are those that stand under another theme."""

    theme: Named | None
    state: State | None
    passages: tuple[PassageView, ...]
    elsewhere: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class TakeawayView:
    text: Words
    theme: Named | None
    url: str | None


@dataclass(frozen=True, slots=True)
class EditionLink:
    url: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class EditionView:
    key: str
    url: str
    first: date
    last: date
    title: Words | None
    lead: Words | None
    number: int | None
    quiet: bool
    takeaways: tuple[TakeawayView, ...]
    groups: tuple[Group, ...]
    ahead: tuple[EventView, ...]
    corrections: tuple[CorrectionView, ...]
    retracted: tuple[Card, ...]
    previous: EditionLink | None
    next: EditionLink | None
    texts: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A period of a list with the periods before and after it; `name` is `2026-02` or `2025`."""

    periods: tuple[Named, ...]
    previous: Named | None = None
    next: Named | None = None


@dataclass(frozen=True, slots=True)
class FeedItem:
    uuid: str
    card: Card
    published: datetime
    updated: datetime
    summary: Words


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    url: str
    modified: str
    alternates: tuple[tuple[str, str], ...] = ()
