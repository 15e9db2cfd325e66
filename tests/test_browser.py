"""The built pages in a real browser: from a disk, on a phone, in the dark, under a strict Content-Security-Policy."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from briefgen.site.hues import PALETTE
from tests.browsing import browser, needs_browser, served, site, watched

__all__ = ["browser", "served", "site"]
PAGES = ("", "themes/energy-projects/", "articles/2026/02/03/lavrov-uc-baslik/", "figures/", "people/lavrov/", "en/")
pytestmark = needs_browser


def test_links_work_from_a_disk(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    said = watched(page)
    page.goto((site / "index.html").as_uri())
    page.click("nav.main a.theme-energy-projects")
    assert page.url.endswith("/themes/energy-projects/index.html")
    page.click("article.passage h3 a >> nth=0")
    assert "/articles/2026/" in page.url and "index.html#" in page.url
    assert page.locator("h1").count() == 1
    assert said == []
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_strict_policy_holds_and_nothing_scrolls_sideways(served: str, browser: Browser, path: str) -> None:
    for width, scheme in ((320, "light"), (390, "dark"), (1280, "light")):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        said = watched(page)
        page.goto(served + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        assert said == []
        page.close()


def test_the_keyboard_reaches_the_content_first(served: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(served)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.close()


def test_dark_and_light_differ(served: str, browser: Browser) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(served)
        colours.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.close()
    assert len(colours) == 2


SEEN = """colours => {
  const link = document.querySelector('nav.main a.theme'), ink = document.createElement('canvas').getContext('2d');
  const rgb = (colour) => {
    ink.fillStyle = colour;
    ink.fillRect(0, 0, 1, 1);
    return [...ink.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  link.style.background = 'var(--tint)';
  const grounds = [document.body, link].map(each => rgb(getComputedStyle(each).backgroundColor));
  return [grounds, colours.map(colour => {
    link.style.setProperty('--hue', colour);
    return rgb(getComputedStyle(link, '::before').backgroundColor);
  })];
}"""
"""The grounds of a page, and colours as themes show them."""


def luminance(rgb: list[int]) -> float:
    parts = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in rgb]
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_a_theme_stands_out_and_from_the_others(served: str, browser: Browser, scheme: Any) -> None:
    """3:1 against paper and tint (WCAG 2.2, 1.4.11), as the page shows it."""
    page = browser.new_page(color_scheme=scheme)
    page.goto(served)
    grounds, colours = page.evaluate(SEEN, PALETTE)
    page.close()
    for ground in grounds:
        for colour in colours:
            darker, lighter = sorted((luminance(ground), luminance(colour)))
            assert (lighter + 0.05) / (darker + 0.05) >= 3, (ground, colour)
    assert len(grounds) == 2 and grounds[0] != grounds[1]
    assert min(sum(abs(a - b) for a, b in zip(*pair, strict=True)) for pair in combinations(colours, 2)) > 15
