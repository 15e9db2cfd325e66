"""Suggestions come from what exists, by id or by title, case and diacritics aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.suggesting import did_you_mean, nearest

TITLES = {
    "energy-projects": ("Enerji projeleri", "Energy projects", "Энергетические проекты"),
    "ukraine-process": ("Ukrayna süreci", "Ukraine process"),
    "trade": ("Ticaret",),
}


@pytest.mark.parametrize(
    ("word", "names", "expected"),
    [
        ("titel", ["title", "date"], "title"),
        ("Istanbul", ["İstanbul", "Ankara"], "İstanbul"),
        ("İSTANBUL", ["istanbul"], "istanbul"),
        ("tarih", ["title", "summary"], None),
        ("x", [], None),
        ("", ["a"], None),
    ],
)
def test_nearest(word: str, names: list[str], expected: str | None) -> None:
    assert nearest(word, names) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("enerji-projeleri", "did you mean 'energy-projects' (Enerji projeleri)?"),
        ("energy-project", "did you mean 'energy-projects' (Enerji projeleri)?"),
        ("энергетические-проекты", "did you mean 'energy-projects' (Энергетические проекты)?"),
        ("ukraine-proces", "did you mean 'ukraine-process' (Ukrayna süreci)?"),
        ("zzz", "there are: energy-projects, trade, ukraine-process"),
    ],
)
def test_did_you_mean(word: str, expected: str) -> None:
    message = did_you_mean(word, TITLES)
    assert message is not None and message.text() == expected


def test_an_id_without_a_title_stands_alone() -> None:
    message = did_you_mean("lavrof", {"lavrov": ()})
    assert message is not None and message.text() == "did you mean 'lavrov'?"


def test_nothing_is_invented() -> None:
    assert did_you_mean("x", {}) is None
    assert did_you_mean("zzz", {f"theme-{n}": () for n in range(13)}) is None


@given(st.text(), st.lists(st.text(), max_size=8))
def test_the_order_of_names_does_not_matter(word: str, names: list[str]) -> None:
    found = nearest(word, names)
    assert found == nearest(word, list(reversed(names))) and (found is None or found in names)
