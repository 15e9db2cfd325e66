"""Articles and their passages, as cards, as wholes, and as bodies."""

from collections.abc import Iterable

from briefgen.model.article import Article
from briefgen.model.correction import Correction
from briefgen.model.localised import Words
from briefgen.model.page import Page
from briefgen.model.passage import Passage
from briefgen.model.source import Provenance
from briefgen.site.filters import language
from briefgen.site.knowledge import Knowledge, question
from briefgen.site.questions import ledgers
from briefgen.site.views import Alternates, ArticleView, Card, CorrectionView, Named, PassageView, SourceView


@question
def card(known: Knowledge, id_: str, article_lang: str, lang: str) -> Card:
    """One article as lists in `lang` show it."""
    key = (id_, article_lang, lang)
    if key not in known.cards:
        known.cards[key] = _card(known, id_, article_lang, lang)
    found: Card = known.cards[key]
    return found


def _card(known: Knowledge, id_: str, article_lang: str, lang: str) -> Card:
    article = known.briefing.by_ref[id_, article_lang]
    themes = dict.fromkeys(theme for passage in article.passages for theme in passage.themes)
    return Card(
        key=article.ref,
        title=article.title,
        url=known.urls.article(article),
        date=article.date,
        appears=article.appears,
        summary=article.summary,
        source=source_view(known, article.source, lang),
        themes=tuple(theme_link(known, theme, lang) for theme in themes),
        kind=article.kind,
        marking=article.marking if known.briefing.settings.rank(article.marking) else "",
        is_corrected=bool(known.briefing.original(id_).corrections),
        is_retracted=known.briefing.original(id_).is_retracted,
    )


@question
def article(known: Knowledge, id_: str, article_lang: str) -> ArticleView:
    """A whole article; what is counted once is its original's."""
    found = known.briefing.by_ref[id_, article_lang]
    base = known.briefing.original(id_)
    lang = tree_language(known, found.lang)
    seen = card(known, id_, article_lang, lang)
    is_out = base.is_retracted
    editions = [found.edition] if found.edition in known.briefing.edition_numbers else []
    return ArticleView(
        card=seen,
        updated=found.updated,
        marking=seen.marking,
        passages=() if is_out else tuple(passage_view(known, passage, lang) for passage in found.passages),
        statements=() if is_out else tuple(ledgers.statement_view(known, s, lang) for s in base.statements),
        figures=() if is_out else tuple(ledgers.figure_view(known, figure, lang) for figure in base.figures),
        events=() if is_out else ledgers.events_of(known, [event.id for event in base.events], lang),
        corrections=tuple(correction_view(known, c, lang) for c in base.corrections),
        change_note=found.change_note,
        alternates=_alternates(known, found),
        editions=tuple(
            Named(key, Words(key), known.urls.front(lang, "editions", key)) for key in editions if key is not None
        ),
        people=_mentioned(known, found, lang, "people"),
        organisations=_mentioned(known, found, lang, "organisations"),
    )


@question
def body(known: Knowledge, digests: tuple[str, ...]) -> str:
    """The HTML of a body, its links and ids still symbols."""
    return "".join(known.bodies[digest] for digest in digests)


@question
def passage(known: Knowledge, id_: str, passage_lang: str, anchor: str) -> Passage:
    """A passage by its place: `article#anchor`."""
    return next(each for each in known.briefing.by_ref[id_, passage_lang].passages if each.anchor == anchor)


@question
def passage_card(known: Knowledge, id_: str, passage_lang: str, anchor: str, lang: str) -> PassageView:
    """One passage as lists in `lang` show it."""
    return passage_view(known, passage(known, id_, passage_lang, anchor), lang)


@question
def page(known: Knowledge, id_: str, page_lang: str) -> Page:
    """A standing page."""
    return next(each for each in known.briefing.pages if (each.id, each.lang) == (id_, page_lang))


@question
def alternates(known: Knowledge, kind: str, key: tuple[str, ...], lang: str, url: str) -> Alternates:
    """Where else a page stands: an article or page in its other languages, a list in every tree."""
    urls, briefing = known.urls, known.briefing
    if kind == "article":
        group = briefing.variants[briefing.by_ref[key[0], key[1]].text_key]
        return Alternates(url, _forms((each.lang, urls.article(each)) for each in group))
    if kind == "page":
        return Alternates(url, _forms((each.lang, urls.page(each)) for each in briefing.pages if each.id == key[0]))
    if kind in ("404", "redirect"):
        return Alternates(None)
    tree = urls.tree(lang)
    # The front page is the newest edition, which has an address of its own.
    rest = f"editions/{key[0]}/" if kind == "edition" else url.removeprefix(tree)
    shown = tree + rest
    return Alternates(shown, _forms((code, urls.tree(code) + rest) for code in briefing.settings.languages))


def _forms(found: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    forms = tuple(dict(found).items())
    return forms if len(forms) > 1 else ()


@question
def place(known: Knowledge, path: str, lang: str) -> str | None:
    """The address of what a path of content/ holds, as a page in `lang` links to it; None for what is not shown."""
    kind, id_, entry_lang = known.briefing.links.get(path, ("", "", ""))
    if kind == "articles":
        return known.urls.article(known.briefing.by_ref[id_, entry_lang])
    if kind == "pages":
        return known.urls.page(page(known, id_, entry_lang))
    if kind == "editions":
        return next((known.urls.front(lang, "editions", e.key) for e in known.briefing.editions if id_ == e.key), None)
    if kind == "themes" or (kind and (f"source:{id_}" if kind == "sources" else id_) in known.named):
        return known.urls.front(lang, kind, id_)
    return None


@question
def home(known: Knowledge, kind: str, id_: str, entry_lang: str) -> str:
    """The page of an entry, beside which its files stand, wherever its text is shown."""
    if kind == "articles":
        return known.urls.article(known.briefing.by_ref[id_, entry_lang])
    if kind == "pages":
        return known.urls.page(next(p for p in known.briefing.pages if (p.id, p.lang) == (id_, entry_lang)))
    return known.urls.front(known.briefing.settings.languages[0], kind, id_)


def tree_language(known: Knowledge, lang: str) -> str:
    """The language of the tree in which a text in `lang` has its page."""
    languages = known.briefing.settings.languages
    return lang if lang in languages else languages[0]


def theme_link(known: Knowledge, id_: str, lang: str) -> Named:
    theme = known.briefing.theme(id_)
    assert theme is not None, "a passage's themes are visible"
    return Named(id_, theme.title.words(lang), known.urls.front(lang, "themes", id_))


def passage_view(known: Knowledge, found: Passage, lang: str) -> PassageView:
    """A passage as lists in `lang` show it."""
    key = (found.article, found.lang, found.anchor, lang)
    if key not in known.cards:
        known.cards[key] = _passage_view(known, found, lang)
    view: PassageView = known.cards[key]
    return view


def _passage_view(known: Knowledge, found: Passage, lang: str) -> PassageView:
    article = known.briefing.by_ref[found.article, found.lang]
    seen = card(known, found.article, found.lang, lang)
    return PassageView(
        key=(found.article, found.lang, found.anchor),
        title=seen.title,
        url=f"{seen.url}#{found.anchor}",
        date=article.date,
        source=seen.source,
        themes=tuple(theme_link(known, theme, lang) for theme in found.themes),
        lead=Words(found.lead, found.lang),
        heading=Words(found.heading, found.lang) if found.heading and len(article.passages) > 1 else None,
        marking=seen.marking,
        kind=article.kind,
        is_corrected=seen.is_corrected,
    )


def source_view(known: Knowledge, given: Provenance | None, lang: str) -> SourceView | None:
    """The source that a reader sees; None where there is none, or none that may be shown."""
    if given is None:
        return None
    registered = known.briefing.sources.get(given.id or "")
    name = registered.name if registered else given.name
    also = [known.briefing.sources[id_] for id_ in given.also if id_ in known.briefing.sources]
    if name is None and given.url is None and not also:
        return None
    return SourceView(
        name=name.words(lang) if name else None,
        page=known.urls.front(lang, "sources", registered.id) if registered else None,
        url=given.url,
        archived=given.archived,
        archived_at=given.archived_at,
        also=tuple(Named(s.id, s.name.words(lang), known.urls.front(lang, "sources", s.id)) for s in also),
    )


def correction_view(known: Knowledge, given: Correction, lang: str) -> CorrectionView:
    shown = known.briefing.article_of(known.briefing.original(given.article).text_key, lang)
    return CorrectionView(
        given.date, given.kind, given.text.words(lang), given.was, given.now, shown.title, known.urls.article(shown)
    )


def _alternates(known: Knowledge, found: Article) -> tuple[Named, ...]:
    """The same text in other languages."""
    others = (each for each in known.briefing.variants[found.text_key] if each.lang != found.lang)
    return tuple(Named(o.lang, Words(language(o.lang), o.lang), known.urls.article(o)) for o in others)


def _mentioned(known: Knowledge, found: Article, lang: str, kind: str) -> tuple[Named, ...]:
    registry = getattr(known.briefing, kind)
    ids = dict.fromkeys((*getattr(found, kind), *(id_ for p in found.passages for id_ in p.mentions)))
    return tuple(
        Named(id_, registry[id_].name.words(lang), known.urls.front(lang, kind, id_)) for id_ in ids if id_ in registry
    )
