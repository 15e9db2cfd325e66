"""How a published site stands: what it was built from, so that the next build can tell what has changed since.

Kept beside the manifest of an output folder, for the owner's eyes only. It names its traces by their generation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from functools import cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from briefgen.assembling.assembler import Assembly
from briefgen.assembling.grafting import Difference
from briefgen.assembling.visibility import Clock, groups
from briefgen.engine.answers import Answers
from briefgen.engine.asking import digest_of
from briefgen.engine.traces import Traces
from briefgen.gathering import Gathered, Seen, look_at
from briefgen.keeping import sealed, unsealed
from briefgen.project import Project
from briefgen.publishing import manifest as manifests
from briefgen.publishing.audit import Audit
from briefgen.publishing.gate import Gate
from briefgen.publishing.manifest import Manifest
from briefgen.publishing.publisher import Leaks, Published, Rendered, Stage, publish
from briefgen.reading.cache import Stamp
from briefgen.reading.entry import Reading
from briefgen.report import Report
from briefgen.scanning import Scan
from briefgen.text.finding import Finding


def texts_of(assembly: Assembly) -> tuple[str, ...]:
    """The articles that are shown, as a manifest has them."""
    return tuple(sorted(f"{a.id}:{a.lang}" for a in assembly.briefing.articles))


def counts_of(assembly: Assembly, found: Scan) -> dict[str, int]:
    """How many there are of everything."""
    briefing = assembly.briefing
    return {
        "files": len(found.entries),
        "articles": len(briefing.articles),
        "passages": sum(len(article.passages) for article in briefing.articles),
        "themes": len(briefing.themes),
        "people": len(briefing.people),
        "organisations": len(briefing.organisations),
        "sources": len(briefing.sources),
        "pages": len(briefing.pages),
        "editions": len(briefing.editions),
        "withheld": len(assembly.secret),
    }


@dataclass
class Standing:
    """`entries` are the files of content/ that hold entries, `files` what else the site was made from;
    `groups` has the paths of each entry that shares its id or key with others; `hidden` are withheld or faulty.

    `since` is how the site differs from the one that is kept as it was `assembled` (a digest), `names` are the ties of
    articles that differ from those kept with it.
    """

    now: datetime
    entries: dict[str, Seen]
    files: dict[str, Seen]
    groups: dict[str, tuple[str, ...]]
    hidden: frozenset[str]
    audit: Audit
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    secret: frozenset[str] = frozenset()
    next_change: datetime | None = None
    generation: bytes = b""
    key: bytes = b""
    assembled: bytes = b""
    since: Difference | None = None
    names: dict[str, frozenset[str] | None] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, Any]:
        """Of a large site there are many files, and plain tuples are packed in a quarter of the time."""
        seen = {"entries": self.entries, "files": self.files}
        return self.__dict__ | {
            name: [(path, *each.stamp, each.digest) for path, each in found.items()] for name, found in seen.items()
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name in ("entries", "files"):
            state[name] = {path: Seen(Stamp(size, at), digest) for path, size, at, digest in state[name]}
        self.__dict__.update(state)

    def after(self, seen: Mapping[str, Seen | None], difference: Difference) -> "Standing":
        """How the site stands after an edit of some entries."""
        kept = {path: each for path, each in self.entries.items() if path not in seen}
        entries = kept | {path: each for path, each in seen.items() if each is not None}
        return replace(self, entries=entries, since=difference if self.since is None else self.since.then(difference))

    def report(self) -> Report:
        """The report of a build that found everything as it stands."""
        return Report(
            findings=list(self.findings), counts=dict(self.counts), secret=self.secret, next_change=self.next_change
        )

    def holds_at(self, now: datetime, zone: tzinfo) -> bool:
        """Whether time alone has changed nothing: no due moment has come, and the day is the same."""
        if now < self.now or now.astimezone(zone).date() != self.now.astimezone(zone).date():
            return False
        return self.next_change is None or now < self.next_change


def files_of(project: Project, found: Scan, known: Mapping[str, Seen]) -> dict[str, Seen]:
    """Everything beside entries that a site is made from: attachments and the site theme."""
    assert project.theme is not None
    files = dict(found.files) | {f"static {name}": path for name, path in project.theme.static.items()}
    for number, folder in enumerate(project.theme.templates):
        files |= {f"template {number} {path.relative_to(folder)}": path for path in folder.rglob("*") if path.is_file()}
    return look_at(files, known)


def shared_of(readings: Iterable[Reading]) -> dict[str, tuple[str, ...]]:
    """The paths of each entry that shares its id or key with others, by each of them."""
    shared: dict[str, tuple[str, ...]] = {}
    for group in groups([reading.entry for reading in readings if reading.entry is not None]):
        paths = tuple(entry.path for entry in group)
        shared |= dict.fromkeys(paths, paths) if len(paths) > 1 else {}
    return shared


def standing_of(
    gathered: Gathered,
    shared: dict[str, tuple[str, ...]],
    assembly: Assembly,
    clock: Clock,
    gate: Gate,
    report: Report,
) -> Standing:
    """How a site stands that has just been built from all this."""
    return Standing(
        now=clock.now,
        entries=gathered.seen,
        files=gathered.beside,
        groups=shared,
        hidden=frozenset(entry.path for entry in (*assembly.withheld, *assembly.faulty)),
        audit=gate.audit,
        findings=list(report.findings),
        counts=report.counts,
        secret=report.secret,
        next_change=report.next_change,
    )


@dataclass(frozen=True)
class Assembled:
    """A site as it was assembled, and the ties of its articles: to graft upon."""

    assembly: Assembly
    names: Mapping[str, frozenset[str]]

    def since(self, standing: Standing) -> "Assembled":
        """The site as it stands."""
        names = {**self.names, **standing.names}
        assembly = self.assembly if standing.since is None else standing.since.put_into(self.assembly).assembly
        return Assembled(assembly, {path: found for path, found in names.items() if found is not None})


class Remembered:
    """All that is kept about one output folder between builds. `key` says for which versions and settings it holds;
    the manifest, which says what may be replaced there, holds for all.
    """

    def __init__(self, state: Path, root: Path, out: Path, key: bytes) -> None:
        self.file = manifests.manifest_path(state, root, out)
        self.key = key

    @cached_property
    def manifest(self) -> Manifest:
        """What was written into the output folder."""
        return manifests.load(self.file) or Manifest()

    @cached_property
    def traces(self) -> Traces:
        """The traces of the last build; none for another key."""
        return self.keeping(self._traces(self.key) or Traces())

    def traces_of_any_key(self) -> Traces:
        """The traces of the last build, be it one with other settings or by another version."""
        return self._traces(None) or Traces()

    def _traces(self, key: bytes | None) -> Traces | None:
        try:
            with self._beside("traces").open("rb") as file:
                data = mmap(file.fileno(), 0, access=ACCESS_READ)
        except (OSError, ValueError):
            return None
        since = self._beside("since")
        return Traces.loads(memoryview(data), key, since.read_bytes() if since.is_file() else b"")

    def keeping(self, traces: Traces) -> Traces:
        """Traces whose answers are put away here as they gather."""
        traces.keep = lambda changed: self.answers.keep(changed, traces.generation)
        traces.find = lambda name: self.answers.find(name) if self.answers.generation == traces.generation else None
        return traces

    @cached_property
    def answers(self) -> Answers:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        return Answers(self._beside("answers"))

    @cached_property
    def standing(self) -> Standing | None:
        """How the site stands; None where nothing is remembered, or not for this key."""
        try:
            found = unsealed(self._beside("standing").read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, Standing) and found.key == self.key else None

    @property
    def assembled(self) -> Assembled | None:
        """The assembled site as it stands; None where none is kept, or that of another build."""
        try:
            data = self._beside("assembled").read_bytes()
            found = unsealed(data)
        except (OSError, ValueError):
            return None
        standing = self.standing
        if standing is None or not isinstance(found, Assembled) or digest_of(data) != standing.assembled:
            return None
        return found.since(standing)

    def reasons(self) -> bytes:
        """Why the last build made what it made."""
        file = self._beside("reasons")
        return file.read_bytes() if file.is_file() else b""

    def note(self, reasons: bytes) -> None:
        """Keep why this build made what it made, where it kept nothing else."""
        if reasons != self.reasons():
            manifests.replace_file(self._beside("reasons"), reasons)

    def publish(self, stage: Stage, rendered: list[Rendered], new: Manifest, leaks: Leaks) -> Published:
        """Publish what was made. From here on the site may be anything between two builds, until `save` says how it stands."""
        manifests.remove_file(self._beside("standing"))
        return publish(stage, rendered, self.manifest, new, self.file, leaks)

    def save(
        self, traces: Traces, standing: Standing | None, reasons: bytes, assembled: Assembled | None = None
    ) -> None:
        """Keep what a build has found out; how the site stands comes last, as it vouches for the rest (None: it cannot).

        `assembled` is the site where it was assembled as a whole.
        """
        whole, since, generation = traces.dumps(self.key)
        self.answers.keep(traces.answers, traces.generation)
        self.answers.save(generation)
        if whole is not None:
            manifests.replace_file(self._beside("traces"), whole)
        manifests.replace_file(self._beside("since"), since)
        manifests.replace_file(self._beside("reasons"), reasons)
        if standing is not None:
            if assembled is not None:
                whole = sealed(assembled)
                manifests.replace_file(self._beside("assembled"), whole)
                standing = replace(standing, assembled=digest_of(whole))
            vouched = replace(standing, generation=generation, key=self.key)
            manifests.replace_file(self._beside("standing"), sealed(vouched))

    def close(self) -> None:
        """Let go of what is open, and of all that was worked out and not saved: it is as it was."""
        answers: Answers | None = self.__dict__.pop("answers", None)
        if answers is not None:
            answers.close()
        traces: Traces | None = self.__dict__.pop("traces", None)
        if traces is not None:
            traces.close()

    def _beside(self, kind: str) -> Path:
        return self.file.with_suffix(f".{kind}")
