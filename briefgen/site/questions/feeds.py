"""What machines read: feeds and sitemaps."""

import uuid
from datetime import datetime, timedelta

from briefgen.model.dates import Moment
from briefgen.model.localised import Words
from briefgen.site.known import Known, question
from briefgen.site.views import FeedItem, SitemapEntry

FEED_LENGTH = 20


@question
def feed(known: Known, lang: str, *front: str) -> tuple[tuple[str, str], ...]:
    """The newest articles of the site, of a theme (`"themes", id`) or of a person (`"people", id`)."""
    found: tuple[tuple[str, str], ...] = known.ask("FeedTexts", lang, FEED_LENGTH, *front)
    return found


@question
def feed_title(known: Known, lang: str, *front: str) -> Words | None:
    """What a feed is about; None for the whole site."""
    if not front:
        return None
    if front[0] == "themes":
        return known.theme(front[1]).title.words(lang)
    found = known.agent(front[1])
    return found[1].name.words(lang) if found else None


@question
def feed_updated(known: Known, lang: str, *front: str) -> datetime | None:
    """When something of a feed last changed in substance; None for an empty one."""
    return max((known.ask("feed_item", *key, lang).updated for key in feed(known, lang, *front)), default=None)


@question
def feed_item(known: Known, id_: str, article_lang: str, lang: str) -> FeedItem:
    """`updated` moves only on a material change: a correction, or an update that has a note."""
    article = known.article((id_, article_lang))
    base = known.article(article.original)
    updates = [correction.date for correction in base.corrections]
    if article.updated is not None and article.change_note is not None:
        updates.append(article.updated)
    # A feed says what there is; the full text stands on its page (an article may be corrected, a reader's copy is not).
    lead = next((passage.lead for passage in article.passages if passage.lead), "")
    return FeedItem(
        # RFC 4287 wants an id that never changes: version 5 of RFC 9562, in a namespace of our own.
        uuid=str(uuid.uuid5(uuid.NAMESPACE_URL, f"briefgen:{article.id}:{article.lang}")),
        card=known.ask("card", *article.ref, lang),
        published=article.appears.at,
        updated=_updated(article.appears, updates),
        summary=article.summary or Words(lead, article.lang),
        correction=known.ask("correction", *base.ref, 0, article.lang) if base.corrections else None,
    )


def _updated(appears: Moment, changes: list[Moment]) -> datetime:
    """The time of the last change, later than any before it: a bare date is 00:00, when the text itself may be from 10:00."""
    last = appears.at
    for change in sorted(
        change for change in changes if change.at > last or (change.day, change.timed) == (appears.day, False)
    ):
        last = max(change.at, last + timedelta(seconds=1))
    return last


@question
def sitemap(known: Known, part: str) -> tuple[SitemapEntry, ...]:
    """A month's articles and editions, or (`pages`) the fronts and standing pages; no dates but those of entries."""
    if part == "pages":
        return _standing(known)
    entries = [known.ask("sitemap_entry", *key) for key in known.ask("Shelf", "", part, "sitemap")]
    for key, _, _ in known.ask("Editions", part):
        entries += _in_all(known, "editions", key)
    return tuple(sorted(entries, key=lambda entry: entry.url))


@question
def sitemap_entry(known: Known, id_: str, lang: str) -> SitemapEntry:
    """An article as the sitemap lists it."""
    article = known.article((id_, lang))
    notes = (each.date.at for each in known.article(article.original).corrections)
    changed = max([article.appears.at, *([article.updated.at] if article.updated else []), *notes])
    links = tuple((ref[1], known.urls.article(known.article(ref))) for ref in article.forms)
    return SitemapEntry(known.urls.article(article), changed.isoformat(), links)


@question
def sitemap_parts(known: Known) -> tuple[str, ...]:
    """The parts of the sitemap, newest month first."""
    months = {
        *known.ask("Periods", "", "sitemap"),
        *(first.isoformat()[:7] for _, first, _ in known.ask("Editions", "")),
    }
    return (*sorted(months, reverse=True), "pages")


def _standing(known: Known) -> tuple[SitemapEntry, ...]:
    fronts: list[tuple[str, ...]] = [(), *((name,) for name in ("statements", "figures", "timeline", "archive"))]
    for theme in known.ask("Themes"):
        fronts += [("themes", theme), ("themes", theme, "dossier")]
    fronts += [("statements", way, id_) for way in ("by", "themes") for id_ in known.ask("Ways", "statements", way)]
    fronts += [("figures", id_) for id_ in known.ask("Series")]
    for kind in ("people", "organisations", "sources"):
        fronts += [(kind, id_) for id_ in known.ask("Registry", kind)]
    if known.ask("Periods", known.languages[0], "corrections"):
        fronts.append(("corrections",))
    entries = [entry for front in fronts for entry in _in_all(known, *front)]
    entries += [SitemapEntry(known.urls.page(page), "") for page in known.pages()]
    return tuple(sorted(set(entries), key=lambda entry: entry.url))


def _in_all(known: Known, *front: str) -> list[SitemapEntry]:
    """One entry per language tree, each naming the others (hreflang)."""
    links = tuple((lang, known.urls.front(lang, *front)) for lang in known.languages)
    return [SitemapEntry(url, "", links if len(links) > 1 else ()) for _, url in links]
