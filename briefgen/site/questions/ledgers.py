"""Statements, figures and events, each with who says so, since when, and where it stands."""

from datetime import date
from typing import Any

from briefgen.model.article import Article
from briefgen.model.event import Event, status_of
from briefgen.model.localised import Words
from briefgen.model.statement import Speaker
from briefgen.site.charting import Chart, Claim, chart
from briefgen.site.known import Known, question
from briefgen.site.questions.articles import value_in
from briefgen.site.units import counted, measure
from briefgen.site.views import EventView, FigureView, Named, SeriesView, StatementView, Teller
from briefgen.text.collation import sort_key


@question
def statement(known: Known, id_: str, article_lang: str, number: int, lang: str) -> StatementView:
    """A statement by its place among those of an article."""
    given = known.article((id_, article_lang)).statements[number]
    article = known.article((given.article, article_lang))
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
def said(known: Known, id_: str, article_lang: str, number: int, lang: str) -> tuple[Named, str]:
    """Who made a statement, and its address."""
    article = known.article((id_, article_lang))
    given = article.statements[number]
    return _speaker(known, given.speaker, lang, given.text.lang), _address(known, article, given.anchor)


@question
def figure(known: Known, id_: str, article_lang: str, number: int, lang: str) -> FigureView:
    """A claim by its place among those of an article."""
    given = known.article((id_, article_lang)).figures[number]
    article = known.article((given.article, article_lang))
    unit = given.unit.words(lang) if given.unit else None
    forms = known.ask("UnitForms")
    return FigureView(
        title=given.title.words(lang),
        value=given.value,
        to=given.to,
        unit=counted(unit, forms, given.value if given.to is None else given.to, given.qualifier) if unit else None,
        measure=measure(unit, forms) if unit else None,
        qualifier=given.qualifier,
        claimed_by=_speaker(known, given.claimed_by, lang, article.lang),
        as_of=given.as_of,
        period=given.period,
        series=given.series,
        theme=known.ask("theme_link", given.theme, lang) if given.theme else None,
        article=article.title,
        url=_address(known, article, given.anchor),
        source=known.ask("card", *article.ref, lang).source,
        was=tuple(
            value_in(known, article, each.was, lang)
            for each in article.corrections
            if each.figure == given.id and each.was
        ),
        page=known.urls.series(lang, given.series) if given.has_series else None,
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
def lone_figures(known: Known, lang: str, count: int) -> tuple[Any, ...]:
    """The newest claims that belong to no series."""
    found: tuple[Any, ...] = known.ask("Newest", lang, count, "figures-alone")
    return found


@question
def all_series(known: Known) -> tuple[str, ...]:
    """The ids of the series, the one with the newest claim first."""
    found: tuple[str, ...] = known.ask("Series")
    return found


@question
def series_link(known: Known, id_: str, lang: str) -> Named:
    """What a series counts, and its page."""
    newest = known.ask("figure", *known.ask("Newest", lang, 1, "figures", id_)[0], lang)
    return Named(id_, newest.title, known.urls.series(lang, id_))


@question
def latest_claims(known: Known, id_: str, lang: str) -> SeriesView:
    """A series with the newest claim of each claimant, as a front shows it."""
    claims = _claims(known, id_, lang)
    return SeriesView(
        id_, claims[0].title, claims[0].theme, known.urls.series(lang, id_), table_of(id_), _latest(claims)
    )


@question
def series(known: Known, id_: str, lang: str) -> SeriesView:
    """A series with all its claims: by time, those of one time side by side, and drawn where there are enough."""
    claims = _claims(known, id_, lang)
    times: dict[tuple[date, str], list[FigureView]] = {}
    for claim in claims:
        times.setdefault((counted_at(claim), str(claim.period or "")), []).append(claim)
    newest_first = sorted(times, reverse=True)
    return SeriesView(
        id=id_,
        title=claims[0].title,
        theme=claims[0].theme,
        url=known.urls.series(lang, id_),
        table=table_of(id_),
        latest=_latest(claims),
        sources=tuple(dict.fromkeys(claim.source.name for claim in claims if claim.source and claim.source.name)),
        groups=tuple(tuple(times[time]) for time in newest_first),
        charts=_charts(claims),
    )


@question
def series_rows(known: Known, id_: str) -> tuple[str, ...]:
    """The claims of a series as rows of its table, newest first."""
    keys = known.ask("Shelf", known.languages[0], "", "figures", id_)
    return tuple(known.ask("data_claims", article, lang)[1][number][1] for article, lang, number in keys)


def table_of(series_id: str) -> str:
    """The address of a series as a table, one for all languages."""
    return f"/data/figures/{series_id}.csv"


def counted_at(claim: FigureView) -> date:
    """The day that a claim is about: the end of its period, though not after the claim itself unless it is a forecast."""
    if claim.period is None:
        return claim.as_of
    last = claim.period.last
    return last if claim.period.first > claim.as_of else min(last, claim.as_of)


def _claims(known: Known, id_: str, lang: str) -> list[FigureView]:
    """The claims of a series, newest first."""
    return [known.ask("figure", *key, lang) for key in known.ask("Shelf", lang, "", "figures", id_)]


def _claimant(claim: FigureView) -> str:
    return claim.claimed_by.id or claim.claimed_by.name.text


def _latest(claims: list[FigureView]) -> tuple[FigureView, ...]:
    found: dict[str, FigureView] = {}
    for claim in claims:
        found.setdefault(_claimant(claim), claim)
    return tuple(found.values())


def _charts(claims: list[FigureView]) -> tuple[Chart, ...]:
    """A chart for each unit in which enough is claimed, and each length of time that is counted: a year's value and a
    month's have no common scale.
    """
    scales: dict[tuple[str, tuple[int, int]], list[Claim]] = {}
    for claim in reversed(claims):
        scale = claim.measure.text if claim.measure else ""
        made = Claim(
            _claimant(claim),
            counted_at(claim),
            claim.value,
            claim.to,
            str(claim.claimed_by.name),
            claim.unit.text if claim.unit else "",
            claim.qualifier,
        )
        scales.setdefault((scale, claim.period.length if claim.period else (0, 0)), []).append(made)
    charts = (chart(given, months, scale) for (scale, (months, _)), given in scales.items())
    return tuple(each for each in charts if each is not None)


@question
def speakers(known: Known, lang: str) -> tuple[Named, ...]:
    """Who has statements, in the order of the alphabet, each with the page that holds them."""
    found = []
    for id_ in known.ask("Ways", "statements"):
        folder, agent, _ = known.ask("agent_link", id_, lang)
        found.append(Named(id_, agent.name, known.urls.front(lang, folder, id_) + "#statements"))
    for slug in known.ask("Ways", "statements", "by"):
        found.append(
            Named(slug, known.ask("plain_speaker", slug, lang), known.urls.front(lang, "statements", "by", slug))
        )
    return tuple(sorted(found, key=lambda each: (sort_key(each.name.text, lang), each.id)))


@question
def plain_speaker(known: Known, slug: str, lang: str) -> Words:
    """The name of a speaker without an entry, as the newest statement gives it."""
    key = known.ask("Newest", lang, 1, "statements", "by", slug)[0]
    name: Words = known.ask("said", *key, lang)[0].name
    return name


@question
def statement_themes(known: Known, lang: str) -> tuple[Named, ...]:
    """The themes that have statements, in their order, each with the page that holds them."""
    having = set(known.ask("Ways", "statements", "themes"))
    links = (known.ask("theme_link", id_, lang) for id_ in known.ask("Themes") if id_ in having)
    return tuple(Named(link.id, link.name, known.urls.front(lang, "statements", "themes", link.id)) for link in links)


@question
def by_theme(known: Known, keys: tuple[Any, ...], lang: str) -> tuple[tuple[Named | None, tuple[Any, ...]], ...]:
    """Statements under their themes, these in their order and what has none last; each in the order given."""
    found: dict[str, list[Any]] = {}
    for key in keys:
        theme = known.ask("statement", *key, lang).theme
        found.setdefault(theme.id if theme else "", []).append(key)
    order = [id_ for id_ in (*known.ask("Themes"), "") if id_ in found]
    return tuple((known.ask("theme_link", id_, lang) if id_ else None, tuple(found[id_])) for id_ in order)


@question
def event(known: Known, id_: str, lang: str) -> EventView:
    """A happening as it is known today."""
    return event_view(known, known.event(id_), lang)


@question
def ahead(known: Known, lang: str) -> tuple[str, ...]:
    """The events that are not over, the next first."""
    found: list[str] = []
    for year in known.ask("Periods", lang, "timeline-ends"):
        here = [id_ for id_ in known.ask("Shelf", lang, year, "timeline-ends") if not _is_over(known, id_)]
        # A year in which all is over has none before it that is not: the shelves are cut by the events' last days.
        if not here:
            break
        found += here
    return tuple(sorted(found, key=lambda id_: (known.event(id_)[0].date.turn, id_)))


@question
def last_past(known: Known, lang: str, count: int) -> tuple[str, ...]:
    """The events that were over last, the latest first."""
    found: list[str] = []
    for year in known.ask("Periods", lang, "timeline-ends"):
        here = tuple(id_ for id_ in known.ask("Shelf", lang, year, "timeline-ends") if _is_over(known, id_))
        found += reversed(known.ask("in_time", lang, here))
        if len(found) >= count:
            break
    return tuple(found[:count])


def _is_over(known: Known, id_: str) -> bool:
    is_past: bool = known.ask("is_past", known.event(id_)[0].date.last.isoformat())
    return is_past


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
    tellers = ((event, known.in_language(known.by_id(event.article), lang)) for event in told)
    return EventView(
        id=newest.id,
        date=newest.date,
        title=newest.title.words(lang),
        status=status_of(told),
        place=newest.place.words(lang) if newest.place else None,
        theme=known.ask("theme_link", newest.theme, lang) if newest.theme else None,
        link=newest.url,
        told_in=tuple(_teller(known, event, article, lang) for event, article in tellers),
        formerly=former,
    )


def _teller(known: Known, event: Event, article: Article, lang: str) -> Teller:
    """A text that tells of an event; in a translation the passage may bear another name."""
    anchor = event.anchor if any(passage.anchor == event.anchor for passage in article.passages) else ""
    source = known.ask("card", *article.ref, lang).source
    by = _speaker(known, event.told_by, lang, article.lang) if event.told_by else None
    return Teller(event.article, article.title, _address(known, article, anchor), source.name if source else None, by)


def _speaker(known: Known, speaker: Speaker, lang: str, own: str) -> Named:
    """A speaker with the page of the registry, or as a plain name in the language of the text."""
    found = known.agent(speaker.id)
    if found is None:
        return Named("", Words(speaker.name, own))
    kind, agent = found
    return Named(agent.id, agent.name.words(lang), known.urls.front(lang, kind, agent.id))


def _address(known: Known, article: Article, anchor: str) -> str:
    return known.urls.article(article) + (f"#{anchor}" if anchor else "")
