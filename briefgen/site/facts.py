"""Facts: the questions whose answers are simply known. Each bears the name of the model's noun that answers it.

A fact has a digest that is cheap to get, as every build asks for the digests of all facts that the last one relied on.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from gettext import NullTranslations
from itertools import islice
from pathlib import Path
from typing import Any

from jinja2 import Template, TemplateNotFound

from briefgen.engine.asking import digest_of
from briefgen.engine.encoding import encode
from briefgen.keeping import sealed
from briefgen.model.article import Article
from briefgen.model.edition import Edition
from briefgen.model.event import Event
from briefgen.model.indexes import Ref
from briefgen.model.page import Page
from briefgen.model.person import Person
from briefgen.model.source import Source
from briefgen.model.theme import Theme
from briefgen.site.chronicle import Claim, Told
from briefgen.site.claims import Key
from briefgen.site.knowledge import Knowledge, days_of
from briefgen.site.own_words import FOLDER as WORDS
from briefgen.site.strings import catalogue, catalogue_source
from briefgen.site.units import Forms

FACTS: dict[str, Callable[..., Any]] = {}
"""The facts by name; each is a function of the knowledge and the question's arguments."""


def fact(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a function the fact of a name."""

    def named(function: Callable[..., Any]) -> Callable[..., Any]:
        FACTS[name] = function
        return function

    return named


@fact("Article")
def article(known: Knowledge, id_: str, lang: str) -> Article:
    return known.briefing.by_ref[id_, lang]


@fact("Original")
def original(known: Knowledge, id_: str) -> Ref:
    """The article of an id whose figures, events and statements count."""
    return known.briefing.original(id_).ref


@fact("Theme")
def theme(known: Knowledge, id_: str) -> Theme | None:
    return known.briefing.theme(id_)


@fact("Themes")
def themes(known: Knowledge) -> tuple[str, ...]:
    """The ids of the themes in their order."""
    return tuple(each.id for each in known.briefing.themes)


@fact("Agent")
def agent(known: Knowledge, id_: str) -> tuple[str, Person] | None:
    """A person or organisation, and the folder that it is from; None for none."""
    found = known.briefing.agent(id_)
    return None if found is None else ("people" if id_ in known.briefing.people else "organisations", found)


@fact("Source")
def source(known: Knowledge, id_: str) -> Source | None:
    return known.briefing.sources.get(id_)


@fact("Named")
def named(known: Knowledge, id_: str) -> bool:
    """Whether someone has a page."""
    return id_ in known.briefing.named


@fact("Page")
def page(known: Knowledge, id_: str, lang: str) -> Page:
    return next((each for each in known.briefing.pages if (each.id, each.lang) == (id_, lang)), None) or _none(id_)


@fact("Pages")
def pages(known: Knowledge) -> tuple[Ref, ...]:
    return tuple((each.id, each.lang) for each in known.briefing.pages)


@fact("Edition")
def edition(known: Knowledge, key: str) -> Edition:
    return known.briefing.editions[known.briefing.edition_numbers[key]]


@fact("IsEdition")
def is_edition(known: Knowledge, key: str) -> bool:
    return key in known.briefing.edition_numbers


@fact("EditionAround")
def edition_around(known: Knowledge, key: str) -> tuple[tuple[str, date, date] | None, tuple[str, date, date] | None]:
    """The editions before and after one: key, first and last day."""
    editions, at = known.briefing.editions, known.briefing.edition_numbers[key]
    before = editions[at + 1] if at + 1 < len(editions) else None
    after = editions[at - 1] if at else None
    return days_of(before) if before else None, days_of(after) if after else None


@fact("EditionTexts")
def edition_texts(known: Knowledge, key: str, lang: str) -> tuple[Ref, ...]:
    """The texts of an edition in reading order, each in the form that lists in `lang` show."""
    found = known.briefing.editions[known.briefing.edition_numbers[key]].articles
    return tuple(known.briefing.article_of(k, lang).ref for k in found if k in known.briefing.variants)


@fact("EditionLate")
def edition_late(known: Knowledge, key: str, lang: str) -> tuple[Ref, ...]:
    """The texts of an edition's period that came after it was issued, as lists in `lang` show them."""
    found = known.briefing.editions[known.briefing.edition_numbers[key]].late
    return tuple(known.briefing.article_of(k, lang).ref for k in found if k in known.briefing.variants)


@fact("EditionAhead")
def edition_ahead(known: Knowledge, key: str) -> tuple[Told, ...]:
    """The events that could lie ahead of an edition, with the articles that had told of them by then."""
    return known.chronicle.ahead(key)


@fact("EditionNews")
def edition_news(known: Knowledge, key: str) -> tuple[Ref, ...]:
    """The articles that are news in an edition."""
    return known.chronicle.news(key)


@fact("EditionMoves")
def edition_moves(known: Knowledge, key: str) -> tuple[tuple[Claim, Claim], ...]:
    """(old, new) of the figures that are other in an edition than they were before it."""
    return known.chronicle.moves(key)


@fact("EditionEvents")
def edition_events(known: Knowledge, key: str) -> tuple[Told, ...]:
    """The events that an edition tells of or whose day has gone by, with who had told of them by it and before it."""
    return known.chronicle.happenings(key)


@fact("Silences")
def silences(known: Knowledge, key: str) -> tuple[tuple[str, int], ...]:
    """The themes that have no new text in an edition, with the number of editions since they had one."""
    return known.chronicle.silences(key)


@fact("LastEdition")
def last_edition(known: Knowledge) -> str:
    """The key of the newest edition; empty for none."""
    return known.briefing.editions[0].key if known.briefing.editions else ""


@fact("Editions")
def editions(known: Knowledge, month: str) -> tuple[tuple[str, date, date], ...]:
    """The editions that begin in a month (all for an empty one), newest first: key, first and last day."""
    return tuple(known.editions_of.get(month, ())) if month else tuple(map(days_of, known.briefing.editions))


@fact("Event")
def event(known: Knowledge, id_: str) -> tuple[Event, ...]:
    """What is told of an event, newest article first."""
    return known.briefing.events[id_]


@fact("Shelf")
def shelf(known: Knowledge, lang: str, period: str, *front: str) -> tuple[Key, ...]:
    """What stands in one period of a list (in all of it for an empty one)."""
    return known.shelves.on(lang, period, *front)


@fact("Series")
def series(known: Knowledge) -> tuple[str, ...]:
    """The series of figures that have a name, the one with the newest claim first."""
    return known.shelves.series


@fact("Ways")
def ways(known: Knowledge, *front: str) -> tuple[str, ...]:
    """The last parts of the lists below a front: who has statements, for `statements`."""
    return known.shelves.ways(*front)


@fact("Newest")
def newest(known: Knowledge, lang: str, count: int, *front: str) -> tuple[Key, ...]:
    """The newest items of a list."""
    return known.shelves.newest(lang, count, *front)


@fact("FeedTexts")
def feed_texts(known: Knowledge, lang: str, count: int, *front: str) -> tuple[Ref, ...]:
    """The newest articles of the site, of a theme or of a person."""
    briefing = known.briefing
    if not front:
        return tuple(article.ref for article in briefing.shown[lang][:count])
    index = briefing.by_theme if front[0] == "themes" else briefing.by_agent
    found = dict.fromkeys((passage.article, passage.lang) for passage in index.get((lang, front[1]), ()))
    return tuple(islice(found, count))


@fact("Periods")
def periods(known: Knowledge, lang: str, *front: str) -> tuple[str, ...]:
    """The periods in which a list has something, newest first."""
    return known.shelves.periods(lang, *front)


@fact("SearchLanguages")
def search_languages(known: Knowledge) -> tuple[str, ...]:
    """The languages of the texts that can be found by their words, those of the site first."""
    found, own = known.briefing.searched, known.briefing.settings.languages
    return (*(lang for lang in own if lang in found), *sorted(found.keys() - set(own)))


@fact("Link")
def link(known: Knowledge, path: str) -> tuple[str, str, str]:
    """What a path of content/ holds: kind, id, language; empty ones for what is not shown."""
    return known.briefing.links.get(path, ("", "", ""))


@fact("Files")
def files(known: Knowledge) -> tuple[tuple[str, str, str, str], ...]:
    """The files that visible text refers to: path, and whose (kind, id, lang)."""
    return known.briefing.files


@fact("Registry")
def registry(known: Knowledge, kind: str) -> tuple[str, ...]:
    """The ids of those of a kind who have a page."""
    mark = "source:" if kind == "sources" else ""
    return tuple(id_ for id_ in getattr(known.briefing, kind) if mark + id_ in known.briefing.named)


@fact("Marking")
def marking(known: Knowledge) -> str:
    """The highest marking of all that is shown."""
    return known.briefing.marking


@fact("Past")
def past(known: Knowledge, last_day: str) -> bool:
    """Whether a day (ISO) is over at the build's present, in the site's zone. Only here the clock is seen."""
    briefing = known.briefing
    return last_day < briefing.now.astimezone(briefing.settings.zone).date().isoformat()


@fact("Template")
def template(known: Knowledge, name: str) -> Template:
    """The template of a name; jinja2.TemplateNotFound where there is none, which is an answer too."""
    return known.templates.load(name)


@fact("Strings")
def strings(known: Knowledge, lang: str) -> NullTranslations:
    """The interface's words in a language."""
    return catalogue("site", lang, _own_words(known, lang))


def _own_words(known: Knowledge, lang: str) -> str:
    """The text of the site's own catalogue."""
    try:
        return known.templates.source(f"{WORDS}/{lang}.po")
    except TemplateNotFound:
        return ""


@fact("UnitForms")
def unit_forms(known: Knowledge) -> Mapping[str, Forms]:
    """The forms of what is counted, by language."""
    return known.unit_forms


@fact("Asset")
def asset(known: Knowledge, name: str) -> str:
    """The address of a static file of the site theme, with its fingerprint; KeyError for a name that it has not."""
    return known.assets[name]


@fact("Static")
def static(known: Knowledge, name: str) -> Path:
    """A static file of the site theme."""
    return known.files.static[name]


@fact("Attachment")
def attachment(known: Knowledge, path: str) -> Path:
    """A file of content/."""
    return known.files.content[path]


def digest(known: Knowledge, name: str, arguments: tuple[Any, ...], answer: Any) -> bytes:
    """What tells one answer to a fact from another."""
    if name == "Template":
        return digest_of(known.templates.source(str(arguments[0])).encode())
    if name == "Strings":
        lang = str(arguments[0])
        return digest_of(catalogue_source("site", lang) + _own_words(known, lang).encode())
    if isinstance(answer, Path):
        is_known = name == "Attachment" and arguments[0] in known.files.digests
        return known.files.digests[arguments[0]] if is_known else hashlib.sha256(answer.read_bytes()).digest()
    return digest_of(encode(answer))


LIVE = frozenset({"Template", "Strings", "Asset", "Static", "Attachment", "Past", "UnitForms"})
"""Facts that are not kept: they are at hand without the Briefing."""


def kept(name: str, answer: Any) -> bytes:
    """An answer as a later build can have it back (sealed); empty for one that is looked up anew."""
    if name in LIVE:
        return b""
    return sealed(answer)


def _none(name: str) -> Any:
    raise KeyError(name)
