"""Every HTML page. What a page shows is its template's business; here is only which pages there are."""

from collections.abc import Callable, Iterator
from itertools import product

from briefgen.engine.asking import Ask
from briefgen.model.article import Article
from briefgen.outputs.target import Target
from briefgen.site.known import Known
from briefgen.site.shelves import REGISTRIES
from briefgen.site.templates import render as render_template
from briefgen.site.urls import Urls, way_up

TEMPLATES = {
    "edition": "edition.html",
    "empty": "empty.html",
    "article": "article.html",
    "theme": "theme.html",
    "theme-month": "theme_month.html",
    "dossier": "dossier.html",
    "agent": "agent.html",
    "source": "source.html",
    "statements": "statements.html",
    "statements-of": "statements_of.html",
    "figures": "figures.html",
    "series": "series.html",
    "timeline": "timeline.html",
    "archive": "archive.html",
    "corrections": "corrections.html",
    "search": "search.html",
    "page": "page.html",
    "404": "404.html",
}
"""The kinds of pages and the template of each, which a site may override."""

LEDGERS = ("statements", "figures", "timeline", "archive", "corrections")
CUT: dict[str, tuple[str, ...]] = {
    "theme-month": ("themes",),
    "dossier": ("themes",),
    "agent": (),
    "source": (),
    "statements-of": ("statements",),
    **dict.fromkeys(LEDGERS, ()),
}
"""The pages whose key ends in a period (empty for the newest), and what stands before the rest of it in their address."""


def of_article(urls: Urls, article: Article) -> Iterator[Target]:
    """The page of an article, in the tree of its language or the first."""
    languages = urls.settings.languages
    lang = article.lang if article.lang in languages else languages[0]
    yield Target(urls.article(article), "article", article.ref, lang, article.span)


def render(target: Target, ask: Ask) -> bytes:
    """The page of a target as UTF-8."""
    canonical, forms = _alternates(target, ask)
    is_404 = target.kind == "404"
    values = {
        "target": target,
        "lang": target.lang,
        "here": target.url,
        "noindex": is_404,
        "canonical": canonical,
        "alternates": forms,
        "other_languages": dict(forms),
    }
    # The 404 page is served for any path, so it alone links from the root.
    up = ask("layout", target.lang).base_path + "/" if is_404 else way_up(target.url)
    return render_template(TEMPLATES[target.kind], ask, values, up).encode()


def _alternates(target: Target, ask: Ask) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """The address that machines should know a page by, and (language, address) of its forms: an article or page in its
    other languages, a list in every tree, a month of it in those that have one.
    """
    if target.kind == "404":
        return None, ()
    if target.kind in ("article", "page"):
        return target.url, ask("forms", target.kind, *target.key)
    trees = dict(ask("trees", *_period(target)))
    own = trees[target.lang]
    # The front page is the newest edition, which has an address of its own.
    rest = f"editions/{target.key[0]}/" if target.kind == "edition" else target.url.removeprefix(own)
    return own + rest, tuple((code, tree + rest) for code, tree in trees.items()) if len(trees) > 1 else ()


def _period(target: Target) -> tuple[str, ...]:
    """The period that a page shows of a list and where that list stands; nothing for a page that is not cut by periods."""
    if target.kind not in CUT or not target.key[-1]:
        return ()
    return target.key[-1], *CUT[target.kind], *target.key[:-1]


def of_pages(known: Known) -> Iterator[Target]:
    languages = known.languages
    for page in known.pages():
        lang = page.lang if page.lang in languages else languages[0]
        yield Target(known.urls.page(page), "page", (page.id, page.lang), lang, page.span)


def of_editions(known: Known) -> Iterator[Target]:
    """Every edition, the front pages, and what is shown for an address that is none."""
    keys = [key for key, _, _ in known.ask("Editions", "")]
    for lang in known.languages:
        for key in keys:
            yield Target(known.urls.front(lang, "editions", key), "edition", (key,), lang)
        kind, newest = ("edition", (keys[0],)) if keys else ("empty", ())
        yield Target(known.urls.home(lang), kind, newest, lang)
    yield Target("/404.html", "404", (), known.languages[0])


def of_themes(known: Known) -> Iterator[Target]:
    front = known.urls.front
    for lang, id_ in product(known.languages, known.ask("Themes")):
        yield Target(front(lang, "themes", id_), "theme", (id_,), lang)
        yield Target(front(lang, "themes", id_, "dossier"), "dossier", (id_, ""), lang)
        for month in known.ask("Periods", lang, "themes", id_):
            yield Target(front(lang, "themes", id_, month), "theme-month", (id_, month), lang)
            yield Target(front(lang, "themes", id_, "dossier", month), "dossier", (id_, month), lang)


def of_registries(known: Known) -> Iterator[Target]:
    """A page for those whom visible text names, and months below it."""
    for lang, kind in product(known.languages, REGISTRIES):
        page = "source" if kind == "sources" else "agent"
        for id_ in known.ask("Registry", kind):
            yield Target(known.urls.front(lang, kind, id_), page, (kind, id_, ""), lang)
            for month in known.ask("Periods", lang, kind, id_):
                yield Target(known.urls.front(lang, kind, id_, month), page, (kind, id_, month), lang)


def of_ledgers(known: Known) -> Iterator[Target]:
    for lang in known.languages:
        yield Target(known.urls.front(lang, "search"), "search", (), lang)
        for kind in LEDGERS:
            yield Target(known.urls.front(lang, kind), kind, (kind, ""), lang)
            for period in known.ask("Periods", lang, kind):
                yield Target(known.urls.front(lang, kind, period), kind, (kind, period), lang)


def of_ways(known: Known) -> Iterator[Target]:
    """Statements by theme, and by speakers who have no page of their own; the series of figures."""
    for lang in known.languages:
        for way in ("by", "themes"):
            for id_ in known.ask("Ways", "statements", way):
                front = ("statements", way, id_)
                yield Target(known.urls.front(lang, *front), "statements-of", (way, id_, ""), lang)
                for month in known.ask("Periods", lang, *front):
                    yield Target(known.urls.front(lang, *front, month), "statements-of", (way, id_, month), lang)
        for id_ in known.ask("Series"):
            yield Target(known.urls.series(lang, id_), "series", (id_,), lang)


PARTS: tuple[Callable[[Known], Iterator[Target]], ...] = (
    of_pages,
    of_registries,
    of_themes,
    of_ways,
    of_ledgers,
    of_editions,
)
"""The pages of a site beside its articles: what lists point to first, the front pages last, as that is the order of
publishing.
"""
