"""Statements, figures and events, each with who says so, since when, and where it stands."""

from briefgen.model.article import Article
from briefgen.model.event import Event
from briefgen.model.localised import Words
from briefgen.model.statement import Speaker
from briefgen.site.knowledge import Known, question
from briefgen.site.views import EventView, FigureView, Named, StatementView


@question
def statement(known: Known, id_: str, article_lang: str, number: int, lang: str) -> StatementView:
    """A statement by its place among those of an article."""
    article = known.article((id_, article_lang))
    given = article.statements[number]
    found = known.agent(given.speaker.id)
    role = found[1].role if found else None
    return StatementView(
        speaker=_speaker(known, given.speaker, lang, given.text.lang),
        role=role.words(lang) if role else None,
        text=given.text,
        direct=given.direct,
        date=given.date,
        where=given.where,
        theme=known.ask("theme_link", given.theme, lang) if given.theme else None,
        title=article.title,
        url=_address(known, article, given.anchor),
        source=known.ask("card", *article.ref, lang).source,
    )


@question
def figure(known: Known, id_: str, article_lang: str, number: int, lang: str) -> FigureView:
    """A claim by its place among those of an article."""
    article = known.article((id_, article_lang))
    given = article.figures[number]
    return FigureView(
        title=given.title.words(lang),
        value=given.value,
        to=given.to,
        unit=given.unit.words(lang) if given.unit else None,
        qualifier=given.qualifier,
        claimed_by=_speaker(known, given.claimed_by, lang, article.lang),
        as_of=given.as_of,
        period=given.period,
        series=given.series,
        theme=known.ask("theme_link", given.theme, lang) if given.theme else None,
        article=article.title,
        url=_address(known, article, given.anchor),
        source=known.ask("card", *article.ref, lang).source,
    )


@question
def figures(known: Known, lang: str, month: str) -> tuple[tuple[FigureView, ...], ...]:
    """The claims of a month by series, newest first within each."""
    series: dict[str, list[FigureView]] = {}
    for key in known.ask("Shelf", lang, month, "figures"):
        found = known.ask("figure", *key, lang)
        series.setdefault(found.series, []).append(found)
    return tuple(tuple(claims) for claims in series.values())


@question
def event(known: Known, id_: str, lang: str) -> EventView:
    """A happening as it is known today."""
    return event_view(known, known.event(id_), lang)


@question
def in_time(known: Known, lang: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Events by id, in the order of time."""
    found = [known.ask("event", id_, lang) for id_ in dict.fromkeys(ids)]
    return tuple(view.id for view in sorted(found, key=when))


def when(event: EventView) -> tuple[object, ...]:
    """What events are sorted by."""
    return event.date.first, event.date.last, event.id


def event_view(known: Known, told: tuple[Event, ...], lang: str) -> EventView:
    """One happening; the newest article's date and words show, a date told before stands beside it."""
    newest = told[0]
    former = next((event.date for event in told if event.date != newest.date), None)
    tellers = (known.by_id(event.article) for event in told)
    return EventView(
        id=newest.id,
        date=newest.date,
        title=newest.title.words(lang),
        status=newest.status,
        place=newest.place.words(lang) if newest.place else None,
        theme=known.ask("theme_link", newest.theme, lang) if newest.theme else None,
        link=newest.url,
        told_in=tuple(
            Named(event.article, article.title, _address(known, article, event.anchor))
            for event, article in zip(told, tellers, strict=True)
        ),
        formerly=former,
    )


def _speaker(known: Known, speaker: Speaker, lang: str, own: str) -> Named:
    """A speaker with the page of the registry, or as a plain name in the language of the text."""
    found = known.agent(speaker.id)
    if found is None:
        return Named("", Words(speaker.name, own))
    kind, agent = found
    return Named(agent.id, agent.name.words(lang), known.urls.front(lang, kind, agent.id))


def _address(known: Known, article: Article, anchor: str) -> str:
    return known.urls.article(article) + (f"#{anchor}" if anchor else "")
