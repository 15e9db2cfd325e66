"""Which edition a text belongs to, and the editions that follow from it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from briefgen.assembling.directory import Directory
from briefgen.assembling.visibility import Decision, edition_dates
from briefgen.model.article import Article
from briefgen.model.briefing import newest_first
from briefgen.model.dates import Moment
from briefgen.model.edition import Edition, Takeaway
from briefgen.model.settings import Settings
from briefgen.reading.entry import Entry
from briefgen.reading.fields import ArticleFields, EditionFields
from briefgen.text.finding import error
from briefgen.text.message import say


def edition_of(fields: ArticleFields, appears: Moment, settings: Settings) -> str | None:
    """The key of a text's edition: as given, else by its date, else the first whose cutoff follows its appearing."""
    if fields.edition == "none":
        return None
    if fields.edition is not None:
        return key_of(date.fromisoformat(fields.edition), settings)
    if not fields.date.timed:
        return key_of(fields.date.day, settings)
    day = appears.day
    is_late = appears.at.hour * 60 + appears.at.minute >= settings.edition_cutoff
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


def editions(
    articles: Iterable[Article], decision: Decision, settings: Settings, known: Directory
) -> tuple[Edition, ...]:
    """All editions, newest first: one for every period with a text, and those of the edition files."""
    texts: dict[str, dict[str, Article]] = defaultdict(dict)
    text_keys: dict[str, str] = {}
    for article in newest_first(articles):
        text_keys[article.id] = article.text_key
        if article.edition is not None:
            texts[article.edition].setdefault(article.text_key, article)
    files = _files(decision, settings, known)
    suppressed = {_suppressed_key(day, settings) for day in edition_dates((*decision.withheld, *decision.faulty))}
    keys = (texts.keys() | files.keys()) - (suppressed - files.keys())
    found = [
        _edition(key, list(texts.get(key, {})), text_keys, files.get(key), decision, settings, known) for key in keys
    ]
    return tuple(sorted(found, key=lambda edition: edition.first, reverse=True))


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


def _edition(
    key: str,
    texts: list[str],
    text_keys: dict[str, str],
    entry: Entry | None,
    decision: Decision,
    settings: Settings,
    known: Directory,
) -> Edition:
    first = date.fromisoformat(key) if settings.edition == "daily" else _monday(key)
    last = _last_day(first, settings)
    if entry is None:
        return Edition(key, first, last, tuple(texts))
    given = entry.fields
    assert isinstance(given, EditionFields)
    items = [
        item for i, item in enumerate(given.items) if known.has("articles", _article(item), entry.place("items", i))
    ]
    chosen = dict.fromkeys(text_keys[_article(item)] for item in items if _article(item) in text_keys)
    return Edition(
        key=key,
        first=first,
        last=last,
        articles=(*chosen, *(text for text in texts if text not in chosen)),
        title=given.title,
        lead=given.lead,
        takeaways=tuple(_takeaways(entry, given, known)),
        number=given.number,
        quiet=given.quiet,
        marking=decision.held[entry.path].marking,
    )


def _takeaways(entry: Entry, given: EditionFields, known: Directory) -> Iterable[Takeaway]:
    """Those of the file; one that points to a text that may not be shown goes with it."""
    for index, takeaway in enumerate(given.takeaways):
        ref, theme = takeaway.ref, takeaway.theme
        if ref is not None and not known.has("articles", _article(ref), entry.place("takeaways", index, "ref")):
            continue
        if theme is not None and not known.has("themes", theme, entry.place("takeaways", index, "theme")):
            theme = None
        yield Takeaway(takeaway.text, theme, ref)


def _article(ref: str) -> str:
    return ref.partition("#")[0]


def _monday(key: str) -> date:
    year, _, week = key.partition("-w")
    return date.fromisocalendar(int(year), int(week), 1)
