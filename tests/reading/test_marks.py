"""Marks: from Markdown to runs with what they carry, and to findings with exact places."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.statement import Speaker
from tests.reading.conftest import body, codes, html, marked, only, runs


def themes(text: str) -> list[tuple[Any, str]]:
    return [(run.themes, run.text) for run in runs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bir.\n\nİki.", [(None, "Bir.\nİki.")]),
        ("## Enerji {theme=enerji}\n\nBir.\n\n### Alt\n\nİki.", [(("enerji",), "Enerji\nBir.\nAlt\nİki.")]),
        ("## A {theme=a}\n\nBir.\n\n## B\n\nİki.", [(("a",), "A\nBir."), (None, "B\nİki.")]),
        ("## A {theme=a}\n\n### B {theme=b}\n\nB.\n\n## C\n\nC.", [(("a",), "A"), (("b",), "B\nB."), (None, "C\nC.")]),
        ("# A {theme=a}\n\n## B {theme=b}\n\n## C\n\nC.", [(("a",), "A"), (("b",), "B"), (("a",), "C\nC.")]),
        ("{theme=a}\nBir.\n\nİki.", [(("a",), "Bir."), (None, "İki.")]),
        ("{theme=a}\n\nBir.", [(("a",), "Bir.")]),
        ("{theme=a}\nBir.\n\n{theme=a}\nİki.", [(("a",), "Bir.\nİki.")]),
        ("## A {theme=a}\n\nBir.\n\n## A yine {theme=a}\n\nİki.", [(("a",), "A\nBir."), (("a",), "A yine\nİki.")]),
        ('{theme="a b"}\nBir.', [(("a", "b"), "Bir.")]),
        ("{theme=“a b”}\nBir.", [(("a", "b"), "Bir.")]),
        ('{theme="a a"}\nBir.', [(("a",), "Bir.")]),
        ('## A {theme=a}\n\n{theme=""}\nBir.', [(("a",), "A"), ((), "Bir.")]),
        ("{theme=a}\n- bir\n- iki", [(("a",), "bir\niki")]),
        ("{theme=a}\n1. bir", [(("a",), "bir")]),
        ("{theme=a}\n> bir", [(("a",), "bir")]),
        ("{theme=a}\n| x |\n|---|\n| y |", [(("a",), "x\ny")]),
        ("Başlık {theme=a}\n---\n\nBir.", [(("a",), "Başlık\nBir.")]),
        ("  {theme=a}\nBir.", [(("a",), "Bir.")]),
        ("Bir.\n{theme=a}\nİki.", [(None, "Bir."), (("a",), "İki.")]),
        ("## A {theme=a #ad} \n", [(("a",), "A")]),
    ],
)
def test_themes(text: str, expected: list[tuple[Any, str]]) -> None:
    assert themes(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("## Enerji {theme=enerji #akkuyu}\n\nBir.", ("akkuyu",)),
        ("{#ad}\nBir.", ("ad",)),
        ("Bir.\n\n## İki {#iki}", ("iki",)),
        ("{theme=a #ad}\n- bir", ("ad",)),
        ("{speaker=x #ad}\n> Söz.", ("ad",)),
    ],
)
def test_anchors(text: str, names: tuple[str, ...]) -> None:
    assert tuple(name for run in runs(text) for name in run.names) == names


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ('Lavrov, ["Ne yazık ki."]{speaker=lavrov} dedi.', Speaker(id="lavrov"), "Ne yazık ki."),
        ("[“Söz.”]{speaker=“Ayşe Yılmaz”}", Speaker(name="Ayşe Yılmaz"), "Söz."),
        ("[«Слово.»]{speaker=«Сергей Лавров»}", Speaker(name="Сергей Лавров"), "Слово."),
        ('["Söz."]{speaker="Ayşe  Yılmaz"}', Speaker(name="Ayşe Yılmaz"), "Söz."),
        ('["İki\nsatır."]{speaker=a}', Speaker(id="a"), "İki satır."),
        ('["**Koyu** [bağ](https://a.example)."]{speaker=a}', Speaker(id="a"), "Koyu bağ."),
        ("{speaker=lavrov}\n> Bir.\n>\n> İki.", Speaker(id="lavrov"), "Bir. İki."),
        ('{speaker="Ayşe Yılmaz"}\n> "Söz."', Speaker(name="Ayşe Yılmaz"), "Söz."),
    ],
)
def test_statements(text: str, speaker: Speaker, words: str) -> None:
    (quote,) = only(text).quotes
    assert (quote.speaker, quote.text) == (speaker, words)


def test_marks_within_a_quote_belong_to_it() -> None:
    run = only(
        'Önce [5]{figure=dis}. ["[2 bin]{figure=ic}, [16 Mayıs]{event=ist}, [12 Ocak]{date=2026-01-12}."]{speaker=a}'
    )
    assert run.quotes[0].text == "2 bin, 16 Mayıs, 12 Ocak."
    assert [(mark.id, mark.quote and mark.quote.speaker) for mark in run.figures] == [
        ("dis", None),
        ("ic", Speaker(id="a")),
    ]
    assert [mark.quote for mark in run.events] == [run.quotes[0]]


def test_an_inner_quote_keeps_its_own() -> None:
    run = only('["Bana [“[5]{figure=f}”]{speaker=b} dedi."]{speaker=a}')
    assert [quote.speaker for quote in run.quotes] == [Speaker(id="b"), Speaker(id="a")]
    assert run.figures[0].quote == run.quotes[0]


def test_marks_in_a_block_quote_belong_to_its_speaker() -> None:
    run = only("> [5]{figure=f} kişi.\n> — Sergey Lavrov")
    assert run.figures[0].quote == run.quotes[0] and run.quotes[0].name == "Sergey Lavrov"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[2 bin 300]{figure=a}", '<p><span class="figure-mark">2 bin 300</span></p>\n'),
        ("[16 Mayıs]{event=a}'ta", '<p><span class="event-mark">16 Mayıs</span>\'ta</p>\n'),
        ("[12 Ocak]{date=2026-01-12}", '<p><time datetime="2026-01-12">12 Ocak</time></p>\n'),
        ("[Ocak]{date=2026-01}", '<p><time datetime="2026-01">Ocak</time></p>\n'),
        ('[tur]{date="2025-05-16/2025-05-17"}', "<p><span>tur</span></p>\n"),
        ("[*a* **b**]{speaker=x}", '<p><span class="statement"><em>a</em> <strong>b</strong></span></p>\n'),
        ("[5]{figure=”a”} ", '<p><span class="figure-mark">5</span></p>\n'),
        ("[12 Ocak]{date=‘2026-01-12’}", '<p><time datetime="2026-01-12">12 Ocak</time></p>\n'),
        (
            "[bkz. [5]{figure=a} er](https://a.example/)",
            '<p><a href="https://a.example/" rel="noopener noreferrer">bkz. <span class="figure-mark">5</span> er</a></p>\n',
        ),
        ("*[5]{figure=a}*", '<p><em><span class="figure-mark">5</span></em></p>\n'),
    ],
)
def test_html(text: str, expected: str) -> None:
    assert codes(body(text)) == [] and html(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bir {küme} burada.",
        "{a, b} ve {}",
        "{title} {name=x}",
        "f(x) = {x | x > 0}",
        "{{ jinja }} {% if %}",
        "[köşeli] ve [iki][üç]",
        "[söz]{not}",
        "{tema=enerji}",
        "\\{theme=a}",
        "\\[5\\]{not}",
        "{#1} burada",
        "{a} ve {b=c} ve {d: e}",
        "açık { kaldı",
    ],
)
def test_other_braces_print_as_they_are(text: str) -> None:
    assert codes(body(text)) == []
    assert only(text).text == text.replace("\\", "")


@pytest.mark.parametrize(
    "text",
    [
        "`{theme=a}`",
        "`` [5]{figure=a} ` ``",
        "```\n{theme=a}\n[5]{figure=a}\n```",
        "~~~\n## A {theme=a}\n~~~",
        "> ```\n> {theme=a}\n> ```",
        "- ```\n  {speaker=a}\n  ```",
        "`[5]`{}",
    ],
)
def test_code_is_exempt(text: str) -> None:
    reading = body(text)
    assert codes(reading) == [] and reading.entry is not None
    (run,) = reading.entry.body.runs
    assert (run.themes, run.figures, run.quotes) == (None, (), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what a mark's value may not be
        ("[5]{figure=Rus_asker}", [("bad-id", 1, 4, "{figure=Rus_asker}")]),
        ('{theme="Enerji"}\nBir.', [("bad-id", 1, 1, '{theme="Enerji"}')]),
        ("Önce İğ [5]{event=Ist}", [("bad-id", 1, 12, "{event=Ist}")]),
        ("[a]{date=2026-13-40}", [("bad-date", 1, 4, "{date=2026-13-40}")]),
        ("[a]{date=dün}", [("bad-date", 1, 4, "{date=dün}")]),
        ("## A {#Büyük}", [("bad-anchor", 1, 6, "{#Büyük}")]),
        ("## A {#Buyuk}", [("bad-anchor", 1, 6, "{#Buyuk}")]),
        # malformed
        ("[a]{speaker=Ayşe Yılmaz}", [("malformed-mark", 1, 4, "{speaker=Ayşe Yılmaz}")]),
        ("[a]{figure=}", [("malformed-mark", 1, 4, "{figure=}")]),
        ("[a]{speaker = x}", [("malformed-mark", 1, 4, "{speaker = x}")]),
        ('[a]{speaker=" "}', [("malformed-mark", 1, 4, '{speaker=" "}')]),
        ("{theme=a} {theme=b}\nBir.", [("misplaced-mark", 1, 1, "{theme=a}"), ("misplaced-mark", 1, 11, "{theme=b}")]),
        ("{speaker=a}\n> [!ARKA PLAN]\n> Bir.", [("misplaced-mark", 1, 1, "{speaker=a}")]),
        ("Bir []{figure=x}", [("malformed-mark", 1, 7, "{figure=x}")]),
        ("[“”]{speaker=x}", [("malformed-mark", 1, 5, "{speaker=x}")]),
        # foreign keys, and two that say two things
        ("[a]{figure=x class=y}", [("strange-key", 1, 4, "{figure=x class=y}")]),
        ("[a]{figure=x event=y}", [("strange-key", 1, 4, "{figure=x event=y}")]),
        ("## A {theme=x speaker=y}", [("strange-key", 1, 6, "{theme=x speaker=y}")]),
        # misplaced
        ("[a]{theme=x}", [("misplaced-mark", 1, 4, "{theme=x}")]),
        ("Bir. {theme=x}", [("misplaced-mark", 1, 6, "{theme=x}")]),
        ("{theme=x} Bir.", [("misplaced-mark", 1, 1, "{theme=x}")]),
        ("5 {figure=x}", [("misplaced-mark", 1, 3, "{figure=x}")]),
        ("## A {speaker=x}", [("misplaced-mark", 1, 6, "{speaker=x}")]),
        ("## {theme=x} A", [("misplaced-mark", 1, 4, "{theme=x}")]),
        ("{figure=x}\nBir.", [("misplaced-mark", 1, 1, "{figure=x}")]),
        ("{speaker=x}\nBir.", [("misplaced-mark", 1, 1, "{speaker=x}")]),
        ("{theme=x}\n## A", [("misplaced-mark", 1, 1, "{theme=x}")]),
        ("Bir.\n\n{theme=x}", [("misplaced-mark", 3, 1, "{theme=x}")]),
        ("> {theme=x}\n> Bir.", [("misplaced-mark", 1, 3, "{theme=x}")]),
        ("- bir\n\n  {theme=x}\n  iki", [("misplaced-mark", 3, 3, "{theme=x}")]),
        ("Bir {#ad} iki", [("misplaced-mark", 1, 5, "{#ad}")]),
        ("| a |\n|---|\n| b {theme=x} |", [("misplaced-mark", 3, 5, "{theme=x}")]),
        ("Bir\niki {event=x} üç", [("misplaced-mark", 2, 5, "{event=x}")]),
        # unclosed
        ("[5]{figure=x ve sonra", [("unclosed-mark", 1, 4, "{figure=x ve sonra")]),
        ("{theme=x\nBir.", [("unclosed-mark", 1, 1, "{theme=x")]),
        ('[a]{speaker="Ayşe} dedi', [("unclosed-mark", 1, 4, '{speaker="Ayşe} dedi')]),
        # exact columns
        ("[Ç]{figure=A} ve [Ş]{figure=B}", [("bad-id", 1, 4, "{figure=A}"), ("bad-id", 1, 21, "{figure=B}")]),
        ("> > [a]{figure=A}", [("bad-id", 1, 8, "{figure=A}")]),
        ("1. bir\n   - [a]{figure=A}", [("bad-id", 2, 9, "{figure=A}")]),
        ("| a | b |\n|---|---|\n| c | [d]{figure=A} |", [("bad-id", 3, 10, "{figure=A}")]),
        ("a<!-- not -->[d]{figure=A}", [("bad-id", 1, 17, "{figure=A}")]),
        ("Bir\n   iki [d]{figure=A}", [("bad-id", 2, 11, "{figure=A}")]),
        # two of one name
        ("## A {#x}\n\n## B {#x}", [("duplicate-anchor", 3, 6, "{#x}")]),
    ],
)
def test_a_mark_that_cannot_be_meant_is_an_error_at_its_place(text: str, expected: list[Any]) -> None:
    assert marked(text) == expected


def test_a_bad_anchor_comes_with_one_that_would_do() -> None:
    (finding,) = body("## A {#Bir_iki}").findings
    assert finding.hint is not None and finding.hint.text() == "write '#bir-iki'"


@pytest.mark.parametrize(
    "text",
    [
        "{theme=a}\n{theme=b}\nBir.",
        "{speaker=a}\n{speaker=b}\n> Bir.",
        "> Söz.\n> — Lavrov {theme=x}",
        "Bir \\` {theme=x} \\` iki",
        "Bir \\\\{theme=x} iki",
        "![resim](a.png){figure=x}",
        "[bağ](https://a.example){figure=x}",
        "**5**{figure=x}",
        "[^1]\n\n[^1]: Not {theme=x}",
        "[a {figure=x}](https://a.example)",
        "![a {figure=x}](a.png)",
        "{theme=x}\n",
        "# {theme=x} {theme=y}",
    ],
)
def test_no_mark_vanishes_and_none_is_printed_in_silence(text: str) -> None:
    assert body(text).has_errors


@pytest.mark.parametrize(
    "block",
    [
        "## Başlık {#ad}",
        "{#ad}\n> Alıntı.",
        "{#ad}\n| a |\n|---|\n| b |",
        "{#ad}\nParagraf.",
        "{#ad}\n- madde",
        "{#ad}\n1. madde",
    ],
)
def test_an_anchor_inside_a_passage_is_an_id_in_its_html(block: str) -> None:
    assert "\x01id\x1fad\x02" in html(f"Önce.\n\n{block}\n")


PIECES = [
    "[",
    "]",
    "{",
    "}",
    "theme=",
    "speaker=",
    "figure=a",
    '"',
    "“",
    "”",
    "a",
    " ",
    "\n",
    "#x",
    "`",
    "\\",
    "*",
    "|",
    ">",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_whatever_looks_like_a_mark_is_read_or_named(text: str) -> None:
    """Marks printed as they are: only in code, escaped, or with an error."""
    reading = body(text)
    printed = re.sub(r"<code>.*?</code>|<pre>.*?</pre>", "", "".join(reading.html.values()), flags=re.DOTALL)
    if re.search(r"[\]\n]\{(?:figure=a|theme=|speaker=)[^{}]*\}", printed) and not {"\\", "`"} & set(text):
        assert reading.has_errors
