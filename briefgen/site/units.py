"""What is counted, in the form that its number wants: `1 test`, `21 tests`; `1 испытание`, `2 испытания`, `5 испытаний`.

An editor writes a unit in any of its forms. Those of a word are a line of `units.txt` among the templates, in CLDR's order.
"""

from collections.abc import Mapping
from decimal import Decimal

from babel import Locale
from babel.localedata import exists

from briefgen.model.localised import Words

FILE = "units.txt"
_ORDER = ("zero", "one", "two", "few", "many", "other")
_SPREAD = frozenset({"about", "more-than", "less-than", "at-least", "at-most"})
_GENITIVE = {"ru": {"one": "other", "few": "many"}}
"""Where "more than" and the like ask for a case of their own: `21 рейс`, but `более 21 рейса`; `3 рейса`, but `около 3 рейсов`.
A fraction (`other`) has the genitive of one."""

Forms = dict[str, dict[str, str]]
"""By each form of a word, its forms by CLDR's category."""


def read_forms(text: str) -> dict[str, Forms]:
    """By language the forms in a text, a word a line: `ru: рейс, рейса, рейсов`; `#` begins a remark.

    Forms that a line leaves out, as that of a fraction, are its second one.
    """
    found: dict[str, Forms] = {}
    for line in text.splitlines():
        lang, _, given = (part.strip() for part in line.partition(":"))
        forms = [each.strip() for each in given.split(",")]
        if line.startswith("#") or len(forms) < 2 or not exists(lang):
            continue
        tags = Locale(lang).plural_form.tags | {"other"}
        kinds = [each for each in _ORDER if each in tags]
        by_kind = dict(zip(kinds, forms + [forms[1]] * len(kinds), strict=False))
        known = found.setdefault(lang, {})
        for form in forms:
            known.setdefault(form, by_kind)
    return found


def counted(unit: Words, forms: Mapping[str, Forms], number: Decimal, qualifier: str | None = None) -> Words:
    """The unit as it stands after a number, the last one of a range; as it was written where nothing is known of it."""
    kind = str(Locale(unit.lang).plural_form(number)) if unit.lang in forms else ""
    if qualifier in _SPREAD:
        kind = _GENITIVE.get(unit.lang, {}).get(kind, kind)
    return _put(unit, forms, kind)


def measure(unit: Words, forms: Mapping[str, Forms]) -> Words:
    """The unit without a number, as it stands after none of it."""
    return counted(unit, forms, Decimal(0))


def _put(unit: Words, forms: Mapping[str, Forms], kind: str) -> Words:
    """In a form; of several words the first ones that have one, so that `тонна нефти` needs no line of its own."""
    words = unit.text.split(" ")
    for count in range(len(words), 0, -1):
        known = forms.get(unit.lang, {}).get(" ".join(words[:count]))
        if known:
            return Words(" ".join((known[kind], *words[count:])), unit.lang)
    return unit
