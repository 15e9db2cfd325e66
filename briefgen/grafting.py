"""A small edit to a large site that is more than words: texts that come, go or relate to other things.

They are grafted (`assembling/grafting.py`) upon the assembled site as the last build kept it, and only facts that the two do
not share are compared. What is published is byte for byte what a build from scratch would have (tests/incremental).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefgen.assembling.assembler import Assembly
from briefgen.assembling.grafting import Around, Graft, graft
from briefgen.assembling.ties import Ties
from briefgen.assembling.visibility import Clock
from briefgen.engine.asking import Ask, Question
from briefgen.gathering import Seen, digests_of
from briefgen.model.article import Article
from briefgen.outputs.planning import plan
from briefgen.patching import Bodies, Changed, Patch, read_again, registries, seen_of, stored
from briefgen.project import Project, knowledge_of
from briefgen.publishing.audit import notes_of
from briefgen.publishing.gate import Gate
from briefgen.publishing.publisher import Stage
from briefgen.reading.cache import ReadingCache
from briefgen.reading.fields import Context
from briefgen.rendering import Press, reasons
from briefgen.rewording import NoPatch
from briefgen.scanning import Scan
from briefgen.site.differing import differs
from briefgen.site.knowledge import Knowledge
from briefgen.site.oracle import SiteOracle
from briefgen.standing import Remembered, Standing, counts_of, texts_of


@dataclass
class GraftedOracle(SiteOracle):
    """Knows the whole site, and fetches its bodies when an article is asked for."""

    bodies: Bodies

    def answer(self, asked: Question, ask: Ask) -> Any:
        found = super().answer(asked, ask)
        if isinstance(found, Article):
            self.bodies.expect(found)
        return found


def grafted(
    project: Project,
    found: Scan,
    clock: Clock,
    kept: Remembered,
    changed: Mapping[str, Seen | None],
    cache: ReadingCache,
    stage: Stage,
) -> Patch:
    """The patch for some changed files. NoPatch or NoGraft where there can be none."""
    settings, standing = project.settings, kept.standing
    assert settings is not None and standing is not None
    site = kept.assembled
    if site is None or standing.generation != kept.traces.generation or kept.manifest.excused:
        raise NoPatch("what is remembered does not belong together")
    edits = read_again(changed, found, standing, cache, Context(settings.languages[0], settings.zone))
    others = registries(found, standing, cache)
    ties = _ties(site.names, edits)
    around = Around(others, ties, lambda path: stored(path, standing, cache), frozenset(found.files))
    done = graft(site.assembly, [(each.before, each.after) for each in edits], around, settings, clock)
    _check(done, edits)
    bodies = Bodies(cache, edits, [reading.path for reading in others])
    before = knowledge_of(project, site.assembly.briefing, bodies, found.files, digests_of(standing.files))
    return _patch(before, done, bodies, kept, edits, stage, _after(standing, site.assembly, done, ties, edits, found))


def _ties(names: Mapping[str, frozenset[str]], edits: list[Changed]) -> Ties:
    ties = Ties(names)
    for each in edits:
        ties.put(each.path, each.after.entry if each.after is not None else None)
    return ties


def _check(done: Graft, edits: list[Changed]) -> None:
    """NoPatch where what must not be shown is other than it was, as all outputs are to be searched for it then."""
    entries = [reading.entry for each in edits for reading in (each.before, each.after) if reading is not None]
    if done.difference.others.keys() - {"findings"}:
        raise NoPatch("what is kept back is another")
    if any(entry is not None and any(notes_of(entry)) for entry in entries):
        raise NoPatch("there are notes of the desk")


def _patch(
    before: Knowledge,
    done: Graft,
    bodies: Bodies,
    kept: Remembered,
    edits: list[Changed],
    stage: Stage,
    standing: Standing,
) -> Patch:
    after = before.updated(done.assembly.briefing, done.texts)
    planned = plan(after, done.assembly.waiting)
    if any(finding.is_error for finding in planned.findings):
        raise NoPatch("an address is taken")
    audit = standing.audit.shown_anew(Gate(done.assembly, list, planned.targets).shown, done.assembly.withheld)
    if audit is None:
        raise NoPatch("an address is named as what is kept back")
    standing.audit = audit
    press = Press(GraftedOracle(after, bodies), planned.targets, stage, audit)
    traces = kept.traces
    among = [number for number in traces.facts() if differs(traces.question(number), before, after)]
    standing.counts["outputs"] = len(planned.targets)
    paths = [target.path for target in planned.targets]
    return Patch(edits, press, reasons(press, traces, among), paths, texts_of(done.assembly), standing)


def _after(
    standing: Standing, before: Assembly, done: Graft, ties: Ties, edits: list[Changed], found: Scan
) -> Standing:
    """How the site stands with the graft."""
    gone = set(before.findings) - set(done.assembly.findings)
    come = [finding for finding in done.assembly.findings if finding not in set(before.findings)]
    paths = {each.path for each in edits}
    near = ties.grouped(paths).union(*(standing.groups.get(path, ()) for path in paths))
    groups = {path: group for path, group in standing.groups.items() if path not in near | paths}
    for path in near & ties.names.keys():
        group = tuple(sorted(ties.grouped([path])))
        groups |= {path: group} if len(group) > 1 else {}
    return replace(
        standing.after(seen_of(edits), done.difference),
        groups=groups,
        findings=[*(finding for finding in standing.findings if finding not in gone), *come],
        counts=counts_of(done.assembly, found),
        next_change=done.assembly.briefing.next_change,
        names=standing.names | {path: ties.names.get(path) for path in paths},
    )
