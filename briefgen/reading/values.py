"""From the text of a field to its value. Each function takes what front matter holds and raises Mistake if it cannot."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.localedata import locale_identifiers

from briefgen.model.dates import Moment, PartialDate, Period
from briefgen.model.localised import Localised, Words
from briefgen.reading.mistake import Mistake
from briefgen.text.document import printable
from briefgen.text.message import say
from briefgen.text.slugs import slugify
from briefgen.text.suggesting import nearest

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
LONGEST_ID = 180
LANG = re.compile(r"[a-z]{2,3}\Z")
_DAY = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_MOMENT = re.compile(rf"{_DAY}(?:[Tt ]\s*(\d{{1,2}}):(\d{{2}})(?::(\d{{2}})(?:\.\d+)?)?\s*(.*))?\Z")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})?\Z")
_OTHER_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_WEEK = re.compile(r"(\d{4})-[wW](\d\d)", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


def text(value: Any) -> str:
    """One line of text; line breaks become spaces."""
    if not isinstance(value, str):
        raise Mistake("not-text-value", say("this must be a text"), say("write it on one line, in quotes"))
    words = " ".join(printable(value).split())
    if not words:
        raise Mistake("empty-value", say("this is empty"), say("write a text, or leave the field out"))
    return words


def localised(value: Any, lang: str) -> Localised:
    """A text in `lang`, or a map from language to text."""
    if not isinstance(value, dict):
        return Localised((Words(text(value), lang),))
    given = _by_language(value)
    if not given:
        raise Mistake("empty-value", say("this is empty"), say("write a text, or leave the field out"))
    return Localised(tuple(Words(_part(words, key), key) for key, words in given.items()))


def _by_language(value: dict[str, Any]) -> dict[str, Any]:
    """A map from language to value, without the languages that are left empty."""
    for key in value:
        if str(key) not in languages():
            hint = say("a text per language is written {tr: …, en: …}; quote a text that has a colon, comma or brace")
            raise Mistake("bad-language", say("'%(key)s' is no language", key=str(key)), hint, (key,))
    return {key: words for key, words in value.items() if words is not None}


def _part(value: Any, key: str) -> str:
    try:
        return text(value)
    except Mistake as mistake:
        mistake.path = (key,)
        raise


def keywords(value: Any) -> tuple[str, ...]:
    """A list of words, or a map from language to such a list; the languages are joined."""
    lists = _by_language(value).values() if isinstance(value, dict) else [value]
    return tuple(word for words in lists for word in texts(words))


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts; a single one stands for a list of one."""
    return each(value, text)


def each(value: Any, parse: Callable[[Any], str]) -> tuple[str, ...]:
    """`parse` of every item; a single one stands for a list of one. A Mistake knows which item it is of, and the others."""
    if not isinstance(value, list):
        return (parse(value),)
    found, wrong = [], []
    for number, item in enumerate(value):
        try:
            found.append(parse(item))
        except Mistake as mistake:
            mistake.path = (number,)
            wrong.append(mistake)
    if wrong:
        wrong[0].others = tuple(wrong[1:])
        raise wrong[0]
    return tuple(found)


def identifier(value: Any) -> str:
    """An id: small Latin letters, digits and hyphens. It becomes part of a path, so a file system must bear it."""
    word = text(value)
    if len(word) > LONGEST_ID:
        message = say("this id has %(count)s signs; it may have %(limit)s", count=len(word), limit=LONGEST_ID)
        raise Mistake("bad-id", message, say("write a shorter one"))
    if ID.match(word):
        return word
    proposal = slugify(word)
    raise Mistake(
        "bad-id",
        say("'%(id)s' is no id: an id has small letters a-z, digits and hyphens only", id=word),
        say("write '%(id)s'", id=proposal) if proposal else say("for example: energy-projects"),
    )


def identifiers(value: Any) -> tuple[str, ...]:
    """Ids, each once; a single one stands for a list of one."""
    return tuple(dict.fromkeys(each(value, identifier)))


def flag(value: Any) -> bool:
    if value in ("true", "True", "TRUE", True):
        return True
    if value in ("false", "False", "FALSE", False):
        return False
    raise Mistake(
        "not-a-flag", say("'%(value)s' is neither true nor false", value=str(value)), say("write true or false")
    )


def choice(value: Any, names: tuple[str, ...]) -> str:
    """One of `names`."""
    word = text(value)
    if word in names:
        return word
    near = nearest(word, names)
    raise Mistake(
        "unknown-choice",
        say("'%(value)s' is none of: %(names)s", value=word, names=names),
        say("did you mean '%(id)s'?", id=near) if near else say("write one of them, or leave the field out"),
    )


def whole_number(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}", value):
        return int(value)
    raise Mistake(
        "not-a-number", say("'%(value)s' is no whole number", value=str(value)), say("write digits only, as 3")
    )


def number(value: Any) -> Decimal:
    """A number with a decimal point at the most: a thousands separator would be read as one."""
    raw = text(value)
    plain = re.sub(r"[\s.,_'’\u00a0\u202f]", "", raw)
    if re.fullmatch(r"-?[1-9]\d{0,2}(?:[.,\s_'’\u00a0\u202f]\d{3})+", raw):
        raise Mistake(
            "thousands-separator",
            say("'%(value)s' could be %(whole)s or a fraction", value=raw, whole=plain),
            say("write %(whole)s (digits only)", whole=plain),
        )
    if re.fullmatch(r"-?\d{1,15}(?:\.\d{1,9})?", raw):
        return Decimal(raw)
    hint = say("write %(whole)s", whole=raw.replace(",", ".")) if re.fullmatch(r"-?\d+,\d+", raw) else None
    if re.fullmatch(r"-?\d+(?:\.\d+)?", raw):
        hint = say("it has too many digits: 15 may stand before the point, 9 after it")
    raise Mistake("not-a-number", say("'%(value)s' is no number", value=raw), hint or say("write digits only, as 2300"))


def moment(value: Any, zone: ZoneInfo) -> Moment:
    """A date, or a time in `zone` unless it names an offset or a zone of its own."""
    at, timed, _ = _clock(text(value), zone)
    return Moment(at.astimezone(zone), timed)


def instant(value: Any, zone: ZoneInfo) -> datetime:
    """An aware time; a bare one is refused, because a desk and its web host may stand in different zones."""
    raw = text(value)
    at, _, explicit = _clock(raw, zone)
    if explicit:
        return at
    raise Mistake(
        "no-offset",
        say("'%(value)s' does not say in which zone", value=raw),
        say("write it with an offset: %(ready)s", ready=at.isoformat()),
    )


def _clock(raw: str, zone: ZoneInfo) -> tuple[datetime, bool, bool]:
    """The time, whether it had a clock, and whether it named a zone."""
    match = _MOMENT.match(raw)
    if match is None:
        raise Mistake("bad-date", say("'%(value)s' is no date", value=raw), _iso_hint(raw))
    year, month, day_, hour, minute, second, where = match.groups()
    try:
        at = datetime(int(year), int(month), int(day_), int(hour or 0), int(minute or 0), int(second or 0))
        at = at.replace(tzinfo=_zone(where, raw) if where else zone)
        at.astimezone(zone)
        at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Mistake("bad-date", say("there is no such date: %(value)s", value=raw), _order_hint(raw)) from None
    return at, hour is not None, bool(where)


def _zone(where: str, raw: str) -> timezone | ZoneInfo:
    if where in ("Z", "z"):
        return UTC
    match = _OFFSET.match(where)
    if match:
        delta = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if delta < timedelta(hours=24):
            return timezone(-delta if match[1] == "-" else delta)
    elif re.match(r"[A-Z][A-Za-z_]+(/[A-Za-z_+-]+)*\Z", where):
        try:
            return ZoneInfo(where)
        except (ValueError, KeyError, OSError):
            pass
    raise Mistake(
        "bad-date",
        say("'%(where)s' is no offset and no zone (in '%(value)s')", where=where, value=raw),
        say("write +03:00 or Europe/Istanbul after the time"),
    )


def _iso_hint(raw: str) -> Any:
    other = _OTHER_DAY.match(raw)
    if other and 1 <= int(other[2]) <= 12 and 1 <= int(other[1]) <= 31:
        return say("write %(ready)s (year-month-day)", ready=f"{other[3]}-{int(other[2]):02}-{int(other[1]):02}")
    return say("write year-month-day, as 2026-02-03, with a time if it matters: 2026-02-03 14:30")


def _order_hint(raw: str) -> Any:
    match = re.match(_DAY, raw)
    assert match is not None
    year, month, day_ = (int(part) for part in match.groups())
    if month > 12 and day_ <= 12 and month <= 31:
        return say("write %(ready)s (year-month-day)", ready=f"{year:04}-{day_:02}-{month:02}")
    if match.end() < len(raw) and 1 <= month <= 12 and 1 <= day_ <= 28:
        return say("a day's hours go from 00:00 to 23:59")
    return say("the order is year-month-day, as 2026-02-03")


def day(value: Any) -> date:
    found = period(value).start
    if found.day is None:
        raise Mistake("bad-date", say("'%(value)s' is no day", value=str(value)), _iso_hint(str(value)))
    return found.first


def edition(value: Any) -> str:
    """The key of an edition: a day, or a week of ISO 8601 (`2026-w06`)."""
    week = _WEEK.fullmatch(value) if isinstance(value, str) else None
    if week is None:
        return day(value).isoformat()
    try:
        date.fromisocalendar(int(week[1]), int(week[2]), 1)
    except ValueError:
        hint = say("the weeks of a year are w01 to w52, and w53 in some")
        raise Mistake("bad-date", say("there is no such week: %(value)s", value=value), hint) from None
    return f"{week[1]}-w{week[2]}"


def partial_date(value: Any) -> PartialDate:
    """A day, a month (2025-05) or a year (2025)."""
    raw = text(value)
    match = _PARTIAL.match(raw)
    if match is None:
        raise Mistake("bad-date", say("'%(value)s' is no date", value=raw), _iso_hint(raw))
    year, month, day_ = match.groups()
    found = PartialDate(int(year), int(month) if month else None, int(day_) if day_ else None)
    try:
        found.first.isoformat(), found.last.isoformat()
    except (ValueError, IndexError):
        hint = _order_hint(raw) if day_ else say("write year and month, as 2026-02")
        raise Mistake("bad-date", say("there is no such date: %(value)s", value=raw), hint) from None
    return found


def period(value: Any) -> Period:
    """A date of any precision, or a range `from/to`."""
    raw = text(value)
    start, slash, end = raw.partition("/")
    if not slash or _OTHER_DAY.match(raw):
        return Period(partial_date(raw))
    if not start.strip() or not end.strip():
        hint = say("a range has two ends, as 2026-02-03/2026-02-05")
        raise Mistake("bad-date", say("'%(value)s' is no date", value=raw), hint)
    found = Period(partial_date(start.strip()), partial_date(end.strip()))
    if found.start == found.end:
        return Period(found.start)
    if found.last < found.first:
        raise Mistake(
            "range-backwards",
            say("this range ends before it starts: %(value)s", value=raw),
            say("write the earlier date first: %(ready)s", ready=f"{end.strip()}/{start.strip()}"),
        )
    return found


def url(value: Any) -> str:
    """http, https, mailto, or a path inside the site that starts with one slash."""
    raw = text(value)
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", raw)
    bad = re.search(r"[\s<>\"\\\x00-\x1f]", raw)
    try:
        parts = urlsplit(raw)
    except ValueError:
        bad, parts = re.match("", ""), urlsplit("")
    inside = raw.startswith("/") and not raw.startswith("//") and ".." not in raw.split("/")
    if not bad and (inside or (scheme and _is_open(scheme[1], parts.netloc, parts.path))):
        return raw
    hint = say("write the whole address: https://%(value)s", value=raw) if raw.startswith("www.") else None
    raise Mistake(
        "unsafe-url",
        say("'%(value)s' is no address that may be linked", value=raw[:80]),
        hint or say("allowed are http, https, mailto and paths of the site that start with /"),
    )


def _is_open(scheme: str, host: str, path: str) -> bool:
    if scheme in ("http", "https", "HTTP", "HTTPS"):
        return bool(host)
    return scheme == "mailto" and "@" in path


def site_path(value: Any) -> str:
    """A path of the site, for a redirect: `/eski/adres/`."""
    raw = text(value)
    parts = raw.split("/")
    is_short = len(raw) <= 1000 and all(len(part.encode()) <= LONGEST_ID for part in parts)
    if is_short and re.fullmatch(r"(?:/[\w.~%-]+)+/?", raw) and not {".", ".."} & set(parts):
        return raw
    raise Mistake(
        "bad-path",
        say("'%(value)s' is no path of this site", value=raw[:80]),
        say("write it as /old/address/ with letters, digits, hyphens and dots"),
    )


def colour(value: Any) -> str:
    raw = text(value)
    if re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}", raw):
        return raw
    raise Mistake("bad-colour", say("'%(value)s' is no colour", value=raw), say('write it in quotes, as "#2f5d8a"'))


def language(value: Any) -> str:
    raw = text(value)
    if raw in languages():
        return raw
    raise Mistake("bad-language", say("'%(key)s' is no language", key=raw), say("write two letters: tr, en, ru"))


@cache
def languages() -> frozenset[str]:
    """The language codes that CLDR knows."""
    return frozenset(code for code in locale_identifiers() if LANG.match(code))
