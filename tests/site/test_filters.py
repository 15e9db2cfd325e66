"""Dates, numbers and lists as each language writes them (CLDR)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from jinja2 import Environment
from markupsafe import Markup

from briefgen.model.dates import Moment
from briefgen.model.localised import Words
from briefgen.reading.times import partial_date, period
from briefgen.site.filters import FILTERS, renumbered

JINJA = Environment(autoescape=True)
JINJA.filters.update(FILTERS)
ZONE = ZoneInfo("Europe/Istanbul")
DAY = date(2026, 2, 3)


def filtered(value: Any, name: str, lang: str) -> str:
    """What a filter makes of a value, with every kind of space as a plain one."""
    found = JINJA.from_string(f"{{{{ value|{name} }}}}").render(value=value, lang=lang)
    return found.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("name", "value", "tr", "en", "ru"),
    [
        ("day", DAY, "3 Şubat 2026", "3 February 2026", "3 февраля 2026 г."),
        ("day", Moment(datetime(2026, 2, 3, tzinfo=ZONE)), "3 Şubat 2026", "3 February 2026", "3 февраля 2026 г."),
        ("weekday", DAY, "3 Şubat 2026 Salı", "Tuesday, 3 February 2026", "Вторник, 3 февраля 2026 г."),
        ("clock", Moment(datetime(2026, 2, 3, 14, 5, tzinfo=ZONE), True), "14:05", "14:05", "14:05"),
        ("month", "2026-02", "Şubat 2026", "February 2026", "Февраль 2026"),
        ("month", "2026-04", "Nisan 2026", "April 2026", "Апрель 2026"),
        ("month", "2026", "2026", "2026", "2026"),
        ("period", period("2025-05-16"), "16 Mayıs 2025", "16 May 2025", "16 мая 2025 г."),
        ("period", period("2025-05"), "Mayıs 2025", "May 2025", "май 2025"),
        ("period", period("2025"), "2025", "2025", "2025"),
        ("period", period("2025-06-25/2025-06-27"), "25–27 Haziran 2025", "25–27 June 2025", "25–27 июня 2025 г."),
        ("period", period("2025-06-02/2025-06-20"), "2–20 Haziran 2025", "2–20 June 2025", "2–20 июня 2025 г."),
        (
            "period",
            period("2025-05/2025-06"),
            "Mayıs – Haziran 2025",
            "May – June 2025",
            "май – июнь 2025",
        ),
        (
            "period",
            period("2025-06-25/2025-07-02"),
            "25 Haziran – 2 Temmuz 2025",
            "25 June – 2 July 2025",
            "25 июня – 2 июля 2025 г.",
        ),
        (
            "period",
            (date(2025, 12, 29), date(2026, 1, 4)),
            "29 Aralık 2025 – 4 Ocak 2026",
            "29 December 2025 – 4 January 2026",
            "29 декабря 2025 г. – 4 января 2026 г.",
        ),
        (
            "period",
            (date(2026, 1, 5), date(2026, 1, 11)),
            "5–11 Ocak 2026",
            "5–11 January 2026",
            "5–11 января 2026 г.",
        ),
        (
            "period",
            period("2025-11/2026-01"),
            "Kasım 2025 – Ocak 2026",
            "November 2025 – January 2026",
            "ноябрь 2025 – январь 2026",
        ),
        ("period", period("2025-05-16/2025-05-16"), "16 Mayıs 2025", "16 May 2025", "16 мая 2025 г."),
        ("period", period("2025-05/2025-05"), "Mayıs 2025", "May 2025", "май 2025"),
        ("period", period("2024/2025"), "2024–2025", "2024–2025", "2024–2025"),
        ("since", partial_date("2026-02-03"), "3 Şubat 2026&#39;dan", "3 February 2026", "с 3 февраля 2026 г."),
        ("since", partial_date("2025-03-02"), "2 Mart 2025&#39;ten", "2 March 2025", "со 2 марта 2025 г."),
        ("since", partial_date("2020-12"), "Aralık 2020&#39;den", "December 2020", "с декабря 2020"),
        ("since", partial_date("2024"), "2024&#39;ten", "2024", "с 2024"),
        ("number", Decimal("2300.5"), "2.300,5", "2,300.5", "2 300,5"),
        ("number", Decimal(-12), "-12", "-12", "-12"),
        ("number", Decimal(1234567), "1.234.567", "1,234,567", "1 234 567"),
        ("listed", ["a", "b", "c"], "a, b ve c", "a, b and c", "a, b и c"),
        ("listed", ["a"], "a", "a", "a"),
        ("listed", [], "", "", ""),
        ("day|ended", DAY, "3 Şubat 2026.", "3 February 2026.", "3 февраля 2026 г."),
    ],
)
def test_each_language(name: str, value: Any, tr: str, en: str, ru: str) -> None:
    assert [filtered(value, name, lang) for lang in ("tr", "en", "ru")] == [tr, en, ru]


@pytest.mark.parametrize(
    ("text", "tr", "en", "ru"),
    [
        ("2500", "2.500", "2,500", "2 500"),
        ("2.300", "2.300", "2,300", "2 300"),
        ("4,1", "4,1", "4.1", "4,1"),
        ("-2500.5", "-2.500,5", "-2,500.5", "-2 500,5"),
        ("2.500 asker", "2.500 asker", "2.500 asker", "2.500 asker"),
    ],
)
def test_a_number_of_a_turkish_text_in_each_language(text: str, tr: str, en: str, ru: str) -> None:
    assert [renumbered(text, "tr", lang).replace("\u00a0", " ") for lang in ("tr", "en", "ru")] == [tr, en, ru]


@pytest.mark.parametrize(("value", "shown"), [("0.1234", "0,1234"), ("31.56789", "31,56789")])
def test_a_figure_is_printed_as_it_was_claimed(value: str, shown: str) -> None:
    assert filtered(Decimal(value), "number", "tr") == shown


def test_a_sentence_has_one_stop() -> None:
    assert [filtered(value, "ended", "tr") for value in ("Ne?", "Dedi", Markup("<b>Son.</b>"))] == [
        "Ne?",
        "Dedi.",
        "<b>Son.</b>",
    ]


def test_a_date_does_not_break_but_before_the_day_of_the_week() -> None:
    found = JINJA.from_string("{{ value|day }}, {{ value|weekday }}, {{ month|period }}")
    shown = found.render(value=DAY, month=period("2026-02"), lang="en")
    assert shown == "3\u00a0February\u00a02026, Tuesday, 3\u00a0February 2026, February\u00a02026"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (Words("söz", "tr"), "söz"),
        (Words("word", "en"), '<span lang="en">word</span>'),
        (Words("a<b", ""), "a&lt;b"),
        (Words("a<b", "ru"), '<span lang="ru">a&lt;b</span>'),
        ("a<b", "a&lt;b"),
        (None, ""),
    ],
)
def test_words_name_their_language(words: Any, expected: str) -> None:
    assert filtered(words, "said", "tr") == expected


def test_lists_escape_texts_and_keep_markup() -> None:
    assert filtered(["<a>", Markup("<b>x</b>")], "listed", "tr") == "&lt;a&gt; ve <b>x</b>"


@pytest.mark.parametrize(
    ("code", "name"), [("tr", "Türkçe"), ("en", "English"), ("ru", "Русский"), ("az", "Azərbaycan")]
)
def test_languages_in_their_own_words(code: str, name: str) -> None:
    assert filtered(code, "language", "tr") == name


@pytest.mark.parametrize(
    ("value", "to", "unit", "tr", "en", "ru"),
    [
        ("2300", None, Words("asker", "tr"), "2.300 asker", '2,300 <span lang="tr">asker</span>', None),
        ("2300", "2500", "kişi", "2.300–2.500 kişi", "2,300–2,500 kişi", "2 300–2 500 kişi"),
        ("12", None, None, "12", "12", "12"),
        ("3.5", None, Words("%", "tr"), "%3,5", "3.5%", "3,5 %"),
        ("-3.5", None, "%", "-%3,5", "-3.5%", "-3,5 %"),
        ("3", "4", "%", "%3–4", "3–4%", "3–4 %"),
        ("5", None, "<b>", "5 &lt;b&gt;", "5 &lt;b&gt;", "5 &lt;b&gt;"),
    ],
)
def test_amounts(value: str, to: str | None, unit: Any, tr: str, en: str, ru: str | None) -> None:
    numbers = Decimal(value), Decimal(to) if to else None
    for lang, expected in (("tr", tr), ("en", en), ("ru", ru)):
        if expected is not None:
            template = "{{ args[0]|amount(args[1], args[2]) }}"
            found = JINJA.from_string(template).render(args=(*numbers, unit), lang=lang)
            assert found.replace("\u00a0", " ").replace("\u202f", " ") == expected


@pytest.mark.parametrize(
    ("value", "to", "unit", "tr", "en", "ru"),
    [
        ("2300", None, "asker", "2.300'den fazla asker", "more than 2,300 asker", "более 2 300 asker"),
        ("40", None, Words("iş günü", "tr"), "40'tan fazla iş günü", None, None),
        ("40", None, "%", "%40'tan fazla", "more than 40%", "более 40 %"),
        ("3.8", None, "milyar dolar", "3,8 milyar dolardan fazla", None, None),
        ("58", None, "milyon metreküp", "58 milyon metreküpten fazla", None, None),
        ("2", None, "milyon kişi", "2 milyondan fazla kişi", None, None),
        ("5", None, "milyar", "5 milyardan fazla", None, None),
        ("20", "30", None, "20–30'dan fazla", "more than 20–30", None),
        ("7", None, Words("sorties", "en"), '7\'den fazla <span lang="en">sorties</span>', None, None),
    ],
)
def test_more_than_an_amount(value: str, to: str | None, unit: Any, tr: str, en: str | None, ru: str | None) -> None:
    numbers = Decimal(value), Decimal(to) if to else None
    for lang, than, expected in (("tr", "{} fazla", tr), ("en", "more than {}", en), ("ru", "более {}", ru)):
        if expected is not None:
            template = "{{ args[0]|amount(args[1], args[2], than) }}"
            found = JINJA.from_string(template).render(args=(*numbers, unit), lang=lang, than=than)
            assert found.replace("\u00a0", " ").replace("\u202f", " ").replace("&#39;", "'") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (DAY, "2026-02-03"),
        (Moment(datetime(2026, 2, 3, tzinfo=ZONE)), "2026-02-03"),
        (Moment(datetime(2026, 2, 3, 14, 30, tzinfo=ZONE), True), "2026-02-03T14:30:00+03:00"),
        (period("2025-05/2025-06"), "2025-05/2025-06"),
    ],
)
def test_the_machines_form(value: Any, expected: str) -> None:
    assert filtered(value, "iso", "en") == expected


@pytest.mark.parametrize(("lang", "expected"), [("tr", ""), ("", ""), ("en", ' lang="en"')])
def test_lang_of(lang: str, expected: str) -> None:
    assert filtered(lang, "lang_of", "tr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bir söz", "Bir söz."),
        ("Bir söz!", "Bir söz!"),
        (Markup("3 февраля 2026 г."), "3 февраля 2026 г."),
        (Markup("<b>Bir söz…</b>"), "<b>Bir söz…</b>"),
        (Markup("<b>Bir söz</b> "), "<b>Bir söz</b> ."),
        (Markup("Bir söz&hellip;"), "Bir söz&hellip;"),
        (Markup("5 &lt; 7 &gt;"), "5 &lt; 7 &gt;."),
        (Markup("Bir söz"), "Bir söz."),
    ],
)
def test_a_sentence_has_one_sign_at_its_end(text: str, expected: str) -> None:
    found = FILTERS["ended"](text)
    assert found == expected and type(found) is type(text)
