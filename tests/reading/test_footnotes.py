"""Footnotes: printed with the passage that refers to them, their ids the page's."""

import pytest

from tests.reading.conftest import body, codes, html, marked, runs

TEXT = "Bir.[^1]\n\n{theme=a}\nİki.[^iki]\n\n[^1]: Birinci not.\n[^iki]: İkinci *not*."


def test_each_run_has_its_own() -> None:
    reading = body(TEXT)
    first, second = runs(TEXT)
    assert "Birinci not." in reading.html[first.notes] and "İkinci <em>not</em>." in reading.html[second.notes]
    assert "Birinci" in first.text and "İkinci" not in first.text


def test_ids_and_links_are_the_pages_business() -> None:
    text = html("Bir.[^1] İki.[^1]\n\n[^1]: Not.")
    assert 'id="' not in text and 'href="#fn' not in text
    for name in ("fn1", "fnref1", "fnref1-1"):
        assert f"\x01id\x1f{name}\x02" in text
    assert text.count('href="#\x01name\x1ffn1\x02"') == 2 and text.count('href="#\x01name\x1ffnref1\x02"') == 1


def test_a_footnote_shared_by_two_runs_is_printed_once() -> None:
    first, second = runs("Bir.[^1]\n\n{theme=a}\nİki.[^1]\n\n[^1]: Not.")
    assert first.notes and not second.notes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bir.[^2]\n\n[^1]: Not.", [("footnote-missing", 1, 5, "[^2]"), ("footnote-unused", 3, 1, "[^1]:")]),
        ("Bir.[^yok]", [("footnote-missing", 1, 5, "[^yok]")]),
        ("Bir.\n\n[^not]: Not.", [("footnote-unused", 3, 1, "[^not]:")]),
        ("`[^2]` \\[^3]", []),
    ],
)
def test_a_reference_without_a_note_and_a_note_without_a_reference(text: str, expected: list[object]) -> None:
    assert marked(text) == expected
    assert not body(text).has_errors


def test_marks_are_read_inside() -> None:
    (run,) = runs('Bir.[^1]\n\n[^1]: ["Söz [5]{figure=f}."]{speaker=a} [bağ](https://a.example)')
    assert run.quotes[0].text == "Söz 5." and run.figures[0].id == "f" and run.urls == ("https://a.example",)


def test_a_note_of_several_paragraphs() -> None:
    assert "<p>İki." in html("Bir.[^1]\n\n[^1]: Bir.\n\n    İki.")


def test_a_footnote_of_a_footnote_is_printed_or_named() -> None:
    text = "Bir.[^1]\n\n[^1]: Not.[^2]\n\n[^2]: Öteki."
    assert "Öteki." in html(text) or codes(body(text))


def test_two_footnotes_of_one_name_are_named() -> None:
    text = "Bir.[^1]\n\n[^1]: Birinci.\n[^1]: İkinci."
    assert codes(body(text))
