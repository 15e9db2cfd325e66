"""All readings -> the Briefing: the order of the steps lives here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from msgspec.structs import replace

from briefgen.assembling import registry
from briefgen.assembling.articles import Articles
from briefgen.assembling.copies import whole
from briefgen.assembling.directory import directory
from briefgen.assembling.duplicates import duplicate_ids, orphans
from briefgen.assembling.editions import editions
from briefgen.assembling.inheritance import Text, inherit
from briefgen.assembling.links import Links
from briefgen.assembling.mentions import Mentions, ambiguous
from briefgen.assembling.originals import unread
from briefgen.assembling.shared import Hidden, articles_of
from briefgen.assembling.visibility import Clock, Decision, decide
from briefgen.assembling.waiting import waiting
from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.indexes import counting_of, variants_of
from briefgen.model.settings import Settings
from briefgen.reading.entry import Entry, Reading
from briefgen.text.finding import Finding
from briefgen.text.message import Message


@dataclass(frozen=True)
class Assembly:
    """The Briefing, what is kept back (for the audit), and what is wrong.

    `secret` are the paths of what is withheld on purpose; a text that only fails closed, by a slip in its fields, is not.
    `private` are those that are shown to the desk alone, with why they are not public; `waiting` are the articles that
    are withheld until their time comes.
    """

    briefing: Briefing
    withheld: tuple[Entry, ...] = ()
    secret: frozenset[str] = frozenset()
    faulty: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    private: Mapping[str, tuple[Message, ...]] = field(default_factory=dict)
    waiting: tuple[Article, ...] = ()


def assemble(
    readings: Iterable[Reading],
    files: frozenset[str],
    settings: Settings,
    clock: Clock,
    excluded: frozenset[str] = frozenset(),
    keeps_text: bool = False,
) -> Assembly:
    """Relate the entries to each other. `files` are the paths in content/ that are no entries; `excluded` are left out. The
    plain text of passages, which is large and which no page shows, is there for the asking.
    """
    entries = [reading.entry for reading in readings if reading.entry is not None]
    decision = decide(entries, settings, clock, excluded)
    known = directory(decision)
    known.findings += decision.findings + duplicate_ids(entry for entry in entries if entry.path not in excluded)
    known.findings += orphans(decision.visible) + unread(decision.visible)
    people, organisations = registry.people(decision), registry.organisations(decision)
    known.findings += ambiguous(decision)
    texts, findings = inherit(decision.visible, decision.faulty, settings.languages)
    known.findings += findings
    maker = Articles(settings, known, Mentions(people, organisations), decision.held, clock.now, keeps_text)
    articles = _related(articles_of(texts, maker, Hidden.of(decision), []), settings.languages)
    places = _places(decision)
    Links(articles, decision, files, known, places).check()
    coming, findings = waiting(decision, maker, articles, files, places)
    known.findings += findings
    briefing = Briefing(
        settings=settings,
        now=clock.now,
        articles=tuple(articles),
        themes=registry.themes(decision, known),
        people=people,
        organisations=organisations,
        sources=registry.sources(decision),
        pages=registry.pages(decision, settings.languages, known),
        editions=editions(articles, decision, settings, known),
        links=places,
        files=tuple(
            (path, entry.kind, entry.id, entry.lang)
            for entry in decision.visible
            for path in registry.files_of(entry)
            if path in files
        ),
        next_change=_next_change(decision.next_change, articles, texts, clock, settings),
    )
    secret = frozenset(entry.path for entry in decision.withheld if decision.held[entry.path].known)
    secret |= decision.private.keys()
    return Assembly(
        briefing,
        tuple(decision.withheld),
        secret,
        tuple(decision.faulty),
        tuple(known.findings),
        decision.private,
        tuple(coming),
    )


def _related(articles: list[Article], languages: tuple[str, ...]) -> list[Article]:
    """The articles, each told of the others that are one text with it, and of the original of its id. A text belongs to one
    edition: the first in which an outlet or a language had it.
    """
    groups = {key: group for key, group in variants_of(articles, languages).items() if len(group) > 1}
    by_id: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_id[article.id].append(article)
    found = []
    # By what they are, as a mistake may give two articles one ref.
    counting = {id(counting_of(group)): whole(group) for group in groups.values()}
    for article in articles:
        article = counting.get(id(article), article)
        group = groups.get(article.text_key, ())
        forms = tuple(each.ref for each in group)
        original = next((each for each in by_id[article.id] if not each.translates), by_id[article.id][0])
        of = original.ref if original.ref != article.ref else None
        edition = min((each.edition for each in group if each.edition), default=article.edition)
        found.append(replace(article, forms=forms, of=of, edition=edition) if forms or of else article)
    return found


def _places(decision: Decision) -> dict[str, tuple[str, str, str]]:
    """Path of content/ -> the visible entry that it is."""
    return {entry.path: (entry.kind, entry.id, entry.lang) for entry in decision.visible}


def _next_change(
    visible: datetime | None, articles: list[Article], texts: list[Text], clock: Clock, settings: Settings
) -> datetime | None:
    """The soonest of the next change of what is visible, the next passing of an event's last day, and the next correction
    that is dated ahead.
    """
    passing = (
        datetime.combine(event.date.last + timedelta(days=1), time(), settings.zone)
        for article in articles
        for event in article.events
        if event.date.last.year < 9999
    )
    corrections = (correction.date.at for text in texts for correction in text.fields.corrections)
    return min((at for at in (visible, *passing, *corrections) if at is not None and at > clock.now), default=None)
