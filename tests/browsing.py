"""The sample briefing, built, served by a strict host and opened in Chromium: fixtures for the tests of the pages."""

import gzip
import os
import shutil
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from briefgen.pipeline import build
from briefgen.report import Options
from tools.host import Host

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

# On a machine that is meant to test the pages, a missing browser is a failure and not a silence.
needs_browser = [
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="no Chromium on this machine"),
    pytest.mark.xdist_group("browser"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
KINDS = (
    "", "editions/2026-02-03/", "editions/2026-03-16/", "themes/energy-projects/", "themes/energy-projects/2026-02/",
    "themes/ukraine-process/dossier/", "articles/2026/02/03/lavrov-uc-baslik/", "articles/2026/03/05/ocak-ticareti/",
    "articles/2026/01/16/dogal-gaz-akisi/", "people/lavrov/", "organisations/disisleri-bakanligi/", "sources/disisleri-basin/",
    "statements/", "statements/2026-02/", "statements/themes/energy-projects/", "figures/", "figures/2026-02/",
    "figures/turkstream-daily-flow/", "timeline/", "timeline/2026/", "archive/", "archive/2026-02/", "corrections/", "about/",
    "search/", "404.html", "en/", "ru/", "ru/themes/energy-projects/",
)  # fmt: skip
"""A page of every kind, and of every language."""


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


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def becomes(page: Page, expression: str) -> None:
    """Wait for a script's word; by hand, as the page forbids Playwright's own way."""
    end = time.monotonic() + 60

    def holds() -> bool:
        try:
            return page.evaluate(expression) is True
        except Error:
            # It is being loaded anew.
            return False

    while not holds():
        assert time.monotonic() < end, expression
        page.wait_for_timeout(20)


def watched(page: Page) -> list[str]:
    """What the page complains of, as it goes on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))
    return said


def weight(data: bytes, is_text: bool) -> int:
    """Bytes on the wire."""
    return len(gzip.compress(data, 9)) if is_text else len(data)
