"""What an edit makes again, and nothing else: scripts in `tests/edits/*.txt` on the small site in `tests/edits/site/`.

A script is edits, then what they make; `#` begins a remark, what belongs to a line is indented below it.

    replace content/articles/x.md     in a file: a line that begins with `-` by the one with `+` after it
    write content/articles/x.md       a file, as the lines below
    append content/articles/x.md      lines at its end
    remove content/articles/x.md
    rename content/a.md -> content/b.md
    touch content/articles/x.md       saved again as it is
    now 2026-03-01T12:00:00+03:00     the moment that builds from here on take for the present
    made:                             the targets that must be made, all of them, by path
    removed:                          the outputs that go

In a path `*` stands for any part and `**` for any parts. `new`, `first` or `damaged` before it is why it is made, where
it is not that something changed; `=` says that it comes out as it stood, made for nothing; `-` takes it out again.
An edit after `made:` begins the next step. What is listed must be what truly shows the thing.
"""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from briefgen.pipeline import build
from briefgen.report import Options, Report
from tests.conftest import tree

FOLDER = Path(__file__).parent / "edits"
SCRIPTS = sorted(FOLDER.glob("*.txt"))
PRESENT = "2026-02-27T12:00:00+03:00"
LONG_AGO = 1_700_000_000
KINDS = ("new", "first", "damaged")

Block = tuple[str, list[str]]
"""A line of a script and those below it."""


@dataclass
class Step:
    """Some edits, and what they make and remove."""

    edits: list[Block] = field(default_factory=list)
    made: list[str] | None = None
    removed: list[str] = field(default_factory=list)


def blocks(text: str) -> Iterator[Block]:
    head, below = "", list[str]()
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("  ") or not line:
            below.append(line[2:])
            continue
        if head:
            yield head, below
        head, below = line, []
    yield head, below


def steps(text: str) -> list[Step]:
    found = [Step()]
    for head, below in blocks(text):
        lines = [line for line in below if line.strip()]
        if head == "made:":
            found[-1].made = lines
        elif head == "removed:":
            found[-1].removed = lines
        else:
            if found[-1].made is not None:
                found.append(Step())
            found[-1].edits.append((head, below))
    return found


@dataclass
class Edited:
    """A copy of the site that is edited. Files are saved long ago, so that their times are trusted."""

    root: Path
    now: str = PRESENT
    saved: int = LONG_AGO

    def save(self, path: str, data: bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        self.saved += 1
        os.utime(file, (self.saved, self.saved))

    def edit(self, head: str, below: list[str]) -> None:
        command, _, argument = head.partition(" ")
        file = self.root / argument
        if command == "now":
            self.now = argument
        elif command == "remove":
            file.unlink()
        elif command == "rename":
            old, new = argument.split(" -> ")
            self.save(new, (self.root / old).read_bytes())
            (self.root / old).unlink()
        elif command == "touch":
            self.save(argument, file.read_bytes())
        elif command == "write":
            self.save(argument, ("\n".join(below).rstrip("\n") + "\n").encode())
        elif command == "append":
            self.save(argument, file.read_bytes() + ("\n".join(below).rstrip("\n") + "\n").encode())
        else:
            assert command == "replace", f"no command '{command}'"
            self.save(argument, replaced(file.read_text("utf-8"), below).encode())

    def build(self, root: Path | None = None) -> Report:
        return build(Options(root or self.root, now=datetime.fromisoformat(self.now), jobs=1))


def replaced(text: str, below: list[str]) -> str:
    old: str | None = None
    for line in filter(None, below):
        sign, given = line[0], line[2:]
        if sign == "-":
            old = given
        else:
            assert old is not None and text.count(f"{old}\n") == 1, f"not one line '{old}'"
            text = text.replace(f"{old}\n", f"{given}\n")
    return text


@pytest.fixture(scope="module")
def begun(module_path: Path) -> Path:
    """The site, built."""
    root = module_path / "edits"
    shutil.copytree(FOLDER / "site", root)
    for file in (path for path in root.rglob("*") if path.is_file()):
        os.utime(file, (LONG_AGO, LONG_AGO))
    report = Edited(root).build()
    assert report.published and report.findings == []
    return root


def expected(lines: list[str], known: set[str]) -> dict[str, tuple[str, bool]]:
    """Why each target is made, and whether it comes out as it stood."""
    made: dict[str, tuple[str, bool]] = {}
    for line in lines:
        *signs, pattern = line.split()
        found = {path for path in known if re.fullmatch(as_expression(pattern), path)}
        assert found, f"no target '{pattern}'"
        if "-" in signs:
            made = {path: kind for path, kind in made.items() if path not in found}
        else:
            made |= dict.fromkeys(found, (next((sign for sign in signs if sign in KINDS), "changed"), "=" in signs))
    return made


def rows(made: dict[str, tuple[str, bool]]) -> set[str]:
    """What is made, as a script lists it."""
    return {f"{'= ' if as_it_was else ''}{kind} {path}" for path, (kind, as_it_was) in made.items()}


def as_expression(pattern: str) -> str:
    return re.escape(pattern).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_an_edit_makes_what_shows_it_and_nothing_else(script: Path, begun: Path, quick_path: Path) -> None:
    site = Edited(quick_path / "edited")
    shutil.copytree(begun, site.root)
    for step in steps(script.read_text("utf-8")):
        for head, below in step.edits:
            site.edit(head, below)
        before = set(tree(site.root / "site"))
        report = site.build()
        assert report.published and [each.code for each in report.findings if each.is_error] == []
        known = set(report.kinds)
        written = set(report.published.written)
        made = {path: (reason.kind, path not in written) for path, reason in report.reasons.items()}
        different = rows(made) ^ rows(expected(step.made or [], known))
        assert not different, "made or listed, but not both:\n" + "\n".join(sorted(different))
        assert set(report.published.removed) == expected(step.removed, before).keys()
        assert tree(site.root / "site") == clean(site, quick_path / "clean")


def clean(site: Edited, folder: Path) -> dict[str, str]:
    """What a build from nothing gives."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site.root, folder, ignore=shutil.ignore_patterns(".briefgen", "site"))
    site.build(folder)
    return tree(folder / "site")


def test_there_are_scripts() -> None:
    assert len(SCRIPTS) >= 12
