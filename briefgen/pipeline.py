"""The story of a build: scan, read, assemble, plan, render, audit, publish. It calls and never decides."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from briefgen.assembling.assembler import Assembly, assemble
from briefgen.assembling.visibility import Clock
from briefgen.engine.asking import Ask
from briefgen.model.settings import Settings
from briefgen.outputs import assets
from briefgen.outputs.planning import plan, render
from briefgen.outputs.target import Target
from briefgen.project import OUT, Project, UsageProblem, absolute, open_project, refuse_out
from briefgen.publishing import manifest as manifests
from briefgen.publishing.audit import Audit, leak
from briefgen.publishing.gate import audit_of
from briefgen.publishing.manifest import Manifest
from briefgen.publishing.publisher import Rendered, Stage, foreign, publish
from briefgen.reading.entry import Reading
from briefgen.reading.fields import FIELDS, Context
from briefgen.reading.reader import read, unreadable
from briefgen.report import Options, Progress, Report
from briefgen.scanning import Scan, scan
from briefgen.site.knowledge import Files, Knowledge, SiteOracle
from briefgen.site.questions.layout import colours
from briefgen.site.template_findings import template_finding
from briefgen.site.templates import Templates
from briefgen.text.finding import Finding, notice
from briefgen.text.message import say
from briefgen.text.span import Span

Keep = Callable[[str, bytes], None]
"""Takes the bytes of an output path."""


@dataclass
class Draft:
    """A site as far as the plan: everything is known, nothing is rendered."""

    project: Project
    knowledge: Knowledge
    assembly: Assembly
    targets: list[Target]
    readings: list[Reading]


def build(options: Options) -> Report:
    """Build the site and publish it, unless there is an error. UsageProblem for a call that cannot be meant."""
    project = open_project(options.root, options.base_url, options.languages)
    report = Report(findings=list(project.findings))
    if project.settings is None:
        return _without_settings(project, options, report)
    clock = _clock(options, project.settings)
    out = refuse_out(project, options.out, clock, options.now)
    state = project.state()
    kept = manifests.manifest_path(state, project.root, out)
    old = manifests.load(kept) or Manifest()
    audience = _audience(clock, options.now)
    if old.files and old.audience != audience:
        raise UsageProblem.other_audience(out.name, old.audience)
    draft = prepare(project, clock, options, report)
    report.standing = _standing(old, draft.assembly)
    if report.has_errors and not options.keep_going:
        return report.closed()
    stage = Stage(state, out, Manifest() if options.clean else old)
    try:
        rendered: list[Rendered] = []
        is_whole, audit = _render(draft, lambda path, data: rendered.append(stage.put(path, data)), options, report)
        if not is_whole:
            return report.closed()
        report.findings += foreign(out, rendered, old)
        if any(finding.code == "foreign-file" for finding in report.findings):
            return report.closed()
        texts = tuple(sorted(f"{a.id}:{a.lang}" for a in draft.assembly.briefing.articles))
        with report.timed("publish"):
            new = Manifest(os.path.relpath(out, project.root), audience, {}, texts)
            report.published = publish(out, rendered, old, new, kept, audit.leaks)
        report.standing = 0
        if not project.settings.base_url:
            report.findings.append(_no_address())
    finally:
        stage.clear()
    return report.closed()


def rehearse(options: Options) -> tuple[Report, dict[str, bytes]]:
    """A build that publishes nothing: its report, and the bytes of all outputs by path (none where there are errors)."""
    project = open_project(options.root, options.base_url, options.languages)
    report = Report(findings=list(project.findings))
    if project.settings is None:
        return report.closed(), {}
    draft = prepare(project, _clock(options, project.settings), options, report)
    outputs: dict[str, bytes] = {}
    if not report.has_errors:
        _render(draft, lambda path, data: outputs.update({path: data}), options, report)
    return report.closed(), outputs


def prepare(project: Project, clock: Clock, options: Options, report: Report) -> Draft:
    """Scan, read, assemble and plan.

    A text with errors is assembled all the same, so that all its mistakes show at once; nothing is published then. With
    `keep_going`, entries that have errors are left out, again until none has.
    """
    assert project.settings is not None
    found, readings = _gather(project, project.settings, options, report)
    broken = frozenset(reading.path for reading in readings if reading.has_errors)
    excluded: frozenset[str] = frozenset()
    while True:
        with report.timed("assemble"):
            assembly = assemble(readings, frozenset(found.files), project.settings, clock, excluded)
        knowledge = _knowledge(project, assembly, readings, found)
        with report.timed("plan"):
            targets, clashes = plan(knowledge)
        problems = [*assembly.findings, *clashes]
        report.findings += problems
        faulty = broken | {finding.span.path for finding in problems if finding.is_error}
        if not options.keep_going or faulty <= excluded:
            break
        excluded |= faulty
    report.left_out = tuple(sorted(excluded & found.entries.keys()))
    report.secret = assembly.secret
    report.next_change = assembly.briefing.next_change
    report.assembly = assembly
    report.counts = _counts(assembly, found)
    return Draft(project, knowledge, assembly, targets, readings)


def _gather(project: Project, settings: Settings, options: Options, report: Report) -> tuple[Scan, list[Reading]]:
    """Scan and read: every file of content/ with what is wrong with it."""
    with report.timed("scan"):
        found = scan(project.root, tuple(FIELDS))
    with report.timed("read"):
        readings = _read(found, settings, options.progress)
    report.findings += [*found.findings, *(finding for reading in readings for finding in reading.findings)]
    return found, readings


def _without_settings(project: Project, options: Options, report: Report) -> Report:
    """Settings that have errors: the mistakes of content show all the same, and withdrawn texts are counted."""
    settings = Settings()
    found, readings = _gather(project, settings, options, report)
    clock = Clock(absolute(options.now or datetime.now(UTC), settings), drafts=options.drafts)
    assembly = assemble(readings, frozenset(found.files), settings, clock)
    out = options.out or project.root / OUT
    old = manifests.load(manifests.manifest_path(project.state(), project.root, out)) or Manifest()
    report.standing = _standing(old, assembly)
    report.secret = assembly.secret
    return report.closed()


def next_due(options: Options) -> datetime | None:
    """When the site next changes by itself; None for never."""
    project = open_project(options.root)
    if project.settings is None:
        raise UsageProblem(say("the settings have errors; briefgen check shows them"))
    report = Report()
    return prepare(project, _clock(options, project.settings), options, report).assembly.briefing.next_change


def _read(found: Scan, settings: Settings, progress: Progress) -> list[Reading]:
    context = Context(settings.languages[0], settings.zone)
    readings = []
    for number, (path, (kind, file)) in enumerate(found.entries.items(), 1):
        try:
            readings.append(read(path, kind, file.read_bytes(), context))
        except OSError as problem:
            readings.append(unreadable(path, kind, problem.strerror or "", context))
        progress("read", number, len(found.entries))
    return readings


def _knowledge(project: Project, assembly: Assembly, readings: list[Reading], found: Scan) -> Knowledge:
    assert project.theme is not None
    bodies = {digest: html for reading in readings for digest, html in reading.html.items()}
    templates = Templates(project.theme.templates, project.compiled_templates())
    files = Files(project.theme.static, found.files)
    bare = Knowledge(assembly.briefing, bodies, templates, {}, files)
    return replace(bare, assets=assets.addresses(project.theme.static, repr(colours(bare))))


def _render(draft: Draft, keep: Keep, options: Options, report: Report) -> tuple[bool, Audit]:
    """Every target's bytes, audited and kept; False where a template or the audit stands in the way."""
    audit = audit_of(draft.assembly, draft.readings, draft.targets)
    oracle = SiteOracle(draft.knowledge)
    is_whole = True
    for number, target in enumerate(draft.targets, 1):
        with report.timed("render"):
            data = render_target(draft, target, oracle, report)
        if data is None:
            is_whole = False
            continue
        with report.timed("audit"):
            leaks = audit.leaks(target.path, data)
        report.findings += [leak(target.path, source) for source in leaks]
        is_whole = is_whole and not leaks
        if is_whole:
            with report.timed("stage"):
                keep(target.path, data)
        options.progress("render", number, len(draft.targets))
    report.counts["outputs"] = len(draft.targets)
    return is_whole, audit


def render_target(draft: Draft, target: Target, oracle: SiteOracle, report: Report) -> bytes | None:
    """The bytes of one target; None and a finding where its template has a mistake."""
    try:
        return render(target, Ask(oracle))
    except Exception as problem:
        assert draft.project.theme is not None
        finding = template_finding(problem, draft.project.theme.templates, draft.project.root)
        if finding is None:
            raise
        report.findings.append(finding)
        return None


def _standing(old: Manifest, assembly: Assembly) -> int:
    """How many texts that were published may not be shown any more, or are gone."""
    kept = {f"{a.id}:{a.lang}" for a in assembly.briefing.articles}
    kept |= {f"{entry.id}:{entry.lang}" for entry in assembly.faulty}
    return len(set(old.texts) - kept)


def _clock(options: Options, settings: Settings) -> Clock:
    if options.audience is not None and options.audience not in settings.markings:
        raise UsageProblem.unknown_marking(options.audience, settings.markings)
    now = options.now or datetime.now(UTC)
    return Clock(absolute(now, settings), options.audience or settings.audience, options.drafts)


def _audience(clock: Clock, as_of: datetime | None) -> str:
    """What an output folder remembers: a build for some may not be replaced by one for others."""
    future = as_of is not None and clock.now > datetime.now(UTC)
    return " ".join([clock.audience, *(["drafts"] if clock.drafts else []), *(["future"] if future else [])])


def _counts(assembly: Assembly, found: Scan) -> dict[str, int]:
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


def _no_address() -> Finding:
    return notice(
        "no-base-url",
        Span("briefgen.toml"),
        say("base_url is not set: feeds, sitemap and canonical links are left out"),
        say("set it once you know where the site will stand; everything else works without"),
    )
