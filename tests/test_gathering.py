"""Gathering: a file that the cache knows is not opened, one whose bytes it knows is not parsed, and the order is the scan's."""

import os
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from briefgen import gathering, working
from briefgen.gathering import Gathered, gather
from briefgen.model.settings import Settings
from briefgen.reading.cache import ReadingCache
from briefgen.reading.entry import Entry
from briefgen.report import Options
from tests.conftest import Site, refuse

KEY = b"key"
OLD = 1_700_000_000


@pytest.fixture
def many(site: Site) -> Site:
    """Nine files of several kinds, one of them with a mistake and one with a warning."""
    for number in range(1, 6):
        site.article(f"2026-02-0{number}-metin", body=f"Metin {number}.")
    site.article("alt/2026-02-06-alttaki", "themes: konu", "Dipnot.[^9]")
    site.article("2026-02-07-yanlis", "draft: belki")
    site.write("content/themes/konu.md", "---\ntitle: Konu\n---\nArka plan.\n")
    site.write("content/people/kisi.md", "---\nname: Kişi\n---\n")
    site.write("content/articles/resim.png", b"\x89PNG")
    for path in site.root.rglob("*.md"):
        os.utime(path, (OLD, OLD))
    return site


class Watched:
    """Gathering with a cache, which counts the files that are opened and parsed."""

    method: str | None = None

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.settings, self.parsed, self.progress = (
            root,
            Settings(),
            list[str](),
            list[tuple[str, int, int]](),
        )
        (root / ".briefgen").mkdir(exist_ok=True)
        read = gathering.read

        def reading(path: str, *arguments: Any) -> Any:
            self.parsed.append(path.rpartition("/")[2])
            return read(path, *arguments)

        monkeypatch.setattr(gathering, "read", reading)

    def gather(self, jobs: int = 1, with_cache: bool = True) -> Gathered:
        self.parsed.clear()
        cache = ReadingCache(self.root / ".briefgen/readings.sqlite", KEY) if with_cache else None
        try:
            options = Options(self.root, jobs=jobs, start_method=self.method, progress=self._tell)
            return gather(self.root, self.settings, cache, options)
        finally:
            if cache:
                cache.close()

    def _tell(self, *told: Any) -> None:
        self.progress.append(told)


@pytest.fixture
def watched(many: Site, monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(many.root, monkeypatch)


def told(gathered: Gathered) -> list[tuple[Any, ...]]:
    """Everything that came of it: entries, findings and HTML, in order."""
    return [
        (each.path, values(each.entry), each.findings, sorted(gathered.bodies[run.html] for run in runs(each)))
        for each in gathered.readings
    ]


def values(entry: Entry | None) -> tuple[Any, ...]:
    """An entry as values that can be compared."""
    if entry is None:
        return ()
    front = entry.front
    places = [places.__reduce__()[1] for places in (front.keys, front.values)]
    others = {each.name: getattr(entry, each.name) for each in fields(entry) if each.name != "front"}
    return others, front.fields, front.body, front.readable, front.findings, places


def runs(reading: Any) -> Any:
    return reading.entry.body.runs if reading.entry else ()


def test_the_first_time_everything_is_parsed(watched: Watched) -> None:
    found = watched.gather()
    assert [each.path for each in found.readings] == list(found.found.entries)
    assert len(watched.parsed) == len(found.readings) == 9
    assert found.seconds.keys() == found.found.entries.keys()


def test_the_second_time_nothing_is_opened(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    first = told(watched.gather())
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was opened"))
    second = watched.gather()
    assert told(second) == first and watched.parsed == [] and second.seconds == {}


def test_without_a_cache_it_is_the_same(watched: Watched) -> None:
    assert told(watched.gather()) == told(watched.gather(with_cache=False))


def test_a_file_of_another_time_is_opened_and_not_parsed(watched: Watched) -> None:
    first = told(watched.gather())
    path = watched.root / "content/articles/2026-02-01-metin.md"
    os.utime(path, (OLD + 1, OLD + 1))
    second = watched.gather()
    assert told(second) == first and watched.parsed == []
    assert second.seconds.keys() == {"content/articles/2026-02-01-metin.md"}
    assert watched.gather().seconds == {}, "the new time is kept"


def edit(watched: Watched, name: str, old: str, new: str, at: float | None = OLD + 9) -> None:
    path = watched.root / "content/articles" / name
    path.write_text(path.read_text().replace(old, new))
    if at is not None:
        os.utime(path, (at, at))


def test_only_what_has_changed_is_parsed(watched: Watched) -> None:
    watched.gather()
    edit(watched, "2026-02-03-metin.md", "Metin 3", "Üçüncü metin")
    found = watched.gather()
    assert watched.parsed == ["2026-02-03-metin.md"]
    assert told(found) == told(watched.gather(with_cache=False))


@pytest.mark.parametrize("name", ["2026-02-03-metin.md"])
def test_young_files_of_one_size_are_told_apart(name: str, watched: Watched) -> None:
    """Saved, gathered, saved again with the same size and gathered at once: only the bytes tell."""
    edit(watched, name, "Metin 3", "Metin a", None)
    for old, new in (("a", "b"), ("b", "c")):
        watched.gather()
        edit(watched, name, f"Metin {old}", f"Metin {new}", None)
        found = watched.gather()
        assert watched.parsed == [name]
        assert told(found) == told(watched.gather(with_cache=False))


def test_the_same_size_and_time_while_the_time_is_young(watched: Watched) -> None:
    now = os.stat(watched.root / "briefgen.toml").st_mtime
    name = "2026-02-03-metin.md"
    edit(watched, name, "Metin 3", "Metin a", now)
    watched.gather()
    edit(watched, name, "Metin a", "Metin b", now)
    watched.gather()
    assert watched.parsed == [name]


def test_findings_come_from_the_cache_too(watched: Watched) -> None:
    def codes(found: Gathered) -> set[str]:
        return {finding.code for reading in found.readings for finding in reading.findings}

    first = codes(watched.gather())
    assert len(first) == 2
    assert codes(watched.gather()) == first


def test_files_come_go_and_move(watched: Watched) -> None:
    watched.gather()
    articles = watched.root / "content/articles"
    (articles / "2026-02-01-metin.md").unlink()
    (articles / "2026-02-02-metin.md").rename(articles / "alt/2026-02-02-metin.md")
    shutil.copy2(articles / "2026-02-03-metin.md", articles / "2026-02-13-kopya.md")
    found = watched.gather()
    assert sorted(watched.parsed) == ["2026-02-02-metin.md", "2026-02-13-kopya.md"]
    assert [each.path for each in found.readings] == list(found.found.entries)
    assert told(found) == told(watched.gather(with_cache=False))
    assert watched.gather() and watched.parsed == []


def test_what_is_gone_and_comes_back_is_read_again(watched: Watched) -> None:
    first = told(watched.gather())
    path = watched.root / "content/articles/2026-02-01-metin.md"
    path.rename(watched.root / "away")
    watched.gather()
    (watched.root / "away").rename(path)
    assert told(watched.gather()) == first and watched.parsed == ["2026-02-01-metin.md"]


def test_a_file_that_cannot_be_read_is_a_finding_and_is_not_kept(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse("2026-02-01-metin.md", monkeypatch)
    for _ in range(2):
        found = watched.gather()
        (lost,) = (each for each in found.readings if each.path.endswith("2026-02-01-metin.md"))
        assert [finding.code for finding in lost.findings] == ["unreadable"]
    monkeypatch.undo()
    assert [each.findings for each in watched.gather().readings if each.path.endswith("2026-02-01-metin.md")] == [()]


def test_a_file_that_is_no_reading_in_the_cache_is_read_again(watched: Watched) -> None:
    import sqlite3

    first = told(watched.gather())
    with sqlite3.connect(watched.root / ".briefgen/readings.sqlite") as connection:
        connection.execute("update files set reading = x'00' where path like '%-01-metin.md'")
    connection.close()
    assert told(watched.gather()) == first


def test_progress_is_told(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "_BATCH", 4)
    watched.gather()
    assert watched.progress == [("read", 4, 9), ("read", 8, 9), ("read", 9, 9)]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_many_processes_read_what_one_does(method: str, many: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice, with a change between, so that some readings come from the cache through the pool."""
    results = watched_pool(monkeypatch, method)
    watched = Plain(many.root, method)
    for _ in range(2):
        found = watched.gather(jobs=2)
        assert told(found) == told(watched.gather(with_cache=False))
        for path in (many.root / "content").rglob("*.md"):
            os.utime(path, (OLD + 5, OLD + 5))
        path = many.root / "content/articles/2026-02-03-metin.md"
        path.write_text(path.read_text() + "\nSon.\n")
    assert results == [5, 5], "every batch came from the pool"


class Plain(Watched):
    """Not watched: what is patched in this process is not in one that is spawned."""

    def __init__(self, root: Path, method: str) -> None:
        self.root, self.settings, self.parsed, self.progress, self.method = root, Settings(), [], [], method
        (root / ".briefgen").mkdir(exist_ok=True)


def watched_pool(monkeypatch: pytest.MonkeyPatch, method: str) -> list[int]:
    """Pools for two files a batch, started by a method; how many results each has given."""
    monkeypatch.setattr(gathering, "_WORTH_A_POOL", 1)
    monkeypatch.setattr(gathering, "_BATCH", 2)
    over_pool: Callable[..., Any] = working._over_pool
    results: list[int] = []

    def over(*arguments: Any) -> Any:
        assert arguments[-1] == method
        results.append(0)
        for result in over_pool(*arguments):
            results[-1] += 1
            yield result

    monkeypatch.setattr(working, "_over_pool", over)
    return results


def test_the_zone_and_the_first_language_are_what_reading_knows(watched: Watched) -> None:
    """They are in the cache's key, which is the pipeline's to give."""
    watched.settings = Settings(languages=("en", "tr"), timezone="America/New_York")
    found = watched.gather(with_cache=False)
    (entry,) = (each.entry for each in found.readings if each.path.endswith("2026-02-01-metin.md"))
    assert entry is not None and entry.lang == "en"
    assert entry.fields is not None and entry.fields.date.at.tzinfo == ZoneInfo("America/New_York")  # type: ignore[attr-defined]
