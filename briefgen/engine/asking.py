"""`ask`: the only way in which a render function learns of anything, so that what it learnt is known."""

from collections.abc import Hashable
from typing import Any, Protocol

Question = tuple[Hashable, ...]
"""A name and its arguments: `("card", "2026-02-03-x", "tr")`."""


class Oracle(Protocol):
    """Answers questions. An answer is plain frozen data; "there is none" is an answer too."""

    def answer(self, question: Question) -> Any:
        """The answer to `question`; UnknownQuestion for a name that it does not know."""
        ...


class UnknownQuestion(LookupError):
    """A question whose name no oracle knows: a slip in a template."""


class Ask:
    """Passes the questions of one render on to an oracle and keeps their trace: what was asked, in order, once."""

    def __init__(self, oracle: Oracle) -> None:
        self._oracle = oracle
        self.trace: dict[Question, None] = {}

    def __call__(self, name: str, *arguments: Hashable) -> Any:
        question = (name, *arguments)
        self.trace[question] = None
        return self._oracle.answer(question)
