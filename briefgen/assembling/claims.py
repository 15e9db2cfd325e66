"""The claims of a text: what is said, counted, planned and corrected in it, each with its claimant, theme and date."""

import re
from dataclasses import dataclass
from datetime import datetime

from briefgen.assembling.directory import Directory
from briefgen.assembling.inheritance import Text
from briefgen.assembling.passages import Piece
from briefgen.model.correction import Correction
from briefgen.model.dates import Moment
from briefgen.model.event import Event
from briefgen.model.figure import Figure, own_series
from briefgen.model.localised import Words, localised
from briefgen.model.statement import Speaker, Statement
from briefgen.reading.body import Quote, Reference
from briefgen.reading.entry import Entry
from briefgen.reading.fields import FigureFields
from briefgen.text.finding import Finding, error, warning
from briefgen.text.message import say
from briefgen.text.suggesting import did_you_mean

_MONTH = re.compile(r"\d{4}-\d\d")
NO_TITLE = localised("", "")
"""Stands for the title of a figure until its series gives it one."""


@dataclass
class Claims:
    """The statements, figures, events and corrections of one text."""

    known: Directory
    text: Text
    parts: list[Piece]
    defaults: tuple[str, ...]
    now: datetime

    @property
    def entry(self) -> Entry:
        return self.text.entry

    def _counted(self) -> bool:
        """A translation's marks are checked like any, but only the original's count."""
        return not self.text.translates

    def _note(self, finding: Finding) -> None:
        self.known.findings.append(finding)

    def _theme(self, given: str | None, part: Piece | None, *path: str | int) -> str | None:
        """From the claim itself, else from the passage that marks it, else from the article."""
        if given is not None and self.known.has("themes", given, self.text.place(*path)):
            return given
        themes = part.themes if part is not None and part.themes else self.defaults
        return themes[0] if themes else None

    def statements(self) -> tuple[Statement, ...]:
        found: list[Statement] = []
        day = self.text.fields.date.day
        for part in self.parts:
            for quote in (quote for run in part.runs for quote in run.quotes):
                speaker = self.known.speaker(quote.speaker, quote.name, quote.span)
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
        return ", ".join(each for each in parts if not (id_ and self.known.is_role(each, id_)))

    def _reported(self) -> list[Statement]:
        """The statements of the front matter: those that the body does not mark."""
        found = []
        for index, given in enumerate(self.text.fields.statements):
            speaker = self.known.speaker(given.speaker, "", self.text.place("statements", index, "speaker"))
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
            place = self.text.place("figures", index, "to")
            message = say("this range ends before it starts: %(value)s", value=f"{given.value}/{given.to}")
            self._note(error("range-backwards", place, message, say("value: is the lower end, to: the higher one")))
        series = given.series or own_series(self.entry.id, given.id)
        if given.series and _MONTH.fullmatch(given.series):
            series = own_series(self.entry.id, given.id)
            place = self.text.place("figures", index, "series")
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
            return self.known.speaker(given.claimed_by, "", self.text.place("figures", index, "claimed_by"))
        if mark is not None and mark.quote is not None:
            quote: Quote = mark.quote
            return self.known.speaker(quote.speaker, quote.name, quote.span)
        self._note(
            error(
                "figure-without-claimant",
                self.text.place("figures", index, "id"),
                say("nobody claims the figure '%(id)s'", id=given.id),
                say("add claimed_by:, or mark the number inside a quote with a speaker"),
            )
        )
        return None

    def _refuse_twice(self, ids: list[str]) -> None:
        for index, id_ in enumerate(ids):
            if id_ in ids[:index]:
                place = self.text.place("figures", index, "id")
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
            told_by = given.told_by and self.known.speaker(
                given.told_by, "", self.text.place("events", index, "told_by")
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
                place = self.text.place("corrections", index, "figure")
                hint = did_you_mean(given.figure, ids) or say("declare it in front matter, under figures:")
                self._note(error("unknown-figure", place, message, hint))
            if given.date.at > self.now:
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
                    self.text.place("corrections", index, "now"),
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
                    self.text.place("corrections", index, "date"),
                    say("this correction is dated %(date)s and does not show before then", date=date.day.isoformat()),
                    say("nothing needs to be done if that is meant"),
                )
            )

    def _marks(self, kind: str) -> list[tuple[Piece, Reference]]:
        return [(part, mark) for part in self.parts for run in part.runs for mark in getattr(run, kind)]
