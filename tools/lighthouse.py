"""Measures the sample briefing by Lighthouse (mobile, simulated throttling): `python tools/lighthouse.py` (needs what the
tests need, and npm, which puts Lighthouse into a temporary folder; `--installed FOLDER` keeps it there for the next time).

Prints, for each page, the median of several runs with the least and the most, and what cost points. What the machine does
besides shows in the runs: `speed` is Lighthouse's own measure of it (the higher, the quieter).
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from briefgen.pipeline import build
from briefgen.report import Options
from tests.browsing import CHROMIUM, ROOT
from tools.host import Host

VERSION = "12.8.2"
PAGES = ("", "editions/2026-02-03/", "themes/energy-projects/", "articles/2026/02/03/lavrov-uc-baslik/", "search/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = {"FCP s": "firstContentfulPaint", "LCP s": "largestContentfulPaint", "speed index s": "speedIndex"}


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--installed", type=Path)
    options.add_argument("pages", nargs="*", default=PAGES)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tools = given.installed or Path(folder) / "npm"
        tools.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", tools, f"lighthouse@{VERSION}"], check=True)
        build(Options(root=ROOT, out=Path(folder) / "site"))
        print(f"| page | {' | '.join((*CATEGORIES, *METRICS, 'TBT ms', 'shift', 'speed'))} |")
        with hosted(Path(folder) / "site") as address:
            # In turns, so that a busy minute falls on every page.
            reports = [[measured(tools, address + page) for page in given.pages] for _ in range(given.runs)]
        for page, runs in zip(given.pages, zip(*reports, strict=True), strict=True):
            show(page, runs)


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def measured(tools: Path, url: str) -> dict[str, Any]:
    """The report of one run."""
    command = [tools / "node_modules/.bin/lighthouse", url, "--quiet", "--output=json"]
    said = subprocess.run(
        [*command, "--chrome-flags=--headless=new --no-sandbox"],
        env={**os.environ, "CHROME_PATH": CHROMIUM or ""},
        capture_output=True,
        check=True,
    )
    report: dict[str, Any] = json.loads(said.stdout)
    return report


def show(page: str, runs: tuple[dict[str, Any], ...]) -> None:
    metrics = [run["audits"]["metrics"]["details"]["items"][0] for run in runs]
    cells = [spread([round(100 * run["categories"][name]["score"]) for run in runs]) for name in CATEGORIES]
    cells += [spread([round(each[name] / 1000, 2) for each in metrics]) for name in METRICS.values()]
    cells += [spread([round(each["totalBlockingTime"]) for each in metrics])]
    cells += [spread([round(each["cumulativeLayoutShift"], 3) for each in metrics])]
    cells += [spread([round(run["environment"]["benchmarkIndex"]) for run in runs])]
    print(f"| `/{page}` | {' | '.join(cells)} |")
    costly = {
        reference["id"]
        for run in runs
        for category in run["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"] and (run["audits"][reference["id"]]["score"] or 0) < 0.995
        and run["audits"][reference["id"]]["scoreDisplayMode"] in ("binary", "numeric")
    }  # fmt: skip
    print(f"  points lost in some run: {', '.join(sorted(costly)) or 'none'}")


def spread(values: list[float]) -> str:
    """The median, and the least and the most where they differ."""
    middle, least, most = statistics.median(values), min(values), max(values)
    return f"{middle:g}" if least == most else f"{middle:g} ({least:g} to {most:g})"


if __name__ == "__main__":
    main()
