"""Builds that end in the middle: in a forked process that dies, or is refused something, at its n-th change to the disk.

Nothing of a process that dies so is tidied up: no `finally`, no `with`. What it changes on the disk is counted by an
audit hook (PEP 578): opening to write, renaming, removing, making and removing folders, opening a database.
"""

import errno
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

from briefgen.pipeline import build
from briefgen.report import Options

DONE, FAILED, KILLED, REFUSED = 0, 1, 9, 28
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "sqlite3.connect"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def killed_at(options: Options, number: int, *only: str) -> bool:
    """Build in a process that dies just before its `number`-th change to the disk (of these kinds, if any are given).
    Whether it came to that.
    """
    return apart(options, lambda: _at(number, lambda: os._exit(KILLED), only=only)) == KILLED


def refused_from(options: Options, number: int) -> bool:
    """Build on a disk that is full from the `number`-th change on. Whether the build gave up."""

    def refuse() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x")

    return apart(options, lambda: _at(number, refuse, for_good=True, only=("open", "os.mkdir"))) == REFUSED


def changes_of(options: Options) -> int:
    """How many changes to the disk a build makes, which it makes."""
    counted = [0]

    def report() -> None:
        os.write(sink, str(counted[0]).encode())

    def count() -> None:
        counted[0] += 1

    source, sink = os.pipe()
    assert apart(options, lambda: sys.addaudithook(_hook(count)), report) == DONE
    os.close(sink)
    with open(source, "rb") as file:
        return int(file.read())


def killed_after(options: Options, seconds: float) -> bool:
    """Build in a process that is killed (SIGKILL) after some seconds. Whether it was still at it."""
    child = _forked(options, lambda: None)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return _ended(child) == -signal.SIGKILL


def apart(options: Options, begin: Callable[[], object], end: Callable[[], object] = lambda: None) -> int:
    """Build in a forked process, after `begin` and before `end`; its exit code."""
    code = _ended(_forked(options, begin, end))
    assert code in (DONE, KILLED, REFUSED), "the build failed by itself"
    return code


def _forked(options: Options, begin: Callable[[], object], end: Callable[[], object] = lambda: None) -> int:
    with warnings.catch_warnings():
        # Forking a process that has threads (xdist's) is warned of from Python 3.12 on; this one does no more than build.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return child
    code = FAILED
    try:
        begin()
        build(options)
        end()
        code = DONE
    except OSError as problem:
        code = REFUSED if problem.errno == errno.ENOSPC else FAILED
        if code == FAILED:
            raise
    finally:
        os._exit(code)


def _ended(child: int) -> int:
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _at(number: int, act: Callable[[], object], for_good: bool = False, only: tuple[str, ...] = ()) -> None:
    """Act at the n-th change, or from then on, whenever it is one of a kind."""
    left = [number]

    def count() -> None:
        left[0] -= 1
        if left[0] == 0 or (for_good and left[0] < 0):
            act()

    sys.addaudithook(_hook(count, only))


def _hook(count: Callable[[], object], only: tuple[str, ...] = ()) -> Callable[[str, tuple[Any, ...]], None]:
    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        is_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES
        if (is_write or event in _CHANGES) and (not only or event in only):
            count()

    return hear
