"""What the preview shows: one thread makes the states, requests only look at the newest."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from time import time as now

from briefgen.serving.desk import Desk
from briefgen.serving.generation import Generation, Page, View
from briefgen.serving.outside import places
from briefgen.serving.state import State
from briefgen.serving.watcher import Change, Watcher
from briefgen.text.finding import Finding, error, in_order
from briefgen.text.message import say
from briefgen.text.span import Span

Opened = Callable[[], set[tuple[View, str]]]
"""The pages that somebody looks at: view and address."""
_REST = 3.0
"""Seconds without a change after which it is worth while to keep how the site stands."""
_FIRST = 0.3
"""Seconds that are left to the first page before the content is read."""


class Session:
    """The preview of one project. `home` is the view that is shown unless another is asked for."""

    def __init__(
        self, root: Path, audience: str | None = None, home: View = View.EVERYTHING, poll: bool = False
    ) -> None:
        """UsageProblem where there is no project, or no such audience."""
        self.home = home
        root = root.resolve()
        self.watcher = Watcher(lambda: places(root), poll)
        self.watcher.start()
        self.desk = Desk(root, audience, home)
        self.opened: Opened = set
        self.news = threading.Condition()
        self._asked = threading.Event()
        self._making = threading.RLock()
        self._before: State | None = None
        self._tried = 0.0
        self.is_over = False
        self.state = self.desk.start()
        self._rest: float | None = None if self.desk.is_kept else now()
        if self.desk.contents is not None:
            # What took the long way is kept at once, as there may be no time for it at the end.
            self._keep()

    def run(self) -> None:
        """Follow what happens, until the session is stopped."""
        self._asked.wait(_FIRST)
        self._warm()
        while True:
            due = self._due()
            change = self.watcher.next(min((each for each in (due, self._rest) if each is not None), default=None))
            if change is None:
                if self.is_to_keep:
                    self._keep()
                return
            if change == Change() and (due is None or now() < due):
                self._keep()
                continue
            if change == Change():
                self._tried = now()
            with self._making:
                try:
                    used = {view for view, _ in self.opened()}
                    state = self.desk.advance(self.state, change, used)
                    if state is not None:
                        self._take(self._proofed(state))
                except Exception as problem:
                    # Whatever it is, the next save is another chance.
                    self.desk.lose()
                    self._take(self._failed(problem))

    def _warm(self) -> None:
        """What was not needed for the first page."""
        with self._making:
            try:
                state = self.desk.warm(self.state)
            except Exception as problem:
                self.desk.lose()
                state = self._failed(problem)
            if state is not None:
                self._take(state)

    @property
    def is_to_keep(self) -> bool:
        """Whether the site stands otherwise than it is kept for the next start."""
        return self._rest is not None

    def _keep(self) -> None:
        """Keep how the site stands, unless somebody saves meanwhile."""
        is_kept = self.desk.keep(self.state, self.watcher.has_news)
        self._rest = None if is_kept else now() + _REST

    def stop(self) -> None:
        self.watcher.stop()
        self._asked.set()
        with self.news:
            self.is_over = True
            self.news.notify_all()

    def wait(self, number: int, seconds: float) -> State:
        """The newest state, as soon as it is another than `number`, or after some seconds."""
        with self.news:
            self.news.wait_for(lambda: self.is_over or self.state.number != number, seconds)
        return self.state

    def generation(self, view: View) -> Generation | None:
        """The generation of a view, made now if nobody has looked at it yet; None where there is none."""
        state = self.state
        if view not in state.generations and self.home in state.generations:
            self._warm()
            with self._making:
                state = self.state
                if view not in state.generations:
                    made = {**state.generations, view: self.desk.view(state, view)}
                    state = self.state = replace(state, generations=made)
        return state.generations.get(view)

    def page(self, view: View, url: str) -> Page | None:
        """An output as the preview shows it: where a template is at fault, as it was when the template was not."""
        generation = self.generation(view)
        found = generation.page(url) if generation is not None else None
        self._asked.set()
        if found is None or found.mistake is None:
            return found
        self._note(found.mistake)
        before = self._before.generations.get(view) if self._before is not None else None
        earlier = before.page(url) if before is not None else None
        return earlier if earlier is not None and earlier.mistake is None else found

    def _note(self, mistake: Finding) -> None:
        with self._making:
            if mistake not in self.state.findings:
                findings = tuple(in_order([*self.state.findings, mistake]))
                self._take(replace(self.state, number=self.state.number + 1, findings=findings))

    def _proofed(self, state: State) -> State:
        """The state, unless a page that somebody looks at cannot be made in it: then what stands, and why."""
        mistakes = []
        for view, url in self.opened():
            generation = state.generations.get(view)
            if generation is None or generation is self.state.generations.get(view):
                continue
            page = generation.page(url)
            if page is not None and page.mistake is not None:
                mistakes.append(page.mistake)
        if not mistakes:
            return state
        self.desk.distrust()
        return replace(
            state, generations=self.state.generations, findings=tuple(in_order([*state.findings, *mistakes]))
        )

    def _take(self, state: State) -> None:
        if state.generations is not self.state.generations:
            self._before = self.state
            self._rest = now() + _REST
        with self.news:
            self.state = state
            self.news.notify_all()

    def _failed(self, problem: Exception) -> State:
        what = f"{type(problem).__name__}: {problem}"
        message = say("the preview could not follow this change (%(problem)s)", problem=what)
        hint = say("save again, or start briefgen serve anew")
        finding = error("preview-failed", Span("briefgen.toml"), message, hint)
        return replace(self.state, number=self.state.number + 1, findings=(finding,))

    def _due(self) -> float | None:
        """When the site next changes by itself (seconds since 1970): a text comes or goes, or a day is over."""
        moments, looked = [], self._tried
        for view, generation in self.state.generations.items():
            if view is not View.DUE:
                briefing = generation.briefing
                day = briefing.now.astimezone(briefing.settings.zone).date() + timedelta(days=1)
                midnight = datetime.combine(day, time(), briefing.settings.zone)
                moments += [each.timestamp() for each in (midnight, briefing.next_change) if each is not None]
        return min((moment for moment in moments if moment > looked), default=None)
