"""Random edits while a browser looks: in the end every page is the one that a clean build makes, the open one too.

A few seconds of it in the suite, five minutes in `make soak` (`BRIEFGEN_SOAK_PREVIEW=seconds`).
"""

import json
import os
import random
import shutil
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from briefgen.pipeline import build
from briefgen.report import Options
from briefgen.site.urls import output_path
from tests.incremental.desk import Desk, desk
from tests.incremental.edits import EDITS
from tests.serving.conftest import LIMIT, Preview, pages
from tests.serving.test_in_browser import becomes, browser, needs_browser, page, visit

__all__ = ["browser", "page"]
pytestmark = needs_browser

SECONDS = float(os.environ.get("BRIEFGEN_SOAK_PREVIEW") or 8)
NOT_HERE = {"clock", "keep_going"}
"""Edits of how a build is called."""

WRITTEN = """() => {
  const main = document.querySelector('main').cloneNode(true);
  for (const made of main.querySelectorAll('button, #found')) made.remove();
  return main.textContent.replace(/\\s+/g, ' ');
}"""
"""What is written on a page, without what its scripts offer: they see what has come only when the page is loaded anew."""


def play(now: Desk, root: Path, preview: Preview, page: Page, chance: random.Random) -> None:
    """Edit and look at pages until the time is over; in the end a site stands that can be built."""
    names, good, on_disk = sorted(EDITS.keys() - NOT_HERE), now.copy(), now.copy()
    goods = [good]
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        EDITS[chance.choice(names)](now, chance.randrange(100_000))
        now.put(root, on_disk)
        on_disk = now.copy()
        time.sleep(chance.choice((0.0, 0.05, 0.3)))
        if chance.random() < 0.2:
            generation = preview.session.generation(preview.session.home)
            assert generation is not None
            visit(page, preview, chance.choice([url for url in generation.targets if url.endswith("/")]))
        if chance.random() < 0.3:
            time.sleep(0.5)
            if preview.session.state.has_errors:
                now = good.copy()
                now.put(root, on_disk)
                on_disk = now.copy()
            else:
                good = now.copy()
                goods.append(good)
    for good in reversed(goods):
        good.put(root, on_disk)
        on_disk = good.copy()
        if is_built(root, preview):
            return
    raise AssertionError("no site of all could be built")


def is_built(root: Path, preview: Preview) -> bool:
    """Whether what stands is built, beside the project. What the preview does not look for may stand in the way: words
    that leak, and a template at fault on pages that nobody has opened. Any other mistake it tells, too.
    """
    clean = root.with_name("clean")
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns(".briefgen"), symlinks=True)
    report = build(Options(root=clean))
    errors = {finding.code for finding in report.findings if finding.is_error}
    if any(code != "leak" and not code.startswith("template-") for code in errors):
        preview.until(lambda: preview.session.state.has_errors)
    return not errors


def test_what_is_shown_is_what_a_build_makes(browser: Browser, page: Page, tmp_path: Path) -> None:
    root, clean = tmp_path / "project", tmp_path / "clean"
    root.mkdir()
    now = desk("tr", "en")
    now.put(root)
    chance = random.Random(time.time_ns() if SECONDS > 60 else 7)
    with Preview(root, is_private=False) as preview:
        visit(page, preview, "/")
        play(now, root, preview, page, chance)
        preview.until(lambda: not preview.session.state.has_errors)
        files = (path for path in (clean / "site").rglob("*") if path.is_file())
        built = {path.relative_to(clean / "site").as_posix(): path.read_bytes() for path in files}
        end = time.monotonic() + LIMIT
        while found := differing(preview, built):
            assert time.monotonic() < end, found
            time.sleep(0.5)
        other = browser.new_page()
        other.goto(page.url)
        becomes(page, f"({WRITTEN})() === {json.dumps(other.evaluate(WRITTEN))}")
        other.close()


def differing(preview: Preview, built: dict[str, bytes]) -> list[str]:
    """The paths of outputs that the preview shows otherwise than they are built."""
    shown = {output_path(url): data for url, data in pages(preview).items()}
    return sorted(path for path in shown.keys() | built.keys() if shown.get(path) != built.get(path))
