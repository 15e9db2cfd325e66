"""The lists of a site, cut into periods: which passages, texts, statements or events stand in each month of each list.

A shelf holds keys, not things: (article, lang, anchor) of a passage, (id, lang) of an article, (id, lang, number) of a
statement, figure or correction, the id of an event. What the keys stand for is asked for one by one, so that a list
changes only when something comes, goes or moves.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from functools import cached_property, lru_cache
from typing import Any

from briefgen.model.article import Article
from briefgen.model.briefing import Briefing, Ref, corrections_of
from briefgen.text.slugs import slugify

FRONT_LENGTH = 50
"""How many items the front of someone in a registry shows, newest first."""

_WAY = len(("statements", "themes", "id"))
REGISTRIES = ("people", "organisations", "sources")
Key = Any
Shelf = dict[str, tuple[Key, ...]]
"""Period (`2026-02`, `2026`) -> keys, in the list's order."""
_Claim = tuple[str, str, Key, list[tuple[str, ...]]]
"""When (for the order), month, key, and the lists that show it, of a claim or correction."""


@dataclass
class Shelves:
    """All lists of one Briefing, each cut when it is first wanted."""

    briefing: Briefing
    cut: dict[tuple[str, ...], Shelf] = field(default_factory=dict)

    def shelf(self, lang: str, *front: str) -> Shelf:
        """The list at `front` by period."""
        key = (lang, *front)
        if key not in self.cut:
            found: dict[str, list[Key]] = defaultdict(list)
            for period, item in self._items(lang, front):
                found[period].append(item)
            self.cut[key] = {period: tuple(items) for period, items in found.items()}
        return self.cut[key]

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
        shelves = [self.shelf(lang, *front)]
        if front[0] in REGISTRIES:
            shelves += [self.shelf(lang, "statements", front[1])] if front[0] != "sources" else []
            if all(sum(map(len, each.values())) <= FRONT_LENGTH for each in shelves):
                return ()
        elif len(front) == _WAY and sum(map(len, shelves[0].values())) <= FRONT_LENGTH:
            return ()
        return tuple(sorted({period for each in shelves for period in each}, reverse=True))

    def _items(self, lang: str, front: tuple[str, ...]) -> Iterable[tuple[str, Key]]:
        """(period, key) of every item of a list, in its order."""
        kind, *rest = front
        briefing = self.briefing
        if kind in ("themes", "people", "organisations"):
            index = briefing.by_theme if kind == "themes" else briefing.by_agent
            months = self._months
            return ((months[p.article, p.lang], p.key) for p in index.get((lang, rest[0]), ()))
        if kind in ("sources", "archive"):
            articles = briefing.by_source.get((lang, rest[0]), ()) if rest else briefing.shown[lang]
            return ((self._months[article.ref], article.ref) for article in articles)
        if kind == "sitemap":
            return ((self._months[article.ref], article.ref) for article in briefing.articles)
        if kind in ("search", "search-days"):
            when = self._months if kind == "search" else self._days
            return ((when[article.ref], article.ref) for article in briefing.searched.get(lang, ()))
        if kind == "theme-events":
            return (("", id_) for id_, told in briefing.events.items() if told[0].theme == rest[0])
        if kind == "timeline-ends":
            return ((f"{told[0].date.last:%Y}", id_) for id_, told in briefing.events.items())
        if kind == "timeline":
            return ((f"{told[0].date.first:%Y}", id_) for id_, told in briefing.events.items())
        if kind == "events":
            return ((told[0].date.first.isoformat()[:7], id_) for id_, told in briefing.events.items())
        return self._ledgers.get(front, ())

    @cached_property
    def series(self) -> tuple[str, ...]:
        """The series that have a name, the one with the newest claim first."""
        return tuple(front[1] for front in self._ledgers if front[0] == "figures" and len(front) > 1)

    def ways(self, *front: str) -> tuple[str, ...]:
        """The last parts of the lists just below `front`: ids of speakers below `statements`, say."""
        depth = len(front)
        found = (each for each in self._ledgers if len(each) == depth + 1 and each[:depth] == front)
        return tuple(sorted(each[depth] for each in found if each[depth]))

    @cached_property
    def _months(self) -> dict[Ref, str]:
        return {article.ref: article.appears.month for article in self.briefing.articles}

    @cached_property
    def _days(self) -> dict[Ref, str]:
        return {article.ref: article.appears.day.isoformat() for article in self.briefing.articles}

    @cached_property
    def _ledgers(self) -> dict[tuple[str, ...], list[tuple[str, Key]]]:
        """Statements, figures and corrections, newest first: all, by speaker, and by theme."""
        found: dict[tuple[str, ...], list[tuple[str, Key]]] = defaultdict(list)
        for _, month, key, fronts in sorted(self._claims(), key=lambda claim: claim[0], reverse=True):
            for front in fronts:
                found[front].append((month, key))
        return found

    def _claims(self) -> Iterator[_Claim]:
        for article in self.briefing.counted:
            if not article.is_retracted:
                yield from _claims_of(article)
        for key in {article.text_key: None for article in self.briefing.articles if article.corrections}:
            for article, number in corrections_of(self.briefing.variants[key]):
                date = article.corrections[number].date
                yield date.at.astimezone(UTC).isoformat(), date.month, (*article.ref, number), [("corrections",)]


_slug = lru_cache(4096)(slugify)


def _claims_of(article: Article) -> Iterator[_Claim]:
    for number, statement in enumerate(article.statements):
        fronts: list[tuple[str, ...]] = [("statements",), ("statements", "themes", statement.theme or "")]
        if statement.speaker.id:
            fronts.append(("statements", statement.speaker.id))
        else:
            fronts.append(("statements", "by", _slug(statement.speaker.name)))
        day = statement.date.isoformat()
        yield day, day[:7], (*article.ref, number), fronts
    for number, figure in enumerate(article.figures):
        day = figure.as_of.isoformat()
        own = ("figures", figure.series) if figure.has_series else ("figures-alone",)
        yield day, day[:7], (*article.ref, number), [("figures",), own, ("theme-figures", figure.theme or "")]
