"""Links and images: where they may lead, and where a finding says that they may not."""

import pytest

from briefgen.reading.links import Target, target
from briefgen.reading.mistake import Mistake
from tests.reading.conftest import body, codes, html, marked, only

FOLDER = "content/articles"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://example.org/a", Target("url", "https://example.org/a")),
        ("mailto:a@example.org", Target("url", "mailto:a@example.org")),
        ("/about/", Target("page", "/about/")),
        ("/about/#ad", Target("page", "/about/", "ad")),
        ("#ad", Target("name", "", "ad")),
        ("x.md", Target("entry", "content/articles/x.md")),
        ("x.md#ad", Target("entry", "content/articles/x.md", "ad")),
        ("../people/lavrov.md", Target("entry", "content/people/lavrov.md")),
        ("2026-02-02%20%C3%9C%C3%A7l%C3%BC.md", Target("entry", "content/articles/2026-02-02 Üçlü.md")),
        ("veri.csv", Target("file", "content/articles/veri.csv")),
        ("./alt/RAPOR.PDF", Target("file", "content/articles/alt/RAPOR.PDF")),
    ],
)
def test_targets(href: str, expected: Target) -> None:
    assert target(href, FOLDER) == expected


@pytest.mark.parametrize(
    ("href", "image", "code"),
    [
        ("javascript:alert(1)", False, "unsafe-url"),
        ("java%73cript:alert(1)", False, "unsafe-url"),
        ("data:text/html,x", False, "unsafe-url"),
        ("vbscript:x", False, "unsafe-url"),
        ("file:///etc/passwd", False, "unsafe-url"),
        ("//evil.example/", False, "unsafe-url"),
        ("\\\\evil", False, "unsafe-url"),
        ("www.trt.net.tr", False, "unsafe-url"),
        ("../../../secret.pdf", False, "link-outside-content"),
        ("..%2f..%2f..%2fsecret.pdf", False, "link-outside-content"),
        ("a\\b.pdf", False, "link-outside-content"),
        ("", False, "link-outside-content"),
        ("x.svg", False, "file-type-refused"),
        ("x.html", False, "file-type-refused"),
        ("x.JS", False, "file-type-refused"),
        ("x.bilinmeyen", False, "file-type-refused"),
        ("metin", False, "link-to-nothing"),
        ("https://a.example/x.png", True, "image-from-elsewhere"),
        ("data:image/png;base64,AA", True, "unsafe-url"),
        ("x.svg", True, "file-type-refused"),
        ("x.pdf", True, "file-type-refused"),
        ("x.md", True, "file-type-refused"),
    ],
)
def test_what_is_refused(href: str, image: bool, code: str) -> None:
    with pytest.raises(Mistake) as caught:
        target(href, FOLDER, image)
    assert caught.value.code == code


def test_links_of_a_text() -> None:
    run = only("[a](b.md#c) ![resim](d.png) [e](https://f.example) <https://g.example> [h][1]\n\n[1]: i.csv")
    found = [(link.path, link.fragment, link.image, link.alt) for link in run.links]
    assert found == [
        (f"{FOLDER}/b.md", "c", False, ""),
        (f"{FOLDER}/d.png", "", True, "resim"),
        (f"{FOLDER}/i.csv", "", False, ""),
    ]
    assert run.urls == ("https://f.example", "https://g.example")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[a](https://b.example?c=d&e="f")', None),
        ("[a](https://b.example/?c&d)", '<a href="https://b.example/?c&amp;d" rel="noopener noreferrer">a</a>'),
        ("[a](b.md#c)", "\x01a:entry\x1fcontent/articles/b.md\x1fc\x02a\x01/a\x02"),
        ("[a](/b/)", "\x01a:page\x1f/b/\x1f\x02a\x01/a\x02"),
        ("[a](javascript:x)", "<p>a</p>"),
        ("![İç & dış](b.png)", '<img src="\x01src\x1fcontent/articles/b.png\x02" alt="İç &amp; dış"'),
    ],
)
def test_html_of_links(text: str, expected: str | None) -> None:
    found = html(text)
    assert "javascript" not in found
    assert expected is None or expected in found


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=y>", "a <b>c</b>", "<iframe src=x></iframe>", "&lt;script>"],
)
def test_html_is_printed_as_it_stands(text: str) -> None:
    assert (
        "<script" not in html(text)
        and "<img" not in html(text)
        and "<b>" not in html(text)
        and "<iframe" not in html(text)
    )


def test_a_tag_is_a_warning_once() -> None:
    assert marked("a <b>c</b>\n\n<b>d</b> `<i>`") == [("html-tag", 1, 3, "<b>")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bak: [a](x.svg)", [("file-type-refused", 1, 10, "x.svg")]),
        ("Bir\n[a](iyi.md) [b](x.svg)", [("file-type-refused", 2, 17, "x.svg")]),
        ("![](a.png)", [("image-without-words", 1, 5, "a.png")]),
        ("![a](https://b.example/c.png)", [("image-from-elsewhere", 1, 6, "https://b.example/c.png")]),
        ("- ![a](b.svg)", [("file-type-refused", 1, 8, "b.svg")]),
        ("[a](çöp.svg)", [("file-type-refused", 1, 5, "çöp.svg")]),
        ("[a](iyi.md) [b](çöp.svg)", [("file-type-refused", 1, 17, "çöp.svg")]),
        ("Bakınız <javascript:x>", [("unsafe-url", 1, 10, "javascript:x")]),
        (
            "[a](javascript:b(1)) <javascript:b(1)>",
            [("unsafe-url", 1, 5, "javascript:b(1)"), ("unsafe-url", 1, 23, "javascript:b(1)")],
        ),
        ("[a](x.svg)\n**[b](x.svg)**", [("file-type-refused", 1, 5, "x.svg"), ("file-type-refused", 2, 7, "x.svg")]),
        ("[![c](d.png)](x.svg)", [("file-type-refused", 1, 15, "x.svg")]),
        ("Bir [a][b]\n\n[b]: x.svg", [("file-type-refused", 1, 5, "[a][b]")]),
    ],
)
def test_the_address_is_marked(text: str, expected: list[object]) -> None:
    assert marked(text) == expected


def test_nothing_is_made_a_link_by_itself() -> None:
    assert codes(body("www.trt.net.tr ve https://a.example")) == []
    assert "<a" not in html("www.trt.net.tr ve https://a.example")


def test_indented_text_stays_text() -> None:
    assert html("    Girintili paragraf.") == "<p>Girintili paragraf.</p>\n"
