"""Lists cut by month (the timeline by year): what stands in each period, and what stands around it.

A list is keys; `card`, `passage_card`, `statement` and the like tell what each of them is.
"""

from typing import Any

from briefgen.model.localised import Words
from briefgen.site.known import Known, question
from briefgen.site.shelves import FRONT_LENGTH
from briefgen.site.views import Named, Neighbours

Keys = tuple[Any, ...]


@question
def periods(known: Known, lang: str, *front: str) -> tuple[str, ...]:
    """The months (`2026-02`) in which the list at `front` has something, newest first; the timeline has years."""
    found: tuple[str, ...] = known.ask("Periods", lang, *front)
    return found


@question
def neighbours(known: Known, lang: str, period: str, *front: str) -> Neighbours:
    """The periods of a list as links; with a `period`, the one before and the one after it instead.

    A month links to its neighbours and the front only, so that a new month touches no older one.
    """
    names = known.ask("Periods", lang, *front)
    if period not in names:
        return Neighbours(tuple(_link(known, lang, front, name) for name in names))
    at = names.index(period)
    return Neighbours(
        (),
        previous=_link(known, lang, front, names[at + 1]) if at + 1 < len(names) else None,
        next=_link(known, lang, front, names[at - 1]) if at else None,
    )


@question
def passages(known: Known, theme_id: str, lang: str, month: str) -> Keys:
    """The passages of a theme (those without any for an empty one) in a month, newest first; of all for an empty one."""
    return _shelf(known, lang, month, "themes", theme_id)


@question
def latest(known: Known, theme_id: str, count: int, lang: str) -> Keys:
    """The newest passages of a theme."""
    return _newest(known, lang, count, "themes", theme_id)


@question
def mentions(known: Known, kind: str, id_: str, lang: str, month: str) -> Keys:
    """The passages that name someone in a month (the newest of all for an empty one), newest first."""
    return _page_of(known, lang, month, kind, id_)


@question
def said_by(known: Known, id_: str, lang: str, month: str) -> Keys:
    """What someone said in a month (the newest of all for an empty one), newest first."""
    return _page_of(known, lang, month, "statements", id_)


@question
def carried_by(known: Known, id_: str, lang: str, month: str) -> Keys:
    """The articles of a source in a month (the newest of all for an empty one), newest first."""
    return _page_of(known, lang, month, "sources", id_)


@question
def archive(known: Known, lang: str, month: str) -> Keys:
    """The articles of a month, newest first, each text once."""
    return _shelf(known, lang, month, "archive")


@question
def statements(known: Known, lang: str, month: str) -> Keys:
    """The statements of a month (`2026-02`), newest first."""
    return _shelf(known, lang, month, "statements")


@question
def latest_statements(known: Known, lang: str, count: int) -> Keys:
    """The newest statements of all."""
    return _newest(known, lang, count, "statements")


@question
def statements_of(known: Known, lang: str, month: str, way: str, id_: str) -> Keys:
    """The statements on a theme (`themes`) or of a plain name (`by`) in a month; the newest of all for an empty one."""
    return _page_of(known, lang, month, "statements", way, id_)


@question
def corrections(known: Known, lang: str, month: str) -> Keys:
    """The corrections of a month, newest first."""
    return _shelf(known, lang, month, "corrections")


@question
def timeline(known: Known, lang: str, year: str) -> Keys:
    """The ids of the events of a year in the order of time."""
    return _in_time(known, lang, _shelf(known, lang, year, "timeline")) if year else ()


@question
def theme_statements(known: Known, id_: str, count: int, lang: str) -> Keys:
    """The newest statements of a theme."""
    return _newest(known, lang, count, "statements", "themes", id_)


@question
def theme_figures(known: Known, id_: str, count: int, lang: str) -> Keys:
    """The newest figures of a theme."""
    return _newest(known, lang, count, "theme-figures", id_)


@question
def theme_events(known: Known, id_: str, count: int, lang: str) -> Keys:
    """The ids of the last events of a theme in the order of time."""
    return _in_time(known, lang, _shelf(known, lang, "", "theme-events", id_))[-count:]


def _in_time(known: Known, lang: str, ids: Keys) -> Keys:
    found: Keys = known.ask("in_time", lang, ids)
    return found


def _shelf(known: Known, lang: str, period: str, *front: str) -> Keys:
    found: Keys = known.ask("Shelf", lang, period, *front)
    return found


def _newest(known: Known, lang: str, count: int, *front: str) -> Keys:
    found: Keys = known.ask("Newest", lang, count, *front)
    return found


def _page_of(known: Known, lang: str, month: str, *front: str) -> Keys:
    """A month of someone's list, or what their front shows of it."""
    return _shelf(known, lang, month, *front) if month else _newest(known, lang, FRONT_LENGTH, *front)


def _link(known: Known, lang: str, front: tuple[str, ...], name: str) -> Named:
    return Named(name, Words(name), known.urls.front(lang, *front, name))
