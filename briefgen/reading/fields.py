"""What front matter may hold, kind by kind, as the editor gives it: nothing is resolved yet.

`schema` collects all mistakes of a file at once; the values themselves are read by `values`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from briefgen.model.article import KINDS
from briefgen.model.correction import CORRECTION_KINDS
from briefgen.model.dates import Moment, PartialDate, Period
from briefgen.model.event import EVENT_STATUSES
from briefgen.model.figure import QUALIFIERS
from briefgen.model.localised import Localised
from briefgen.model.statement import Speaker
from briefgen.model.theme import ARROWS
from briefgen.model.visibility import STATUSES
from briefgen.reading import times, values
from briefgen.reading.mistake import Mistake
from briefgen.reading.schema import Before, Reader, Record
from briefgen.text.message import say


@dataclass(frozen=True)
class Context:
    """What reading knows of the site: its first language and its zone."""

    lang: str
    zone: ZoneInfo


def field_of(parse: Callable[..., Any], *arguments: str) -> Reader:
    """`parse` as what reads a field; `arguments` name what it takes from the context."""
    return Reader(parse, arguments)


def one_of(names: tuple[str, ...]) -> Reader:
    return field_of(lambda value: values.choice(value, names))


def _speaker(value: Any) -> Speaker:
    word = values.text(value)
    return Speaker(id=word) if values.ID.match(word) else Speaker(name=word)


def _status(value: Any) -> str:
    return "cancelled" if value == "canceled" else values.choice(value, STATUSES)


def _embargo(value: Any, zone: ZoneInfo) -> datetime | str:
    if value == "":
        hint = say("write a time with an offset, or embargo: none")
        raise Mistake("empty-value", say("this is empty"), hint)
    return "none" if value == "none" else times.instant(value, zone)


def _edition(value: Any) -> str:
    return "none" if value == "none" else times.edition(value)


def _listed(value: Any) -> Any:
    """One record stands for a list of one."""
    return [value] if isinstance(value, dict) else value


Text = Annotated[str, field_of(values.text)]
Texts = Annotated[tuple[str, ...], field_of(values.texts)]
Keywords = Annotated[tuple[str, ...], field_of(values.keywords)]
Local = Annotated[Localised, field_of(values.localised, "lang")]
Id = Annotated[str, field_of(values.identifier)]
Ids = Annotated[tuple[str, ...], field_of(values.identifiers)]
Flag = Annotated[bool, field_of(values.flag)]
Whole = Annotated[int, field_of(values.whole_number)]
Number = Annotated[Decimal, field_of(values.number)]
When = Annotated[Moment, field_of(times.moment, "zone")]
Instant = Annotated[datetime, field_of(times.instant, "zone")]
Embargo = Annotated[datetime | str, field_of(_embargo, "zone")]
Day = Annotated[date, field_of(times.day)]
Partial = Annotated[PartialDate, field_of(times.partial_date)]
When_ = Annotated[Period, field_of(times.period)]
Url = Annotated[str, field_of(values.url)]
SitePaths = Annotated[
    tuple[str, ...],
    field_of(lambda value: values.each(value, values.site_path)),
]
Colour = Annotated[str, field_of(values.colour)]
Language = Annotated[str, field_of(values.language)]
Speaking = Annotated[Speaker, field_of(_speaker)]
Many = Before(_listed)


class Withholding(Record, frozen=True, kw_only=True):
    """The visibility fields of section 5 and the desk's own note; every kind takes them."""

    draft: Flag = False
    status: Annotated[str, field_of(_status)] = "usable"
    embargo: Embargo | None = None
    expires: Instant | None = None
    marking: Text | None = None
    note: Text | None = None


class LinkFields(Record, frozen=True, kw_only=True):
    url: Url
    title: Local | None = None


class EventFields(Record, frozen=True, kw_only=True):
    id: Id
    date: When_
    title: Local
    theme: Id | None = None
    place: Local | None = None
    url: Url | None = None
    status: Annotated[str, one_of(EVENT_STATUSES)] | None = None
    told_by: Speaking | None = None


class FigureFields(Record, frozen=True, kw_only=True):
    id: Id
    value: Number
    series: Id | None = None
    title: Local | None = None
    to: Number | None = None
    unit: Local | None = None
    qualifier: Annotated[str, one_of(QUALIFIERS)] | None = None
    claimed_by: Speaking | None = None
    as_of: Day | None = None
    period: When_ | None = None
    theme: Id | None = None


class StatementFields(Record, frozen=True, kw_only=True):
    speaker: Speaking
    text: Local
    mode: Annotated[str, one_of(("direct", "indirect"))] = "indirect"
    date: Day | None = None
    where: Text | None = None
    theme: Id | None = None


class CorrectionFields(Record, frozen=True, kw_only=True):
    date: When
    kind: Annotated[str, one_of(CORRECTION_KINDS)]
    text: Local
    figure: Id | None = None
    was: Text | None = None
    now: Text | None = None


class SourceFields(Record, frozen=True, kw_only=True):
    """Where an article comes from: `source: trt-haber`, `source: "Radio Free Asia"` or a map."""

    id: Id | None = None
    name: Local | None = None
    url: Url | None = None
    archived: Url | None = None
    archived_at: Day | None = None
    also: Ids = ()


def _source(value: Any) -> Any:
    if isinstance(value, str):
        return {"id": value} if values.ID.match(value.strip()) else {"name": value}
    return value


class ArticleFields(Withholding, frozen=True, kw_only=True):
    title: Text
    date: When
    summary: Text | None = None
    lang: Language | None = None
    updated: When | None = None
    id: Id | None = None
    slug: Id | None = None
    aliases: SitePaths = ()
    key: Id | None = None
    kind: Annotated[str, one_of(KINDS)] = "news"
    source: Annotated[SourceFields, Before(_source)] | None = None
    themes: Ids = ()
    people: Ids = ()
    organisations: Ids = ()
    events: Annotated[tuple[EventFields, ...], Many] = ()
    figures: Annotated[tuple[FigureFields, ...], Many] = ()
    statements: Annotated[tuple[StatementFields, ...], Many] = ()
    edition: Annotated[str, field_of(_edition)] | None = None
    corrections: Annotated[tuple[CorrectionFields, ...], Many] = ()
    change_note: Text | None = None


class TranslationFields(ArticleFields, frozen=True, kw_only=True):
    """Of an article that may inherit its date (`x.en.md` beside `x.md`)."""

    date: When | None = None  # type: ignore[assignment]


class StateFields(Record, frozen=True, kw_only=True):
    arrow: Annotated[str, one_of(ARROWS)]
    since: Partial | None = None
    reason: Local | None = None


class ThemeFields(Withholding, frozen=True, kw_only=True):
    title: Local
    id: Id | None = None
    lang: Language | None = None
    summary: Local | None = None
    order: Whole = 1000
    colour: Colour | None = None
    keywords: Keywords = ()
    parent: Id | None = None
    states: Annotated[tuple[StateFields, ...], Many] = ()
    state: Annotated[tuple[StateFields, ...], Many] = ()


class PersonFields(Withholding, frozen=True, kw_only=True):
    name: Local
    id: Id | None = None
    lang: Language | None = None
    role: Local | None = None
    aliases: Keywords = ()
    links: Annotated[tuple[LinkFields, ...], Many] = ()
    abbreviation: Local | None = None
    kind: Text | None = None


class TakeawayFields(Record, frozen=True, kw_only=True):
    text: Local
    theme: Id | None = None
    ref: Text | None = None


class EditionStateFields(Record, frozen=True, kw_only=True):
    """How a theme stood when an edition was issued; without an arrow, that it was among its themes."""

    theme: Id
    arrow: Annotated[str, one_of(ARROWS)] | None = None
    since: Partial | None = None
    reason: Local | None = None


class EditionFields(Withholding, frozen=True, kw_only=True):
    """`items`, `states` and `takeaways` are None where the file leaves them open: an empty list says that there is none."""

    date: Day
    id: Id | None = None
    lang: Language | None = None
    title: Local | None = None
    lead: Local | None = None
    takeaways: Annotated[tuple[TakeawayFields, ...], Many] | None = None
    items: Texts | None = None
    states: Annotated[tuple[EditionStateFields, ...], Many] | None = None
    quiet: Flag = False
    number: Whole | None = None
    issued: Instant | None = None


class PageFields(Withholding, frozen=True, kw_only=True):
    title: Text
    id: Id | None = None
    lang: Language | None = None
    summary: Text | None = None
    slug: Id | None = None
    order: Whole = 1000
    aliases: SitePaths = ()


class ThemeTranslation(ThemeFields, frozen=True, kw_only=True):
    """`x.en.md` beside `x.md`: mostly a body."""

    title: Local | None = None  # type: ignore[assignment]


class PersonTranslation(PersonFields, frozen=True, kw_only=True):
    """`x.en.md` beside `x.md`: mostly a body."""

    name: Local | None = None  # type: ignore[assignment]


FIELDS: dict[str, type[Withholding]] = {
    "articles": ArticleFields,
    "themes": ThemeFields,
    "people": PersonFields,
    "organisations": PersonFields,
    "sources": PersonFields,
    "editions": EditionFields,
    "pages": PageFields,
}
"""The folders of content/ and the fields that their files take."""

TRANSLATION_FIELDS: dict[str, type[Withholding]] = FIELDS | {
    "articles": TranslationFields,
    "themes": ThemeTranslation,
    "people": PersonTranslation,
    "organisations": PersonTranslation,
    "sources": PersonTranslation,
}
"""The same for a file that may be the translation of its neighbour and inherit what it leaves out."""
