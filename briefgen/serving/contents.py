"""content/ as it was last read, kept in memory: a change costs the files that it touches, not those that there are."""

import hashlib
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefgen.assembling.visibility import groups
from briefgen.gathering import Gathered, Seen, stamp_of
from briefgen.pipeline import gathered_of, reading_cache
from briefgen.project import Project
from briefgen.reading.cache import Kept, Stamp
from briefgen.reading.entry import Reading
from briefgen.reading.fields import FIELDS, Context
from briefgen.reading.reader import read, unreadable
from briefgen.report import Options
from briefgen.scanning import SKIPPED, Scan, scan
from briefgen.text.finding import Finding


@dataclass
class Edits:
    """What is other than it was at some moment: entries by path as they were then, other files, and whether the list of
    files is another.
    """

    entries: dict[str, Reading] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    is_other_list: bool = False


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
        self.pending = Edits()
        self._groups: dict[str, tuple[str, ...]] | None = None

    def settle(self) -> None:
        """From here on `pending` begins anew: there is a generation of all that is here now."""
        self.pending = Edits()

    def changed(self) -> list[tuple[Reading, Reading]]:
        """The entries that are others than when it was last settled, as they were and as they are."""
        pairs = ((old, self.readings[path]) for path, old in self.pending.entries.items() if path in self.readings)
        return [(old, new) for old, new in pairs if (old.entry, old.findings) != (new.entry, new.findings)]

    def around(self, paths: set[str]) -> list[Reading]:
        """What some texts are assembled with: all registries, and the texts that share an id or key with them."""
        if self._groups is None:
            entries = [reading.entry for reading in self.readings.values() if reading.entry is not None]
            shared = (tuple(entry.path for entry in group) for group in groups(entries) if len(group) > 1)
            self._groups = {path: group for group in shared for path in group}
        wanted = {path for path, (kind, _) in self.found.entries.items() if kind != "articles"}
        for path in paths:
            wanted.update(self._groups.get(path, ()))
        return [self.readings[path] for path in sorted(wanted - paths)]

    def gathered(self) -> Gathered:
        """All of it, for assembling."""
        return Gathered(self.found, list(self.readings.values()), self.bodies, self.seen)

    def findings(self) -> list[Finding]:
        return [*self.found.findings, *(each for reading in self.readings.values() for each in reading.findings)]

    def look(self, paths: Iterable[str], is_unsure: bool) -> set[str]:
        """Read again what has changed, and name it. `paths` are where something happened; else everything is looked at."""
        found, kept = set[str](), []
        wanted = None if is_unsure else self._known(paths, found)
        if wanted is None:
            wanted = self._scan_again(found)
        self.pending.files |= found
        for path in wanted:
            before, anew = self.readings.get(path), self._read(path)
            if anew is None:
                continue
            found.add(path)
            kept.append(anew[0])
            self.readings[path] = anew[1]
            if before is not None:
                self.pending.entries.setdefault(path, before)
        if self.pending.is_other_list:
            self.readings = {path: self.readings[path] for path in self.found.entries}
            self._groups = None
        if kept:
            self._keep(kept)
        return found

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
            is_file = path.is_file() and not path.is_symlink()
            if is_file and below in self.found.entries:
                wanted.append(below)
            elif is_file and below in self.found.files:
                files.add(below)
            elif os.path.lexists(path) or self._is_known(below):
                return None
        return wanted

    def _is_known(self, path: str) -> bool:
        """Whether a path that is gone was an entry, a file, or a folder of some."""
        lists = (self.found.entries, self.found.files)
        return any(path in each for each in lists) or any(
            name.startswith(f"{path}/") for each in lists for name in each
        )

    def _scan_again(self, found: set[str]) -> list[str]:
        """The entries whose file may be another than the one that was read; what has come or gone goes into `found`."""
        before, self.found = self.found, scan(self.root, tuple(FIELDS))
        found |= before.files.keys() ^ self.found.files.keys()
        found |= before.entries.keys() ^ self.found.entries.keys()
        for path in before.entries.keys() - self.found.entries.keys():
            del self.readings[path]
            self.seen.pop(path, None)
        if found or before.findings != self.found.findings:
            self.pending.is_other_list = True
            found |= {each.span.path for each in self.found.findings}
        return [path for path, (_, file) in self.found.entries.items() if not self._is_as_read(path, str(file))]

    def _is_as_read(self, path: str, file: str) -> bool:
        stamp = stamp_of(file)
        return stamp.time > 0 and path in self.seen and stamp == self.seen[path].stamp

    def _read(self, path: str) -> tuple[Kept, Reading] | None:
        """An entry as it is now; None where its bytes are those that were read."""
        kind, file = self.found.entries[path]
        context = Context(self.settings.languages[0], self.settings.zone)
        stamp = stamp_of(str(file))
        try:
            data = file.read_bytes()
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
