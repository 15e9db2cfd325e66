"""From the end of a write to the new text on screen: `briefgen serve` and `hugo server`, a save each in turns.

Two moments of each save: the first response that holds the new text, and the document in a headless Chromium showing it.
Prints a table of medians and writes nothing else.
"""

import argparse
import http.client
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from compare import hugo
from generate import Desk, generate
from hugo_site import lay_out
from playwright.sync_api import Error, Page, sync_playwright

_SEES = """
window.seen = {};
const look = () => {
  for (const [word] of (document.body ? document.body.textContent : '').matchAll(/Yenisöz\\d+x/g)) {
    window.seen[word] = window.seen[word] || Date.now();
  }
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
"""
_PATIENCE, _START = 60.0, 120.0
"""Seconds until a save, or the first page of a preview, is waited for in vain."""
_IN_MEMORY = ("--renderToMemory", "--bind", "127.0.0.1")


@dataclass
class Tool:
    """A preview: its process, the file that is edited, and the page that shows it. Seconds of each save."""

    name: str
    process: "subprocess.Popen[bytes]"
    port: int
    file: Path
    page: Page | None = None
    served: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"/articles/{self.file.stem[:10].replace('-', '/')}/{self.file.stem[11:]}/"

    def get(self) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        connection.request("GET", self.path)
        text = connection.getresponse().read().decode("utf-8", "replace")
        connection.close()
        return text

    def save(self, number: int) -> None:
        """One more sentence, and the time until it is there."""
        word, text = f"Yenisöz{number}x", self.file.read_text("utf-8")
        self.file.write_text(f"{text}\n{word} geldi.\n", "utf-8")
        end = time.time()
        wait(lambda: word in self.get(), end)
        self.served.append(time.time() - end)
        wait(lambda: self.seen(word), end)
        self.shown.append(self.seen(word) / 1000 - end)

    def seen(self, word: str) -> float:
        """When the document showed a word (ms since 1970); 0 for not yet, and while it is being loaded anew."""
        assert self.page is not None
        try:
            return float(self.page.evaluate("word => window.seen[word] || 0", word))
        except Error:
            return 0.0


def wait(holds: Callable[[], object], since: float, patience: float = _PATIENCE) -> None:
    while not holds():
        if time.time() - since > patience:
            raise SystemExit("it never came")
        time.sleep(0.002)


def stop(tool: Tool) -> None:
    tool.process.terminate()
    tool.process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def started(name: str, command: list[str], folder: Path, port: int, articles: Path) -> tuple[Tool, float]:
    """A preview that answers, and the seconds until its first page."""
    start = time.time()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    files = sorted(articles.glob("*.md"))
    tool = Tool(name, process, port, files[len(files) // 2])

    def answers() -> bool:
        try:
            return bool(tool.get())
        except OSError:
            return False

    wait(answers, start, _START)
    return tool, time.time() - start


def compare(size: int, given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="briefgen-preview-") as name, sync_playwright() as playwright:
        base = Path(name)
        generate(base / "briefgen", size, Desk(given.themes, given.people, given.days))
        if not given.alone:
            lay_out(base / "briefgen", base / "hugo")
        ours = [sys.executable, "-m", "briefgen"]
        subprocess.run([*ours, "build", "-q"], cwd=base / "briefgen", check=True)
        time.sleep(2.5)
        tools = []
        commands = {"briefgen": [*ours, "serve", "--port"]}
        if not given.alone:
            commands["Hugo"] = [hugo(), "server", "--quiet", *_IN_MEMORY, "--port"]
        for tool, command in commands.items():
            port, folder = free_port(), base / tool.casefold()
            found, seconds = started(tool, [*command, str(port)], folder, port, folder / "content/articles")
            print(f"| {size} | {tool} | first page | {seconds:.2f} | |", flush=True)
            tools.append(found)
        chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        try:
            for each in tools:
                each.page = browser.new_page()
                each.page.add_init_script(_SEES)
                each.page.goto(f"http://127.0.0.1:{each.port}{each.path}")
            time.sleep(3)
            for number in range(given.saves):
                for each in tools:
                    if each.name != "Hugo" or number < given.hugo_saves:
                        each.save(number)
                        time.sleep(0.5)
            for each in tools:
                for what, found_seconds in (("response", each.served), ("document", each.shown)):
                    median, most = statistics.median(found_seconds), max(found_seconds)
                    print(f"| {size} | {each.name} | {what} | {median:.3f} | {most:.3f} |", flush=True)
        finally:
            browser.close()
            for each in tools:
                stop(each)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--hugo-saves", type=int, default=20, help="fewer, where a save takes Hugo long")
    parser.add_argument("--alone", action="store_true", help="without Hugo")
    parser.add_argument("--themes", type=int, default=12)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--days", type=int, default=730)
    given = parser.parse_args()
    print("| articles | preview | until | median s | most s |")
    print("| --- | --- | --- | --- | --- |")
    for size in given.sizes:
        compare(size, given)


if __name__ == "__main__":
    main()
