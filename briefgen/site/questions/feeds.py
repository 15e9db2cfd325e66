"""What machines read: feeds and sitemaps."""

import uuid

from briefgen.model.article import Article
from briefgen.model.localised import Words
from briefgen.site.knowledge import Knowledge, question
from briefgen.site.questions import articles, periods
from briefgen.site.views import FeedItem, SitemapEntry

FEED_LENGTH = 20


@question
def feed(known: Knowledge, lang: str, *front: str) -> tuple[FeedItem, ...]:
    """The newest items of the site, of a theme (`"themes", id`) or of a person (`"people", id`)."""
    briefing = known.briefing
    if not front:
        refs = [article.ref for article in briefing.shown[lang]]
    else:
        index = briefing.by_theme if front[0] == "themes" else briefing.by_agent
        refs = list(dict.fromkeys((p.article, p.lang) for p in index.get((lang, front[1]), ())))
    return tuple(_item(known, briefing.by_ref[ref], lang) for ref in refs[:FEED_LENGTH])


@question
def feed_title(known: Knowledge, lang: str, *front: str) -> Words | None:
    """What a feed is about; None for the whole site."""
    if not front:
        return None
    noun = known.briefing.theme(front[1]) if front[0] == "themes" else None
    return noun.title.words(lang) if noun is not None else known.briefing.people[front[1]].name.words(lang)


def _item(known: Knowledge, article: Article, lang: str) -> FeedItem:
    key = ("feed", *article.ref, lang)
    if key not in known.cards:
        known.cards[key] = _new_item(known, article, lang)
    item: FeedItem = known.cards[key]
    return item


def _new_item(known: Knowledge, article: Article, lang: str) -> FeedItem:
    """`updated` moves only on a material change: a correction, or an update that has a note."""
    base = known.briefing.original(article.id)
    published = article.appears.at
    updates = [correction.date.at for correction in base.corrections]
    if article.updated is not None and article.change_note is not None:
        updates.append(article.updated.at)
    # A feed says what there is; the full text stands on its page (an article may be corrected, a reader's copy is not).
    lead = next((passage.lead for passage in article.passages if passage.lead), "")
    return FeedItem(
        # RFC 4287 wants an id that never changes: version 5 of RFC 9562, in a namespace of our own.
        uuid=str(uuid.uuid5(uuid.NAMESPACE_URL, f"briefgen:{article.id}:{article.lang}")),
        card=articles.card(known, *article.ref, lang),
        published=published,
        updated=max([published, *updates]),
        summary=article.summary or Words(lead, article.lang),
    )


@question
def sitemap(known: Knowledge, part: str) -> tuple[SitemapEntry, ...]:
    """A month's articles and editions, or (`pages`) the fronts and standing pages; no dates but those of entries."""
    if part == "pages":
        return _standing(known)
    briefing, urls = known.briefing, known.urls
    entries = []
    for article in briefing.by_month.get(part, ()):
        changed = max([article.appears.at, *([article.updated.at] if article.updated else [])])
        group = briefing.variants[article.text_key]
        links = tuple((each.lang, urls.article(each)) for each in group) if len(group) > 1 else ()
        entries.append(SitemapEntry(urls.article(article), changed.isoformat(), links))
    for edition in briefing.editions:
        if f"{edition.first:%Y-%m}" == part:
            entries += _in_all(known, "editions", edition.key)
    return tuple(sorted(entries, key=lambda entry: entry.url))


@question
def sitemap_parts(known: Knowledge) -> tuple[str, ...]:
    """The parts of the sitemap, newest month first."""
    months = set(known.briefing.by_month)
    months |= {f"{edition.first:%Y-%m}" for edition in known.briefing.editions}
    return (*sorted(months, reverse=True), "pages")


def _standing(known: Knowledge) -> tuple[SitemapEntry, ...]:
    briefing = known.briefing
    fronts: list[tuple[str, ...]] = [(), *((name,) for name in ("statements", "figures", "timeline", "archive"))]
    for theme in briefing.themes:
        fronts += [("themes", theme.id), ("themes", theme.id, "dossier")]
    for kind, registry in (("people", briefing.people), ("organisations", briefing.organisations)):
        fronts += [(kind, id_) for id_ in registry if id_ in known.named]
    fronts += [("sources", id_) for id_ in briefing.sources if f"source:{id_}" in known.named]
    if periods.periods(known, briefing.settings.languages[0], "corrections"):
        fronts.append(("corrections",))
    entries = [entry for front in fronts for entry in _in_all(known, *front)]
    entries += [SitemapEntry(known.urls.page(page), "") for page in briefing.pages]
    return tuple(sorted(set(entries), key=lambda entry: entry.url))


def _in_all(known: Knowledge, *front: str) -> list[SitemapEntry]:
    """One entry per language tree, each naming the others (hreflang)."""
    languages = known.briefing.settings.languages
    links = tuple((lang, known.urls.front(lang, *front)) for lang in languages)
    return [SitemapEntry(url, "", links if len(links) > 1 else ()) for _, url in links]
