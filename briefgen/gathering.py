"""Scan and read: every file of content/, from the cache where it is the one that was read before."""

import hashlib
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from briefgen.model.settings import Settings
from briefgen.reading.cache import Bodies, Kept, ReadingCache, Stamp
from briefgen.reading.entry import Reading
from briefgen.reading.fields import FIELDS, Context
from briefgen.reading.reader import read, unreadable
from briefgen.report import Options
from briefgen.scanning import Scan, scan
from briefgen.text.value import Value
from briefgen.working import batches_of, cores, spread

_WORTH_A_POOL = 500
"""Files to read from which on other processes are quicker than this one alone."""
_BATCH = 50
_TICK = 2_000_000_000
"""Nanoseconds within which two writes of a file may bear one time, on the coarsest file system in use (FAT)."""

_File = tuple[str, str, str]
"""Path below the project, kind, path on disk."""


class Seen(NamedTuple):
    """A file as it was read: its stamp, and the SHA-256 of its bytes (empty for one that could not be read)."""

    stamp: Stamp
    digest: bytes


@dataclass
class Gathered:
    """What there is in content/: the scan, a reading per entry in the scan's order (their HTML stands in `bodies`), each
    file as it was seen, and what each new reading took (s). `beside` are the files that are not read, where somebody has
    looked at them.
    """

    found: Scan
    readings: list[Reading] = field(default_factory=list)
    bodies: Bodies = field(default_factory=Bodies)
    seen: dict[str, Seen] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    beside: dict[str, Seen] = field(default_factory=dict)


class _Read(Value, frozen=True):
    kept: Kept
    reading: Reading | None
    seconds: float


def gather(root: Path, settings: Settings, cache: ReadingCache | None, options: Options) -> Gathered:
    """Everything in `root`/content. Only what the cache does not know is opened; only what has changed is parsed."""
    gathered = Gathered(scan(root, tuple(FIELDS)), bodies=Bodies(cache.file.parent if cache else None))
    known = cache.load() if cache else {}
    context = Context(settings.languages[0], settings.zone)
    readings: dict[str, Reading] = {}
    files: list[_File] = []
    for path, (kind, file) in gathered.found.entries.items():
        kept = known.get(path)
        if kept is not None and kept.stamp.time and kept.stamp == stamp_of(file):
            found = kept.reading()
            if found is not None:
                readings[path] = found
                gathered.bodies.add(found, kept.html)
                gathered.seen[path] = Seen(kept.stamp, kept.digest)
                continue
        files.append((path, kind, file))
    gone = known.keys() - gathered.found.entries.keys()
    if files or gone:
        with cache.writing() if cache else nullcontext() as keep:
            for batch in _read_all(files, known, context, options):
                for each in batch:
                    reading = each.reading or each.kept.reading()
                    assert reading is not None
                    readings[each.kept.path] = reading
                    gathered.bodies.add(reading, each.kept.html)
                    gathered.seconds[each.kept.path] = each.seconds
                    gathered.seen[each.kept.path] = Seen(each.kept.stamp, each.kept.digest)
                if keep:
                    keep([each.kept for each in batch if each.kept.digest], ())
            if keep:
                keep([], gone)
    gathered.readings = [readings[path] for path in gathered.found.entries]
    return gathered


def _read_all(files: list[_File], known: dict[str, Kept], context: Context, options: Options) -> Iterator[list[_Read]]:
    jobs = options.jobs or cores()
    is_shared = jobs > 1 and len(files) >= _WORTH_A_POOL
    shared = (context, {path: known[path] for path, _, _ in files if path in known}, is_shared)
    done = 0
    for batch in spread(_read_batch, shared, batches_of(files, _BATCH), jobs if is_shared else 1, options.start_method):
        yield batch
        done += len(batch)
        options.progress("read", done, len(files))


def _read_batch(shared: tuple[Context, dict[str, Kept], bool], files: Sequence[_File]) -> list[_Read]:
    """Read some files; what goes to another process goes packed, once."""
    context, known, is_shared = shared
    found = []
    for path, kind, file in files:
        start = time.perf_counter()
        stamp, kept, reading = stamp_of(file), known.get(path), None
        try:
            data = bytes_of(file)
        except OSError as problem:
            reading = unreadable(path, kind, problem.strerror or "", context)
            kept = Kept.of(reading, Stamp(0, 0), b"")
        else:
            digest = hashlib.sha256(data).digest()
            if kept is None or kept.digest != digest or not kept.is_whole:
                reading = read(path, kind, data, context)
                kept = Kept.of(reading, stamp, digest)
            else:
                kept = Kept(path, stamp, digest, kept.data, kept.html)
        found.append(_Read(kept, None if is_shared else reading, time.perf_counter() - start))
    return found


def bytes_of(file: str) -> bytes:
    """What stands in a file. Making a path and a buffer takes longer than reading, and files are many."""
    with open(file, "rb", buffering=0) as opened:
        return opened.read()


def stamp_of(file: str) -> Stamp:
    """Size and time; no time while it is so young that another write could bear the same."""
    try:
        found = os.stat(file)
    except OSError:
        return Stamp(0, 0)
    young = time.time_ns() - found.st_mtime_ns < _TICK
    return Stamp(found.st_size, 0 if young else found.st_mtime_ns)


def look_at(files: Mapping[str, Path], known: Mapping[str, Seen]) -> dict[str, Seen]:
    """Files that are not read but copied or rendered with, as they are now: only those of another stamp than is known are
    opened.
    """
    found = {}
    for name, path in files.items():
        stamp, before = stamp_of(str(path)), known.get(name)
        if before is not None and stamp.time and stamp == before.stamp:
            found[name] = before
            continue
        try:
            found[name] = Seen(stamp, hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            # Whoever wants it will say so.
            found[name] = Seen(Stamp(0, 0), b"")
    return found


def digests_of(seen: Mapping[str, Seen]) -> dict[str, bytes]:
    return {name: each.digest for name, each in seen.items()}
