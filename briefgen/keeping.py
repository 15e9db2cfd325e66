"""Files of what may be lost: a cache is read again or made again, whatever has happened to its file."""

import shutil
import sqlite3
from pathlib import Path


def open_kept(file: Path, schema: str) -> sqlite3.Connection | None:
    """A database with the tables of `schema`; garbage is replaced by an empty one. None where there can be none."""
    for _ in range(2):
        try:
            connection = sqlite3.connect(file, isolation_level=None)
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
