"""Values of fields: every type, what it accepts, and what it says to what it does not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.dates import PartialDate
from briefgen.model.localised import Localised, Words
from briefgen.reading import times, values
from briefgen.reading.mistake import Mistake

ZONE = ZoneInfo("Europe/Istanbul")
READERS: dict[str, Callable[[Any], Any]] = {
    "text": values.text,
    "localised": lambda value: values.localised(value, "tr"),
    "keywords": values.keywords,
    "texts": values.texts,
    "id": values.identifier,
    "ids": values.identifiers,
    "flag": values.flag,
    "choice": lambda value: values.choice(value, ("planned", "held")),
    "whole": values.whole_number,
    "number": values.number,
    "moment": lambda value: times.moment(value, ZONE),
    "instant": lambda value: times.instant(value, ZONE),
    "day": times.day,
    "edition": times.edition,
    "partial": times.partial_date,
    "period": times.period,
    "url": values.url,
    "path": values.site_path,
    "colour": values.colour,
    "language": values.language,
}


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("text", "  iki\n satır ", "iki satır"),
        ("text", "a\x1b[2Jb", "a [2Jb"),
        ("localised", "söz", Localised((Words("söz", "tr"),))),
        ("localised", {"en": "word", "tr": "söz"}, Localised((Words("word", "en"), Words("söz", "tr")))),
        ("keywords", {"tr": ["a", "b"], "en": "c"}, ("a", "b", "c")),
        ("texts", "a", ("a",)),
        ("id", "energy-projects", "energy-projects"),
        ("ids", ["a", "b", "a"], ("a", "b")),
        ("ids", "a", ("a",)),
        ("flag", "true", True),
        ("flag", "False", False),
        ("choice", "held", "held"),
        ("whole", "-12", -12),
        ("whole", 7, 7),
        ("number", "2300", Decimal(2300)),
        ("number", "-31.5", Decimal("-31.5")),
        ("number", "12.25", Decimal("12.25")),
        ("day", "2026-02-03", date(2026, 2, 3)),
        ("partial", "2025-05", PartialDate(2025, 5)),
        ("partial", "2025", PartialDate(2025)),
        ("url", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("url", "mailto:a@example.org", "mailto:a@example.org"),
        ("url", "/about/", "/about/"),
        ("path", "/eski/adres", "/eski/adres"),
        ("path", "/eski.html", "/eski.html"),
        ("colour", "#2f5d8a", "#2f5d8a"),
        ("colour", "#ABC", "#ABC"),
        ("language", "tr", "tr"),
        ("number", "0.125", Decimal("0.125")),
    ],
)
def test_what_is_read(kind: str, value: Any, expected: Any) -> None:
    assert READERS[kind](value) == expected


@pytest.mark.parametrize(
    ("kind", "value", "code", "hint"),
    [
        ("text", "  ", "empty-value", "write a text, or leave the field out"),
        ("text", ["a"], "not-text-value", None),
        ("text", {"tr": "a"}, "not-text-value", None),
        ("localised", {}, "empty-value", None),
        ("localised", {"Türkçe": "a"}, "bad-language", None),
        ("localised", {"tr": ["a"]}, "not-text-value", None),
        ("id", "Enerji Projeleri", "bad-id", "write 'enerji-projeleri'"),
        ("id", "a_b", "bad-id", "write 'a-b'"),
        ("id", "-a", "bad-id", "write 'a'"),
        ("id", "…", "bad-id", "for example: energy-projects"),
        ("ids", ["a", "B"], "bad-id", "write 'b'"),
        ("flag", "yes", "not-a-flag", "write true or false"),
        ("flag", "evet", "not-a-flag", "write true or false"),
        ("flag", "", "not-a-flag", "write true or false"),
        ("choice", "plannd", "unknown-choice", "did you mean 'planned'?"),
        ("choice", "xyz", "unknown-choice", None),
        ("whole", "1.5", "not-a-number", None),
        ("whole", True, "not-a-number", None),
        ("number", "2.300", "thousands-separator", "write 2300 (digits only)"),
        ("number", "2,300", "thousands-separator", "write 2300 (digits only)"),
        ("number", "2 300", "thousands-separator", "write 2300 (digits only)"),
        ("number", "1.234.567", "thousands-separator", "write 1234567 (digits only)"),
        ("number", "1_000", "thousands-separator", "write 1000 (digits only)"),
        ("number", "31,5", "not-a-number", "write 31.5"),
        ("number", "2 bin", "not-a-number", "write digits only, as 2300"),
        ("number", "1e9", "not-a-number", None),
        (
            "number",
            "1234567890123456",
            "not-a-number",
            "it has too many digits: 15 may stand before the point, 9 after it",
        ),
        ("number", "0.1234567890", "not-a-number", "it has too many digits: 15 may stand before the point, 9 after it"),
        ("moment", "03.02.2026", "bad-date", "write 2026-02-03 (year-month-day)"),
        ("moment", "3/2/2026", "bad-date", "write 2026-02-03 (year-month-day)"),
        ("edition", "2026-w00", "bad-date", "the weeks of a year are w01 to w52, and w53 in some"),
        ("edition", "2026-w6", "bad-date", None),
        ("moment", "2026-13-02", "bad-date", "write 2026-02-13 (year-month-day)"),
        ("moment", "2026-02-30", "bad-date", "the order is year-month-day, as 2026-02-03"),
        ("moment", "2026-02-03 25:00", "bad-date", None),
        ("moment", "2026-02-03 10:00 +99:00", "bad-date", "write +03:00 or Europe/Istanbul after the time"),
        ("moment", "2026-02-03 10:00 Mars/Olympus", "bad-date", None),
        ("moment", "dün", "bad-date", None),
        ("instant", "2026-02-03 10:00", "no-offset", "write it with an offset: 2026-02-03T10:00:00+03:00"),
        ("instant", "2026-02-03", "no-offset", "write it with an offset: 2026-02-03T00:00:00+03:00"),
        ("day", "2026-02", "bad-date", None),
        ("partial", "2025-13", "bad-date", None),
        ("partial", "2025-5", "bad-date", None),
        ("period", "2026-02-03/2026-01", "range-backwards", "write the earlier date first: 2026-01/2026-02-03"),
        ("period", "2026/", "bad-date", "a range has two ends, as 2026-02-03/2026-02-05"),
        ("period", "2025-13", "bad-date", "write year and month, as 2026-02"),
        ("moment", "2026-02-03 25:00", "bad-date", "a day's hours go from 00:00 to 23:59"),
        ("localised", {"tr": None}, "empty-value", None),
        ("keywords", {"enerji": None}, "bad-language", None),
        ("url", "www.trt.net.tr", "unsafe-url", "write the whole address: https://www.trt.net.tr"),
        ("url", "javascript:alert(1)", "unsafe-url", None),
        ("url", "//evil.example", "unsafe-url", None),
        ("url", "/a/../b", "unsafe-url", None),
        ("url", "data:text/html,x", "unsafe-url", None),
        ("url", "http://", "unsafe-url", None),
        ("url", "http://[", "unsafe-url", None),
        ("url", "https://a b", "unsafe-url", None),
        ("url", "/\\evil", "unsafe-url", None),
        ("path", "eski", "bad-path", None),
        ("path", "/a/../b", "bad-path", None),
        ("path", "/a b", "bad-path", None),
        ("path", "https://example.org/", "bad-path", None),
        ("colour", "red", "bad-colour", 'write it in quotes, as "#2f5d8a"'),
        ("colour", "#12345", "bad-colour", None),
        ("language", "Türkçe", "bad-language", "write two letters: tr, en, ru"),
        ("moment", "0001-01-01 00:00 +14:00", "bad-date", None),
    ],
)
def test_what_is_refused_and_what_is_said(kind: str, value: Any, code: str, hint: str | None) -> None:
    with pytest.raises(Mistake) as caught:
        READERS[kind](value)
    assert caught.value.code == code
    assert hint is None or (caught.value.hint is not None and caught.value.hint.text() == hint)


TAILS = ["", " 25:61", " 00:00", " 23:59:59", " 10:00 +14:00", "T10:00-23:59", " 10:00 Asia/Tokyo", "/2026", " x"]
dates = st.tuples(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99)).map(
    "{0[0]:04}-{0[1]:02}-{0[2]:02}".format
)
raw = st.text(max_size=30) | st.lists(st.text(max_size=5), max_size=3) | st.dictionaries(st.text(max_size=3), st.text())
written = dates.filter(lambda day: "0002" < day < "9998").flatmap(lambda day: st.sampled_from(TAILS).map(day.__add__))


@given(st.sampled_from(sorted(READERS)), raw | written | st.none())
def test_nothing_but_a_mistake_is_raised(kind: str, value: Any) -> None:
    try:
        READERS[kind](value)
    except Mistake as mistake:
        assert mistake.message.text() and (mistake.hint is None or mistake.hint.text())


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_number_with_a_point_is_itself(value: Decimal) -> None:
    assert values.number(f"{value:f}") == value
