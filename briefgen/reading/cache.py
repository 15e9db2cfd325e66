"""What reading made of each file, kept between builds: a file with the size and time of last time is not opened.

The cache is a convenience: whatever is wrong with it, the files are read again. Its folder is the owner's alone, which
is what makes it safe to unpickle.
"""

import os
import sqlite3
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from briefgen.keeping import is_whole, open_kept, remove_kept, sealed, unsealed
from briefgen.reading.entry import Reading
from briefgen.text.value import Value

_COLUMNS = "path text primary key, size integer, time integer, digest blob, reading blob, html blob"
_SCHEMA = f"""
create table if not exists key (value blob);
create table if not exists files ({_COLUMNS});
create table if not exists replaced ({_COLUMNS});
"""
_QUERY = "select path, size, time, digest, reading, html from"


_AT_HAND = 1000
"""Bodies that lie unpacked, as what is shown is mostly shown again soon."""


class Stamp(NamedTuple):
    """What tells whether a file is the one that was read: size in bytes, time in ns (0 for one not to be trusted)."""

    size: int
    time: int


class Kept(Value, frozen=True):
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
    """The HTML of many files by digest; that of a file is unpacked when it is first asked for.

    What is packed lies in a file of its own below `folder`, which has no name and ends with this: so it weighs on no
    process and is there for each that is forked. Where there can be no such file, it lies in memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.html: dict[str, str] = {}
        self.packed: dict[str, bytes | tuple[int, int]] = {}
        self._file, self._end = _nameless(folder), 0
        if self._file is not None:
            weakref.finalize(self, os.close, self._file)

    def add(self, reading: Reading, html: bytes) -> None:
        """The bodies of a file that has been read, as they are kept."""
        if reading.entry is not None and reading.entry.body.runs:
            packed = self._put(html)
            for run in reading.entry.body.runs:
                self.packed[run.html] = self.packed[run.notes] = packed

    def _put(self, data: bytes) -> bytes | tuple[int, int]:
        if self._file is None:
            return data
        try:
            if os.pwrite(self._file, data, self._end) < len(data):
                return data
        except OSError:
            return data
        self._end += len(data)
        return self._end - len(data), len(data)

    def _get(self, packed: bytes | tuple[int, int]) -> bytes:
        if isinstance(packed, bytes):
            return packed
        assert self._file is not None
        return os.pread(self._file, packed[1], packed[0])

    def __getitem__(self, digest: str) -> str:
        if digest not in self.html:
            if len(self.html) > _AT_HAND:
                self.html.clear()
            self.html |= unsealed(self._get(self.packed[digest]))
        return self.html[digest]

    def __reduce__(self) -> tuple[Any, ...]:
        """A process that was not forked gets all of it."""
        return _in_memory, ({digest: self._get(packed) for digest, packed in self.packed.items()},)

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)


def _nameless(folder: Path | None) -> int | None:
    """A file without a name; None where there can be none."""
    if folder is None:
        return None
    try:
        file, name = tempfile.mkstemp(prefix="bodies-", dir=folder)
    except OSError:
        return None
    try:
        os.unlink(name)  # noqa: PTH108
    except OSError:
        os.close(file)
        return None
    return file


def _in_memory(packed: dict[str, bytes | tuple[int, int]]) -> Bodies:
    found = Bodies()
    found.packed = packed
    return found


def _kept(row: tuple[Any, ...]) -> Kept:
    path, size, time, *data = row
    return Kept(path, Stamp(size, time), *data)


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
                    connection.executescript("delete from files; delete from replaced; delete from key;")
                    connection.execute("insert into key values (?)", (self.key,))
            except sqlite3.Error:
                connection.close()
                return None
        return connection

    def load(self) -> dict[str, Kept]:
        """What is kept of every file, by path."""
        if self._connection is None:
            return {}
        try:
            rows = self._connection.execute(f"{_QUERY} files").fetchall()
        except sqlite3.Error:
            self.clear()
            return {}
        return {row[0]: _kept(row) for row in rows}

    def find(self, path: str, digest: bytes) -> Reading | None:
        """A file as it was read when its bytes had this digest: now, or when the site was last built."""
        if self._connection is None:
            return None
        query = " union all ".join(f"{_QUERY} {table} where path = ? and digest = ?" for table in ("files", "replaced"))
        try:
            row = self._connection.execute(query, (path, digest) * 2).fetchone()
        except sqlite3.Error:
            return None
        return _kept(row).reading() if row is not None else None

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
        paths = [(path,) for path in gone]
        # The preview may read a file many times before the next build asks how it was.
        former = f"insert or ignore into replaced {_QUERY} files where path = ?"
        self._do(former, [*(row[:1] for row in rows), *paths])
        self._do("insert or replace into files values (?, ?, ?, ?, ?, ?)", rows)
        self._do("delete from files where path = ?", paths)

    def settle(self) -> None:
        """A site is built from the files as they are: how they were is not asked for any more."""
        self._do("delete from replaced")

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
