"""Passages: where one ends, what it is called, and that a withheld theme leaves no trace."""

import pytest

from tests.assembling.conftest import REGISTRY, article, assembled, passages, shape, text

HIDDEN = {"themes/gizli.md": "---\ntitle: Gizli konu\nstatus: withheld\n---\n"}


@pytest.mark.parametrize(
    ("fields", "body", "expected"),
    [
        ("", "Bir.\n\nİki.", [("p", (), "Bir.\nİki.")]),
        ("themes: [a]", "Bir.\n\nİki.", [("a", ("a",), "Bir.\nİki.")]),
        ("themes: [a, b]", "Bir.", [("a-b", ("a", "b"), "Bir.")]),
        ("", "Bir.\n\n{theme=a}\nİki.\n\nÜç.", [("p", (), "Bir."), ("a", ("a",), "İki."), ("p-2", (), "Üç.")]),
        ("themes: [a]", "Bir.\n\n{theme=a}\nİki.", [("a", ("a",), "Bir.\nİki.")]),
        ("themes: [a]", 'Bir.\n\n{theme=""}\nİki.', [("a", ("a",), "Bir."), ("p", (), "İki.")]),
        (
            "",
            "## A {theme=a}\n\nBir.\n\n## A {theme=a}\n\nİki.",
            [("a", ("a",), "A\nBir."), ("a-2", ("a",), "A\nİki.")],
        ),
        ("", "## A {theme=a #ad}\n\nBir.", [("ad", ("a",), "A\nBir.")]),
        ("", "{#ad}\nBir.\n\n{theme=a}\nİki.", [("ad", (), "Bir."), ("a", ("a",), "İki.")]),
        ("", "{theme=a}\nBir.\n\n## B {theme=b #a}\n\nİki.", [("a-2", ("a",), "Bir."), ("a", ("b",), "B\nİki.")]),
        (
            "",
            "{theme=a}\nBir.\n\n## Ara {#a}\n\n{theme=a}\nİki.",
            [("a-2", ("a",), "Bir."), ("a", (), "Ara"), ("a-3", ("a",), "İki.")],
        ),
        ("", '{theme="b a"}\nBir.', [("b-a", ("b", "a"), "Bir.")]),
        (
            "",
            "{theme=a}\nBir.\n\nAra.\n\n{theme=a}\nİki.",
            [("a", ("a",), "Bir."), ("p", (), "Ara."), ("a-2", ("a",), "İki.")],
        ),
    ],
)
def test_where_a_passage_ends_and_what_it_is_called(fields: str, body: str, expected: list[object]) -> None:
    assert passages(fields, body) == expected


@pytest.mark.parametrize(
    ("fields", "body", "expected"),
    [
        ("", "Bir.\n\n{theme=gizli}\nİki.", [("p", (), "Bir.\nİki.")]),
        ("themes: [gizli]", "Bir.", [("p", (), "Bir.")]),
        ("themes: [gizli, a]", "Bir.", [("a", ("a",), "Bir.")]),
        ("", '{theme="a gizli"}\nBir.\n\n{theme=a}\nİki.', [("a", ("a",), "Bir.\nİki.")]),
        ("", "Bir.\n\n## B {theme=gizli}\n\nİki.", [("p", (), "Bir."), ("p-2", (), "B\nİki.")]),
    ],
)
def test_a_withheld_theme_leaves_no_trace(fields: str, body: str, expected: list[object]) -> None:
    found = assembled(REGISTRY | HIDDEN | {"articles/2026-02-03-x.md": text(fields, body)})
    assert [shape(passage) for passage in found.briefing.articles[0].passages] == expected
    assert {finding.code for finding in found.findings} == {"hidden-reference"}
    assert "gizli" not in repr(found.briefing.articles) and not any(finding.is_error for finding in found.findings)


def test_lead_heading_and_line() -> None:
    first, second = article("", "## A {theme=a}\n\n- Madde.\n\nBir.\n\n{theme=b}\nİki.\n\n## Son\n\nÜç.").passages[:2]
    assert (first.heading, first.lead, first.line) == ("A", "Madde.", 6)
    assert (second.heading, second.lead, second.line) == ("", "İki.", 12)


def test_body_holds_the_footnotes_last() -> None:
    (passage,) = article("", "Bir.[^1]\n\n{#ad}\nİki.\n\n[^1]: Not.").passages
    assert len(passage.body) == 2 and passage.names == ("ad",)


def test_a_title_alone_is_a_text() -> None:
    assert [(passage.text, passage.themes) for passage in article("themes: [a]", "").passages] == [("", ("a",))]
