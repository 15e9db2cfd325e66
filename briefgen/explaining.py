"""What an output was made from, and why it was or was not made again: read from what the last build remembered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from briefgen.drafting import clock_of, prepare, remembered
from briefgen.engine.asking import Question
from briefgen.engine.rows import FACT
from briefgen.engine.traces import Traces
from briefgen.model.briefing import Briefing
from briefgen.project import OUT, UsageProblem, open_project
from briefgen.publishing.audit import Audit
from briefgen.publishing.publisher import Stage
from briefgen.rendering import Press, reasons
from briefgen.report import Options, Reason, Report, told
from briefgen.site.oracle import SiteOracle
from briefgen.site.urls import output_path
from briefgen.text.message import say

_ADDRESS = re.compile(r"\w+://[^/?#]*([^?#]*)")
"""Any address, with its path."""


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


def explain(options: Options, path: str) -> Explanation:
    """What an output of the last build was made from. UsageProblem for a path that no build has made."""
    project = open_project(options.root, options.base_url, options.languages)
    if project.settings is None:
        raise UsageProblem(say("the settings have errors; briefgen check shows them"))
    clock = clock_of(options, project.settings)
    out = (options.out or project.root / OUT).resolve()
    kept = remembered(project, clock, out, options.now)
    # Of a build with other settings there is as much to tell; the next one will make everything again.
    traces = kept.traces if kept.traces.generation else kept.traces_of_any_key()
    root = root_of(traces, _below(out, project.settings.base_url, path))
    if root is None:
        raise UsageProblem(say("the last build made no %(path)s", path=path))
    last = unpacked_reasons(kept.reasons())
    draft = prepare(project, clock, options, Report())
    stage = Stage(project.state(), out, kept.manifest)
    press = Press(SiteOracle(draft.knowledge), draft.targets, stage, Audit())
    target, facts = traces.question(root), facts_of(traces, root)
    assert project.theme is not None
    words = Facts(draft.knowledge.briefing, project.theme.templates, project.theme.static, project.root)
    for fact in facts:
        words.add(fact)
    name = output_path(str(target[1]))
    coming = {press.targets[number].path: reason for number, reason in reasons(press, kept.traces).items()}
    return Explanation(
        name, target, last.get(name), coming.get(name), tuple(words.files), tuple(words.lists), tuple(words.others)
    )


def _below(out: Path, base_url: str, path: str) -> str:
    """A path on disk, or an address as a browser shows it, as a path below the output folder."""
    on_disk = Path(path).resolve()
    if on_disk.is_relative_to(out) and on_disk != out:
        return on_disk.relative_to(out).as_posix()
    address = _ADDRESS.match(path)
    if address:
        path = unquote(address[1]).removeprefix(urlsplit(base_url).path.rstrip("/"))
    below = normpath(path.lstrip("/"))
    return "" if below == "." else below.removeprefix(f"{out.name}/")


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
