"""Dates and times of front matter and settings -> typed ones. A value that is none is a Mistake, which says what to write."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from briefgen.model.dates import Moment, PartialDate, Period
from briefgen.reading.mistake import Mistake
from briefgen.reading.values import text
from briefgen.text.message import say

_DAY = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_MOMENT = re.compile(rf"{_DAY}(?:[Tt ]\s*(\d{{1,2}}):(\d{{2}})(?::(\d{{2}})(?:\.\d+)?)?\s*(.*))?\Z")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})?\Z")
_OTHER_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_WEEK = re.compile(r"(\d{4})-[wW](\d\d)", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


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
