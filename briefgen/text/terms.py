"""The words by which texts are searched. `themes/press/static/search.js` has the same fold; one table of cases
(tests/search/terms.json) holds the two together.
"""

import re

from briefgen.text.casing import fold

_APOSTROPHES = str.maketrans("’ʼ‘`´′＇", "'''''''")
_INVISIBLE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
"""Stress marks that compose with no letter, soft hyphens, what joins or parts words without being seen."""
_GROUPED = re.compile("(?<![\\w.,])[0-9]{1,3}(?:[.,][0-9]{3})+(?![.,]?[0-9])")
"""A number whose digits stand in groups of three: `2.300` and `2,300` are found as `2300`, and so is what a reader types."""
_WORD = re.compile("[^\\W_]+(?:'[^\\W_]+)*")


def terms(text: str) -> list[str]:
    """The words of a text in order, folded: `Iğdır'da` is `igdir`, `Putin’den` is `putin` (DESIGN.md, section 12)."""
    folded = _INVISIBLE.sub("", fold(text.translate(_APOSTROPHES)))
    found = _WORD.findall(_GROUPED.sub(_ungrouped, folded))
    return [_stem(word) for word in found]


def _ungrouped(number: re.Match[str]) -> str:
    return number[0].replace(".", "").replace(",", "")


def _stem(word: str) -> str:
    """Without what follows an apostrophe; after a single letter that is the name itself: `O'Brien` is `obrien`."""
    stem, apostrophe, _ = word.partition("'")
    if apostrophe and len(stem) == 1 and stem not in "0123456789":
        return word.replace("'", "")
    return stem
