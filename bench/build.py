"""Clean builds of generated content, each in a new process: `make bench`. Prints a table of medians."""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import generate


def timed(site: Path) -> float:
    """Seconds of one clean build, the interpreter's start included."""
    for name in ("site", ".briefgen"):
        shutil.rmtree(site / name, ignore_errors=True)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "briefgen", "-C", str(site), "build", "-q"], check=True)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    print("| articles | clean build, median s | least | most | files | MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder)
            generate(site, size)
            seconds = [timed(site) for _ in range(given.runs)]
            files = [path.stat().st_size for path in (site / "site").rglob("*") if path.is_file()]
            row = (statistics.median(seconds), min(seconds), max(seconds))
            times = " | ".join(f"{value:.2f}" for value in row)
            print(f"| {size} | {times} | {len(files)} | {sum(files) / 1e6:.1f} |")


if __name__ == "__main__":
    main()
