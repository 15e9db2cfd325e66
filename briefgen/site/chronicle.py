"""What was news in which edition: the texts that came with it, and what had been told of figures and events before.

The order is that of the editions, not of the clock: a text is news in the first edition that carries it. What came after
an edition was issued is news in the next one. Answers are keys, few for each edition.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.event import Event
from briefgen.model.figure import Figure
from briefgen.model.indexes import Ref
from briefgen.site.units import Forms, measure

Claim = tuple[str, str, int]
"""A figure by its article's ref and its place among the article's figures."""
Told = tuple[str, tuple[str, ...], tuple[str, ...]]
"""An event, the articles that had told of it by an edition, and those of them that had done so before it."""


@dataclass(frozen=True)
class _Claimed:
    rank: int
    article: Article
    number: int

    @property
    def figure(self) -> Figure:
        return self.article.figures[self.number]

    @property
    def key(self) -> Claim:
        return (*self.article.ref, self.number)


@dataclass(frozen=True)
class Chronicle:
    """The editions of one Briefing in the order of time; an edition's rank is its place among them. `forms` are those of
    what is counted.
    """

    briefing: Briefing
    forms: Mapping[str, Forms] = field(default_factory=dict)

    def reworded(self, briefing: Briefing) -> "Chronicle":
        """That of a Briefing which differs from this one in words alone: as keys, all is the same."""
        found = replace(self, briefing=briefing)
        found.__dict__.update({**self.__dict__, "briefing": briefing})
        return found

    @cached_property
    def _last_days(self) -> list[str]:
        return [edition.last.isoformat() for edition in self.briefing.editions[::-1]]

    @cached_property
    def _carried(self) -> dict[str, int]:
        """Text key -> the rank of the edition in which it is news."""
        found: dict[str, int] = {}
        for rank, edition in enumerate(self.briefing.editions[::-1]):
            for text in edition.articles:
                found.setdefault(text, rank)
            for text in edition.late:
                found.setdefault(text, rank + 1)
        return found

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """Article id -> the rank of the first edition that could know it; a text of no edition goes by its appearing."""
        return {
            article.id: self._carried[article.text_key]
            if article.text_key in self._carried
            else bisect_left(self._last_days, article.appears.day.isoformat())
            for article in self.briefing.articles
        }

    def _rank(self, key: str) -> int:
        return len(self.briefing.editions) - 1 - self.briefing.edition_numbers[key]

    def news(self, key: str) -> tuple[Ref, ...]:
        """The articles that are news in an edition (of each text the one whose claims count), in reading order."""
        return tuple(article.ref for article in self._news.get(self._rank(key), ()))

    @cached_property
    def _news(self) -> dict[int, list[Article]]:
        counted = {article.text_key: article for article in self.briefing.counted}
        found: dict[int, list[Article]] = defaultdict(list)
        editions = self.briefing.editions[::-1]
        for rank, edition in enumerate(editions):
            late = editions[rank - 1].late if rank else ()
            for text in dict.fromkeys((*edition.articles, *late)):
                if self._carried[text] == rank and text in counted and not counted[text].is_retracted:
                    found[rank].append(counted[text])
        return found

    def silences(self, key: str) -> tuple[tuple[str, int], ...]:
        """For how many editions, this one among them, there has been no new text on a theme; themes that have one are
        left out.
        """
        rank, found = self._rank(key), []
        for theme in self.briefing.themes:
            spoken = self._spoken.get(theme.id, [])
            at = bisect_right(spoken, rank)
            silent = rank - (spoken[at - 1] if at else -1)
            if silent:
                found.append((theme.id, silent))
        return tuple(found)

    @cached_property
    def _spoken(self) -> dict[str, list[int]]:
        """Theme -> the ranks of the editions that have a passage on it."""
        found: dict[str, list[int]] = defaultdict(list)
        for rank in sorted(self._news):
            for theme in {theme for each in self._news[rank] for passage in each.passages for theme in passage.themes}:
                found[theme].append(rank)
        return found

    def moves(self, key: str) -> tuple[tuple[Claim, Claim], ...]:
        """(old, new) of the figures that are other than they were: the same claimant, series, unit and period.

        Another claimant's number is a rival claim. A value that was corrected stands corrected in both, so it is none.
        """
        rank = self._rank(key)
        seen: set[int] = set()
        found = []
        for article in self._news.get(rank, ()):
            for figure in article.figures:
                claims = self._claims.get(_counted(figure), ()) if figure.has_series else ()
                group = [each for each in claims if self._is_one_unit(each.figure, figure)]
                new = next((each for each in group if each.rank == rank), None)
                old = next((each for each in group if each.rank < rank), None)
                if new is None or old is None or id(new) in seen or old.figure.as_of > new.figure.as_of:
                    continue
                seen.add(id(new))
                if _is_another(old.figure, new.figure):
                    found.append((old.key, new.key))
        return tuple(found)

    def _is_one_unit(self, one: Figure, other: Figure) -> bool:
        """Whether two units are one, in some language in which both are named, whatever form their number gave them."""
        if one.unit is None or other.unit is None:
            return one.unit is other.unit
        mine, others = ({measure(words, self.forms) for words in unit.values} for unit in (one.unit, other.unit))
        return bool(mine & others)

    @cached_property
    def _claims(self) -> dict[tuple[str, ...], list[_Claimed]]:
        """What is counted -> its claims, by the day that they are as of, the newest first."""
        found: dict[tuple[str, ...], list[_Claimed]] = defaultdict(list)
        for article in self.briefing.counted:
            for number, figure in enumerate(() if article.is_retracted else article.figures):
                if figure.has_series:
                    found[_counted(figure)].append(_Claimed(self._ranks[article.id], article, number))
        for claims in found.values():
            claims.sort(key=lambda each: each.figure.as_of, reverse=True)
        return found

    def happenings(self, key: str) -> tuple[Told, ...]:
        """The events that an edition's news tell of, and those that were planned and whose day went by before its own."""
        rank = self._rank(key)
        told = (event.id for article in self._news.get(rank, ()) for event in article.events)
        ids = dict.fromkeys((*told, *self._passing.get(rank, ())))
        return tuple(self._told(id_, rank) for id_ in ids if id_ in self.briefing.events)

    def ahead(self, key: str) -> tuple[Told, ...]:
        """The events that could lie ahead of an edition."""
        rank = self._rank(key)
        return tuple(self._told(id_, rank) for id_ in self._ahead.get(rank, ()))

    def _told(self, id_: str, rank: int) -> Told:
        told = self.briefing.events[id_]
        return (
            id_,
            tuple(each.article for each in told if self._ranks[each.article] <= rank),
            tuple(each.article for each in told if self._ranks[each.article] < rank),
        )

    @cached_property
    def _ahead(self) -> dict[int, list[str]]:
        """Rank -> the events that it or an edition before it tells of, and that end after it."""
        found: dict[int, list[str]] = defaultdict(list)
        for id_, told in self.briefing.events.items():
            first = min(self._ranks[event.article] for event in told)
            for rank in range(first, bisect_left(self._last_days, _last(told))):
                found[rank].append(id_)
        return found

    @cached_property
    def _passing(self) -> dict[int, list[str]]:
        """Rank -> the events of which someone has told a day that the edition before it had not left behind."""
        found: dict[int, list[str]] = defaultdict(list)
        for id_, told in self.briefing.events.items():
            for day in dict.fromkeys(_days(told)):
                found[bisect_right(self._last_days, day)].append(id_)
        return found


def _last(told: tuple[Event, ...]) -> str:
    return max(_days(told))


def _days(told: tuple[Event, ...]) -> Iterator[str]:
    return (event.date.last.isoformat() for event in told)


def _counted(figure: Figure) -> tuple[str, ...]:
    """What must be one for two claims to be one claim at two times."""
    return figure.series, figure.claimed_by.id or "", figure.claimed_by.name, str(figure.period or "")


def _is_another(old: Figure, new: Figure) -> bool:
    """Whether a claim says another number; a qualifier that one of them leaves out is no change."""
    qualifiers = {old.qualifier, new.qualifier} - {None}
    return (old.value, old.to) != (new.value, new.to) or len(qualifiers) > 1
