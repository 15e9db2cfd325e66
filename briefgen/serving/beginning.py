"""What the preview of a large site begins with: the site as it stood before, and what has changed since grafted upon it.

It stands as the preview kept it when it rested, for the owner's eyes only; else as a build has kept the public one, to which
the private texts are added. Both may be lost, or too far from what is there now: then the site is assembled.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefgen.assembling.assembler import Assembly
from briefgen.assembling.grafting import Around, Edit, NoGraft, graft
from briefgen.assembling.ties import Ties
from briefgen.assembling.visibility import Clock
from briefgen.drafting import Draft, reading_cache, remembered
from briefgen.gathering import Gathered, Seen
from briefgen.keeping import seal_into, unsealed
from briefgen.model.briefing import Briefing
from briefgen.model.updating import updated
from briefgen.outputs.planning import plan
from briefgen.patching import changed_files, registries, stored
from briefgen.project import OUT, Project, knowledge_of
from briefgen.publishing.audit import Audit
from briefgen.reading.cache import ReadingCache, Stamp
from briefgen.reading.entry import Reading
from briefgen.reading.fields import FIELDS, Context
from briefgen.reading.reader import read
from briefgen.scanning import Scan, scan
from briefgen.standing import Assembled, Standing

FILE = "preview"
_MOST = 500
"""Texts that a build did not show up to which they are grafted upon it."""


@dataclass(frozen=True)
class Stood:
    """A site as it stood at the time of a clock."""

    standing: Standing
    site: Assembled
    clock: Clock

    @classmethod
    def of(cls, draft: Draft, seen: Mapping[str, Seen], ties: Ties, key: bytes) -> "Stood":
        """How a draft stands. `key` says for which versions, settings and view that holds."""
        files = dict.fromkeys(draft.gathered.found.files, Seen(Stamp(0, 0), b""))
        standing = Standing(draft.clock.now, dict(seen), files, {}, frozenset(), Audit(), key=key)
        return cls(standing, Assembled(draft.assembly, dict(ties.names)), draft.clock)

    @classmethod
    def kept(cls, state: Path, key: bytes) -> "Stood | None":
        """The one that a preview has kept."""
        try:
            found = unsealed((state / FILE).read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, cls) and found.standing.key == key else None

    @classmethod
    def built(cls, project: Project, clock: Clock) -> "Stood | None":
        """The one that the last build of the public site has kept."""
        public = replace(clock, everything=False)
        kept = remembered(project, public, project.root / OUT)
        standing, site = kept.standing, kept.assembled
        return cls(standing, site, replace(public, now=standing.now)) if standing and site else None

    def keep(self, state: Path, is_unwanted: Callable[[], bool]) -> bool:
        """Let the next start begin with it. False where that has become unwanted meanwhile."""
        return seal_into(state / FILE, self, is_unwanted)

    def leads_to(self, now: Clock, found: Scan) -> bool:
        """Whether time alone has changed nothing but the day, and no file has come or gone that is no entry."""
        due, assembly = self.site.assembly.briefing.next_change, self.site.assembly
        files = {path for path in self.standing.files if path.startswith("content/")}
        is_in_time = self.clock.now <= now.now and (due is None or now.now < due)
        return is_in_time and files == found.files.keys() and not assembly.faulty


def begun(project: Project, clock: Clock, key: bytes) -> tuple[Draft, bool] | None:
    """The site as it is now, from how it stood, and whether it is the same; None where it has to be assembled."""
    found = scan(project.root, tuple(FIELDS))
    for stood in _stood(project, clock, key):
        if stood is not None and stood.leads_to(clock, found):
            try:
                with closing(reading_cache(project)) as cache:
                    return _Beginning(stood, project, clock, found, cache).draft()
            except NoGraft:
                continue
    return None


def _stood(project: Project, clock: Clock, key: bytes) -> Iterator[Stood | None]:
    yield Stood.kept(project.state(), key)
    yield Stood.built(project, clock)


@dataclass
class _Beginning:
    stood: Stood
    project: Project
    clock: Clock
    found: Scan
    cache: ReadingCache

    def draft(self) -> tuple[Draft, bool]:
        standing, settings = self.stood.standing, self.project.settings
        assert settings is not None
        # What is wrong with the scan concerns no text.
        changed = changed_files(standing, replace(self.found, findings=[]))
        others, edits = self._around(changed)
        assembly = self._grafted(others, edits)
        assembly = replace(assembly, briefing=updated(assembly.briefing, (), (), now=self.clock.now))
        bodies = KeptBodies(self.project, dict(_places_of(assembly.briefing, others)))
        for _, after in edits:
            bodies.html |= after.html if after is not None else {}
        knowledge = knowledge_of(self.project, assembly.briefing, bodies, self.found.files, {})
        planned = plan(knowledge, assembly.waiting)
        if any(finding.is_error for finding in planned.findings):
            raise NoGraft("an address is taken")
        seen = {path: each for path, each in (standing.entries | changed).items() if each is not None}
        gathered = Gathered(self.found, seen=seen)
        return Draft(self.project, knowledge, assembly, planned, gathered, self.clock), not edits

    def _around(self, changed: Mapping[str, Seen | None]) -> tuple[list[Reading], list[Edit]]:
        """The registries, and what is to be grafted: the changed texts, and those that the clock shows and hides."""
        hidden = set[str]()
        if self.clock.everything != self.stood.clock.everything:
            hidden = {entry.path for entry in self.stood.site.assembly.withheld}
        if len(hidden) > _MOST or not all(path.startswith("content/articles/") for path in changed.keys() | hidden):
            raise NoGraft("what is no article may concern everything")
        edits = [self._edit(path, changed) for path in sorted(changed.keys() | hidden)]
        return registries(self.found, self.stood.standing, self.cache), edits

    def _edit(self, path: str, changed: Mapping[str, Seen | None]) -> Edit:
        before = self._stored(path) if path in self.stood.standing.entries else None
        if path not in changed or changed[path] is None:
            return before, before if path not in changed else None
        settings = self.project.settings
        assert settings is not None
        context = Context(settings.languages[0], settings.zone)
        try:
            after = read(path, "articles", Path(self.found.entries[path][1]).read_bytes(), context)
        except OSError:
            raise NoGraft("a file cannot be read") from None
        if after.has_errors:
            raise NoGraft(f"{path} has a mistake")
        return before, after

    def _stored(self, path: str) -> Reading:
        return stored(path, self.stood.standing, self.cache)

    def _grafted(self, others: list[Reading], edits: list[Edit]) -> Assembly:
        site, settings = self.stood.site, self.project.settings
        assert settings is not None
        if not edits:
            return site.assembly
        ties = Ties(site.names)
        for before, after in edits:
            path = (after or before).path  # type: ignore[union-attr]
            ties.put(path, after.entry if after is not None else None)
        read_now = {after.path: after for _, after in edits if after is not None}
        around = Around(
            others, ties, lambda path: read_now.get(path) or self._stored(path), frozenset(self.found.files)
        )
        return graft(site.assembly, edits, around, settings, self.clock, self.stood.clock).assembly


def _places_of(briefing: Briefing, others: list[Reading]) -> Iterator[tuple[str, str]]:
    """The digest of each body with the path of the file that has it."""
    yield from ((digest, each.path) for each in briefing.articles for part in each.passages for digest in part.body)
    runs = ((run, each.path) for each in others if each.entry is not None for run in each.entry.body.runs)
    yield from ((digest, path) for run, path in runs for digest in (run.html, run.notes))


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
            with closing(reading_cache(self.project)) as cache:
                self.html |= cache.bodies(path)
            if digest not in self.html:
                # A build has read the file anew in the meantime, and so will the preview.
                self.html |= dict.fromkeys((each for each, at in self.paths.items() if at == path), "")
        return self.html[digest]

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)
