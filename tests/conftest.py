"""What all tests of the command line share: a way to run it, and small sites to run it on."""

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

if TYPE_CHECKING:
    from tests.incremental.laboratory import Laboratory
from hypothesis import settings

# How long an example takes says more about what else the machine does than about us.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

NOW = "2026-03-01T12:00:00+03:00"
"""The moment that tests take for the present."""


@dataclass(frozen=True)
class Result:
    """What a command left behind: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]

_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def memory() -> Iterator[Path]:
    """A folder for tests that build hundreds of sites: in memory, where there is enough of it."""
    is_large = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 2**30
    folder = Path(tempfile.mkdtemp(prefix="briefgen-", dir=_MEMORY if is_large else None))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def quick_path(memory: Path) -> Iterator[Path]:
    """`tmp_path` in that folder, gone after the test."""
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def module_path(memory: Path) -> Iterator[Path]:
    """The same for all tests of a module; a process that comes back to one has another."""
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def run() -> Run:
    """`run(*args, cwd)` runs the command line in this process; an exception of briefgen's own is raised, not caught."""
    from briefgen.cli import program

    def run(*args: str, cwd: Path) -> Result:
        with contextlib.chdir(cwd):
            done = CliRunner().invoke(program, ["--lang", "en", *args], catch_exceptions=False)
        return Result(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def build(run: Run) -> Run:
    """`build(site, *args)`: `briefgen build` as of NOW."""
    return lambda site, *args: run("build", "--as-of", NOW, *args, cwd=site)


@pytest.fixture(scope="session")
def laboratory(memory: Path) -> "Laboratory":
    """Built sites to begin from, and what clean builds give."""
    from tests.incremental.laboratory import Laboratory

    folder = memory / "laboratory"
    folder.mkdir()
    return Laboratory(folder)


class Site:
    """A small project on disk, written file by file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("briefgen.toml", 'title = "Deneme"\nbase_url = "https://deneme.example"\n')
        (root / "content").mkdir()

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the project; text is dedented, bytes are written as they are."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).encode())
        return file

    def article(self, name: str, fields: str = "", body: str = "Bir cümle.", title: str | None = None) -> Path:
        """An article with a title, more fields, and a body; without a date of its own it has its name's."""
        day = re.match(r"\d{4}-\d\d-\d\d", name)
        given = re.search(r"^date:", fields, re.MULTILINE)
        date = "" if given else f"date: {day[0] if day else '2026-02-01'}\n"
        head = f'title: "{title or name}"\n{date}{textwrap.dedent(fields).strip()}'.strip()
        return self.write(f"content/articles/{name}.md", f"---\n{head}\n---\n{body}\n")

    @property
    def out(self) -> Path:
        return self.root / "site"

    def page(self, path: str) -> str:
        """The text of an output file."""
        return (self.out / path).read_text("utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty project with a title."""
    root = tmp_path / "project"
    root.mkdir()
    return Site(root)


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with the SHA-256 of its bytes, every empty folder with none."""
    found = {}
    for path, folders, files in os.walk(folder):
        for name in files:
            file = Path(path, name)
            found[file.relative_to(folder).as_posix()] = hashlib.sha256(file.read_bytes()).hexdigest()
        if not folders and not files:
            found[Path(path).relative_to(folder).as_posix() + "/"] = ""
    return found


def everything(folder: Path) -> str:
    """Every path and every byte of an output folder, as one text to search in; compressed fonts are noise."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".woff2")
    return "\n".join(f"{path.relative_to(folder)}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in files)


def refuse(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the system refuse to open the files of a name; whoever runs tests may be allowed to."""
    known = open

    def opened(file: Any, *given: Any, **named: Any) -> Any:
        if str(file).endswith(name):
            raise PermissionError(13, "Permission denied", str(file))
        return known(file, *given, **named)

    for each in ("builtins.open", "io.open"):
        monkeypatch.setattr(each, opened)
