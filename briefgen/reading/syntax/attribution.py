"""The last line of a quote, `— Sergey Lavrov, 3 Şubat 2026`: who said it, and when."""

import re
from datetime import date
from functools import cache

from babel.dates import get_month_names
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefgen.text.casing import fold

_LINE = re.compile(r"(?:^|\n)[ \t]*(?:—|–|--)[ \t]*(\S[^\n]*)\s*\Z")
_DAY = re.compile(r"(\d{1,2})\.?\s+([^\W\d]+)\.?\s+(\d{4})(?:\s+(?:г\.|года))?\Z")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_ENGLISH = re.compile(r"([^\W\d]+)\s+(\d{1,2})\Z")


def install(md: MarkdownIt) -> None:
    md.core.ruler.after("box", "attribution", _attributions)


def _attributions(state: StateCore) -> None:
    """A quote's last line moves from its text to its opening token's meta."""
    opened: list[Token] = []
    last: dict[int, Token] = {}
    previous: Token | None = None
    for token in state.tokens:
        if token.type == "blockquote_open":
            opened.append(token)
        elif token.type == "blockquote_close":
            _attribute(opened.pop(), last.pop(len(opened) + 1, None))
        elif opened and token.type == "inline" and previous is not None and previous.type == "paragraph_open":
            last[len(opened)] = token
        previous = token


def _attribute(quote: Token, inline: Token | None) -> None:
    if inline is None or "box" in quote.meta:
        return
    match = _LINE.search(inline.content)
    if match is None:
        return
    line = (inline.map or [0, 1])[0] + inline.content.count("\n", 0, match.start(1))
    quote.meta = {**quote.meta, "attribution": match[1].strip(), "line": line}
    inline.content = inline.content[: match.start()].rstrip()


def parts(text: str) -> tuple[str, str, date | None]:
    """Name, place (empty for none) and date of an attribution: `Sergey Lavrov, Moskova, 3 Şubat 2026`."""
    name, *rest = [part.strip() for part in text.split(",")]
    said: date | None = None
    if rest and (said := _date(rest[-1])):
        rest = rest[:-1]
    elif len(rest) > 1 and (said := _date(f"{_swapped(rest[-2])} {rest[-1]}")):
        rest = rest[:-2]
    return name, ", ".join(part for part in rest if part), said


def _swapped(text: str) -> str:
    """`February 3` as `3 February`."""
    return _ENGLISH.sub(r"\2 \1", text)


def _date(text: str) -> date | None:
    iso, written = _ISO.match(text), _DAY.match(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        month = _months().get(fold(written[2])) if written else None
        return date(int(written[3]), month, int(written[1])) if written and month else None
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """Folded names of the months in the desk's languages, full and short, as CLDR has them."""
    return {
        fold(name.rstrip(".")): number
        for lang in ("tr", "en", "ru")
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, lang).items()
    }
