"""Upper and lower case by language. No other module may call the bare `str` methods, which break İ and ı."""

import re
import unicodedata

_DOTTED = frozenset({"tr", "az"})
# Python lower-cases İ to i and a combining dot, and a careless export leaves that dot behind: the i has one already.
_DOT = "\u0307"
_DOUBLY_DOTTED = re.compile("i\u0307+")
_FOLD = (*zip("ığşçöüâîûё", "igscouaiuе", strict=True), (_DOT, ""))


_CAPITAL = "[A-ZÀ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽЀ-Я]"
_CAPITALISED = re.compile(rf"{_CAPITAL}\w*(?: {_CAPITAL}\w*)*")


def capitals(text: str) -> list[str]:
    """The words of a text that begin with a capital letter (Latin or Cyrillic), in order; neighbours stand together."""
    return _CAPITALISED.findall(text)


def lower(text: str, lang: str) -> str:
    """`text` in small letters of the language `lang` (a code such as `tr`), in NFC.

    İ → i everywhere and I → ı in Turkish and Azerbaijani (Unicode SpecialCasing.txt, conditions `tr` and `az`).
    """
    if text.isascii() and lang not in _DOTTED:
        return text.lower()
    text = _nfc(text)
    if lang in _DOTTED:
        # On a paragraph, replace() is twenty times as fast as translate().
        text = text.replace("I", "ı").replace("İ", "i")
    return _nfc(_DOUBLY_DOTTED.sub("i", text.lower()))


def upper(text: str, lang: str) -> str:
    """`text` in capital letters of the language `lang`, in NFC; i → İ in Turkish and Azerbaijani."""
    return _nfc(_dotted(_nfc(text), lang).upper())


def capitalise(text: str, lang: str) -> str:
    """`text` in NFC with its first cased letter as a capital of `lang`; signs before it and all after it stay."""
    text = _nfc(text)
    for at, char in enumerate(text):
        if char.islower():
            # Title case, not upper: it is what a word starts with, and ǆ has both (Unicode, section 5.18).
            dotted = _DOUBLY_DOTTED.match(text, at)
            end = dotted.end() if dotted else at + 1
            return _nfc(text[:at] + _dotted(text[at:end], lang).title() + text[end:])
        if char.isupper() or char.istitle():
            return text
    return text


def fold(text: str) -> str:
    """`text` as words are compared in any language: small letters in NFC, and Turkish ones without their marks.

    DESIGN.md, section 12: İ I ı î → i, ğ → g, ş → s, ç → c, ö → o, ü û → u, â → a, ё → е, no combining dot; other
    letters keep their marks. Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower()
    folded = _nfc(text).lower()
    for letter, plain in _FOLD:
        folded = folded.replace(letter, plain)
    # Small letters may compose where their capitals did not (T̈ → ẗ), and a fold may bring two signs together.
    return folded if unicodedata.is_normalized("NFC", folded) else fold(folded)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _dotted(text: str, lang: str) -> str:
    return _DOUBLY_DOTTED.sub("i", text).replace("i", "İ") if lang in _DOTTED else text
