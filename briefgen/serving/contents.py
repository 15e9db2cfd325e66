"""content/ as it was last read, kept in memory: a change costs the files that it touches, not those that there are."""

import hashlib
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefgen.assembling.grafting import Around, Edit
from briefgen.assembling.ties import Ties
from briefgen.drafting import gathered_of, reading_cache
from briefgen.gathering import Gathered, Seen, stamp_of
from briefgen.project import Project
from briefgen.reading.cache import Kept, Stamp
from briefgen.reading.entry import Entry, Reading
from briefgen.reading.fields import FIELDS, Context
from briefgen.reading.reader import read, unreadable
from briefgen.report import Options
from briefgen.scanning import SKIPPED, Scan, scan
from briefgen.text.document import is_utf8
from briefgen.text.finding import Finding


@dataclass
class Edits:
    """What is other than it was at some moment: entries by path as they were then (None for one that was not there), other
    files, and whether more is other than that.
    """

    entries: dict[str, Reading | None] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    is_more: bool = False


class Contents:
    """Every entry as it was last read, and the list of all files."""

    def __init__(self, project: Project, options: Options) -> None:
        assert project.settings is not None
        self.root, self.settings, self.options = project.root, project.settings, options
        self.project = project
        self.content = project.root / "content"
        gathered = gathered_of(project, options)
        self.found: Scan = gathered.found
        self.seen = gathered.seen
        self.bodies = gathered.bodies
        self.readings = {reading.path: reading for reading in gathered.readings}
        self.ties = Ties.of(self.readings.values())
        self.pending = Edits()
        self._noted = {path: reading.findings for path, reading in self.readings.items() if reading.findings}

    def settle(self) -> None:
        """From here on `pending` begins anew: there is a generation of all that is here now."""
        self.pending = Edits()

    def changed(self) -> list[Edit]:
        """The entries that are others than when it was last settled, as they were and as they are."""
        pairs = ((old, self.readings.get(path)) for path, old in self.pending.entries.items())
        return [(old, new) for old, new in pairs if _says(old) != _says(new)]

    def around(self) -> Around:
        """What stands around an edit, for grafting it."""
        registries = [self.readings[path] for path, (kind, _) in self.found.entries.items() if kind != "articles"]
        return Around(registries, self.ties, self.readings.__getitem__, frozenset(self.found.files))

    def gathered(self) -> Gathered:
        """All of it, for assembling."""
        return Gathered(self.found, [self.readings[path] for path in self.found.entries], self.bodies, self.seen)

    def findings(self) -> list[Finding]:
        return [*self.found.findings, *(each for findings in self._noted.values() for each in findings)]

    def look(self, paths: Iterable[str], is_unsure: bool) -> set[str]:
        """Read again what has changed, and name it. `paths` are where something happened; else everything is looked at."""
        found, kept = set[str](), []
        wanted = None if is_unsure else self._known(paths, found)
        if wanted is None:
            wanted = self._scan_again(found)
        self.pending.files |= found
        for path in wanted:
            anew = self._read(path)
            if anew is not None:
                found.add(path)
                kept.append(anew[0])
                self._put(path, anew[1])
        if kept:
            self._keep(kept)
        return found

    def _put(self, path: str, reading: Reading | None) -> None:
        """An entry as it is now; None for one that is gone."""
        self.pending.entries.setdefault(path, self.readings.get(path))
        if reading is not None:
            self.readings[path] = reading
        else:
            del self.readings[path]
            self.seen.pop(path, None)
        self._noted.pop(path, None)
        if reading is not None and reading.findings:
            self._noted[path] = reading.findings
        self.ties.put(path, reading.entry if reading is not None else None)

    def _known(self, paths: Iterable[str], files: set[str]) -> list[str] | None:
        """The entries at some paths; None where only a look at everything can tell."""
        wanted = []
        for name in paths:
            path = Path(name)
            if not path.is_relative_to(self.content):
                continue
            below = unicodedata.normalize("NFC", path.relative_to(self.root).as_posix())
            if any(part.startswith(SKIPPED) for part in below.split("/")):
                continue
            if not is_utf8(below):
                return None
            is_file = path.is_file() and not path.is_symlink()
            if is_file and (below in self.found.entries or self._is_new(path, below)):
                wanted.append(below)
            elif is_file and below in self.found.files:
                files.add(below)
            elif below in self.found.entries and not os.path.lexists(path):
                files.add(below)
                del self.found.entries[below]
                self._put(below, None)
            elif os.path.lexists(path) or self._is_known(below):
                return None
        return wanted

    def _is_new(self, path: Path, below: str) -> bool:
        """Whether a file is an article that a scan would find now; it is listed then."""
        is_plain = path.resolve() == self.content.resolve() / path.relative_to(self.content)
        if not (is_plain and below.startswith("content/articles/") and below.endswith(".md")):
            return False
        self.found.entries[below] = ("articles", str(path))
        return True

    def _is_known(self, path: str) -> bool:
        """Whether a path that is gone was an entry, a file, or a folder of some, or something was wrong there."""
        lists = (self.found.entries, self.found.files, {each.span.path for each in self.found.findings})
        return any(path in each for each in lists) or any(
            name.startswith(f"{path}/") for each in lists for name in each
        )

    def _scan_again(self, found: set[str]) -> list[str]:
        """The entries whose file may be another than the one that was read; what has come or gone goes into `found`."""
        before, self.found = self.found, scan(self.root, tuple(FIELDS))
        for path in before.entries.keys() - self.found.entries.keys():
            self._put(path, None)
            found.add(path)
        files = before.files.keys() ^ self.found.files.keys()
        if files or before.findings != self.found.findings:
            self.pending.is_more = True
            found |= files | {each.span.path for each in (*before.findings, *self.found.findings)}
        return [path for path, (_, file) in self.found.entries.items() if not self._is_as_read(path, file)]

    def _is_as_read(self, path: str, file: str) -> bool:
        stamp = stamp_of(file)
        return stamp.time > 0 and path in self.seen and stamp == self.seen[path].stamp

    def _read(self, path: str) -> tuple[Kept, Reading] | None:
        """An entry as it is now; None where its bytes are those that were read."""
        kind, file = self.found.entries[path]
        context = Context(self.settings.languages[0], self.settings.zone)
        stamp = stamp_of(file)
        try:
            data = Path(file).read_bytes()
        except OSError as problem:
            reading = unreadable(path, kind, problem.strerror or "", context)
            self.seen[path] = Seen(Stamp(0, 0), b"")
            return Kept.of(reading, Stamp(0, 0), b""), reading
        digest = hashlib.sha256(data).digest()
        if path in self.seen and self.seen[path].digest == digest:
            self.seen[path] = Seen(stamp, digest)
            return None
        reading = read(path, kind, data, context)
        kept = Kept.of(reading, stamp, digest)
        self.seen[path] = Seen(stamp, digest)
        self.bodies.add(reading, kept.html)
        return kept, replace(reading, html={})

    def _keep(self, kept: list[Kept]) -> None:
        """The next start and the next build need not read it again."""
        cache = reading_cache(self.project)
        try:
            with cache.writing() as keep:
                keep([each for each in kept if each.digest], ())
        finally:
            cache.close()


def _says(reading: Reading | None) -> tuple[Entry | None, tuple[Finding, ...]] | None:
    return None if reading is None else (reading.entry, reading.findings)
