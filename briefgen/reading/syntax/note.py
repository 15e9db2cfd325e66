"""`<!-- … -->`: the desk's own note, in no output. Notes are taken out before Markdown sees the text.

Columns and line numbers stay: a note leaves spaces, or nothing at the end of a line. Code is exempt.
"""

import re
from bisect import bisect_right

_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})", re.MULTILINE)
_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)((?:(?!\n[ \t]*\n).)*?)(?<!`)\1(?!`)", re.DOTALL)


def without_notes(text: str) -> tuple[str, list[str], int | None]:
    """The text without its notes, the notes, and the offset of a note that is never closed (None if there is none)."""
    if "<!--" not in text:
        return text, [], None
    code = _code(text)
    notes: list[str] = []
    parts: list[str] = []
    done = at = 0
    while (at := text.find("<!--", at)) >= 0:
        inside = _inside(code, at)
        if inside is not None:
            at = inside
            continue
        end = text.find("-->", at + 4)
        if end < 0:
            return "".join(parts) + text[done:at], [*notes, text[at + 4 :]], at
        notes.append(text[at + 4 : end])
        parts += [text[done:at], re.sub(r"[^\n]", " ", text[at : end + 3])]
        done = at = end + 3
    parts.append(text[done:])
    touched = _lines_of_notes(text, "".join(parts))
    return touched, notes, None


def _lines_of_notes(before: str, after: str) -> str:
    """Two spaces at the end of a line would be a line break in Markdown, so a note's spaces at an end are dropped."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return "\n".join(new if old == new else new.rstrip() for old, new in pairs)


def _code(text: str) -> list[tuple[int, int]]:
    """The runs of code, in order: fenced blocks to their closing fence, and spans between backticks."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        fence = _FENCE.search(text, at)
        limit = fence.start() if fence else len(text)
        runs += [(span.start(), span.end()) for span in _CODE_SPAN.finditer(text, at, limit)]
        if fence is None:
            break
        sign = fence[1]
        closing = re.compile(rf"^[ \t>]*{re.escape(sign[0])}{{{len(sign)},}}[ \t]*$", re.MULTILINE).search(
            text, fence.end()
        )
        at = closing.end() if closing else len(text)
        runs.append((fence.start(), at))
    return runs


def _inside(code: list[tuple[int, int]], at: int) -> int | None:
    index = bisect_right(code, (at, len(code) and 1 << 60)) - 1
    if index >= 0 and code[index][0] <= at < code[index][1]:
        return code[index][1]
    return None
