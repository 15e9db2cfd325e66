"""Findings as an editor sees them: plain text, colour, and JSON."""

import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from briefgen.text.finding import Finding, Severity
from briefgen.text.message import say

_NAMES = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.NOTICE: say("notice")}
_HINT, _SECRET = say("hint"), say("in a withheld text; its words are shown on a terminal only")
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTICE: "36"}
_WIDTH = 100

Translate = Callable[[str], str]
LineOf = Callable[[str, int], str | None]


@dataclass(frozen=True)
class Showing:
    """How to show findings.

    `line_of(path, line)` gives a line of a file or None. The words of files in `secret` (withheld texts) are left
    out: their findings name the code and the place only.
    """

    line_of: LineOf
    translate: Translate = str
    colour: bool = False
    secret: Collection[str] = field(default_factory=frozenset)

    def text(self, finding: Finding) -> str:
        """`path:line:column: severity[code]: message`, the line with a caret below it, and the hint."""
        span, severity = finding.span, finding.severity
        secret = span.path in self.secret
        label = self._paint(f"{_NAMES[severity].text(self.translate)}[{finding.code}]", f"1;{_COLOURS[severity]}")
        place = self._paint(escaped(f"{span.path}:{span.line}:{span.column}:"), "1")
        rows = [f"{place} {label}: {escaped(self.message(finding))}"]
        line = None if secret else self.line_of(span.path, span.line)
        if line is not None:
            rows += self.excerpt(finding, line)
        if finding.hint is not None and not secret:
            hint = escaped(finding.hint.text(self.translate))
            rows.append(f"  {self._paint(_HINT.text(self.translate) + ':', '36')} {hint}")
        return "\n".join(rows)

    def json(self, finding: Finding) -> dict[str, object]:
        """The finding as plain data; never a line of the file, which may be withheld."""
        span, secret = finding.span, finding.span.path in self.secret
        return {
            "code": finding.code,
            "severity": str(finding.severity),
            "path": span.path,
            "line": span.line,
            "column": span.column,
            "message": self.message(finding),
            "hint": None if secret or finding.hint is None else finding.hint.text(self.translate),
        }

    def message(self, finding: Finding) -> str:
        """What is wrong, in a sentence."""
        if finding.span.path in self.secret:
            return _SECRET.text(self.translate)
        return finding.message.text(self.translate)

    def excerpt(self, finding: Finding, line: str) -> list[str]:
        """The line and the caret below it; both are laid out after invisible signs have become escapes."""
        span = finding.span
        shown, at = _window(line, span.column - 1)
        before, marked = escaped(shown[:at]), escaped(shown[at : at + max(span.length, 1)].rstrip("…"))
        number = str(span.line)
        gutter = " " * len(number)
        under = "".join("\t" if char == "\t" else " " * width(char) for char in before)
        caret = self._paint("^" * max(1, width(marked) if span.length else 1), f"1;{_COLOURS[finding.severity]}")
        return [f"  {number} | {escaped(shown)}", f"  {gutter} | {under}{caret}"]

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def summary(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each severity."""
    counts = {str(severity): 0 for severity in Severity}
    for finding in findings:
        counts[str(finding.severity)] += 1
    return counts


def escaped(text: str) -> str:
    """Text that cannot steer a terminal: control characters show as escapes."""
    return "".join(
        char if char in "\t\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"} else ascii(char)[1:-1]
        for char in text
    )


def width(text: str) -> int:
    """The columns that `text` takes on a terminal (Unicode Standard Annex 11)."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _window(line: str, at: int) -> tuple[str, int]:
    """The part of a long line around `at`, and where `at` stands in it: a wire paragraph is one line of 600 signs."""
    if len(line) <= _WIDTH:
        return line, min(at, len(line))
    start = max(0, min(at - _WIDTH // 3, len(line) - _WIDTH))
    part = line[start : start + _WIDTH]
    head, tail = "…" * bool(start), "…" * (start + _WIDTH < len(line))
    return head + part + tail, at - start + len(head)
