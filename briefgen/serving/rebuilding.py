"""`build --watch`: a build after every change, and at every moment at which the site changes by itself."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from briefgen.pipeline import build
from briefgen.project import UsageProblem
from briefgen.report import Options, Report
from briefgen.scanning import SKIPPED
from briefgen.serving.outside import LOCALES, places
from briefgen.serving.watcher import Change, Watcher
from briefgen.site.site_theme import bundled
from briefgen.site.strings import catalogue


@dataclass(frozen=True)
class Build:
    """One build: the files that it was made for (none for the first, and for one whose moment had come), what came of it,
    and the seconds that it took.
    """

    paths: tuple[str, ...]
    outcome: Report | UsageProblem | OSError
    seconds: float

    @property
    def problem(self) -> UsageProblem:
        """What stood in the way of a build that could not begin, or of the disk."""
        if isinstance(self.outcome, OSError):
            return UsageProblem.of_disk(self.outcome)
        assert isinstance(self.outcome, UsageProblem)
        return self.outcome

    @property
    def is_idle(self) -> bool:
        """Whether there was nothing to do and nothing to say: of a site that stays as it was, nothing when no file has changed."""
        done = self.outcome.published if isinstance(self.outcome, Report) else None
        return not self.paths if done is None else not (done.written or done.removed)


class Rebuilding:
    """Builds whenever something changes. Each build is a whole one or none at all, as any other."""

    def __init__(self, options: Options, poll: bool = False) -> None:
        self.options = options
        self.root = options.root.resolve()
        self.watcher = Watcher(lambda: places(self.root), poll)
        self._next: datetime | None = None

    def run(self, tell: Callable[[Build], None]) -> None:
        """Build now, and then until the watcher is stopped."""
        self.watcher.start()
        try:
            tell(self._build((), self.options))
            options = replace(self.options, clean=False)
            while (change := self.watcher.next(self._due())) is not None:
                names = self._names(change)
                if names or change.is_unsure or not change.paths:
                    catalogue.cache_clear()
                    tell(self._build(names, options))
        finally:
            self.watcher.stop()

    def _due(self) -> float | None:
        """When the site next changes by itself; a time that was given for the present never passes."""
        return None if self._next is None or self.options.now is not None else self._next.timestamp()

    def _build(self, paths: tuple[str, ...], options: Options) -> Build:
        start = time.perf_counter()
        outcome: Report | UsageProblem | OSError
        self._next = None
        try:
            outcome = build(options)
            if outcome.next_change is not None and outcome.next_change > datetime.now(UTC):
                self._next = outcome.next_change
        except (UsageProblem, OSError) as problem:
            outcome = problem
        return Build(paths, outcome, time.perf_counter() - start)

    def _names(self, change: Change) -> tuple[str, ...]:
        """The changed files as the desk knows them, without those that no build looks at."""
        found = set()
        for path in map(Path, change.paths):
            base = next((each for each in (self.root, bundled(), LOCALES) if path.is_relative_to(each)), path.parent)
            name = path.relative_to(base).as_posix()
            if not any(part.startswith(SKIPPED) for part in name.split("/")):
                found.add(name if base == self.root else f"<briefgen>/{name}")
        return tuple(sorted(found))
