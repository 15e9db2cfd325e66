"""The last line of a quote: who said it, where and when."""

from datetime import date

import pytest

from briefgen.reading.syntax.attribution import parts
from tests.reading.conftest import html, only

DAY = date(2026, 2, 3)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Sergey Lavrov", ("Sergey Lavrov", "", None)),
        ("Sergey Lavrov, 3 Şubat 2026", ("Sergey Lavrov", "", DAY)),
        ("Sergey Lavrov, Moskova, 3 ŞUBAT 2026", ("Sergey Lavrov", "Moskova", DAY)),
        ("Sergey Lavrov, Moskova, Rusya", ("Sergey Lavrov", "Moskova, Rusya", None)),
        ("Sergei Lavrov, 3 February 2026", ("Sergei Lavrov", "", DAY)),
        ("Sergei Lavrov, Moscow, February 3, 2026", ("Sergei Lavrov", "Moscow", DAY)),
        ("Сергей Лавров, 3 февраля 2026 г.", ("Сергей Лавров", "", DAY)),
        ("Сергей Лавров, Москва, 3 февраля 2026 года", ("Сергей Лавров", "Москва", DAY)),
        ("Lavrov, 3 Şubat 2026 Salı", ("Lavrov", "", DAY)),
        ("Lavrov, 3 Şubat 2026, Moskova", ("Lavrov", "Moskova", DAY)),
        ("Lavrov, Moskova, Salı, 3 Şubat 2026", ("Lavrov", "Moskova", DAY)),
        ("Lavrov, SALI 3 Şubat 2026", ("Lavrov", "", DAY)),
        ("Lavrov, Moscow, Tuesday, February 3, 2026", ("Lavrov", "Moscow", DAY)),
        ("Лавров, вторник, 3 февраля 2026 г.", ("Лавров", "", DAY)),
        ("Lavrov / 3 Şubat 2026", ("Lavrov", "", DAY)),
        ("Lavrov, Moskova / 03.02.2026", ("Lavrov", "Moskova", DAY)),
        ("Lavrov, RIA/TASS", ("Lavrov", "RIA/TASS", None)),
        ("Lavrov, Pazar, Rize", ("Lavrov", "Pazar, Rize", None)),
        ("Lavrov, Pazar Yeri, 3 Şubat 2026", ("Lavrov", "Pazar Yeri", DAY)),
        ("Lavrov, 3 Şub 2026", ("Lavrov", "", DAY)),
        ("Lavrov, 2026-02-03", ("Lavrov", "", DAY)),
        ("Lavrov, 03.02.2026", ("Lavrov", "", DAY)),
        ("Lavrov, Moskova, 3.2.2026", ("Lavrov", "Moskova", DAY)),
        ("Lavrov, 3.13.2026", ("Lavrov", "3.13.2026", None)),
        ("Sergey Lavrov (Moskova), 3 Şubat 2026", ("Sergey Lavrov", "Moskova", DAY)),
        ("Sergey Lavrov (Dışişleri Bakanı)", ("Sergey Lavrov", "Dışişleri Bakanı", None)),
        ("Lavrov, 31 Şubat 2026", ("Lavrov", "31 Şubat 2026", None)),
        ("Lavrov, 2026-13-03", ("Lavrov", "2026-13-03", None)),
        ("Lavrov, TASS, 2026", ("Lavrov", "TASS, 2026", None)),
        ("", ("", "", None)),
    ],
)
def test_parts(line: str, expected: tuple[str, str, date | None]) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize("dash", ["—", "–", "--", "— ", "  —  ", "―", "‒ "])
def test_every_dash(dash: str) -> None:
    run = only(f"> Söz.\n> {dash}Sergey Lavrov, 3 Şubat 2026")
    (quote,) = run.quotes
    assert (quote.name, quote.said, quote.text, quote.speaker) == ("Sergey Lavrov", DAY, "Söz.", None)


@pytest.mark.parametrize(
    "text",
    [
        "> Söz.\n>\n> — Lavrov",
        "> Bir.\n> İki.\n> — Lavrov",
        "> - madde\n>\n> — Lavrov",
        "- > Söz.\n  > — Lavrov",
    ],
)
def test_where_it_may_stand(text: str) -> None:
    assert [quote.name for quote in only(text).quotes] == ["Lavrov"]


@pytest.mark.parametrize(
    "text",
    [
        "> — Lavrov\n> dedi.",
        "Paragraf.\n— Lavrov",
        "> Söz - Lavrov",
        "> Söz.\n> - Lavrov",
        "> [!ARKA PLAN]\n> Söz.\n> — Lavrov",
        "> — Lavrov",
        "> — Ne zaman?\n> — Yarın.",
        "> — Ne zaman?\n>\n> — Yarın.",
        "> Sordu.\n> — Ne zaman?",
    ],
)
def test_what_is_none(text: str) -> None:
    assert only(text).quotes == ()


def test_the_name_has_its_place_and_a_footer() -> None:
    run = only("Önce.\n\n> Söz.\n> — Ayşe Yılmaz")
    span = run.quotes[0].span
    assert (span.line - 4, span.column, span.length) == (4, 5, 11)
    assert "<footer>— Ayşe Yılmaz</footer>" in html("> Söz.\n> — Ayşe Yılmaz")
    assert "<footer>— &lt;b&gt;</footer>" in html("> Söz.\n> — <b>")


def test_it_is_read_like_any_text() -> None:
    text = "> Söz.\n> — *Sergey [Lavrov](https://a.example/)*, [3 Şubat]{date=2026-02-03} 2026"
    (quote,) = only(text).quotes
    assert (quote.name, quote.text, quote.said, quote.where) == ("Sergey Lavrov", "Söz.", DAY, "")
    assert only(text).text == "Söz.\nSergey Lavrov, 3 Şubat 2026"
    assert '<footer>— <em>Sergey <a href="https://a.example/"' in html(text)


def test_an_inner_quote_has_its_own() -> None:
    quotes = only("> Dış.\n>\n> > İç.\n> > — B\n>\n> — A").quotes
    assert [(quote.name, quote.text) for quote in quotes] == [("B", "İç."), ("A", "Dış. İç.")]


def test_a_mark_above_names_the_speaker_and_the_line_the_day() -> None:
    (quote,) = only("{speaker=lavrov}\n> Söz.\n> — Sergey Lavrov, 3 Şubat 2026").quotes
    assert quote.speaker is not None and (quote.speaker.id, quote.said) == ("lavrov", DAY)
