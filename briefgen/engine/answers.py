"""The answers to facts, kept between builds by question, so that a build after a small change needs no more than those
that it asks for.
"""

import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from briefgen.keeping import open_kept

_SCHEMA = """
create table if not exists answers (name blob primary key, answer blob);
create table if not exists generation (value blob);
"""


class Answers:
    """Answers as bytes, by encoded question. `generation` names the traces that they belong to."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._connection = open_kept(file, _SCHEMA)
        self._process = os.getpid()

    @property
    def generation(self) -> bytes:
        """Which traces these belong to; empty for none."""
        try:
            row = self._connection and self._connection.execute("select value from generation").fetchone()
        except sqlite3.Error:
            return b""
        return bytes(row[0]) if row else b""

    def find(self, name: bytes) -> bytes | None:
        """The answer to an encoded question; None for one that is not kept."""
        if self._connection is None or self._process != os.getpid():
            # SQLite forbids that a connection is used across a fork.
            return None
        try:
            row = self._connection.execute("select answer from answers where name = ?", (name,)).fetchone()
        except sqlite3.Error:
            return None
        return bytes(row[0]) if row else None

    def keep(self, changed: Mapping[bytes, bytes | None], traces: bytes) -> None:
        """Keep these and forget those that are None, and all that do not belong to the traces that `traces` names.

        Nothing of it counts before it is saved.
        """
        if self._connection is None:
            return
        gone = [(name,) for name, answer in changed.items() if answer is None]
        new = ((name, answer) for name, answer in changed.items() if answer is not None)
        try:
            if not self._connection.in_transaction:
                self._connection.execute("begin immediate")
                if self.generation != traces:
                    self._connection.execute("delete from answers")
            self._connection.executemany("delete from answers where name = ?", gone)
            self._connection.executemany("insert or replace into answers values (?, ?)", new)
        except sqlite3.Error:
            # Without answers the next build assembles the whole site, and that is all.
            self.close()

    def save(self, generation: bytes) -> None:
        """What has been kept counts from here on, for the traces that `generation` names."""
        try:
            if self._connection is not None:
                self._connection.execute("delete from generation")
                self._connection.execute("insert into generation values (?)", (generation,))
                self._connection.execute("commit")
        except sqlite3.Error:
            self.close()

    def close(self) -> None:
        """End it; what was kept and not saved is as it was."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
