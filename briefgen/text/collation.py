"""The alphabetical order of Turkish, English and Russian, as ICU has it; no library has all three (LIBRARIES.md).

Source: the CLDR root collation, with the rules `tr` (letters of their own) and `ru` (Cyrillic first), cut down to the
signs that briefings use. The tests hold it against `Intl.Collator`.
"""

import re
import unicodedata
from functools import lru_cache

from briefgen.text.casing import lower

SortKey = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]
_Element = tuple[int, int, int]

_SYMBOLS = "\t\n\v\f\r\x85\u2028\u2029 _-‐‒–—―,;:!¡?¿.·'\"«»()[]{}§¶@*/\\&#%‰•`´^¯¨¸°©®+±÷×<=>¬|¦~−¤¢$£€₺₽"
_DIGITS = "0123456789"
_CYRILLIC = "абвгдђеєжзѕиійјклљмнњопрстћуфхцчџшщъыьэюя"
_LATIN = "abcdeəfghiıjklmnŋopqĸrstŧuvwxyzþʼ"
_TURKISH = "abcçdeəfgğhıijklmnŋoöpqĸrsştŧuüvwxyzþʼ"
# Noncharacters stand for "a variant of the sign before", which Unicode does not decompose.
_VARIANTS = "\ufdd0\ufdd1\ufdd2"
_MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304\u0335" + _VARIANTS
_SPELT = {
    "ø": "o\u0338",
    "đ": "d\u0335",
    "ħ": "h\u0335",
    "ł": "l\u0335",
    "ґ": "г\ufdd0",
    "ð": "d\ufdd0",
    "ſ": "s\ufdd0",
}
_SPELT |= {"æ": "a\ufdd0e", "œ": "o\ufdd0e", "ß": "s\ufdd0s"}
_SPELT |= {"‘": "'\ufdd0", "’": "'\ufdd1", "‚": "'\ufdd2", "“": '"\ufdd0', "”": '"\ufdd1', "„": '"\ufdd2'}
_ORDERS = {"tr": (_TURKISH, _CYRILLIC), "ru": (_CYRILLIC, _LATIN)}
# A mark below may stand between a letter and the mark above that makes it another letter (UTS 10, rule S2.1).
_BELOW = "[\u0316-\u0338]*"
_SHORT_I = f"[иИ]{_BELOW}\u0306"
_TURKISH_LETTERS = f"[cCsS]\u0327|[gG]{_BELOW}\u0306|[oOuU]{_BELOW}\u0308|I{_BELOW}\u0307|{_SHORT_I}"
_OWN_LETTERS = {"tr": re.compile(_TURKISH_LETTERS)}
_OTHERS = re.compile(_SHORT_I)

# Where each class begins; what the table does not know follows its class by code point.
_CLASS = 1 << 22
_UNKNOWN = 1 << 10


def sort_key(text: str, lang: str) -> SortKey:
    """What sorts `text` (any string) among others as the language `lang` (a code such as `tr`) has it.

    Letters count first, then accents, then case, small before capital; of two texts alike in all of these the code
    points decide, so the order is total. A language other than Turkish and Russian is sorted as English.
    """
    elements = [element for char in _signs(text, lang) for element in _elements(char, lang)]
    return (
        tuple(primary for primary, _, _ in elements if primary),
        tuple(secondary for _, secondary, _ in elements),
        tuple(tertiary for _, _, tertiary in elements),
        text,
    )


def _signs(text: str, lang: str) -> str:
    """`text` in NFD, but with the letters of the language's own alphabet whole: ç is a letter in Turkish only."""
    if text.isascii():
        return text
    return _OWN_LETTERS.get(lang, _OTHERS).sub(_whole, unicodedata.normalize("NFD", text))


def _whole(match: re.Match[str]) -> str:
    found = match[0]
    return unicodedata.normalize("NFC", found[0] + found[-1]) + found[1:-1]


@lru_cache(maxsize=4096)
def _elements(char: str, lang: str) -> tuple[_Element, ...]:
    """The collation elements of one sign (UTS 10, section 3.1): letter (0 for a mark), accent, case."""
    if rank := _ranks(lang).get(char):
        return ((rank, 0, 0),)
    if char in _MARKS or unicodedata.combining(char):
        return ((0, _mark(char), 0),)
    if char in _SPELT:
        return tuple(_spelt(_SPELT[char], lang))
    small = lower(char, lang)
    if small != char:
        return tuple((first, second, 1) if first else (0, second, 0) for first, second, _ in _spelt(small, lang))
    compatible = unicodedata.normalize("NFKD", char)
    if compatible != char:
        return tuple((first, second, 2) for first, second, _ in _spelt(compatible, lang))
    return _unknown(char)


def _spelt(text: str, lang: str) -> list[_Element]:
    return [element for char in text for element in _elements(char, lang)]


def _mark(char: str) -> int:
    return _MARKS.index(char) + 1 if char in _MARKS else _UNKNOWN + ord(char)


def _unknown(char: str) -> tuple[_Element, ...]:
    category = unicodedata.category(char)
    if category in {"Cc", "Cf"}:  # Ignored altogether, a soft hyphen for one.
        return ()
    place = 3 if category[0] in "LCM" else 1 if category[0] == "N" else 0
    return (((place + 1) * _CLASS + _UNKNOWN + ord(char), 0, 0),)


@lru_cache(maxsize=16)
def _ranks(lang: str) -> dict[str, int]:
    classes = (_SYMBOLS, _DIGITS, "".join(_ORDERS.get(lang, (_LATIN, _CYRILLIC))))
    return {char: (place + 1) * _CLASS + rank for place, signs in enumerate(classes) for rank, char in enumerate(signs)}
