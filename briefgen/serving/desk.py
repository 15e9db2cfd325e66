"""From a change on the disk to the next state of the preview, by the shortest way that is right.

`texts` costs the articles that changed (`assembling/grafting.py`), `theme` and `files` nothing that has to do with content,
`whole` assembles the site.
A change that has mistakes leaves the generations that stand and says what is wrong.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from briefgen.assembling.grafting import NoGraft
from briefgen.assembling.visibility import Clock
from briefgen.engine.asking import digest_of
from briefgen.model.visibility import Visibility
from briefgen.outputs.planning import plan
from briefgen.pipeline import Draft, clock_of, draft_of
from briefgen.project import SETTINGS, UsageProblem, knowledge_of, open_project
from briefgen.reading.entry import Entry
from briefgen.report import Options, Report
from briefgen.serving.beginning import KeptBodies, Stood, begun
from briefgen.serving.contents import Contents
from briefgen.serving.generation import Generation, View
from briefgen.serving.outside import may_be_outside, outside_of
from briefgen.serving.state import News, State
from briefgen.serving.watcher import Change
from briefgen.site.strings import catalogue
from briefgen.site.template_findings import template_finding
from briefgen.text.finding import Finding, error, in_order
from briefgen.text.message import say
from briefgen.text.span import Span
from briefgen.versions import versions

_WORTH_KEEPING = 1000
"""Entries from which on to begin with what was assembled is quicker than to assemble it."""
_MOST = 20
"""Changed articles up to which they are grafted."""


class Desk:
    """A project and its content as they were last read, and the making of generations from them.

    `is_behind` where content was not looked at when it changed, as there were no settings to read it with; `is_lost` where
    it is not known what stands, and everything is to be made anew.
    """

    def __init__(self, root: Path, audience: str | None, home: View) -> None:
        self.root, self.home = root, home
        self.options = Options(root=root, audience=audience)
        self.project = open_project(root)
        if self.project.settings is not None:
            clock_of(self.options, self.project.settings)
        self.outside = outside_of(root)
        self.is_behind = self.is_lost = False
        self.contents: Contents | None = None

    def distrust(self) -> None:
        """The generations that stand lack more than what is pending: only the long way leads on from them."""
        if self.contents is not None:
            self.contents.pending.is_more = True

    def lose(self) -> None:
        """Something went wrong in the middle: begin anew with the next change."""
        self.is_behind = self.is_lost = True
        self.distrust()

    def start(self) -> State:
        """The first state. Entries that have errors are left out of it, as there is none before it to stay on screen."""
        start = perf_counter()
        if self.project.settings is not None:
            draft = begun(self.project, self._clock(self.home), self._key())
            if draft is not None:
                news = News("start", seconds={"all": perf_counter() - start})
                made = {self.home: Generation(1, self.home, draft)}
                findings = in_order([*self.project.findings, *draft.gathered.found.findings, *draft.problems])
                return State(1, made, draft.problems, tuple(findings), draft.assembly.secret, news)
            self.contents = Contents(self.project, self.options)
        return self._whole(State(), News("start"), [self.home])

    def warm(self, state: State) -> State | None:
        """Read the content of a state with which the preview has begun; another state where there is more to tell."""
        if self.contents is not None or self.project.settings is None:
            return None
        draft = state.generations[self.home].draft
        self.contents, seen = Contents(self.project, self.options), draft.gathered.seen
        if {path: each.digest for path, each in seen.items()} != {p: s.digest for p, s in self.contents.seen.items()}:
            self.distrust()
            return self._whole(state, News("whole"), [self.home])
        assert isinstance(draft.knowledge.bodies, KeptBodies)
        draft.knowledge.bodies.read = self.contents.bodies
        told = self._settled(replace(state, number=state.number + 1))
        return told if told.findings != state.findings else None

    def keep(self, state: State, is_unwanted: Callable[[], bool]) -> bool:
        """Let the next start begin with this state, if nothing is wrong with it and it is worth while. False where that has
        become unwanted meanwhile.
        """
        contents, generation = self.contents, state.generations.get(self.home)
        if contents is None or generation is None or state.has_errors or len(contents.readings) < _WORTH_KEEPING:
            return True
        stood = Stood.of(generation.draft, contents.seen, contents.ties, self._key())
        return stood.keep(self.project.state(), is_unwanted)

    def _key(self) -> bytes:
        """For what a kept state holds."""
        told = f"{versions()} {self.project.settings!r} {self.options.audience} {self.home}"
        return digest_of(told.encode())

    def advance(self, state: State, change: Change, used: set[View]) -> State | None:
        """The state after a change; None where nothing has changed. `used` are the views that somebody looks at."""
        start, is_due = perf_counter(), not change.paths and not change.is_unsure
        views = [self.home, *sorted(used & state.generations.keys() - {self.home})]
        outside = outside_of(self.root) if may_be_outside(self.root, change) else self.outside
        names = {name for name in outside.keys() | self.outside.keys() if outside.get(name) != self.outside.get(name)}
        if self.is_lost:
            names.add(SETTINGS)
        self.outside = outside
        before = self.project
        if names:
            catalogue.cache_clear()
            try:
                self.project = open_project(self.root)
            except UsageProblem as problem:
                self.project = replace(before, settings=None, findings=(_no_project(problem),))
        if self.project.settings is None:
            self.is_behind = True
            return self._refused(state, list(self.project.findings), names) if names else None
        if self.contents is None or self.project.settings != self.contents.settings:
            self.contents, self.is_behind, self.is_lost = Contents(self.project, self.options), False, False
            self.distrust()
            return self._whole(state, News("whole", tuple(sorted(names))), views)
        touched = self.contents.look(change.paths, change.is_unsure or self.is_behind)
        self.is_behind, is_lost, self.is_lost = False, self.is_lost, False
        if not (touched or names or is_due):
            return None
        news = News(paths=tuple(sorted(names | touched)))
        if names and not touched and not is_lost and not state.has_errors and not self.project.findings:
            return self._rethemed(state, news, start)
        if not names and not is_due and state.generations and not self.contents.pending.is_more:
            done = self._edited(state, news, start)
            if done is not None:
                return done
        return self._whole(state, replace(news, way="due" if is_due else "whole"), views)

    def view(self, state: State, view: View) -> Generation:
        """The generation of a view that nobody has looked at yet."""
        return self._generation(view, state.number, Report(), keep_going=True)

    def _edited(self, state: State, news: News, start: float) -> State | None:
        """The next state where a few articles, or bytes of other files, have changed; None for the long way."""
        contents = self.contents
        assert contents is not None
        changed = contents.changed()
        if len(changed) > _MOST:
            return None
        come = [new for _, new in changed if new is not None]
        if any(new.has_errors for new in come):
            paths = {new.path for new in come}
            findings = [*contents.findings(), *(each for each in state.noted if each.span.path not in paths)]
            secret = state.secret | {new.path for new in come if _is_kept_back(new.entry)}
            return self._refused(state, findings, news.paths, secret)
        number, made = state.number + 1, {}
        try:
            for view, generation in state.generations.items():
                draft = generation.draft.grafted(changed, contents.around()) if changed else generation.draft
                made[view] = generation.updated(number, draft)
        except NoGraft:
            return None
        noted = tuple(finding for each in made.values() for finding in each.draft.problems)
        news = replace(news, way="texts" if changed else "files", seconds={"all": perf_counter() - start})
        secret = made[self.home].draft.assembly.secret if self.home in made else state.secret
        return self._settled(replace(state, number=number, generations=made, noted=noted, secret=secret, news=news))

    def _rethemed(self, state: State, news: News, start: float) -> State:
        """The generations in another dress."""
        number, made = state.number + 1, {}
        for view, generation in state.generations.items():
            draft, known = generation.draft, generation.draft.knowledge
            files = known.files
            other = knowledge_of(self.project, known.briefing, known.bodies, files.content, files.digests)
            dressed = known.dressed_as(other)
            planned = plan(dressed, draft.assembly.waiting, draft.plan)
            draft = replace(draft, project=self.project, knowledge=dressed, plan=planned)
            made[view] = Generation(number, view, draft)
        broken = list(_broken_templates(next(iter(made.values())).draft)) if made else []
        if broken:
            self.distrust()
            return self._refused(state, [*state.findings, *broken], news.paths)
        news = replace(news, way="theme", seconds={"all": perf_counter() - start})
        return self._settled(replace(state, number=number, generations=made, news=news))

    def _whole(self, state: State, news: News, views: list[View]) -> State:
        """Assemble the site anew, for the views that somebody looks at."""
        start, number = perf_counter(), state.number + 1
        if self.contents is None:
            return self._refused(state, list(self.project.findings), news.paths)
        reports = {view: Report() for view in views}
        made = {view: self._generation(view, number, report) for view, report in reports.items()}
        report = reports[self.home]
        noted = tuple(finding for each in reports.values() for finding in each.findings)
        findings = [*self.project.findings, *self.contents.findings(), *noted]
        broken = list(_broken_templates(made[self.home].draft))
        if broken:
            self.distrust()
        findings += broken
        news = replace(news, seconds={**report.seconds, "all": perf_counter() - start})
        if any(finding.is_error for finding in findings):
            if not state.generations:
                # What was left out may be mended by any change.
                self.distrust()
                made = {self.home: self._generation(self.home, number, Report(), keep_going=True)}
                state = replace(state, generations=made)
            return self._refused(state, findings, news.paths, report.secret)
        return self._settled(State(number, made, noted, (), report.secret, news, state.files))

    def _generation(self, view: View, number: int, report: Report, keep_going: bool = False) -> Generation:
        assert self.contents is not None
        options = replace(self.options, keep_going=keep_going)
        draft = draft_of(self.project, self._clock(view), options, report, self.contents.gathered())
        return Generation(number, view, draft)

    def _clock(self, view: View) -> Clock:
        assert self.project.settings is not None
        clock = clock_of(self.options, self.project.settings)
        if view is View.EVERYTHING:
            return replace(clock, everything=True)
        if view is View.DUE:
            public = self._generation(View.PUBLIC, 0, Report(), keep_going=True)
            return replace(clock, now=public.briefing.next_change or clock.now)
        return clock

    def _settled(self, state: State) -> State:
        """A state of which everything is in order, or nothing worse than a warning."""
        assert self.contents is not None
        files = {**state.files, **dict.fromkeys(self.contents.pending.files, state.number)}
        self.contents.settle()
        findings = in_order([*self.project.findings, *self.contents.findings(), *state.noted])
        return replace(state, findings=tuple(findings), files=files)

    def _refused(
        self,
        state: State,
        findings: list[Finding],
        paths: set[str] | tuple[str, ...],
        secret: frozenset[str] | None = None,
    ) -> State:
        """The generations that stand, and what is wrong with what came after them."""
        return replace(
            state,
            number=state.number + 1,
            findings=tuple(in_order(findings)),
            secret=state.secret if secret is None else secret,
            news=News("none", tuple(sorted(paths))),
        )


def _is_kept_back(entry: Entry | None) -> bool:
    """Whether an entry says of itself that it is not for everybody."""
    own = entry.visibility if entry is not None else None
    return own is not None and own != Visibility(no_embargo=own.no_embargo)


def _broken_templates(draft: Draft) -> Iterator[Finding]:
    """The templates that cannot be read; the mistakes of others show when a page is made."""
    templates = draft.knowledge.templates
    for name in templates.environment.list_templates():
        try:
            templates.load(name)
        except Exception as problem:
            finding = template_finding(problem, templates.folders, draft.knowledge.root)
            if finding is not None:
                yield finding


def _no_project(problem: UsageProblem) -> Finding:
    return error("no-project", Span(SETTINGS), problem.message, say("put it back; the preview goes on by itself"))
