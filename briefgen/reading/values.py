"""From the text of a field to its value. Each function takes what front matter holds and raises Mistake if it cannot."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from babel.localedata import locale_identifiers

from briefgen.model.localised import Localised, Words
from briefgen.reading.mistake import Mistake
from briefgen.text.document import printable
from briefgen.text.message import say
from briefgen.text.slugs import slugify
from briefgen.text.suggesting import nearest

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
LONGEST_ID = 180
LANG = re.compile(r"[a-z]{2,3}\Z")


def text(value: Any) -> str:
    """One line of text; line breaks become spaces."""
    if not isinstance(value, str):
        raise Mistake("not-text-value", say("this must be a text"), say("write it on one line, in quotes"))
    words = " ".join(printable(value).split())
    if not words:
        raise Mistake("empty-value", say("this is empty"), say("write a text, or leave the field out"))
    return words


def localised(value: Any, lang: str) -> Localised:
    """A text in `lang`, or a map from language to text."""
    if not isinstance(value, dict):
        return Localised((Words(text(value), lang),))
    given = _by_language(value)
    if not given:
        raise Mistake("empty-value", say("this is empty"), say("write a text, or leave the field out"))
    return Localised(tuple(Words(_part(words, key), key) for key, words in given.items()))


def _by_language(value: dict[str, Any]) -> dict[str, Any]:
    """A map from language to value, without the languages that are left empty."""
    for key in value:
        if str(key) not in languages():
            hint = say("a text per language is written {tr: …, en: …}; quote a text that has a colon, comma or brace")
            raise Mistake("bad-language", say("'%(key)s' is no language", key=str(key)), hint, (key,))
    return {key: words for key, words in value.items() if words is not None}


def _part(value: Any, key: str) -> str:
    try:
        return text(value)
    except Mistake as mistake:
        mistake.path = (key,)
        raise


def keywords(value: Any) -> tuple[str, ...]:
    """A list of words, or a map from language to such a list; the languages are joined."""
    lists = _by_language(value).values() if isinstance(value, dict) else [value]
    return tuple(word for words in lists for word in texts(words))


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts; a single one stands for a list of one."""
    return each(value, text)


def each(value: Any, parse: Callable[[Any], str]) -> tuple[str, ...]:
    """`parse` of every item; a single one stands for a list of one. A Mistake knows which item it is of, and the others."""
    if not isinstance(value, list):
        return (parse(value),)
    found, wrong = [], []
    for number, item in enumerate(value):
        try:
            found.append(parse(item))
        except Mistake as mistake:
            mistake.path = (number,)
            wrong.append(mistake)
    if wrong:
        wrong[0].others = tuple(wrong[1:])
        raise wrong[0]
    return tuple(found)


def identifier(value: Any) -> str:
    """An id: small Latin letters, digits and hyphens. It becomes part of a path, so a file system must bear it."""
    word = text(value)
    if len(word) > LONGEST_ID:
        message = say("this id has %(count)s signs; it may have %(limit)s", count=len(word), limit=LONGEST_ID)
        raise Mistake("bad-id", message, say("write a shorter one"))
    if ID.match(word):
        return word
    proposal = slugify(word)
    raise Mistake(
        "bad-id",
        say("'%(id)s' is no id: an id has small letters a-z, digits and hyphens only", id=word),
        say("write '%(id)s'", id=proposal) if proposal else say("for example: energy-projects"),
    )


def identifiers(value: Any) -> tuple[str, ...]:
    """Ids, each once; a single one stands for a list of one."""
    return tuple(dict.fromkeys(each(value, identifier)))


def flag(value: Any) -> bool:
    if value in ("true", "True", "TRUE", True):
        return True
    if value in ("false", "False", "FALSE", False):
        return False
    raise Mistake(
        "not-a-flag", say("'%(value)s' is neither true nor false", value=str(value)), say("write true or false")
    )


def choice(value: Any, names: tuple[str, ...]) -> str:
    """One of `names`."""
    word = text(value)
    if word in names:
        return word
    near = nearest(word, names)
    raise Mistake(
        "unknown-choice",
        say("'%(value)s' is none of: %(names)s", value=word, names=names),
        say("did you mean '%(id)s'?", id=near) if near else say("write one of them, or leave the field out"),
    )


def whole_number(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}", value):
        return int(value)
    raise Mistake(
        "not-a-number", say("'%(value)s' is no whole number", value=str(value)), say("write digits only, as 3")
    )


def number(value: Any) -> Decimal:
    """A number with a decimal point at the most: a thousands separator would be read as one."""
    raw = text(value)
    plain = re.sub(r"[\s.,_'’\u00a0\u202f]", "", raw)
    if re.fullmatch(r"-?[1-9]\d{0,2}(?:[.,\s_'’\u00a0\u202f]\d{3})+", raw):
        raise Mistake(
            "thousands-separator",
            say("'%(value)s' could be %(whole)s or a fraction", value=raw, whole=plain),
            say("write %(whole)s (digits only)", whole=plain),
        )
    if re.fullmatch(r"-?\d{1,15}(?:\.\d{1,9})?", raw):
        return Decimal(raw)
    hint = say("write %(whole)s", whole=raw.replace(",", ".")) if re.fullmatch(r"-?\d+,\d+", raw) else None
    if re.fullmatch(r"-?\d+(?:\.\d+)?", raw):
        hint = say("it has too many digits: 15 may stand before the point, 9 after it")
    raise Mistake("not-a-number", say("'%(value)s' is no number", value=raw), hint or say("write digits only, as 2300"))


def url(value: Any) -> str:
    """http, https, mailto, or a path inside the site that starts with one slash."""
    raw = text(value)
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", raw)
    bad = re.search(r"[\s<>\"\\\x00-\x1f]", raw)
    try:
        parts = urlsplit(raw)
    except ValueError:
        bad, parts = re.match("", ""), urlsplit("")
    inside = raw.startswith("/") and not raw.startswith("//") and ".." not in raw.split("/")
    if not bad and (inside or (scheme and _is_open(scheme[1], parts.netloc, parts.path))):
        return raw
    hint = say("write the whole address: https://%(value)s", value=raw) if raw.startswith("www.") else None
    raise Mistake(
        "unsafe-url",
        say("'%(value)s' is no address that may be linked", value=raw[:80]),
        hint or say("allowed are http, https, mailto and paths of the site that start with /"),
    )


def _is_open(scheme: str, host: str, path: str) -> bool:
    if scheme in ("http", "https", "HTTP", "HTTPS"):
        return bool(host)
    return scheme == "mailto" and "@" in path


def site_path(value: Any) -> str:
    """A path of the site, for a redirect: `/eski/adres/`."""
    raw = text(value)
    parts = raw.split("/")
    is_short = len(raw) <= 1000 and all(len(part.encode()) <= LONGEST_ID for part in parts)
    if is_short and re.fullmatch(r"(?:/[\w.~%-]+)+/?", raw) and not {".", ".."} & set(parts):
        return raw
    raise Mistake(
        "bad-path",
        say("'%(value)s' is no path of this site", value=raw[:80]),
        say("write it as /old/address/ with letters, digits, hyphens and dots"),
    )


def colour(value: Any) -> str:
    raw = text(value)
    if re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}", raw):
        return raw
    raise Mistake("bad-colour", say("'%(value)s' is no colour", value=raw), say('write it in quotes, as "#2f5d8a"'))


def language(value: Any) -> str:
    raw = text(value)
    if raw in languages():
        return raw
    raise Mistake("bad-language", say("'%(key)s' is no language", key=raw), say("write two letters: tr, en, ru"))


@cache
def languages() -> frozenset[str]:
    """The language codes that CLDR knows."""
    return frozenset(code for code in locale_identifiers() if LANG.match(code))
