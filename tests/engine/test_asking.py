"""`ask`: answers pass through, and what was asked is kept."""

from typing import Any

import pytest

from briefgen.engine.asking import Ask, Question, UnknownQuestion


class Oracle:
    """Answers from a table, and keeps a log."""

    def __init__(self, answers: dict[Question, Any]) -> None:
        self.answers, self.log = answers, list[Question]()

    def answer(self, question: Question) -> Any:
        self.log.append(question)
        if question not in self.answers:
            raise UnknownQuestion(f"no question '{question[0]}'")
        return self.answers[question]


def test_an_answer_passes_through() -> None:
    ask = Ask(Oracle({("card", "x", "tr"): "kart", ("none",): None}))
    assert (ask("card", "x", "tr"), ask("none")) == ("kart", None)


def test_the_trace_has_every_question_once_in_order() -> None:
    oracle = Oracle({("b",): 1, ("a", 1): 2})
    ask = Ask(oracle)
    for question in (("b",), ("a", 1), ("b",)):
        ask(*question)
    assert list(ask.trace) == [("b",), ("a", 1)]
    assert oracle.log == [("b",), ("a", 1), ("b",)]


def test_what_has_no_answer_is_in_the_trace_too() -> None:
    ask = Ask(Oracle({}))
    with pytest.raises(UnknownQuestion):
        ask("yok", "x")
    assert list(ask.trace) == [("yok", "x")]


def test_two_asks_of_one_oracle_have_traces_of_their_own() -> None:
    oracle = Oracle({("a",): 1, ("b",): 2})
    one, two = Ask(oracle), Ask(oracle)
    one("a"), two("b")
    assert (list(one.trace), list(two.trace)) == ([("a",)], [("b",)])
