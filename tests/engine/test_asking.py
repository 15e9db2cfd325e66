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


def test_a_digest_follows_the_answer() -> None:
    one, same, other = (Memory(Table(fact=value)) for value in (1, 1, 2))
    assert one.digest(("fact",)) == same.digest(("fact",)) != other.digest(("fact",))


def test_who_asks_an_opaque_question_depends_on_what_stands_behind_it() -> None:
    def opaque(ask: Ask) -> object:
        return object() if ask("fact") else None

    memory = Memory(Table(fact=1, other=2, opaque=opaque, above=lambda ask: (ask("opaque"), ask("other"))))
    ask = Ask(memory)
    ask("opaque")
    assert memory.resolved(ask.trace) == (("fact",),)
    ask("above")
    assert memory.asked["above",] == (("fact",), ("other",))


def test_what_is_asked_again_lives_on_and_the_rest_is_forgotten() -> None:
    table = Table(a=1, b=2, double=lambda ask: ask("a") * 2)
    memory = Memory(table, much=1)
    for name in ("double", "b"):
        Ask(memory)(name)
    memory.digest(("double",))
    for _ in range(3):
        memory.age()
        assert Ask(memory)("double") == 2
    assert memory.asked == {("double",): (("a",),)} and ("double",) in memory.digests
    assert table.log == [("double",), ("a",), ("b",)]
    Ask(memory)("b")
    assert table.log.count(("b",)) == 2
