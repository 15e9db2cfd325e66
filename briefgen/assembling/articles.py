"""Texts -> articles: every reference settled, every claim given its claimant, theme and date."""

import re
from dataclasses import dataclass
from datetime import datetime

from briefgen.assembling.directory import Directory
from briefgen.assembling.editions import edition_of
from briefgen.assembling.inheritance import Text
from briefgen.assembling.mentions import Mentions
from briefgen.assembling.passages import Piece, passage, pieces
from briefgen.assembling.visibility import Strictest
from briefgen.model.article import Article
from briefgen.model.correction import Correction
from briefgen.model.dates import Moment
from briefgen.model.event import Event
from briefgen.model.figure import Figure, own_series
from briefgen.model.localised import Words, localised
from briefgen.model.settings import Settings
from briefgen.model.source import Provenance
from briefgen.model.statement import Speaker, Statement
from briefgen.reading.body import Quote, Reference
from briefgen.reading.entry import Entry
from briefgen.reading.fields import ArticleFields, FigureFields
from briefgen.text.finding import Finding, error, warning
from briefgen.text.message import say
from briefgen.text.span import Span
from briefgen.text.suggesting import did_you_mean

_MONTH = re.compile(r"\d{4}-\d\d")
NO_TITLE = localised("", "")
"""Stands for the title of a figure until its series gives it one."""


@dataclass
class Articles:
    """Makes articles; findings gather in the directory's list."""

    settings: Settings
    known: Directory
    mentions: Mentions
    held: dict[str, Strictest]
    now: datetime

    def article(self, text: Text) -> Article:
        """The article of a visible text. Figures without a title get theirs from their series later."""
        entry, given = text.entry, text.fields
        held = self.held[entry.path]
        defaults = tuple(
            theme
            for i, theme in enumerate(given.themes)
            if self.known.has("themes", theme, text_place(text, "themes", i))
        )
        parts = pieces(entry, defaults, self.known)
        appears = given.date
        if held.embargo is not None and held.embargo > given.date.at:
            appears = Moment(held.embargo.astimezone(self.settings.zone), timed=True)
        passages = tuple(passage(entry, part, self.mentions) for part in parts)
        claims = _Claims(self, text, parts, defaults)
        return Article(
            id=entry.id,
            lang=entry.lang,
            path=entry.path,
            title=Words(given.title, entry.lang),
            date=given.date,
            appears=appears,
            slug=self._slug(text),
            text_key=given.key or entry.id,
            summary=Words(given.summary, entry.lang) if given.summary else None,
            updated=given.updated,
            aliases=aliases_of(entry),
            span=entry.place("slug") if "slug" in entry.front.fields else entry.place("title"),
            kind=given.kind,
            source=self._source(text),
            people=self._agents(text, "people"),
            organisations=self._agents(text, "organisations"),
            passages=passages,
            statements=claims.statements(),
            figures=claims.figures(),
            events=claims.events(),
            corrections=claims.corrections(),
            change_note=self._change_note(text),
            edition=edition_of(given, appears, self.settings),
            marking=held.marking,
            translates=text.translates,
            lags=self._lags(text),
        )

    def _lags(self, text: Text) -> bool:
        """Whether a translation is older than a correction of its original; a warning, as nobody else would see it.

        A translation says by an `updated` (or `date`) of its own that it has been looked at since.
        """
        made = (each for each in text.fields.corrections if each.date.at <= self.now)
        corrections = [each for each in made if each.kind != "retraction"]
        if not text.translates or not corrections:
            return False
        own = text.entry.fields
        assert isinstance(own, ArticleFields)
        newest = max((each.date for each in corrections), key=lambda moment: moment.at)
        looked_at = own.updated or own.date
        # A bare date stands for its whole day.
        if looked_at is not None and (
            looked_at.at >= newest.at or (looked_at.day == newest.day and not looked_at.timed)
        ):
            return False
        day, path = newest.day.isoformat(), text.original.path
        self.known.findings.append(
            warning(
                "translation-behind",
                text.entry.place("title"),
                say(
                    "the original (%(path)s) has a correction of %(date)s that is later than this text",
                    path=path,
                    date=day,
                ),
                say("bring the translation up to date and write updated: %(date)s", date=day),
            )
        )
        return True

    def _change_note(self, text: Text) -> Words | None:
        """In the language of the file that gives it."""
        own = text.entry if "change_note" in text.entry.front.fields else text.original
        if text.fields.change_note and text.fields.updated is None and own is text.entry:
            self.known.findings.append(
                warning(
                    "change-note-without-date",
                    own.place("change_note"),
                    say("nobody sees this note, as nothing says when the text changed"),
                    say("add updated: with the day or time of the change"),
                )
            )
        return Words(text.fields.change_note, own.lang) if text.fields.change_note else None

    def _slug(self, text: Text) -> str:
        """A translation whose language is not built stands in the first tree, beside its original."""
        slug = text.fields.slug or slug_of(text.entry.id)
        is_built = text.entry.lang in self.settings.languages
        return slug if is_built or not text.translates else f"{slug}-{text.entry.lang}"

    def speaker(self, speaker: Speaker | None, name: str, span: Span) -> Speaker | None:
        """Someone to name, or None where the registry's entry may not be shown."""
        if speaker is None or not speaker.id:
            plain = name or (speaker.name if speaker else "")
            if self.known.is_hidden_name(plain):
                return None
            id_ = self.known.named(plain, span)
            return Speaker(id=id_) if id_ else Speaker(name=plain)
        return speaker if self.known.has("agents", speaker.id, span) else None

    def _source(self, text: Text) -> Provenance | None:
        given = text.fields.source
        if given is None:
            return None
        place = text_place(text, "source", "id") if _is_map(text, "source") else text_place(text, "source")
        id_ = given.id if given.id and self.known.has("sources", given.id, place) else None
        also = (
            o for i, o in enumerate(given.also) if self.known.has("sources", o, text_place(text, "source", "also", i))
        )
        return Provenance(id_, given.name, given.url, given.archived, given.archived_at, tuple(also))

    def _agents(self, text: Text, name: str) -> tuple[str, ...]:
        ids: tuple[str, ...] = getattr(text.fields, name)
        return tuple(id_ for i, id_ in enumerate(ids) if self.known.has("agents", id_, text_place(text, name, i)))


@dataclass
class _Claims:
    """The statements, figures, events and corrections of one text."""

    articles: Articles
    text: Text
    parts: list[Piece]
    defaults: tuple[str, ...]

    @property
    def entry(self) -> Entry:
        return self.text.entry

    def _counted(self) -> bool:
        """A translation's marks are checked like any, but only the original's count."""
        return not self.text.translates

    def _note(self, finding: Finding) -> None:
        self.articles.known.findings.append(finding)

    def _theme(self, given: str | None, part: Piece | None, *path: str | int) -> str | None:
        """From the claim itself, else from the passage that marks it, else from the article."""
        if given is not None and self.articles.known.has("themes", given, text_place(self.text, *path)):
            return given
        themes = part.themes if part is not None and part.themes else self.defaults
        return themes[0] if themes else None

    def statements(self) -> tuple[Statement, ...]:
        found: list[Statement] = []
        day = self.text.fields.date.day
        for part in self.parts:
            for quote in (quote for run in part.runs for quote in run.quotes):
                speaker = self.articles.speaker(quote.speaker, quote.name, quote.span)
                where = self._where(quote, speaker)
                # A comma before the closing quote belongs to the sentence around it.
                text = quote.text.rstrip(" ,;")
                if speaker is not None and text:
                    theme = self._theme(None, part)
                    words = Words(text, self.entry.lang)
                    found.append(
                        Statement(self.entry.id, speaker, True, words, quote.said or day, where, theme, part.anchor)
                    )
        if not self._counted():
            return ()
        return (*found, *self._reported())

    def _where(self, quote: Quote, speaker: Speaker | None) -> str:
        """The place that an attribution gives: what else stands there may be the speaker's role."""
        id_ = speaker.id if speaker else None
        parts = quote.where.split(", ")
        return ", ".join(each for each in parts if not (id_ and self.articles.known.is_role(each, id_)))

    def _reported(self) -> list[Statement]:
        """The statements of the front matter: those that the body does not mark."""
        found = []
        for index, given in enumerate(self.text.fields.statements):
            speaker = self.articles.speaker(given.speaker, "", text_place(self.text, "statements", index, "speaker"))
            theme = self._theme(given.theme, None, "statements", index, "theme")
            if speaker is None:
                continue
            words = given.text.words(self.entry.lang)
            day = given.date or self.text.fields.date.day
            direct = given.mode == "direct"
            found.append(
                Statement(self.entry.id, speaker, direct, words, day, given.where or "", theme, self._anchor(theme))
            )
        return found

    def _anchor(self, theme: str | None) -> str:
        return next((part.anchor for part in self.parts if theme in part.themes), "")

    def figures(self) -> tuple[Figure, ...]:
        marks = self._marks("figures")
        given = {figure.id: (index, figure) for index, figure in enumerate(self.text.fields.figures)}
        for _, mark in marks:
            if mark.id not in given:
                titles = {id_: figure.title.texts if figure.title else () for id_, (_, figure) in given.items()}
                hint = did_you_mean(mark.id, titles) or say("declare it in front matter, under figures:")
                self._note(error("unknown-figure", mark.span, say("no figure '%(id)s' in this text", id=mark.id), hint))
        if not self._counted():
            return ()
        self._refuse_twice([figure.id for figure in self.text.fields.figures])
        first = {mark.id: (part, mark) for part, mark in reversed(marks)}
        made = (self._figure(index, figure, *first.get(id_, (None, None))) for id_, (index, figure) in given.items())
        return tuple(figure for figure in made if figure is not None)

    def _figure(self, index: int, given: FigureFields, part: Piece | None, mark: Reference | None) -> Figure | None:
        claimant = self._claimant(index, given, mark)
        theme = self._theme(given.theme, part, "figures", index, "theme")
        if given.to is not None and given.to <= given.value:
            place = text_place(self.text, "figures", index, "to")
            message = say("this range ends before it starts: %(value)s", value=f"{given.value}/{given.to}")
            self._note(error("range-backwards", place, message, say("value: is the lower end, to: the higher one")))
        series = given.series or own_series(self.entry.id, given.id)
        if given.series and _MONTH.fullmatch(given.series):
            series = own_series(self.entry.id, given.id)
            place = text_place(self.text, "figures", index, "series")
            message = say("the series '%(id)s' would stand at the address of a month", id=given.series)
            self._note(
                error(
                    "reserved-path", place, message, say("add a word: '%(ready)s'", ready=f"{given.id}-{given.series}")
                )
            )
        if claimant is None:
            return None
        return Figure(
            article=self.entry.id,
            id=given.id,
            series=series,
            title=given.title or NO_TITLE,
            value=given.value,
            claimed_by=claimant,
            as_of=given.as_of or self.text.fields.date.day,
            to=given.to,
            unit=given.unit,
            qualifier=given.qualifier,
            period=given.period,
            theme=theme,
            anchor=part.anchor if part else self._anchor(theme),
        )

    def _claimant(self, index: int, given: FigureFields, mark: Reference | None) -> Speaker | None:
        if given.claimed_by is not None:
            return self.articles.speaker(given.claimed_by, "", text_place(self.text, "figures", index, "claimed_by"))
        if mark is not None and mark.quote is not None:
            quote: Quote = mark.quote
            return self.articles.speaker(quote.speaker, quote.name, quote.span)
        self._note(
            error(
                "figure-without-claimant",
                text_place(self.text, "figures", index, "id"),
                say("nobody claims the figure '%(id)s'", id=given.id),
                say("add claimed_by:, or mark the number inside a quote with a speaker"),
            )
        )
        return None

    def _refuse_twice(self, ids: list[str]) -> None:
        for index, id_ in enumerate(ids):
            if id_ in ids[:index]:
                place = text_place(self.text, "figures", index, "id")
                message = say("the figure '%(id)s' is declared twice", id=id_)
                self._note(error("duplicate-figure", place, message, say("give each its own id; a series joins them")))

    def events(self) -> tuple[Event, ...]:
        if not self._counted():
            return ()
        where = {mark.id: part for part, mark in reversed(self._marks("events"))}
        found = []
        for index, given in enumerate(self.text.fields.events):
            part = where.get(given.id)
            theme = self._theme(given.theme, part, "events", index, "theme")
            told_by = given.told_by and self.articles.speaker(
                given.told_by, "", text_place(self.text, "events", index, "told_by")
            )
            anchor = part.anchor if part else self._anchor(theme)
            found.append(
                Event(
                    self.entry.id,
                    given.id,
                    given.date,
                    given.title,
                    theme,
                    given.place,
                    given.url,
                    given.status,
                    told_by,
                    anchor,
                )
            )
        return tuple(found)

    def corrections(self) -> tuple[Correction, ...]:
        """Those that have been made, the latest first; one that is dated ahead shows from then on."""
        ids = {figure.id: figure.title.texts if figure.title else () for figure in self.text.fields.figures}
        found = []
        for index, given in enumerate(self.text.fields.corrections):
            if given.figure is not None and given.figure not in ids:
                message = say("no figure '%(id)s' in this text", id=given.figure)
                place = text_place(self.text, "corrections", index, "figure")
                hint = did_you_mean(given.figure, ids) or say("declare it in front matter, under figures:")
                self._note(error("unknown-figure", place, message, hint))
            if given.date.at > self.articles.now:
                self._note_ahead(index, given.date)
                continue
            was, now = given.was, given.now
            if was and now and was.split() == now.split():
                self._note_same(index)
                was = now = None
            found.append(Correction(self.entry.id, given.date, given.kind, given.text, given.figure, was, now))
        return tuple(sorted(found, key=lambda correction: correction.date.at, reverse=True))

    def _note_same(self, index: int) -> None:
        """Said of the original alone, too."""
        if self._counted():
            self._note(
                warning(
                    "correction-of-nothing",
                    text_place(self.text, "corrections", index, "now"),
                    say("was: and now: say the same, so neither shows"),
                    say("write in was: what stood there before, or leave both out"),
                )
            )

    def _note_ahead(self, index: int, date: Moment) -> None:
        """Said of the original alone: its translations show the same corrections."""
        if self._counted():
            self._note(
                warning(
                    "correction-ahead",
                    text_place(self.text, "corrections", index, "date"),
                    say("this correction is dated %(date)s and does not show before then", date=date.day.isoformat()),
                    say("nothing needs to be done if that is meant"),
                )
            )

    def _marks(self, kind: str) -> list[tuple[Piece, Reference]]:
        return [(part, mark) for part in self.parts for run in part.runs for mark in getattr(run, kind)]


def aliases_of(entry: Entry) -> tuple[tuple[str, Span], ...]:
    """The old paths of an entry's own (a translation inherits none), each with its place."""
    given = getattr(entry.fields, "aliases", ())
    own = given if "aliases" in entry.front.fields else ()
    return tuple((alias, entry.place("aliases", number)) for number, alias in enumerate(own))


def text_place(text: Text, *path: str | int) -> Span:
    """Where a field stands: in the translation if it is given there, else in the original."""
    own = text.entry.front
    return (own if path[0] in own.fields else text.original.front).place(*path)


def slug_of(id_: str) -> str:
    """The id without its date, so that a mended title moves no URL; an id that is a date alone stays."""
    parts = id_.split("-", 3)
    is_dated = len(parts) == 4 and [len(part) for part in parts[:3]] == [4, 2, 2] and "".join(parts[:3]).isdigit()
    return parts[3] if is_dated else id_


def _is_map(text: Text, name: str) -> bool:
    return isinstance(text.original.front.fields.get(name, text.entry.front.fields.get(name)), dict)
