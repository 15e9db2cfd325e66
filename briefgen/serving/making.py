"""The states of the preview, each by one way: from the one before it where little has changed, or from all that there is.

Which way is right the desk decides. A change that has mistakes leaves the generations that stand and says what is wrong.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from briefgen.assembling.grafting import NoGraft
from briefgen.assembling.visibility import Clock
from briefgen.drafting import Draft, clock_of, draft_of
from briefgen.model.visibility import Visibility
from briefgen.outputs.planning import plan
from briefgen.project import knowledge_of, open_project
from briefgen.reading.entry import Entry
from briefgen.report import Options, Report
from briefgen.serving.contents import Contents
from briefgen.serving.generation import Generation, View
from briefgen.serving.state import News, State
from briefgen.site.template_findings import template_finding
from briefgen.text.finding import Finding, in_order

_MOST = 20
"""Changed articles up to which they are grafted."""


class Making:
    """A project and its content as they were last read. `home` is the view that is shown unless another is asked for."""

    def __init__(self, root: Path, audience: str | None, home: View) -> None:
        """UsageProblem where there is no project, or no such audience."""
        self.home, self.options = home, Options(root=root, audience=audience)
        self.project = open_project(root)
        if self.project.settings is not None:
            clock_of(self.options, self.project.settings)
        self.contents: Contents | None = None

    def distrust(self) -> None:
        """The generations that stand lack more than what is pending: only the long way leads on from them."""
        if self.contents is not None:
            self.contents.pending.is_more = True

    def edited(self, state: State, news: News, start: float) -> State | None:
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
            return self.refused(state, findings, news.paths, secret)
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
        return self.settled(replace(state, number=number, generations=made, noted=noted, secret=secret, news=news))

    def rethemed(self, state: State, news: News, start: float) -> State:
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
            return self.refused(state, [*state.findings, *broken], news.paths)
        news = replace(news, way="theme", seconds={"all": perf_counter() - start})
        return self.settled(replace(state, number=number, generations=made, news=news))

    def whole(self, state: State, news: News, views: list[View]) -> State:
        """Assemble the site anew, for the views that somebody looks at."""
        start, number = perf_counter(), state.number + 1
        if self.contents is None:
            return self.refused(state, list(self.project.findings), news.paths)
        reports = {view: Report() for view in views}
        made = {view: self.generation(view, number, report) for view, report in reports.items()}
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
                made = {self.home: self.generation(self.home, number, Report(), keep_going=True)}
                state = replace(state, generations=made)
            return self.refused(state, findings, news.paths, report.secret)
        return self.settled(State(number, made, noted, (), report.secret, news, state.files))

    def generation(self, view: View, number: int, report: Report, keep_going: bool = False) -> Generation:
        """The site as one view has it."""
        assert self.contents is not None
        options = replace(self.options, keep_going=keep_going)
        draft = draft_of(self.project, self.clock(view), options, report, self.contents.gathered())
        return Generation(number, view, draft)

    def clock(self, view: View) -> Clock:
        """What a view shows."""
        assert self.project.settings is not None
        clock = clock_of(self.options, self.project.settings)
        if view is View.EVERYTHING:
            return replace(clock, everything=True)
        if view is View.DUE:
            public = self.generation(View.PUBLIC, 0, Report(), keep_going=True)
            return replace(clock, now=public.briefing.next_change or clock.now)
        return clock

    def settled(self, state: State) -> State:
        """A state of which everything is in order, or nothing worse than a warning."""
        assert self.contents is not None
        files = {**state.files, **dict.fromkeys(self.contents.pending.files, state.number)}
        self.contents.settle()
        findings = in_order([*self.project.findings, *self.contents.findings(), *state.noted])
        return replace(state, findings=tuple(findings), files=files)

    def refused(
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
