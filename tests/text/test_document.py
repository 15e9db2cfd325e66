"""Decoding: every file is a text with places, or a finding; nothing raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.document import MAX_BYTES, Document, decode, printable
from briefgen.text.span import Span


def text(data: bytes) -> str:
    document, findings = decode("x.md", data)
    assert document is not None and findings == []
    return document.text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ""),
        ("\ufeffGüzel".encode(), "Güzel"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("S\u0327is\u0327".encode(), "Şiş"),
        ("a\tb\u00a0c\u200b".encode(), "a\tb\u00a0c\u200b"),
    ],
)
def test_what_is_read(data: bytes, expected: str) -> None:
    assert text(data) == expected


@pytest.mark.parametrize(
    ("data", "code", "span"),
    [
        ("iyi\nkötü \xfe".encode("latin-1"), "not-utf8", Span("x.md", 2, 2, 1)),
        (b"\xff\xfea\x00", "not-text", Span("x.md", 1, 4)),
        (b"ab\ncd\x00", "not-text", Span("x.md", 2, 3)),
        (b"a" * (MAX_BYTES + 1), "too-large", Span("x.md")),
        ("Şş\x00".encode(), "not-text", Span("x.md", 1, 3)),
        ("Ş\n".encode() + b"\xc5", "not-utf8", Span("x.md", 2, 1, 1)),
    ],
)
def test_what_is_no_text_is_an_error_with_a_place(data: bytes, code: str, span: Span) -> None:
    document, (finding,) = decode("x.md", data)
    assert document is None
    assert (finding.code, finding.span, finding.is_error) == (code, span, True)


@pytest.mark.parametrize("char", ["\x07", "\x1b", "\x0b", "\x85", "\u2028", "\u202e", "\u2066", "\x01"])
def test_an_unprintable_character_becomes_a_space(char: str) -> None:
    document, (finding,) = decode("x.md", f"İlk\nab{char}c".encode())
    assert document is not None and document.text == "İlk\nab c"
    assert (finding.code, finding.span, finding.is_error) == ("unprintable", Span("x.md", 2, 3, 1), False)
    assert f"U+{ord(char):04X}" in finding.message.text()


def test_a_file_of_the_largest_size_is_read() -> None:
    assert len(text(b"a" * MAX_BYTES)) == MAX_BYTES


def test_places_count_characters_from_one() -> None:
    document = Document("x.md", "İlk\n\nüç")
    assert document.lines == ["İlk", "", "üç"]
    places = [(document.span(offset).line, document.span(offset).column) for offset in range(len(document.text) + 1)]
    assert places == [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (3, 1), (3, 2), (3, 3)]
    assert [document.offset(line) for line in (1, 2, 3)] == [0, 4, 5]


@given(st.text())
def test_a_span_points_at_its_character(words: str) -> None:
    document = Document("x.md", words)
    for offset, char in enumerate(words):
        span = document.span(offset)
        assert (document.lines[span.line - 1] + "\n")[span.column - 1] == char


@given(st.binary() | st.text().map(str.encode))
def test_decoding_never_raises(data: bytes) -> None:
    document, findings = decode("x.md", data)
    assert document is not None or findings
    assert document is None or (printable(document.text) == document.text and "\r" not in document.text)
