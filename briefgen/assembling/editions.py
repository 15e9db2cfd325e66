"""Which edition a text belongs to, and the editions that follow from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from briefgen.assembling.directory import Directory
from briefgen.assembling.visibility import Decision, edition_dates
from briefgen.model.article import Article
from briefgen.model.dates import Moment
from briefgen.model.edition import Edition, Takeaway
from briefgen.model.indexes import corrections_of, newest_first, variants_of
from briefgen.model.settings import Settings
from briefgen.model.theme import State
from briefgen.reading.entry import Entry
from briefgen.reading.fields import ArticleFields, EditionFields
from briefgen.text.finding import error, warning
from briefgen.text.message import say
from briefgen.text.span import Span


def edition_of(fields: ArticleFields, appears: Moment, settings: Settings) -> str | None:
    """The key of a text's edition: as given, else by its date, else the first whose cutoff follows its appearing."""
    if fields.edition == "none":
        return None
    if fields.edition is not None:
        return key_of(_first_day(fields.edition), settings)
    return key_at(appears if fields.date.timed else fields.date, settings)


def key_at(moment: Moment, settings: Settings) -> str:
    """The edition of a day; of a time, the first whose cutoff follows it."""
    day = moment.day
    is_late = moment.timed and moment.at.hour * 60 + moment.at.minute >= settings.edition_cutoff
    if is_late and _last_day(day, settings) == day:
        day += timedelta(days=1)
    return key_of(day, settings)


def key_of(day: date, settings: Settings) -> str:
    """`2026-02-03`, or `2026-w06` for a weekly briefing (ISO 8601 weeks)."""
    if settings.edition == "daily":
        return day.isoformat()
    year, week, _ = day.isocalendar()
    return f"{year}-w{week:02}"


def _last_day(day: date, settings: Settings) -> date:
    return day if settings.edition == "daily" else day + timedelta(days=7 - day.isoweekday())


def cutoff_of(last: date, settings: Settings) -> datetime:
    """When the edition that ends on a day ends."""
    return datetime.combine(last, time(), settings.zone) + timedelta(minutes=settings.edition_cutoff)


def editions(
    articles: Iterable[Article], decision: Decision, settings: Settings, known: Directory
) -> tuple[Edition, ...]:
    """All editions, newest first: one for every period with a text or a correction, and those of the edition files."""
    texts: dict[str, dict[str, Article]] = defaultdict(dict)
    text_keys: dict[str, str] = {}
    in_order = newest_first(articles)
    for article in in_order:
        text_keys[article.id] = article.text_key
        if article.edition is not None:
            # A text has come when the first of its articles has.
            texts[article.edition].pop(article.text_key, None)
            texts[article.edition][article.text_key] = article
    corrections = _corrections(in_order, settings)
    files = _files(decision, settings, known)
    suppressed = {_suppressed_key(day, settings) for day in edition_dates((*decision.withheld, *decision.faulty))}
    keys = (texts.keys() | corrections.keys() | files.keys()) - (suppressed - files.keys())
    found = []
    for key in keys:
        period = _Period(key, texts.get(key, {}), tuple(corrections.get(key, ())), settings)
        entry = files.get(key)
        found.append(
            period.edition() if entry is None else _Edited(period, entry, text_keys, decision, known).edition()
        )
    return tuple(sorted(found, key=lambda edition: edition.first, reverse=True))


def _corrections(articles: list[Article], settings: Settings) -> dict[str, list[tuple[str, str, int]]]:
    """Key of an edition -> the corrections that were made in its time, latest first."""
    keys = {article.text_key for article in articles if article.corrections}
    groups = variants_of((article for article in articles if article.text_key in keys), settings.languages)
    dated = [
        (article.corrections[number].date, (*article.ref, number))
        for group in groups.values()
        for article, number in corrections_of(group)
    ]
    found: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for date_, ref in sorted(dated, key=lambda each: each[0].at, reverse=True):
        found[key_at(date_, settings)].append(ref)
    return found


def _suppressed_key(day: str, settings: Settings) -> str:
    try:
        return key_of(date.fromisoformat(day), settings)
    except ValueError:
        return day


def _files(decision: Decision, settings: Settings, known: Directory) -> dict[str, Entry]:
    files: dict[str, Entry] = {}
    for entry in decision.visible:
        if not isinstance(entry.fields, EditionFields):
            continue
        key = key_of(entry.fields.date, settings)
        other = files.setdefault(key, entry)
        if other is not entry:
            message = say("the edition %(key)s has another file: %(other)s", key=key, other=other.path)
            known.findings.append(error("duplicate-edition", entry.place("date"), message, say("keep one of the two")))
    return files


@dataclass(frozen=True)
class _Period:
    """A day or week with what falls into it: its texts by text key, newest first, and its corrections."""

    key: str
    texts: Mapping[str, Article]
    corrections: tuple[tuple[str, str, int], ...]
    settings: Settings

    def edition(self) -> Edition:
        """The edition that nobody has edited."""
        first = _first_day(self.key)
        return Edition(
            self.key, first, _last_day(first, self.settings), tuple(self.texts), corrections=self.corrections
        )


@dataclass(frozen=True)
class _Edited:
    """An edition with a file. What the file points to and may not be shown is left out, and said to the editor."""

    period: _Period
    entry: Entry
    text_keys: Mapping[str, str]
    decision: Decision
    known: Directory

    @property
    def given(self) -> EditionFields:
        assert isinstance(self.entry.fields, EditionFields)
        return self.entry.fields

    def edition(self) -> Edition:
        items = self._items()
        chosen = tuple(dict.fromkeys(key for key, _ in items))
        rest = tuple(text for text in self.period.texts if text not in chosen)
        late = tuple(text for text in rest if self._is_late(text))
        return replace(
            self.period.edition(),
            articles=(*chosen, *(text for text in rest if text not in late)),
            title=self.given.title,
            lead=self.given.lead,
            takeaways=tuple(self._takeaways()),
            fixes_takeaways=self.given.takeaways is not None or self.given.issued is not None,
            number=self.given.number,
            quiet=self.given.quiet,
            marking=self.decision.held[self.entry.path].marking,
            issued=self.given.issued,
            late=late,
            items=tuple(items),
            states=self._states(),
        )

    def _is_late(self, text: str) -> bool:
        """Whether a text that the desk has not listed came after the edition was issued.

        Where the desk has listed any, the list says what the issue held: a text may be dated before it and come after it.
        """
        if self.given.issued is None:
            return False
        return self.given.items is not None or self.period.texts[text].appears.at > self.given.issued

    def _items(self) -> list[tuple[str, str]]:
        """(text key, anchor) of the items that may be shown, in the order given; a text or passage stands once."""
        found: dict[tuple[str, str], None] = {}
        for index, item in enumerate(self.given.items or ()):
            place = self.entry.place("items", index)
            id_, _, anchor = item.partition("#")
            if not self._is_shown(id_, place):
                continue
            key = self.text_keys[id_]
            if (key, anchor) in found or (key, "") in found or (not anchor and any(key == other for other, _ in found)):
                message = say("'%(id)s' stands twice in this edition", id=item)
                self.known.findings.append(
                    error("duplicate-item", place, message, say("keep one of the two; each passage stands once"))
                )
            found[key, anchor] = None
        return list(found)

    def _is_shown(self, id_: str, place: Span) -> bool:
        """Whether a text may be shown. A hidden one is left out; the terminal alone says so."""
        if id_ in self.text_keys or id_ not in self.known.hidden.get("articles", ()):
            return self.known.has("articles", id_, place) and id_ in self.text_keys
        self.known.findings.append(
            warning(
                "hidden-reference",
                place,
                say("'%(id)s' exists but is not shown in this build; this edition leaves it out", id=id_),
                say("nothing needs to be done if that is meant; its takeaways are left out too"),
            )
        )
        return False

    def _takeaways(self) -> Iterator[Takeaway]:
        """Those of the file; one that points to a text that may not be shown goes with it."""
        listed = {_article(item) for item in self.given.items or ()}
        for index, takeaway in enumerate(self.given.takeaways or ()):
            ref, theme = takeaway.ref, takeaway.theme
            if ref is not None:
                is_told = _article(ref) in listed and _article(ref) not in self.text_keys
                place = self.entry.place("takeaways", index, "ref")
                if is_told or not self._is_shown(_article(ref), place):
                    continue
            if theme is not None and not self._has_theme(theme, "takeaways", index, "theme"):
                theme = None
            yield Takeaway(takeaway.text, theme, ref)

    def _states(self) -> tuple[tuple[str, State | None], ...] | None:
        if self.given.states is None:
            return None
        return tuple(
            (each.theme, State(each.arrow, each.since, each.reason) if each.arrow else None)
            for index, each in enumerate(self.given.states)
            if self._has_theme(each.theme, "states", index, "theme")
        )

    def _has_theme(self, theme: str, *path: str | int) -> bool:
        return self.known.has("themes", theme, self.entry.place(*path))


def _article(ref: str) -> str:
    return ref.partition("#")[0]


def is_week(key: str) -> bool:
    """Whether the key of an edition is that of a week, `2026-w06`."""
    return "-w" in key


def _first_day(key: str) -> date:
    if not is_week(key):
        return date.fromisoformat(key)
    year, _, week = key.partition("-w")
    return date.fromisocalendar(int(year), int(week), 1)
