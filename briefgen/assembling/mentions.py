"""Which people and organisations a text names, by their names and aliases in every language.

An alias counts where it stands as whole words; a Turkish suffix may follow, after an apostrophe or, for institutions,
without one (`Bakanlığının`). Case counts: "putin" in the middle of a word is nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from briefgen.model.organisation import Organisation
from briefgen.model.person import Person
from briefgen.text.casing import capitals

_LONGEST = 6
"""Words of the longest alias that is looked up as it is; a text in capitals would make too many tries."""
_Alias = tuple[str, str, bool]
"""An alias, whose it is, and whether a suffix may follow it without an apostrophe."""


class Mentions:
    """An index of aliases by their first capitalised word, so that a text is looked at once however many there are."""

    def __init__(self, people: Mapping[str, Person], organisations: Mapping[str, Organisation]) -> None:
        by_alias: dict[str, set[str]] = defaultdict(set)
        for agent in (*people.values(), *organisations.values()):
            for alias in _aliases(agent):
                by_alias[alias].add(agent.id)
        # Most aliases are capitalised words alone, and are looked up as they are. The others are found by their first
        # such word; the empty word stands for aliases without a capital, which every text is searched for.
        self.whole: dict[str, str] = {}
        self.by_word: dict[str, list[_Alias]] = defaultdict(list)
        for alias, ids in sorted(by_alias.items()):
            # An alias of two entries names neither; guessing would put words into the wrong mouth.
            if len(ids) == 1:
                id_ = next(iter(ids))
                takes_suffix = id_ in organisations and " " in alias
                words = capitals(alias)
                if words == [alias] and alias.count(" ") < _LONGEST and not takes_suffix:
                    self.whole[alias] = id_
                else:
                    first = words[0].split(" ")[0] if words else ""
                    self.by_word[first].append((alias, id_, takes_suffix))

    def __call__(self, text: str, names: Iterable[str]) -> tuple[str, ...]:
        """The ids that `text` names, sorted; `names` are its capitalised words, neighbours together."""
        found, words = set(), {""}
        for name in names:
            parts = name.split(" ")
            words.update(parts)
            for start in range(len(parts)):
                for end in range(start + 1, min(len(parts), start + _LONGEST) + 1):
                    alias = " ".join(parts[start:end])
                    id_ = self.whole.get(alias)
                    if id_ is not None and id_ not in found and _stands(alias, text, False):
                        found.add(id_)
        for word in self.by_word.keys() & words:
            for alias, id_, takes_suffix in self.by_word[word]:
                if alias in text and _stands(alias, text, takes_suffix):
                    found.add(id_)
        return tuple(sorted(found))


def _stands(alias: str, text: str, takes_suffix: bool) -> bool:
    """Whether `alias` is in `text` as whole words. Searching by hand: a pattern would be tried at every sign."""
    at = text.find(alias)
    while at >= 0:
        end = at + len(alias)
        if not text[max(0, at - 1) : at].isalnum() and (takes_suffix or not text[end : end + 1].isalnum()):
            return True
        at = text.find(alias, at + 1)
    return False


def _aliases(agent: Person) -> Iterable[str]:
    yield from agent.name.texts
    yield from agent.aliases
    if isinstance(agent, Organisation) and agent.abbreviation is not None:
        yield from agent.abbreviation.texts
