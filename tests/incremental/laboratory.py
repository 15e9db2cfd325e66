"""What a build from nothing gives, for any state of a desk: each made once, in one folder that goes from state to state."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.pipeline import build
from briefgen.report import Options, Report
from tests.conftest import tree
from tests.incremental.desk import Desk, desk


def options(root: Path, state: Desk, **more: Any) -> Options:
    """What a build of a desk in `root` is asked for."""
    return Options(root, **{"now": state.present, "keep_going": state.keep_going, "jobs": 1, **more})


@dataclass
class Outcome:
    """What a build told and left, but for how much of it was new."""

    findings: list[str]
    counts: dict[str, int]
    told: tuple[object, ...]
    is_published: bool

    @classmethod
    def of(cls, report: Report) -> "Outcome":
        told = (report.left_out, report.next_change, report.secret)
        return cls([repr(each) for each in report.findings], report.counts, told, report.published is not None)


@dataclass
class Laboratory:
    """`beginnings` are sites as they stand before any edit, by desk."""

    folder: Path
    clean_desk: Desk | None = None
    known: dict[tuple[object, ...], tuple[Outcome, dict[str, str]]] = field(default_factory=dict)
    beginnings: dict[tuple[object, ...], Path] = field(default_factory=dict)

    def begin(self, root: Path, wanted: Desk | None = None) -> None:
        """Lay out the built site of a desk in `root`, which is not there yet."""
        wanted = wanted or desk()
        if wanted.key() not in self.beginnings:
            found = self.folder / f"beginning-{len(self.beginnings)}"
            wanted.put(found)
            assert build(options(found, wanted)).published
            self.beginnings[wanted.key()] = found
        shutil.copytree(self.beginnings[wanted.key()], root)

    def clean(self, wanted: Desk, **more: Any) -> tuple[Outcome, dict[str, str]]:
        """What a build from nothing tells, and the tree that it leaves."""
        key = (*wanted.key(), *sorted(more.items()))
        if key not in self.known:
            root = self.folder / "clean"
            wanted.put(root, self.clean_desk)
            self.clean_desk = wanted.copy()
            shutil.rmtree(root / "site", ignore_errors=True)
            # Compiled templates are kept, as compiling takes longer than all else; tests/site/ has them apart.
            for path in (root / ".briefgen").glob("*"):
                if path.name != "templates":
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            self.known[key] = Outcome.of(build(options(root, wanted, **more))), tree(root / "site")
        return self.known[key]
