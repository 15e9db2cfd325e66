"""Lists cut by month (the timeline by year): which periods a list has, and what stands before and after each."""

from collections.abc import Iterable

from briefgen.model.localised import Words
from briefgen.site.knowledge import Knowledge, question
from briefgen.site.views import Named, Neighbours


@question
def periods(known: Knowledge, lang: str, *front: str) -> tuple[str, ...]:
    """The months (`2026-02`) in which the list at `front` has something, newest first; the timeline has years."""
    return tuple(sorted(set(_periods(known, lang, front)), reverse=True))


@question
def neighbours(known: Knowledge, lang: str, period: str, *front: str) -> Neighbours:
    """The periods of a list as links; with a `period`, also those before and after it."""
    names = periods(known, lang, *front)
    links = {name: Named(name, Words(name), known.urls.front(lang, *front, name)) for name in names}
    if period not in links:
        return Neighbours(tuple(links.values()))
    at = names.index(period)
    newer = links[names[at - 1]] if at > 0 else None
    older = links[names[at + 1]] if at + 1 < len(names) else None
    # A month links to its neighbours and the front only, so that a new month touches no older one.
    return Neighbours((), previous=older, next=newer)


def _periods(known: Knowledge, lang: str, front: tuple[str, ...]) -> Iterable[str]:
    kind, *rest = front
    briefing = known.briefing
    if kind == "themes":
        return (_month(known, p.article, p.lang) for p in briefing.by_theme.get((lang, rest[0]), ()))
    if kind in ("people", "organisations"):
        return (_month(known, p.article, p.lang) for p in briefing.by_agent.get((lang, rest[0]), ()))
    if kind == "sources":
        return (article.appears.month for article in briefing.by_source.get((lang, rest[0]), ()))
    if kind == "archive":
        return (article.appears.month for article in briefing.shown[lang])
    if kind == "statements":
        return (f"{each.date:%Y-%m}" for each in briefing.statements)
    if kind == "figures":
        return (f"{each.as_of:%Y-%m}" for each in briefing.figures)
    if kind == "corrections":
        return (each.date.month for each in briefing.corrections)
    return (f"{told[0].date.first:%Y}" for told in briefing.events.values())


def _month(known: Knowledge, id_: str, lang: str) -> str:
    return known.briefing.by_ref[id_, lang].appears.month
