"""The files of the registries that are no translations, each with what its translations say in their own languages."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from msgspec import structs

from briefgen.model.localised import Localised
from briefgen.reading.entry import Entry
from briefgen.reading.fields import PersonFields, ThemeFields, Withholding
from briefgen.text.finding import Finding, warning
from briefgen.text.message import say

Bodies = tuple[tuple[str, tuple[str, ...]], ...]

TRANSLATED = ("title", "summary", "name", "role", "abbreviation")
"""What a registry's translation says in its language; whatever else it gives but aliases is the original's to say."""
_OWN = frozenset({*TRANSLATED, "aliases", "id", "lang", *Withholding.__struct_fields__})


def originals(entries: Iterable[Entry], kind: str) -> list[tuple[Entry, Bodies]]:
    """The originals of a kind by id, each with what its translations say, and with its body in every language that has one."""
    found: dict[str, Entry] = {}
    bodies: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for entry in sorted((e for e in entries if e.kind == kind), key=lambda e: (e.by_suffix, e.path)):
        if not entry.by_suffix:
            found.setdefault(entry.id, entry)
        elif entry.id in found:
            found[entry.id] = _translated(found[entry.id], entry)
        if entry.body.runs:
            bodies[entry.id].append((entry.lang, body_of(entry)))
    return [(entry, tuple(bodies[id_])) for id_, entry in sorted(found.items())]


def body_of(entry: Entry) -> tuple[str, ...]:
    """The digests of a body's HTML, its footnotes last."""
    runs = entry.body.runs
    return tuple(run.html for run in runs if run.html) + tuple(run.notes for run in runs if run.notes)


def _translated(original: Entry, translation: Entry) -> Entry:
    """An entry with the words and names that a translation of it gives in its own language."""
    its, own = original.fields, translation.fields
    assert its is not None
    said: dict[str, Any] = {
        name: _with(getattr(its, name), words)
        for name in TRANSLATED
        if isinstance(words := getattr(own, name, None), Localised)
    }
    if isinstance(its, PersonFields) and isinstance(own, PersonFields):
        said["aliases"] = tuple(dict.fromkeys((*its.aliases, *own.aliases)))
    return replace(original, fields=structs.replace(its, **said))


def _with(words: Localised | None, more: Localised) -> Localised:
    """Words of several languages with those of another file, which come first in theirs."""
    langs = {each.lang for each in more.values}
    kept = tuple(each for each in words.values if each.lang not in langs) if words else ()
    first = words is not None and words.values[0].lang in langs
    return Localised((*more.values, *kept) if first else (*kept, *more.values))


def unread(entries: Iterable[Entry]) -> list[Finding]:
    """What a registry's translation gives that is the original's to say."""
    return [
        warning(
            "counted-once",
            entry.front.keys.get((name,), entry.place(name)),
            say("'%(name)s' is the original's (%(path)s) and is not read here", name=name, path=f"{entry.id}.md"),
            say("remove the field from the translation"),
        )
        for entry in entries
        if entry.by_suffix and isinstance(entry.fields, (ThemeFields, PersonFields))
        for name, value in entry.front.fields.items()
        if value is not None and name not in _OWN
    ]
