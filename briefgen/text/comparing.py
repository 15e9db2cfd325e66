"""What something is more or less than, in Turkish: the word that says so stands after it, and what is measured takes the suffix
of its last sound: `2.300'den fazla asker`, `3,8 milyar dolardan az`.
"""

_DIGITS = ("dan", "den", "den", "ten", "ten", "ten", "dan", "den", "den", "dan")
"""Sıfırdan, birden, ikiden … dokuzdan."""
_TENS = ("", "dan", "den", "dan", "tan", "den", "tan", "ten", "den", "dan")
"""Ondan, yirmiden, otuzdan … doksandan."""
_SCALES = {"yüz": "den", "bin": "den", "milyon": "dan", "milyar": "dan", "trilyon": "dan"}
_MEASURES = {
    "dolar": "dan", "lira": "dan", "avro": "dan", "euro": "dan", "ruble": "den", "sterlin": "den", "metre": "den",
    "kilometre": "den", "metrekare": "den", "kilometrekare": "den", "metreküp": "ten", "hektar": "dan", "kilogram": "dan",
    "litre": "den", "ton": "dan", "varil": "den", "megavat": "tan", "gigavat": "tan", "megavatsaat": "ten", "saat": "ten",
    "dakika": "dan", "gün": "den", "hafta": "dan", "ay": "dan", "yıl": "dan", "puan": "dan", "derece": "den",
}  # fmt: skip
"""Words for a measure, which themselves take the suffix. What is counted (`asker`, `iş günü`) leaves it to its number: no rule
tells a compound (`iş gününden`) from a word that ends like one."""


def compared(number: str, unit: str) -> tuple[str, str]:
    """What takes the suffix, with it, and what of the unit comes after the word of comparison."""
    before, _, last = unit.rpartition(" ")
    if last in _MEASURES:
        return " ".join(part for part in (number, before, last + _MEASURES[last]) if part), ""
    first, _, after = unit.partition(" ")
    if first in _SCALES:
        return f"{number} {first}{_SCALES[first]}", after
    return f"{number}'{_after_digits(number)}", unit


def _after_digits(number: str) -> str:
    """The suffix after a number as Turkish writes it, as its last word is spoken; a fraction's digits are read like a number."""
    digits = "".join(sign for sign in number.rpartition(",")[2].rpartition("–")[2] if sign.isdecimal())
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == len(digits):
        return _DIGITS[0]
    if zeros < 2:
        return (_TENS if zeros else _DIGITS)[int(digits[-1 - zeros])]
    return "den" if zeros < 6 else "dan"
