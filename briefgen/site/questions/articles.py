"""Articles and their passages, as cards, as wholes, and as bodies."""

from typing import Any

from briefgen.model.article import Article
from briefgen.model.localised import Words
from briefgen.model.organisation import Organisation
from briefgen.model.page import Page
from briefgen.site.filters import language, renumbered
from briefgen.site.known import Known, question
from briefgen.site.linking import Linked
from briefgen.site.views import ArticleView, Card, CorrectionView, Named, Note, PassageView, SourceView
from briefgen.text.naming import Name, takes_suffixes


@question
def card(known: Known, id_: str, article_lang: str, lang: str) -> Card:
    """One article as lists in `lang` show it."""
    article = known.article((id_, article_lang))
    base = known.article(article.original)
    themes = dict.fromkeys(theme for passage in article.passages for theme in passage.themes)
    return Card(
        key=article.ref,
        title=article.title,
        url=known.urls.article(article),
        date=article.date,
        appears=article.appears,
        summary=article.summary,
        source=_source(known, article, lang),
        themes=tuple(known.ask("theme_link", theme, lang) for theme in themes),
        kind=article.kind,
        marking=article.marking if known.urls.settings.rank(article.marking) else "",
        is_corrected=bool(base.corrections),
        is_retracted=base.is_retracted,
        noted=Note(base.corrections[0].kind, base.corrections[0].date) if base.corrections else None,
        lags=article.lags,
    )


@question
def article(known: Known, id_: str, article_lang: str) -> ArticleView:
    """A whole article; what is counted once is its original's."""
    found = known.article((id_, article_lang))
    base = known.article(found.original)
    lang = tree_language(known, found.lang)
    seen = known.ask("card", id_, article_lang, lang)
    is_out = base.is_retracted
    told = () if is_out else tuple(event.id for event in base.events)
    events = known.ask("in_time", lang, told) if told else ()
    return ArticleView(
        card=seen,
        updated=found.updated,
        marking=seen.marking,
        passages=() if is_out else tuple(known.ask("passage_card", *p.key, lang) for p in found.passages),
        statements=() if is_out else _each(known, "statement", base, len(base.statements), lang),
        figures=() if is_out else _each(known, "figure", base, len(base.figures), lang),
        events=tuple(known.ask("event", id_, lang) for id_ in events),
        corrections=_each(known, "correction", base, len(base.corrections), lang),
        change_note=found.change_note,
        alternates=_alternates(known, found),
        editions=tuple(known.ask("edition_days", key, lang) for key in _editions(known, found)),
        people=() if is_out else _mentioned(known, found, lang, "people"),
        organisations=() if is_out else _mentioned(known, found, lang, "organisations"),
    )


def _each(known: Known, name: str, base: Article, count: int, lang: str) -> tuple[Any, ...]:
    return tuple(known.ask(name, *base.ref, number, lang) for number in range(count))


def _editions(known: Known, found: Article) -> list[str]:
    """The edition that shows a text, if there is one: a withheld edition file suppresses its edition."""
    return [found.edition] if found.edition is not None and known.ask("IsEdition", found.edition) else []


@question
def passage_body(
    known: Known, id_: str, passage_lang: str, anchor: str, lang: str
) -> tuple[tuple[str, ...], tuple[Linked, ...]]:
    """The digests of a passage's pieces of HTML, and the names in it with where they lead on a page in `lang`."""
    found = next(each for each in known.article((id_, passage_lang)).passages if each.anchor == anchor)
    return found.body, tuple(_linked(known, alias, owner, passage_lang, lang) for alias, owner in found.aliases)


def _linked(known: Known, alias: str, id_: str, own: str, lang: str) -> Linked:
    link = known.ask("agent_link", id_, lang) if id_ else None
    if link is None:
        return Linked(Name(alias, id_))
    folder, named, short = link
    takes_suffix = folder == "organisations" and " " in alias and takes_suffixes(own)
    expansion = known.ask("agent_link", id_, own)[1].name.text if alias in short else ""
    return Linked(Name(alias, id_, takes_suffix), named.url, expansion)


@question
def passage_card(known: Known, id_: str, passage_lang: str, anchor: str, lang: str) -> PassageView:
    """One passage as lists in `lang` show it."""
    article = known.article((id_, passage_lang))
    found = next(each for each in article.passages if each.anchor == anchor)
    seen = known.ask("card", id_, passage_lang, lang)
    return PassageView(
        key=found.key,
        title=seen.title,
        url=f"{seen.url}#{anchor}",
        date=article.date,
        source=seen.source,
        themes=tuple(known.ask("theme_link", theme, lang) for theme in found.themes),
        lead=Words(found.lead, found.lang),
        heading=Words(found.heading, found.lang) if found.heading and len(article.passages) > 1 else None,
        marking=seen.marking,
        kind=article.kind,
        is_corrected=seen.is_corrected,
        noted=seen.noted,
        lags=seen.lags,
    )


@question
def page(known: Known, id_: str, page_lang: str) -> Page:
    """A standing page."""
    return known.page((id_, page_lang))


@question
def forms(known: Known, kind: str, id_: str, lang: str) -> tuple[tuple[str, str], ...]:
    """(language, address) of an article or page in every language that it has, if it has several."""
    if kind == "article":
        found = [(ref[1], known.urls.article(known.article(ref))) for ref in known.article((id_, lang)).forms]
    else:
        found = [(ref[1], known.urls.page(known.page(ref))) for ref in known.ask("Pages") if ref[0] == id_]
    each: dict[str, str] = {}
    for code, url in found:
        each.setdefault(code, url)
    if kind == "article":
        # Of several texts in its own language a page names itself.
        each[lang] = known.urls.article(known.article((id_, lang)))
    return tuple(each.items()) if len(each) > 1 else ()


@question
def trees(known: Known, period: str = "", *front: str) -> tuple[tuple[str, str], ...]:
    """(language, address) of every language's tree; with a `period`, of those in which the list at `front` has it."""
    found = (code for code in known.languages if not period or period in known.ask("Periods", code, *front))
    return tuple((code, known.urls.tree(code)) for code in found)


@question
def place(known: Known, path: str, lang: str) -> str | None:
    """The address of what a path of content/ holds, as a page in `lang` links to it; None for what is not shown."""
    kind, id_, entry_lang = known.ask("Link", path)
    if kind == "articles":
        return known.urls.article(known.article((id_, entry_lang)))
    if kind == "pages":
        return known.urls.page(known.page((id_, entry_lang)))
    if kind == "editions":
        is_shown = known.ask("IsEdition", id_)
    else:
        is_shown = kind == "themes" or (kind and known.ask("Named", f"source:{id_}" if kind == "sources" else id_))
    return known.urls.front(lang, kind, id_) if is_shown else None


@question
def home(known: Known, kind: str, id_: str, entry_lang: str) -> str:
    """The page of an entry, beside which its files stand, wherever its text is shown."""
    if kind == "articles":
        return known.urls.article(known.article((id_, entry_lang)))
    if kind == "pages":
        return known.urls.page(known.page((id_, entry_lang)))
    return known.urls.front(known.languages[0], kind, id_)


def tree_language(known: Known, lang: str) -> str:
    """The language of the tree in which a text in `lang` has its page."""
    return lang if lang in known.languages else known.languages[0]


def _source(known: Known, article: Article, lang: str) -> SourceView | None:
    """The source that a reader sees; None where there is none, or none that may be shown."""
    given = article.source
    if given is None:
        return None
    registered = known.source(given.id)
    name = registered.name if registered else given.name
    also: list[Named] = [
        _outlet(known, source.id, lang) for source in map(known.source, given.also) if source is not None
    ]
    also += _copies(known, article, lang)
    if name is None and given.url is None and not also:
        return None
    return SourceView(
        name=name.words(lang) if name else None,
        page=known.urls.front(lang, "sources", registered.id) if registered else None,
        url=given.url,
        archived=given.archived,
        archived_at=given.archived_at,
        also=_each_once(also, name.words(lang) if name else None),
    )


def _each_once(outlets: list[Named], own: Words | None) -> tuple[Named, ...]:
    """Outlets by name, without the text's own; of one that is named twice the text that it carried."""
    return tuple({each.name: each for each in outlets if each.name != own}.values())


def _outlet(known: Known, id_: str, lang: str) -> Named:
    found = known.source(id_)
    assert found is not None
    return Named(id_, found.name.words(lang), known.urls.front(lang, "sources", id_))


def _copies(known: Known, article: Article, lang: str) -> list[Named]:
    """The other outlets that carried a text, in its language, each with the text as it has it."""
    others = (known.article(ref) for ref in article.forms if ref[1] == article.lang and ref != article.ref)
    found = []
    for other in others:
        given = other.source
        registered = known.source(given.id) if given else None
        name = registered.name if registered else given.name if given else None
        if name is not None:
            found.append(Named(registered.id if registered else "", name.words(lang), known.urls.article(other)))
    return found


def value_in(known: Known, article: Article, value: str, lang: str) -> str:
    """The value of a figure before or after a correction, which is written as the text's first language has it."""
    return renumbered(value, known.by_id(article.id).lang, lang)


@question
def correction(known: Known, id_: str, article_lang: str, number: int, lang: str) -> CorrectionView:
    """A correction by its place among those of an article."""
    article = known.article((id_, article_lang))
    given = article.corrections[number]
    shown = known.in_language(article, lang)
    figure = next((each.title for each in article.figures if each.id == given.figure), None)
    was, now = given.was, given.now
    if figure:
        was, now = (value_in(known, article, each, lang) if each else None for each in (was, now))
    return CorrectionView(
        date=given.date,
        kind=given.kind,
        text=given.text.words(lang),
        was=was,
        now=now,
        title=shown.title,
        url=known.urls.article(shown),
        figure=figure.words(lang) if figure and not article.is_retracted else None,
    )


def _alternates(known: Known, found: Article) -> tuple[Named, ...]:
    """The same text in other languages."""
    first = {ref[1]: ref for ref in reversed(found.forms) if ref[1] != found.lang}
    others = (known.article(ref) for ref in found.forms if ref in first.values())
    return tuple(Named(o.lang, Words(language(o.lang), o.lang), known.urls.article(o)) for o in others)


def _mentioned(known: Known, found: Article, lang: str, kind: str) -> tuple[Named, ...]:
    ids = dict.fromkeys((*getattr(found, kind), *(id_ for p in found.passages for id_ in p.mentions)))
    agents = (known.ask("agent_link", id_, lang) for id_ in ids)
    return tuple(link for folder, link, _ in (each for each in agents if each) if folder == kind)


@question
def agent_link(known: Known, id_: str, lang: str) -> tuple[str, Named, tuple[str, ...]] | None:
    """Someone's folder, name and address, and the abbreviations of an organisation; None for nobody of the registry."""
    found = known.agent(id_)
    if found is None:
        return None
    folder, agent = found
    short = agent.abbreviation.texts if isinstance(agent, Organisation) and agent.abbreviation else ()
    return folder, Named(id_, agent.name.words(lang), known.urls.front(lang, folder, id_)), short
