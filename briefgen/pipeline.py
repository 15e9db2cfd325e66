"""The story of a build: scan, read, assemble, plan, render, audit, publish. It calls and never decides."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from briefgen.assembling.assembler import Assembly, assemble
from briefgen.assembling.visibility import Clock
from briefgen.engine.asking import Ask
from briefgen.model.settings import Settings
from briefgen.outputs import assets
from briefgen.outputs.planning import plan, render
from briefgen.outputs.target import Target
from briefgen.project import Project, UsageProblem, absolute, open_project, refuse_out
from briefgen.publishing import manifest as manifests
from briefgen.publishing.audit import Audit, Visible, leak, notes_of, texts_of
from briefgen.publishing.manifest import Manifest
from briefgen.publishing.publisher import Published, Rendered, Stage, foreign, publish
from briefgen.publishing.wording import words
from briefgen.reading.entry import Entry, Reading
from briefgen.reading.fields import FIELDS, Context
from briefgen.reading.reader import read, unreadable
from briefgen.scanning import Scan, scan
from briefgen.site.knowledge import Files, Knowledge, SiteOracle
from briefgen.site.questions.layout import colours
from briefgen.site.strings import catalogue
from briefgen.site.template_findings import template_finding
from briefgen.site.templates import Templates
from briefgen.text.finding import Finding, in_order
from briefgen.text.message import say

Progress = Callable[[str, int, int], None]
"""Told of each step: its name, how many are done, how many there are."""


Keep = Callable[[str, bytes], None]
"""Takes the bytes of an output path."""


@dataclass(frozen=True)
class Options:
    """What one build is asked for. `now` is aware; None is the clock's."""

    root: Path
    out: Path | None = None
    base_url: str | None = None
    languages: tuple[str, ...] = ()
    now: datetime | None = None
    audience: str | None = None
    drafts: bool = False
    keep_going: bool = False
    clean: bool = False
    progress: Progress = field(default=lambda *_: None)


@dataclass
class Report:
    """What a build found and did. `secret` are the paths of withheld files; `standing` counts withdrawn texts still public."""

    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    published: Published | None = None
    left_out: tuple[str, ...] = ()
    standing: int = 0
    next_change: datetime | None = None
    secret: frozenset[str] = frozenset()
    assembly: Assembly | None = None

    @property
    def has_errors(self) -> bool:
        return any(finding.is_error for finding in self.findings)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self.seconds[step] = self.seconds.get(step, 0.0) + perf_counter() - start


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
        return _closed(report)
    clock = _clock(options, project.settings)
    out = refuse_out(project, options.out, clock, options.now)
    state = project.state()
    kept = manifests.manifest_path(state, project.root, out)
    old = manifests.load(kept) or Manifest()
    audience = _audience(clock, options.now)
    if old.files and old.audience != audience:
        raise UsageProblem.other_audience(out.name, old.audience)
    draft = prepare(project, clock, options, report)
    report.standing = _standing(old, draft)
    if report.has_errors and not options.keep_going:
        return _closed(report)
    stage = Stage(state, out, Manifest() if options.clean else old)
    try:
        rendered: list[Rendered] = []
        is_whole, audit = _render(draft, lambda path, data: rendered.append(stage.put(path, data)), options, report)
        if not is_whole:
            return _closed(report)
        report.findings += foreign(out, rendered, old)
        if any(finding.code == "foreign-file" for finding in report.findings):
            return _closed(report)
        texts = tuple(sorted(f"{a.id}:{a.lang}" for a in draft.assembly.briefing.articles))
        with report.timed("publish"):
            new = Manifest(os.path.relpath(out, project.root), audience, {}, texts)
            report.published = publish(out, rendered, old, new, kept, audit.leaks)
        report.standing = 0
    finally:
        stage.clear()
    return _closed(report)


def rehearse(options: Options) -> tuple[Report, dict[str, bytes]]:
    """A build that publishes nothing: its report, and the bytes of all outputs by path (none where there are errors)."""
    project = open_project(options.root, options.base_url, options.languages)
    report = Report(findings=list(project.findings))
    if project.settings is None:
        return _closed(report), {}
    draft = prepare(project, _clock(options, project.settings), options, report)
    outputs: dict[str, bytes] = {}
    if not report.has_errors:
        _render(draft, lambda path, data: outputs.update({path: data}), options, report)
    return _closed(report), outputs


def prepare(project: Project, clock: Clock, options: Options, report: Report) -> Draft:
    """Scan, read, assemble and plan.

    A text with errors is assembled all the same, so that all its mistakes show at once; nothing is published then. With
    `keep_going`, entries that have errors are left out, again until none has.
    """
    assert project.settings is not None and project.theme is not None
    with report.timed("scan"):
        found = scan(project.root, tuple(FIELDS))
    with report.timed("read"):
        readings = _read(found, project.settings, options.progress)
    report.findings += [*found.findings, *(finding for reading in readings for finding in reading.findings)]
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
    audit = audit_of(draft)
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


def audit_of(draft: Draft) -> Audit:
    """The audit for what this build keeps back: withheld and faulty entries, and the notes of all."""
    segments = {segment for target in draft.targets for segment in target.path.split("/")}
    names = {segment.rpartition(".")[0] for segment in segments}
    hidden = {entry.path for entry in (*draft.assembly.withheld, *draft.assembly.faulty)}
    shown = [reading.entry for reading in draft.readings if reading.entry and reading.path not in hidden]
    audit = Audit(Visible(lambda: _wording(draft, shown), frozenset(_shown_segments(draft, segments | names))))
    for entry in (*draft.assembly.withheld, *draft.assembly.faulty):
        audit.keep_back(entry)
    for entry in shown:
        audit.keep_notes(entry)
    return audit


def _shown_segments(draft: Draft, planned: set[str]) -> set[str]:
    """The parts of addresses that visible entries have: a withheld text may share its name with one of them."""
    briefing = draft.assembly.briefing
    shown = {article.slug for article in briefing.articles} | {article.id for article in briefing.articles}
    shown |= {theme.id for theme in briefing.themes} | set(briefing.people) | set(briefing.organisations)
    shown |= set(briefing.sources) | {page.slug for page in briefing.pages} | {e.key for e in briefing.editions}
    return shown | {part for part in planned if part.isdigit()} | {"index", "", *briefing.settings.languages}


def _wording(draft: Draft, shown: list[Entry]) -> str:
    """All words that a reader may see: of visible entries, of the settings, of the interface."""
    settings = draft.assembly.briefing.settings
    notes = {note for entry in shown for note in notes_of(entry)}
    texts = [text for entry in shown for text in texts_of(entry) if text not in notes]
    texts += [*settings.title.texts, *(settings.description.texts if settings.description else ())]
    for lang in settings.languages:
        found = catalogue("site", lang)
        known = getattr(found, "_catalog", {})
        texts += [str(value) for value in known.values()]
        texts += [str(key[0] if isinstance(key, tuple) else key) for key in known]
    return " | ".join(map(words, texts)).replace("|", "\n")


def _standing(old: Manifest, draft: Draft) -> int:
    """How many texts that were published may not be shown any more, or are gone."""
    briefing = draft.assembly.briefing
    kept = {f"{a.id}:{a.lang}" for a in briefing.articles}
    kept |= {f"{entry.id}:{entry.lang}" for entry in draft.assembly.faulty}
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


def _closed(report: Report) -> Report:
    report.findings = in_order(report.findings)
    return report
