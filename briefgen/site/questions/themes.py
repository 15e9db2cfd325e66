"""Themes and the passages that stand under them."""

from itertools import islice

from briefgen.model.dates import PartialDate
from briefgen.model.theme import State, Theme
from briefgen.site.knowledge import Knowledge, question
from briefgen.site.questions import articles, ledgers
from briefgen.site.questions.periods import on_shelf
from briefgen.site.views import EventView, FigureView, PassageView, StatementView, ThemeView


@question
def theme(known: Knowledge, id_: str, lang: str) -> ThemeView:
    """A theme with its states and its standing background."""
    found = known.briefing.theme(id_)
    assert found is not None
    children = (each for each in known.briefing.themes if each.parent == id_)
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
        parent=articles.theme_link(known, found.parent, lang) if found.parent else None,
        children=tuple(articles.theme_link(known, child.id, lang) for child in children),
    )


@question
def passages(known: Knowledge, theme_id: str, lang: str, month: str) -> tuple[PassageView, ...]:
    """The passages of a theme (those without any for an empty one) in a month, newest first; of all for an empty one."""
    found = on_shelf(known, lang, month, "themes", theme_id)
    return tuple(articles.passage_view(known, passage, lang) for passage in found)


@question
def latest(known: Knowledge, theme_id: str, count: int, lang: str) -> tuple[PassageView, ...]:
    """The newest passages of a theme."""
    found = known.briefing.by_theme.get((lang, theme_id), ())
    return tuple(articles.passage_view(known, passage, lang) for passage in found[:count])


@question
def theme_ledgers(
    known: Knowledge, id_: str, count: int, lang: str
) -> tuple[tuple[StatementView, ...], tuple[FigureView, ...], tuple[EventView, ...]]:
    """The newest statements, figures and events of a theme."""
    statements = (each for each in known.briefing.statements if each.theme == id_)
    figures = (each for each in known.briefing.figures if each.theme == id_)
    events = [event for event, told in known.briefing.events.items() if told[0].theme == id_]
    return (
        tuple(ledgers.statement_view(known, each, lang) for each in islice(statements, count)),
        tuple(ledgers.figure_view(known, each, lang) for each in islice(figures, count)),
        ledgers.events_of(known, events, lang)[-count:],
    )


def state_on(found: Theme, day: str) -> State | None:
    """How a theme stood on a day (ISO): the newest state that had begun by then."""
    return next((state for state in found.states if _since(state.since) <= day), None)


def _since(since: PartialDate | None) -> str:
    return since.first.isoformat() if since is not None else ""


def body_in(bodies: tuple[tuple[str, tuple[str, ...]], ...], lang: str) -> tuple[tuple[str, ...], str]:
    """The body in `lang`, else the first that there is: its digests and its language."""
    best = min(bodies, key=lambda pair: pair[0] != lang, default=("", ()))
    return best[1], best[0]
