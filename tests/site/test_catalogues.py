"""Catalogues: everything that the code says has its translation, with the same places for values."""

import re
from collections.abc import Iterator

import pytest

from briefgen.locales.__main__ import LANGUAGES, messages
from briefgen.site.strings import catalogue

PLACE = re.compile(r"%\((\w+)\)s|%\((\w+)\)d")


def places(text: str) -> list[str]:
    return sorted(match[0] for match in PLACE.finditer(text))


def translated(domain: str, lang: str) -> Iterator[tuple[str, list[str]]]:
    """Every msgid with its translations (one for each plural form); none where it is missing."""
    known = getattr(catalogue(domain, lang), "_catalog", {})
    for msgid, _file in messages(domain):
        one = msgid if isinstance(msgid, str) else msgid[0]
        forms = [known[key] for key in known if key == one or (isinstance(key, tuple) and key[0] == one)]
        yield one, [form for form in forms if form]


PAIRS = [(domain, lang) for domain, languages in LANGUAGES.items() for lang in languages]


def test_the_languages() -> None:
    assert sorted(PAIRS) == [("findings", "tr"), ("site", "ru"), ("site", "tr")]


@pytest.mark.parametrize(("domain", "lang"), PAIRS)
def test_nothing_is_missing(domain: str, lang: str) -> None:
    assert [msgid for msgid, forms in translated(domain, lang) if not forms] == []


@pytest.mark.parametrize(("domain", "lang"), PAIRS)
def test_values_keep_their_places(domain: str, lang: str) -> None:
    wrong = [
        (msgid, form)
        for msgid, forms in translated(domain, lang)
        for form in forms
        # A plural form may leave its number out ("one article").
        if set(places(form)) - {"%(num)s"} != set(places(msgid)) - {"%(num)s"}
    ]
    assert wrong == []


@pytest.mark.parametrize(("lang", "count", "forms"), [("tr", 1, 1), ("ru", 3, 3)])
def test_plurals_have_as_many_forms_as_the_language(lang: str, count: int, forms: int) -> None:
    plurals = [msgid for msgid, _ in messages("site") if not isinstance(msgid, str)]
    known = getattr(catalogue("site", lang), "_catalog", {})
    assert plurals and count == forms
    for msgid in plurals:
        assert len([key for key in known if isinstance(key, tuple) and key[0] == msgid[0]]) == forms, msgid


def test_english_is_the_language_of_the_msgids() -> None:
    assert catalogue("site", "en").gettext("Background") == "Background"
