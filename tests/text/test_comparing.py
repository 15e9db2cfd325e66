"""The suffix of what is compared, held against the vowels and consonants of how Turkish speaks each number."""

import pytest

from briefgen.text.comparing import _MEASURES, _SCALES, compared

ONES = ("sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
TENS = ("", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")
SCALES = ("", "bin", "milyon", "milyar", "trilyon")
IRREGULAR = {"saat": "ten", "megavatsaat": "ten"}
"""Spoken with a last vowel that is longer and further forward than it is written."""


def suffix_of(word: str) -> str:
    """The ablative by vowel harmony and by the last consonant's voice."""
    vowel = next(letter for letter in reversed(word) if letter in "aıoueiöü")
    return ("t" if word[-1] in "çfhkpsşt" else "d") + ("a" if vowel in "aıou" else "e") + "n"


def last_word(number: int) -> str:
    """The last word of a whole number, as it is spoken."""
    if number == 0:
        return ONES[0]
    scale = 0
    while number % 1000 == 0:
        number, scale = number // 1000, scale + 1
    if scale:
        return SCALES[scale]
    hundreds, tens, ones = number % 1000 // 100, number % 100 // 10, number % 10
    return ONES[ones] if ones else TENS[tens] if tens else "yüz" if hundreds else ""


def test_every_number_up_to_ten_thousand_and_round_ones_beyond() -> None:
    numbers = [*range(10_001), *(count * 10**power for count in (1, 3, 47, 150) for power in range(3, 13))]
    wrong = [each for each in numbers if compared(str(each), "") != (f"{each}'{suffix_of(last_word(each))}", "")]
    assert not wrong


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("2.300", "2.300'den"),
        ("1.000.000", "1.000.000'dan"),
        ("1,5", "1,5'ten"),
        ("0,06", "0,06'dan"),
        ("2,30", "2,30'dan"),
        ("1.000,4", "1.000,4'ten"),
        ("3,0", "3,0'dan"),
        ("10–20", "10–20'den"),
        ("%50", "%50'den"),
        ("-6", "-6'dan"),
    ],
)
def test_a_number_as_it_is_written(number: str, expected: str) -> None:
    assert compared(number, "") == (expected, "")


def test_words_that_take_the_suffix_themselves() -> None:
    for word, suffix in {**_SCALES, **_MEASURES}.items():
        assert suffix == IRREGULAR.get(word, suffix_of(word)), word
