"""Whatever the bytes: reading gives an entry or findings, in little time, and every finding points into the file."""

from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.reading.entry import Reading
from briefgen.reading.fields import FIELDS
from briefgen.reading.reader import read
from briefgen.text.document import decode
from tests.reading.conftest import CONTEXT

SECONDS = 15

MARKS = [
    "{theme=a}",
    "{theme=“a b”}",
    "{speaker=a}",
    "{figure=a}",
    "{event=A}",
    "{date=2026-01}",
    "{#x}",
    "{#Ö}",
    "{theme=",
    "]{",
]
SIGNS = [
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    '"',
    "“",
    "”",
    "«",
    "»",
    "'",
    "’",
    "`",
    "```\n",
    "~~~\n",
    "\\",
    "*",
    "_",
    "~~",
    "|",
    "|-|-|\n",
]
BLOCKS = [
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "## ",
    "    ",
    "---\n",
    "===\n",
    "<!--",
    "-->",
    "<b>",
    "[^1]",
    "[^1]: ",
    "[!ARKA PLAN]",
    "— A, 3 Şubat 2026",
]
LINKS = [
    "[a](b.md#c)",
    "![](d.png)",
    "<https://e.example>",
    "[f]: g.svg\n",
    "](",
    "javascript:",
    "http://[",
    "%",
    "&#0;",
    "&amp;",
]
WORDS = [
    "a",
    "İ",
    "ı",
    "i\u0307",
    "日",
    "\u200b",
    "\u202e",
    "\x1b",
    "\x00",
    "\ufeff",
    "😀",
    "\r",
    "\t",
    "EMBARGO",
    " ",
    "0",
]
NAMES = [
    "title",
    "date",
    "id",
    "lang",
    "key",
    "embargo",
    "draft",
    "status",
    "figures",
    "events",
    "source",
    "themes",
    "aliases",
    "states",
]
YAML = [
    ": ",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\n",
    "\n  ",
    "#",
    " # ",
    "|\n",
    ">\n",
    "&a ",
    "*a",
    "!b ",
    "? ",
    '"',
    "'",
    "---\n",
    "...\n",
]
VALUES = [
    "a",
    "A b",
    "2026-02-03",
    "2026-99-99",
    "0002-01-01 00:00 +14:00",
    "10:00",
    "2.300",
    "none",
    "true",
    "~",
    "",
    "/x",
    "http://[",
]

bodies = st.lists(st.sampled_from([*MARKS, *SIGNS, *BLOCKS, *LINKS, *WORDS]) | st.text(max_size=4), max_size=40).map(
    "".join
)
fronts = st.lists(st.sampled_from([*NAMES, *YAML, *VALUES, *WORDS]), max_size=30).map("".join)
lines = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from([*VALUES, "[a, B]", "{id: a, date: x}", "[{id: a}]"])), max_size=8
)
tidy = lines.map(lambda pairs: "".join(f"{name}: {value}\n" for name, value in pairs))
texts = st.tuples(st.sampled_from(["", "---\n"]), fronts | tidy, st.sampled_from(["", "---\n", "----"]), bodies).map(
    "".join
)
data = st.binary(max_size=300) | texts.map(lambda text: text.encode("utf-8", "replace"))


def checked(reading: Reading, given: bytes) -> None:
    """Every finding's place lies inside the file."""
    document, _ = decode(reading.path, given)
    rows = document.lines if document is not None else given.decode("utf-8", "replace").split("\n")
    for finding in reading.findings:
        span = finding.span
        assert span.path == reading.path and 1 <= span.line <= len(rows), finding
        assert span.column >= 1 and span.length >= 0, finding
        # What is no text is placed by bytes: tests/text/test_document.py expects better.
        assert span.column <= len(rows[span.line - 1]) + 1 or finding.code == "not-text", finding
        assert finding.message.text() and (finding.hint is None or finding.hint.text()), finding
    assert reading.entry is not None
    assert reading.entry.fields is not None or reading.has_errors


@settings(max_examples=150, deadline=SECONDS * 1000, suppress_health_check=[HealthCheck.too_slow])
@given(data, st.sampled_from(sorted(FIELDS)), st.sampled_from(["x.md", "x.en.md", "2026-01-01-ş.md", "!.md"]))
def test_nothing_raises_and_every_place_exists(given: bytes, kind: str, name: str) -> None:
    checked(read(f"content/{kind}/{name}", kind, given, CONTEXT), given)


@settings(max_examples=150, deadline=SECONDS * 1000, suppress_health_check=[HealthCheck.too_slow])
@given(bodies)
def test_no_body_raises(body: str) -> None:
    given = f'---\ntitle: "a"\ndate: 2026-02-03\n---\n{body}'.encode("utf-8", "replace")
    checked(read("content/articles/x.md", "articles", given, CONTEXT), given)


@pytest.mark.parametrize(
    "body",
    [
        "\n" * 8_000,
        "'\n" * 8_000,
        "[" * 8_000,
        "![" * 5_000,
        "[a]{figure=a} " * 2_000,
        "[" * 500 + "a" + "]{speaker=b}" * 500,
        "{a " * 8_000,
        "{" + " " * 40_000,
        "<!--" * 20_000,
        "<!-- a -->\n" * 2_000,
        "<b x" * 8_000,
        "`a" * 8_000,
        " ".join("`" * (n % 200 + 1) for n in range(1_000)),
        "> " * 20_000 + "a",
        "- " * 8_000,
        "*a **b " * 5_000,
        "|a" * 5_000 + "\n" + "|-" * 5_000,
        "```\n<!-- a -->\n```\n" * 1_000,
        "[a](b.md) " * 2_000,
        "".join(f"a[^{n}]\n\n" for n in range(300)) + "\n".join(f"[^{n}]: x" for n in range(300)),
        "&amp;" * 5_000,
        "**a" * 5_000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_no_pattern_of_signs_takes_long(body: str) -> None:
    assert seconds(body) < SECONDS


def seconds(body: str) -> float:
    """The processor time that it takes to read an article with a body."""
    given = f'---\ntitle: "a"\ndate: 2026-02-03\n---\n{body}'.encode()
    start = process_time()
    checked(read("content/articles/x.md", "articles", given, CONTEXT), given)
    return process_time() - start


@pytest.mark.parametrize(
    "front",
    [
        "a: " + "[" * 1_900 + "]" * 1_900,
        "a: " + "{b: " * 900 + "}" * 900,
        "a:\n" + "- " * 45,
        "".join(f"{' ' * n}a{n}:\n" for n in range(600)),
        "".join(f"k{n}: 1\n" for n in range(2_000)),
        'a: "' + "b\n" * 10_000,
        "? " * 3_000,
        "themes: [" + "a," * 5_000 + "]",
        "a: " + "b: " * 10_000,
    ],
    ids=lambda front: repr(front[:12]),
)
def test_no_front_matter_takes_long_or_raises(front: str) -> None:
    given = f"---\n{front}\n---\nMetin.\n".encode()
    start = process_time()
    checked(read("content/articles/x.md", "articles", given, CONTEXT), given)
    assert process_time() - start < SECONDS
