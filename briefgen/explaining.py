"""What an output was made from, and why it was or was not made again: read from what the last build remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from briefgen.engine.asking import Question
from briefgen.engine.rows import FACT
from briefgen.engine.traces import Traces
from briefgen.model.briefing import Briefing
from briefgen.report import Reason
from briefgen.site.urls import output_path
from briefgen.text.message import Message, say


@dataclass(frozen=True)
class Explanation:
    """One output: its target, the reason of the last build (None where it stood as it was), and what it was made from.

    `files` are paths of content/ and of the site theme, `lists` and `others` the remaining facts; `next` is the reason
    for which a build would make it again now, if there is one.
    """

    path: str
    target: Question
    last: Reason | None
    next: Reason | None
    files: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


_LISTS = ("Shelf", "Newest", "Periods", "FeedTexts", "Themes", "Pages", "Registry", "EditionTexts", "Editions")


@dataclass
class Facts:
    """The facts of one target, told in words that a person can look up."""

    briefing: Briefing
    folders: list[Path]
    static: Mapping[str, Path]
    root: Path
    files: dict[str, None] = field(default_factory=dict)
    lists: dict[str, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)

    def add(self, fact: Question) -> None:
        file = self._file(fact)
        if file is not None:
            self.files[file] = None
        elif fact[0] in _LISTS:
            self.lists[told(fact)] = None
        else:
            self.others[told(fact)] = None

    def _file(self, fact: Question) -> str | None:
        """The file that holds a fact, if it is one that the desk can edit."""
        name, *arguments = (str(each) for each in fact)
        if name == "Template":
            found = next((folder / arguments[0] for folder in self.folders if (folder / arguments[0]).is_file()), None)
            return self._shown(found, arguments[0]) if found else None
        if name == "Static":
            return self._shown(self.static[arguments[0]], arguments[0]) if arguments[0] in self.static else None
        if name == "Attachment":
            return arguments[0]
        noun: Any = None
        if name == "Article":
            noun = self.briefing.by_ref.get((arguments[0], arguments[1]))
        elif name == "Theme":
            noun = self.briefing.theme(arguments[0])
        elif name == "Agent":
            noun = self.briefing.agent(arguments[0])
        elif name == "Source":
            noun = self.briefing.sources.get(arguments[0])
        elif name == "Page":
            noun = next((page for page in self.briefing.pages if (page.id, page.lang) == tuple(arguments)), None)
        return getattr(noun, "path", "") or None

    def _shown(self, file: Path, name: str) -> str:
        """A file of the site theme: the site's own by its path, a bundled one by its name."""
        is_own = file.is_relative_to(self.root)
        return file.relative_to(self.root).as_posix() if is_own else f"<briefgen>/{name}"


def told(question: Question) -> str:
    """A question on one line: `Article 2026-02-03-x tr`."""
    return " ".join(_word(each) for each in question if each != ())


def _word(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(map(_word, value))
    return str(value) if value != "" else "-"


def reason_in_words(reason: Reason) -> Message:
    """Why a target was made."""
    if reason.kind == "first":
        return say("nothing is remembered of an earlier build")
    if reason.kind == "new":
        return say("it is new")
    if reason.kind == "damaged":
        return say("the published file is not what was written")
    return say("changed: %(fact)s", fact=" ← ".join(map(told, reason.chain)))


def unpacked_reasons(data: bytes) -> dict[str, Reason]:
    """The reasons of the last build by output path; none where the file cannot be read."""
    try:
        found = msgspec.msgpack.decode(data, type=dict[str, tuple[str, tuple[tuple[Any, ...], ...]]])
    except (msgspec.MsgspecError, ValueError):
        return {}
    return {path: Reason(kind, chain) for path, (kind, chain) in found.items()}


def root_of(traces: Traces, path: str) -> int | None:
    """The target of an output path, with or without `index.html`."""
    wanted = {path, f"{path.rstrip('/')}/index.html".lstrip("/")}
    for root in traces.roots():
        if output_path(str(traces.question(root)[1])) in wanted:
            return root
    return None


def facts_of(traces: Traces, root: int) -> list[Question]:
    """Every fact that a target relied on, through however many questions."""
    seen, queue = {root}, [root]
    for number in queue:
        for below in traces[number].asked:
            if below not in seen:
                seen.add(below)
                queue.append(below)
    return sorted((traces.question(number) for number in queue if traces[number].kind & FACT), key=told)
