"""Case by language, and the fold that compares words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.casing import capitalise, fold, lower, upper

TURKISH_SMALL = "abcçdefgğhıijklmnoöprsştuüvyzâîû"
TURKISH_CAPITAL = "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ"
RUSSIAN_SMALL = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
HARD = TURKISH_SMALL + TURKISH_CAPITAL + "ёЁйЙßſẞΣςTẗK'’ 1\u0300\u0302\u0306\u0307\u0308\u0323\u0327"

texts = st.text(max_size=30) | st.text(HARD, max_size=12)
languages = st.sampled_from(["tr", "az", "en", "ru"])


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("text", "lang", "small", "capital"),
    [
        ("İstanbul", "tr", "istanbul", "İSTANBUL"),
        ("Iğdır", "tr", "ığdır", "IĞDIR"),
        ("Iğdır", "az", "ığdır", "IĞDIR"),
        ("ŞİİR", "tr", "şiir", "ŞİİR"),
        ("Çığ", "tr", "çığ", "ÇIĞ"),
        ("Rize'deki kâtip", "tr", "rize'deki kâtip", "RİZE'DEKİ KÂTİP"),
        ("i\u0307zmir", "tr", "izmir", "İZMİR"),
        ("Istanbul", "en", "istanbul", "ISTANBUL"),
        ("İstanbul", "en", "istanbul", "İSTANBUL"),
        ("Ёлка", "ru", "ёлка", "ЁЛКА"),
        ("", "tr", "", ""),
    ],
)
def test_lower_and_upper(text: str, lang: str, small: str, capital: str) -> None:
    assert (lower(text, lang), upper(text, lang)) == (small, capital)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("istanbul Boğazı", "tr", "İstanbul Boğazı"),
        ("ısparta", "tr", "Isparta"),
        ("istanbul", "en", "Istanbul"),
        ("i\u0307zmir", "tr", "İzmir"),
        ("“iki taraf”", "tr", "“İki taraf”"),
        ("3 şubat", "tr", "3 Şubat"),
        ("ABD ile", "tr", "ABD ile"),
        ("«ёлка»", "ru", "«Ёлка»"),
        ("ǆep", "en", "ǅep"),
        ("2026", "tr", "2026"),
        ("", "tr", ""),
    ],
)
def test_capitalise(text: str, lang: str, expected: str) -> None:
    assert capitalise(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("İIıi", "iiii"),
        ("ĞğŞşÇçÖöÜü", "ggssccoouu"),
        ("ÂâÎîÛû", "aaiiuu"),
        ("Ёлка", "елка"),
        ("Йод", "йод"),
        ("Café", "café"),
        ("i\u0307", "i"),
        ("İ\u0302", "i"),
        ("T\u0308", "\u1e97"),
        ("\u0130\u0307", "i"),
        ("Türkiye’nin", "turkiye’nin"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


def test_turkish_letters_pair() -> None:
    assert lower(TURKISH_CAPITAL, "tr") == TURKISH_SMALL
    assert upper(TURKISH_SMALL, "tr") == TURKISH_CAPITAL


@given(st.text(TURKISH_SMALL))
def test_turkish_round_trip(text: str) -> None:
    assert lower(upper(text, "tr"), "tr") == text
    assert upper(lower(upper(text, "tr"), "tr"), "tr") == upper(text, "tr")


@given(st.text(RUSSIAN_SMALL))
def test_russian_round_trip(text: str) -> None:
    assert lower(upper(text, "ru"), "ru") == text


@given(texts, languages)
def test_composed_and_decomposed_agree(text: str, lang: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    for change in (lower, upper, capitalise):
        assert change(decomposed(text), lang) == change(composed, lang)
        assert unicodedata.is_normalized("NFC", change(text, lang))
    assert fold(decomposed(text)) == fold(composed)


@given(texts, languages)
def test_twice_is_once(text: str, lang: str) -> None:
    for change in (lower, capitalise):
        once = change(text, lang)
        assert change(once, lang) == once
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_folded_has_no_dot_and_no_turkish_mark(text: str) -> None:
    folded = fold(text)
    assert not set(folded) & set("\u0307İIığşçöüâîûёĞŞÇÖÜÂÎÛЁ")
    assert unicodedata.is_normalized("NFC", folded)


@given(st.text(TURKISH_SMALL + TURKISH_CAPITAL))
def test_fold_ignores_case_and_language(text: str) -> None:
    assert {fold(lower(text, "tr")), fold(upper(text, "tr")), fold(lower(text, "en"))} == {fold(text)}


@given(texts, languages)
def test_capitalise_keeps_the_rest(text: str, lang: str) -> None:
    plain = unicodedata.normalize("NFC", text)
    if plain and plain[0] in TURKISH_SMALL and plain[1:2] not in {*"\u0300\u0302\u0306\u0307\u0308\u0323\u0327"}:
        assert capitalise(plain, lang)[1:] == plain[1:]
