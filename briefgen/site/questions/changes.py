"""What has changed on a theme since the edition before."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from briefgen.model.dates import Period
from briefgen.model.event import Event, status_of
from briefgen.model.passage import Passage
from briefgen.site.known import Known, question
from briefgen.site.questions import ledgers
from briefgen.site.views import Changes, EditionLink, EventChange, Move, Said

TOLD = ("held", "postponed", "cancelled", "planned")
"""What someone must have said of an event; the clock says none of it."""

Key = tuple[str, str, int]


@question
def changes(known: Known, theme_id: str, key: str, lang: str) -> Changes:
    """What is new on a theme (empty for passages and claims without one) in the edition of a key."""
    found: Changes = known.ask("changes_by_theme", key, lang)[theme_id]
    return found


@question
def latest_changes(known: Known, theme_id: str, lang: str) -> Changes | None:
    """What is new on a theme in the newest edition; None where there is no edition."""
    key = known.ask("LastEdition")
    return known.ask("changes", theme_id, key, lang) if key else None


@question
def changes_by_theme(known: Known, key: str, lang: str) -> dict[str, Changes]:
    """What is new in an edition, by theme."""
    found, (before, _) = known.edition(key), known.ask("EditionAround", key)
    silent = dict(known.ask("Silences", key))
    edition = edition_link(known, lang, key, found.first, found.last)
    since = edition_link(known, lang, *before) if before else None
    news = _News(known, key, lang, found.last, before[2] if before else None)
    return {id_: news.on(id_, edition, since, silent.get(id_, 0)) for id_ in (*known.ask("Themes"), "")}


@question
def edition_days(known: Known, key: str, lang: str) -> EditionLink:
    """An edition by its days, which its file does not change."""
    found = known.edition(key)
    return edition_link(known, lang, key, found.first, found.last)


def edition_link(known: Known, lang: str, key: str, first: date, last: date) -> EditionLink:
    return EditionLink(known.urls.front(lang, "editions", key), first, last)


class _News:
    """What is new in an edition, by theme."""

    def __init__(self, known: Known, key: str, lang: str, last: date, last_before: date | None) -> None:
        self.known, self.key, self.lang = known, key, lang
        self.last, self.last_before = last, last_before
        self.passages: dict[str, list[Passage]] = defaultdict(list)
        self.statements: dict[str, list[Key]] = defaultdict(list)
        self.figures: dict[str, list[tuple[Key, Key]]] = defaultdict(list)
        self.events: dict[str, list[EventChange]] = defaultdict(list)
        self.corrections: dict[str, list[Key]] = defaultdict(list)
        self._texts()
        for old, new in known.ask("EditionMoves", key):
            self.figures[known.article(new[:2]).figures[new[2]].theme or ""].append((old, new))
        for id_, told, told_before in known.ask("EditionEvents", key):
            self._event(id_, told, told_before)
        for correction in known.edition(key).corrections:
            for theme in _themes(known.article(correction[:2]).passages):
                self.corrections[theme].append(correction)

    def _texts(self) -> None:
        for ref in self.known.ask("EditionNews", self.key):
            article = self.known.article(ref)
            for number, statement in enumerate(article.statements):
                self.statements[statement.theme or ""].append((*ref, number))
            for passage in self.known.in_language(article, self.lang).passages:
                for theme in passage.themes or ("",):
                    self.passages[theme].append(passage)

    def _event(self, id_: str, told: tuple[str, ...], told_before: tuple[str, ...]) -> None:
        tellings = self.known.event(id_)
        now = tuple(each for each in tellings if each.article in told)
        before = tuple(each for each in tellings if each.article in told_before)
        change = (self._change(now, before) if before else self._first(now)) if now else None
        if change is not None:
            kind, formerly = change
            view = ledgers.event_view(self.known, now, self.lang)
            self.events[now[0].theme or ""].append(EventChange(view, kind, formerly))

    def _first(self, now: tuple[Event, ...]) -> tuple[str, Period | None] | None:
        """What is told for the first time is news where it was called off, or held since the edition before."""
        status, since = status_of(now), self.last_before
        is_news = status in ("postponed", "cancelled") or (status == "held" and since and since < now[0].date.last)
        return (str(status), None) if since and is_news else None

    def _change(self, now: tuple[Event, ...], before: tuple[Event, ...]) -> tuple[str, Period | None] | None:
        """What is other than it was known to be, and the date that was known."""
        new, old = now[0], before[0]
        status, former = status_of(now), status_of(before)
        formerly = old.date if old.date != new.date else None
        if status != former and status in TOLD and (former is not None or status != "planned"):
            return str(status), formerly
        if formerly is not None:
            return "moved", formerly
        return ("passed", None) if status == "planned" and self._has_passed(new) else None

    def _has_passed(self, event: Event) -> bool:
        """Whether a day has gone by since the edition before that nobody has said anything of."""
        day = event.date.last
        is_between = self.last_before is not None and self.last_before <= day < self.last
        return is_between and bool(self.known.ask("is_past", day.isoformat()))

    def on(self, theme: str, edition: EditionLink, since: EditionLink | None, silent: int) -> Changes:
        ask, lang = self.known.ask, self.lang
        return Changes(
            theme=theme,
            edition=edition,
            since=since,
            passages=tuple(ask("passage_card", *each.key, lang) for each in self.passages[theme]),
            statements=tuple(self._said(theme)),
            figures=tuple(
                Move(ask("figure", *old, lang), ask("figure", *new, lang)) for old, new in self.figures[theme]
            ),
            events=tuple(sorted(self.events[theme], key=lambda change: ledgers.when(change.event))),
            corrections=tuple(ask("correction", *each, lang) for each in self.corrections[theme]),
            silent=silent,
        )

    def _said(self, theme: str) -> Iterator[Said]:
        """The statements by speaker, in the order of the texts."""
        by_speaker: dict[Any, list[Key]] = defaultdict(list)
        for key in self.statements[theme]:
            speaker = self.known.article(key[:2]).statements[key[2]].speaker
            by_speaker[speaker.id or speaker.name].append(key)
        for keys in by_speaker.values():
            speaker, url = self.known.ask("said", *keys[0], self.lang)
            yield Said(speaker, url, tuple(keys))


def _themes(passages: tuple[Passage, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme for passage in passages for theme in passage.themes or ("",)))
