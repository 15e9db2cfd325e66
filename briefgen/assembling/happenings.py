"""The same happening told by several texts: one id, or one date and one title."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from briefgen.model.article import Article
from briefgen.model.dates import Period
from briefgen.model.localised import Localised
from briefgen.text.casing import fold

_WORD = re.compile(r"\w+")


def one_happening(articles: Iterable[Article]) -> list[Article]:
    """The articles (newest first), with one id for events of one date and one title.

    The id of the oldest text stays, so that calendars keep what they have; a retracted text gives none.
    """
    given = list(articles)
    ids: dict[str, str] = {}
    by_title: dict[tuple[str, str, str], str] = {}
    for article in reversed(given):
        for event in () if article.is_retracted else article.events:
            titles = titles_of(event.date, event.title)
            other = next((by_title[title] for title in titles if title in by_title), event.id)
            first, own = _first(ids, other), _first(ids, event.id)
            if first != own:
                ids[own] = first
            by_title |= {title: first for title in titles if title not in by_title}
    return [_renamed(article, ids) for article in given] if ids else given


def titles_of(date: Period, title: Localised) -> list[tuple[str, str, str]]:
    """An event's date with each of its titles; capitals, spaces and signs (a curly apostrophe) make no other title."""
    return [(str(date), words.lang, " ".join(_WORD.findall(fold(words.text))) or words.text) for words in title.values]


def _first(ids: dict[str, str], id_: str) -> str:
    while id_ in ids:
        id_ = ids[id_]
    return id_


def _renamed(article: Article, ids: dict[str, str]) -> Article:
    if not any(event.id in ids for event in article.events):
        return article
    events = {_first(ids, event.id): event for event in reversed(article.events)}
    return replace(article, events=tuple(replace(event, id=id_) for id_, event in reversed(events.items())))
