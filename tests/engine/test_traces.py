"""Traces: what is left as it stands has the same answers, what is made again has a reason, and a file that is lost is lost."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch
from weakref import WeakKeyDictionary

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.engine.asking import Ask, Memory, Question, digest_of
from briefgen.engine.encoding import encode
from briefgen.engine.notes import Notes
from briefgen.engine.traces import Traces
from tests.engine.conftest import Table

ABSENT = KeyError("there is none")
KEY = b"versions and settings"
PAGE: Question = ("target", "/", "page")
Making = Callable[[Ask], Any]
FILES: WeakKeyDictionary[Traces, bytes] = WeakKeyDictionary()
"""The file that traces were loaded from."""


class Told(Table):
    """A table in which an error stands for a fact that there is none of."""

    def answer(self, question: Question, ask: Ask) -> Any:
        found = super().answer(question, ask)
        if isinstance(found, LookupError):
            raise found
        return found


def make(traces: Traces, memory: Memory, root: Question, making: Making) -> Any:
    """Make a target and record what it asked."""
    ask, notes = Ask(memory), Notes(memory)
    made = making(ask)
    notes.add_root(root, hashlib.sha256(repr(made).encode()).digest(), ask.trace)
    traces.record(notes.rows, [len(notes.rows) - 1])
    return made


def traced(making: Making, **answers: Any) -> Traces:
    """The traces of one page made from these answers."""
    traces = Traces()
    make(traces, Memory(Told(**answers)), PAGE, making)
    return traces


def kept(traces: Traces) -> Traces:
    """The same, from the file."""
    dump = traces.dumps(KEY)
    whole = dump.whole or FILES[traces]
    found = Traces.loads(whole, KEY, dump.since)
    assert found is not None and found.generation == dump.generation
    FILES[found] = whole
    return found


def file_of(traces: Traces) -> bytes:
    whole = traces.dumps(KEY).whole
    assert whole is not None
    return whole


def stale(traces: Traces, **answers: Any) -> list[tuple[Question, ...]]:
    """The reasons of all targets that must be made again."""
    return list(kept(traces).stale(Memory(Told(**answers))).values())


def both(ask: Ask) -> Any:
    return ask("title"), ask("double")


def double(ask: Ask) -> int:
    return int(ask("number")) * 2


def parity(ask: Ask) -> int:
    return int(ask("number")) % 2


def test_what_nothing_has_changed_for_is_left() -> None:
    assert stale(traced(both, title="a", number=1, double=double), title="a", number=1, double=double) == []


def test_a_reason_leads_from_the_question_that_was_asked_to_the_fact_that_changed() -> None:
    traces = traced(both, title="a", number=1, double=double)
    assert stale(traces, title="b", number=1, double=double) == [(("title",),)]
    assert stale(traces, title="a", number=2, double=double) == [(("double",), ("number",))]


def test_a_derived_answer_that_comes_out_the_same_stops_the_search() -> None:
    traces = traced(lambda ask: ask("parity"), number=1, parity=parity)
    assert stale(traces, number=3, parity=parity) == []
    assert stale(traces, number=4, parity=parity) == [(("parity",), ("number",))]


def test_what_a_page_asks_itself_counts_though_a_derived_answer_stays() -> None:
    traces = traced(lambda ask: (ask("parity"), ask("number")), number=1, parity=parity)
    assert stale(traces, number=3, parity=parity) == [(("number",),)]


def test_what_stops_the_search_is_noted_and_stops_it_the_next_time() -> None:
    """The fact is another, the page is not: the next build has nothing to compare."""
    traces = kept(traced(lambda ask: ask("parity"), number=1, parity=parity))
    assert traces.stale(Memory(Told(number=3, parity=parity))) == {}
    table = Told(number=3, parity=parity)
    assert kept(traces).stale(Memory(table)) == {}
    assert table.log == [("number",)]


def test_other_questions_with_the_same_outcome_are_followed_from_then_on() -> None:
    def chosen(ask: Ask) -> Any:
        return ask("b") if ask("switch") else ask("a")

    traces = kept(traced(lambda ask: ask("chosen"), switch=False, a=1, b=1, chosen=chosen))
    assert traces.stale(Memory(Told(switch=True, a=1, b=1, chosen=chosen))) == {}
    assert stale(traces, switch=True, a=2, b=1, chosen=chosen) == []
    assert stale(traces, switch=True, a=1, b=2, chosen=chosen) == [(("chosen",), ("b",))]


def test_an_opaque_answer_is_what_it_was_made_from() -> None:
    def opaque(ask: Ask) -> object:
        ask("number")
        return object()

    traces = traced(lambda ask: ask("opaque"), number=1, opaque=opaque)
    assert stale(traces, number=1, opaque=opaque) == []
    assert stale(traces, number=3, opaque=opaque) == [(("number",),)]


def test_absence_is_an_answer() -> None:
    def or_none(ask: Ask) -> Any:
        try:
            return ask("found")
        except LookupError:
            return None

    traces = traced(or_none, found=ABSENT)
    assert stale(traces, found=ABSENT) == []
    assert stale(traces, found=1) == [(("found",),)]
    assert stale(traced(or_none, found=1), found=ABSENT) == [(("found",),)]


def test_a_question_that_cannot_be_answered_any_more_is_another() -> None:
    """The name is gone: whoever still asks it will be told."""
    traces = traced(lambda ask: ask("title"), title="a")
    assert len(stale(traces)) == 1


def test_two_pages_are_told_apart() -> None:
    traces, memory = Traces(), Memory(Told(a=1, b=1))
    make(traces, memory, ("target", "/a/"), lambda ask: ask("a"))
    make(traces, memory, ("target", "/b/"), lambda ask: ask("b"))
    found = kept(traces).stale(Memory(Told(a=1, b=2)))
    assert [traces.question(root) for root in found] == [("target", "/b/")]


def test_a_root_is_found_with_the_digest_of_its_bytes() -> None:
    traces = kept(traced(lambda ask: ask("title"), title="a"))
    root = traces.root(PAGE)
    assert root is not None and traces[root].digest == hashlib.sha256(b"'a'").digest()
    assert traces.root(("target", "/other/", "page")) is None
    assert traces.root(("title",)) is None, "a question is no target"


def test_a_question_is_the_same_after_the_file() -> None:
    """Tuples in tuples, numbers and truth values: what was asked can be asked again."""
    question: Question = ("part", "tr", ("a", 1, (True, None)), "", 2)
    traces = kept(traced(lambda ask: ask(*question), part=1))
    assert question in {traces.question(number) for number in traces.facts()}


def test_what_no_page_asks_any_more_is_forgotten() -> None:
    answers = {"title": "a", "number": 1, "double": double, "old": 1}
    traces = traced(lambda ask: (both(ask), ask("old")), **answers)
    size = len(list(traces.numbers()))
    make(traces := kept(traces), Memory(Told(**answers)), PAGE, lambda ask: ask("title"))
    traces = kept(traces)
    assert {traces.question(number)[0] for number in traces.numbers()} == {"target", "title"}
    assert size == 5 and stale(traces, title="a") == []


def test_a_page_that_is_made_no_more_takes_its_questions_along() -> None:
    answers = {"title": "a", "number": 1, "double": double}
    traces = traced(both, **answers)
    make(traces, Memory(Told(**answers)), ("target", "/2/"), lambda ask: ask("title"))
    traces = kept(traces)
    root = traces.root(PAGE)
    assert root is not None
    traces.drop_root(root)
    traces = kept(traces)
    assert {traces.question(number)[0] for number in traces.numbers()} == {"target", "title"}
    assert traces.root(PAGE) is None and len(list(traces.roots())) == 1


def test_what_was_forgotten_may_be_asked_again() -> None:
    traces = traced(lambda ask: ask("title"), title="a", number=1)
    make(traces := kept(traces), Memory(Told(title="a", number=1)), PAGE, lambda ask: ask("number"))
    make(traces := kept(traces), Memory(Told(title="b", number=1)), PAGE, lambda ask: ask("title"))
    assert stale(traces, title="b", number=2) == []
    assert stale(traces, title="a", number=1) == [(("title",),)]


def test_a_small_change_leaves_the_file_as_it_is_and_stands_beside_it() -> None:
    answers = {f"fact{n}": n for n in range(100)}
    first = kept(traced(lambda ask: [ask(name) for name in answers], **answers))
    make(first, Memory(Told(**answers)), ("target", "/2/"), lambda ask: ask("fact1"))
    dump, whole = first.dumps(KEY), FILES[first]
    assert dump.whole is None and len(dump.since) < len(whole) / 4
    found = Traces.loads(whole, KEY, dump.since)
    assert found is not None and found.root(("target", "/2/")) is not None
    assert len(found.stale(Memory(Told(**answers | {"fact1": 7})))) == 2
    # What stands beside another file, or is damaged, counts for nothing: the file is as it was, and named otherwise.
    other = kept(traced(lambda ask: ask("fact1"), **answers))
    for data, since in ((FILES[other], dump.since), (whole, dump.since[:-1] + b"?"), (whole, b"x")):
        found = Traces.loads(data, KEY, since)
        assert found is not None and found.root(("target", "/2/")) is None and found.generation != dump.generation


def test_many_changes_make_a_new_file_without_what_is_forgotten() -> None:
    answers = {f"fact{n}": n for n in range(100)}
    traces = kept(traced(lambda ask: [ask(name) for name in answers], **answers))
    make(traces, Memory(Told(**answers)), PAGE, lambda ask: [ask("fact1"), ask("fact99")])
    dump = traces.dumps(KEY)
    assert dump.whole is not None and dump.since == b"" and len(dump.whole) < len(FILES[traces]) / 10
    assert stale(traces, **answers) == []
    assert stale(traces, fact1=1, fact99=0) == [(("fact99",),)]


def test_a_lasting_answer_is_given_back_while_what_it_was_made_from_is_the_same() -> None:
    answers = {"number": 1, "title": "a", "lasting": double}
    first, traces = Memory(Told(**answers)), Traces()
    make(traces, first, PAGE, lambda ask: ask("lasting"))
    traces.record([], [], first.lessons())
    files = dict(traces.answers)
    for changed, log in (("title", []), ("number", [("lasting",), ("number",)])):
        again, table = kept(traces), Told(**answers | {changed: 3})
        assert len(again.stale(Memory(Told(**table.answers)))) == (changed == "number")
        again.find, memory = files.get, Memory(table)
        memory.recall = again.recall
        assert make(again, memory, PAGE, lambda ask: ask("lasting")) == (6 if changed == "number" else 2)
        assert table.log == log
        assert stale(again, **table.answers | {"number": 7}) == [(("lasting",), ("number",))]
    traces.drop_root(traces.root(PAGE) or 0)
    traces.dumps(KEY)
    assert traces.answers[encode(("lasting",))] is None, "what is forgotten is not kept either"


def test_batches_of_other_processes_are_one() -> None:
    """Each process answers the shared questions for itself; the traces have them once."""
    traces = Traces()
    for page in ("/a/", "/b/"):
        make(traces, Memory(Told(number=1, double=double)), ("target", page), lambda ask: ask("double"))
    assert len(list(traces.numbers())) == 4
    found = kept(traces).stale(Memory(Told(number=2, double=double)))
    assert len(found) == 2


@pytest.mark.parametrize("key", [b"", b"versions and other settings"])
def test_a_file_for_another_key_is_no_file(key: bytes) -> None:
    assert Traces.loads(file_of(traced(both, title="a", number=1, double=double)), key) is None


def test_a_damaged_file_is_no_file() -> None:
    data = file_of(traced(both, title="a", number=1, double=double))
    assert Traces.loads(data, KEY) is not None
    for cut in range(0, len(data), 7):
        assert Traces.loads(data[:cut], KEY) is None
    for place in range(0, len(data), 5):
        assert Traces.loads(data[:place] + bytes([data[place] ^ 0x40]) + data[place + 1 :], KEY) is None
    for other in (b"", b"garbage" * 99, digest_of(b"") + b"", digest_of(encode([1, KEY])) + encode([1, KEY])):
        assert Traces.loads(other, KEY) is None


def test_a_file_of_another_format_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.engine.rows.FORMAT", 0)
    data = file_of(traced(both, title="a", number=1, double=double))
    monkeypatch.undo()
    assert Traces.loads(data, KEY) is None


# A world of facts and of questions that ask others, which and how many depending on what they were told before.
FACTS, DERIVED, PAGES = 4, 5, 4
VALUES = st.lists(st.integers(0, 3) | st.none(), min_size=FACTS, max_size=FACTS)
BELOW = st.lists(st.integers(0, FACTS + DERIVED - 1), min_size=1, max_size=3)


@dataclass
class World:
    """Questions 0 to 3 are facts (None: there is none), the others ask those below them."""

    below: list[list[int]]
    pages: list[list[int]]
    facts: list[int | None] = field(default_factory=list)

    def memory(self) -> Memory:
        answers: dict[str, Any] = {f"q{n}": ABSENT if value is None else value for n, value in enumerate(self.facts)}
        return Memory(Told(**answers, **{f"q{FACTS + n}": self._derived(n) for n in range(DERIVED)}))

    def _derived(self, number: int) -> Making:
        below = [each % (FACTS + number) for each in self.below[number]]

        def answer(ask: Ask) -> int:
            first = heard(ask, below[0])
            # What else is asked depends on what was heard; a coarse answer often stays as it was.
            found = [first, *(heard(ask, each) for each in below[1 : 1 + first])]
            if sum(found) == 4:
                raise KeyError(number)
            return sum(found) % 3

        return answer

    def page(self, number: int) -> Making:
        def making(ask: Ask) -> tuple[int, ...]:
            found: list[int] = []
            for each in self.pages[number]:
                found.append(heard(ask, each))
                if found[-1] == 2:
                    break
            return tuple(found)

        return making


def heard(ask: Ask, number: int) -> int:
    try:
        return int(ask(f"q{number}"))
    except LookupError:
        return 3


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    below=st.lists(BELOW, min_size=DERIVED, max_size=DERIVED),
    pages=st.lists(BELOW, min_size=PAGES, max_size=PAGES),
    history=st.lists(st.tuples(VALUES, st.sets(st.integers(0, PAGES - 1), min_size=1)), min_size=2, max_size=5),
    is_whole=st.booleans(),
)
def test_what_is_left_has_the_same_answers_whatever_has_changed(
    below: list[list[int]], pages: list[list[int]], history: list[tuple[list[int | None], set[int]]], is_whole: bool
) -> None:
    """Over a history of facts and of pages that come and go: nothing is left that differs, nothing is made for nothing,
    and what is remembered is what traces from nothing would hold.
    """
    with patch("briefgen.engine.traces._PART", 999 if is_whole else 0):
        check_history(World(below, pages), history)


def check_history(world: World, history: list[tuple[list[int | None], set[int]]]) -> None:
    made: dict[int, Any] = {}
    traces = Traces()
    for facts, wanted in history:
        before, world.facts = world.memory, facts
        memory = before()
        again = {root_number(traces, root) for root in traces.stale(memory)}
        assert again <= made.keys()
        for number in wanted & made.keys() - again:
            assert made[number] == world.page(number)(Ask(world.memory())), "left, though it shows something else"
        for number in made.keys() - wanted:
            root = traces.root(("target", number))
            assert root is not None
            traces.drop_root(root)
            del made[number]
        for number in sorted(wanted):
            if number in again or number not in made:
                made[number] = make(traces, memory, ("target", number), world.page(number))
        traces = kept(traces)
        assert traces.stale(world.memory()) == {}, "made, and yet to be made again"
        assert told(traces) == told(from_nothing(world, wanted))


def asked(traces: Traces, root: Question) -> list[int]:
    number = traces.root(root)
    assert number is not None
    return list(traces[number].asked)


def root_number(traces: Traces, root: int) -> int:
    number = traces.question(root)[1]
    assert isinstance(number, int)
    return number


def from_nothing(world: World, wanted: set[int]) -> Traces:
    traces, memory = Traces(), world.memory()
    for number in sorted(wanted):
        make(traces, memory, ("target", number), world.page(number))
    return kept(traces)


def told(traces: Traces) -> dict[Question, tuple[bytes, set[Question], set[Question]]]:
    """Every question with its digest, what it asked and who asks it."""
    users: dict[int, set[Question]] = {number: set() for number in traces.numbers()}
    for number in traces.numbers():
        for each in traces[number].asked:
            users[each].add(traces.question(number))
    return {
        traces.question(number): (
            traces[number].digest,
            {traces.question(each) for each in traces[number].asked},
            users[number],
        )
        for number in traces.numbers()
    }


def test_what_a_process_has_told_it_names_only() -> None:
    memory, traces = Memory(Told(title="a", number=1, double=lambda ask: ask("number") * 2)), Traces()
    make(traces, memory, PAGE, both)
    second: Question = ("target", "/2/")
    make(traces, memory, second, both)
    assert asked(traces, PAGE) == asked(traces, second)
    found = kept(traces).stale(Memory(Told(title="a", number=2, double=lambda ask: ask("number") * 2)))
    assert set(found) == {traces.root(PAGE), traces.root(second)}
