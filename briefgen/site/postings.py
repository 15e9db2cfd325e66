"""An inverted index as text: which texts hold which words, and which of them in their title (docs/architecture.md, "Search").

It says where to look. In a heavy month rare words are cut to letters that others share, and who searches reads the texts to
tell them apart.
"""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from operator import sub

from briefgen.text.terms import terms

Expression = tuple[str, ...]
"""The folded words of a synonym."""
STEM = 5
"""How many letters stand for a word with all its endings."""
_ROOM, _MORE = 60_000, 20_000
"""Up to so many postings all words of a month stand in full; a word has to stand in twice as many texts for each so many
more. So 24 months of 10,000 texts weigh less than 3 MB up to 640 words a text (bench/vocabulary.py).
"""
_SELDOM = 8
"""Five letters that fewer texts hold are cut to four, as are words: what they cost is their own spelling."""
CUT = "*"
"""Stands after four letters, so that they are not taken for a word."""
_DENSITY = 0.69
"""ln 2: the divisor that suits steps of a mean length (Golomb, 1966)."""

_terms_of = lru_cache(200_000)(terms)


class _Golomb(dict[int, str]):
    """Numbers as bits: quotient in ones, a zero, then the remainder, whose lower values take a bit less."""

    def __init__(self, divisor: int) -> None:
        self.divisor, self.bits = divisor, (divisor - 1).bit_length()
        self.short = (1 << self.bits) - divisor

    def __missing__(self, number: int) -> str:
        quotient, rest = divmod(number, self.divisor)
        is_short = rest < self.short
        width = self.bits - is_short
        self[number] = "1" * quotient + "0" + (f"{rest if is_short else rest + self.short:0{width}b}" if width else "")
        return self[number]


_golomb = lru_cache(4096)(_Golomb)


class _Counts(dict[int, str]):
    """Numbers from 1 on as bits: as many zeros as there are digits after the first (Elias gamma)."""

    def __missing__(self, number: int) -> str:
        digits = f"{number:b}"
        self[number] = "0" * (len(digits) - 1) + digits
        return self[number]


_COUNTS = _Counts()


class Postings:
    """Words are folded once for each form in which they stand, not for each place."""

    def __init__(self) -> None:
        self.forms: dict[str, list[int]] = defaultdict(list)
        self.titles: dict[str, list[int]] = defaultdict(list)
        self.texts: list[str] = []

    def add(self, title: str, text: str) -> None:
        """Take in the words of the next text; each is held once, however often it stands there."""
        number = len(self.texts)
        self.texts.append(f" {title} {text} ".replace("\n", " "))
        for form in set(self.texts[-1].split()):
            self.forms[form].append(number)
        for form in set(title.split()):
            self.titles[form].append(number)

    def encoded(self, synonyms: Iterable[Iterable[Expression]] = ()) -> tuple[str, str]:
        """The terms in order, each as what it shares with the one before (`A` for nothing) and its rest; and bits, in
        Base64: for each term how many texts hold it, the steps from one to the next, and the same for the titles among these.
        """
        words, titles = _by_term(self.forms), _by_term(self.titles)
        found, heads = _cut(words, titles, _least(sum(map(len, self.forms.values()))))
        expressions = {way for group in synonyms for way in group if len(way) > 1}
        forms = self._ending_with({way[0] for way in expressions})
        found |= {" ".join(way): held for way in expressions if (held := self._holding(way, words, forms[way[0]]))}
        names, size = sorted(found, key=_utf16), len(self.texts)
        bits = "".join(_encoded(found[name], heads.get(name, ()), size) for name in names)
        return "".join(_after(*pair) for pair in pairwise(["", *names])), _packed(bits)

    def _ending_with(self, terms: set[str]) -> dict[str, list[str]]:
        """The forms whose last word is one of these terms."""
        found: dict[str, list[str]] = {term: [] for term in terms}
        for form in self.forms if terms else ():
            for term in _terms_of(form)[-1:]:
                if term in terms:
                    found[term].append(form)
        return found

    def _holding(self, way: Expression, words: dict[str, list[int]], forms: list[str]) -> list[int]:
        """The texts in which the words of an expression, the first in one of these forms, stand side by side; the last one
        may have an ending.
        """
        *first, last = way
        both = set(words.get(first[0], ())).intersection(*(words.get(word, ()) for word in first[1:]))
        if both:
            both &= {text for term, held in words.items() if term.startswith(last) for text in held}
        found = set[int]()
        for form in forms if both else ():
            among = both.intersection(self.forms[form]) - found
            found |= {text for text in among if _goes_on(self.texts[text], form, first[1:], last)}
        return sorted(found)


def _goes_on(text: str, form: str, rest: list[str], last: str) -> bool:
    """Whether somewhere after a form the rest of an expression follows."""
    at = text.find(f" {form} ")
    while at >= 0:
        *between, end = _next_terms(text, at + len(form) + 2, len(rest) + 1)
        if between == rest and end.startswith(last):
            return True
        at = text.find(f" {form} ", at + 1)
    return False


def _by_term(forms: dict[str, list[int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for form, texts in forms.items():
        for term in _terms_of(form):
            found[term] = _united([found[term], texts]) if term in found else texts
    return found


def _united(lists: Iterable[list[int]]) -> list[int]:
    return sorted(set(chain.from_iterable(lists)))


def _least(postings: int) -> int:
    """How many texts have to hold a longer word for it to stand in full: fewer are soon read."""
    return int(2 ** min(20, max(0, (postings - _ROOM) / _MORE)))


def _cut(
    words: dict[str, list[int]], titles: dict[str, list[int]], least: int
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Words as they stand in the index, with the texts that hold them, and those that hold them in their titles."""
    stem = {word: word[:STEM] for word, texts in words.items() if len(texts) < least}
    stems = _gathered(words, stem)
    seldom = min(least, _SELDOM)
    last = {name: name[:-1] + CUT for name, texts in stems.items() if len(name) == STEM and len(texts) < seldom}
    return _gathered(stems, last), _gathered(_gathered(titles, stem), last)


def _gathered(found: dict[str, list[int]], names: dict[str, str]) -> dict[str, list[int]]:
    """The same under new names, of which several may be one."""
    lists: dict[str, list[list[int]]] = defaultdict(list)
    for name, texts in found.items():
        lists[names.get(name, name)].append(texts)
    return {name: each[0] if len(each) == 1 else _united(each) for name, each in lists.items()}


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


def _encoded(texts: list[int], titles: Sequence[int], size: int) -> str:
    if not titles:
        return _COUNTS[len(texts)] + _steps(texts, size) + _COUNTS[1]
    places = {text: place for place, text in enumerate(texts)}
    held = [places[text] for text in titles]
    return _COUNTS[len(texts)] + _steps(texts, size) + _COUNTS[len(held) + 1] + _steps(held, len(texts))


def _steps(held: list[int], size: int) -> str:
    """Places among so many: from each to the next, one being the least."""
    code = _golomb(max(1, int(_DENSITY * (size - len(held) + 1) / len(held) + 0.5)))
    return "".join(map(code.__getitem__, map(sub, held, [0, *(place + 1 for place in held)])))


def _packed(bits: str) -> str:
    bits += "0" * (-len(bits) % 8)
    return b64encode(int(bits or "0", 2).to_bytes(len(bits) // 8, "big")).decode()
