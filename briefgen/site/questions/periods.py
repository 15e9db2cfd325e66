"""Lists cut by month (the timeline by year): which periods a list has, and what stands before and after each."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from briefgen.model.localised import Words
from briefgen.site.knowledge import Knowledge, question
from briefgen.site.views import Named, Neighbours

FRONT_LENGTH = 50
"""How many items the front of someone in a registry shows, newest first."""

REGISTRIES = ("people", "organisations", "sources")


@question
def periods(known: Knowledge, lang: str, *front: str) -> tuple[str, ...]:
    """The months (`2026-02`) in which the list at `front` has something, newest first; the timeline has years.

    The page of someone in a registry needs none while its front holds everything.
    """
    shelves = [shelf(known, lang, *front)]
    if front[0] in REGISTRIES:
        shelves += [shelf(known, lang, "statements", front[1])] if front[0] != "sources" else []
        if all(sum(map(len, each.values())) <= FRONT_LENGTH for each in shelves):
            return ()
    return tuple(sorted({period for each in shelves for period in each}, reverse=True))


@question
def neighbours(known: Knowledge, lang: str, period: str, *front: str) -> Neighbours:
    """The periods of a list as links; with a `period`, the one before and the one after it instead.

    A month links to its neighbours and the front only, so that a new month touches no older one.
    """
    names = periods(known, lang, *front)
    if period not in names:
        return Neighbours(tuple(_link(known, lang, front, name) for name in names))
    at = names.index(period)
    return Neighbours(
        (),
        previous=_link(known, lang, front, names[at + 1]) if at + 1 < len(names) else None,
        next=_link(known, lang, front, names[at - 1]) if at else None,
    )


def shelf(known: Knowledge, lang: str, *front: str) -> dict[str, tuple[Any, ...]]:
    """The list at `front` by period: passages, articles, statements, figures, corrections or ids of events."""
    key = (lang, *front)
    if key not in known.shelves:
        found: dict[str, list[Any]] = defaultdict(list)
        for period, item in _items(known, lang, front):
            found[period].append(item)
        known.shelves[key] = {period: tuple(items) for period, items in found.items()}
    return known.shelves[key]


def on_shelf(known: Knowledge, lang: str, period: str, *front: str) -> tuple[Any, ...]:
    """What stands in one period of a list; all of it, in the list's order, for an empty period."""
    shelves = shelf(known, lang, *front)
    if period:
        return shelves.get(period, ())
    return tuple(item for name in sorted(shelves, reverse=True) for item in shelves[name])


def _link(known: Knowledge, lang: str, front: tuple[str, ...], name: str) -> Named:
    return Named(name, Words(name), known.urls.front(lang, *front, name))


def _items(known: Knowledge, lang: str, front: tuple[str, ...]) -> Iterable[tuple[str, Any]]:
    """(period, item) of every item of a list, in its order."""
    kind, *rest = front
    briefing = known.briefing
    if kind in ("themes", "people", "organisations"):
        index = briefing.by_theme if kind == "themes" else briefing.by_agent
        return ((briefing.by_ref[p.article, p.lang].appears.month, p) for p in index.get((lang, rest[0]), ()))
    if kind in ("sources", "archive"):
        articles = briefing.by_source.get((lang, rest[0]), ()) if rest else briefing.shown[lang]
        return ((article.appears.month, article) for article in articles)
    if kind == "statements":
        statements = briefing.said_by.get(rest[0], ()) if rest else briefing.statements
        return ((f"{each.date:%Y-%m}", each) for each in statements)
    if kind == "figures":
        return ((f"{each.as_of:%Y-%m}", each) for each in briefing.figures)
    if kind == "corrections":
        return ((each.date.month, each) for each in briefing.corrections)
    return ((f"{told[0].date.first:%Y}", id_) for id_, told in briefing.events.items())
