"""What reading made of each file, kept between builds: a file with the size and time of last time is not opened.

The cache is a convenience: whatever is wrong with it, the files are read again. Its folder is the owner's alone, which
is what makes it safe to unpickle.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.keeping import is_whole, open_kept, remove_kept, sealed, unsealed
from briefgen.reading.entry import Reading

_SCHEMA = """
create table if not exists key (value blob);
create table if not exists files (path text primary key, size integer, time integer, digest blob, reading blob, html blob);
"""


_AT_HAND = 1000
"""Bodies that lie unpacked, as what is shown is mostly shown again soon."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells whether a file is the one that was read: size in bytes, time in ns (0 for one not to be trusted)."""

    size: int
    time: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One file as it was read: its stamp, the SHA-256 of its bytes, the Reading without its HTML and that, sealed."""

    path: str
    stamp: Stamp
    digest: bytes
    data: bytes
    html: bytes

    @classmethod
    def of(cls, reading: Reading, stamp: Stamp, digest: bytes) -> "Kept":
        return cls(reading.path, stamp, digest, sealed(replace(reading, html={})), sealed(reading.html))

    def reading(self) -> Reading | None:
        """The reading, without its HTML; None where the bytes are not what was stored."""
        try:
            found = unsealed(self.data)
        except ValueError:
            return None
        is_it = isinstance(found, Reading) and found.path == self.path and is_whole(self.html)
        return found if is_it else None

    @property
    def is_whole(self) -> bool:
        return is_whole(self.data) and is_whole(self.html)


Keep = Callable[[Iterable[Kept], Iterable[str]], None]


class Bodies(Mapping[str, str]):
    """The HTML of many files by digest; that of a file is unpacked when it is first asked for."""

    def __init__(self) -> None:
        self.html: dict[str, str] = {}
        self.packed: dict[str, bytes] = {}

    def add(self, reading: Reading, html: bytes) -> None:
        """The bodies of a file that has been read, as they are kept."""
        if reading.entry is not None:
            for run in reading.entry.body.runs:
                self.packed[run.html] = self.packed[run.notes] = html

    def __getitem__(self, digest: str) -> str:
        if digest not in self.html:
            if len(self.html) > _AT_HAND:
                self.html.clear()
            self.html |= unsealed(self.packed[digest])
        return self.html[digest]

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)


class ReadingCache:
    """The cache in one file; `key` says for which versions and settings its readings hold."""

    def __init__(self, file: Path, key: bytes) -> None:
        self.file, self.key = file, key
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection | None:
        connection = open_kept(self.file, _SCHEMA)
        if connection is not None:
            try:
                if connection.execute("select value from key").fetchone() != (self.key,):
                    connection.executescript("delete from files; delete from key;")
                    connection.execute("insert into key values (?)", (self.key,))
            except sqlite3.Error:
                connection.close()
                return None
        return connection

    def load(self, paths: Iterable[str] | None = None) -> dict[str, Kept]:
        """What is kept of these paths (of all for None), by path."""
        if self._connection is None:
            return {}
        query = "select path, size, time, digest, reading, html from files"
        try:
            if paths is None:
                rows = self._connection.execute(query).fetchall()
            else:
                found = (self._connection.execute(f"{query} where path = ?", (path,)).fetchone() for path in paths)
                rows = [row for row in found if row is not None]
        except sqlite3.Error:
            self.clear()
            return {}
        return {path: Kept(path, Stamp(size, time), digest, *data) for path, size, time, digest, *data in rows}

    def bodies(self, path: str) -> dict[str, str]:
        """The HTML of one file by digest; none for a file that is not kept."""
        try:
            row = (
                self._connection
                and self._connection.execute("select html from files where path = ?", (path,)).fetchone()
            )
            found: dict[str, str] = unsealed(row[0]) if row else {}
        except (sqlite3.Error, ValueError):
            return {}
        return found

    @contextmanager
    def writing(self) -> Iterator[Keep]:
        """A function that keeps some files and forgets others; all of it counts at the end, or none."""
        self._do("begin immediate")
        yield self._save
        self._do("commit")

    def _save(self, kept: Iterable[Kept], gone: Iterable[str]) -> None:
        rows = [(each.path, each.stamp.size, each.stamp.time, each.digest, each.data, each.html) for each in kept]
        self._do("insert or replace into files values (?, ?, ?, ?, ?, ?)", rows)
        self._do("delete from files where path = ?", [(path,) for path in gone])

    def _do(self, statement: str, rows: Sequence[tuple[object, ...]] | None = None) -> None:
        """Whatever goes wrong (a full disk, say) ends the cache, not the build."""
        if self._connection is None:
            return
        try:
            if rows is None:
                self._connection.execute(statement)
            else:
                self._connection.executemany(statement, rows)
        except sqlite3.Error:
            self.close()

    def clear(self) -> None:
        """Start over with an empty cache."""
        self.close()
        remove_kept(self.file)
        self._connection = self._open()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
