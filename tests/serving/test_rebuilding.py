"""`briefgen build --watch` as its own process on real files, and many builds in one process."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefgen.report import Options, Report
from briefgen.serving.rebuilding import Build, Rebuilding
from tests.conftest import Site
from tests.serving.conftest import LIMIT

BUILDS = int(os.environ.get("BRIEFGEN_SOAK_BUILDS", "25"))


class Watching:
    """Builds that go on in a thread, with what was told of each."""

    def __init__(self, root: Path) -> None:
        self.builds: list[Build] = []
        self.work = Rebuilding(Options(root=root, jobs=1))
        self.thread = threading.Thread(target=self.work.run, args=(self.builds.append,), daemon=True)

    def until(self, holds: Callable[[], object], seconds: float = LIMIT) -> None:
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, self.builds[-3:]
            time.sleep(0.02)


@contextmanager
def watching(root: Path) -> Iterator[Watching]:
    found = Watching(root)
    found.thread.start()
    try:
        found.until(lambda: found.builds)
        yield found
    finally:
        found.work.watcher.stop()
        found.thread.join(LIMIT)
        assert not found.thread.is_alive()


def is_shown(site: Site, path: str, words: str) -> bool:
    return (site.out / path).exists() and words in site.page(path)


PAGE = "articles/2026/02/01/a/index.html"


def test_a_save_is_built_and_an_error_keeps_the_last_good_site(site: Site) -> None:
    site.article("2026-02-01-a", body="Eski söz.")
    with watching(site.root) as desk:
        assert is_shown(site, PAGE, "Eski söz.")
        site.article("2026-02-01-a", "themes: [yok]", body="Hatalı söz.")
        desk.until(lambda: isinstance(last := desk.builds[-1].outcome, Report) and last.has_errors)
        assert is_shown(site, PAGE, "Eski söz.")
        site.article("2026-02-01-a", body="Yeni söz.")
        desk.until(lambda: is_shown(site, PAGE, "Yeni söz."))
        desk.until(lambda: any("content/articles/2026-02-01-a.md" in each.paths for each in desk.builds))


def test_an_embargo_lifts_at_its_moment(site: Site) -> None:
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=4)
    site.article("2026-02-01-a", f"embargo: {at.isoformat()}", body="Saklı söz.")
    with watching(site.root) as desk:
        assert not is_shown(site, PAGE, "Saklı") or datetime.now(UTC) >= at
        desk.until(lambda: list(site.out.glob("articles/**/a/index.html")))
        assert datetime.now(UTC) >= at


def test_settings_that_go_and_come_back(site: Site) -> None:
    site.article("2026-02-01-a")
    settings = (site.root / "briefgen.toml").read_bytes()
    with watching(site.root) as desk:
        (site.root / "briefgen.toml").unlink()
        desk.until(lambda: not isinstance(desk.builds[-1].outcome, Report))
        site.write("briefgen.toml", settings.replace(b"Deneme", b"Yeni ad"))
        desk.until(lambda: is_shown(site, PAGE, "Yeni ad"))


def test_many_builds_leak_nothing(site: Site) -> None:
    """`make soak` runs a thousand."""
    site.article("2026-02-01-a", body="Söz 0.")
    work = Rebuilding(Options(root=site.root, jobs=1))

    def build(number: int) -> None:
        site.article("2026-02-01-a", body=f"Söz {number}.")
        assert not work._build(("x",), work.options).outcome.has_errors  # type: ignore[union-attr]

    def held() -> tuple[int, int]:
        gc.collect()
        return len(list(Path("/proc/self/fd").iterdir())), len(gc.get_objects())

    for number in range(5):
        build(number)
    files, objects = held()
    for number in range(5, 5 + BUILDS):
        build(number)
    more_files, more_objects = held()
    assert more_files <= files
    assert more_objects - objects < 20 * BUILDS + 2000


def test_interrupted_it_ends_at_once_with_no_traceback(site: Site) -> None:
    site.article("2026-02-01-a")
    command = [sys.executable, "-m", "briefgen", "--lang", "en", "build", "--watch"]
    process = subprocess.Popen(
        command,
        cwd=site.root,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stderr is not None
    seen = b""
    while b" made, " not in seen:
        seen += process.stderr.readline()
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.wait(5) == 130
    assert time.monotonic() - start < 2
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()


def test_what_stays_unpublished_is_said_once() -> None:
    """A second look at a text that has a mistake has nothing to add; another save has."""
    assert Build((), Report(), 0.1).is_idle
    assert not Build(("content/articles/a.md",), Report(), 0.1).is_idle
