"""`ask`: the only way in which a render function learns of anything, so that what it learnt is known.

A question is a fact, which the oracle simply knows, or derived: its answer is found by asking others. Each is answered
once; what answering asked is its trace. (The terms are those of build systems with verifying traces: Mokhov, Mitchell,
Peyton Jones, "Build systems à la carte", 2018.)
"""

import hashlib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

Question = tuple[Hashable, ...]
"""A name and its arguments: `("card", "2026-02-03-x", "tr")`."""

DIGEST_SIZE = 16
MUCH = 20_000
"""Answers in a generation: those of three hundred articles or so."""


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

    def digest(self, question: Question, answer: Any) -> bytes:
        """What tells one answer from another; never asked of opaque ones."""
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
class Generation:
    """Answers with what answering asked in turn (of derived questions, opaque ones resolved) and their digests."""

    answers: dict[Question, Any] = field(default_factory=dict)
    asked: dict[Question, tuple[Question, ...]] = field(default_factory=dict)
    digests: dict[Question, bytes] = field(default_factory=dict)


class Memory:
    """What one process has asked. It forgets what nobody has asked for in two generations of `much` answers.

    `handed_on` are the facts whose answers the process has passed on to be kept.
    """

    def __init__(self, oracle: Oracle, much: int = MUCH) -> None:
        self.oracle, self.much = oracle, much
        self.handed_on: set[Question] = set()
        self._opaque: dict[Question, dict[Question, None]] = {}
        self._old = Generation()
        self._begin(Generation())

    def _begin(self, young: Generation) -> None:
        self._young = young
        self.answers, self.asked, self.digests = young.answers, young.asked, young.digests

    def age(self) -> None:
        """Begin a new generation if there is much in this one; what is asked for again moves into it."""
        if len(self.answers) < self.much:
            return
        self._opaque = {question: below for question, below in self._opaque.items() if question in self.answers}
        self._old = self._young
        self._begin(Generation())

    def find(self, question: Question) -> Any:
        """The answer, from here or from the oracle; Absent for none."""
        if question in self.answers:
            return self.answers[question]
        if question in self._old.answers:
            self._keep(question)
            return self.answers[question]
        ask = Ask(self)
        try:
            found = self.oracle.answer(question, ask)
        except UnknownQuestion:
            raise
        except LookupError as problem:
            found = Absent(problem)
        if not self.oracle.is_fact(question):
            self.asked[question] = self.resolved(ask.trace)
            if self.oracle.is_opaque(question):
                self._opaque[question] = dict.fromkeys(self.asked[question])
        self.answers[question] = found
        return found

    def _keep(self, question: Question) -> None:
        """Take a question over from the generation before, with all that was asked for it."""
        old = self._old
        self.answers[question] = old.answers[question]
        if question in old.digests:
            self.digests[question] = old.digests[question]
        if question in old.asked:
            self.asked[question] = old.asked[question]
            for below in old.asked[question]:
                if below not in self.answers:
                    self._keep(below)

    def resolved(self, trace: Mapping[Question, None]) -> tuple[Question, ...]:
        """What someone depends on who has asked all this: what stands behind an opaque answer takes its place."""
        opaque = self._opaque
        if opaque.keys().isdisjoint(trace):
            return tuple(trace)
        found: dict[Question, None] = {}
        for question in trace:
            if question in opaque:
                found.update(opaque[question])
            else:
                found[question] = None
        return tuple(found)

    def digest(self, question: Question) -> bytes:
        """The digest of the answer to `question`."""
        known = self.digests.get(question)
        if known is None:
            known = self.digests[question] = self._digest(question, self.find(question))
        return known

    def _digest(self, question: Question, answer: Any) -> bytes:
        if answer.__class__ is Absent:
            return digest_of(b"absent " + type(answer.problem).__name__.encode())
        return self.oracle.digest(question, answer)


def digest_of(data: bytes) -> bytes:
    """Sixteen bytes that stand for `data` (BLAKE2b, RFC 7693)."""
    return hashlib.blake2b(data, digest_size=DIGEST_SIZE).digest()
