"""What an edit costs that is more than words: `python bench/relations.py DIR`, a folder made by bench/generate.py.

A text is added, is edited again with one more theme, and another text's section gets another theme: each is built by a
process of its own, then saved beside `briefgen serve`, up to the first response that holds it. Prints medians.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from preview import Tool, free_port, started

_OURS = [sys.executable, "-m", "briefgen"]
WHAT = ("a new text", "the same with one more theme", "another theme of a section")


def built(folder: Path) -> float:
    """A build; the seconds of processor time that it takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*_OURS, "build", "-q"], cwd=folder, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def edits(old: Path, text: str, number: int) -> tuple[tuple[Path, str], ...]:
    """The three edits, each a file and what it says then."""
    new = old.with_name(f"2025-0{1 + number % 9}-11-yeni-{number}.md")
    lines = text.split("\n")
    come = text.replace(lines[1], f'title: "Yeni {number}"').replace(lines[2], f"date: {new.stem[:10]}")
    other = next(theme for theme in ("konu-00", "konu-01") if theme not in lines[5])
    section = text.replace("{theme=konu-", f"{{theme=konu-{number % 10:02}}}\n\n{{theme=konu-")
    return (new, come), (new, come.replace("themes: [", f"themes: [{other}, ")), (old, section)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=10)
    given = parser.parse_args()
    articles = given.folder / "content/articles"
    files = sorted(articles.glob("*.md"))
    old = files[len(files) // 2]
    text = old.read_text("utf-8")
    costs: dict[str, list[float]] = {what: [] for what in WHAT}
    built(given.folder)
    for number in range(min(3, given.times)):
        for what, (file, says) in zip(WHAT, edits(old, text, number), strict=True):
            file.write_text(says, "utf-8")
            costs[what].append(built(given.folder))
    seconds: dict[str, list[float]] = {what: [] for what in WHAT}
    port = free_port()
    tool, _ = started("briefgen", [*_OURS, "serve", "--port", str(port)], given.folder, port, articles)
    time.sleep(5)
    for number in range(3, 3 + given.times):
        for at, (file, says) in enumerate(edits(old, text, number)):
            seconds[WHAT[at]].append(saved(Tool("", tool.process, port, file), says, f"Yenisöz{number}x{at}"))
    tool.process.terminate()
    tool.process.wait()
    for what in WHAT:
        build, serve = statistics.median(costs[what]), statistics.median(seconds[what])
        print(f"| {what} | {build:.2f} | {serve:.3f} | {max(seconds[what]):.3f} |")


def saved(tool: Tool, says: str, word: str) -> float:
    """The seconds from the end of a save to the first response that holds it."""
    tool.file.write_text(f"{says}\n{word} geldi.\n", "utf-8")
    end = time.time()
    while word not in tool.get():
        time.sleep(0.002)
    found = time.time() - end
    time.sleep(0.3)
    return found


if __name__ == "__main__":
    main()
