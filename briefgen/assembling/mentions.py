"""Which people and organisations a text names, by their names and aliases in every language.

An alias counts where it stands as whole words; a Turkish suffix may follow, after an apostrophe or, for institutions,
without one (`Bakanlığının`). Case counts: "putin" in the middle of a word is nobody.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from briefgen.model.organisation import Organisation
from briefgen.model.person import Person

_CAPITALISED = re.compile(r"[A-ZÀ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽЀ-Я]\w*")


class Mentions:
    """An index of aliases by their first capitalised word, so that a text is looked at once however many there are."""

    def __init__(self, people: Mapping[str, Person], organisations: Mapping[str, Organisation]) -> None:
        by_alias: dict[str, set[str]] = defaultdict(set)
        for agent in (*people.values(), *organisations.values()):
            for alias in _aliases(agent):
                by_alias[alias].add(agent.id)
        # The empty word stands for aliases without a capital, which every text is searched for.
        self.by_word: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
        for alias, ids in sorted(by_alias.items()):
            # An alias of two entries names neither; guessing would put words into the wrong mouth.
            if len(ids) == 1:
                id_ = next(iter(ids))
                first = _CAPITALISED.search(alias)
                self.by_word[first[0] if first else ""].append((alias, id_, id_ in organisations and " " in alias))

    def __call__(self, text: str) -> tuple[str, ...]:
        """The ids that `text` names, sorted."""
        words = {"", *_CAPITALISED.findall(text)} & self.by_word.keys()
        found = {
            id_
            for word in words
            for alias, id_, takes_suffix in self.by_word[word]
            if alias in text and _stands(alias, text, takes_suffix)
        }
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
