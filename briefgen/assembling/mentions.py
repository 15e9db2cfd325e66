"""Which people and organisations a text names, by their names and aliases in every language.

An alias counts where it stands as whole words; a Turkish suffix may follow, after an apostrophe or, for institutions,
without one (`Bakanlığının`). Case counts: "putin" in the middle of a word is nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from briefgen.assembling.visibility import Decision
from briefgen.model.organisation import Organisation
from briefgen.model.person import Person
from briefgen.reading.entry import Entry
from briefgen.text.casing import capitals
from briefgen.text.finding import Finding, warning
from briefgen.text.message import say
from briefgen.text.naming import Name, flat, standing, takes_suffixes
from briefgen.text.span import Span

_LONGEST = 6
"""Words of the longest alias that is looked up as it is; a text in capitals would make too many tries."""


class Mentions:
    """An index of aliases, so that a text is looked at once however many there are."""

    def __init__(self, people: Mapping[str, Person], organisations: Mapping[str, Organisation]) -> None:
        by_alias: dict[str, set[str]] = defaultdict(set)
        for agent in (*people.values(), *organisations.values()):
            for alias in names_of(agent):
                by_alias[alias].add(agent.id)
        # Most aliases are capitalised words alone, and are looked up as they are. The others are found by their first
        # such word; the empty word stands for aliases without a capital, which every text is searched for.
        self.whole: dict[str, Name] = {}
        self.by_word: dict[str, list[Name]] = defaultdict(list)
        for alias, ids in sorted(by_alias.items()):
            # An alias of two entries names neither; guessing would put words into the wrong mouth.
            id_ = next(iter(ids)) if len(ids) == 1 else ""
            name = Name(alias, id_, takes_suffix=" " in alias and ids <= organisations.keys())
            words = capitals(alias)
            if words == [alias] and alias.count(" ") < _LONGEST and not name.takes_suffix:
                self.whole[alias] = name
            else:
                self.by_word[words[0].split(" ")[0] if words else ""].append(name)

    def __call__(self, text: str, capitalised: Iterable[str], lang: str) -> tuple[tuple[str, str], ...]:
        """(alias, id) of the names that `text` holds, in their order; the id is empty for an alias of several.

        `capitalised` are its capitalised words, neighbours together; `lang` is the text's own language.
        """
        whole = self.whole
        wanted: dict[str, Name] = {}
        words = {""}
        for run in capitalised:
            if run in whole:
                wanted[run] = whole[run]
            if " " not in run:
                words.add(run)
                continue
            parts = run.split(" ")
            words.update(parts)
            for start in range(len(parts)):
                for end in range(start + 1, min(len(parts), start + _LONGEST) + 1):
                    alias = " ".join(parts[start:end])
                    if alias in whole:
                        wanted[alias] = whole[alias]
        by_word = self.by_word.keys() & words
        if not wanted and not by_word:
            return ()
        text = flat(text)
        for word in by_word:
            wanted |= {name.text: name for name in self.by_word[word] if name.text in text}
        if not wanted:
            return ()
        names = (replace(name, takes_suffix=name.takes_suffix and takes_suffixes(lang)) for name in wanted.values())
        return tuple(dict.fromkeys((name.text, name.id) for _, name in standing(text, list(names))))


def names_of(agent: Person) -> Iterable[str]:
    """Names, aliases and abbreviations in every language."""
    yield from agent.name.texts
    yield from agent.aliases
    if isinstance(agent, Organisation) and agent.abbreviation is not None:
        yield from agent.abbreviation.texts


def ambiguous(decision: Decision) -> list[Finding]:
    """Aliases that two entries share: nobody is linked by them, and the desk should know."""
    first: dict[str, Entry] = {}
    findings = []
    for entry in decision.visible:
        if entry.kind not in ("people", "organisations"):
            continue
        for alias, place in _placed(entry).items():
            other = first.setdefault(alias, entry)
            if other.id != entry.id:
                findings.append(
                    warning(
                        "ambiguous-alias",
                        place,
                        say(
                            "'%(alias)s' is also a name of %(other)s, so it is linked to neither",
                            alias=alias,
                            other=other.path,
                        ),
                        say("give one of the two a name that tells them apart, or remove the alias"),
                    )
                )
    return findings


def _placed(entry: Entry) -> dict[str, Span]:
    """The names of an entry with their places."""
    fields = entry.fields
    found = {alias: entry.place("aliases", number) for number, alias in enumerate(getattr(fields, "aliases", ()))}
    for name in ("abbreviation", "name"):
        value = getattr(fields, name, None)
        if value is not None:
            found |= {words.text: entry.place(name, words.lang) for words in value.values}
    return found
