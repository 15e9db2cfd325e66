"""A Briefing that differs from another in some articles: its indexes are those of a new one, at the cost of the lists in
which these articles stand. What is the same in both is one object.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, partial
from typing import Any

from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.indexes import (
    Group,
    Order,
    best_of,
    by_id_of,
    counting_of,
    events_of,
    in_lists,
    named_in,
    newest_first,
    order_of,
    spliced,
    variants_of,
)
from briefgen.model.passage import Passage

_Standing = dict[tuple[str, tuple[str, str]], dict[Order, list[Any]]]
"""(index, key) -> the items that stand there, by the place of their article in the order of time."""


def updated(before: Briefing, gone: Sequence[Article], come: Sequence[Article], **others: Any) -> Briefing:
    """`before` without the articles that are `gone` and with those that `come` (one that has changed is in both);
    `others` are the fields that are not as they were.
    """
    found = object.__new__(Briefing)
    # Beside its fields a Briefing has what is worked out of them, which is what is to be had at less cost here.
    found.__dict__.update({each.name: getattr(before, each.name) for each in fields(before)} | others)
    _Update(before, gone, come, found).apply()
    return found


@dataclass
class _Update:
    before: Briefing
    gone: Sequence[Article]
    come: Sequence[Article]
    after: Briefing

    def apply(self) -> None:
        before, now = self.before, self.after.__dict__
        now["articles"] = _replaced(before.articles, self.gone, self.come)
        now["by_ref"] = {**_without(before.by_ref, (a.ref for a in self.gone)), **{a.ref: a for a in self.come}}
        now["variants"] = {
            **_without(before.variants, self.groups),
            **{key: new for key, (_, new) in self.groups.items() if new},
        }
        if any(article.events for article in (*self.gone, *self.come)):
            now["events"] = events_of(now["articles"])
        self._lists()
        now["by_id"] = self._by_id()
        if "naming" in before.__dict__:
            now["naming"] = self._naming()
        if "counted" in before.__dict__:
            now["counted"] = self._each(before.counted, lambda group: [counting_of(group)] if group else [])
        if "searched" in before.__dict__:
            now["searched"] = self._searched()

    @cached_property
    def groups(self) -> dict[str, tuple[Group, Group]]:
        """Text key -> the articles of each text that may be another, as they were and as they are."""
        ids, others = {article.id for article in (*self.gone, *self.come)}, {article.ref for article in self.gone}
        keys = {article.text_key for article in (*self.gone, *self.come)}
        keys |= {article.text_key for id_ in ids for article in self.before.by_id.get(id_, ())}
        old = {key: self.before.variants.get(key, ()) for key in keys}
        stay = (article for group in old.values() for article in group if article.ref not in others)
        new = variants_of([*stay, *self.come], self.before.settings.languages)
        return {key: (old[key], new.get(key, ())) for key in keys}

    def _lists(self) -> None:
        languages, now = self.before.settings.languages, self.after.__dict__
        now["shown"] = {
            lang: self._each(found, lambda group, lang=lang: [best_of(group, lang, languages)] if group else [])
            for lang, found in self.before.shown.items()
        }
        old, new = (self._standing(at) for at in (0, 1))
        for index in ("by_theme", "by_agent", "by_source"):
            now[index] = dict(now[index])
        for place in old.keys() | new.keys():
            gone, come = old.get(place, {}), new.get(place, {})
            if gone != come:
                index, key = place
                stay = spliced(now[index].get(key, ()), gone, (), partial(_order, self.before))
                items = spliced(stay, (), come.items(), partial(_order, self.after))
                now[index].pop(key, None)
                now[index] |= {key: items} if items else {}

    def _standing(self, at: int) -> _Standing:
        """Where the texts stand: as they were (0), as they are (1)."""
        found: _Standing = {}
        languages = self.before.settings.languages
        for lang in languages:
            for group in (pair[at] for pair in self.groups.values() if pair[at]):
                article = best_of(group, lang, languages)
                for index, key, item in in_lists(article, group):
                    found.setdefault((index, (lang, key)), {}).setdefault(order_of(article), []).append(item)
        return found

    def _each(self, items: tuple[Article, ...], chosen: Any) -> tuple[Article, ...]:
        """A list that has some articles of each text: those that `chosen` names."""
        gone, come = ([a for pair in self.groups.values() for a in chosen(pair[at])] for at in (0, 1))
        return _replaced(items, gone, come)

    def _by_id(self) -> dict[str, Group]:
        gone, ids = {article.ref for article in self.gone}, {article.id for article in (*self.gone, *self.come)}
        old = (article for id_ in ids for article in self.before.by_id.get(id_, ()) if article.ref not in gone)
        new = by_id_of(newest_first([*old, *self.come]))
        return {**_without(self.before.by_id, ids), **new}

    def _naming(self) -> Counter[str]:
        found = Counter(self.before.naming)
        for article in self.gone:
            found.subtract(named_in(article))
        for article in self.come:
            found.update(named_in(article))
        return +found

    def _searched(self) -> dict[str, tuple[Article, ...]]:
        gone = [a for old, _ in self.groups.values() for a in self.before.found_by_words(old)]
        come = [a for _, new in self.groups.values() for a in self.after.found_by_words(new)]
        found = {}
        for lang in self.before.searched.keys() | {article.lang for article in come}:
            old, new = ([a for a in each if a.lang == lang] for each in (gone, come))
            found[lang] = _replaced(self.before.searched.get(lang, ()), old, new)
        return {lang: articles for lang, articles in found.items() if articles}


def _replaced(items: tuple[Article, ...], gone: Sequence[Article], come: Sequence[Article]) -> tuple[Article, ...]:
    """A list of articles without some and with others; the same list where they are the same."""
    if [*map(id, gone)] == [*map(id, come)]:
        return items
    return spliced(items, map(order_of, gone), ((order_of(article), [article]) for article in come), order_of)


def _order(briefing: Briefing, item: Article | Passage) -> Order:
    """Where something stands in the lists of a Briefing."""
    return order_of(item if isinstance(item, Article) else briefing.by_ref[item.article, item.lang])


def _without(index: Mapping[Any, Any], keys: Iterable[Any]) -> dict[Any, Any]:
    found = dict(index)
    for key in keys:
        found.pop(key, None)
    return found
