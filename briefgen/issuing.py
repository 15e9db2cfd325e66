"""Issuing an edition: what later builds must not work out anew is written into its file.

What the desk has written stays byte for byte. Fields that are missing are added at the end of the front matter, and texts
that a list of the desk's lacks at the end of that list. The file that comes out is read again before it replaces the old.
"""

import codecs
import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import yaml
from msgspec.structs import replace

from briefgen.assembling.editions import cutoff_of, key_of
from briefgen.drafting import Draft, clock_of, prepare
from briefgen.engine.asking import Ask, Memory
from briefgen.locking import alone
from briefgen.model.edition import Edition
from briefgen.model.localised import Localised, Words
from briefgen.model.settings import Settings
from briefgen.model.theme import State
from briefgen.project import UsageProblem, open_project
from briefgen.reading.entry import Entry
from briefgen.reading.fields import Context, EditionFields
from briefgen.reading.frontmatter import PlacedYAML
from briefgen.reading.reader import read
from briefgen.report import Options, Report
from briefgen.site.known import Known
from briefgen.site.oracle import SiteOracle
from briefgen.site.questions.editions import states_of, takeaways_of
from briefgen.text.message import say

_WEEK = re.compile(r"(\d{4})-w(\d{2})\Z")
_Edit = tuple[int, int, str]
"""From, to (characters of the front matter), and what stands there then."""


@dataclass(frozen=True)
class Issued:
    """An edition that was issued: its key and number, its file (POSIX path below the project)."""

    key: str
    number: int
    path: str


def issue(options: Options, day: str | None, lead: str | None, again: bool, report: Report) -> Issued | None:
    """Issue the edition of a day (`2026-02-03`, `2026-w06`), or the newest that has ended. UsageProblem for one that
    cannot be issued; None where the content has errors, which stand in the report then.
    """
    project = open_project(options.root)
    if project.settings is None:
        raise UsageProblem(say("the settings have errors; briefgen check shows them"))
    with alone(project.state(), options.waiting):
        clock = clock_of(options, project.settings)
        draft = prepare(project, clock, options, report)
        if report.has_errors:
            return None
        edition = _wanted(draft, _key(day, project.settings))
        if edition.issued is not None and not again:
            message = say("the edition %(key)s is issued already; --again takes in what came since", key=edition.key)
            raise UsageProblem(message)
        return _Issue(draft, edition, clock.now).write(lead)


def _key(day: str | None, settings: Settings) -> str | None:
    """The key of the edition that a word on the command line means."""
    if day is None:
        return None
    week = _WEEK.match(day)
    try:
        found = date.fromisocalendar(int(week[1]), int(week[2]), 1) if week else date.fromisoformat(day)
    except ValueError:
        raise UsageProblem(say("'%(day)s' is no day; write 2026-02-03 (or 2026-w06 for a week)", day=day)) from None
    return key_of(found, settings)


def _wanted(draft: Draft, key: str | None) -> Edition:
    """The edition that is meant. UsageProblem where there is none, or where its time has not come."""
    briefing = draft.assembly.briefing
    now, settings = briefing.now, briefing.settings
    if key is None:
        ended = (each for each in briefing.editions if cutoff_of(each.last, settings) <= now)
        found = next(ended, None)
        if found is None:
            raise UsageProblem(say("no edition has ended yet; name the day of the one to issue"))
        return found
    found = next((each for each in briefing.editions if each.key == key), None)
    if found is None:
        raise UsageProblem(
            say("there is no edition %(key)s: no text, no correction and no file of it is shown", key=key)
        )
    if found.first > now.astimezone(settings.zone).date():
        raise UsageProblem(say("the edition %(key)s has not begun yet", key=key))
    return found


@dataclass
class _Issue:
    """One edition on its way into its file."""

    draft: Draft
    edition: Edition
    now: datetime

    @property
    def settings(self) -> Settings:
        return self.draft.assembly.briefing.settings

    def write(self, lead: str | None) -> Issued:
        entry = self._entry()
        path = entry.path if entry is not None else f"content/editions/{self.edition.key}.md"
        if lead is not None and entry is not None and entry.front.fields.get("lead") is not None:
            raise UsageProblem(say("%(path)s has a lead already", path=path))
        file = (self.draft.project.root / path).resolve()
        number = self.edition.number if self.edition.number is not None else self._next_number()
        fields = self._fields(entry.lang if entry is not None else self.settings.languages[0], number, lead)
        if entry is None:
            lines = [f"date: {self.edition.first.isoformat()}", *(line for found in fields.values() for line in found)]
            data = "".join(f"{line}\n" for line in ("---", *lines, "---")).encode()
        else:
            data = self._completed(file.read_bytes(), entry, fields)
        self._check(path, data)
        _replace(file, data)
        return Issued(self.edition.key, number, path)

    def _entry(self) -> Entry | None:
        """The file of the edition, if it has one."""
        for reading in self.draft.gathered.readings:
            entry = reading.entry
            if entry is None or entry.path not in self.draft.assembly.briefing.links:
                continue
            if isinstance(entry.fields, EditionFields) and key_of(entry.fields.date, self.settings) == self.edition.key:
                return entry
        return None

    def _next_number(self) -> int:
        """One more than the highest that any edition bears, whether it is shown or not."""
        fields = (reading.entry.fields for reading in self.draft.gathered.readings if reading.entry is not None)
        numbers = [each.number for each in fields if isinstance(each, EditionFields) and each.number is not None]
        return max(numbers, default=0) + 1

    def _fields(self, lang: str, number: int, lead: str | None) -> dict[str, list[str]]:
        """The fields that an issued edition has, each as its lines of YAML."""
        known = Known(Ask(Memory(SiteOracle(self.draft.knowledge))), self.draft.knowledge.urls)
        first = self.settings.languages[0]
        refs = (*known.ask("EditionTexts", self.edition.key, first), *known.ask("EditionLate", self.edition.key, first))
        takeaways = takeaways_of(known, replace(self.edition, fixes_takeaways=False), [*map(known.article, refs)])
        return {
            "issued": [f"issued: {self._time()}"],
            "number": [f"number: {number}"],
            "lead": [f"lead: {_quoted(lead)}"] if lead is not None else [],
            "items": _listed("items", [[_quoted(id_)] for _, id_ in self._items()]),
            "takeaways": _listed("takeaways", [_takeaway(*each, lang) for each in takeaways]),
            "states": _listed("states", [_state(*each, lang) for each in states_of(known, self.edition).items()]),
        }

    def _time(self) -> str:
        return self.now.astimezone(self.settings.zone).isoformat(timespec="seconds")

    def _items(self) -> list[tuple[str, str]]:
        """(text key, id) of the texts in reading order; what came after an earlier issue stands last."""
        briefing, first = self.draft.assembly.briefing, self.settings.languages[0]
        return [(key, briefing.article_of(key, first).id) for key in (*self.edition.articles, *self.edition.late)]

    def _completed(self, data: bytes, entry: Entry, fields: dict[str, list[str]]) -> bytes:
        """The bytes of a file with what it lacks."""
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        text = data.removeprefix(mark).decode("utf-8")
        newline = "\r\n" if "\r\n" in text else "\n"
        # A space for each carriage return keeps every offset where it is.
        source, start, _ = PlacedYAML().split(text.replace("\r\n", " \n"))
        node = PlacedYAML().load(source)
        assert isinstance(node, yaml.MappingNode), "an edition has a date"
        edits: list[_Edit] = []
        for key, value in node.value:
            name = key.value
            if name in fields and entry.front.fields.get(name) is None:
                edits += _filled(value, source, fields.pop(name))
            elif name == "issued":
                edits.append((value.start_mark.index, value.end_mark.index, self._time()))
            elif name == "items":
                named = {each for each, _ in self.edition.items}
                edits += _appended(value, source, [_quoted(id_) for each, id_ in self._items() if each not in named])
            fields.pop(name, None)
        indent = " " * node.value[0][0].start_mark.column
        new = "".join(f"{indent}{line}\n" for found in fields.values() for line in found)
        edits.append((len(source), len(source), new))
        for begin, end, words in sorted(edits, reverse=True):
            text = text[: start + begin] + words.replace("\n", newline) + text[start + end :]
        return mark + text.encode()

    def _check(self, path: str, data: bytes) -> None:
        """Read what is about to be written. UsageProblem where it does not say what it should."""
        context = Context(self.settings.languages[0], self.settings.zone)
        found = read(path, "editions", data, context)
        fields = found.entry.fields if found.entry is not None else None
        wanted = self.now.replace(microsecond=0).astimezone(UTC)
        is_right = isinstance(fields, EditionFields) and fields.issued is not None and fields.number is not None
        if found.has_errors or not is_right or fields.issued.astimezone(UTC) != wanted:  # type: ignore[union-attr]
            raise UsageProblem(
                say("%(path)s is written in a way that briefgen cannot add to; nothing is written", path=path)
            )


def _filled(node: yaml.Node, source: str, lines: list[str]) -> list[_Edit]:
    """The value of a field that the desk has left empty."""
    if not lines:
        return []
    at, line_end = node.start_mark.index, _line_end(source, node.start_mark.index)
    inline = lines[0].partition(":")[2]
    edits = [(at, at, inline)] if inline else []
    return [*edits, (line_end, line_end, "".join(f"\n{line}" for line in lines[1:]))]


def _appended(node: yaml.Node, source: str, items: list[str]) -> list[_Edit]:
    """Items at the end of a list, however it is written: `[a, b]`, lines with dashes, or one item without brackets."""
    if not items:
        return []
    begin, end, more = node.start_mark.index, node.end_mark.index, ", ".join(items)
    if not isinstance(node, yaml.SequenceNode):
        return [(begin, begin, "["), (end, end, f", {more}]")]
    if not node.value:
        return [(begin + 1, begin + 1, more)]
    if node.flow_style:
        at = node.value[-1].end_mark.index
        return [(at, at, f", {more}")]
    line_end, dash = _line_end(source, node.value[-1].end_mark.index), " " * node.start_mark.column
    return [(line_end, line_end, "".join(f"\n{dash}- {item}" for item in items))]


def _line_end(source: str, at: int) -> int:
    """Where a line ends, before the space that stands for a carriage return and others."""
    end = source.find("\n", at)
    return at + len(source[at:end].rstrip(" "))


def _listed(name: str, items: list[list[str]]) -> list[str]:
    """A list of YAML; each item is its lines."""
    if not items:
        return [f"{name}: []"]
    return [f"{name}:", *(f"  {'- ' if not at else '  '}{line}" for item in items for at, line in enumerate(item))]


def _takeaway(text: Localised, theme: str | None, ref: str | None, lang: str) -> list[str]:
    lines = _localised("text", text, lang)
    lines += [f"theme: {theme}"] if theme else []
    return lines + ([f"ref: {_quoted(ref)}"] if ref else [])


def _state(theme: str, state: State | None, lang: str) -> list[str]:
    lines = [f"theme: {theme}"]
    if state is None:
        return lines
    lines.append(f"arrow: {state.arrow}")
    lines += [f"since: {state.since}"] if state.since else []
    return lines + (_localised("reason", state.reason, lang) if state.reason else [])


def _localised(name: str, text: Localised, lang: str) -> list[str]:
    """A text in the file's language as it is, else a line for each language."""
    if text.values == (Words(text.values[0].text, lang),):
        return [f"{name}: {_quoted(text.values[0].text)}"]
    return [f"{name}:", *(f"  {words.lang or lang}: {_quoted(words.text)}" for words in text.values)]


def _quoted(text: str) -> str:
    """A text as YAML takes it whatever it holds; an id stays bare."""
    if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _replace(file: Path, data: bytes) -> None:
    """Write a file beside its place and put it there at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.parent / f".{file.name}.new"
    try:
        beside.write_bytes(data)
        if file.exists():
            shutil.copymode(file, beside)
        os.replace(beside, file)
    finally:
        beside.unlink(missing_ok=True)
