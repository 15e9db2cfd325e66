"""Dates and times: every form that is read. (What is refused stands with the other values, in test_values.py.)"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from briefgen.reading import times

ZONE = ZoneInfo("Europe/Istanbul")


@pytest.mark.parametrize(
    ("value", "utc", "timed"),
    [
        ("2026-02-03", "2026-02-02T21:00", False),
        ("2026-2-3", "2026-02-02T21:00", False),
        ("2026-02-03 14:30", "2026-02-03T11:30", True),
        ("2026-02-03T14:30:15", "2026-02-03T11:30:15", True),
        ("2026-02-03T14:30Z", "2026-02-03T14:30", True),
        ("2026-02-03 14:30 +05:30", "2026-02-03T09:00", True),
        ("2026-02-03 14:30-0500", "2026-02-03T19:30", True),
        ("2026-07-03 14:30 Europe/Berlin", "2026-07-03T12:30", True),
        ("2026-02-03 00:00", "2026-02-02T21:00", True),
    ],
)
def test_moments(value: str, utc: str, timed: bool) -> None:
    found = times.moment(value, ZONE)
    assert (found.at, found.timed) == (datetime.fromisoformat(utc).replace(tzinfo=UTC), timed)
    assert found.at.tzinfo is ZONE


@pytest.mark.parametrize(
    "value", ["2026-02-03T10:00:00+03:00", "2026-02-03 07:00Z", "2026-02-03 10:00 Europe/Istanbul"]
)
def test_instants_name_a_zone(value: str) -> None:
    assert times.instant(value, ZONE) == datetime(2026, 2, 3, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-05-16", "2025-05-16", "2025-05-16"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2025-05-16/2025-05-18", "2025-05-16", "2025-05-18"),
        ("2025-05/2025-06", "2025-05-01", "2025-06-30"),
        ("2025 / 2026-02-03", "2025-01-01", "2026-02-03"),
    ],
)
def test_periods(value: str, first: str, last: str) -> None:
    found = times.period(value)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
