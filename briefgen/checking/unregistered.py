"""Names that the texts hold often and no entry bears: whoever is written about often deserves a page.

A full name is told at its place, and its last word alone counts for it. Single words are mostly places, so they are told
in one line.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from babel import Locale

from briefgen.assembling.mentions import names_of
from briefgen.model.briefing import Briefing
from briefgen.text.casing import capitals, fold
from briefgen.text.finding import Finding, notice
from briefgen.text.message import say
from briefgen.text.naming import Name, flat, is_suffix, standing
from briefgen.text.span import Span

_OFTEN = 3
_SHOWN = 30
_ENDS = frozenset(".!?…:;\n")
_WORD = re.compile(r"\w+")

Places = dict[str, list[Span]]


def findings(briefing: Briefing) -> Iterator[Finding]:
    found = _Names(_Known(briefing), _small(briefing))
    for article in briefing.articles:
        for passage in article.passages:
            found.read(flat(passage.text), Span(article.path, passage.line))
    single = found.taken_together()
    hint = say("make one in content/people/ or content/organisations/, if it is a name worth a page")
    for name, places in sorted(found.full.items()):
        if len(places) >= _OFTEN:
            message = say("'%(name)s' stands %(count)s times and has no entry", name=name, count=len(places))
            yield notice("unregistered", places[0], message, hint)
    often = sorted((-len(places), word) for word, places in single.items() if len(places) >= _OFTEN)
    if often:
        names = ", ".join(f"{word} ({-count})" for count, word in often[:_SHOWN])
        message = say("single words with a capital that stand often and have no entry: %(names)s", names=names)
        yield notice("unregistered", single[often[0][1]][0], message, hint)


@dataclass
class _Names:
    """Runs of capitalised words that are no entry's."""

    known: "_Known"
    small: set[str]
    full: Places = field(default_factory=lambda: defaultdict(list))
    single: Places = field(default_factory=lambda: defaultdict(list))
    opening: list[tuple[list[str], Span]] = field(default_factory=list)

    def read(self, text: str, span: Span) -> None:
        end = 0
        for run in capitals(text):
            at = text.find(run, end)
            end, before = at + len(run), text[:at].rstrip(" \"“«'‘(")
            if not before or before[-1] in _ENDS:
                self.opening.append((run.split(" "), span))
            else:
                self._add(run.split(" "), span)

    def taken_together(self) -> Places:
        """The single words that are none of the full names nor stand in small letters; a surname goes to who bears it."""
        inside = self.single.keys() | self.full.keys()
        for words, span in self.opening:
            self._add(self._without_opening(words, inside), span)
        bearers: dict[str, set[str]] = defaultdict(set)
        for name in self.full:
            bearers[name.rpartition(" ")[2]].add(name)
        for word, names in bearers.items():
            if len(names) == 1 and word in self.single:
                self.full[next(iter(names))] += self.single[word]
        self._take_suffixes()
        own = inside - bearers.keys()
        return {word: places for word, places in self.single.items() if word in own and fold(word) not in self.small}

    def _take_suffixes(self) -> None:
        """A name in several words with a Turkish suffix goes to the one without: `Enerji Bakanlığının`."""
        for name in list(self.full):
            bare = next((name[:at] for at in range(len(name) - 1, len(name) - 9, -1) if name[:at] in self.full), "")
            if bare and is_suffix(name, len(bare)):
                self.full[bare] += self.full.pop(name)

    def _without_opening(self, words: list[str], inside: set[str]) -> list[str]:
        """The word that opens a sentence is no part of a name that stands elsewhere without it, nor a word that does in
        small letters.
        """
        is_whole = " ".join(words) in inside
        is_more = " ".join(words[1:]) in inside or fold(words[0]) in self.small
        return words[1:] if is_more and not is_whole else words

    def _add(self, words: list[str], span: Span) -> None:
        if words and not self.known.has(words):
            (self.full if len(words) > 1 else self.single)[" ".join(words)].append(span)


class _Known:
    """What needs no entry: names and roles of those who have one, and what CLDR knows: months, days, countries."""

    def __init__(self, briefing: Briefing) -> None:
        self.names: dict[str, list[Name]] = defaultdict(list)
        self.owners: dict[str, set[str]] = defaultdict(set)
        agents = (*briefing.people.values(), *briefing.organisations.values(), *briefing.sources.values())
        for agent in agents:
            for name in names_of(agent):
                for word in name.split():
                    self.owners[word].add(agent.id)
            for name in (*names_of(agent), *(agent.role.texts if agent.role else ())):
                self.names[name.split()[0]].append(Name(name, agent.id, takes_suffix=" " in name))
        self.common = {
            word
            for locale in map(Locale, {article.lang for article in briefing.articles})
            for calendar in (locale.months["format"]["wide"], locale.days["format"]["wide"], locale.territories)
            for name in calendar.values()
            for word in name.split()
        }

    def has(self, words: list[str]) -> bool:
        """A single word may be a part of anybody's name; several have a name in them, or are the ends of one."""
        if len(words) == 1:
            return words[0] in self.owners or words[0] in self.common
        names = [name for word in words for name in self.names.get(word, ())]
        is_short = bool(self.owners.get(words[0], set()) & self.owners.get(words[-1], set()))
        return is_short or self.common.issuperset(words) or any(standing(" ".join(words), names))


def _small(briefing: Briefing) -> set[str]:
    texts = (passage.text for article in briefing.articles for passage in article.passages)
    return {fold(word) for text in texts for word in set(_WORD.findall(text)) if word[0].islower()}
