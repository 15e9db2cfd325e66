"""The story of a build: scan, read, assemble, plan, render, audit, publish. It calls and never decides."""

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from msgspec import structs

from briefgen.assembling.assembler import Assembly, assemble
from briefgen.assembling.ties import ties_by_path
from briefgen.assembling.visibility import Clock
from briefgen.drafting import (
    Draft,
    audience_of,
    clock_of,
    draft_of,
    gathered_of,
    prepare,
    read_all,
    reading_cache,
    remembered,
)
from briefgen.engine.traces import Traces
from briefgen.locking import alone
from briefgen.model.settings import Settings
from briefgen.project import OUT, Project, UsageProblem, absolute, open_project, refuse_out
from briefgen.publishing import manifest as manifests
from briefgen.publishing.gate import Gate
from briefgen.publishing.manifest import Manifest
from briefgen.publishing.publisher import Stage, Staged, foreign
from briefgen.reading.entry import Reading
from briefgen.rendering import Press, render_all
from briefgen.report import Options, Report
from briefgen.shortcuts import patched
from briefgen.site.oracle import SiteOracle
from briefgen.standing import Assembled, Remembered, files_of, shared_of, standing_of, texts_of
from briefgen.text.finding import Finding, notice
from briefgen.text.message import say
from briefgen.text.span import Span


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
    audience = audience_of(clock, options.now)
    with closing(remembered(project, clock, out, options.now)) as kept:
        if kept.manifest.files and kept.manifest.audience != audience:
            raise UsageProblem.other_audience(out.name, kept.manifest.audience)
        return _build_upon(kept, project, options, clock, out, audience, report)


def _build_upon(
    kept: Remembered, project: Project, options: Options, clock: Clock, out: Path, audience: str, report: Report
) -> Report:
    """The build of an output folder as it stands. It makes what has changed; nothing where there is an error."""
    assert project.settings is not None
    quick = None if options.clean else patched(project, options, clock, out, kept)
    if quick is not None:
        return quick
    gathered = read_all(project, project.settings, options, report)
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
        with report.timed("publish"):
            report.published = kept.publish(stage, rendered, new, gate.leaks)
    report.standing = 0
    if not project.settings.base_url:
        report.findings.append(_no_address())
    with report.timed("remember"):
        site = Assembled(draft.assembly, names)
        if traces.generation and traces.generation != kept.answers.generation:
            traces.keep_all(press.memory)
        standing = None if report.has_errors else standing_of(gathered, shared, draft.assembly, clock, gate, report)
        kept.save(traces, standing, report.packed_reasons(), site if standing else None)
        with closing(reading_cache(project)) as cache:
            cache.settle()
    return report


def _gate(draft: Draft, options: Options) -> Gate:
    """The gate of a build, which reads again what has been let go of."""
    gathered = draft.gathered

    def readings() -> list[Reading]:
        return gathered.readings or gathered_of(draft.project, replace(options, clean=False)).readings

    return Gate(draft.assembly, readings, draft.targets)


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


def _without_settings(project: Project, options: Options, report: Report) -> Report:
    """Settings that have errors: the mistakes of content show all the same, and withdrawn texts are counted."""
    settings = Settings()
    gathered = read_all(project, settings, options, report)
    clock = Clock(absolute(options.now or datetime.now(UTC), settings), drafts=options.drafts)
    assembly = assemble(gathered.readings, frozenset(gathered.found.files), settings, clock)
    out = options.out or project.root / OUT
    old = manifests.load(manifests.manifest_path(project.state(), project.root, out)) or Manifest()
    report.standing = _standing(old, assembly)
    report.secret = assembly.secret
    return report


def _standing(old: Manifest, assembly: Assembly) -> int:
    """How many texts that were published may not be shown any more, or are gone. A slip withdraws nothing."""
    kept = {f"{a.id}:{a.lang}" for a in assembly.briefing.articles}
    slips = (entry for entry in assembly.withheld if entry.path not in assembly.secret)
    kept |= {f"{entry.id}:{entry.lang}" for entry in (*assembly.faulty, *slips)}
    return len(set(old.texts) - kept)


def _no_address() -> Finding:
    return notice(
        "no-base-url",
        Span("briefgen.toml"),
        say("base_url is not set: feeds, sitemap and canonical links are left out"),
        say("set it once you know where the site will stand; everything else works without"),
    )
