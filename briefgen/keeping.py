"""Files of what may be lost: a cache is read again or made again, whatever has happened to its file."""

import pickle
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

_PAGE = 32768
"""Bytes of a page: eight times what SQLite takes by itself, as many large values are written at once, each page by two calls."""


def open_kept(file: Path, schema: str) -> sqlite3.Connection | None:
    """A database with the tables of `schema`; garbage is replaced by an empty one. None where there can be none."""
    for _ in range(2):
        try:
            connection = sqlite3.connect(file, isolation_level=None)
            connection.execute(f"pragma page_size={_PAGE}")
            # A killed process leaves a whole database; what a power failure leaves is found out and replaced.
            connection.execute("pragma journal_mode=wal")
            connection.execute("pragma synchronous=off")
            connection.executescript(schema)
            return connection
        except sqlite3.Error:
            remove_kept(file)
    return None


def remove_kept(file: Path) -> None:
    """Remove a database with what SQLite puts beside it."""
    for suffix in ("", "-wal", "-shm"):
        path = Path(f"{file}{suffix}")
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError:
            # It may not be removed: then there is no cache.
            return


def sealed(value: object) -> bytes:
    """A value as bytes to keep: a checksum, then its pickle. Damaged bytes may well be the pickle of something else."""
    data = pickle.dumps(value, 5)
    return zlib.crc32(data).to_bytes(4, "big") + data


def seal_into(file: Path, value: object, is_unwanted: Callable[[], bool]) -> bool:
    """Write to a file what `sealed` gives, in pieces between which other threads have their turn. False where it has become
    unwanted meanwhile; then the file is as it was, as it is where it cannot be written.
    """
    beside, checksum = file.with_name(f"{file.name}.new"), 0

    def write(piece: bytes) -> None:
        nonlocal checksum
        if is_unwanted():
            raise InterruptedError
        checksum = zlib.crc32(piece, checksum)
        out.write(piece)

    try:
        with beside.open("wb") as out:
            out.write(bytes(4))
            pickle.Pickler(SimpleNamespace(write=write), 5).dump(value)
            out.seek(0)
            out.write(checksum.to_bytes(4, "big"))
        beside.replace(file)
    except OSError as problem:
        remove_kept(beside)
        return not isinstance(problem, InterruptedError)
    return True


def is_whole(data: object) -> bool:
    """Whether these are bytes of `sealed`; a damaged database may hand over anything."""
    return (
        isinstance(data, bytes)
        and len(data) > 4
        and zlib.crc32(memoryview(data)[4:]) == int.from_bytes(data[:4], "big")
    )


def unsealed(data: bytes) -> Any:
    """The value that was sealed. ValueError for bytes that are damaged, or of classes that are no more."""
    if not is_whole(data):
        raise ValueError("damaged")
    try:
        return pickle.loads(memoryview(data)[4:])
    except Exception as problem:
        raise ValueError("of another version") from problem
