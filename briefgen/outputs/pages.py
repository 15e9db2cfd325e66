"""Every HTML page. What a page shows is its template's business; here is only which pages there are."""

from collections.abc import Iterator

from briefgen.engine.asking import Ask
from briefgen.model.briefing import Briefing
from briefgen.outputs.target import Target
from briefgen.site.facts import Knowledge
from briefgen.site.templates import render as render_template
from briefgen.site.urls import way_up

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


def targets(known: Knowledge) -> Iterator[Target]:
    """The pages of a site: what lists point to first, the front pages last, as that is the order of publishing."""
    yield from _articles(known)
    yield from _pages(known)
    for lists in (_registries, _themes, _ways, _ledgers, _editions):
        for lang in known.briefing.settings.languages:
            yield from lists(known, lang)
    yield Target("/404.html", "404", (), known.briefing.settings.languages[0])


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


def _editions(known: Knowledge, lang: str) -> Iterator[Target]:
    editions = known.briefing.editions
    for edition in editions:
        yield Target(known.urls.front(lang, "editions", edition.key), "edition", (edition.key,), lang)
    kind, key = ("edition", (editions[0].key,)) if editions else ("empty", ())
    yield Target(known.urls.home(lang), kind, key, lang)


def _themes(known: Knowledge, lang: str) -> Iterator[Target]:
    front = known.urls.front
    for theme in known.briefing.themes:
        yield Target(front(lang, "themes", theme.id), "theme", (theme.id,), lang)
        yield Target(front(lang, "themes", theme.id, "dossier"), "dossier", (theme.id, ""), lang)
        for month in known.shelves.periods(lang, "themes", theme.id):
            yield Target(front(lang, "themes", theme.id, month), "theme-month", (theme.id, month), lang)
            yield Target(front(lang, "themes", theme.id, "dossier", month), "dossier", (theme.id, month), lang)


def _registries(known: Knowledge, lang: str) -> Iterator[Target]:
    """A page for those whom visible text names, and months below it."""
    briefing: Briefing = known.briefing
    for kind in ("people", "organisations", "sources"):
        page = "source" if kind == "sources" else "agent"
        for id_ in getattr(briefing, kind):
            if (f"source:{id_}" if kind == "sources" else id_) not in known.briefing.named:
                continue
            yield Target(known.urls.front(lang, kind, id_), page, (kind, id_, ""), lang)
            for month in known.shelves.periods(lang, kind, id_):
                yield Target(known.urls.front(lang, kind, id_, month), page, (kind, id_, month), lang)


def _ledgers(known: Knowledge, lang: str) -> Iterator[Target]:
    yield Target(known.urls.front(lang, "search"), "search", (), lang)
    for kind in LEDGERS:
        yield Target(known.urls.front(lang, kind), kind, (kind, ""), lang)
        for period in known.shelves.periods(lang, kind):
            yield Target(known.urls.front(lang, kind, period), kind, (kind, period), lang)


def _ways(known: Knowledge, lang: str) -> Iterator[Target]:
    """Statements by theme, and by speakers who have no page of their own; the series of figures."""
    for way in ("by", "themes"):
        for id_ in known.shelves.ways("statements", way):
            front = ("statements", way, id_)
            yield Target(known.urls.front(lang, *front), "statements-of", (way, id_, ""), lang)
            for month in known.shelves.periods(lang, *front):
                yield Target(known.urls.front(lang, *front, month), "statements-of", (way, id_, month), lang)
    for id_ in known.shelves.series:
        yield Target(known.urls.series(lang, id_), "series", (id_,), lang)


def _articles(known: Knowledge) -> Iterator[Target]:
    languages = known.briefing.settings.languages
    for article in known.briefing.articles:
        lang = article.lang if article.lang in languages else languages[0]
        yield Target(known.urls.article(article), "article", article.ref, lang, article.span)


def _pages(known: Knowledge) -> Iterator[Target]:
    languages = known.briefing.settings.languages
    for page in known.briefing.pages:
        lang = page.lang if page.lang in languages else languages[0]
        yield Target(known.urls.page(page), "page", (page.id, page.lang), lang, page.span)
