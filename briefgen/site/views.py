"""Answers: plain frozen data for templates, with texts already in the best language and addresses as paths."""

from datetime import date, datetime
from decimal import Decimal

from briefgen.model.dates import Moment, Period
from briefgen.model.localised import Words
from briefgen.model.theme import State
from briefgen.site.charting import Chart
from briefgen.text.value import Value


class Named(Value, frozen=True):
    """Something with a name; `url` is None where it has no page of its own."""

    id: str
    name: Words
    url: str | None = None


class Layout(Value, frozen=True):
    """What every output may say of the site: all of it follows from the settings."""

    title: Words
    description: Words | None
    home: str
    base_url: str
    base_path: str
    fronts: tuple[Named, ...]
    languages: tuple[Named, ...]


class Menu(Value, frozen=True):
    """What every page leads to, which follows from the content; `nav` are the addresses of its navigation."""

    themes: tuple[Named, ...]
    pages: tuple[Named, ...]
    nav: frozenset[str]


class SourceView(Value, frozen=True):
    """Where a text comes from, as a reader sees it."""

    name: Words | None
    page: str | None
    url: str | None
    archived: str | None
    archived_at: date | None
    also: tuple[Named, ...]


class Note(Value, frozen=True):
    """That a text was corrected: how, and when last."""

    kind: str
    date: Moment


class PassageView(Value, frozen=True):
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
    noted: Note | None = None
    lags: bool = False


class Card(Value, frozen=True):
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
    noted: Note | None = None
    lags: bool = False


class CorrectionView(Value, frozen=True):
    date: Moment
    kind: str
    text: Words
    was: str | None
    now: str | None
    title: Words
    url: str
    figure: Words | None = None


class StatementView(Value, frozen=True):
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


class FigureView(Value, frozen=True):
    """A claim: never a bare number. Its `unit` stands in the form that its number wants, `measure` is that without a number;
    `was` is what stood there before a correction, newest first; `page` is its series'.
    """

    title: Words
    value: Decimal
    to: Decimal | None
    unit: Words | None
    measure: Words | None
    qualifier: str | None
    claimed_by: Named
    as_of: date
    period: Period | None
    series: str
    theme: Named | None
    article: Words
    url: str
    source: SourceView | None
    was: tuple[str, ...] = ()
    page: str | None = None


class SeriesView(Value, frozen=True):
    """What several claim of one thing over time. `latest` is the newest claim of each claimant; in `groups` claims of one
    time stand together, newest first. A chart needs all of them, so a series is one page.
    """

    id: str
    title: Words
    theme: Named | None
    url: str
    table: str
    latest: tuple[FigureView, ...]
    sources: tuple[Words, ...] = ()
    groups: tuple[tuple[FigureView, ...], ...] = ()
    charts: tuple[Chart, ...] = ()


class Teller(Value, frozen=True):
    """A text that tells of an event, whose it is, and who says so there."""

    id: str
    name: Words
    url: str
    source: Words | None
    by: Named | None = None


class EventView(Value, frozen=True):
    """A dated happening with all who tell of it."""

    id: str
    date: Period
    title: Words
    status: str | None
    place: Words | None
    theme: Named | None
    link: str | None
    told_in: tuple[Teller, ...]
    formerly: Period | None


class EditionLink(Value, frozen=True):
    url: str
    first: date
    last: date


class ArticleView(Value, frozen=True):
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
    editions: tuple[EditionLink, ...]
    people: tuple[Named, ...]
    organisations: tuple[Named, ...]


class ThemeView(Value, frozen=True):
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


class AgentView(Value, frozen=True):
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


class EditionEntry(Value, frozen=True):
    """An edition in a list: what it was about, and how many texts it has."""

    url: str
    first: date
    last: date
    number: int | None
    title: Words | None
    texts: int


class Said(Value, frozen=True):
    """What someone has said that is new: the keys of the statements, and the address of the first."""

    speaker: Named
    url: str
    keys: tuple[tuple[str, str, int], ...]


class Move(Value, frozen=True):
    """A claim that is other than it was: one claimant, series, unit and period."""

    old: FigureView
    new: FigureView


class EventChange(Value, frozen=True):
    """What is other about a happening: `postponed`, `cancelled`, `held`, `planned` (again), `moved` (another date), or
    `passed` (its day has gone by and nobody has said that it was held). `formerly` is a date that was told before.
    """

    event: EventView
    kind: str
    formerly: Period | None


class Changes(Value, frozen=True):
    """What is new on a theme (empty for none) in an edition since the one before it, `since` (None for the first).

    `silent` is for how many editions, this one among them, there has been no new text; 0 where there is one.
    """

    theme: str
    edition: EditionLink
    since: EditionLink | None
    passages: tuple[PassageView, ...] = ()
    statements: tuple[Said, ...] = ()
    figures: tuple[Move, ...] = ()
    events: tuple[EventChange, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    silent: int = 0


class Group(Value, frozen=True):
    """The passages of one theme in an edition; `elsewhere` are those that stand under another theme, `missed` those that
    came after the edition before had been issued, and stand there.
    """

    theme: Named | None
    state: State | None
    passages: tuple[PassageView, ...]
    elsewhere: tuple[PassageView, ...]
    changes: Changes
    missed: tuple[PassageView, ...] = ()


class TakeawayView(Value, frozen=True):
    text: Words
    theme: Named | None
    url: str | None


class EditionView(Value, frozen=True):
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
    late: tuple[PassageView, ...] = ()
    late_retracted: tuple[Card, ...] = ()


class Neighbours(Value, frozen=True):
    """A period of a list with the periods before and after it; `name` is `2026-02` or `2025`."""

    periods: tuple[Named, ...]
    previous: Named | None = None
    next: Named | None = None


class FeedItem(Value, frozen=True):
    uuid: str
    card: Card
    published: datetime
    updated: datetime
    summary: Words
    correction: CorrectionView | None = None


class SitemapEntry(Value, frozen=True):
    url: str
    modified: str
    alternates: tuple[tuple[str, str], ...] = ()
