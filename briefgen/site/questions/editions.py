"""The briefing of one day or week."""

from collections import defaultdict

from briefgen.model.article import Article
from briefgen.model.edition import Edition
from briefgen.model.event import status_of
from briefgen.model.localised import Localised
from briefgen.model.passage import Passage
from briefgen.model.theme import State
from briefgen.site.known import Known, question
from briefgen.site.questions import ledgers, themes
from briefgen.site.questions.changes import edition_link
from briefgen.site.views import (
    Card,
    CorrectionView,
    EditionEntry,
    EditionView,
    EventView,
    Group,
    Named,
    PassageView,
    TakeawayView,
)


@question
def edition(known: Known, key: str, lang: str) -> EditionView:
    """An edition with its passages grouped by theme, in the themes' order; those without any come last.

    What came after it was issued stands apart.
    """
    found = known.edition(key)
    texts = [known.article(ref) for ref in known.ask("EditionTexts", key, lang)]
    late = [known.article(ref) for ref in known.ask("EditionLate", key, lang)]
    before, after = known.ask("EditionAround", key)
    return EditionView(
        key=key,
        url=known.urls.front(lang, "editions", key),
        first=found.first,
        last=found.last,
        title=found.title.words(lang) if found.title else None,
        lead=found.lead.words(lang) if found.lead else None,
        number=found.number if found.issued else None,
        quiet=found.quiet,
        takeaways=tuple(_takeaway(known, lang, *each) for each in takeaways_of(known, found, texts)),
        groups=_groups(known, found, texts, lang),
        ahead=_ahead(known, found, lang),
        corrections=_corrections(known, found, texts, lang),
        retracted=_retracted(known, texts, lang),
        previous=edition_link(known, lang, *before) if before else None,
        next=edition_link(known, lang, *after) if after else None,
        texts=len(texts),
        late=tuple(known.ask("passage_card", *each.key, lang) for each in _passages(known, late, ())),
        late_retracted=_retracted(known, late, lang),
    )


@question
def editions_of(known: Known, lang: str, month: str) -> tuple[EditionEntry, ...]:
    """The editions that begin in a month (all for an empty one), newest first."""
    return tuple(_entry(known, lang, key) for key, *_ in known.ask("Editions", month))


def _entry(known: Known, lang: str, key: str) -> EditionEntry:
    found = known.edition(key)
    about = found.title or found.lead
    return EditionEntry(
        url=known.urls.front(lang, "editions", key),
        first=found.first,
        last=found.last,
        number=found.number if found.issued else None,
        title=about.words(lang) if about else None,
        texts=len(known.ask("EditionTexts", key, lang)),
    )


def states_of(known: Known, found: Edition) -> dict[str, State | None]:
    """How every theme of an edition stood, in the themes' order: as it was issued, else as the themes have it."""
    if found.states is None:
        day = found.last.isoformat()
        return {id_: themes.state_on(known.ask("states", id_, day[:7]), day) for id_ in known.ask("Themes")}
    issued = dict(found.states)
    return {id_: issued[id_] for id_ in known.ask("Themes") if id_ in issued}


def takeaways_of(known: Known, found: Edition, texts: list[Article]) -> list[tuple[Localised, str | None, str | None]]:
    """(text, theme, ref) of the takeaways: those of the desk, else the summaries of its texts in every language.

    A retracted text leaves none.
    """
    if found.fixes_takeaways:
        given = ((each.text, each.theme, each.ref) for each in found.takeaways)
        return [each for each in given if each[2] is None or not _is_retracted(known, known.by_id(_id(each[2])))]
    return [
        (summary, _one_theme(text), known.article(text.original).id)
        for text in texts
        if (summary := _summary(known, text)) is not None and not _is_retracted(known, text)
    ]


def _summary(known: Known, text: Article) -> Localised | None:
    """The summaries of a text in its languages, those of the site first."""
    forms = [known.article(ref) for ref in text.forms or (text.ref,)]
    by_lang = {form.lang: form.summary for form in reversed(forms) if form.summary}
    languages = dict.fromkeys(form.lang for form in forms if form.lang in by_lang)
    return Localised(tuple(by_lang[lang] for lang in languages)) if by_lang else None


def _one_theme(text: Article) -> str | None:
    """The theme of a text that has one."""
    found = {theme for passage in text.passages for theme in passage.themes or ("",)}
    return next(iter(found)) or None if len(found) == 1 else None


def _takeaway(known: Known, lang: str, text: Localised, theme: str | None, ref: str | None) -> TakeawayView:
    link = known.ask("theme_link", theme, lang) if theme else None
    return TakeawayView(text.words(lang), link, _address(known, ref, lang))


def _address(known: Known, ref: str | None, lang: str) -> str | None:
    if ref is None:
        return None
    _, sign, anchor = ref.partition("#")
    article = known.in_language(known.by_id(_id(ref)), lang)
    anchors = {name for passage in article.passages for name in (passage.anchor, *passage.names)}
    return known.urls.article(article) + (sign + anchor if anchor in anchors else "")


def _id(ref: str) -> str:
    return ref.partition("#")[0]


def _is_retracted(known: Known, text: Article) -> bool:
    return known.article(text.original).is_retracted


def _groups(known: Known, found: Edition, texts: list[Article], lang: str) -> tuple[Group, ...]:
    """Every theme has a group, if only to say that nothing is new; a passage stands once, under its first theme."""
    first: dict[str, list[Passage]] = defaultdict(list)
    also: dict[str, list[Passage]] = defaultdict(list)
    for passage in _passages(known, texts, found.items):
        for number, theme in enumerate(passage.themes or ("",)):
            (also if number else first)[theme].append(passage)
    states = states_of(known, found)
    shown = [id_ for id_ in known.ask("Themes") if id_ in states or first[id_] or also[id_]]
    changes = known.ask("changes_by_theme", found.key, lang)
    # What is new and is no text of this edition came after the one before was issued, and stands there.
    refs = {text.ref for text in texts}
    groups = []
    for id_ in (*shown, ""):
        here, elsewhere = _cards(known, first[id_], lang), _cards(known, also[id_], lang)
        if id_ or here:
            link: Named | None = known.ask("theme_link", id_, lang) if id_ else None
            missed = tuple(each for each in changes[id_].passages if each.key[:2] not in refs)
            groups.append(Group(link, states.get(id_), here, elsewhere, changes[id_], missed))
    return tuple(groups)


def _cards(known: Known, passages: list[Passage], lang: str) -> tuple[PassageView, ...]:
    return tuple(known.ask("passage_card", *passage.key, lang) for passage in passages)


def _passages(known: Known, texts: list[Article], items: tuple[tuple[str, str], ...]) -> list[Passage]:
    """The passages of the texts, in the desk's order where it has given one; where it has named passages of a text, these
    alone. A form of the text that has none of these shows all of its own.
    """
    places = {item: number for number, item in enumerate(items)}
    named = {key for key, anchor in items if anchor}
    found: list[tuple[int, Passage]] = []
    for number, text in enumerate(each for each in texts if not _is_retracted(known, each)):
        rest = places.get((text.text_key, ""), len(items) + number)
        at = [(_place(passage, text.text_key, places), passage) for passage in text.passages]
        is_cut = text.text_key in named and any(place is not None for place, _ in at)
        found += [(rest if place is None else place, each) for place, each in at if place is not None or not is_cut]
    return [passage for _, passage in sorted(found, key=lambda pair: pair[0])]


def _place(passage: Passage, text_key: str, places: dict[tuple[str, str], int]) -> int | None:
    """Where the desk put a passage, by its anchor or by a name inside it."""
    found = [places[text_key, name] for name in (passage.anchor, *passage.names) if (text_key, name) in places]
    return min(found, default=None)


def _corrections(known: Known, found: Edition, texts: list[Article], lang: str) -> tuple[CorrectionView, ...]:
    """Those of the texts that it carries, and those that were made in its time."""
    carried = (
        (*base.ref, number)
        for base in (known.article(text.original) for text in texts)
        for number in range(len(base.corrections))
    )
    return tuple(known.ask("correction", *key, lang) for key in dict.fromkeys((*carried, *found.corrections)))


def _retracted(known: Known, texts: list[Article], lang: str) -> tuple[Card, ...]:
    return tuple(known.ask("card", *text.ref, lang) for text in texts if _is_retracted(known, text))


def _ahead(known: Known, found: Edition, lang: str) -> tuple[EventView, ...]:
    """The dates ahead as they were known: told by texts of this edition or of one before it."""
    events = []
    for id_, told, _ in known.ask("EditionAhead", found.key):
        then = tuple(each for each in known.event(id_) if each.article in told)
        if then and then[0].date.last > found.last and status_of(then) != "cancelled":
            events.append(ledgers.event_view(known, then, lang))
    return tuple(sorted(events, key=lambda event: (event.date.turn, event.id)))
