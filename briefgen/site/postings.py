"""An inverted index as text: which documents hold which words, and how often (docs/architecture.md, "Search").

Its two strings hold only signs that JSON leaves as they are, so that gzip sees every code whole and packs it further.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from operator import add, sub

from briefgen.text.terms import terms

Expression = tuple[str, ...]
"""The folded words of a synonym."""
_BASE = 28
"""Digits of a number, lowest first: all but the last are signs from `@` on, the last is one from `]` on."""
_MOST = 9
"""Where counting ends: that a word stands there more often says little."""

_terms_of = lru_cache(200_000)(terms)


def number(value: int) -> str:
    """A whole number in the signs of a postings list."""
    signs = ""
    while value >= _BASE:
        signs += chr(0x40 + value % _BASE)
        value //= _BASE
    return signs + chr(0x5D + value)


class _Steps(dict[int, str]):
    """The step from one document to another, as it is written."""

    def __missing__(self, step: int) -> str:
        self[step] = number(step - 1)
        return self[step]


class _Counts(dict[int, str]):
    """How often a word stands in a document, as it is written before the step to it."""

    def __missing__(self, count: int) -> str:
        self[count] = str(min(count, _MOST)) if count > 1 else ""
        return self[count]


_STEPS, _COUNTS = _Steps(), _Counts()


class Postings:
    """Words are folded once for each form in which they stand, not for each place."""

    def __init__(self) -> None:
        self.forms: dict[str, list[int]] = defaultdict(list)
        self.texts: dict[int, list[str]] = defaultdict(list)

    def add(self, document: int, text: str) -> None:
        """Take in the words of a document; documents come in the order of their numbers, a text may come in parts."""
        self.texts[document].append(text)
        for documents in map(self.forms.__getitem__, text.split()):
            documents.append(document)

    def encoded(self, synonyms: Iterable[Iterable[Expression]] = ()) -> tuple[str, str]:
        """The terms in order, each as what it shares with the one before (`A` for nothing) and its rest; and for each
        the documents that hold it, parted by a space: how often (a digit, none for once), then the step from the last.
        """
        expressions = sorted({way for group in synonyms for way in group if len(way) > 1})
        found, spelt = self._by_term({first for first, *_ in expressions})
        for way in expressions:
            held = self._holding(way, found, spelt.get(way[0], ()))
            if held:
                found[" ".join(way)] = held
        names = sorted(found, key=_utf16)
        lists = [_encoded(found[name]) for name in names]
        return "".join(_after(*pair) for pair in pairwise(["", *names])), " ".join(lists)

    def _by_term(self, wanted: set[str]) -> tuple[dict[str, list[int]], dict[str, list[str]]]:
        """The documents of each term, and the forms that end in a wanted one."""
        found: dict[str, list[int]] = {}
        spelt: dict[str, list[str]] = defaultdict(list)
        for form, documents in self.forms.items():
            term = ""
            for term in _terms_of(form):
                found[term] = sorted(found[term] + documents) if term in found else documents
            if term in wanted:
                spelt[term].append(form)
        return found, spelt

    def _holding(self, way: Expression, found: dict[str, list[int]], forms: Iterable[str]) -> list[int]:
        """The documents in which the words of an expression stand side by side; the last one may have an ending."""
        *first, last = way
        ended = {document for term, held in found.items() if term.startswith(last) for document in held}
        both = ended.intersection(*(found.get(word, ()) for word in first))
        return [document for document in sorted(both) if self._holds(document, way, forms)]

    def _holds(self, document: int, way: Expression, forms: Iterable[str]) -> bool:
        _, *between, last = way
        for text in self.texts[document]:
            flat = f" {text} ".replace("\n", " ")
            for form in forms:
                at = flat.find(f" {form} ")
                while at >= 0:
                    *first, end = _next_terms(flat, at + len(form) + 2, len(between) + 1)
                    if first == between and end.startswith(last):
                        return True
                    at = flat.find(f" {form} ", at + 1)
        return False


def _next_terms(text: str, at: int, count: int) -> list[str]:
    """That many terms from a place on, empty ones where the text ends."""
    found = [term for form in text[at : at + 40 * count].split()[:count] for term in _terms_of(form)]
    return [*found, *[""] * count][:count]


def _utf16(term: str) -> bytes:
    """The order in which JavaScript compares strings."""
    return term.encode("utf-16-be")


def _after(before: str, term: str) -> str:
    shared = 0
    while shared < 25 and term[shared : shared + 1] == before[shared : shared + 1] != "":
        shared += 1
    return chr(ord("A") + shared) + term[shared:]


def _encoded(documents: list[int]) -> str:
    counts = Counter(documents)
    held = list(counts)
    steps = map(_STEPS.__getitem__, map(sub, held, [-1, *held]))
    return "".join(map(add, map(_COUNTS.__getitem__, counts.values()), steps))
