"""The Briefing -> the list of everything that is built, and who builds it."""

from collections.abc import Iterable
from types import ModuleType

from briefgen.engine.asking import Ask
from briefgen.model.article import Article
from briefgen.outputs import assets, attachments, data, feeds, pages, redirects, search, series, sitemaps
from briefgen.outputs.target import Target
from briefgen.site.facts import Knowledge
from briefgen.text.casing import lower
from briefgen.text.finding import Finding, error
from briefgen.text.message import say
from briefgen.text.span import Span

OUTPUTS: tuple[ModuleType, ...] = (assets, attachments, pages, redirects, feeds, sitemaps, data, series, search)
"""Every kind of output; adding one is a module and a place in this row, which is also the order of publishing."""

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


def plan(known: Knowledge, waiting: Iterable[Article] = ()) -> tuple[list[Target], list[Finding]]:
    """All targets in the order of publishing, and an error for two that have one path. Articles that wait for their time
    are no targets yet, but they have a path.
    """
    targets: dict[str, Target] = {}
    findings: list[Finding] = []
    for output in OUTPUTS:
        for target in output.targets(known):
            other = targets.setdefault(_key(target.path), target)
            if other is not target and not _is_same(other, target):
                findings.append(_clash(other, target))
    findings += _inside_another(targets)
    findings += search.mistakes(known)
    planned = list(targets.values())
    for article in waiting:
        target = Target(known.urls.article(article), "article", article.ref, article.lang, article.span)
        other = targets.setdefault(_key(target.path), target)
        if other is not target:
            findings.append(_clash(other, target))
    return planned, findings


def render(target: Target, ask: Ask) -> bytes:
    """The bytes of a target; it asks and knows nothing else."""
    made: bytes = MADE_BY[target.kind].render(target, ask)
    return made


def _key(path: str) -> str:
    """Two paths that differ in case only are one file on many a disk."""
    return lower(path, "en")


def _is_same(one: Target, other: Target) -> bool:
    """A file that two passages of an article refer to is copied once."""
    return one.kind == other.kind == "file" and one.key == other.key


def _inside_another(targets: dict[str, Target]) -> list[Finding]:
    """A file cannot stand where another target needs a folder."""
    findings = []
    for target in targets.values():
        parts = _key(target.path).split("/")
        for end in range(1, len(parts)):
            other = targets.get("/".join(parts[:end]))
            if other is not None:
                findings.append(_clash(other, target))
    return findings


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
