"""Texts as the audit compares them: words only, folded, so that spaces, quotes, tags and case hide nothing."""

import html
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from babel.dates import get_day_names, get_month_names

from briefgen.text.casing import fold

_WORD = re.compile(r"\w+")
_INVISIBLE = "\xad\u200b\u200c\u200d\u2060\ufeff"
_INLINE = re.compile(r"</?(?:a|abbr|b|code|data|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)\b[^<>]*>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_WHOLE = re.compile(r"<(h[1-6]|a|title|figcaption|dt|strong)\b[^<>]*>(.*?)</\1>", re.DOTALL)
_ADDRESS = re.compile(r"""(?:href|src|content)\s*=\s*["']([^"']*)["']|<(?:loc|id)>([^<]*)<""")
_ELSEWHERE = re.compile(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
_STEP = re.compile("[/#?]")
_MANY = 10_000
_SENTENCE = re.compile(r"(?<=[.!?…:;])[\"”»'’)]*\s+|\n+")


def words(text: str) -> str:
    """The words of a plain text, one space between them, in folded letters."""
    for sign in _INVISIBLE:
        text = text.replace(sign, "")
    return " ".join(_WORD.findall(fold(text)))


def is_date(words: str) -> bool:
    """Whether words are a date and nothing else: numbers and names of months and days, as the desk's languages have them."""
    numbers = [word.isdecimal() for word in words.split(" ")]
    rest = {word for word, is_number in zip(words.split(" "), numbers, strict=True) if not is_number}
    return any(numbers) and bool(rest) and rest <= _calendar()


@cache
def _calendar() -> frozenset[str]:
    names = (
        name
        for lang in ("tr", "en", "ru")
        for context in ("format", "stand-alone")
        for each in (get_month_names("wide", context, lang), get_day_names("wide", context, lang))
        for name in each.values()
    )
    return frozenset({word for name in names for word in words(name).split(" ")} | {"г"})


def words_of_markup(text: str) -> str:
    """The words of HTML or XML: its text without tags, then the values of its attributes; a space at each end."""
    if "\\u" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if "<!--" in text:
        text = _COMMENT.sub(r" \1 ", text)
    attributes = _attributes(text)
    # A link or emphasis may stand inside a word, a block never does.
    plain = _TAG.sub(" ", _INLINE.sub("", text))
    # A feed holds HTML that is escaped once more.
    plain = html.unescape(plain)
    if "<" in plain:
        attributes += _attributes(plain)
        plain = html.unescape(_TAG.sub(" ", _INLINE.sub("", plain)))
    return f" {words(plain)} {words(html.unescape(attributes))} "


def _attributes(text: str) -> str:
    return " \n ".join(double or single for double, single in _ATTRIBUTE.findall(text))


def whole_texts(text: str) -> set[str]:
    """The words of each whole heading and link."""
    return {_words_within(match[2]) for match in _WHOLE.finditer(text)}


# Pages have most of their headings, links and addresses in common.
@lru_cache(_MANY)
def _words_within(markup: str) -> str:
    return words(html.unescape(_TAG.sub("", markup)))


def addresses(text: str) -> set[str]:
    """All that markup links to."""
    return {match[1] or match[2] or "" for match in _ADDRESS.finditer(text)}


def is_elsewhere(address: str, base_url: str) -> bool:
    """Whether an address is another site's. What its parts are called says nothing of this one."""
    return _ELSEWHERE.match(address) is not None and not (base_url and address.startswith(base_url))


@lru_cache(_MANY)
def path_segments(path: str) -> frozenset[str]:
    """The parts of a path, with and without their endings."""
    parts = _STEP.split(html.unescape(path))
    return frozenset({part for part in parts if part} | {part.rpartition(".")[0] for part in parts if "." in part})


def sentences(text: str) -> Iterator[str]:
    """The sentences of a plain text, roughly; each is compared on its own."""
    yield from _SENTENCE.split(text)
