"""The part of an address that names a page: `[a-z0-9-]`, the same for every way to type a text."""

import re
import unicodedata

from slugify import slugify as transliterated

from briefgen.text.casing import fold

_APOSTROPHES = str.maketrans("’ʼ", "''")
_AFTER_APOSTROPHE = re.compile(r"(?<=([^\W_]))'([^\W_]+)")

# Inflection in folded letters (i for ı i, u for u ü): plural, possessive, case, then -ki, which may be inflected again.
# After TDK, Yazım Kılavuzu, "Kesme işareti". Derivation stays: 5'inci and 1990'lı are words of their own.
_CASE = "(?:[yn]?[aeiu]|n?[dt][ae]n?|n?[iu]n|y?l[ae])"
_ATTRIBUTIVE = "(?:n?[dt][ae]|n?[iu]n)ki"
_POSSESSIVE = "(?:s?[iu](?=n|$)|[iu]?[mn][iu]z)"
_SUFFIX = re.compile(f"(?:l[ae]r)?{_POSSESSIVE}?(?:{_ATTRIBUTIVE}(?:l[ae]r)?)?{_CASE}?")

# The library writes я as ia and drops ə. It also takes a comma between digits for a thousands sign and drops it; in
# Turkish and Russian it is the decimal sign (2,5 is not 25).
_REPLACEMENTS = (("я", "ya"), ("ю", "yu"), ("й", "y"), ("ə", "e"), ("'", ""), (",", " "))


def slugify(text: str) -> str:
    """`text` as a slug of `a-z`, `0-9` and single inner hyphens, or '' if it has no letter and no digit.

    A Turkish suffix after an apostrophe is left out (`Putin'in` and `Putin` share a slug), other apostrophes join
    (`O'Brien` → `obrien`); Russian goes letter by letter (я → ya, щ → shch, ь and ъ left out). A slug is
    its own slug.
    """
    text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    stem = _AFTER_APOSTROPHE.sub(_without_suffix, text)
    return transliterated(
        fold(stem), entities=False, decimal=False, hexadecimal=False, replacements=_REPLACEMENTS, allow_unicode=False
    )


def _without_suffix(match: re.Match[str]) -> str:
    return "" if _is_suffix(match[1], match[2]) else match[0]


def _is_suffix(before: str, word: str) -> bool:
    """Whether `word`, which follows the letter or digit `before` and an apostrophe, inflects what stands there."""
    if not (word.islower() or (word.isupper() and not before.islower())):
        return False  # O'Dea is a name, ANKARA'DA a headline.
    letters = fold(word)
    # Turkish lets no two vowels meet, so Sana'a and Hawai'i are names; but a foreign final e may be mute (Google'ın).
    if fold(before) in "aiou" and letters[0] in "aeiu":
        return False
    return _SUFFIX.fullmatch(letters) is not None
