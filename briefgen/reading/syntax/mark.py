"""A brace group that means something: `{theme=energy-projects #akkuyu}`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from mdit_py_plugins.attrs.parse import ParseError, parse

from briefgen.reading.mistake import Mistake
from briefgen.reading.times import period
from briefgen.reading.values import ID
from briefgen.text.message import Message, say
from briefgen.text.slugs import slugify

KEYS = ("theme", "speaker", "figure", "event", "date")
GROUP = re.compile(r'\{(?:[^{}"“”„«»\n]|"[^"\n]*"|["“”„«»][^"“”„«»\n]*["“”„«»])*\}')
_MEANT = re.compile(rf"[{{\s](?:(?:{'|'.join(KEYS)})\s*=|#[^\s{{}}])")
_CURLY = str.maketrans(dict.fromkeys("“”„«»″", '"'))
_SINGLE = re.compile(r"=\s*[‘’‚']([^‘’‚'\"{}]*)[‘’'](?=[\s}])")


@dataclass(frozen=True)
class Mark:
    """What one brace group says: a key with its value, an anchor's name, or both. `key` is empty for a name alone."""

    key: str
    value: str = ""
    name: str | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of mark: its key, where it may stand (`heading`, `line`, `text`), and what its value must be.

    `check` raises Mistake for a value that cannot be meant; `html` gives the tags around the marked text.
    """

    key: str
    places: frozenset[str]
    check: Callable[[str], None]
    html: Callable[[str], tuple[str, str]]


def is_meant(group: str) -> bool:
    """Whether a brace group is a mark at all; anything else is prose and prints as it is."""
    return _MEANT.search(group) is not None


def read_mark(group: str, place: str, kinds: dict[str, Kind]) -> Mark:
    """The mark that a group spells, at a place (`heading`, `line` or `text`). Mistake where it spells none."""
    given = dict(_attributes(group))
    name = given.pop("id", None)
    if name is not None and not ID.match(name):
        raise Mistake("bad-anchor", say("'#%(name)s' is no anchor", name=name), _anchor_hint(name))
    keys = [key for key in given if key in kinds]
    strange = [key for key in given if key not in kinds]
    if strange or len(keys) > 1:
        raise Mistake(
            "strange-key",
            say("a mark takes only its own keys, not '%(key)s'", key=(strange or keys[1:])[0]),
            say("one mark says one thing; write a second one for the other"),
        )
    if not keys:
        return Mark("", "", name)
    kind = kinds[keys[0]]
    if place not in kind.places:
        raise Mistake("misplaced-mark", say("{%(key)s=…} cannot stand here", key=kind.key), WHERE[kind.key])
    kind.check(given[kind.key])
    return Mark(kind.key, given[kind.key], name)


WHERE = {
    "theme": say("put it at the end of a heading, or alone on the line above a paragraph, quote, list or table"),
    "speaker": say("write the words in square brackets before it, or put it alone on the line above a quote"),
    "figure": say("write the number in square brackets directly before it: [2 bin 300]{figure=…}"),
    "event": say("write the words in square brackets directly before it: [16 Mayıs]{event=…}"),
    "date": say("write the words in square brackets directly before it: [12 Ocak]{date=2026-01-12}"),
    "": say("put it at the end of a heading, or alone on the line above a paragraph"),
}
"""Where each mark belongs, as a hint."""


@lru_cache(maxsize=8192)
def _attributes(group: str) -> tuple[tuple[str, str], ...]:
    plain = _SINGLE.sub(r'="\1"', group.translate(_CURLY))
    try:
        length, given = parse(plain)
    except ParseError:
        length, given = 0, {}
    if length != len(plain) - 1 or not given:
        date = re.fullmatch(r"\{\s*date\s*=([^\"{}]*)\}", plain)
        if date:
            period(date[1].strip())
        raise Mistake(
            "malformed-mark",
            say("this mark cannot be read: %(mark)s", mark=group[:60]),
            say('a value is an id, or stands in double quotes: {speaker="Ayşe Yılmaz"}'),
        )
    return tuple(given.items())


def _anchor_hint(name: str) -> Message:
    proposal = slugify(name)
    return say("write '#%(name)s'", name=proposal or "ad")


def check_id(value: str) -> None:
    """Mistake unless `value` is an id."""
    if not ID.match(value):
        proposal = slugify(value)
        raise Mistake(
            "bad-id",
            say("'%(id)s' is no id: an id has small letters a-z, digits and hyphens only", id=value),
            say("write '%(id)s'", id=proposal) if proposal else say("for example: energy-projects"),
        )
