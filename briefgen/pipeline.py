"""The story of a build: scan, read, assemble, plan, render, audit, publish. It calls and never decides."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from briefgen.assembling.assembler import Assembly, assemble
from briefgen.assembling.visibility import Clock
from briefgen.engine.asking import digest_of
from briefgen.engine.traces import Traces
from briefgen.explaining import Explanation, Facts, facts_of, root_of, unpacked_reasons
from briefgen.gathering import Gathered, gather
from briefgen.locking import alone
from briefgen.model.settings import Settings
from briefgen.outputs import assets
from briefgen.outputs.planning import plan
from briefgen.outputs.target import Target
from briefgen.project import OUT, Project, UsageProblem, absolute, open_project, refuse_out
from briefgen.publishing import manifest as manifests
from briefgen.publishing.audit import Audit
from briefgen.publishing.gate import Gate
from briefgen.publishing.manifest import Manifest
from briefgen.publishing.publisher import Stage, Staged, foreign, publish
from briefgen.reading.cache import ReadingCache
from briefgen.rendering import Press, reasons, render_all
from briefgen.report import Options, Report
from briefgen.scanning import Scan
from briefgen.site.facts import Files, Knowledge
from briefgen.site.templates import Templates
from briefgen.site.urls import output_path
from briefgen.text.finding import Finding, notice
from briefgen.text.message import say
from briefgen.text.span import Span
from briefgen.versions import versions
from briefgen.working import cores


@dataclass
class Draft:
    """A site as far as the plan: everything is known, nothing is rendered."""

    project: Project
    knowledge: Knowledge
    assembly: Assembly
    targets: list[Target]
    gathered: Gathered


def build(options: Options) -> Report:
    """Build the site and publish it, unless there is an error. UsageProblem for a call that cannot be meant."""
    project = open_project(options.root, options.base_url, options.languages)
    with alone(project.state(), options.waiting):
        return _build(project, options, Report(findings=list(project.findings))).closed()


def _build(project: Project, options: Options, report: Report) -> Report:
    if project.settings is None:
        return _without_settings(project, options, report)
    clock = _clock(options, project.settings)
    out = refuse_out(project, options.out, clock, options.now)
    kept = manifests.manifest_path(project.state(), project.root, out)
    old = manifests.load(kept) or Manifest()
    audience = _audience(clock, options.now)
    if old.files and old.audience != audience:
        raise UsageProblem.other_audience(out.name, old.audience)
    draft = prepare(project, clock, options, report)
    report.standing = _standing(old, draft.assembly)
    if report.has_errors and not options.keep_going:
        return report
    key = _key(project.settings)
    traces = Traces() if options.clean else _remembered(kept, key)
    gate = Gate(draft.assembly, draft.gathered.readings, draft.targets)
    with Stage(project.state(), out, Manifest() if options.clean else old) as stage:
        press = Press(draft.knowledge, draft.targets, stage, gate.audit)
        rendered = render_all(press, gate, traces, options, report)
        if rendered is None:
            return report
        foreign_files = foreign(out, rendered, old)
        report.findings += foreign_files
        if foreign_files:
            return report
        with report.timed("publish"):
            texts = tuple(sorted(f"{a.id}:{a.lang}" for a in draft.assembly.briefing.articles))
            new = replace(stage.audited, out=os.path.relpath(out, project.root), audience=audience, texts=texts)
            report.published = publish(out, rendered, old, new, kept, gate.leaks)
        with report.timed("remember"):
            manifests.replace_file(kept.with_suffix(".traces"), traces.dumps(key))
            manifests.replace_file(kept.with_suffix(".reasons"), report.packed_reasons())
    report.standing = 0
    if not project.settings.base_url:
        report.findings.append(_no_address())
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
        draft = prepare(project, _clock(options, project.settings), options, report)
        if report.has_errors:
            yield report.closed(), {}
            return
        gate = Gate(draft.assembly, draft.gathered.readings, draft.targets)
        with Stage(project.state(), project.root / OUT, Manifest()) as stage:
            press = Press(draft.knowledge, draft.targets, stage, gate.audit)
            rendered = render_all(press, gate, Traces(), options, report)
            yield report.closed(), Staged(rendered or [])


def prepare(project: Project, clock: Clock, options: Options, report: Report) -> Draft:
    """Scan, read, assemble and plan.

    A text with errors is assembled all the same, so that all its mistakes show at once; nothing is published then. With
    `keep_going`, entries that have errors are left out, again until none has.
    """
    assert project.settings is not None
    gathered = _gather(project, project.settings, options, report)
    found, readings = gathered.found, gathered.readings
    broken = frozenset(reading.path for reading in readings if reading.has_errors)
    excluded: frozenset[str] = frozenset()
    while True:
        with report.timed("assemble"):
            assembly = assemble(readings, frozenset(found.files), project.settings, clock, excluded)
        knowledge = _knowledge(project, assembly, gathered)
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
    return Draft(project, knowledge, assembly, targets, gathered)


def explain(options: Options, path: str) -> Explanation:
    """What an output of the last build was made from. UsageProblem for a path that no build has made."""
    project = open_project(options.root, options.base_url, options.languages)
    if project.settings is None:
        raise UsageProblem(say("the settings have errors; briefgen check shows them"))
    out = (options.out or project.root / OUT).resolve()
    kept = manifests.manifest_path(project.state(), project.root, out)
    traces = _remembered(kept, _key(project.settings))
    root = root_of(traces, path.removeprefix(f"{out.name}/").lstrip("/"))
    if root is None:
        raise UsageProblem(say("the last build made no %(path)s", path=path))
    last = unpacked_reasons(kept.with_suffix(".reasons").read_bytes())
    draft = prepare(project, _clock(options, project.settings), options, Report())
    press = Press(
        draft.knowledge, draft.targets, Stage(project.state(), out, manifests.load(kept) or Manifest()), Audit()
    )
    target, facts = traces.question(root), facts_of(traces, root)
    assert project.theme is not None
    words = Facts(draft.knowledge.briefing, project.theme.templates, project.root)
    for fact in facts:
        words.add(fact)
    name = output_path(str(target[1]))
    coming = {press.targets[number].path: reason for number, reason in reasons(press, traces).items()}
    return Explanation(
        name, target, last.get(name), coming.get(name), tuple(words.files), tuple(words.lists), tuple(words.others)
    )


def _remembered(kept: Path, key: bytes) -> Traces:
    """The traces of the last build into a folder; empty ones where there are none for this key."""
    file = kept.with_suffix(".traces")
    return (Traces.loads(file.read_bytes(), key) if file.exists() else None) or Traces()


def _gather(project: Project, settings: Settings, options: Options, report: Report) -> Gathered:
    """Scan and read: every file of content/ with what is wrong with it."""
    cache = ReadingCache(project.state() / "readings.sqlite", _reading_key(settings))
    if options.clean:
        cache.clear()
    try:
        with report.timed("read"):
            gathered = gather(project.root, settings, cache, options.jobs or cores(), options.progress)
    finally:
        cache.close()
    report.costs["read"] = gathered.seconds
    report.findings += [*gathered.found.findings, *(f for reading in gathered.readings for f in reading.findings)]
    return gathered


def _reading_key(settings: Settings) -> bytes:
    return digest_of(f"{versions()} {settings.languages[0]} {settings.zone.key}".encode())


def _key(settings: Settings) -> bytes:
    """For which versions and settings what is remembered of an output folder holds. The clock is not in it."""
    return digest_of(f"{versions()} {settings!r}".encode())


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
    return prepare(project, _clock(options, project.settings), options, report).assembly.briefing.next_change


def _knowledge(project: Project, assembly: Assembly, gathered: Gathered) -> Knowledge:
    assert project.theme is not None
    bodies = {digest: html for reading in gathered.readings for digest, html in reading.html.items()}
    templates = Templates(project.theme.templates, project.compiled_templates())
    files = Files(project.theme.static, gathered.found.files)
    colours = tuple((theme.id, theme.colour) for theme in assembly.briefing.themes if theme.colour)
    addresses = assets.addresses(project.theme.static, repr(colours))
    return Knowledge(assembly.briefing, bodies, templates, addresses, files, project.root)


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
