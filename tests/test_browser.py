"""The built pages in a real browser: from a disk, on a phone, in the dark, under a strict Content-Security-Policy."""

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from briefgen.pipeline import build
from briefgen.report import Options

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PAGES = ("", "themes/energy-projects/", "articles/2026/02/03/lavrov-uc-baslik/", "figures/", "people/lavrov/", "en/")
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"

# On a machine that is meant to test the pages, a missing browser is a failure and not a silence.
needs_browser = pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="no Chromium on this machine")
pytestmark = [needs_browser, pytest.mark.xdist_group("browser"), pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("browser")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "briefgen.toml", root)
    assert not build(Options(root=root)).has_errors
    return root / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Strict(SimpleHTTPRequestHandler):
    """A static host that forbids whatever the pages should not need."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def watched(page: Page) -> list[str]:
    """What the page complains of, as it goes on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))
    return said


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
