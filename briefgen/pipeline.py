"""The story of a build: scan, read, assemble, plan, render, audit, publish. It calls and never decides."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from msgspec import structs

from briefgen.assembling.assembler import Assembly, assemble
from briefgen.assembling.grafting import Around, Edit, NoGraft, Part, graft
from briefgen.assembling.ties import ties_by_path
from briefgen.assembling.visibility import Clock
from briefgen.engine.asking import digest_of
from briefgen.engine.traces import Traces
from briefgen.explaining import Explanation, Facts, facts_of, root_of, unpacked_reasons
from briefgen.gathering import Gathered, digests_of, gather
from briefgen.grafting import grafted
from briefgen.locking import alone
from briefgen.model.settings import Settings
from briefgen.outputs.planning import Plan, plan
from briefgen.outputs.target import Target
from briefgen.patching import Patch, changed_files, is_intact, patch
from briefgen.project import OUT, Project, UsageProblem, absolute, knowledge_of, open_project, refuse_out
from briefgen.publishing import manifest as manifests
from briefgen.publishing.audit import Audit
from briefgen.publishing.gate import Gate
from briefgen.publishing.manifest import Manifest
from briefgen.publishing.publisher import Leaks, Published, Rendered, Stage, Staged, foreign, publish
from briefgen.reading.cache import ReadingCache
from briefgen.reading.entry import Reading
from briefgen.reading.fields import FIELDS
from briefgen.rendering import Press, reasons, render_all, render_some
from briefgen.report import Options, Report
from briefgen.rewording import NoPatch
from briefgen.scanning import scan
from briefgen.site.facts import Knowledge
from briefgen.site.oracle import SiteOracle
from briefgen.site.urls import output_path
from briefgen.standing import Assembled, Remembered, counts_of, files_of, shared_of, standing_of, texts_of
from briefgen.text.finding import Finding, notice
from briefgen.text.message import say
from briefgen.text.span import Span
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


def build(options: Options) -> Report:
    """Build the site and publish it, unless there is an error. UsageProblem for a call that cannot be meant."""
    project = open_project(options.root, options.base_url, options.languages)
    with alone(project.state(), options.waiting):
        return _build(project, options, Report(findings=list(project.findings))).closed()


def _build(project: Project, options: Options, report: Report) -> Report:
    if project.settings is None:
        return _without_settings(project, options, report)
    clock = clock_of(options, project.settings)
    out = refuse_out(project, options.out, clock, options.now)
    audience = _audience(clock, options.now)
    with closing(remembered(project, clock, out, options.now)) as kept:
        if kept.manifest.files and kept.manifest.audience != audience:
            raise UsageProblem.other_audience(out.name, kept.manifest.audience)
        return _build_upon(kept, project, options, clock, out, audience, report)


def _build_upon(
    kept: Remembered, project: Project, options: Options, clock: Clock, out: Path, audience: str, report: Report
) -> Report:
    """The build of an output folder as it stands. It makes what has changed; nothing where there is an error."""
    assert project.settings is not None
    patched = None if options.clean else _patched(project, options, clock, out, kept)
    if patched is not None:
        return patched
    gathered = _gather(project, project.settings, options, report)
    with report.timed("scan"):
        gathered.beside = files_of(project, gathered.found, kept.standing.files if kept.standing else {})
    draft = draft_of(project, clock, options, report, gathered)
    report.standing = _standing(kept.manifest, draft.assembly)
    if report.has_errors and not options.keep_going:
        return report
    traces = kept.keeping(Traces()) if options.clean else kept.traces
    shared, names = shared_of(gathered.readings), ties_by_path(gathered.readings)
    gate = _gate(draft, options)
    with Stage(project.state(), out, Manifest() if options.clean else kept.manifest) as stage:
        press = Press(SiteOracle(draft.knowledge), draft.targets, stage, gate.audit)
        # The audit has seen what was read, and the processes to come would all carry it.
        gathered.readings = []
        rendered = render_all(press, gate, traces, options, report)
        if rendered is None:
            return report
        foreign_files = foreign(out, rendered, kept.manifest)
        report.findings += foreign_files
        if foreign_files:
            return report
        shown = texts_of(draft.assembly)
        new = structs.replace(stage.audited, out=os.path.relpath(out, project.root), audience=audience, texts=shown)
        _publish(stage, rendered, kept, new, gate.leaks, report)
    report.standing = 0
    if not project.settings.base_url:
        report.findings.append(_no_address())
    with report.timed("remember"):
        site = Assembled.of(draft.assembly, names)
        if traces.generation and traces.generation != kept.answers.generation:
            traces.keep_all(press.memory)
        standing = None if report.has_errors else standing_of(gathered, shared, draft.assembly, clock, gate, report)
        kept.save(traces, standing, report.packed_reasons(), site if standing else None)
    return report


def _gate(draft: Draft, options: Options) -> Gate:
    """The gate of a build, which reads again what has been let go of."""
    gathered = draft.gathered

    def readings() -> list[Reading]:
        return gathered.readings or gathered_of(draft.project, replace(options, clean=False)).readings

    return Gate(draft.assembly, readings, draft.targets)


def _publish(
    stage: Stage, rendered: list[Rendered], kept: Remembered, new: Manifest, leaks: Leaks, report: Report
) -> None:
    with report.timed("publish"):
        kept.forget_standing()
        report.published = publish(stage, rendered, kept.manifest, new, kept.file, leaks)


def _patched(project: Project, options: Options, clock: Clock, out: Path, kept: Remembered) -> Report | None:
    """The build as what has changed since the last one, where that is little; None for one that takes all the steps."""
    standing, old = kept.standing, kept.manifest
    assert project.settings is not None
    if standing is None or not standing.holds_at(clock.now, project.settings.zone):
        return None
    report = standing.report()
    cache = ReadingCache(project.state() / READINGS, _reading_key(project.settings))
    with closing(cache):
        try:
            with report.timed("scan"):
                found = scan(project.root, tuple(FIELDS))
                files = files_of(project, found, standing.files)
                if digests_of(files) != digests_of(standing.files) or not is_intact(out, old):
                    return None
                changed = changed_files(standing, found)
        except NoPatch:
            return None
        if not changed:
            report.kinds = dict.fromkeys(old.files, "")
            report.published = Published(unchanged=len(old.files))
            kept.note(report.packed_reasons())
            return report
        for way in (patch, grafted):
            try:
                with Stage(project.state(), out, old) as stage:
                    work = way(project, found, clock, kept, changed, cache, stage)
                    return _publish_patch(work, options, out, kept, cache, report.seconds)
            except NoGraft:
                kept.reload()
    return None


def _publish_patch(
    work: Patch, options: Options, out: Path, kept: Remembered, cache: ReadingCache, seconds: Mapping[str, float]
) -> Report:
    """Make and publish what a patch touches. NoPatch where something stands in the way, before anything is touched."""
    old, press = kept.manifest, work.press
    report = work.standing.report()
    report.seconds |= seconds
    rendered = {path: Rendered(path, old.files[path].digest, None) for path in work.paths if path in old.files}
    for each in render_some(press, work.reasons, kept.traces, replace(options, jobs=1), report):
        if each.hits:
            raise NoPatch("the audit has a question")
        rendered[each.rendered.path] = each.rendered
    if report.has_errors or len(rendered) != len(work.paths):
        raise NoPatch("a template has a mistake")
    made = [press.targets[number].path for number in work.reasons]
    if foreign(out, [rendered[path] for path in made], old):
        raise NoPatch("something else stands where a page should")
    report.kinds = dict.fromkeys(work.paths, "") | {target.path: target.kind for target in press.targets}
    report.costs["read"] = work.seconds
    with cache.writing() as keep:
        keep([each.kept for each in work.changed if each.kept], [each.path for each in work.changed if not each.kept])
    new, ordered = structs.replace(old, texts=work.texts), [rendered[path] for path in work.paths]
    _publish(press.stage, ordered, kept, new, lambda *given: [hit[0] for hit in press.audit.hits(*given)], report)
    with report.timed("remember"):
        kept.save(kept.traces, work.standing, report.packed_reasons())
    return report


@contextmanager
def rehearsal(options: Options) -> Iterator[tuple[Report, Mapping[str, bytes]]]:
    """A build that publishes nothing: its report, and the bytes of all outputs by path (none where there are errors)."""
    project = open_project(options.root, options.base_url, options.languages)
    report = Report(findings=list(project.findings))
    if project.settings is None:
        yield report.closed(), {}
        return
    with alone(project.state(), options.waiting):
        draft = prepare(project, clock_of(options, project.settings), options, report)
        if report.has_errors:
            yield report.closed(), {}
            return
        gate = Gate(draft.assembly, lambda: draft.gathered.readings, draft.targets)
        with Stage(project.state(), project.root / OUT, Manifest()) as stage:
            press = Press(SiteOracle(draft.knowledge), draft.targets, stage, gate.audit)
            rendered = render_all(press, gate, Traces(), options, report)
            yield report.closed(), Staged(rendered or [])


def prepare(project: Project, clock: Clock, options: Options, report: Report) -> Draft:
    """Scan, read, assemble and plan."""
    assert project.settings is not None
    return draft_of(project, clock, options, report, _gather(project, project.settings, options, report))


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
            assembly = assemble(readings, frozenset(found.files), project.settings, clock, excluded)
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


def explain(options: Options, path: str) -> Explanation:
    """What an output of the last build was made from. UsageProblem for a path that no build has made."""
    project = open_project(options.root, options.base_url, options.languages)
    if project.settings is None:
        raise UsageProblem(say("the settings have errors; briefgen check shows them"))
    clock = clock_of(options, project.settings)
    out = (options.out or project.root / OUT).resolve()
    kept = remembered(project, clock, out, options.now)
    # Of a build with other settings there is as much to tell; the next one will make everything again.
    traces = kept.traces if kept.traces.generation else kept.traces_of_any_key()
    root = root_of(traces, _below(out, path))
    if root is None:
        raise UsageProblem(say("the last build made no %(path)s", path=path))
    last = unpacked_reasons(kept.reasons())
    draft = prepare(project, clock, options, Report())
    stage = Stage(project.state(), out, kept.manifest)
    press = Press(SiteOracle(draft.knowledge), draft.targets, stage, Audit())
    target, facts = traces.question(root), facts_of(traces, root)
    assert project.theme is not None
    words = Facts(draft.knowledge.briefing, project.theme.templates, project.theme.static, project.root)
    for fact in facts:
        words.add(fact)
    name = output_path(str(target[1]))
    coming = {press.targets[number].path: reason for number, reason in reasons(press, kept.traces).items()}
    return Explanation(
        name, target, last.get(name), coming.get(name), tuple(words.files), tuple(words.lists), tuple(words.others)
    )


def _below(out: Path, path: str) -> str:
    """A path on disk or an address, as a path below the output folder."""
    on_disk = Path(path).resolve()
    if on_disk.is_relative_to(out) and on_disk != out:
        return on_disk.relative_to(out).as_posix()
    return path.removeprefix(f"{out.name}/").lstrip("/")


def reading_cache(project: Project) -> ReadingCache:
    """What was read of a project's content; to be closed."""
    assert project.settings is not None
    return ReadingCache(project.state() / READINGS, _reading_key(project.settings))


def remembered(project: Project, clock: Clock, out: Path, as_of: datetime | None = None) -> Remembered:
    """What is kept about an output folder, for the readers that are meant; to be closed."""
    assert project.settings is not None
    return Remembered(project.state(), project.root, out, _key(project.settings, _audience(clock, as_of)))


def gathered_of(project: Project, options: Options) -> Gathered:
    """Every file of content/ as it is now, from the cache where it is the one that was read before."""
    assert project.settings is not None
    return _gather(project, project.settings, options, Report())


def _gather(project: Project, settings: Settings, options: Options, report: Report) -> Gathered:
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


def _without_settings(project: Project, options: Options, report: Report) -> Report:
    """Settings that have errors: the mistakes of content show all the same, and withdrawn texts are counted."""
    settings = Settings()
    gathered = _gather(project, settings, options, report)
    clock = Clock(absolute(options.now or datetime.now(UTC), settings), drafts=options.drafts)
    assembly = assemble(gathered.readings, frozenset(gathered.found.files), settings, clock)
    out = options.out or project.root / OUT
    old = manifests.load(manifests.manifest_path(project.state(), project.root, out)) or Manifest()
    report.standing = _standing(old, assembly)
    report.secret = assembly.secret
    return report


def next_due(options: Options) -> datetime | None:
    """When the site next changes by itself; None for never."""
    project = open_project(options.root)
    if project.settings is None:
        raise UsageProblem(say("the settings have errors; briefgen check shows them"))
    report = Report()
    return prepare(project, clock_of(options, project.settings), options, report).assembly.briefing.next_change


def _standing(old: Manifest, assembly: Assembly) -> int:
    """How many texts that were published may not be shown any more, or are gone. A slip withdraws nothing."""
    kept = {f"{a.id}:{a.lang}" for a in assembly.briefing.articles}
    slips = (entry for entry in assembly.withheld if entry.path not in assembly.secret)
    kept |= {f"{entry.id}:{entry.lang}" for entry in (*assembly.faulty, *slips)}
    return len(set(old.texts) - kept)


def clock_of(options: Options, settings: Settings) -> Clock:
    """The moment and the readers that are meant. UsageProblem for an audience outside the scheme."""
    if options.audience is not None and options.audience not in settings.markings:
        raise UsageProblem.unknown_marking(options.audience, settings.markings)
    now = options.now or datetime.now(UTC)
    return Clock(absolute(now, settings), options.audience or settings.audience, options.drafts)


def _audience(clock: Clock, as_of: datetime | None) -> str:
    """What an output folder remembers: a build for some may not be replaced by one for others."""
    future = as_of is not None and clock.now > datetime.now(UTC)
    return " ".join([clock.audience, *(["drafts"] if clock.drafts else []), *(["future"] if future else [])])


def _no_address() -> Finding:
    return notice(
        "no-base-url",
        Span("briefgen.toml"),
        say("base_url is not set: feeds, sitemap and canonical links are left out"),
        say("set it once you know where the site will stand; everything else works without"),
    )
