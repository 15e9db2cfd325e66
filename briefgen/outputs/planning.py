"""The Briefing -> the list of everything that is built, and who builds it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from types import ModuleType
from typing import Any

from briefgen.engine.asking import Ask, Memory, Question
from briefgen.model.article import Article
from briefgen.outputs import assets, attachments, data, feeds, pages, redirects, search, series, sitemaps
from briefgen.outputs.target import Target
from briefgen.site.knowledge import Knowledge
from briefgen.site.known import Known
from briefgen.site.oracle import SiteOracle
from briefgen.site.urls import Urls
from briefgen.text.casing import lower
from briefgen.text.finding import Finding, error
from briefgen.text.message import say
from briefgen.text.span import Span

MADE_BY: dict[str, ModuleType] = {
    "asset": assets,
    "file": attachments,
    **dict.fromkeys(pages.TEMPLATES, pages),
    "redirect": redirects,
    "feed": feeds,
    **dict.fromkeys(("robots", "sitemap", "sitemap-index"), sitemaps),
    **dict.fromkeys(("data-month", "data-table", "data-index"), data),
    "series-table": series,
    **dict.fromkeys(("search-words", "search-texts", "search-manifest"), search),
}


_Keyed = tuple[str, Target]
"""A target with the key of its path."""


@dataclass(frozen=True)
class _OfArticles:
    """The targets that each article has for itself."""

    targets_of: Callable[[Urls, Article], Iterator[Target]]


Asking = Callable[[Known], Iterator[Target]]
PARTS: tuple[_OfArticles | Asking, ...] = (
    attachments.targets,
    _OfArticles(pages.of_article),
    *pages.PARTS,
    _OfArticles(redirects.of_article),
    redirects.of_pages,
    feeds.targets,
    sitemaps.targets,
    data.targets,
    series.targets,
    search.targets,
)
"""Every kind of output but the files of the site theme, in the order of publishing; a new one has a place in this row."""


@dataclass(frozen=True)
class Part:
    """The targets of one part of a plan, and what they follow from: facts, or each article (by identity)."""

    targets: list[_Keyed]
    facts: Mapping[Question, Any] = field(default_factory=dict)
    articles: Mapping[int, tuple[Article, list[_Keyed]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """All targets in the order of publishing, and an error for two that have one path."""

    targets: list[Target]
    findings: list[Finding] = field(default_factory=list)
    parts: tuple[Part, ...] = ()
    by_path: Mapping[str, Target] = field(default_factory=dict)


def plan(known: Knowledge, waiting: Iterable[Article] = (), before: Plan | None = None) -> Plan:
    """The plan of a site. Articles that wait for their time are no targets yet, but they have a path.

    `before` is a plan for another Briefing with the same settings: what follows from the same is taken from there.
    """
    older = before.parts[1:] if before is not None and before.parts else (None,) * len(PARTS)
    oracle = SiteOracle(known)
    of_theme = Part([*map(_keyed, assets.targets(known))])
    parts = (of_theme, *(_part(part, oracle, old) for part, old in zip(PARTS, older, strict=True)))
    lists = [part.targets for part in parts]
    if before is not None and not before.findings and lists == [part.targets for part in before.parts]:
        found = Plan(before.targets, [], parts, before.by_path)
    else:
        found = _put_together(parts, before.by_path if before is not None and not before.findings else {})
    found.findings.extend(search.mistakes(known))
    coming: dict[str, Target] = {}
    for key, target in (_keyed(each) for article in waiting for each in pages.of_article(known.urls, article)):
        other = found.by_path.get(key) or coming.setdefault(key, target)
        if other is not target:
            found.findings.append(_clash(other, target))
    return found


def _put_together(parts: tuple[Part, ...], known: Mapping[str, Target]) -> Plan:
    """The plan of some parts; `known` are paths that are known to go together."""
    targets: dict[str, Target] = {}
    findings: list[Finding] = []
    for key, target in chain(*(part.targets for part in parts)):
        other = targets.setdefault(key, target)
        if other is not target and not _is_same(other, target):
            findings.append(_clash(other, target))
    if not targets.keys() <= known.keys():
        findings += _inside_another(targets)
    return Plan(list(targets.values()), findings, parts, targets)


def _part(part: _OfArticles | Asking, oracle: SiteOracle, before: Part | None) -> Part:
    if isinstance(part, _OfArticles):
        return _of_articles(part, oracle.knowledge, before)
    memory = Memory(oracle)
    if before is not None and all(memory.find(fact).answer == answer for fact, answer in before.facts.items()):
        return before
    memory = Memory(oracle)
    found = [_keyed(target) for target in part(Known(Ask(memory), oracle.knowledge.urls))]
    return Part(found, {node.question: node.answer for node in memory.nodes.values() if node.asked is None})


def _of_articles(part: _OfArticles, known: Knowledge, before: Part | None) -> Part:
    older, urls = before.articles if before is not None else {}, known.urls
    found: dict[int, tuple[Article, list[_Keyed]]] = {}
    for article in known.briefing.articles:
        # One that `before` holds has its id for itself.
        found[id(article)] = older.get(id(article)) or (article, [*map(_keyed, part.targets_of(urls, article))])
    return Part([keyed for _, targets in found.values() for keyed in targets], articles=found)


def is_of_all_months(target: Target) -> bool:
    """Whether this shows all that its months show, so that it is soonest made from them."""
    return target.kind in ("data-table", "dossier") and not target.key[1]


def render(target: Target, ask: Ask) -> bytes:
    """The bytes of a target; it asks and knows nothing else."""
    made: bytes = MADE_BY[target.kind].render(target, ask)
    return made


def _keyed(target: Target) -> _Keyed:
    """Two paths that differ in case only are one file on many a disk."""
    return lower(target.path, "en"), target


def _is_same(one: Target, other: Target) -> bool:
    """A file that two passages of an article refer to is copied once."""
    return one.kind == other.kind == "file" and one.key == other.key


def _inside_another(targets: Mapping[str, Target]) -> list[Finding]:
    """A file cannot stand where another target needs a folder."""
    folders = set[str]()
    for key in targets:
        folder = key.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    taken = [f"{key}/" for key in targets.keys() & folders]
    pairs = ((key, folder) for key in targets if taken for folder in taken if key.startswith(folder))
    return [_clash(targets[folder[:-1]], targets[key]) for key, folder in pairs]


def _clash(first: Target, second: Target) -> Finding:
    """An error at the entry of the second that names the first."""
    at, named = (second, first) if second.origin is not None else (first, second)
    other = (
        named.origin.path if named.origin is not None else say("a page of the site itself (%(kind)s)", kind=named.kind)
    )
    return error(
        "duplicate-url",
        at.origin or Span("content"),
        say("the address %(url)s is taken by %(other)s", url=at.url, other=other),
        say("give one of the two another slug: (or id:, or alias)"),
    )
