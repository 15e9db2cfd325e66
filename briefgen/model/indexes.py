"""The lists by which a Briefing is looked up: made at once of all texts, or of those of another Briefing where only some
texts are others. Every list is in the order of time.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from briefgen.model.article import Article
from briefgen.model.event import Event

Ref = tuple[str, str]
Group = tuple[Article, ...]
"""The articles that are one text, in the order of the site's languages."""
Item = TypeVar("Item")
Order = tuple[Any, ...]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """By appearing, latest first; what appears at one time stands by id."""
    by_id = sorted(articles, key=lambda article: article.ref)
    return sorted(by_id, key=lambda article: article.appears.at, reverse=True)


def order_of(article: Article) -> Order:
    """Where an article stands among the newest first."""
    return _EPOCH - article.appears.at, article.ref


def spliced(
    items: Sequence[Item],
    gone: Iterable[Order],
    come: Iterable[tuple[Order, Sequence[Item]]],
    order: Callable[[Item], Order],
) -> tuple[Item, ...]:
    """A list in order without what stands at some places of the order, and with what comes to others."""
    found = list(items)
    for place in gone:
        del found[bisect_left(found, place, key=order) : bisect_right(found, place, key=order)]
    for place, new in come:
        at = bisect_left(found, place, key=order)
        found[at:at] = new
    return tuple(found)


def variants_of(articles: Iterable[Article], languages: tuple[str, ...]) -> dict[str, Group]:
    """The articles that are one text, in the order of the site's languages.

    Of several outlets' in one language the one that says most comes first, and of equals the first that appeared; one
    that has retracted it comes last.
    """
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        groups[article.text_key].append(article)
    return {
        key: tuple(sorted(group, key=lambda article: _rank_in_text(article, languages)))
        for key, group in groups.items()
    }


def by_id_of(articles: Iterable[Article]) -> dict[str, Group]:
    """The articles of each id, in their order."""
    index: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        index[article.id].append(article)
    return {id_: tuple(group) for id_, group in index.items()}


def _rank_in_text(article: Article, languages: tuple[str, ...]) -> tuple[object, ...]:
    claims = len(article.statements) + len(article.figures) + len(article.events)
    by_lang = _preference(article.lang, "", languages)
    return by_lang, article.translates, article.is_retracted, -claims, article.appears.at, article.id


def _preference(lang: str, wanted: str, languages: tuple[str, ...]) -> int:
    if lang == wanted:
        return -1
    return languages.index(lang) if lang in languages else len(languages)


def best_of(group: Group, lang: str, languages: tuple[str, ...]) -> Article:
    """The one article of a text that lists in `lang` show."""
    return min(group, key=lambda article: _preference(article.lang, lang, languages))


def counting_of(group: Group) -> Article:
    """Of the articles that are one text, in the order of the site's languages, the one whose claims count."""
    return next((article for article in group if not article.translates), group[0])


def in_lists(article: Article, group: Group) -> Iterator[tuple[str, str, Any]]:
    """(index, key, item) of a text in the lists that show it as `article`.

    A passage without any theme stands under an empty one; a text that several outlets carried in one language stands under
    each of them. Of a retracted text only the source is left.
    """
    for passage in () if article.is_retracted else article.passages:
        for theme in passage.themes or ("",):
            yield "by_theme", theme, passage
        for agent in passage.mentions:
            yield "by_agent", agent, passage
    copies = (each for each in group if each.lang == article.lang)
    sources = dict.fromkeys(id_ for each in (article, *copies) for id_ in sources_of(each))
    for source in sources:
        yield "by_source", source, article


def indexes(shown: Mapping[str, tuple[Article, ...]], variants: Mapping[str, Group]) -> dict[str, dict[Any, Any]]:
    """Index -> (lang, key) -> its items, newest first."""
    found: dict[str, dict[Any, list[Any]]] = {name: defaultdict(list) for name in ("by_theme", "by_agent", "by_source")}
    for lang, articles in shown.items():
        for article in articles:
            for index, key, item in in_lists(article, variants[article.text_key]):
                found[index][lang, key].append(item)
    return {name: {key: tuple(items) for key, items in index.items()} for name, index in found.items()}


def events_of(articles: Iterable[Article]) -> dict[str, tuple[Event, ...]]:
    """What is told of each event, newest article first; retracted texts tell nothing."""
    index: dict[str, list[Event]] = defaultdict(list)
    for article in articles:
        for event in () if article.is_retracted else article.events:
            index[event.id].append(event)
    return {id_: tuple(events) for id_, events in index.items()}


def corrections_of(group: Group) -> Iterator[tuple[Article, int]]:
    """(article, number) of the corrections of the articles that are one text. What an outlet has mended in its own copy
    counts; what a translation in a file of its own says again does not.
    """
    counting = counting_of(group)
    seen = {(each.date.day, each.kind) for each in counting.corrections}
    for article in (counting, *(each for each in group if each is not counting and not each.translates)):
        for number, each in enumerate(article.corrections):
            if article is counting or (each.date.day, each.kind) not in seen:
                yield article, number


def naming_of(articles: Iterable[Article]) -> Counter[str]:
    """How many articles name each person, organisation and source (as `source:id`)."""
    found = Counter[str]()
    for article in articles:
        found.update(named_in(article))
    return found


def named_in(article: Article) -> set[str]:
    """The ids that one article names; a source's id is marked, as it lives in a namespace of its own.

    Of a retracted text only the source is left.
    """
    found = {f"source:{id_}" for id_ in sources_of(article)}
    if article.is_retracted:
        return found
    speakers = [s.speaker for s in article.statements] + [f.claimed_by for f in article.figures]
    speakers += [event.told_by for event in article.events if event.told_by is not None]
    found |= {speaker.id for speaker in speakers if speaker.id}
    found.update(article.people, article.organisations)
    for passage in article.passages:
        found.update(passage.mentions)
    return found


def sources_of(article: Article) -> Iterator[str]:
    """The registered sources of an article."""
    ids = (article.source.id, *article.source.also) if article.source is not None else ()
    return (id_ for id_ in ids if id_)
