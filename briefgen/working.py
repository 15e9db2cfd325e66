"""Work in batches: in this process, or over a pool of others where there is enough of it.

The pool is a concurrent.futures.Executor. What the batches share goes to each process once: inherited where processes
are forked, pickled where they are spawned.
"""

import gc
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

_shared: Any = None
_LOOK = 0.3
"""Seconds between two looks at whether the parent is still there."""


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_method() -> str:
    """Forking shares what is in memory; where it is not safe (macOS, Windows), processes start from nothing."""
    return "fork" if sys.platform.startswith("linux") else "spawn"


def batches_of(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def spread(
    function: Callable[[Shared, Sequence[Item]], Result],
    shared: Shared,
    batches: Sequence[Sequence[Item]],
    jobs: int,
    method: str | None = None,
) -> Iterator[Result]:
    """`function(shared, batch)` of every batch, in order; over `jobs` processes where that is more than one."""
    done = 0
    if jobs > 1 and len(batches) > 1:
        # Who works alone needs none of this.
        from concurrent.futures.process import BrokenProcessPool

        try:
            for result in _over_pool(function, shared, batches, min(jobs, len(batches)), method or start_method()):
                yield result
                done += 1
        except BrokenProcessPool:
            # A process was killed (memory ran out, say): what it leaves is done here, slower and surely.
            pass
    for batch in batches[done:]:
        yield function(shared, batch)


def _over_pool(
    function: Callable[[Shared, Sequence[Item]], Result],
    shared: Shared,
    batches: Sequence[Sequence[Item]],
    jobs: int,
    method: str,
) -> Iterator[Result]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    global _shared
    context = multiprocessing.get_context(method)
    forked = method == "fork"
    _shared = shared if forked else None
    if forked:
        # What is there now is shared with the workers for as long as nobody writes to it, and the collector does.
        gc.freeze()
    pool = ProcessPoolExecutor(jobs, context, _begin, (None if forked else shared,))
    try:
        futures = deque(pool.submit(_call, function, batch) for batch in batches)
        while futures:
            # A future holds its result for as long as it is held itself.
            yield futures.popleft().result()
    finally:
        _shared = None
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _begin(shared: Any) -> None:
    """In a worker: Ctrl-C is the parent's to handle, and a parent that is gone needs nothing any more. It ends with its work,
    so nothing is collected before.
    """
    global _shared
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    if shared is not None:
        _shared = shared


def _end_with(parent: int) -> None:
    """Leave when the parent has been killed: a worker would wait for ever, and hold the folder's lock with it."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def _call(function: Callable[[Any, Sequence[Any]], Any], batch: Sequence[Any]) -> Any:
    return function(_shared, batch)
