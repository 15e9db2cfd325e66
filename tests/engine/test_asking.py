"""`ask`: answers pass through once, and what was asked is kept."""

from collections.abc import Iterable

import pytest

from briefgen.engine.asking import Ask, Memory, Node, Question, UnknownQuestion, resolved
from briefgen.engine.notes import Notes
from tests.engine.conftest import Table


def questions(nodes: Iterable[Node] | None) -> list[Question]:
    return [node.question for node in nodes or ()]


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
    assert questions(ask.trace) == [("b",), ("a", 1)] and questions(other.trace) == [("b",)]
    assert table.log == [("b",), ("a", 1)]


def test_a_derived_answer_keeps_what_it_asked() -> None:
    memory = Memory(Table(fact=2, double=lambda ask: ask("fact") * 2))
    ask = Ask(memory)
    assert ask("double") == 4
    assert questions(ask.trace) == [("double",)] and questions(memory.find(("double",)).asked) == [("fact",)]


def test_an_unknown_question_is_a_slip() -> None:
    ask = Ask(Memory(Table()))
    with pytest.raises(UnknownQuestion):
        ask("yok", "x")


def test_absence_is_an_answer_that_is_raised_wherever_it_is_asked_for() -> None:
    def absent(_ask: Ask) -> object:
        raise KeyError("x")

    memory = Memory(Table(absent=absent, found=1))
    for _ in range(2):
        with pytest.raises(KeyError):
            Ask(memory)("absent")
    assert memory.digest(memory.find(("absent",))) != memory.digest(memory.find(("found",)))


def test_a_digest_follows_the_answer() -> None:
    one, same, other = (Memory(Table(fact=value)) for value in (1, 1, 2))
    of_one, of_same, of_other = (memory.digest(memory.find(("fact",))) for memory in (one, same, other))
    assert of_one == of_same != of_other


def test_an_answer_without_a_digest_of_its_own_has_that_of_what_it_was_made_from() -> None:
    def shared(ask: Ask) -> object:
        return ask("fact"), object()

    one, same, other = (Memory(Table(fact=value, shared=shared)) for value in (1, 1, 2))
    of_one, of_same, of_other = (memory.digest(memory.find(("shared",))) for memory in (one, same, other))
    assert of_one == of_same != of_other


def test_who_asks_an_opaque_question_depends_on_what_stands_behind_it() -> None:
    def opaque(ask: Ask) -> object:
        return object() if ask("fact") else None

    memory = Memory(Table(fact=1, other=2, opaque=opaque, above=lambda ask: (ask("opaque"), ask("other"))))
    ask = Ask(memory)
    ask("opaque")
    assert questions(resolved(ask.trace)) == [("fact",)]
    ask("above")
    assert questions(memory.find(("above",)).asked) == [("fact",), ("other",)]


def test_what_is_asked_again_lives_on_and_the_rest_is_forgotten() -> None:
    table = Table(a=1, b=2, double=lambda ask: ask("a") * 2)
    memory = Memory(table, much=1)
    for name in ("double", "b"):
        Ask(memory)(name)
    double = memory.find(("double",))
    for _ in range(3):
        memory.age()
        assert Ask(memory)("double") == 2
        assert memory.find(("double",)) is double
    assert set(memory.nodes) == {("double",), ("a",)}
    assert table.log == [("double",), ("a",), ("b",)]
    Ask(memory)("b")
    assert table.log.count(("b",)) == 2


def test_a_fact_that_was_forgotten_is_found_again_but_its_answer_handed_on_once() -> None:
    table = Table(a=1, double=lambda ask: ask("a") * 2)
    memory = Memory(table, much=1)
    told = []
    for _ in range(2):
        notes = Notes(memory)
        notes.add(memory.find(("double",)))
        told.append([row[2] for row in notes.rows])
        for name in ("b", "c"):
            table.answers[name] = name
            memory.age()
            memory.find((name,))
        memory.age()
    assert table.log.count(("a",)) == 2
    assert told == [[table.kept(("a",), 1), (0,)], [None, (0,)]]
    whole = Notes(memory, is_whole=True)
    whole.add(memory.find(("a",)))
    assert whole.rows[0][2] == table.kept(("a",), 1)


def test_what_depends_on_a_fact_that_is_another_does_not_live_on() -> None:
    table = Table(
        a=1, b=2, double=lambda ask: ask("a") * 2, above=lambda ask: ask("double") + 1, other=lambda ask: ask("b")
    )
    memory = Memory(table)
    for name in ("above", "other"):
        Ask(memory)(name)
    after = Memory(Table(**{**table.answers, "a": 5}))
    after.take_over(memory, [("a",)])
    assert set(after.nodes) == {("b",), ("other",)}
    assert Ask(after)("above") == 11


def test_a_lasting_answer_is_not_forgotten_and_one_memory_has_it_from_another() -> None:
    table = Table(a=1, lasting=lambda ask: ask("a") + 1, whole=lambda ask: ask("lasting") * 2)
    memory, other = Memory(table, much=1), Memory(table)
    Ask(memory)("lasting")
    assert memory.lessons() == [], "it is handed on once the traces have it"
    notes = Notes(memory)
    notes.add(memory.find(("lasting",)))
    other.learn(memory.lessons())
    for each in (memory, other):
        for _ in range(3):
            each.age()
        assert Ask(each)("whole") == 4
    assert table.log.count(("a",)) == 1 and memory.lessons() == []
    told = Notes(other)
    told.add(other.find(("whole",)))
    assert [row[2] for row in told.rows] == [None, (0,)]
