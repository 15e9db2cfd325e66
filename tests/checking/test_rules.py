"""The editorial rules: each finds what it is for, and nothing else."""

import pytest

from briefgen.checking import dead_links, unassigned, unsourced, unused_themes
from tests.assembling.conftest import REGISTRY, THEMES, briefing, text

GOOD = REGISTRY | {
    "articles/x.md": text("source: trt\nthemes: [a]"),
    "articles/y.md": text("source: Bir gazete", "{theme=b}\nBir."),
}


def test_a_good_site_has_nothing_to_mend() -> None:
    found = briefing(GOOD)
    assert [*unassigned.findings(found), *unsourced.findings(found), *unused_themes.findings(found)] == []


def test_passages_without_a_theme() -> None:
    files = GOOD | {"articles/z.md": text("source: trt", "{theme=a}\nBir.\n\nİki\nüç.\n\n{theme=b}\nDört.")}
    (finding,) = unassigned.findings(briefing(files))
    assert (finding.code, finding.is_error, finding.span.path, finding.span.line) == (
        "unassigned-passage",
        False,
        "content/articles/z.md",
        9,
    )
    assert "İki üç." in finding.message.text()


def test_articles_without_a_source() -> None:
    (finding,) = unsourced.findings(briefing(GOOD | {"articles/z.md": text("themes: [a]")}))
    assert (finding.code, finding.span.path) == ("no-source", "content/articles/z.md")


def test_themes_that_nothing_uses() -> None:
    files = THEMES | {"articles/x.md": text("themes: [b]"), "themes/c.md": "---\ntitle: C\nparent: a\n---\n"}
    assert [(f.code, f.span.path) for f in unused_themes.findings(briefing(files))] == [
        ("unused-theme", "content/themes/c.md")
    ]


PAGE = '<p id="ad">{}</p>'


@pytest.mark.parametrize(
    ("link", "is_dead"),
    [
        ("b/", False),
        ("./b/#iç", False),
        ("b/#i%C3%A7", False),
        ("#ad", False),
        ("a.png", False),
        ("./", False),
        ("https://a.example/yok", False),
        ("mailto:a@b.example", False),
        ("yok/", True),
        ("#yok", True),
        ("b/#yok", True),
        ("b.png", True),
        ("../x/", True),
    ],
)
def test_dead_links(link: str, is_dead: bool) -> None:
    outputs = {
        "index.html": f'<p id="ad"><a href="{link}">a</a></p>'.encode(),
        "b/index.html": '<p id="iç"></p>'.encode(),
        "a.png": b"\xff",
    }
    assert [(f.code, f.is_error) for f in dead_links.findings(outputs)] == [("dead-link", False)] * is_dead


def test_what_a_text_links_to_is_told_once_at_its_place() -> None:
    page = b'<a href="../yok/">a</a> <a href="../yok/#b">a</a> <a href="../a/yok">a</a>'
    outputs = {"a/index.html": page, "b/index.html": page, "index.html": b'<a href="./yok/">a</a>'}
    lines = ["---", "[a](/yok/) ve [a](/yok/#b), `/yok/` [a](/yok/baska/)"]
    found = list(dead_links.findings(outputs, lambda: [("content/articles/x.md", lines)]))
    assert [(f.span.path, f.span.line, f.span.column, dict(f.message.values)["count"]) for f in found] == [
        ("content/articles/x.md", 2, 5, 3),
        ("content/articles/x.md", 2, 19, 2),
        ("site/a/index.html", 1, 1, 2),
    ]


def test_images_are_links_too_and_the_404_page_is_served_from_anywhere() -> None:
    outputs = {"index.html": b'<img src="yok.png">', "404.html": b'<a href="/yok/">a</a>'}
    assert [finding.span.path for finding in dead_links.findings(outputs)] == ["site/index.html"]
