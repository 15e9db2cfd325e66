"""Symbols: the places in stored HTML that only a page can fill, as it alone knows where it stands.

A body is rendered once, when its file is read; its links, inner ids and heading levels are symbols until a page shows
it. They are framed in control characters, which no decoded text can hold, so a text cannot forge one.
"""

import re
from collections.abc import Callable

_SYMBOL = re.compile("\x01([^\x02]*)\x02")


def symbol(kind: str, *arguments: str) -> str:
    """The symbol of `kind` with its arguments, to stand in HTML."""
    return "\x01" + "\x1f".join((kind, *arguments)) + "\x02"


def resolve(html: str, answer: Callable[[str, list[str]], str]) -> str:
    """The HTML with each symbol replaced by `answer(kind, arguments)`, from left to right."""

    def replaced(match: re.Match[str]) -> str:
        kind, *arguments = match[1].split("\x1f")
        return answer(kind, arguments)

    return _SYMBOL.sub(replaced, html)


def without(html: str) -> str:
    """The HTML without its symbols."""
    return _SYMBOL.sub("", html)
