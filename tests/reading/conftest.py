"""What the tests of reading share: one article of a few lines, and its findings as short words."""

from typing import Any
from zoneinfo import ZoneInfo

from briefgen.reading.body import Run
from briefgen.reading.entry import Reading
from briefgen.reading.fields import Context
from briefgen.reading.reader import read

ZONE = ZoneInfo("Europe/Istanbul")
CONTEXT = Context("tr", ZONE)
HEAD = 'title: "Başlık"\ndate: 2026-02-03\n'
PATH = "content/articles/2026-02-03-metin.md"


def article(body: str = "Bir cümle.\n", fields: str = "", path: str = PATH) -> Reading:
    """A reading of an article with title and date; its fields begin in line 4, its body in the line after `---`."""
    return read(path, "articles", f"---\n{HEAD}{fields}---\n{body}".encode(), CONTEXT)


def body(text: str) -> Reading:
    """An article whose body begins in line 5."""
    return article(text)


def fields(text: str, kind: str = "articles", name: str = "x.md") -> Reading:
    """A file of a kind with `text` for front matter and no body; the first field stands in line 2."""
    return read(f"content/{kind}/{name}", kind, f"---\n{text}---\n".encode(), CONTEXT)


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def places(reading: Reading, text: str) -> list[tuple[str, int, int, str]]:
    """Code, line and column (from 1) of each finding, and the characters of `text` (the whole file) that it marks."""
    lines = text.split("\n")
    found = []
    for finding in reading.findings:
        span = finding.span
        start = span.column - 1
        found.append((finding.code, span.line, span.column, lines[span.line - 1][start : start + span.length]))
    return found


def marked(text: str) -> list[tuple[str, int, int, str]]:
    """The findings of an article with the body `text`; lines count from the body's first."""
    whole = f"---\n{HEAD}---\n{text}"
    return [(code, line - 4, column, words) for code, line, column, words in places(body(text), whole)]


def hint(reading: Reading) -> str:
    """The hint of the only finding."""
    (finding,) = reading.findings
    return finding.hint.text() if finding.hint else ""


def runs(text: str) -> tuple[Run, ...]:
    """The runs of a body in which nothing is wrong."""
    reading = body(text)
    assert codes(reading) == []
    assert reading.entry is not None
    return reading.entry.body.runs


def only(text: str) -> Run:
    (run,) = runs(text)
    return run


def html(text: str) -> str:
    """The HTML of a body, its symbols as they are."""
    return "".join(body(text).html.values())


def given(reading: Reading) -> Any:
    """The typed fields of a reading without findings."""
    assert codes(reading) == []
    assert reading.entry is not None and reading.entry.fields is not None
    return reading.entry.fields
