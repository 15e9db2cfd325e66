"""One build at a time in a folder: the second says that it waits, and a killed one is in nobody's way."""

import fcntl
import os
import signal
import threading
import time
import warnings
from pathlib import Path

import pytest

from briefgen.locking import alone


def test_nobody_waits_where_nobody_else_is(tmp_path: Path) -> None:
    waited: list[bool] = []
    for _ in range(2):
        with alone(tmp_path, lambda: waited.append(True)):
            assert (tmp_path / "lock").is_file()
    assert waited == []


def test_the_second_says_that_it_waits_and_comes_after(tmp_path: Path) -> None:
    order: list[str] = []
    waiting = threading.Event()

    def second() -> None:
        with alone(tmp_path, waiting.set):
            order.append("second")

    with alone(tmp_path, lambda: None):
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(10)
        time.sleep(0.1)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError), alone(tmp_path, lambda: None):
        raise ValueError
    with alone(tmp_path, lambda: pytest.fail("somebody has the lock")):
        pass


def test_the_system_frees_the_lock_of_a_process_that_is_killed(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        with alone(tmp_path, lambda: None):
            (tmp_path / "has it").touch()
            time.sleep(60)
            os._exit(0)
    until = time.monotonic() + 10
    while not (tmp_path / "has it").exists() and time.monotonic() < until:
        time.sleep(0.01)
    with open(tmp_path / "lock", "ab") as file, pytest.raises(OSError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with alone(tmp_path, lambda: pytest.fail("somebody has the lock")):
        pass


def test_two_folders_have_two_locks(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    with alone(tmp_path / "a", lambda: None), alone(tmp_path / "b", lambda: pytest.fail("another folder's lock")):
        pass


def test_a_lock_that_was_left_behind_is_no_lock(tmp_path: Path) -> None:
    """It is the system that locks, not the file's being there, nor what it holds."""
    (tmp_path / "lock").write_bytes(b"12345")
    with alone(tmp_path, lambda: pytest.fail("a file is no lock")):
        pass
