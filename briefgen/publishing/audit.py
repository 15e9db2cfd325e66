"""The last gate: no output may hold what is withheld, whatever the steps before have done.

Promise 1 is kept by leaving withheld entries out of the Briefing; this looks at the bytes themselves, before the first
rename. A hit names files, never the words.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from msgspec.structs import asdict

from briefgen.model.localised import Localised
from briefgen.model.statement import Speaker
from briefgen.publishing.values import NAMING, WORDY, Value, values_of
from briefgen.publishing.wording import (
    addresses,
    is_date,
    is_elsewhere,
    path_segments,
    sentences,
    whole_texts,
    words,
    words_of_markup,
)
from briefgen.reading.entry import Entry
from briefgen.reading.schema import Record
from briefgen.text.finding import Finding, error
from briefgen.text.message import say
from briefgen.text.slugs import slugify
from briefgen.text.span import Span

_SENTENCE_WORDS = 6
_TITLE_WORDS = 4
_TEXTS = (".html", ".htm", ".xml", ".txt", ".json", ".css", ".csv", ".ics", ".js", ".mjs", ".svg", ".webmanifest")


Hit = tuple[str, str]
"""A withheld file and the words of it that stand in an output; no words for a name in a path."""


@dataclass
class Audit:
    """Searches outputs for the wording of withheld entries and of the desk's notes.

    `shown` are the parts of addresses that visible entries have, `base_url` is where the site stands. Whether words are a
    visible entry's too is the gate's to judge.
    """

    shown: frozenset[str] = frozenset()
    base_url: str = ""
    phrases: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    def keep_back(self, entry: Entry) -> None:
        """Search for everything of an entry: its words, and its names in paths."""
        titles = set(titles_of(entry))
        for text in texts_of(entry):
            self._add(text, entry.path, text in titles)
        for name in _names(entry) - self.shown:
            self.paths.setdefault(name, entry.path)

    def shown_anew(self, shown: frozenset[str], kept_back: Iterable[Entry]) -> "Audit | None":
        """The audit where visible entries have other parts of addresses; None where one is a name of what is kept back."""
        moved = shown ^ self.shown
        if any(not moved.isdisjoint(_names(entry)) for entry in kept_back):
            return None
        return Audit(shown, self.base_url, self.phrases, self.titles, self.paths)

    def keep_notes(self, entry: Entry) -> None:
        """Search for the desk's own notes, which a visible entry may carry."""
        for note in notes_of(entry):
            self._add(note, entry.path, is_title=False)

    def _add(self, text: str, path: str, is_title: bool) -> None:
        """A short title is a common word or two, and a short number any two, so they count only as a whole heading or link.

        A date alone tells nothing, and stands in every list.
        """
        whole = words(text)
        count = whole.count(" ") + 1
        is_common = is_title or count == 1 or whole.replace(" ", "").isdecimal()
        if is_date(whole):
            return
        if whole and is_common and count < _TITLE_WORDS:
            self.titles.setdefault(whole, path)
        elif whole and count < 40:
            self.phrases.setdefault(whole, path)
        for sentence in map(words, sentences(text)):
            if sentence.count(" ") + 1 >= _SENTENCE_WORDS:
                self.phrases.setdefault(sentence, path)

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """The phrases by their longest word, so that a page is looked at once however many phrases there are."""
        index: dict[str, list[str]] = defaultdict(list)
        for phrase in self.phrases:
            index[max(phrase.split(" "), key=len)].append(phrase)
        return index

    @property
    def searched(self) -> frozenset[str]:
        """A fingerprint of everything that is searched for."""
        kinds = {"phrase": self.phrases, "title": self.titles, "path": self.paths}
        return frozenset(_fingerprint(kind, words) for kind, found in kinds.items() for words in found)

    def only(self, wanted: frozenset[str]) -> "Audit":
        """An audit for what has these fingerprints."""
        kinds = {"phrase": self.phrases, "title": self.titles, "path": self.paths}
        kept = [
            {words: path for words, path in found.items() if _fingerprint(kind, words) in wanted}
            for kind, found in kinds.items()
        ]
        return Audit(self.shown, self.base_url, *kept)

    def hits(self, path: str, data: bytes) -> tuple[Hit, ...]:
        """What of the withheld files stands in the output `path` with the bytes `data`."""
        if not (self.phrases or self.titles or self.paths):
            return ()
        found = [(self.paths[name], "") for name in path_segments(path) if name in self.paths]
        if path.endswith(_TEXTS):
            text = data.decode("utf-8", "replace")
            values = values_of(path, text)
            found += self._in_text(text) if values is None else self._in_values(values)
        return tuple(dict.fromkeys(found))

    def leaks(self, path: str, data: bytes) -> list[str]:
        """The withheld files of which something stands in an output."""
        return [source for source, _ in self.hits(path, data)]

    def _in_text(self, text: str) -> Iterator[Hit]:
        yield from self._in_words(words_of_markup(text) if self.phrases else "")
        yield from self._whole(whole_texts(text) if self.titles else set())
        yield from self._named(addresses(text) if self.paths else ())

    def _in_values(self, values: list[Value]) -> Iterator[Hit]:
        """The same in a file of data, whose values are whole texts or names by what they are called."""
        yield from self._in_words(f" {words(' '.join(value for _, value in values))} ")
        yield from self._whole({words(value) for name, value in values if name in WORDY})
        yield from self._named({part for name, value in values if name in NAMING for part in value.split()})

    def _in_words(self, plain: str) -> Iterator[Hit]:
        for word in self._by_word.keys() & set(plain.split(" ")) if self.phrases else ():
            for phrase in self._by_word[word]:
                if f" {phrase} " in plain:
                    yield self.phrases[phrase], phrase

    def _whole(self, texts: set[str]) -> Iterator[Hit]:
        for title in texts & self.titles.keys():
            yield self.titles[title], title

    def _named(self, addresses: Iterable[str]) -> Iterator[Hit]:
        """By the names in addresses of this site."""
        here = (address for address in addresses if not is_elsewhere(address, self.base_url))
        for name in {name for address in here for name in path_segments(address)} & self.paths.keys():
            yield self.paths[name], ""


def _names(entry: Entry) -> set[str]:
    """What an entry could be called in an address."""
    names = {entry.id, getattr(entry.fields, "slug", None) or "", entry.path.rpartition("/")[2].removesuffix(".md")}
    links = (link.path for run in entry.body.runs for link in run.links)
    names |= {slugify(path.rpartition("/")[2].rpartition(".")[0]) for path in links}
    return names - {""}


def _fingerprint(kind: str, words: str) -> str:
    return hashlib.blake2b(f"{kind} {words}".encode(), digest_size=8).hexdigest()


def leak(output: str, source: str) -> Finding:
    """The finding for a hit: it names files only."""
    return error(
        "leak",
        Span(f"site/{output}"),
        say("words or names of the withheld file %(path)s stand in this output", path=source),
        say("nothing was published; look for the same words in what is public, or in a template"),
    )


def texts_of(entry: Entry) -> Iterable[str]:
    """Every text of an entry that a reader could come to see."""
    yield from notes_of(entry)
    yield from prose_of(entry)


def prose_of(entry: Entry) -> Iterable[str]:
    """Every text of an entry but the desk's notes."""
    if entry.source:
        yield entry.source.partition("\n---")[2] or entry.source
        yield from _strings(entry.front.fields)
        return
    yield from _strings(asdict(entry.fields) if entry.fields else {})
    for run in entry.body.runs:
        yield from run.text.split("\n")
        yield from (link.alt for link in run.links if link.alt)
        yield from (quote.name or (quote.speaker.name if quote.speaker else "") for quote in run.quotes)


def titles_of(entry: Entry) -> Iterable[str]:
    """The title or name of an entry, in every language."""
    for name in ("title", "name", "abbreviation"):
        value = getattr(entry.fields, name, None) or entry.front.fields.get(name)
        if isinstance(value, Localised):
            yield from value.texts
        elif isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from (text for text in value.values() if isinstance(text, str))


def notes_of(entry: Entry) -> Iterable[str]:
    yield from _strings(entry.front.fields.get("note"), "text")
    yield from entry.body.notes


_WORDY = frozenset({"title", "summary", "text", "lead", "name", "role", "was", "now", "change_note", "where", "place"})


def _strings(value: object, name: str = "") -> Iterator[str]:
    """The prose in front matter: values of fields that hold words, at any depth."""
    if isinstance(value, str):
        if name in _WORDY:
            yield value
    elif isinstance(value, Localised):
        yield from value.texts
    elif isinstance(value, Speaker):
        yield value.name
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, name if name in _WORDY else str(key))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _strings(item, name)
    elif isinstance(value, Record):
        yield from _strings(asdict(value), name)
