"""Which files have changed, told in time: events of the file system, gathered until they pause and never lost.

Only what changes a file counts; that somebody has read one does not. A path says where to look and no more: what is
there now is found out by whoever asks.
"""

import logging
import os
import threading
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

_COUNT: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
QUIET, LONGEST = 0.04, 0.25
"""Seconds without an event after which a change is whole, and after which it is taken in any case."""
_LOOK = 1.0
"""Seconds between two looks at whether the watched folders are still the ones that are watched."""
_AGAIN = (0.8, 4.0)
"""Seconds after which everything is looked at once more where events may have been missed: a folder has come, and what
was put into it before it was watched has made none.
"""
_MANY = 200
"""Paths at once from which on events may have been missed."""


@dataclass(frozen=True)
class Change:
    """The paths that something has happened to; `is_unsure` where there may be more, so that everything is looked at."""

    paths: frozenset[str] = frozenset()
    is_unsure: bool = False


@dataclass(frozen=True)
class Place:
    """A folder to watch, with all that is below it, or only some names in it (its own files and folders)."""

    folder: Path
    names: frozenset[str] = frozenset()


@dataclass
class _Pending:
    paths: set[str] = field(default_factory=set)
    first: float = 0.0
    last: float = 0.0
    is_ripe: bool = False
    is_unsure: bool = False


class Watcher(FileSystemEventHandler):
    """Watches the folders that `places` names whenever it is asked; one that vanishes is watched again when it is back."""

    def __init__(self, places: Callable[[], Iterable[Place]], poll: bool = False) -> None:
        self.places = places
        self._observer: BaseObserver = PollingObserver(timeout=0.5) if poll else Observer()
        self._watched: dict[Place, tuple[tuple[int, int], ObservedWatch]] = {}
        self._news = threading.Condition()
        self._pending = _Pending()
        self._again: list[float] = []
        self._ended = False

    def start(self) -> None:
        # What watchdog says of folders that come and go while it looks at them is made good by looking again.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
        logging.getLogger("watchdog").setLevel(logging.CRITICAL)
        self._observer.start()
        self._follow()

    def stop(self) -> None:
        """End; whoever waits for a change gets None."""
        with self._news:
            self._ended = True
            self._news.notify_all()
        self._observer.stop()

    def next(self, until: float | None = None) -> Change | None:
        """The next change; an empty one when `time.time()` has come to `until`; None when the watching has ended."""
        while not self._ended:
            self._follow()
            with self._news:
                change = self._taken()
                if change is not None:
                    return change
                if until is not None and time.time() >= until:
                    return Change()
                self._news.wait(self._pause(until))
        return None

    def has_news(self) -> bool:
        """Whether something has happened that `next` has not told of."""
        return bool(self._pending.paths)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called in the observer's thread."""
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        # What was closed after a write, or moved to where it belongs, is whole; a file that is being written is not.
        is_ripe = isinstance(event, FileClosedEvent)
        self._note(paths, is_ripe, event.is_directory)

    def _note(self, paths: list[str], is_ripe: bool, is_unsure: bool) -> None:
        now = time.monotonic()
        with self._news:
            pending = self._pending
            if not pending.paths:
                pending.first = now
            pending.paths.update(paths)
            pending.last = now
            pending.is_ripe |= is_ripe
            pending.is_unsure |= is_unsure
            if is_unsure or len(pending.paths) > _MANY:
                self._again = [now + later for later in _AGAIN]
            self._news.notify_all()

    def _taken(self) -> Change | None:
        """What has been gathered, if it is whole."""
        now, pending = time.monotonic(), self._pending
        if pending.paths:
            if pending.is_ripe or now - pending.last >= QUIET or now - pending.first >= LONGEST:
                self._pending = _Pending()
                return Change(frozenset(pending.paths), pending.is_unsure)
        elif self._again and now >= self._again[0]:
            self._again = [each for each in self._again if each > now]
            return Change(is_unsure=True)
        return None

    def _pause(self, until: float | None) -> float:
        now, pending = time.monotonic(), self._pending
        if pending.paths:
            return max(0.001, min(pending.last + QUIET, pending.first + LONGEST) - now)
        waits = [_LOOK, *(each - now for each in self._again)]
        if until is not None:
            waits.append(until - time.time())
        return max(0.001, min(waits))

    def _follow(self) -> None:
        """Watch what is there, and no longer what is not, or is another folder of the same name."""
        wanted = {place: _identity(place.folder) for place in self.places()}
        gone = [place for place, (identity, _) in self._watched.items() if wanted.get(place) != identity]
        for place in gone:
            _, watch = self._watched.pop(place)
            self._observer.unschedule(watch)
        new = [place for place, identity in wanted.items() if identity and place not in self._watched]
        for place in new:
            try:
                watch = self._observer.schedule(
                    _Named(self, place.names) if place.names else self,
                    str(place.folder),
                    recursive=not place.names,
                    event_filter=_COUNT,
                )
            except OSError:
                continue
            identity = wanted[place]
            assert identity is not None
            self._watched[place] = identity, watch
        if gone or new:
            with self._news:
                # Between the last look at a folder and its first event anything may have happened.
                self._again = [time.monotonic() + later for later in (0.0, *_AGAIN)]


class _Named(FileSystemEventHandler):
    """Passes on what happens to some names of a folder."""

    def __init__(self, watcher: Watcher, names: frozenset[str]) -> None:
        self.watcher, self.names = watcher, names

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        if any(os.path.basename(path) in self.names for path in paths):  # noqa: PTH119
            self.watcher.on_any_event(event)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(folder)
    except OSError:
        return None
    return found.st_dev, found.st_ino
