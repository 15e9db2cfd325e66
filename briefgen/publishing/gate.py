"""What the audit of one build looks for, and what it lets pass."""

from briefgen.assembling.assembler import Assembly
from briefgen.model.briefing import Briefing
from briefgen.outputs.target import Target
from briefgen.publishing.audit import Audit, Visible, notes_of, texts_of
from briefgen.publishing.wording import words
from briefgen.reading.entry import Entry, Reading
from briefgen.site.strings import catalogue


def audit_of(assembly: Assembly, readings: list[Reading], targets: list[Target]) -> Audit:
    """The audit for what this build keeps back: withheld and faulty entries, and the notes of all."""
    segments = {segment for target in targets for segment in target.path.split("/")}
    names = {segment.rpartition(".")[0] for segment in segments}
    hidden = {entry.path for entry in (*assembly.withheld, *assembly.faulty)}
    shown = [reading.entry for reading in readings if reading.entry and reading.path not in hidden]
    audit = Audit(
        Visible(
            lambda: _wording(assembly.briefing, shown), frozenset(_shown_segments(assembly.briefing, segments | names))
        )
    )
    for entry in (*assembly.withheld, *assembly.faulty):
        audit.keep_back(entry)
    for entry in shown:
        audit.keep_notes(entry)
    return audit


def _shown_segments(briefing: Briefing, planned: set[str]) -> set[str]:
    """The parts of addresses that visible entries have: a withheld text may share its name with one of them."""
    shown = {article.slug for article in briefing.articles} | {article.id for article in briefing.articles}
    shown |= {theme.id for theme in briefing.themes} | set(briefing.people) | set(briefing.organisations)
    shown |= set(briefing.sources) | {page.slug for page in briefing.pages} | {e.key for e in briefing.editions}
    return shown | {part for part in planned if part.isdigit()} | {"index", "", *briefing.settings.languages}


def _wording(briefing: Briefing, shown: list[Entry]) -> str:
    """All words that a reader may see: of visible entries, of the settings, of the interface."""
    settings = briefing.settings
    notes = {note for entry in shown for note in notes_of(entry)}
    texts = [text for entry in shown for text in texts_of(entry) if text not in notes]
    texts += [*settings.title.texts, *(settings.description.texts if settings.description else ())]
    for lang in settings.languages:
        found = catalogue("site", lang)
        known = getattr(found, "_catalog", {})
        texts += [str(value) for value in known.values()]
        texts += [str(key[0] if isinstance(key, tuple) else key) for key in known]
    return " | ".join(map(words, texts)).replace("|", "\n")
