"""What the audit of one build looks for, and what it lets pass."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from briefgen.assembling.assembler import Assembly
from briefgen.assembling.registry import RESERVED
from briefgen.model.briefing import Briefing
from briefgen.outputs.target import Target
from briefgen.publishing.audit import Audit, Hit, prose_of
from briefgen.publishing.manifest import Manifest
from briefgen.publishing.wording import path_segments, words
from briefgen.reading.entry import Entry, Reading
from briefgen.site.filters import language
from briefgen.site.strings import catalogue


@dataclass
class Gate:
    """The audit for what a build keeps back, withheld and faulty entries and the notes of all, and the judge of its hits.

    The readings are asked for by the audit, and once more should there be anything to judge.
    """

    assembly: Assembly
    readings: Callable[[], Sequence[Reading]]
    targets: list[Target]

    @property
    def shown(self) -> frozenset[str]:
        """The parts of addresses that visible entries have."""
        segments = {segment for target in self.targets for segment in target.path.split("/")}
        names = {segment.rpartition(".")[0] for segment in segments}
        return frozenset(_shown_segments(self.assembly.briefing, segments | names))

    @cached_property
    def audit(self) -> Audit:
        audit = Audit(self.shown, self.assembly.briefing.settings.base_url)
        for entry in (*self.assembly.withheld, *self.assembly.faulty):
            audit.keep_back(entry)
        for entry in self._shown:
            audit.keep_notes(entry)
        return audit

    @property
    def _shown(self) -> list[Entry]:
        hidden = {entry.path for entry in (*self.assembly.withheld, *self.assembly.faulty)}
        return [reading.entry for reading in self.readings() if reading.entry and reading.path not in hidden]

    @cached_property
    def _wording(self) -> str:
        return f" {_wording(self.assembly.briefing, self._shown)} "

    def judge(self, hits: Iterable[Hit]) -> list[str]:
        """The withheld files that leak. Wording that a visible entry also holds is no leak."""
        return sorted({path for path, phrase in hits if not phrase or f" {phrase} " not in self._wording})

    def look_again(self, out: Path, manifest: Manifest, paths: Iterable[str]) -> dict[str, list[str]]:
        """Audit published files that stay as they are: for what no build has searched them for, and once more where
        words were let pass. Returns what leaks by path; an empty list for words that are still let pass.
        """
        new = self.audit.searched - manifest.searched
        fresh = self.audit.only(new) if new else None
        found = {}
        for path in paths:
            is_excused = path in manifest.excused
            audit = self.audit if is_excused else fresh
            hits = audit.hits(path, (out / path).read_bytes()) if audit else ()
            if hits:
                found[path] = self.judge(hits)
        return found

    def leaks(self, path: str, data: bytes) -> list[str]:
        """The withheld files whose words or names stand in the output `path` with the bytes `data`."""
        return self.judge(self.audit.hits(path, data))


def _shown_segments(briefing: Briefing, planned: set[str]) -> set[str]:
    """The parts of addresses that visible entries have: a withheld text may share its name with one of them."""
    shown = {article.slug for article in briefing.articles} | {article.id for article in briefing.articles}
    shown |= {theme.id for theme in briefing.themes} | set(briefing.people) | set(briefing.organisations)
    shown |= set(briefing.sources) | {page.slug for page in briefing.pages} | {e.key for e in briefing.editions}
    shown |= {figure.series for article in briefing.articles for figure in article.figures}
    for passage in (passage for article in briefing.articles for passage in article.passages):
        shown |= {passage.anchor, *passage.names}
    for path, *_ in briefing.files:
        shown |= path_segments(path.rpartition("/")[2])
    # Words that the site itself uses in addresses say nothing.
    shown |= RESERVED
    return shown | {part for part in planned if part.isdigit()} | {"index", "", *briefing.settings.languages}


def _wording(briefing: Briefing, shown: list[Entry]) -> str:
    """All words that a reader may see: of visible entries, of the settings, of the interface."""
    settings = briefing.settings
    texts = [text for entry in shown for text in prose_of(entry)]
    texts += [*settings.title.texts, *(settings.description.texts if settings.description else ())]
    for lang in settings.languages:
        texts.append(language(lang))
        found = catalogue("site", lang)
        known = getattr(found, "_catalog", {})
        texts += [str(value) for value in known.values()]
        texts += [str(key[0] if isinstance(key, tuple) else key) for key in known]
    return " | ".join(map(words, texts)).replace("|", "\n")
