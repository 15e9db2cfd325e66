"""The briefing of one day or week, and the archive of all."""

from collections import defaultdict

from briefgen.model.article import Article
from briefgen.model.edition import Edition
from briefgen.model.passage import Passage
from briefgen.site.knowledge import Knowledge, question
from briefgen.site.questions import articles, ledgers, themes
from briefgen.site.questions.periods import on_shelf
from briefgen.site.views import Card, EditionLink, EditionView, EventView, Group, TakeawayView


@question
def edition(known: Knowledge, key: str, lang: str) -> EditionView:
    """An edition with its passages grouped by theme, in the themes' order; those without any come last."""
    editions = known.briefing.editions
    at = known.briefing.edition_numbers[key]
    found = editions[at]
    texts = [known.briefing.article_of(k, lang) for k in found.articles if k in known.briefing.variants]
    current = [article for article in texts if not _is_retracted(known, article)]
    return EditionView(
        key=key,
        url=known.urls.front(lang, "editions", key),
        first=found.first,
        last=found.last,
        title=found.title.words(lang) if found.title else None,
        lead=found.lead.words(lang) if found.lead else None,
        number=found.number,
        quiet=found.quiet,
        takeaways=_takeaways(known, found, current, lang),
        groups=_groups(known, found, current, lang),
        ahead=_ahead(known, found, lang),
        corrections=tuple(
            articles.correction_view(known, correction, lang)
            for article in texts
            for correction in known.briefing.original(article.id).corrections
        ),
        retracted=tuple(articles.card(known, *a.ref, lang) for a in texts if _is_retracted(known, a)),
        previous=_link(known, editions[at + 1], lang) if at + 1 < len(editions) else None,
        next=_link(known, editions[at - 1], lang) if at else None,
        texts=len(texts),
    )


@question
def archive(known: Knowledge, lang: str, month: str) -> tuple[Card, ...]:
    """The articles of a month (all for an empty one), newest first, each text once."""
    return tuple(articles.card(known, *a.ref, lang) for a in on_shelf(known, lang, month, "archive"))


@question
def editions_of(known: Knowledge, lang: str, month: str) -> tuple[EditionLink, ...]:
    """The editions that begin in a month (all for an empty one), newest first."""
    return tuple(
        _link(known, each, lang) for each in known.briefing.editions if f"{each.first:%Y-%m}".startswith(month)
    )


def _is_retracted(known: Knowledge, article: Article) -> bool:
    return known.briefing.original(article.id).is_retracted


def _link(known: Knowledge, found: Edition, lang: str) -> EditionLink:
    return EditionLink(known.urls.front(lang, "editions", found.key), found.first, found.last)


def _groups(known: Knowledge, found: Edition, texts: list[Article], lang: str) -> tuple[Group, ...]:
    """Every theme has a group, if only to say that nothing is new; a passage stands once, under its first theme."""
    first: dict[str, list[Passage]] = defaultdict(list)
    also: dict[str, list[Passage]] = defaultdict(list)
    for passage in (passage for article in texts for passage in article.passages):
        for number, theme in enumerate(passage.themes or ("",)):
            (also if number else first)[theme].append(passage)
    groups = [
        Group(
            theme=articles.theme_link(known, theme.id, lang),
            state=themes.state_on(theme, found.last.isoformat()),
            passages=tuple(articles.passage_view(known, passage, lang) for passage in first[theme.id]),
            elsewhere=tuple(articles.passage_view(known, passage, lang) for passage in also[theme.id]),
        )
        for theme in known.briefing.themes
    ]
    if first[""]:
        rest = tuple(articles.passage_view(known, passage, lang) for passage in first[""])
        groups.append(Group(None, None, rest, ()))
    return tuple(groups)


def _takeaways(known: Knowledge, found: Edition, texts: list[Article], lang: str) -> tuple[TakeawayView, ...]:
    """Those of the edition's file, else the summaries of its texts."""
    if not found.takeaways:
        summaries = ((article, article.summary) for article in texts)
        return tuple(
            TakeawayView(summary, None, known.urls.article(article)) for article, summary in summaries if summary
        )
    return tuple(
        TakeawayView(
            given.text.words(lang),
            articles.theme_link(known, given.theme, lang) if given.theme else None,
            _address(known, given.ref, lang),
        )
        for given in found.takeaways
    )


def _address(known: Knowledge, ref: str | None, lang: str) -> str | None:
    if ref is None:
        return None
    id_, sign, anchor = ref.partition("#")
    article = known.briefing.article_of(known.briefing.original(id_).text_key, lang)
    anchors = {passage.anchor for passage in article.passages}
    return known.urls.article(article) + (sign + anchor if anchor in anchors else "")


def _ahead(known: Knowledge, found: Edition, lang: str) -> tuple[EventView, ...]:
    """The dates ahead as they were known: told by texts of this edition or of one before it."""
    events = []
    for told in known.briefing.events.values():
        then = tuple(each for each in told if known.briefing.original(each.article).appears.day <= found.last)
        if then and then[0].date.last > found.last and then[0].status != "cancelled":
            events.append(ledgers.event_view(known, then, lang))
    return tuple(sorted(events, key=lambda event: (event.date.first, event.date.last, event.id)))
