"""The lists of a site, cut into periods: which passages, texts, statements or events stand in each month of each list.

A shelf holds keys, not things: (article, lang, anchor) of a passage, (id, lang) of an article, (id, lang, number) of a
statement, figure or correction, the id of an event. What the keys stand for is asked for one by one, so that a list
changes only when something comes, goes or moves.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from functools import cached_property
from operator import is_
from typing import Any

from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.event import Event
from briefgen.model.indexes import Ref
from briefgen.site import claims
from briefgen.site.claims import Key, Ledgers

FRONT_LENGTH = 50
"""How many items the front of someone in a registry shows, newest first."""

_WAY = len(("statements", "themes", "id"))
REGISTRIES = ("people", "organisations", "sources")
Shelf = dict[str, tuple[Key, ...]]
"""Period (`2026-02`, `2026`) -> keys, in the list's order."""


@dataclass
class Shelves:
    """All lists of one Briefing, each cut when it is first wanted. `cut` has each with what it was cut from, `named` its
    periods with the shelves that they are of.
    """

    briefing: Briefing
    cut: dict[tuple[str, ...], tuple[Any, Shelf]] = field(default_factory=dict)
    named: dict[tuple[str, ...], tuple[list[Shelf], tuple[str, ...]]] = field(default_factory=dict)

    def updated(self, briefing: Briefing, texts: Set[str]) -> "Shelves":
        """The lists of a Briefing that differs from this one in some texts (by key); what is the same in both is shared."""
        found = Shelves(briefing, dict(self.cut), dict(self.named))
        if "_when" in self.__dict__:
            come = (article for key in texts for article in briefing.variants.get(key, ()))
            found.__dict__["_when"] = {**self._when, **{article.ref: _when(article) for article in come}}
        if "ledgers" in self.__dict__:
            found.__dict__["ledgers"] = claims.updated(self.ledgers, self.briefing, briefing, texts)
        return found

    def reworded(self, briefing: Briefing) -> "Shelves":
        """The lists of a Briefing that differs from this one in words alone: as keys they are the same."""
        found = Shelves(briefing, named=dict(self.named))
        found.__dict__.update({name: self.__dict__[name] for name in ("_when", "ledgers") if name in self.__dict__})
        for (lang, *front), (source, shelf) in list(self.cut.items()):
            if source is self._source(lang, tuple(front)):
                found.cut[lang, *front] = found._source(lang, tuple(front)), shelf
        return found

    def has_same(self, other: "Shelves", lang: str, *front: str) -> bool:
        """Whether the list at `front` is cut from the same in both, or was the same when it was cut."""
        keys = ((lang, *each) for each in (front, _spoken(front)))
        return all(
            self._source(lang, key[1:]) is other._source(lang, key[1:]) or self._has_cut(other, key) for key in keys
        )

    def _has_cut(self, other: "Shelves", key: tuple[str, ...]) -> bool:
        lang, *front = key
        return key in self.cut and key in other.cut and self.shelf(lang, *front) is other.shelf(lang, *front)

    def shelf(self, lang: str, *front: str) -> Shelf:
        """The list at `front` by period."""
        key = (lang, *front)
        source = self._source(lang, front)
        if key not in self.cut or self.cut[key][0] is not source:
            found: dict[str, list[Key]] = defaultdict(list)
            for period, item in self._items(front, source):
                found[period].append(item)
            self.cut[key] = source, {period: tuple(items) for period, items in found.items()}
        return self.cut[key][1]

    def on(self, lang: str, period: str, *front: str) -> tuple[Key, ...]:
        """What stands in one period of a list; all of it, in the list's order, for an empty period."""
        shelves = self.shelf(lang, *front)
        if period:
            return shelves.get(period, ())
        return tuple(item for name in sorted(shelves, reverse=True) for item in shelves[name])

    def newest(self, lang: str, count: int, *front: str) -> tuple[Key, ...]:
        """The first `count` items of a list."""
        shelves, found = self.shelf(lang, *front), list[Key]()
        for name in sorted(shelves, reverse=True):
            found += shelves[name]
            if len(found) >= count:
                break
        return tuple(found[:count])

    def periods(self, lang: str, *front: str) -> tuple[str, ...]:
        """The periods in which the list at `front` has something, newest first.

        The page of someone in a registry, and a way into the statements, need none while their front holds everything.
        """
        shelves = [self.shelf(lang, *front), self.shelf(lang, *_spoken(front))]
        key = (lang, *front)
        known = self.named.get(key)
        if known is None or not all(map(is_, known[0], shelves)):
            known = self.named[key] = shelves, _periods(front, shelves)
        return known[1]

    def _source(self, lang: str, front: tuple[str, ...]) -> Any:
        """What a list is cut from: another one where it is another list."""
        kind, *rest = front
        briefing = self.briefing
        if kind in ("themes", "people", "organisations"):
            index = briefing.by_theme if kind == "themes" else briefing.by_agent
            return index.get((lang, rest[0]), ())
        if kind in ("sources", "archive"):
            return briefing.by_source.get((lang, rest[0]), ()) if rest else briefing.shown[lang]
        if kind == "sitemap":
            return briefing.articles
        if kind in ("search", "search-days"):
            return briefing.searched.get(lang, ())
        return briefing.events if kind in (*_YEARS, "theme-events") else self.ledgers.get(front, ())

    def _items(self, front: tuple[str, ...], source: Any) -> Iterable[tuple[str, Key]]:
        """(period, key) of every item of a list, in its order."""
        kind, when = front[0], self._when
        if kind in ("themes", "people", "organisations"):
            return ((when[p.article, p.lang][0], p.key) for p in source)
        if kind in ("sources", "archive", "sitemap", "search"):
            return ((when[article.ref][0], article.ref) for article in source)
        if kind == "search-days":
            return ((when[article.ref][1], article.ref) for article in source)
        if kind == "theme-events":
            return (("", id_) for id_, told in source.items() if told[0].theme == front[1])
        if kind in _YEARS:
            return ((_YEARS[kind](told[0]), id_) for id_, told in source.items())
        found: Iterable[tuple[str, Key]] = source
        return found

    @cached_property
    def series(self) -> tuple[str, ...]:
        """The series that have a name, the one with the newest claim first."""
        return claims.series_of(self.ledgers)

    def ways(self, *front: str) -> tuple[str, ...]:
        """The last parts of the lists just below `front`: ids of speakers below `statements`, say."""
        depth = len(front)
        found = (each for each in self.ledgers if len(each) == depth + 1 and each[:depth] == front)
        return tuple(sorted(each[depth] for each in found if each[depth]))

    @cached_property
    def _when(self) -> dict[Ref, tuple[str, str]]:
        return {article.ref: _when(article) for article in self.briefing.articles}

    @cached_property
    def ledgers(self) -> Ledgers:
        return claims.ledgers(self.briefing)


_YEARS: dict[str, Callable[[Event], str]] = {
    "timeline-ends": lambda event: f"{event.date.last:%Y}",
    "timeline": lambda event: f"{event.date.first:%Y}",
    "events": lambda event: event.date.first.isoformat()[:7],
}
"""In which period the lists of events have one."""


def _spoken(front: tuple[str, ...]) -> tuple[str, ...]:
    """The list by which someone's page has months, too: what they said. The list itself for others."""
    return ("statements", front[1]) if front[0] in ("people", "organisations") else front


def _periods(front: tuple[str, ...], shelves: list[Shelf]) -> tuple[str, ...]:
    """The periods of some shelves; none where the front of someone in a registry, or of a way, holds everything."""
    is_short = all(sum(map(len, each.values())) <= FRONT_LENGTH for each in shelves)
    if is_short and (front[0] in REGISTRIES or len(front) == _WAY):
        return ()
    return tuple(sorted({period for each in shelves for period in each}, reverse=True))


def _when(article: Article) -> tuple[str, str]:
    """The month and the day in which an article stands."""
    return article.appears.month, article.appears.day.isoformat()
