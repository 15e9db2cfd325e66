"""What one text says and others rely on: the titles of series, the events of the site."""

from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from briefgen.assembling.articles import Articles
from briefgen.assembling.claims import NO_TITLE
from briefgen.assembling.directory import Directory, hidden_reference
from briefgen.assembling.happenings import one_happening
from briefgen.assembling.inheritance import Text
from briefgen.assembling.visibility import Decision
from briefgen.model.article import Article
from briefgen.model.figure import Figure
from briefgen.model.indexes import newest_first
from briefgen.reading.entry import Entry
from briefgen.text.finding import error, warning
from briefgen.text.message import say
from briefgen.text.span import Span
from briefgen.text.suggesting import did_you_mean


@dataclass(frozen=True)
class Hidden:
    """The events of texts that may not be shown, and the series to which they give a title: ids alone."""

    events: frozenset[str] = frozenset()
    series: frozenset[str] = frozenset()

    @classmethod
    def of(cls, decision: Decision) -> "Hidden":
        """As the files say it: a text that has errors says it too."""
        entries = [entry for entry in (*decision.withheld, *decision.faulty) if entry.kind == "articles"]
        events = (event.get("id") for entry in entries for event in records(entry, "events"))
        figures = (figure for entry in entries for figure in records(entry, "figures") if figure.get("title"))
        series = (figure.get("series") for figure in figures)
        return cls(*(frozenset(id_ for id_ in ids if isinstance(id_, str)) for ids in (events, series)))


def records(entry: Entry, name: str) -> list[dict[str, Any]]:
    """The maps that the front matter has under a name."""
    given = entry.front.fields.get(name)
    return [each for each in (given if isinstance(given, list) else [given]) if isinstance(each, dict)]


def articles_of(texts: list[Text], maker: Articles, hidden: Hidden, others: list[Article]) -> list[Article]:
    """The articles of some texts, the newest first; `others` are those beside them."""
    articles = newest_first(maker.article(text) for text in texts)
    places = {
        (text.entry.id, figure.id): text.place("figures", index, "id")
        for text in texts
        for index, figure in enumerate(text.fields.figures)
        if not text.translates
    }
    _check_events(texts, [*others, *articles], maker.known, hidden)
    return _titled(one_happening(articles), others, maker.known, hidden, places)


def _check_events(texts: list[Text], articles: list[Article], known: Directory, hidden: Hidden) -> None:
    """An event mark may name an event of any text, its ids being the site's."""
    titles = {event.id: event.title.texts for article in articles for event in article.events}
    for text in texts:
        for mark in (mark for run in text.entry.body.runs for mark in run.events):
            if mark.id in hidden.events and mark.id not in titles:
                known.findings.append(hidden_reference(mark.span, mark.id))
            elif mark.id not in titles:
                hint = did_you_mean(mark.id, titles) or say("declare it in front matter, under events:")
                known.findings.append(error("unknown-event", mark.span, say("no event '%(id)s'", id=mark.id), hint))


def _titled(
    articles: list[Article],
    others: list[Article],
    known: Directory,
    hidden: Hidden,
    places: dict[tuple[str, str], Span],
) -> list[Article]:
    """The articles with every figure's title, which its series says once. A figure of which nothing says what it counts
    is left out: an error, or, where a text that may not be shown says it, a warning.
    """
    titles = {
        figure.series: figure.title
        for article in reversed([*articles, *others])
        for figure in reversed(article.figures)
        if figure.title is not NO_TITLE
    }
    found = []
    for article in articles:
        figures = []
        for figure in article.figures:
            if figure.series in titles:
                figures.append(replace(figure, title=titles[figure.series]) if figure.title is NO_TITLE else figure)
            else:
                _note_untitled(figure, places[article.id, figure.id], known, hidden)
        found.append(replace(article, figures=tuple(figures)) if article.figures else article)
    return found


def _note_untitled(figure: Figure, place: Span, known: Directory, hidden: Hidden) -> None:
    if figure.series in hidden.series:
        message = say("what the figure '%(id)s' counts is told by a text that is not shown in this build", id=figure.id)
        hint = say('the figure is left out; add title: "…" to it if it is to stand alone')
        known.findings.append(warning("hidden-reference", place, message, hint))
        return
    message = say("nothing says what the figure '%(id)s' counts", id=figure.id)
    hint = say('add title: "…" to it, or to another of its series')
    known.findings.append(error("figure-without-title", place, message, hint))
