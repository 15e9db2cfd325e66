"""Promise 2: the same content gives the same bytes, with any number of processes, on every machine, built once or twice.

Shown on the sample briefing of this repository, which has something of everything in three languages.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from briefgen import gathering, rendering, working
from briefgen.pipeline import build
from briefgen.report import Options, Report
from tests.conftest import tree

HERE = Path(__file__).parent.parent
PRESENT = "2026-03-20T12:00:00+03:00"


def laid_out(root: Path) -> Path:
    """The sources of the sample briefing in a folder."""
    shutil.copytree(HERE / "content", root / "content")
    shutil.copy(HERE / "briefgen.toml", root)
    return root


def made(root: Path, **more: Any) -> Report:
    return build(Options(root, now=datetime.fromisoformat(PRESENT), **{"jobs": 1, **more}))


@pytest.fixture(scope="module")
def one(module_path: Path) -> Path:
    """The sample, built by this process alone."""
    root = laid_out(module_path / "sample")
    assert made(root).published
    return root


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pools of two for a few files and targets; which start methods they were opened with."""
    monkeypatch.setattr(gathering, "_WORTH_A_POOL", 1)
    monkeypatch.setattr(gathering, "_BATCH", 7)
    monkeypatch.setattr(rendering, "_WORTH_A_POOL", 1)
    monkeypatch.setattr(rendering, "_BATCH", 11)
    over_pool: Callable[..., Any] = working._over_pool
    methods: list[str] = []

    def over(*arguments: Any) -> Any:
        methods.append(arguments[-1])
        return over_pool(*arguments)

    monkeypatch.setattr(working, "_over_pool", over)
    return methods


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_many_processes_give_what_one_gives(method: str, one: Path, used: list[str], quick_path: Path) -> None:
    root = laid_out(quick_path / "many")
    assert made(root, jobs=2, start_method=method).published
    assert used == [method, method], "reading and rendering were spread"
    assert tree(root / "site") == tree(one / "site")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_many_processes_give_what_one_gives_after_an_edit(one: Path, used: list[str], quick_path: Path) -> None:
    """An edit of a theme, which makes nearly everything again."""
    roots = [quick_path / "one", quick_path / "many"]
    for root, jobs in zip(roots, (1, 3), strict=True):
        shutil.copytree(one, root)
        file = root / "content/themes/energy-projects.md"
        text = file.read_text("utf-8")
        assert "Enerji projeleri" in text
        file.write_text(text.replace("Enerji projeleri", "Enerji işleri"), "utf-8")
        assert made(root, jobs=jobs, start_method="fork").reasons
    assert used
    assert tree(roots[0] / "site") == tree(roots[1] / "site") != tree(one / "site")


def test_built_twice_is_built_once(one: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (one / "site").rglob("*")}
    again = made(one)
    assert again.reasons == {} and again.published is not None and again.published.written == []
    assert {path: path.stat().st_mtime_ns for path in (one / "site").rglob("*")} == before


MACHINES = {
    "west": {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
    "east": {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242"},
    "russian": {"TZ": "Europe/Moscow", "LC_ALL": "ru_RU.UTF-8", "LANG": "ru_RU.UTF-8", "PYTHONHASHSEED": "0"},
}


@pytest.mark.parametrize("machine", MACHINES)
def test_other_machines_give_the_same_bytes(machine: str, one: Path, quick_path: Path) -> None:
    """Another time zone, locale, hash seed and folder; the files were saved in another order, at other times."""
    root = quick_path / f"başka yer {machine}"
    root.mkdir()
    for number, file in enumerate(sorted((one / "content").rglob("*.*"), reverse=True)):
        copy = root / file.relative_to(one)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
        os.utime(copy, (1_600_000_000 + number, 1_600_000_000 + number))
    shutil.copy(one / "briefgen.toml", root)
    paths = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": paths, **MACHINES[machine]}
    command = [sys.executable, "-m", "briefgen", "build", "-q", "--as-of", PRESENT]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert tree(root / "site") == tree(one / "site")
