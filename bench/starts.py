"""From the call of `briefgen serve` to its first page, by what has been kept before: a build, a preview, or what was read alone.

Prints a table of medians and writes nothing else.
"""

import argparse
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generate import Desk, generate
from preview import Tool, free_port, started

_SERVE = [sys.executable, "-m", "briefgen", "serve", "--port"]


def start(site: Path) -> tuple[Tool, float, float]:
    """A preview, and the wall and processor seconds until its first page."""
    port = free_port()
    tool, seconds = started("briefgen", [*_SERVE, str(port)], site, port, site / "content/articles")
    ticks = Path(f"/proc/{tool.process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return tool, seconds, sum(map(int, ticks)) / 100


def interrupt(tool: Tool) -> float:
    """The seconds that it takes to end."""
    begin = time.time()
    tool.process.send_signal(signal.SIGINT)
    tool.process.wait()
    return time.time() - begin


def forget(site: Path) -> None:
    """Nothing is kept but what was read."""
    for path in (site / ".briefgen/preview", *(site / ".briefgen/manifests").glob("*.standing")):
        path.unlink(missing_ok=True)


def save_some(site: Path) -> None:
    """Three texts are others than they were; half of these saves take back the other half."""
    for file in sorted((site / "content/articles").glob("*.md"))[100:400:100]:
        text, more = file.read_text("utf-8"), "\nBir cümle daha geldi.\n"
        file.write_text(text.removesuffix(more) if text.endswith(more) else text + more, "utf-8")


def be_interrupted(site: Path) -> None:
    """A preview that has nothing to begin with ends at its first page."""
    forget(site)
    interrupt(start(site)[0])


BEFORE: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("a build", lambda _: None),
    ("a build, or a preview, and three saves since", save_some),
    ("a preview that began with what was read alone and was stopped at its first page", be_interrupted),
    ("nothing, but what was read", forget),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="briefgen-starts-") as name:
        site = Path(name) / "site"
        generate(site, given.articles, Desk(12, 200, 730))
        subprocess.run([sys.executable, "-m", "briefgen", "build", "-q"], cwd=site, check=True)
        time.sleep(2.5)
        print("| kept before | first page, median s | most s | processor s | to end, most s |")
        print("| --- | --- | --- | --- | --- |")
        for what, prepare in BEFORE:
            found = []
            for _ in range(given.runs):
                prepare(site)
                tool, seconds, processor = start(site)
                found.append((seconds, processor, interrupt(tool)))
            walls, processors, ends = zip(*found, strict=True)
            median, busy = statistics.median(walls), statistics.median(processors)
            print(f"| {what} | {median:.2f} | {max(walls):.2f} | {busy:.2f} | {max(ends):.2f} |", flush=True)


if __name__ == "__main__":
    main()
