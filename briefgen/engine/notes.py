"""What one batch of work asked, as rows that can be sent to another process."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import msgspec

from briefgen.engine.asking import Absent, Memory, Node, Question, resolved
from briefgen.engine.encoding import encode

Told = tuple[bytes, bytes, tuple[int, ...] | bytes | None]
"""A question (encoded), its answer's digest, and the rows of what it asked; of a fact, its answer as it is kept; None where
the process has handed it on before, and then no digest.
"""
packed: Callable[[list[Told]], bytes] = msgspec.msgpack.encode
"""Rows for another process, in a third of the time that pickling them takes."""
unpacked: Callable[[bytes], list[Told]] = msgspec.msgpack.Decoder(list[Told]).decode


@dataclass
class Notes:
    """Rows of what one batch of work asked, ready to be sent to another process."""

    memory: Memory
    rows: list[Told] = field(default_factory=list)
    numbers: dict[Node, int] = field(default_factory=dict)
    is_whole: bool = False
    """Whether what was handed on before is told again."""

    def add_root(self, root: Question, digest: bytes, trace: Mapping[Node, None]) -> None:
        """A target that was made, with the digest of its bytes and its trace."""
        self.rows.append((encode(root), digest, self._all(resolved(trace))))

    def _all(self, nodes: tuple[Node, ...]) -> tuple[int, ...]:
        numbers = self.numbers
        return tuple([numbers[node] if node in numbers else self.add(node) for node in nodes])

    def add(self, node: Node) -> int:
        """The row of a question that has none, after those of all that it asked."""
        row: Told = encode(node.question), b"", None
        if self.is_whole or not node.is_told:
            below = self.kept(node) if node.asked is None else self._all(node.asked)
            row = row[0], self.memory.digest(node), below
            node.is_told = not self.is_whole
            if node.is_told and node.asked is None:
                self.memory.told.add(node.question)
        number = self.numbers[node] = len(self.rows)
        self.rows.append(row)
        return number

    def kept(self, fact: Node) -> bytes:
        """The answer to a fact as a later build can have it back; empty where there is nothing to keep."""
        is_absent = fact.answer.__class__ is Absent
        return b"" if is_absent else self.memory.oracle.kept(fact.question, fact.answer)
