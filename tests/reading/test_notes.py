"""The desk's notes: out of every output, wherever they stand; code keeps its own."""

import pytest

from tests.reading.conftest import body, codes, html, marked

NOTE = "<!-- gizli {theme=x} -->"


@pytest.mark.parametrize(
    "text",
    [
        f"{NOTE}\n\nBir.",
        f"Bir. {NOTE} İki.",
        f"Bir.{NOTE}",
        f"{NOTE}Bir.",
        "Bir.\n\n<!-- gizli\n\nüç satır\n-->\n\nİki.",
        f"## Başlık {NOTE}\n\nBir.",
        f"- madde {NOTE}\n- {NOTE} iki",
        f"> alıntı {NOTE}\n> — Lavrov {NOTE}",
        f"| a {NOTE} | b |\n|---|---|\n| c | {NOTE} |",
        f"Bir[^1].\n\n[^1]: dipnot {NOTE}",
        f"[bağ {NOTE}](https://a.example)",
        f"**koyu {NOTE}** metin",
        f'["söz {NOTE}"]{{speaker=a}}',
        "<!--gizli-->",
        "<!---gizli--->",
        "Bir <!-- gizli `kod` --> iki",
        "<!-- gizli\n```\n-->\n\nBir.",
        "`kod` <!-- gizli --> `kod`",
        "```\nkod\n```\n<!-- gizli -->",
        "Bir \\` <!-- gizli --> iki",
        "{theme=a}\n<!-- gizli -->\nBir.",
        "```\r\nkod\r\n```\r\n<!-- gizli -->",
        "Bir <!-- gizli --><!-- gizli -->",
    ],
)
def test_a_note_is_in_no_output(text: str) -> None:
    reading = body(text)
    assert codes(reading) == [] and reading.entry is not None
    texts = [run.text + run.lead + run.heading + "".join(q.text for q in run.quotes) for run in reading.entry.body.runs]
    assert "gizli" not in "".join(reading.html.values()) + "".join(texts)
    assert "gizli" in "".join(reading.entry.body.notes)


@pytest.mark.parametrize(
    "text",
    ["`<!-- a -->`", "```\n<!-- a -->\n```", "~~~\n<!-- a -->\n~~~", "``<!-- ` -->``", "> ```\n> <!-- a -->\n> ```"],
)
def test_in_code_it_is_code(text: str) -> None:
    assert codes(body(text)) == [] and "&lt;!--" in html(text)


def test_an_unclosed_note_is_an_error_and_hides_the_rest() -> None:
    assert marked("Bir.\n\nİki <!-- gizli\n\nüç") == [("note-unclosed", 3, 5, "<!--")]
    assert "gizli" not in html("Bir.\n\nİki <!-- gizli\n\nüç")


def test_a_note_moves_no_place_and_breaks_no_line() -> None:
    assert marked("Bir <!-- not --> [5]{figure=A}") == [("bad-id", 1, 21, "{figure=A}")]
    assert html("Bir <!-- not -->\niki") == "<p>Bir\niki</p>\n"


@pytest.mark.parametrize(
    "text",
    [
        "- ```\n  kod\nmetin <!-- gizli -->",
        "> ```\n> kod\n\n<!-- gizli -->",
        "```kod``` <!-- gizli -->",
        "- ```\n  kod\nmetin \\` <!-- gizli --> \\`",
        "- ```\n  kod\n`<!--` <!-- gizli -->",
    ],
)
def test_a_note_that_cannot_be_told_from_code_is_an_error(text: str) -> None:
    assert "gizli" not in html(text) or body(text).has_errors
