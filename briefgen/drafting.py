"""A site as far as its plan: scanned, read, assembled and planned, with nothing rendered yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from briefgen.assembling.assembler import Assembly, assemble
from briefgen.assembling.grafting import Around, Edit, NoGraft, Part, graft
from briefgen.assembling.visibility import Clock
from briefgen.engine.asking import digest_of
from briefgen.gathering import Gathered, digests_of, gather
from briefgen.model.settings import Settings
from briefgen.outputs.planning import Plan, plan
from briefgen.outputs.target import Target
from briefgen.project import Project, UsageProblem, absolute, knowledge_of, open_project
from briefgen.reading.cache import ReadingCache
from briefgen.report import Options, Report
from briefgen.site.knowledge import Knowledge
from briefgen.standing import Remembered, counts_of
from briefgen.text.finding import Finding
from briefgen.text.message import say
from briefgen.versions import versions

READINGS = "readings.sqlite"
"""The file of the state that keeps what was read."""


@dataclass
class Draft:
    """A site as far as the plan: everything is known, nothing is rendered."""

    project: Project
    knowledge: Knowledge
    assembly: Assembly
    plan: Plan
    gathered: Gathered
    clock: Clock
    part: Part | None = None
    """What has been assembled for the last graft."""

    @property
    def targets(self) -> list[Target]:
        return self.plan.targets

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What assembling and planning have found to be wrong."""
        return (*self.assembly.findings, *self.plan.findings)

    def grafted(self, edits: Sequence[Edit], around: Around) -> "Draft":
        """This site after some edits of articles. NoGraft where it has to be made anew."""
        done = graft(self.assembly, edits, around, self.knowledge.briefing.settings, self.clock, known=self.part)
        knowledge = self.knowledge.updated(done.assembly.briefing, done.texts)
        planned = plan(knowledge, done.assembly.waiting, self.plan)
        if any(clash.is_error for clash in planned.findings):
            raise NoGraft("an address is taken")
        return replace(self, knowledge=knowledge, assembly=done.assembly, plan=planned, part=done.part)


def prepare(project: Project, clock: Clock, options: Options, report: Report) -> Draft:
    """Scan, read, assemble and plan."""
    assert project.settings is not None
    return draft_of(project, clock, options, report, read_all(project, project.settings, options, report))


def draft_of(project: Project, clock: Clock, options: Options, report: Report, gathered: Gathered) -> Draft:
    """Assemble and plan what has been read.

    A text with errors is assembled all the same, so that all its mistakes show at once; nothing is published then. With
    `keep_going`, entries that have errors are left out, again until none has.
    """
    assert project.settings is not None
    found, readings = gathered.found, gathered.readings
    broken = frozenset(reading.path for reading in readings if reading.has_errors)
    excluded: frozenset[str] = frozenset()
    while True:
        with report.timed("assemble"):
            assembly = assemble(readings, frozenset(found.files), project.settings, clock, excluded, options.keeps_text)
        knowledge = knowledge_of(project, assembly.briefing, gathered.bodies, found.files, digests_of(gathered.beside))
        with report.timed("plan"):
            planned = plan(knowledge, assembly.waiting)
        problems = [*assembly.findings, *planned.findings]
        report.findings += problems
        faulty = broken | {finding.span.path for finding in problems if finding.is_error}
        if not options.keep_going or faulty <= excluded:
            break
        excluded |= faulty
    report.left_out = tuple(sorted(excluded & found.entries.keys()))
    report.secret = assembly.secret
    report.next_change = assembly.briefing.next_change
    report.assembly = assembly
    report.counts = counts_of(assembly, found)
    return Draft(project, knowledge, assembly, planned, gathered, clock)


def reading_cache(project: Project) -> ReadingCache:
    """What was read of a project's content; to be closed."""
    assert project.settings is not None
    return ReadingCache(project.state() / READINGS, _reading_key(project.settings))


def remembered(project: Project, clock: Clock, out: Path, as_of: datetime | None = None) -> Remembered:
    """What is kept about an output folder, for the readers that are meant; to be closed."""
    assert project.settings is not None
    return Remembered(project.state(), project.root, out, _key(project.settings, audience_of(clock, as_of)))


def gathered_of(project: Project, options: Options) -> Gathered:
    """Every file of content/ as it is now, from the cache where it is the one that was read before."""
    assert project.settings is not None
    return read_all(project, project.settings, options, Report())


def read_all(project: Project, settings: Settings, options: Options, report: Report) -> Gathered:
    """Scan and read: every file of content/ with what is wrong with it."""
    cache = ReadingCache(project.state() / READINGS, _reading_key(settings))
    if options.clean:
        cache.clear()
    try:
        with report.timed("read"):
            gathered = gather(project.root, settings, cache, options)
    finally:
        cache.close()
    report.costs["read"] = gathered.seconds
    report.findings += [*gathered.found.findings, *(f for reading in gathered.readings for f in reading.findings)]
    return gathered


def _reading_key(settings: Settings) -> bytes:
    return digest_of(f"{versions()} {settings.languages[0]} {settings.zone.key}".encode())


def _key(settings: Settings, audience: str) -> bytes:
    """For which versions, settings and readers what is remembered of an output folder holds. The clock is not in it."""
    return digest_of(f"{versions()} {settings!r} {audience}".encode())


def clock_of(options: Options, settings: Settings) -> Clock:
    """The moment and the readers that are meant. UsageProblem for an audience outside the scheme."""
    if options.audience is not None and options.audience not in settings.markings:
        raise UsageProblem.unknown_marking(options.audience, settings.markings)
    now = options.now or datetime.now(UTC)
    return Clock(absolute(now, settings), options.audience or settings.audience, options.drafts)


def audience_of(clock: Clock, as_of: datetime | None) -> str:
    """What an output folder remembers: a build for some may not be replaced by one for others."""
    future = as_of is not None and clock.now > datetime.now(UTC)
    return " ".join([clock.audience, *(["drafts"] if clock.drafts else []), *(["future"] if future else [])])


def next_due(options: Options) -> datetime | None:
    """When the site next changes by itself; None for never."""
    project = open_project(options.root)
    if project.settings is None:
        raise UsageProblem(say("the settings have errors; briefgen check shows them"))
    report = Report()
    return prepare(project, clock_of(options, project.settings), options, report).assembly.briefing.next_change
