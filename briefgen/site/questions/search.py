"""What the search knows beside the texts: the names in them, synonyms, who and what results can be narrowed to."""

from pathlib import Path
from typing import Any

from briefgen.model.localised import Localised
from briefgen.model.organisation import Organisation
from briefgen.model.person import Person
from briefgen.reading.synonyms import FILE, Synonyms, read_synonyms
from briefgen.site.known import Known, question
from briefgen.site.strings import N_
from briefgen.text.collation import sort_key
from briefgen.text.document import Document, decode

_WORDS = {
    "count": N_("Results: %(count)s"),
    "none": N_("No text contains these words."),
    "advice": N_("Try fewer words, or only their beginnings."),
    "narrow": N_("A filter is set; without it there may be more."),
    "busy": N_("Searching…"),
    "failed": N_("The search could not be loaded."),
    "more": N_("More results"),
    "all": N_("All results"),
    "other": N_("Other"),
}
"""What the search says, which is a script and has no template."""


@question
def search_words(known: Known, lang: str) -> tuple[tuple[str, str], ...]:
    """What the search says in a language, by name."""
    words = known.ask("Strings", lang)
    return tuple((name, words.gettext(text)) for name, text in _WORDS.items())


@question
def search_agent(known: Known, id_: str) -> str:
    """The names of a person or organisation in every language, by which the passages that mention them are found too."""
    found = known.agent(id_)
    return "" if found is None else _names(found[1])


@question
def search_source(known: Known, id_: str) -> str:
    """The names of a source in every language."""
    found = known.source(id_)
    return "" if found is None else _names(found)


def _names(found: Person) -> str:
    short = found.abbreviation if isinstance(found, Organisation) else None
    return " ".join((*found.name.texts, *(short.texts if short else ())))


@question
def search_synonyms(known: Known) -> Synonyms:
    """Those of the site theme, then the site's own. A line that says nothing has been a finding by now."""
    shipped = Document("synonyms.txt", known.ask("Template", "synonyms.txt").render())
    groups = read_synonyms(shipped)[0]
    try:
        file: Path = known.ask("Attachment", FILE)
    except LookupError:
        return groups
    document, _ = decode(FILE, file.read_bytes())
    return groups + read_synonyms(document)[0] if document is not None else groups


@question
def search_names(known: Known, kind: str, lang: str) -> tuple[tuple[str, str], ...]:
    """(id, name) of the themes in their order, or by name of those of a registry who have a page."""
    if kind == "themes":
        return tuple((each.id, each.title.words(lang).text) for each in known.themes())
    names = [(id_, _name(known, kind, id_).words(lang).text) for id_ in known.ask("Registry", kind)]
    return tuple(sorted(names, key=lambda pair: (sort_key(pair[1], lang), pair[0])))


def _name(known: Known, kind: str, id_: str) -> Localised:
    found: Any = known.source(id_) if kind == "sources" else known.ask("Agent", id_)[1]
    name: Localised = found.name
    return name
