"""Statements, figures, events and corrections, each with who says so, since when, and where it stands."""

from collections.abc import Iterable

from briefgen.model.article import Article
from briefgen.model.event import Event
from briefgen.model.figure import Figure
from briefgen.model.localised import Words
from briefgen.model.statement import Speaker, Statement
from briefgen.site.knowledge import Knowledge, question
from briefgen.site.questions import articles
from briefgen.site.questions.periods import on_shelf
from briefgen.site.views import CorrectionView, EventView, FigureView, Named, StatementView


@question
def statements(known: Knowledge, lang: str, month: str) -> tuple[StatementView, ...]:
    """The statements of a month (`2026-02`), newest first; of all months for an empty one."""
    return tuple(statement_view(known, each, lang) for each in on_shelf(known, lang, month, "statements"))


@question
def latest_statements(known: Knowledge, lang: str, count: int) -> tuple[StatementView, ...]:
    """The newest statements of all."""
    return tuple(statement_view(known, each, lang) for each in known.briefing.statements[:count])


@question
def figures(known: Knowledge, lang: str, month: str) -> tuple[tuple[FigureView, ...], ...]:
    """The claims of a month (all for an empty one) by series, newest first within each."""
    series: dict[str, list[FigureView]] = {}
    for figure in on_shelf(known, lang, month, "figures"):
        series.setdefault(figure.series, []).append(figure_view(known, figure, lang))
    return tuple(tuple(claims) for claims in series.values())


@question
def timeline(known: Knowledge, lang: str, year: str) -> tuple[EventView, ...]:
    """The events of a year (all for an empty one) in the order of time."""
    return events_of(known, on_shelf(known, lang, year, "timeline"), lang)


@question
def corrections(known: Knowledge, lang: str, month: str) -> tuple[CorrectionView, ...]:
    """The corrections of a month (all for an empty one), newest first."""
    return tuple(articles.correction_view(known, each, lang) for each in on_shelf(known, lang, month, "corrections"))


def statement_view(known: Knowledge, given: Statement, lang: str) -> StatementView:
    article = known.briefing.original(given.article)
    agent = known.briefing.agent(given.speaker.id)
    return StatementView(
        speaker=speaker_view(known, given.speaker, lang, given.text.lang),
        role=agent.role.words(lang) if agent is not None and agent.role else None,
        text=given.text,
        direct=given.direct,
        date=given.date,
        where=given.where,
        theme=articles.theme_link(known, given.theme, lang) if given.theme else None,
        title=article.title,
        url=_address(known, article, given.anchor),
        source=articles.source_view(known, article.source, lang),
    )


def figure_view(known: Knowledge, given: Figure, lang: str) -> FigureView:
    article = known.briefing.original(given.article)
    return FigureView(
        title=given.title.words(lang),
        value=given.value,
        to=given.to,
        unit=given.unit.words(lang) if given.unit else None,
        qualifier=given.qualifier,
        claimed_by=speaker_view(known, given.claimed_by, lang, article.lang),
        as_of=given.as_of,
        period=given.period,
        series=given.series,
        theme=articles.theme_link(known, given.theme, lang) if given.theme else None,
        article=article.title,
        url=_address(known, article, given.anchor),
        source=articles.source_view(known, article.source, lang),
    )


def events_of(known: Knowledge, ids: Iterable[str], lang: str) -> tuple[EventView, ...]:
    """Events by id, in the order of time."""
    found = [event_view(known, known.briefing.events[id_], lang) for id_ in dict.fromkeys(ids)]
    return tuple(sorted(found, key=lambda event: (event.date.first, event.date.last, event.id)))


def event_view(known: Knowledge, told: tuple[Event, ...], lang: str) -> EventView:
    """One happening; the newest article's date and words show, a date told before stands beside it."""
    newest = told[0]
    former = next((event.date for event in told if event.date != newest.date), None)
    tellers = (known.briefing.original(event.article) for event in told)
    return EventView(
        id=newest.id,
        date=newest.date,
        title=newest.title.words(lang),
        status=newest.status,
        place=newest.place.words(lang) if newest.place else None,
        theme=articles.theme_link(known, newest.theme, lang) if newest.theme else None,
        link=newest.url,
        told_in=tuple(
            Named(event.article, article.title, _address(known, article, event.anchor))
            for event, article in zip(told, tellers, strict=True)
        ),
        formerly=former,
    )


def speaker_view(known: Knowledge, speaker: Speaker, lang: str, own: str) -> Named:
    """A speaker with the page of the registry, or as a plain name in the language of the text."""
    agent = known.briefing.agent(speaker.id)
    if agent is None:
        return Named("", Words(speaker.name, own))
    kind = "people" if agent.id in known.briefing.people else "organisations"
    return Named(agent.id, agent.name.words(lang), known.urls.front(lang, kind, agent.id))


def _address(known: Knowledge, article: Article, anchor: str) -> str:
    return known.urls.article(article) + (f"#{anchor}" if anchor else "")
