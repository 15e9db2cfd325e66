"""`ask`: the only way in which a render function learns of anything, so that what it learnt is known.

A question is a fact, which the oracle simply knows, or derived: its answer is found by asking others. Each is answered
once; what answering asked is its trace. (The terms are those of build systems with verifying traces: Mokhov, Mitchell,
Peyton Jones, "Build systems à la carte", 2018.)
"""

import hashlib
import pickle
import zlib
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Question = tuple[Hashable, ...]
"""A name and its arguments: `("card", "2026-02-03-x", "tr")`."""

DIGEST_SIZE = 16
MUCH = 8_000
"""Answers in a generation: those of a hundred articles or so."""


class Oracle(Protocol):
    """Answers questions. An answer is plain frozen data; "there is none" (a LookupError) is an answer too."""

    def is_fact(self, question: Question) -> bool:
        """Whether the answer comes from outside; else it follows from the answers to other questions."""
        ...

    def is_opaque(self, question: Question) -> bool:
        """Whether a derived answer is another whenever what was asked for it is: who asks it depends on that directly."""
        ...

    def answer(self, question: Question, ask: "Ask") -> Any:
        """The answer to `question`; a derived one through `ask`. UnknownQuestion for a name that it does not know."""
        ...

    def digest(self, question: Question, answer: Any) -> bytes | None:
        """What tells one answer from another, None where only what it was made from does; never asked of opaque ones."""
        ...

    def is_lasting(self, question: Question) -> bool:
        """Whether a derived answer is dear to find: it is not forgotten, and one process has it from another."""
        ...

    def kept(self, question: Question, answer: Any) -> bytes:
        """A fact's answer as a later build can have it back; empty for one that is always looked up anew."""
        ...

    def content(self, digest: str) -> str:
        """What is named by its own digest, so that it needs no trace."""
        ...


class UnknownQuestion(LookupError):
    """A question whose name no oracle knows: a slip in a template."""


@dataclass(frozen=True, slots=True)
class Absent:
    """The answer "there is none", to be raised wherever it is asked for."""

    problem: LookupError


class Node:
    """A question that has been answered. `asked` is what answering asked in turn, opaque ones resolved; None of a fact.

    Each is one object in its memory, so that traces are compared and looked up by what they are, not letter by letter.
    """

    __slots__ = ("answer", "asked", "digest", "is_opaque", "is_told", "question")

    def __init__(
        self, question: Question, answer: Any, asked: "tuple[Node, ...] | None" = None, is_opaque: bool = False
    ) -> None:
        self.question, self.answer, self.asked, self.is_opaque = question, answer, asked, is_opaque
        self.digest: bytes | None = None
        self.is_told = False
        """Whether its row has been handed on to the traces."""


class Ask:
    """Passes questions on and keeps their trace: what was asked, in order, once."""

    __slots__ = ("_nodes", "memory", "trace")

    def __init__(self, memory: "Memory") -> None:
        self.memory = memory
        self._nodes = memory.nodes
        self.trace: dict[Node, None] = {}

    def __call__(self, *question: Hashable) -> Any:
        """The answer to a question: its name, then its arguments."""
        node = self._nodes.get(question)
        if node is None:
            node = self.memory.found(question)
        self.trace[node] = None
        found = node.answer
        if found.__class__ is Absent:
            raise found.problem.with_traceback(None)
        return found

    def content(self, digest: str) -> str:
        """What a digest names."""
        return self.memory.oracle.content(digest)


Lesson = tuple[Question, bytes, bytes]
"""A lasting answer, packed, with its digest."""


class Memory:
    """What one process has asked. It forgets what nobody has asked for in two generations of `much` answers, but for the
    lasting ones.
    """

    def __init__(self, oracle: Oracle, much: int = MUCH) -> None:
        self.oracle, self.much = oracle, much
        self.nodes: dict[Question, Node] = {}
        self._old: dict[Question, Node] = {}
        self._lasting: dict[Question, Lesson] = {}
        self.recall: Callable[[Question], Lesson | None] | None = None
        """Gives back a lasting answer of an earlier process, where it still holds."""
        self._fresh: list[Node] = []
        self.told: set[Question] = set()
        """Facts that have been handed on to the traces, also those that are forgotten."""

    def age(self) -> None:
        """Begin a new generation if there is much in this one; what is asked for again moves into it."""
        if len(self.nodes) >= self.much:
            self._old, self.nodes = self.nodes, {}

    def lessons(self) -> list[Lesson]:
        """The lasting answers that have been found and told since this was asked last."""
        told = [node for node in self._fresh if node.is_told]
        self._fresh = [node for node in self._fresh if not node.is_told]
        return [(node.question, zlib.compress(pickle.dumps(node.answer), 1), self.digest(node)) for node in told]

    def learn(self, lessons: Iterable[Lesson]) -> None:
        """Take over what another process has found and told, or this one."""
        self._lasting |= {lesson[0]: lesson for lesson in lessons}

    def _is_known(self, question: Question) -> bool:
        """Whether another process has a lasting answer, before this one or beside it."""
        if question not in self._lasting and self.recall is not None:
            lesson = self.recall(question)
            self.learn([lesson] if lesson else [])
        return question in self._lasting

    def _learnt(self, question: Question) -> Node:
        _, packed, digest = self._lasting[question]
        node = self.nodes[question] = Node(question, pickle.loads(zlib.decompress(packed)), ())
        node.digest, node.is_told = digest, True
        return node

    def take_over(self, before: "Memory", facts: Collection[Question]) -> None:
        """Learn from another memory all that does not depend on some facts, which are answered otherwise here."""
        stale: set[Node] = set()
        # What a question asked was answered before it, so that one look will do.
        for node in before.nodes.values():
            if node.question in facts or not stale.isdisjoint(node.asked or ()):
                stale.add(node)
            else:
                self.nodes[node.question] = node

    def find(self, question: Question) -> Node:
        """The question with its answer, from here or from the oracle; Absent for none."""
        return self.nodes.get(question) or self.found(question)

    def found(self, question: Question) -> Node:
        """The same for one that is not among those of this generation."""
        old = self._old.get(question)
        if old is not None:
            return self._keep(old)
        ask, oracle = Ask(self), self.oracle
        is_fact = oracle.is_fact(question)
        is_lasting = not is_fact and oracle.is_lasting(question)
        if is_lasting and self._is_known(question):
            return self._learnt(question)
        try:
            found = oracle.answer(question, ask)
        except UnknownQuestion:
            raise
        except LookupError as problem:
            found = Absent(problem)
        if is_fact:
            node = Node(question, found)
            node.is_told = question in self.told
        else:
            node = Node(question, found, resolved(ask.trace), oracle.is_opaque(question))
            if is_lasting:
                self._fresh.append(node)
        self.nodes[question] = node
        return node

    def _keep(self, node: Node) -> Node:
        """Take a question over from the generation before, with all that was asked for it."""
        self.nodes[node.question] = node
        for below in node.asked or ():
            if below.question not in self.nodes:
                self._keep(below)
        return node

    def digest(self, node: Node) -> bytes:
        """The digest of the answer to a question."""
        if node.digest is None:
            node.digest = self._digest(node)
        return node.digest

    def _digest(self, node: Node) -> bytes:
        if node.answer.__class__ is Absent:
            return digest_of(b"absent " + type(node.answer.problem).__name__.encode())
        found = self.oracle.digest(node.question, node.answer)
        return digest_of(b"".join(map(self.digest, node.asked or ()))) if found is None else found


def resolved(trace: Mapping[Node, None]) -> tuple[Node, ...]:
    """What someone depends on who has asked all this: what stands behind an opaque answer takes its place."""
    if not [node for node in trace if node.is_opaque]:
        return tuple(trace)
    found: dict[Node, None] = {}
    for node in trace:
        if node.is_opaque:
            found.update(dict.fromkeys(node.asked or ()))
        else:
            found[node] = None
    return tuple(found)


def digest_of(data: bytes) -> bytes:
    """Sixteen bytes that stand for `data` (BLAKE2b, RFC 7693)."""
    return hashlib.blake2b(data, digest_size=DIGEST_SIZE).digest()
