"""What an editor gets to read when front matter is no YAML: kindly worded, with the line as it should be."""

import re

import yaml

from briefgen.text.document import Document
from briefgen.text.finding import Finding, error
from briefgen.text.message import Message, say
from briefgen.text.span import Span

_FIELD = re.compile(r"^(\s*(?:- )?[\w-]+:)[ \t\u00a0]*(.*?)\s*$")


def syntax_finding(document: Document, start: int, problem: Exception) -> Finding:
    """The finding for what the YAML parser said of the front matter that starts at offset `start`."""
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    if not isinstance(problem, yaml.MarkedYAMLError) or mark is None:
        return error(
            "yaml-unreadable",
            document.span(start),
            say("this front matter cannot be read: it is nested too deeply, or holds signs that YAML does not know"),
            say("a field is `name: value`; start from the front matter of another article"),
        )
    first = document.text.count("\n", 0, start)
    number = min(first + mark.line + 1, len(document.lines))
    what = f"{problem.problem or ''} {problem.context or ''}"
    special = (
        _hard_space(document, first + 1, number)
        or _open_bracket(document, first + 1, number)
        or _tab(document, Span(document.path, number, mark.column + 1), what)
    )
    if special is not None:
        return special
    quote = _open_quote(document, first + 1, number)
    if quote is None and "could not find expected ':'" in what:
        return _no_field(document, first + 1 + (problem.context_mark or mark).line)
    number, column = quote or _at_text(document, number, mark.column + 1, first + 1)
    line = document.lines[number - 1]
    span = Span(document.path, number, column, 1)
    return _tab(document, span, what) or _colon(span, line, what) or _other(span, line)


def _hard_space(document: Document, first: int, last: int) -> Finding | None:
    """A space that does not break, from a word processor, is no space to YAML."""
    for number in range(first, last + 1):
        match = re.match(r"\s*[\w-]+:([\u00a0\u2007\u202f\u3000])", document.lines[number - 1])
        if match:
            return error(
                "yaml-space",
                Span(document.path, number, match.start(1) + 1, 1),
                say("the space after the colon is an unusual one, from copy and paste"),
                say("delete it and type the space again"),
            )
    return None


def _open_bracket(document: Document, first: int, last: int) -> Finding | None:
    """A list or map that is not closed on its line, where the next line is a field of its own."""
    for number in range(first, last):
        match, after = _FIELD.match(document.lines[number - 1]), _FIELD.match(document.lines[number])
        value = match[2] if match else ""
        if after and value[:1] in ("[", "{") and value.count(value[0]) > value.count("]" if value[0] == "[" else "}"):
            return error(
                "yaml-syntax",
                Span(document.path, number, match.start(2) + 1 if match else 1, 1),
                say("the bracket that opens here is never closed"),
                say("close the bracket: ] for [, } for {"),
            )
    return None


def _open_quote(document: Document, first: int, last: int) -> tuple[int, int] | None:
    """A quote that is not closed on its line swallows the next ones, and the parser stumbles far below it."""
    for number in range(first, last):
        match = _FIELD.match(document.lines[number - 1])
        if match and match[2][:1] in ('"', "'") and (len(match[2]) == 1 or match[2][-1] != match[2][0]):
            return number, match.start(2) + 1
    return None


def _at_text(document: Document, number: int, column: int, least: int) -> tuple[int, int]:
    """The parser often notices at the start of the next line; the editor's slip is at the end of the one before."""
    while number > least and column == 1 and not _FIELD.match(document.lines[number - 1]):
        number -= 1
        column = max(1, len(document.lines[number - 1]))
    return number, column


def _tab(document: Document, span: Span, what: str) -> Finding | None:
    line = document.lines[span.line - 1]
    if "\t" not in line or ("'\\t'" not in what and "tab" not in what and line[: span.column].strip()):
        return None
    return error(
        "yaml-tab",
        Span(document.path, span.line, line.index("\t") + 1, 1),
        say("a tab stands here; front matter is indented with spaces"),
        say("replace the tab by two spaces"),
    )


def _no_field(document: Document, number: int) -> Finding:
    line = document.lines[number - 1]
    return error(
        "yaml-syntax",
        Span(document.path, number, len(line) - len(line.lstrip()) + 1, len(line.strip())),
        say("this line is no field: it has no colon"),
        say("a field is `name: value`; the text begins below a line of three dashes (---)"),
    )


def _colon(span: Span, line: str, what: str) -> Finding | None:
    if "mapping values are not allowed" not in what:
        return None
    match = _FIELD.match(line)
    if match and match.end(1) == span.column:
        return error(
            "yaml-syntax",
            Span(span.path, span.line, len(line) - len(line.lstrip()) + 1, len(match[1].strip())),
            say("a field cannot begin here: the line above it already has a value"),
            say("remove the spaces before it; a text that goes on over several lines stands in quotes"),
        )
    return error(
        "yaml-colon",
        span,
        say("a colon inside a text must be quoted"),
        _quoted(line) or say("put the whole text in double quotes"),
    )


def _other(span: Span, line: str) -> Finding:
    match = _FIELD.match(line)
    sign = match[2][:1] if match else ""
    message = say("this front matter cannot be read here")
    if sign and sign in "\"'":
        message = say("the quotes in this line do not match up")
    elif match and ((sign and sign in "@`%|>&*!?-") or _has_tail(match[2])):
        message = say("a text that begins with %(sign)s must be quoted", sign=sign)
        span = Span(span.path, span.line, match.start(2) + 1, 1)
    hint = _quoted(line) if sign and not sign.isalnum() else None
    return error("yaml-syntax", span, message, hint or say("check the brackets, quotes and indents around this place"))


def _has_tail(value: str) -> bool:
    """Whether words follow a bracket that is closed: `[Video] Görüşme` is a text."""
    return re.match(r"\[[^\[\]]*\][ \t]*[^\s#]|\{[^{}]*\}[ \t]*[^\s#]", value) is not None


def _quoted(line: str) -> Message | None:
    """The line with its value in quotes, which mends nearly every slip there is."""
    match = _FIELD.match(line)
    if match is None or not match[2] or (match[2][0] in "[{|>" and not _has_tail(match[2])):
        return None
    value = match[2]
    if value[0] in "\"'" and value[-1] == value[0] and len(value) > 1:
        value = value[1:-1]
    elif value[0] in "\"'" and value.count(value[0]) == 1:
        value = value[1:]
    value = value.replace("\\", "\\\\").replace('"', '\\"')
    return say("write it in quotes: %(line)s", line=f'{match[1].strip()} "{value}"')
