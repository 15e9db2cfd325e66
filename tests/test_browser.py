"""The built pages in a real browser: from a disk, on a phone, in the dark, under a strict Content-Security-Policy."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

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
