"""Golden small sites: what the terminal said, the exit code, the built tree and the chosen pages.

A site is a folder of tests/sites/ with `in/`, `expected/`, perhaps `links.txt` (`path -> target` a line: symbolic links
that are made in the copy) and `pages.txt` (outputs whose <main> is kept). `BRIEFGEN_UPDATE=1` writes the expectations.
"""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run

SITES = Path(__file__).parent / "sites"
IS_UPDATING = os.environ.get("BRIEFGEN_UPDATE") == "1"


def copied(source: Path, target: Path) -> Path:
    """A copy of a site's input with its symbolic links made."""
    shutil.copytree(source / "in", target)
    links = source / "links.txt"
    for line in links.read_text("utf-8").splitlines() if links.exists() else []:
        path, _, leads_to = line.partition(" -> ")
        (target / path).symlink_to(leads_to)
    return target


def terminal(err: str) -> str:
    return re.sub(r"\(\d+\.\d s\)", "(0.0 s)", err)


def listing(out: Path) -> str:
    """The sorted paths of a built tree; a fingerprint is `#`."""
    paths = (path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    return "".join(sorted(re.sub(r"\.[0-9a-f]{10}\.", ".#.", path) + "\n" for path in paths))


def main_of(html: str) -> str:
    found = re.search(r"<main\b.*</main>", html, re.DOTALL)
    assert found, "a page without <main>"
    return re.sub(r"\.[0-9a-f]{10}\.", ".#.", found[0]) + "\n"


def outcome(source: Path, copy: Path, run: Run) -> dict[str, str]:
    """What building a copy of the site gives, as the files of `expected/`."""
    done = run("build", "--as-of", "2026-03-01T12:00:00+03:00", cwd=copy)
    found = {"terminal.txt": terminal(done.err), "exit.txt": f"{done.code}\n"}
    if (copy / "site").exists():
        found["tree.txt"] = listing(copy / "site")
    pages = source / "pages.txt"
    for path in pages.read_text("utf-8").splitlines() if pages.exists() else []:
        found[f"pages/{path}"] = main_of((copy / "site" / path).read_text("utf-8"))
    return found


@pytest.mark.parametrize("name", sorted(path.name for path in SITES.iterdir()))
def test_site(name: str, tmp_path: Path, run: Run) -> None:
    source = SITES / name
    found = outcome(source, copied(source, tmp_path / "site"), run)
    expected = source / "expected"
    if IS_UPDATING:
        shutil.rmtree(expected, ignore_errors=True)
        for path, text in found.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_text(text, "utf-8")
    files = (path for path in expected.rglob("*") if path.is_file())
    assert found == {path.relative_to(expected).as_posix(): path.read_text("utf-8") for path in files}
