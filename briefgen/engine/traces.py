"""What was asked for every target, kept between builds by question, so that what changed finds its targets.

A node is a question with the digest of its answer. `asked` leads from a node to the questions that it asked, `users`
back. Roots are the targets; a node that no root reaches any more is forgotten.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from briefgen.engine.asking import Lesson, Memory, Question, digest_of
from briefgen.engine.encoding import decode, encode
from briefgen.engine.notes import Notes, Told
from briefgen.engine.rows import (
    FACT,
    ROOT,
    Buffer,
    Row,
    Rows,
    compact,
    generation_of,
    packed,
    packed_since,
    unpacked_since,
)

_FEW = 3000
"""Up to so many derived answers are compared before a target counts as changed; beyond, rendering is the cheaper look."""

_MANY = 4000
"""Answers that may gather before they are put away."""


_PART = 8
"""The file is written anew once an eighth of its rows are others."""


class Dump(NamedTuple):
    """The file of traces, None where it stays as it is; what differs since; and what names the two."""

    whole: bytes | None
    since: bytes
    generation: bytes


class Traces:
    """The traces of one output folder: the rows of a file, and over them those that are others since.

    `answers` are those of facts that were recorded since it was loaded, as they are kept, and lasting ones, packed; None for
    a question that is forgotten; many are handed to `keep`. `find` gives back what was kept. `generation` names what was loaded.
    """

    def __init__(self, base: Rows | None = None, since: Mapping[int, Row] | None = None) -> None:
        self.answers: dict[bytes, bytes | None] = {}
        self.keep: Callable[[Mapping[bytes, bytes | None]], None] | None = None
        self.find: Callable[[bytes], bytes | None] | None = None
        self.generation = b""
        self._base = base
        self._since = dict(since or {})
        self._numbers = {row.name: number for number, row in self._since.items()}
        self._count = max([len(base) if base else 0, *(number + 1 for number in self._since)])
        self._fresh: set[int] = set()
        self._loose: set[int] = set()
        self._changed: set[int] = set()

    def close(self) -> None:
        """Let go of the file, and of who keeps the answers."""
        self._base = self.keep = self.find = None

    def number(self, name: bytes) -> int | None:
        """The row of an encoded question, if it has been asked."""
        found = self._numbers.get(name)
        if found is None and self._base is not None and name:
            found = self._base.number(name)
            # A forgotten one still stands in the file.
            return None if found in self._since else found
        return found

    def __getitem__(self, number: int) -> Row:
        """A row, to be looked at."""
        found = self._since.get(number)
        if found is None:
            assert self._base is not None
            found = self._base[number]
        return found

    def _own(self, number: int) -> Row:
        """A row, to be changed."""
        found = self._since.get(number)
        if found is None:
            found = self._since[number] = self[number]
            self._numbers[found.name] = number
        return found

    def numbers(self, kind: int = 0) -> Iterator[int]:
        """All rows, or those of a kind."""
        since = self._since
        if self._base is not None:
            found = self._base.of_kind(kind) if kind else range(len(self._base))
            yield from (number for number in found if number not in since)
        yield from [number for number, row in since.items() if row.name and (row.kind & kind or not kind)]

    def facts(self) -> Iterator[int]:
        return self.numbers(FACT)

    def roots(self) -> Iterator[int]:
        return self.numbers(ROOT)

    def question(self, number: int) -> Question:
        return decode(self[number].name)

    def root(self, question: Question) -> int | None:
        """The node of a target, if it has been made."""
        number = self.number(encode(question))
        return number if number is not None and self[number].kind & ROOT else None

    def record(self, rows: list[Told], roots: Iterable[int] = (), lessons: Iterable[Lesson] = ()) -> None:
        """Take over what a batch asked; `roots` are the rows that are targets."""
        here: list[int] = []
        for name, digest, asked in rows:
            number = self.number(name)
            if number is None:
                number = self._add(name, digest, asked, here)
            elif asked is not None and number not in self._fresh:
                self._renew(number, digest, asked, here)
            here.append(number)
        for row in roots:
            if not self[here[row]].kind & ROOT:
                self._own(here[row]).kind |= ROOT
        self.answers |= {encode(question): digest + answer for question, answer, digest in lessons}
        if self.keep is not None and len(self.answers) > _MANY:
            self.keep(self.answers)
            self.answers = {}

    def _add(self, name: bytes, digest: bytes, asked: tuple[int, ...] | bytes | None, here: list[int]) -> int:
        """The number of a row for a question that has none."""
        assert asked is not None
        number = self._numbers[name] = self._count
        self._count += 1
        self._fresh.add(number)
        if isinstance(asked, bytes):
            self._since[number] = Row(name, digest, kind=FACT)
            if asked:
                self.answers[name] = asked
        else:
            row = self._since[number] = Row(name, digest, array("I", [here[each] for each in asked]))
            self._use(row.asked, number)
        return number

    def _renew(self, number: int, digest: bytes, asked: tuple[int, ...] | bytes, here: list[int]) -> None:
        """Note what has been answered anew."""
        self._fresh.add(number)
        row = self[number]
        if row.digest != digest:
            self._own(number).digest = digest
        if isinstance(asked, bytes):
            if not row.kind & FACT:
                self._own(number).kind |= FACT
            if asked:
                self.answers[row.name] = asked
        else:
            self._ask(number, array("I", [here[each] for each in asked]))

    def _ask(self, number: int, asked: "array[int]") -> None:
        """Note what a question asks now."""
        old = self[number].asked
        if old == asked:
            return
        before = set(old)
        self._own(number).asked = asked
        self._use([each for each in asked if each not in before], number)
        for each in before.difference(asked):
            self._drop_user(each, number)

    def _use(self, asked: Iterable[int], user: int) -> None:
        """Note who asks some questions."""
        since = self._since
        for each in asked:
            users = (since.get(each) or self._own(each)).users
            if users.__class__ is set:
                users.add(user)
            else:
                users.append(user)  # type: ignore[union-attr]

    def _drop_user(self, number: int, user: int) -> None:
        row = self._own(number)
        row.drop_user(user)
        if not row.users:
            self._loose.add(number)

    def drop_root(self, number: int) -> None:
        """A target that is made no more."""
        self._own(number).kind &= ~ROOT
        self._loose.add(number)

    def _forget(self) -> None:
        """Let go of what no root reaches any more. (A batch to come may ask for what another has dropped.)"""
        while self._loose:
            number = self._loose.pop()
            row = self._own(number)
            if row.name and not row.users and not row.kind & ROOT:
                self.answers[row.name] = None
                self._numbers.pop(row.name)
                self._since[number] = Row(b"")
                for each in row.asked:
                    self._drop_user(each, number)

    def keep_all(self, memory: Memory) -> None:
        """Have the answers to all facts to keep, where those that were kept are lost."""
        notes = Notes(memory)
        for number in self.facts():
            self.answers.setdefault(self[number].name, notes.kept(memory.find(self.question(number))) or None)

    def recall(self, question: Question) -> Lesson | None:
        """A lasting answer as it was kept; None where what it was made from is, or may be, another."""
        number = self.number(name := encode(question))
        if number is None or self.find is None or number in self._changed or number in self._fresh:
            return None
        found, digest = self.find(name) or b"", self[number].digest
        return (question, found.removeprefix(digest), digest) if found.startswith(digest) else None

    def stale(self, memory: Memory, among: Iterable[int] | None = None) -> dict[int, tuple[Question, ...]]:
        """The targets that must be made again, each with its reason: from a question that it asked down to the fact.

        Derived answers that come out the same stop the search. `among` are the facts that may differ, where that is known.
        """
        facts = self.facts() if among is None else among
        causes: dict[int, int | None] = {number: None for number in facts if self._differs(memory, number)}
        queue, looked, compared = list(causes), set[int](), 0
        found: dict[int, tuple[Question, ...]] = {}
        for changed in queue:
            for user in sorted(self[changed].users):
                row = self[user]
                if row.kind & ROOT:
                    found.setdefault(user, self._chain(changed, causes))
                if user in looked or (row.kind & ROOT and not row.users):
                    continue
                looked.add(user)
                compared += 1
                if compared > _FEW or self._differs(memory, user):
                    causes[user] = changed
                    queue.append(user)
        self._changed |= causes.keys()
        self._note_again(memory, looked)
        return found

    def _differs(self, memory: Memory, number: int) -> bool:
        try:
            return memory.digest(memory.find(self.question(number))) != self[number].digest
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
        notes = Notes(memory, is_whole=True)
        for number in sorted(looked):
            row = self[number]
            node = None if row.kind & ROOT else memory.nodes.get(self.question(number))
            if node is not None and node.digest is not None and node not in notes.numbers:
                notes.add(node)
        self.record(notes.rows)

    def dumps(self, key: bytes) -> Dump:
        """What keeps these traces; `key` says for whom they hold (versions, settings)."""
        self._forget()
        base = self._base
        if base is not None and base.key == key and len(self._since) * _PART < len(base):
            since = packed_since(base.generation, self._since)
            return Dump(None, since, digest_of(since))
        whole = packed(compact([self[number] for number in range(self._count)]), key)
        return Dump(whole, b"", generation_of(whole))

    @classmethod
    def loads(cls, data: Buffer, key: bytes | None, since: bytes = b"") -> "Traces | None":
        """The traces in a file, with what differs since; None for one that is damaged, of another format or for another
        key (None: any will do).
        """
        base = Rows.opened(data)
        if base is None or key not in (None, base.key):
            return None
        rows = unpacked_since(since, base.generation) if since else None
        found = cls(base, rows)
        found.generation = base.generation if rows is None else digest_of(since)
        return found
