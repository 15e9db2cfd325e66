"""What the preview of a large site begins with: the assembled site as it last stood, for as long as its files are those.

Kept in the state's folder, for the owner's eyes only. It may be lost: then the site is assembled.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from briefgen.assembling.assembler import Assembly
from briefgen.assembling.visibility import Clock
from briefgen.gathering import Seen, stamp_of
from briefgen.keeping import sealed, unsealed
from briefgen.outputs.target import Target
from briefgen.pipeline import reading_cache
from briefgen.project import Project
from briefgen.publishing.manifest import replace_file
from briefgen.reading.fields import FIELDS
from briefgen.scanning import Scan, scan
from briefgen.text.finding import Finding

FILE = "preview"


@dataclass
class Snapshot:
    """`key` says for which versions, settings and view it holds, `bodies` which file holds a body of a digest. Where files
    are on disk is not kept, as a start scans in any case, and ten thousand paths take long to unpack.
    """

    key: bytes
    clock: Clock
    found: Scan
    seen: dict[str, Seen]
    assembly: Assembly
    targets: list[Target]
    noted: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()
    bodies: dict[str, str] = field(default_factory=dict)
    digests: Mapping[str, bytes] = field(default_factory=dict)

    def save(self, state: Path) -> None:
        nowhere = Path()
        entries = {path: (kind, nowhere) for path, (kind, _) in self.found.entries.items()}
        names = Scan(entries, dict.fromkeys(self.found.files, nowhere), self.found.findings)
        replace_file(state / FILE, sealed(replace(self, found=names)))

    @classmethod
    def load(cls, state: Path, root: Path, key: bytes, now: datetime, zone: tzinfo) -> "Snapshot | None":
        """The one that is kept; None where the files, the settings or the day are others."""
        try:
            found: Any = unsealed((state / FILE).read_bytes())
        except (OSError, ValueError):
            return None
        if not isinstance(found, cls) or found.key != key or not found.holds_at(now, zone):
            return None
        there = scan(root, tuple(FIELDS))
        return replace(found, found=there) if found.is_as_seen(there) else None

    def holds_at(self, now: datetime, zone: tzinfo) -> bool:
        """Whether time alone has changed nothing: no due moment has come, and the day is the same."""
        then, due = self.clock.now, self.assembly.briefing.next_change
        same_day = now.astimezone(zone).date() == then.astimezone(zone).date()
        return same_day and now >= then and (due is None or now < due)

    def is_as_seen(self, now: Scan) -> bool:
        """Whether every file is the one that was read."""
        if now.entries.keys() != self.found.entries.keys() or now.files.keys() != self.found.files.keys():
            return False
        if now.findings != self.found.findings:
            return False
        for path, (_, file) in now.entries.items():
            stamp = stamp_of(str(file))
            if not stamp.time or stamp != self.seen[path].stamp:
                return False
        return True


@dataclass
class KeptBodies(Mapping[str, str]):
    """The HTML of bodies by digest, each fetched from the cache of reading when it is asked for; `paths` says whose it is.

    `read` are the bodies of all content, once that has been read.
    """

    project: Project
    paths: dict[str, str]
    html: dict[str, str] = field(default_factory=dict)
    read: Mapping[str, str] | None = None

    def __getitem__(self, digest: str) -> str:
        if self.read is not None:
            return self.read[digest]
        if digest not in self.html:
            path = self.paths[digest]
            # Requests come in threads of their own, and a connection belongs to one.
            cache = reading_cache(self.project)
            try:
                self.html |= cache.bodies(path)
            finally:
                cache.close()
            if digest not in self.html:
                # A build has read the file anew in the meantime, and so will the preview.
                self.html |= dict.fromkeys((each for each, at in self.paths.items() if at == path), "")
        return self.html[digest]

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)
