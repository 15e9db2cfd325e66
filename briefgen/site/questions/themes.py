"""Themes: their state, their background, their place among the others."""

from briefgen.model.dates import PartialDate
from briefgen.model.theme import State
from briefgen.site.hues import hues
from briefgen.site.known import Known, question
from briefgen.site.views import Named, ThemeView


@question
def theme(known: Known, id_: str, lang: str) -> ThemeView:
    """A theme with its states and its standing background."""
    found = known.theme(id_)
    children = (each for each in known.themes() if each.parent == id_)
    return ThemeView(
        id=id_,
        title=found.title.words(lang),
        summary=found.summary.words(lang) if found.summary else None,
        state=found.states[0] if found.states else None,
        states=found.states,
        body=body_in(found.body, lang),
        url=known.urls.front(lang, "themes", id_),
        dossier=known.urls.front(lang, "themes", id_, "dossier"),
        feed=known.urls.feed(lang, "themes", id_),
        parent=known.ask("theme_link", found.parent, lang) if found.parent else None,
        children=tuple(known.ask("theme_link", child.id, lang) for child in children),
    )


@question
def theme_link(known: Known, id_: str, lang: str) -> Named:
    """A theme's name and address."""
    return Named(id_, known.theme(id_).title.words(lang), known.urls.front(lang, "themes", id_))


@question
def states(known: Known, id_: str, month: str) -> tuple[State, ...]:
    """The states of a theme that bear on the days of a month, newest first: those that began in it, and the one before.

    So a new state touches no edition of an older month.
    """
    found = []
    for state in known.theme(id_).states:
        since = _since(state.since)
        if since[:7] <= month:
            found.append(state)
        if since[:7] < month:
            break
    return tuple(found)


@question
def colours(known: Known) -> tuple[tuple[str, str], ...]:
    """(theme id, colour) of every theme."""
    return hues(known.themes())


def state_on(states: tuple[State, ...], day: str) -> State | None:
    """How a theme stood on a day (ISO): the newest state that had begun by then."""
    return next((state for state in states if _since(state.since) <= day), None)


def _since(since: PartialDate | None) -> str:
    return since.first.isoformat() if since is not None else ""


def body_in(bodies: tuple[tuple[str, tuple[str, ...]], ...], lang: str) -> tuple[tuple[str, ...], str]:
    """The body in `lang`, else the first that there is: its digests and its language."""
    best = min(bodies, key=lambda pair: pair[0] != lang, default=("", ()))
    return best[1], best[0]
