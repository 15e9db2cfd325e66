"""Where names stand in a text: whole words, the longest name first, with what Turkish adds to them left outside."""

import re
from collections.abc import Iterable, Iterator

from briefgen.text.value import Value

_SUFFIX = re.compile(r"[a-zçğıöşüâîû]{1,8}(?!\w)")


class Name(Value, frozen=True):
    """A name to look for, and whose it is (empty for one that several bear, so that nobody is meant).

    A suffix may follow it without an apostrophe where `takes_suffix`: `Bakanlığının`, never `Putinin`.
    """

    text: str
    id: str
    takes_suffix: bool = False


def takes_suffixes(lang: str) -> bool:
    """Whether names in a language grow suffixes: in English, `Commissioner` is somebody else."""
    return lang in ("tr", "az")


def is_suffix(text: str, at: int) -> bool:
    """Whether a word goes on from there as with a Turkish suffix."""
    return _SUFFIX.match(text, at) is not None


def flat(text: str) -> str:
    """The text with plain spaces for those that do not break and for line ends, sign for sign."""
    # On a paragraph, replace() is many times as fast as translate().
    return text.replace("\u00a0", " ").replace("\n", " ").replace("\u202f", " ")


def standing(text: str, names: Iterable[Name]) -> Iterator[tuple[int, Name]]:
    """(place, name) of every name in a flat `text`, from left to right; of two that overlap the first and longest."""
    spots = [(at, -len(name.text), name) for name in names for at in _places(text, name)]
    end = 0
    for at, length, name in sorted(spots, key=lambda spot: spot[:2]):
        if at >= end:
            end = at - length
            yield at, name


def _places(text: str, name: Name) -> Iterator[int]:
    """Searching by hand: a pattern would be tried at every sign."""
    at = text.find(name.text)
    while at >= 0:
        end = at + len(name.text)
        if not text[max(0, at - 1) : at].isalnum():
            follows = text[end : end + 1].isalnum()
            if not follows or (name.takes_suffix and is_suffix(text, end)):
                yield at
        at = text.find(name.text, at + 1)
