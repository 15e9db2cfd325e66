"""The briefing of one day or week."""

from collections import defaultdict
from datetime import date

from briefgen.model.article import Article
from briefgen.model.edition import Edition
from briefgen.model.passage import Passage
from briefgen.site.knowledge import Known, question
from briefgen.site.questions import ledgers, themes
from briefgen.site.views import EditionLink, EditionView, EventView, Group, TakeawayView


@question
def edition(known: Known, key: str, lang: str) -> EditionView:
    """An edition with its passages grouped by theme, in the themes' order; those without any come last."""
    found = known.edition(key)
    texts = [known.article(ref) for ref in known.ask("EditionTexts", key, lang)]
    bases = [known.article(text.original) for text in texts]
    current = [text for text, base in zip(texts, bases, strict=True) if not base.is_retracted]
    before, after = known.ask("EditionAround", key)
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
            known.ask("correction", *base.ref, number, lang)
            for base in bases
            for number in range(len(base.corrections))
        ),
        retracted=tuple(
            known.ask("card", *text.ref, lang) for text, base in zip(texts, bases, strict=True) if base.is_retracted
        ),
        previous=_link(known, lang, *before) if before else None,
        next=_link(known, lang, *after) if after else None,
        texts=len(texts),
    )


@question
def editions_of(known: Known, lang: str, month: str) -> tuple[EditionLink, ...]:
    """The editions that begin in a month (all for an empty one), newest first."""
    return tuple(_link(known, lang, *each) for each in known.ask("Editions", month))


def _link(known: Known, lang: str, key: str, first: date, last: date) -> EditionLink:
    return EditionLink(known.urls.front(lang, "editions", key), first, last)


def _groups(known: Known, found: Edition, texts: list[Article], lang: str) -> tuple[Group, ...]:
    """Every theme has a group, if only to say that nothing is new; a passage stands once, under its first theme."""
    first: dict[str, list[Passage]] = defaultdict(list)
    also: dict[str, list[Passage]] = defaultdict(list)
    for passage in (passage for article in texts for passage in article.passages):
        for number, theme in enumerate(passage.themes or ("",)):
            (also if number else first)[theme].append(passage)
    groups = [
        Group(
            theme=known.ask("theme_link", theme.id, lang),
            state=themes.state_on(theme, found.last.isoformat()),
            passages=tuple(known.ask("passage_card", *passage.key, lang) for passage in first[theme.id]),
            elsewhere=tuple(known.ask("passage_card", *passage.key, lang) for passage in also[theme.id]),
        )
        for theme in known.themes()
    ]
    if first[""]:
        groups.append(
            Group(None, None, tuple(known.ask("passage_card", *passage.key, lang) for passage in first[""]), ())
        )
    return tuple(groups)


def _takeaways(known: Known, found: Edition, texts: list[Article], lang: str) -> tuple[TakeawayView, ...]:
    """Those of the edition's file, else the summaries of its texts."""
    if not found.takeaways:
        summaries = ((article, article.summary) for article in texts)
        return tuple(
            TakeawayView(summary, None, known.urls.article(article)) for article, summary in summaries if summary
        )
    return tuple(
        TakeawayView(
            given.text.words(lang),
            known.ask("theme_link", given.theme, lang) if given.theme else None,
            _address(known, given.ref, lang),
        )
        for given in found.takeaways
    )


def _address(known: Known, ref: str | None, lang: str) -> str | None:
    if ref is None:
        return None
    id_, sign, anchor = ref.partition("#")
    article = known.in_language(known.by_id(id_), lang)
    anchors = {passage.anchor for passage in article.passages}
    return known.urls.article(article) + (sign + anchor if anchor in anchors else "")


def _ahead(known: Known, found: Edition, lang: str) -> tuple[EventView, ...]:
    """The dates ahead as they were known: told by texts of this edition or of one before it."""
    events = []
    for id_ in known.ask("EditionAhead", found.key):
        then = tuple(each for each in known.event(id_) if known.by_id(each.article).appears.day <= found.last)
        if then and then[0].date.last > found.last and then[0].status != "cancelled":
            events.append(ledgers.event_view(known, then, lang))
    return tuple(sorted(events, key=ledgers.when))
