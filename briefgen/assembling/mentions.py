"""Which people and organisations a text names, by their names and aliases in every language.

An alias counts where it stands as whole words; a Turkish suffix may follow, after an apostrophe or, for institutions,
without one (`Bakanlığının`). Case counts: "putin" in the middle of a word is nobody.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from briefgen.model.organisation import Organisation
from briefgen.model.person import Person

_WORD = re.compile(r"[^\W\d_]+")


class Mentions:
    """An index of aliases by their first word, so that a text is looked at once however many there are."""

    def __init__(self, people: Mapping[str, Person], organisations: Mapping[str, Organisation]) -> None:
        by_alias: dict[str, set[str]] = defaultdict(set)
        for agent in (*people.values(), *organisations.values()):
            for alias in _aliases(agent):
                by_alias[alias].add(agent.id)
        self.by_word: dict[str, list[tuple[str, re.Pattern[str], str]]] = defaultdict(list)
        for alias, ids in sorted(by_alias.items()):
            first = _WORD.search(alias)
            # An alias of two entries names neither; guessing would put words into the wrong mouth.
            if first is None or len(ids) > 1:
                continue
            id_ = next(iter(ids))
            ending = r"\w*" if id_ in organisations and " " in alias else r"(?!\w)"
            pattern = re.compile(rf"(?<!\w){re.escape(alias)}{ending}")
            self.by_word[first[0]].append((alias, pattern, id_))

    def __call__(self, text: str) -> tuple[str, ...]:
        """The ids that `text` names, in order."""
        words = set(_WORD.findall(text)) & self.by_word.keys()
        candidates = (candidate for word in words for candidate in self.by_word[word])
        return tuple(sorted({id_ for alias, pattern, id_ in candidates if alias in text and pattern.search(text)}))


def _aliases(agent: Person) -> Iterable[str]:
    yield from agent.name.texts
    yield from agent.aliases
    if isinstance(agent, Organisation) and agent.abbreviation is not None:
        yield from agent.abbreviation.texts
