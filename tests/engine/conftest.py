"""A fake oracle: a table of facts and of functions."""

from collections.abc import Callable
from typing import Any

from briefgen.engine.asking import Ask, Question, UnknownQuestion, digest_of


class Table:
    """Answers by name: a plain value is a fact, a function derives its answer through `ask`. Keeps a log."""

    def __init__(self, **answers: Any) -> None:
        self.answers, self.log = answers, list[Question]()

    def is_fact(self, question: Question) -> bool:
        return not callable(self.answers.get(str(question[0])))

    def answer(self, question: Question, ask: Ask) -> Any:
        self.log.append(question)
        name, *arguments = question
        if name not in self.answers:
            raise UnknownQuestion(f"no question '{name}'")
        found: Any | Callable[..., Any] = self.answers[str(name)]
        return found(ask, *arguments) if callable(found) else found

    def is_opaque(self, question: Question) -> bool:
        return question[0] == "opaque"

    def digest(self, question: Question, answer: Any) -> bytes | None:
        assert not self.is_opaque(question)
        return None if question[0] == "shared" else digest_of(repr(answer).encode())

    def is_lasting(self, question: Question) -> bool:
        return question[0] == "lasting"

    def kept(self, question: Question, answer: Any) -> bytes:
        return repr((question, answer)).encode()

    def content(self, digest: str) -> str:
        return digest
