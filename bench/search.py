"""What the search costs and how fast it answers: `python bench/search.py [FOLDER] [--articles 10000]`.

Generates content (or takes the site built in FOLDER), tells what the index weighs under gzip, what making it costs in
processor time an article in one process, and how long Chromium takes from a key to the first results and to all of them,
on a warm cache. Nothing is written but the generated site.
"""

import argparse
import gzip
import shutil
import statistics
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generate import Desk, generate
from playwright.sync_api import Page, sync_playwright

from briefgen.drafting import clock_of, prepare
from briefgen.engine.asking import Ask, Memory
from briefgen.outputs import planning
from briefgen.pipeline import build
from briefgen.project import open_project
from briefgen.report import Options, Report
from briefgen.site.oracle import SiteOracle

QUERIES = ("igdir", "doğalgaz sevkiyatı", "Ayşe Yılmaz", "ışıl", "liman yetkilileri", "cografya", "sanayi", "bakanlik")
"""Frequent words, a synonym, names, a word of every text, and some that no text has."""

WATCH = """query => new Promise((resolve) => {
  const box = document.querySelector('form.search').elements.q, found = document.getElementById('found');
  const start = performance.now();
  let first = 0;
  const status = () => found.querySelector('.status').textContent;
  const watch = new MutationObserver(() => {
    if (!first && found.querySelector('.results li')) first = performance.now() - start;
    if (/[:.]/.test(status())) {
      watch.disconnect();
      resolve([first || performance.now() - start, performance.now() - start, status()]);
    }
  });
  watch.observe(found, { childList: true, subtree: true, characterData: true });
  box.value = query;
  box.dispatchEvent(new Event('input', { bubbles: true }));
})"""
"""Milliseconds from a query to the first results and to the count of all, and what is said then."""


def weights(site: Path) -> None:
    for name, pattern in (("words", "search/*/*.js"), ("texts", "search/*/*/*.js"), ("manifests", "search/*.js")):
        files = [file.read_bytes() for file in site.glob(pattern)]
        packed = [len(gzip.compress(data, 9)) for data in files]
        raw = sum(map(len, files)) / 1e6
        print(
            f"{name}: {len(files)} files, {raw:.2f} MB, gzip {sum(packed) / 1e6:.2f} MB, largest {max(packed) / 1e3:.0f} kB"
        )
    scripts = list((site / "assets").glob("search*"))
    print(
        "loaded once:",
        ", ".join(f"{file.name} {len(gzip.compress(file.read_bytes(), 9)) / 1e3:.1f} kB" for file in scripts),
    )


def cost(root: Path) -> None:
    """Processor time of making the index once everything else is known, in this process."""
    project, options = open_project(root), Options(root=root)
    assert project.settings is not None
    draft = prepare(project, clock_of(options, project.settings), options, Report())
    memory, count = Memory(SiteOracle(draft.knowledge)), len(draft.knowledge.briefing.articles)
    ask = Ask(memory)
    for article in draft.knowledge.briefing.articles:
        ask("card", *article.ref, article.lang)
        for passage in article.passages:
            for digest in passage.body:
                ask.content(digest)
    for kind in ("search-texts", "search-words"):
        targets = [target for target in draft.targets if target.kind == kind]
        start = time.process_time()
        for target in targets:
            planning.render(target, Ask(memory))
        print(f"{kind}: {(time.process_time() - start) / count * 1e6:.0f} µs of processor time an article")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


def answering(site: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        address = f"http://127.0.0.1:{server.server_port}/search/"
        asked(page, address, "bakanlik")
        print(
            "query: first results, all of them (ms, medians of 5; a new page each time, files in the browser's cache)"
        )
        for query in QUERIES:
            runs = [asked(page, address, query) for _ in range(5)]
            first, whole = (statistics.median(run[at] for run in runs) for at in (0, 1))
            again = page.evaluate(WATCH, f"{query} ")
            print(f"  {query}: {first:.0f}, {whole:.0f}; asked again on the same page {again[1]:.0f}; {runs[0][2]}")
        browser.close()
    server.shutdown()


def asked(page: Page, address: str, query: str) -> tuple[float, float, str]:
    page.goto(address)
    page.wait_for_function("window.briefgenSearch && document.querySelector('#found .status')")
    first, whole, said = page.evaluate(WATCH, query)
    return first, whole, said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        root = given.folder or Path(made)
        if not (root / "content").is_dir():
            generate(root, given.articles, Desk(themes=12, people=200, days=730))
        if not (root / "site").is_dir():
            build(Options(root=root))
        weights(root / "site")
        cost(root)
        answering(root / "site")


if __name__ == "__main__":
    main()
