"""All readings -> the Briefing: the order of the steps lives here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from msgspec.structs import replace

from briefgen.assembling import registry
from briefgen.assembling.articles import Articles, text_place, titled
from briefgen.assembling.copies import whole
from briefgen.assembling.directory import Directory, directory, hidden_reference
from briefgen.assembling.duplicates import duplicate_ids, orphans
from briefgen.assembling.editions import editions
from briefgen.assembling.happenings import one_happening
from briefgen.assembling.inheritance import Text, inherit
from briefgen.assembling.mentions import Mentions, ambiguous
from briefgen.assembling.passages import dead_anchor
from briefgen.assembling.visibility import Clock, Decision, decide
from briefgen.model.article import Article
from briefgen.model.briefing import Briefing, counting_of, newest_first, variants_of
from briefgen.model.settings import Settings
from briefgen.reading.body import FileLink
from briefgen.reading.entry import Entry, Reading
from briefgen.reading.fields import ArticleFields, EditionFields
from briefgen.text.finding import Finding, error
from briefgen.text.message import Message, say
from briefgen.text.slugs import slugify
from briefgen.text.suggesting import did_you_mean, nearest


@dataclass(frozen=True)
class Assembly:
    """The Briefing, what is kept back (for the audit), and what is wrong.

    `secret` are the paths of what is withheld on purpose; a text that only fails closed, by a slip in its fields, is not.
    `private` are those that are shown to the desk alone, with why they are not public.
    """

    briefing: Briefing
    withheld: tuple[Entry, ...] = ()
    secret: frozenset[str] = frozenset()
    faulty: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    private: Mapping[str, tuple[Message, ...]] = field(default_factory=dict)


def assemble(
    readings: Iterable[Reading],
    files: frozenset[str],
    settings: Settings,
    clock: Clock,
    excluded: frozenset[str] = frozenset(),
) -> Assembly:
    """Relate the entries to each other. `files` are the paths in content/ that are no entries; `excluded` are left out."""
    entries = [reading.entry for reading in readings if reading.entry is not None]
    decision = decide(entries, settings, clock, excluded)
    known = directory(decision)
    known.findings += decision.findings + duplicate_ids(entry for entry in entries if entry.path not in excluded)
    known.findings += orphans(decision.visible)
    people, organisations = registry.people(decision), registry.organisations(decision)
    known.findings += ambiguous(decision)
    texts, findings = inherit(decision.visible, settings.languages)
    known.findings += findings
    maker = Articles(settings, known, Mentions(people, organisations), decision.held, clock.now)
    articles = _related(_articles(texts, maker, known, _hidden_events(decision)), settings.languages)
    places = _places(decision)
    _Links(articles, decision, files, known, places).check()
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
        briefing, tuple(decision.withheld), secret, tuple(decision.faulty), tuple(known.findings), decision.private
    )


def _articles(texts: list[Text], maker: Articles, known: Directory, hidden: frozenset[str]) -> list[Article]:
    articles = newest_first(maker.article(text) for text in texts)
    places = {
        (text.entry.id, figure.id): text_place(text, "figures", index, "id")
        for text in texts
        for index, figure in enumerate(text.fields.figures)
        if not text.translates
    }
    _check_events(texts, articles, known, hidden)
    return titled(one_happening(articles), known, places)


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


def _hidden_events(decision: Decision) -> frozenset[str]:
    """The events of texts that may not be shown: a mark that names one is plain words, not a mistake."""
    fields = (entry.fields for entry in (*decision.withheld, *decision.faulty))
    return frozenset(event.id for given in fields if isinstance(given, ArticleFields) for event in given.events)


def _check_events(texts: list[Text], articles: list[Article], known: Directory, hidden: frozenset[str]) -> None:
    """An event mark may name an event of any text, its ids being the site's."""
    titles = {event.id: event.title.texts for article in articles for event in article.events}
    for text in texts:
        for mark in (mark for run in text.entry.body.runs for mark in run.events):
            if mark.id in hidden and mark.id not in titles:
                known.findings.append(hidden_reference(mark.span, mark.id))
            elif mark.id not in titles:
                hint = did_you_mean(mark.id, titles) or say("declare it in front matter, under events:")
                known.findings.append(error("unknown-event", mark.span, say("no event '%(id)s'", id=mark.id), hint))


def _places(decision: Decision) -> dict[str, tuple[str, str, str]]:
    """Path of content/ -> the visible entry that it is."""
    return {entry.path: (entry.kind, entry.id, entry.lang) for entry in decision.visible}


@dataclass
class _Links:
    """Links from text to text and to files: each must lead somewhere."""

    articles: list[Article]
    decision: Decision
    files: frozenset[str]
    known: Directory
    places: dict[str, tuple[str, str, str]]
    anchors: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def check(self) -> None:
        for article in self.articles:
            names = (name for passage in article.passages for name in (passage.anchor, *passage.names))
            self.anchors[article.ref] = tuple(dict.fromkeys(names))
        hidden = {entry.path for entry in (*self.decision.withheld, *self.decision.faulty)}
        ids = {entry.id: entry.path for entry in self.decision.visible if entry.kind == "articles"}
        for entry in self.decision.visible:
            for link in (link for run in entry.body.runs for link in run.links):
                self._link(entry, link, hidden, ids)
        self._takeaways()

    def _link(self, entry: Entry, link: FileLink, hidden: set[str], ids: dict[str, str]) -> None:
        if not link.path:
            self._anchor(entry.kind, entry.id, entry.lang, link)
        elif not link.path.endswith(".md"):
            self._file(link)
        elif link.path in hidden:
            self.known.findings.append(hidden_reference(link.span, link.path.rpartition("/")[2]))
        else:
            stem = slugify(link.path.rpartition("/")[2].removesuffix(".md"))
            if link.path not in self.places and stem in ids:
                self.places[link.path] = self.places[ids[stem]]
            if link.path in self.places:
                self._anchor(*self.places[link.path], link)
            else:
                self.known.has("articles", stem, link.span)

    def _anchor(self, kind: str, id_: str, lang: str, link: FileLink) -> None:
        if kind != "articles" or not link.fragment:
            return
        anchors = self.anchors.get((id_, lang), ())
        if link.fragment not in anchors:
            self.known.findings.append(dead_anchor(link.span, link.fragment, anchors))

    def _file(self, link: FileLink) -> None:
        if link.path in self.files:
            return
        folder = link.path.rpartition("/")[0]
        beside = {path.rpartition("/")[2]: path for path in self.files if path.rpartition("/")[0] == folder}
        near = nearest(link.path.rpartition("/")[2], beside)
        self.known.findings.append(
            error(
                "missing-file",
                link.span,
                say("there is no file %(path)s", path=link.path),
                say("did you mean '%(id)s'?", id=near) if near else say("put the file beside the article"),
            )
        )

    def _takeaways(self) -> None:
        """`ref: article#anchor` must name a place of the article, in some language."""
        for entry in self.decision.visible:
            given = entry.fields
            if not isinstance(given, EditionFields):
                continue
            refs = [(t.ref or "", entry.place("takeaways", i, "ref")) for i, t in enumerate(given.takeaways or ())]
            refs += [(item, entry.place("items", i)) for i, item in enumerate(given.items or ())]
            for ref, span in refs:
                id_, _, fragment = ref.partition("#")
                found = {name for (other, _), names in self.anchors.items() if other == id_ for name in names}
                if fragment and found and fragment not in found:
                    self.known.findings.append(dead_anchor(span, fragment, tuple(sorted(found))))


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
