"""The text of one file, with a line index. Decoding never raises: what cannot be read is a finding."""

import re
import unicodedata
from bisect import bisect_right
from codecs import BOM_UTF8
from dataclasses import dataclass
from functools import cached_property

from briefgen.text.finding import Finding, error, warning
from briefgen.text.message import say
from briefgen.text.span import Span

MAX_BYTES = 4 * 1024 * 1024
"""A longer text is no article but an accident; it is refused before it costs the build its time."""

# Control characters, and the invisible marks that reorder text or hide in it (bidirectional controls, a BOM inside).
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x0d\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)


@dataclass(frozen=True)
class Document:
    """A decoded text: line ends are `\\n`, characters are composed (NFC), unprintable ones are spaces."""

    path: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; line n of the file is `lines[n - 1]`."""
        return self.text.split("\n")

    def span(self, offset: int, length: int = 0) -> Span:
        """The place of `length` characters from `offset` (characters from the start of the text)."""
        index = bisect_right(self._starts, offset) - 1
        return Span(self.path, index + 1, offset - self._starts[index] + 1, length)

    def offset(self, line: int) -> int:
        """Where line `line` (from 1) starts, in characters."""
        return self._starts[line - 1]


def printable(text: str) -> str:
    """`text` with a space for every unprintable character; an escape in front matter can smuggle one in."""
    return _UNPRINTABLE.sub(" ", text)


def decode(path: str, data: bytes) -> tuple[Document | None, list[Finding]]:
    """The document in `data`, which must be UTF-8 (with or without BOM), and what is wrong with it."""
    if len(data) > MAX_BYTES:
        return None, [_too_large(path, len(data))]
    if b"\x00" in data:
        return None, [_binary(path, data)]
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as problem:
        return None, [_not_utf8(path, data, problem.start)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _without_unprintable(Document(path, text))


def _without_unprintable(document: Document) -> tuple[Document, list[Finding]]:
    # Nearly all texts are printable but for their line ends, which Python can tell ten times as fast.
    is_plain = document.text.replace("\n", "").isprintable()
    match = None if is_plain else _UNPRINTABLE.search(document.text)
    if match is None:
        return document, []
    clean = Document(document.path, printable(document.text))
    code = f"U+{ord(match[0]):04X}"
    return clean, [
        warning(
            "unprintable",
            clean.span(match.start(), 1),
            say("an invisible control character (%(code)s) was replaced by a space", code=code),
            say("it usually comes from copy and paste: delete it and type the space again"),
        )
    ]


def _too_large(path: str, size: int) -> Finding:
    return error(
        "too-large",
        Span(path),
        say("this file has %(size)s bytes; an article may have %(limit)s", size=size, limit=MAX_BYTES),
        say("split it, or link to the document instead"),
    )


def _binary(path: str, data: bytes) -> Finding:
    at = data.index(b"\x00")
    before = data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")
    line, column = data.count(b"\n", 0, at) + 1, len(before) + 1
    return error(
        "not-text",
        Span(path, line, column),
        say("this is no text file: it holds NUL bytes"),
        say("save it as plain text in UTF-8, or remove it from content/"),
    )


def _not_utf8(path: str, data: bytes, at: int) -> Finding:
    before = data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")
    return error(
        "not-utf8",
        Span(path, data.count(b"\n", 0, at) + 1, len(before) + 1, 1),
        say("this file is not UTF-8: byte %(byte)s cannot be read", byte=f"0x{data[at]:02X}"),
        say("save it again with the encoding UTF-8 (it looks like Latin-1 or Windows-1254)"),
    )


def is_utf8(name: str) -> bool:
    """Whether a name on disk is one that can be said; others come with signs that stand for single bytes."""
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False
