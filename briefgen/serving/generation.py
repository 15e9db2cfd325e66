"""A site at one moment, immutable and numbered. A page is made when it is first asked for, as a build would make it."""

import threading
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from briefgen.drafting import Draft
from briefgen.engine.asking import Ask, Memory, Node, Question
from briefgen.model.briefing import Briefing
from briefgen.outputs.planning import render
from briefgen.outputs.target import Target
from briefgen.site.differing import differs
from briefgen.site.oracle import SiteOracle
from briefgen.site.template_findings import template_finding
from briefgen.text.finding import Finding
from briefgen.text.message import Message

_MOST = 200
"""Pages that are kept; what was looked at long ago is made again."""
COPIED = frozenset({"asset", "file"})
"""Targets that are a file as it stands."""


class View(StrEnum):
    """What the preview shows: the site as it is public now, as it will be at the next `due`, or all that there is."""

    PUBLIC = "public"
    DUE = "due"
    EVERYTHING = "everything"


@dataclass(frozen=True)
class Page:
    """One output: its bytes, or the mistake in a template that stood in their way; and what was asked for it."""

    target: Target
    data: bytes = b""
    mistake: Finding | None = None
    asked: Collection[Node] = ()


class Generation:
    """`number` grows with every change."""

    def __init__(self, number: int, view: View, draft: Draft) -> None:
        self.number, self.view, self.draft = number, view, draft
        self.memory = Memory(SiteOracle(draft.knowledge))
        self._pages: dict[str, Page] = {}
        # Two requests at once would answer the same questions twice.
        self._lock = threading.Lock()

    @cached_property
    def targets(self) -> dict[str, Target]:
        """By address."""
        return {target.url: target for target in self.draft.targets}

    @cached_property
    def private(self) -> dict[str, tuple[Message, ...]]:
        """Why what stands at an address is not public, of all that is not."""
        why = self.draft.assembly.private
        is_text = all(path.startswith("content/articles/") for path in why)
        about = ((each.url, self._path_of(each)) for each in self.draft.targets if each.origin or not is_text)
        return {url: why[path] for url, path in about if path in why} if why else {}

    def _path_of(self, target: Target) -> str:
        """The file of content/ that a page is about; empty for a list."""
        if target.origin is not None:
            return target.origin.path
        briefing, key = self.briefing, target.key
        noun: object = None
        if target.kind in ("theme", "theme-month", "dossier"):
            noun = briefing.theme(key[0])
        elif target.kind == "agent":
            noun = briefing.agent(key[1])
        elif target.kind == "source":
            noun = briefing.sources.get(key[1])
        elif target.kind == "edition":
            noun = briefing.editions[briefing.edition_numbers[key[0]]]
        return str(getattr(noun, "path", ""))

    @property
    def briefing(self) -> Briefing:
        return self.draft.knowledge.briefing

    def page(self, url: str) -> Page | None:
        """The output at an address; None where there is none."""
        with self._lock:
            found = self._pages.get(url)
            target = None if found else self.targets.get(url)
            if target is not None:
                found = self._made(target)
                if target.kind not in COPIED:
                    self._pages[url] = found
                if len(self._pages) > _MOST:
                    del self._pages[next(iter(self._pages))]
            return found

    def _made(self, target: Target) -> Page:
        knowledge = self.draft.knowledge
        ask = Ask(self.memory)
        try:
            return Page(target, render(target, ask), asked=tuple(ask.trace))
        except Exception as problem:
            finding = template_finding(problem, knowledge.templates.folders, knowledge.root)
            if finding is None:
                raise
            return Page(target, mistake=finding)

    def updated(self, number: int, draft: Draft) -> "Generation":
        """The next generation, of which only what depends on facts that are others has to be found out again."""
        after = Generation(number, self.view, draft)
        with self._lock:
            after.memory.take_over(self.memory, self._stale(after))
            known = set(after.memory.nodes.values())
            # A page that failed may be mended by a text.
            kept = (page for page in self._pages.values() if page.mistake is None and known.issuperset(page.asked))
            after._pages = {page.target.url: page for page in kept if after.targets.get(page.target.url) == page.target}
        return after

    def _stale(self, after: "Generation") -> set[Question]:
        """The facts whose answers may be others."""
        if after.draft is self.draft:
            return set()
        known = self.draft.knowledge, after.draft.knowledge
        facts = (node.question for node in self.memory.nodes.values() if node.asked is None)
        return {fact for fact in facts if differs(fact, *known)}
