"""Findings as an editor sees them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.finding import Finding, error, in_order, notice, warning
from briefgen.text.message import Message, say
from briefgen.text.showing import Showing, escaped, summary, width
from briefgen.text.span import Span

LONG = "a" * 300 + "HATA" + "b" * 300


def shown(line: str, column: int, length: int, colour: bool = False, secret: tuple[str, ...] = ()) -> list[str]:
    finding = error("bad-id", Span("x.md", 7, column, length), say("bu olmaz"), say("şunu yaz"))
    return Showing(lambda *_: line, colour=colour, secret=secret).text(finding).split("\n")


def above_the_caret(rows: list[str]) -> str:
    """The characters of the excerpt in the terminal columns that the caret marks."""
    head, excerpt, under = rows[0], rows[1], rows[2]
    assert head.startswith("x.md:7:")
    start, length = width(under.split("^")[0]), under.count("^")
    found, column = "", 0
    for char in excerpt:
        if start <= column < start + length:
            found += char
        column += width(char)
    return found


def test_a_finding_in_plain_words() -> None:
    assert shown("themes: [enerji]", 10, 6) == [
        "x.md:7:10: error[bad-id]: bu olmaz",
        "  7 | themes: [enerji]",
        "    |          ^^^^^^",
        "  hint: şunu yaz",
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("İğdır'ın ışığı kötü", "kötü"),
        ("İİİ kötü", "kötü"),
        ("Москва: плохо", "плохо"),
        ("a\u0301\u0323 kötü", "kötü"),
        ("日本語 kötü", "kötü"),
        ("kötü 日本", "日本"),
        ("ｗｉｄｅ kötü", "kötü"),
        ("a\u00a0\u2009 kötü", "kötü"),
        (LONG, "HATA"),
        ("日" * 80 + "kötü" + "本" * 80, "kötü"),
        ("kötü" + "b" * 400, "kötü"),
        ("b" * 400 + "kötü", "kötü"),
        ("b" * 99 + "k", "k"),
        ("a\u200b\u00adb kötü", "kötü"),
    ],
)
def test_the_caret_stands_under_the_characters(line: str, words: str) -> None:
    rows = shown(line, line.index(words) + 1, len(words))
    assert above_the_caret(rows).rstrip("\u0301") == words


def test_tabs_before_the_caret_are_tabs() -> None:
    assert shown("\ta\tkötü", 4, 4)[1:3] == ["  7 | \ta\tkötü", "    | \t \t^^^^"]


@pytest.mark.parametrize(("column", "length"), [(1, 0), (9, 0), (1, 1000), (1000, 3)])
def test_a_place_beyond_the_line_has_a_caret_near_it(column: int, length: int) -> None:
    caret = shown("Bir satır", column, length)[2].removeprefix("    | ")
    assert 1 <= caret.count("^") <= 9 and len(caret) <= 10


@pytest.mark.parametrize("at", [0, 1, 50, 299, 450, 603])
def test_a_long_line_is_cut_around_its_place(at: int) -> None:
    excerpt, under = shown(LONG, at + 1, 1)[1:3]
    assert len(excerpt) <= 110 and excerpt[under.index("^")] == LONG[at]


def test_no_line_no_excerpt() -> None:
    showing = Showing(lambda *_: None)
    assert showing.text(warning("unread", Span("x.md"), say("so"))) == "x.md:1:1: warning[unread]: so"


def test_colour() -> None:
    rows = shown("kötü", 1, 4, colour=True)
    assert rows[0] == "\x1b[1mx.md:7:1:\x1b[0m \x1b[1;31merror[bad-id]\x1b[0m: bu olmaz"
    assert rows[2].endswith("\x1b[1;31m^^^^\x1b[0m") and rows[3].startswith("  \x1b[36mhint:\x1b[0m")
    severities = {
        make("a", Span("x"), say("b")).severity: Showing(lambda *_: None, colour=True).text(
            make("a", Span("x"), say("b"))
        )
        for make in (warning, notice)
    }
    assert ["1;33m" in text or "1;36m" in text for text in severities.values()] == [True, True]


STEERING = ["a\x1b[2Jb", "a\x07", "a\x9b31m", "a\u202eb", "a\rb", "a\x00b"]


@pytest.mark.parametrize("text", STEERING)
@pytest.mark.parametrize("colour", [False, True])
def test_nothing_in_a_file_steers_the_terminal(text: str, colour: bool) -> None:
    finding = error("bad-id", Span(f"{text}.md", 1, 1, 1), say("no id '%(id)s'", id=text), say("write '%(x)s'", x=text))
    printed = Showing(lambda *_: text, colour=colour).text(finding)
    ours = ("\x1b[0m", "\x1b[1m", "\x1b[1;31m", "\x1b[36m")
    for code in ours:
        printed = printed.replace(code, "")
    assert not [char for char in printed if unicodedata.category(char) in {"Cc", "Cf"} and char != "\n"]


@given(st.text())
def test_escaping_leaves_only_what_is_seen(text: str) -> None:
    seen = escaped(text).replace("\t", "").replace("\n", "")
    assert not [char for char in seen if unicodedata.category(char) in {"Cc", "Cf", "Cs"}]


def test_json_holds_no_line_of_the_file() -> None:
    finding = warning("bad-id", Span("x.md", 2, 3, 4), say("no id '%(id)s'", id="A"), say("write '%(id)s'", id="a"))
    assert Showing(lambda *_: "gizli satır").json(finding) == {
        "code": "bad-id",
        "severity": "warning",
        "path": "x.md",
        "line": 2,
        "column": 3,
        "message": "no id 'A'",
        "hint": "write 'a'",
    }


def test_of_a_secret_file_no_word_is_shown() -> None:
    finding = error(
        "bad-id", Span("x.md", 7, 1, 3), say("no id '%(id)s'", id="gizli"), say("write '%(id)s'", id="gizli")
    )
    showing = Showing(lambda *_: "gizli satır", secret={"x.md"})
    assert "gizli" not in showing.text(finding) and showing.text(finding).startswith("x.md:7:1: error[bad-id]: ")
    assert "gizli" not in str(showing.json(finding)) and showing.json(finding)["line"] == 7
    other = error("bad-id", Span("y.md", 7, 1, 3), say("açık"))
    assert "açık" in showing.text(other) and "gizli satır" in showing.text(other)


def test_a_message_is_put_into_a_language_when_it_is_shown() -> None:
    words = {"no id '%(id)s'": "'%(id)s' diye bir kimlik yok", "error": "hata", "hint": "ipucu", "a page": "bir sayfa"}
    finding = error("bad-id", Span("x.md"), say("no id '%(id)s'", id=say("a page")), say("100 %"))
    showing = Showing(lambda *_: None, translate=lambda text: words.get(text, text))
    assert showing.text(finding) == "x.md:1:1: hata[bad-id]: 'bir sayfa' diye bir kimlik yok\n  ipucu: 100 %"


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (say("%(n)s files", n=3), "3 files"),
        (say("one of %(ids)s", ids=("a", say("b"))), "one of a, b"),
        (say("50 %"), "50 %"),
    ],
)
def test_messages(message: Message, text: str) -> None:
    assert message.text() == text


def test_findings_are_shown_once_and_in_the_order_of_the_files() -> None:
    def at(path: str, line: int, column: int, code: str = "a") -> Finding:
        return error(code, Span(path, line, column), say("x"))

    expected = [at("a.md", 1, 2), at("a.md", 2, 1), at("a.md", 2, 1, "b"), at("a.md", 10, 1), at("b.md", 1, 1)]
    assert in_order([*reversed(expected), *expected]) == expected


def test_summary_counts_each_severity() -> None:
    findings = [make("a", Span("x"), say("y")) for make in (error, error, warning)]
    assert summary(findings) == {"error": 2, "warning": 1, "notice": 0}
