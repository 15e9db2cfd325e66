"""Two files that claim to be the same thing, and translations of nothing."""

from collections.abc import Iterable

from briefgen.assembling.directory import SPACES
from briefgen.reading.entry import Entry
from briefgen.text.finding import Finding, error
from briefgen.text.message import say
from briefgen.text.span import Span


def duplicate_ids(entries: Iterable[Entry]) -> list[Finding]:
    """An error at the second of two files with one id and one language, naming the first."""
    findings: list[Finding] = []
    first: dict[tuple[str, str, str], Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.path):
        key = (SPACES.get(entry.kind, entry.kind), entry.id, entry.lang if _by_language(entry) else "")
        other = first.setdefault(key, entry)
        if entry.id and other is not entry:
            span = entry.place("id") if "id" in entry.front.fields else Span(entry.path)
            findings.append(
                error(
                    "duplicate-id",
                    span,
                    say("the id '%(id)s' is taken by %(other)s", id=entry.id, other=other.path),
                    say("rename one of the two files, or give it an id: of its own"),
                )
            )
    return findings


def _by_language(entry: Entry) -> bool:
    return entry.kind in ("articles", "pages") or entry.by_suffix


def orphans(entries: Iterable[Entry]) -> list[Finding]:
    """A registry's translation without its original has no name to go by."""
    entries = list(entries)
    originals = {(entry.kind, entry.id) for entry in entries if not entry.by_suffix}
    return [
        error(
            "translation-of-nothing",
            Span(entry.path),
            say("this is the translation (%(lang)s) of a file that is not there", lang=entry.lang),
            say("add %(path)s, or remove the language from this file's name", path=f"{entry.id}.md"),
        )
        for entry in entries
        if entry.by_suffix and entry.kind not in ("articles", "pages") and (entry.kind, entry.id) not in originals
    ]
