"""The last line of a quote, `— Sergey Lavrov, 3 Şubat 2026`: who said it, and when."""

import re
from datetime import date
from functools import cache

from babel.dates import get_day_names, get_month_names
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefgen.text.casing import fold

_DASH = "(?:[—–―‒]|--)"
_LINE = re.compile(rf"(?:^|\n)[ \t]*{_DASH}[ \t]*(\S[^\n]*)\s*\Z")
_SPEECH = re.compile(rf"\s*{_DASH}[ \t]")
_DAY = re.compile(r"(\d{1,2})\.?\s+([^\W\d]+)\.?\s+(\d{4})(?:\s+(?:г\.|года))?(?:\s+[^\W\d]+)?\Z")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")
_PART = re.compile(r",|\s[/|]\s")
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_ENGLISH = re.compile(r"([^\W\d]+)\s+(\d{1,2})\Z")


def install(md: MarkdownIt) -> None:
    md.core.ruler.after("box", "attribution", _attributions)


def _attributions(state: StateCore) -> None:
    """A quote's last line becomes a part of its own, `attribution_open`, its inline text, `attribution_close`."""
    opened: list[tuple[Token, list[int]]] = []
    put: dict[int, list[Token]] = {}
    for number, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            opened.append((token, []))
        elif token.type == "blockquote_close":
            quote, inlines = opened.pop()
            found = None if "box" in quote.meta else _taken([state.tokens[each] for each in inlines])
            if found:
                put[inlines[-1] + 1] = found
        elif (
            opened
            and token.type == "inline"
            and state.tokens[number - 1].type in ("paragraph_open", "th_open", "td_open")
        ):
            opened[-1][1].append(number)
    if put:
        state.tokens = [each for number, token in enumerate(state.tokens) for each in (token, *put.get(number, ()))]


def _taken(inlines: list[Token]) -> list[Token]:
    """The attribution of a quote with these texts, taken out of the last one; nothing where there is none.

    It has words above it and is no speech itself: lines that all begin with a dash are a dialogue.
    """
    match = _LINE.search(inlines[-1].content) if inlines else None
    above = "\n".join([*(each.content for each in inlines[:-1]), inlines[-1].content[: match.start()]]) if match else ""
    if match is None or not above.strip() or _SPEECH.match(above) or match[1].rstrip().endswith(("?", "!", "…")):
        return []
    last = inlines[-1]
    line = (last.map or [0, 1])[0] + last.content.count("\n", 0, match.start(1))
    text = Token("inline", "", 0, content=match[1].strip(), map=[line, line + 1], children=[], level=last.level)
    text.meta = {"is_attribution": True}
    last.content = last.content[: match.start()].rstrip()
    return [Token("attribution_open", "footer", 1), text, Token("attribution_close", "footer", -1)]


def parts(text: str) -> tuple[str, str, date | None]:
    """Name, place (empty for none) and date of an attribution: `Sergey Lavrov, Moskova, 3 Şubat 2026`."""
    name, *rest = [part.strip() for part in _PART.split(_ASIDE.sub(r", \1", text))]
    for at in range(len(rest)):
        for end, day in ((at + 1, rest[at]), (at + 2, " ".join([_swapped(rest[at]), *rest[at + 1 : at + 2]]))):
            said = _date(_without_weekday(day))
            if said is not None:
                # `Salı, 3 Şubat 2026`: the day of the week is no place.
                before = rest[: at - 1] if at and not _without_weekday(rest[at - 1]) else rest[:at]
                return name, ", ".join(part for part in before + rest[end:] if part), said
    return name, ", ".join(part for part in rest if part), None


def _without_weekday(part: str) -> str:
    """`Salı 3 Şubat 2026` as `3 Şubat 2026`; nothing of `Tuesday`."""
    word, _, after = part.partition(" ")
    return after.strip() if fold(word.rstrip(".")) in _weekdays() else part


def _swapped(text: str) -> str:
    """`February 3` as `3 February`."""
    return _ENGLISH.sub(r"\2 \1", text)


def _date(text: str) -> date | None:
    iso, dotted, written = _ISO.match(text), _DOTTED.match(text), _DAY.match(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if dotted:
            return date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        month = _months().get(fold(written[2])) if written else None
        return date(int(written[3]), month, int(written[1])) if written and month else None
    except ValueError:
        return None


@cache
def _weekdays() -> frozenset[str]:
    """Folded names of the days of the week in the desk's languages."""
    return frozenset(
        fold(name) for lang in ("tr", "en", "ru") for name in get_day_names("wide", "format", lang).values()
    )


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
