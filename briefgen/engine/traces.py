"""What was asked for every target, kept between builds by question, so that what changed finds its targets.

A node is a question with the digest of its answer. `asked` leads from a node to the questions that it asked, `users`
back. Roots are the targets; a node that no root reaches any more is forgotten.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from briefgen.engine.asking import Absent, Memory, Node, Question, digest_of, resolved

FORMAT = 2
_FEW = 3000
"""Up to so many derived answers are compared before a target counts as changed; beyond, rendering is the cheaper look."""

_MANY = 4000
"""Answers that may gather before they are put away."""


def _as_text(value: object) -> str:
    """Markup and the like, which a template may hand over."""
    return str(value)


encode: Callable[[Any], bytes] = msgspec.msgpack.Encoder(order="deterministic", enc_hook=_as_text).encode
_decode = msgspec.msgpack.Decoder(tuple[Any, ...]).decode

Row = tuple[bytes, bytes, tuple[int, ...] | bytes | None]
"""A question (encoded), its answer's digest, and the rows of what it asked; of a fact, its answer as it is kept; None where
the process has handed it on before.
"""


@dataclass
class Notes:
    """Rows of what one batch of work asked, ready to be sent to another process."""

    memory: Memory
    rows: list[Row] = field(default_factory=list)
    numbers: dict[Node, int] = field(default_factory=dict)
    is_whole: bool = False
    """Whether what was handed on before is told again."""

    def add_root(self, root: Question, digest: bytes, trace: Iterable[Node]) -> None:
        """A target that was made, with the digest of its bytes and its trace."""
        self.rows.append((encode(root), digest, self._all(resolved(trace))))

    def _all(self, nodes: tuple[Node, ...]) -> tuple[int, ...]:
        numbers = self.numbers
        return tuple([numbers[node] if node in numbers else self.add(node) for node in nodes])

    def add(self, node: Node) -> int:
        """The row of a question that has none, after those of all that it asked."""
        below: tuple[int, ...] | bytes | None = None
        if self.is_whole or not node.is_told:
            below = self.kept(node) if node.asked is None else self._all(node.asked)
            node.is_told = not self.is_whole
        number = self.numbers[node] = len(self.rows)
        self.rows.append((encode(node.question), self.memory.digest(node), below))
        return number

    def kept(self, fact: Node) -> bytes:
        """The answer to a fact as a later build can have it back; empty where there is nothing to keep."""
        is_absent = fact.answer.__class__ is Absent
        return b"" if is_absent else self.memory.oracle.kept(fact.question, fact.answer)


class Stored(msgspec.Struct, array_like=True):
    """The file: parallel lists by node number, numbers packed as 32-bit integers."""

    format: int
    key: bytes
    names: list[bytes]
    digests: list[bytes]
    asked: list[bytes]
    users: list[bytes]
    facts: bytes
    roots: bytes
    checksum: bytes = b""


class Traces:
    """The traces of one output folder. `answers` are those of facts that were recorded since it was loaded, as they are
    kept; None for a fact that is forgotten; many are handed to `keep`. `generation` names the file that it was loaded
    from.
    """

    def __init__(self) -> None:
        self.names: list[bytes] = []
        self.digests: list[bytes] = []
        self.asked: list[bytes] = []
        self.users: list[bytes | set[int] | array[int]] = []
        self.facts: set[int] = set()
        self.roots: set[int] = set()
        self.answers: dict[bytes, bytes | None] = {}
        self.keep: Callable[[Mapping[bytes, bytes | None]], None] | None = None
        self.generation = b""
        self._numbers: dict[bytes, int] | None = None
        self._fresh: set[int] = set()

    @property
    def numbers(self) -> dict[bytes, int]:
        """Node by encoded question."""
        if self._numbers is None:
            self._numbers = {name: number for number, name in enumerate(self.names) if name}
        return self._numbers

    def question(self, number: int) -> Question:
        return _question(_decode(self.names[number]))

    def root(self, question: Question) -> int | None:
        """The node of a target, if it has been made."""
        number = self.numbers.get(encode(question))
        return number if number in self.roots else None

    def asked_by(self, number: int) -> "array[int]":
        return _unpacked(self.asked[number])

    def record(self, rows: list[Row], roots: Iterable[int] = ()) -> None:
        """Take over what a batch asked; `roots` are the rows that are targets."""
        here: list[int] = []
        for name, digest, asked in rows:
            here.append(self._node(name, digest, asked, here))
        self.roots.update(here[row] for row in roots)
        if self.keep is not None and len(self.answers) > _MANY:
            self.keep(self.answers)
            self.answers = {}

    def _node(self, name: bytes, digest: bytes, asked: tuple[int, ...] | bytes | None, here: list[int]) -> int:
        if asked is None:
            return self.numbers[name]
        number = self.numbers.get(name)
        if number is None:
            number = self.numbers[name] = len(self.names)
            self.names.append(name)
            self.digests.append(digest)
            self.asked.append(b"")
            self.users.append(array("I"))
        elif number in self._fresh:
            return number
        self._fresh.add(number)
        self.digests[number] = digest
        if isinstance(asked, bytes):
            self.facts.add(number)
            if asked:
                self.answers[name] = asked
            return number
        new = array("I", [here[row] for row in asked])
        before = set(self.asked_by(number)) if self.asked[number] else frozenset[int]()
        for each in [each for each in new if each not in before] if before else new:
            users = self.users[each]
            if users.__class__ is array:
                users.append(number)
            else:
                self._users(each).add(number)
        self.asked[number] = new.tobytes()
        for each in before.difference(new):
            self._drop_user(each, number)
        return number

    def _users(self, number: int) -> set[int]:
        users = self.users[number]
        if not isinstance(users, set):
            users = self.users[number] = set(_unpacked(users) if isinstance(users, bytes) else users)
        return users

    def _drop_user(self, number: int, user: int) -> None:
        users = self._users(number)
        users.discard(user)
        if not users and number not in self.roots:
            self._forget(number)

    def _forget(self, number: int) -> None:
        below = self.asked_by(number)
        if number in self.facts:
            self.answers[self.names[number]] = None
        self.numbers.pop(self.names[number], None)
        self.names[number], self.asked[number], self.users[number] = b"", b"", b""
        self.facts.discard(number)
        for each in below:
            self._drop_user(each, number)

    def keep_all(self, memory: Memory) -> None:
        """Have the answers to all facts to keep, where those that were kept are lost."""
        notes = Notes(memory)
        for number in self.facts:
            self.answers.setdefault(self.names[number], notes.kept(memory.find(self.question(number))) or None)

    def drop_root(self, number: int) -> None:
        """A target that is made no more."""
        self.roots.discard(number)
        if not self._users(number):
            self._forget(number)

    def stale(self, memory: Memory, among: Iterable[int] | None = None) -> dict[int, tuple[Question, ...]]:
        """The targets that must be made again, each with its reason: from a question that it asked down to the fact.

        Derived answers that come out the same stop the search. `among` are the facts that may differ, where that is known.
        """
        facts = self.facts if among is None else among
        causes: dict[int, int | None] = {number: None for number in facts if self._differs(memory, number)}
        queue, looked, compared = list(causes), set[int](), 0
        found: dict[int, tuple[Question, ...]] = {}
        for changed in queue:
            for user in sorted(self._users(changed)):
                if user in self.roots:
                    found.setdefault(user, self._chain(changed, causes))
                if user in looked or (user in self.roots and not self.users[user]):
                    continue
                looked.add(user)
                compared += 1
                if compared > _FEW or self._differs(memory, user):
                    causes[user] = changed
                    queue.append(user)
        self._note_again(memory, looked)
        return found

    def _differs(self, memory: Memory, number: int) -> bool:
        try:
            return memory.digest(memory.find(self.question(number))) != self.digests[number]
        except Exception:
            # It may be that nobody asks this any more; if somebody does, asking tells what is wrong.
            return True

    def _chain(self, number: int, causes: dict[int, int | None]) -> tuple[Question, ...]:
        chain = [self.question(number)]
        below = causes[number]
        while below is not None:
            chain.append(self.question(below))
            below = causes[below]
        return tuple(chain)

    def _note_again(self, memory: Memory, looked: set[int]) -> None:
        """What was answered anew may have asked other questions than before, with the same outcome."""
        # Whoever is made again may ask this no more, and nobody else; then it is forgotten, and told once more if need be.
        notes = Notes(memory, is_whole=True)
        for number in sorted(looked - self.roots):
            node = memory.nodes.get(self.question(number)) if self.names[number] else None
            if node is not None and node.digest is not None and node not in notes.numbers:
                notes.add(node)
        self.record(notes.rows)

    def dumps(self, key: bytes) -> bytes:
        """The file for these traces; `key` says for whom they hold (versions, settings)."""
        users = [each if isinstance(each, bytes) else _packed(each) for each in self.users]
        stored = Stored(
            FORMAT, key, self.names, self.digests, self.asked, users, _packed(self.facts), _packed(self.roots)
        )
        data = encode(stored)
        return digest_of(data) + data

    @classmethod
    def loads(cls, data: bytes, key: bytes | None) -> "Traces | None":
        """The traces in a file; None for one that is damaged, of another format or for another key (None: any will do)."""
        if digest_of(data[16:]) != data[:16]:
            return None
        try:
            stored = msgspec.msgpack.decode(data[16:], type=Stored)
        except (msgspec.MsgspecError, ValueError):
            return None
        if stored.format != FORMAT or key not in (None, stored.key):
            return None
        found = cls()
        found.generation = data[:16]
        found.names, found.digests, found.asked = stored.names, stored.digests, stored.asked
        found.users = list(stored.users)
        found.facts, found.roots = set(_unpacked(stored.facts)), set(_unpacked(stored.roots))
        return found


def _question(value: tuple[Any, ...]) -> Question:
    """A decoded question: lists are tuples again, as questions are keys."""
    return tuple(_hashable(each) for each in value)


def _hashable(value: Any) -> Any:
    if isinstance(value, list):
        return _question(tuple(value))
    return tuple((key, _hashable(each)) for key, each in value.items()) if isinstance(value, dict) else value


def _packed(numbers: Iterable[int]) -> bytes:
    return array("I", sorted(numbers)).tobytes()


def _unpacked(data: bytes) -> "array[int]":
    found = array("I")
    found.frombytes(data)
    return found
