"""`ask`: the only way in which a render function learns of anything, so that what it learnt is known.

A question is a fact, which the oracle simply knows, or derived: its answer is found by asking others. Each is answered
once; what answering asked is its trace. (The terms are those of build systems with verifying traces: Mokhov, Mitchell,
Peyton Jones, "Build systems à la carte", 2018.)
"""

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, Protocol

Question = tuple[Hashable, ...]
"""A name and its arguments: `("card", "2026-02-03-x", "tr")`."""

DIGEST_SIZE = 16


class Oracle(Protocol):
    """Answers questions. An answer is plain frozen data; "there is none" (a LookupError) is an answer too."""

    def is_fact(self, question: Question) -> bool:
        """Whether the answer comes from outside; else it follows from the answers to other questions."""
        ...

    def answer(self, question: Question, ask: "Ask") -> Any:
        """The answer to `question`; a derived one through `ask`. UnknownQuestion for a name that it does not know."""
        ...

    def digest(self, question: Question, answer: Any) -> bytes | None:
        """What tells one answer from another; None where only what was asked for it can tell."""
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


class Ask:
    """Passes questions on and keeps their trace: what was asked, in order, once."""

    __slots__ = ("_answers", "memory", "trace")

    def __init__(self, memory: "Memory") -> None:
        self.memory = memory
        self._answers = memory.answers
        self.trace: dict[Question, None] = {}

    def __call__(self, name: str, *arguments: Hashable) -> Any:
        question = (name, *arguments)
        self.trace[question] = None
        try:
            found = self._answers[question]
        except KeyError:
            found = self.memory.find(question)
        if found.__class__ is Absent:
            raise found.problem.with_traceback(None)
        return found

    def content(self, digest: str) -> str:
        """What a digest names."""
        return self.memory.oracle.content(digest)


@dataclass
class Memory:
    """What one process has asked: every answer, what answering asked in turn (of derived questions), digests."""

    oracle: Oracle
    answers: dict[Question, Any] = field(default_factory=dict)
    asked: dict[Question, tuple[Question, ...]] = field(default_factory=dict)
    digests: dict[Question, bytes] = field(default_factory=dict)

    def find(self, question: Question) -> Any:
        """The answer, from here or from the oracle; Absent for none."""
        if question in self.answers:
            return self.answers[question]
        ask = Ask(self)
        try:
            found = self.oracle.answer(question, ask)
        except UnknownQuestion:
            raise
        except LookupError as problem:
            found = Absent(problem)
        if not self.oracle.is_fact(question):
            self.asked[question] = tuple(ask.trace)
        self.answers[question] = found
        return found

    def digest(self, question: Question) -> bytes:
        """The digest of the answer to `question`."""
        known = self.digests.get(question)
        if known is None:
            known = self.digests[question] = self._digest(question, self.find(question))
        return known

    def _digest(self, question: Question, answer: Any) -> bytes:
        if answer.__class__ is Absent:
            return digest_of(b"absent " + type(answer.problem).__name__.encode())
        found = self.oracle.digest(question, answer)
        if found is None:
            found = digest_of(b"".join(map(self.digest, self.asked[question])))
        return found


def digest_of(data: bytes) -> bytes:
    """Sixteen bytes that stand for `data` (BLAKE2b, RFC 7693)."""
    return hashlib.blake2b(data, digest_size=DIGEST_SIZE).digest()
