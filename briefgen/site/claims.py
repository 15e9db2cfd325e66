"""The ledgers: which statements, figures and corrections stand in which list, newest first, with their months."""

from collections import defaultdict
from collections.abc import Iterator, Set
from datetime import UTC, date
from functools import lru_cache, partial
from typing import Any

from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.indexes import Order, corrections_of, counting_of, order_of, spliced
from briefgen.text.slugs import slugify

Key = Any
Front = tuple[str, ...]
_Item = tuple[str, Key]
"""Month and key: (id, lang, number) of a statement, figure or correction."""
Ledgers = dict[Front, tuple[_Item, ...]]
"""All, by speaker, by theme, by series. Of one day those of the newest article come first."""

_slug = lru_cache(4096)(slugify)


def ledgers(briefing: Briefing) -> Ledgers:
    """The ledgers of a Briefing."""
    found: dict[Front, list[_Item]] = defaultdict(list)
    claims = (each for article in briefing.counted for each in _claims_of(article))
    for day, key, fronts in sorted(claims, key=lambda claim: claim[0], reverse=True):
        item = day.isoformat()[:7], key
        for front in fronts:
            found[front].append(item)
    return {front: tuple(items) for front, items in found.items()} | _corrections(briefing)


def updated(found: Ledgers, before: Briefing, after: Briefing, texts: Set[str]) -> Ledgers:
    """The ledgers of `after`, which differs from `before` in some texts (by key); those that are the same are shared."""
    old, new = (_standing(briefing, texts) for briefing in (before, after))
    result = dict(found)
    for front in old.keys() | new.keys():
        gone, come = old.get(front, {}), new.get(front, {})
        if gone != come:
            stay = spliced(result.pop(front, ()), gone, (), partial(_place, before, front))
            items = spliced(stay, (), come.items(), partial(_place, after, front))
            result |= {front: items} if items else {}
    # The series stand in the order of their newest claims, as they come about where all ledgers are made anew.
    for front in sorted(filter(_is_series, result), key=lambda front: _place(after, front, result[front][0])):
        result[front] = result.pop(front)
    if any(each.corrections for it in (before, after) for key in texts for each in it.variants.get(key, ())):
        result.pop(_CORRECTIONS, None)
        result |= _corrections(after)
    return result


def series_of(found: Ledgers) -> tuple[str, ...]:
    """The series that have a name, the one with the newest claim first."""
    return tuple(front[1] for front in found if _is_series(front))


def _is_series(front: Front) -> bool:
    return front[0] == "figures" and len(front) > 1


def _standing(briefing: Briefing, texts: Set[str]) -> dict[Front, dict[Order, list[_Item]]]:
    """Where the claims of some texts stand, by their place in the order."""
    result: dict[Front, dict[Order, list[_Item]]] = defaultdict(dict)
    for group in (briefing.variants[key] for key in texts if key in briefing.variants):
        for day, key, fronts in _claims_of(counting_of(group)):
            for front in fronts:
                item = day.isoformat()[:7], key
                result[front][_place(briefing, front, item)] = [item]
    return result


def _place(briefing: Briefing, front: Front, item: _Item) -> Order:
    *ref, number = item[1]
    article = briefing.by_ref[ref[0], ref[1]]
    day = article.statements[number].date if front[0] == "statements" else article.figures[number].as_of
    return -day.toordinal(), order_of(article), number


_CORRECTIONS = ("corrections",)


def _corrections(briefing: Briefing) -> Ledgers:
    dated = [
        (article.corrections[number].date, (*article.ref, number))
        for key in {article.text_key: None for article in briefing.articles if article.corrections}
        for article, number in corrections_of(briefing.variants[key])
    ]
    dated.sort(key=lambda each: each[0].at.astimezone(UTC).isoformat(), reverse=True)
    return {_CORRECTIONS: tuple((moment.month, key) for moment, key in dated)} if dated else {}


def _claims_of(article: Article) -> Iterator[tuple[date, Key, list[Front]]]:
    """The day, key and lists of every claim of an article; a retracted one claims nothing."""
    if article.is_retracted:
        return
    ref = article.ref
    for number, statement in enumerate(article.statements):
        fronts: list[Front] = [("statements",), ("statements", "themes", statement.theme or "")]
        if statement.speaker.id:
            fronts.append(("statements", statement.speaker.id))
        else:
            fronts.append(("statements", "by", _slug(statement.speaker.name)))
        yield statement.date, (*ref, number), fronts
    for number, figure in enumerate(article.figures):
        own = ("figures", figure.series) if figure.has_series else ("figures-alone",)
        yield figure.as_of, (*ref, number), [("figures",), own, ("theme-figures", figure.theme or "")]
