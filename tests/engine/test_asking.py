"""`ask`: answers pass through once, and what was asked is kept."""

import pytest

from briefgen.engine.asking import Ask, Memory, UnknownQuestion
from tests.engine.conftest import Table


def test_an_answer_passes_through() -> None:
    ask = Ask(Memory(Table(card="kart", none=None)))
    assert (ask("card", "x", "tr"), ask("none")) == ("kart", None)


def test_the_trace_has_every_question_once_in_order_and_each_is_answered_once() -> None:
    table = Table(b=1, a=2)
    memory = Memory(table)
    ask, other = Ask(memory), Ask(memory)
    for question in (("b",), ("a", 1), ("b",)):
        ask(*question)
    other("b")
    assert list(ask.trace) == [("b",), ("a", 1)] and list(other.trace) == [("b",)]
    assert table.log == [("b",), ("a", 1)]


def test_a_derived_answer_keeps_what_it_asked() -> None:
    memory = Memory(Table(fact=2, double=lambda ask: ask("fact") * 2))
    ask = Ask(memory)
    assert ask("double") == 4
    assert list(ask.trace) == [("double",)] and memory.asked == {("double",): (("fact",),)}


def test_an_unknown_question_is_a_slip() -> None:
    ask = Ask(Memory(Table()))
    with pytest.raises(UnknownQuestion):
        ask("yok", "x")
    assert list(ask.trace) == [("yok", "x")]


def test_absence_is_an_answer_that_is_raised_wherever_it_is_asked_for() -> None:
    def absent(_ask: Ask) -> object:
        raise KeyError("x")

    memory = Memory(Table(absent=absent, found=1))
    for _ in range(2):
        with pytest.raises(KeyError):
            Ask(memory)("absent")
    assert memory.digest(("absent",)) != memory.digest(("found",))


def test_a_digest_follows_the_answer_or_what_it_was_made_from() -> None:
    def opaque(ask: Ask) -> object:
        return object() if ask("fact") else None

    one, same, other = (Memory(Table(fact=value, opaque=opaque)) for value in (1, 1, 2))
    assert one.digest(("opaque",)) == same.digest(("opaque",)) != other.digest(("opaque",))
