"""From a change on the disk to the next state of the preview, by the shortest way that is right.

`texts` costs the articles that changed (`assembling/grafting.py`), `theme` and `files` nothing that has to do with content,
`whole` assembles the site.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from briefgen.engine.asking import digest_of
from briefgen.project import SETTINGS, UsageProblem, open_project
from briefgen.report import Report
from briefgen.serving.beginning import KeptBodies, Stood, begun
from briefgen.serving.contents import Contents
from briefgen.serving.generation import Generation, View
from briefgen.serving.making import Making
from briefgen.serving.outside import may_be_outside, outside_of
from briefgen.serving.state import News, State
from briefgen.serving.watcher import Change
from briefgen.site.strings import catalogue
from briefgen.text.finding import Finding, error, in_order
from briefgen.text.message import say
from briefgen.text.span import Span
from briefgen.versions import versions

_WORTH_KEEPING = 1000
"""Entries from which on to begin with what was assembled is quicker than to assemble it."""


class Desk(Making):
    """`is_behind` where content was not looked at when it changed, as there were no settings to read it with; `is_lost` where
    it is not known what stands, and everything is to be made anew; `is_kept` where the next start may begin with what stands.
    """

    def __init__(self, root: Path, audience: str | None, home: View) -> None:
        super().__init__(root, audience, home)
        self.root, self.outside = root, outside_of(root)
        self.is_behind = self.is_lost = self.is_kept = False

    def lose(self) -> None:
        """Something went wrong in the middle: begin anew with the next change."""
        self.is_behind = self.is_lost = True
        self.distrust()

    def start(self) -> State:
        """The first state. Entries that have errors are left out of it, as there is none before it to stay on screen."""
        start = perf_counter()
        if self.project.settings is not None:
            found = begun(self.project, self.clock(self.home), self._key())
            if found is not None:
                draft, self.is_kept = found
                news = News("start", seconds={"all": perf_counter() - start})
                made = {self.home: Generation(1, self.home, draft)}
                findings = in_order([*self.project.findings, *draft.gathered.found.findings, *draft.problems])
                return State(1, made, draft.problems, tuple(findings), draft.assembly.secret, news)
            self.contents = Contents(self.project, self.options)
        return self.whole(State(), News("start"), [self.home])

    def warm(self, state: State) -> State | None:
        """Read the content of a state with which the preview has begun; another state where there is more to tell."""
        if self.contents is not None or self.project.settings is None:
            return None
        draft = state.generations[self.home].draft
        self.contents, seen = Contents(self.project, self.options), draft.gathered.seen
        if {path: each.digest for path, each in seen.items()} != {p: s.digest for p, s in self.contents.seen.items()}:
            self.distrust()
            return self.whole(state, News("whole"), [self.home])
        assert isinstance(draft.knowledge.bodies, KeptBodies)
        draft.knowledge.bodies.read = self.contents.bodies
        told = self.settled(replace(state, number=state.number + 1))
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
        names = self._other_outside(change)
        if self.project.settings is None:
            self.is_behind = True
            return self.refused(state, list(self.project.findings), names) if names else None
        if self.contents is None or self.project.settings != self.contents.settings:
            self.contents, self.is_behind, self.is_lost = Contents(self.project, self.options), False, False
            self.distrust()
            return self.whole(state, News("whole", tuple(sorted(names))), views)
        touched = self.contents.look(change.paths, change.is_unsure or self.is_behind)
        self.is_behind, is_lost, self.is_lost = False, self.is_lost, False
        if not (touched or names or is_due):
            return None
        news = News(paths=tuple(sorted(names | touched)))
        if names and not touched and not is_lost and not state.has_errors and not self.project.findings:
            return self.rethemed(state, news, start)
        if not names and not is_due and state.generations and not self.contents.pending.is_more:
            done = self.edited(state, news, start)
            if done is not None:
                return done
        return self.whole(state, replace(news, way="due" if is_due else "whole"), views)

    def _other_outside(self, change: Change) -> set[str]:
        """What has changed beside content/; the project is opened again then."""
        outside = outside_of(self.root) if may_be_outside(self.root, change) else self.outside
        names = {name for name in outside.keys() | self.outside.keys() if outside.get(name) != self.outside.get(name)}
        if self.is_lost:
            names.add(SETTINGS)
        self.outside = outside
        if names:
            catalogue.cache_clear()
            try:
                self.project = open_project(self.root)
            except UsageProblem as problem:
                self.project = replace(self.project, settings=None, findings=(_no_project(problem),))
        return names

    def view(self, state: State, view: View) -> Generation:
        """The generation of a view that nobody has looked at yet."""
        return self.generation(view, state.number, Report(), keep_going=True)


def _no_project(problem: UsageProblem) -> Finding:
    return error("no-project", Span(SETTINGS), problem.message, say("put it back; the preview goes on by itself"))
