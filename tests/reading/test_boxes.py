"""Boxes: standing facts, and judgement, apart from report."""

import pytest

from tests.reading.conftest import body, codes, html, marked, only


@pytest.mark.parametrize(
    ("label", "box"),
    [
        ("BACKGROUND", "background"),
        ("ARKA PLAN", "background"),
        ("СПРАВКА", "background"),
        ("ASSESSMENT", "assessment"),
        ("DEĞERLENDİRME", "assessment"),
        ("ОЦЕНКА", "assessment"),
        ("Arka plan", "background"),
        ("arka  plan", "background"),
        ("Değerlendirme", "assessment"),
        ("DEGERLENDIRME", "assessment"),
    ],
)
@pytest.mark.parametrize("between", ["\n> ", "\n>\n> ", " "])
def test_labels(label: str, box: str, between: str) -> None:
    text = f"> [!{label}]{between}Metin.\n"
    assert codes(body(text)) == [] and only(text).text == "Metin."
    assert html(text) == f'<aside class="box {box}">\x01box\x1f{box}\x02\n<p>Metin.</p>\n</aside>\n'


def test_an_unknown_label_is_a_warning_with_the_nearest() -> None:
    (finding,) = body("> [!BACKGROND]\n> Metin.").findings
    assert (finding.code, finding.is_error, finding.span.line - 4) == ("unknown-box", False, 1)
    assert finding.hint is not None and finding.hint.text() == "did you mean 'BACKGROUND'?"
    assert "[!BACKGROND]" in html("> [!BACKGROND]\n> Metin.")


@pytest.mark.parametrize("text", ["Metin [!BACKGROUND]", "> Önce.\n> [!BACKGROUND]", "[!BACKGROUND]\nMetin."])
def test_only_at_the_opening_of_a_quote(text: str) -> None:
    assert "<aside" not in html(text) and codes(body(text)) == []


def test_places_inside_a_box() -> None:
    assert marked("> [!ARKA PLAN]\n> Bir [5]{figure=A}") == [("bad-id", 2, 10, "{figure=A}")]
    assert marked("> [!ARKA PLAN] Bir [5]{figure=A}") == [("bad-id", 1, 23, "{figure=A}")]


def test_a_box_takes_themes_and_an_anchor() -> None:
    run = only("{theme=a #kutu}\n> [!BACKGROUND]\n> Metin.")
    assert (run.themes, run.names) == (("a",), ("kutu",))
