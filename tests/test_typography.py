"""How pages are set (DESIGN.md, section 11): fonts with every letter, sizes, lines, and what stands on every sheet."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from briefgen.pipeline import build
from briefgen.report import Options
from tests.browsing import KINDS, ROOT, browser, needs_browser, served, site

__all__ = ["browser", "served", "site"]
pytestmark = needs_browser

LETTERS = {
    "tr": "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ abcçdefgğhıijklmnoöprsştuüvyz âîû ÂÎÛ ₺ 0123456789 “” ‘’ … – — « » %",
    "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz € & ( ) “” ‘’",
    "ru": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя № « » „ “ ₽",
}
FACES = {
    "serif": "var(--text)",
    "serif bold": "650 1em var(--text)",
    "serif italic": "italic 1em var(--text)",
    "plain": "var(--plain)",
}


def faces_of(page: Page, text: str, face: str) -> set[str]:
    """The families that a browser takes for a text, of those that come with the site."""
    page.evaluate(
        """([text, face]) => {
        const made = document.createElement('p');
        made.id = 'tried';
        made.textContent = text;
        made.style.font = face.includes(' ') ? face : `1em ${face}`;
        document.querySelector('#tried')?.remove();
        document.querySelector('main').append(made);
        // What the text asks for is loaded once it has been painted.
        return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))
          .then(() => document.fonts.ready).then(() => null);
    }""",
        [text, face],
    )
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "#tried"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    return {font["familyName"] if font["isCustomFont"] else "another" for font in fonts}


@pytest.mark.parametrize("lang", LETTERS)
def test_every_letter_is_in_the_fonts_that_come_with_the_site(served: str, browser: Browser, lang: str) -> None:
    page = browser.new_page()
    page.goto(served + ("" if lang == "tr" else f"{lang}/"))
    for name, face in FACES.items():
        assert faces_of(page, LETTERS[lang], face) == {"Inter" if name == "plain" else "Source Serif 4"}, name
    page.close()


SET = """() => [...document.querySelectorAll('h1, h2, h3, h4, .text > p')].filter(each => each.checkVisibility()).map(each => {
  const style = getComputedStyle(each), range = document.createRange();
  range.selectNodeContents(each);
  const lines = new Set([...range.getClientRects()].map(box => Math.round(box.bottom / parseFloat(style.lineHeight)))).size;
  return [each.localName, parseFloat(style.fontSize), parseFloat(style.lineHeight), each.textContent.trim().length, lines];
})"""
"""What is set on a page: its element, size, line height, letters and lines."""


@pytest.mark.parametrize(("width", "sizes", "letters"), [(390, (17, 18), (30, 45)), (1280, (18, 20), (56, 70))])
def test_sizes_lines_and_measure(
    served: str, browser: Browser, width: int, sizes: tuple[int, int], letters: tuple[int, int]
) -> None:
    """60 to 70 letters a line on a desk; text of 17 to 20 pixels at 1.5 to 1.6; no heading under 1.15, which İ and Ğ need."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    for path in ("", "articles/2026/02/03/lavrov-uc-baslik/", "themes/energy-projects/", "figures/", "ru/"):
        page.goto(served + path)
        page.evaluate("document.fonts.ready.then(() => null)")
        found = page.evaluate(SET)
        assert [each for each in found if each[0] != "p" and each[2] / each[1] < 1.15] == [], path
        text = [each for each in found if each[0] == "p"]
        assert all(sizes[0] <= size <= sizes[1] and 1.5 <= line / size <= 1.6 for _, size, line, _, _ in text), path
        # The last line of a paragraph is short.
        full = [count / (lines - 0.5) for *_, count, lines in text if lines >= 4]
        assert not full or letters[0] <= sum(full) / len(full) <= letters[1], (path, sum(full) / len(full))
    page.close()


def test_a_page_of_every_kind_is_measured(site: Path) -> None:
    """What is measured on every kind of page is measured on all that there are."""

    def kinds(pages: list[Path]) -> set[str]:
        return {kind for page in pages for kind in re.findall(r'<body class="(page-[\w-]+)"', page.read_text("utf-8"))}

    measured = kinds([site / path / "index.html" if not path.endswith(".html") else site / path for path in KINDS])
    assert measured == kinds(list(site.rglob("*.html")))


def test_the_marking_and_the_addresses_of_links_stand_on_paper(tmp_path: Path, browser: Browser) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "briefgen.toml").write_text(
        (ROOT / "briefgen.toml").read_text("utf-8") + '\ndefault_marking = "TLP:GREEN"\naudience = "TLP:GREEN"\n',
        "utf-8",
    )
    assert not build(Options(root=tmp_path)).has_errors
    page = browser.new_page()
    page.goto((tmp_path / "site/articles/2026/02/03/lavrov-uc-baslik/index.html").as_uri())
    page.evaluate("document.fonts.ready.then(() => null)")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    texts = [re.sub(r"\s", "", sheet.extract_text()) for sheet in sheets]
    page.close()
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert text.count("TLP:GREEN") >= 2 and f"{number}/{len(texts)}" in text
    assert "(https://example.org/kiyi-haber/lavrov-yazili-yanitlar)" in "".join(texts)
