"""Work in batches: the results are those of one process, in order, whatever becomes of the others."""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from briefgen import working
from briefgen.working import batches_of, cores, spread, start_method

METHODS = ("fork", "spawn")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
"""Forking a process that has threads (xdist's) is warned of from Python 3.12 on."""


def squares(shared: int, batch: Sequence[int]) -> list[int]:
    return [shared * number**2 for number in batch]


def who(_shared: object, batch: Sequence[int]) -> tuple[int, int]:
    return os.getpid(), batch[0]


def slow_at_first(_shared: object, batch: Sequence[float]) -> float:
    threading.Event().wait(batch[0])
    return batch[0]


def shared_things(shared: dict[str, Any], _batch: Sequence[int]) -> tuple[Any, ...]:
    return shared["word"], shared["path"], sorted(shared["set"])


def failing(shared: int, batch: Sequence[int]) -> Sequence[int]:
    if shared in batch:
        raise LookupError(f"no {shared}")
    return batch


def dying(parent: int, batch: Sequence[int]) -> int:
    """Kills the process that is at the third batch, unless it is the parent."""
    if batch[0] == 2 and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return batch[0]


def ignores_interrupts(_shared: object, _batch: Sequence[int]) -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_batches_hold_everything_once_in_order() -> None:
    assert batches_of([1, 2, 3, 4, 5], 2) == [[1, 2], [3, 4], [5]]
    assert batches_of([], 2) == []


def test_there_is_a_processor_and_a_way_to_start_a_process() -> None:
    assert cores() >= 1
    assert start_method() in METHODS


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_order(method: str, jobs: int) -> None:
    assert list(spread(squares, 10, [[1, 2], [3], [], [4]], jobs, method)) == [[10, 40], [90], [], [160]]


@pytest.mark.parametrize("method", METHODS)
def test_a_batch_that_is_done_first_waits_for_its_turn(method: str) -> None:
    assert list(spread(slow_at_first, None, [[0.3], [0.0], [0.1]], 2, method)) == [0.3, 0.0, 0.1]


@pytest.mark.parametrize("method", METHODS)
def test_others_do_the_work(method: str) -> None:
    done = list(spread(who, None, [[1], [2], [3], [4]], 2, method))
    assert [number for _, number in done] == [1, 2, 3, 4]
    assert os.getpid() not in {pid for pid, _ in done}


def test_one_job_or_one_batch_needs_no_other() -> None:
    here = {os.getpid()}
    assert {pid for pid, _ in spread(who, None, [[1], [2]], 1)} == here
    assert {pid for pid, _ in spread(who, None, [[1]], 4)} == here
    assert list(spread(who, None, [], 4)) == []


@pytest.mark.parametrize("method", METHODS)
def test_what_is_shared_gets_to_every_process(method: str) -> None:
    shared = {"word": "İĞ", "path": Path("/a"), "set": {3, 1, 2}}
    assert list(spread(shared_things, shared, [[1], [2], [3]], 2, method)) == [("İĞ", Path("/a"), [1, 2, 3])] * 3


@pytest.mark.parametrize("shared", [0, "", None, ()])
@pytest.mark.parametrize("method", METHODS)
def test_nothing_may_be_shared_too(method: str, shared: object) -> None:
    assert list(spread(what_is_shared, shared, [[1], [2]], 2, method)) == [shared, shared]


def what_is_shared(shared: object, _batch: Sequence[int]) -> object:
    return shared


@pytest.mark.parametrize("method", METHODS)
def test_nothing_of_one_pool_is_left_for_the_next(method: str) -> None:
    for shared in ("first", None, "second"):
        assert list(spread(what_is_shared, shared, [[1], [2]], 2, method)) == [shared, shared]
    assert working._shared is None


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_in_a_batch_is_raised_where_it_belongs(jobs: int) -> None:
    found: list[Any] = []
    with pytest.raises(LookupError, match="no 3"):
        for result in spread(failing, 3, [[1], [2], [3], [4]], jobs, "fork"):
            found.append(result)
    assert found == [[1], [2]]


@pytest.mark.parametrize("method", METHODS)
def test_what_a_killed_worker_leaves_is_done_here(method: str) -> None:
    assert list(spread(dying, os.getpid(), [[0], [1], [2], [3], [4]], 2, method)) == [0, 1, 2, 3, 4]


def test_whoever_has_enough_ends_the_pool() -> None:
    results: Iterator[Any] = spread(squares, 1, [[1], [2], [3]], 2, "fork")
    assert next(results) == [1]
    results.close()  # type: ignore[attr-defined]
    assert working._shared is None and gc.get_freeze_count() == 0


@pytest.mark.parametrize("method", METHODS)
def test_an_interrupt_is_the_parents_to_handle(method: str) -> None:
    assert all(spread(ignores_interrupts, None, [[1], [2]], 2, method))


@pytest.mark.parametrize("function", [squares, who])
def test_the_collector_is_as_it_was(function: Callable[..., Any]) -> None:
    list(spread(function, 1, [[1], [2]], 2, "fork"))
    assert gc.get_freeze_count() == 0 and gc.isenabled()
