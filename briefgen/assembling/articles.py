"""Texts -> articles: every reference settled, every claim given its claimant, theme and date."""

from dataclasses import dataclass
from datetime import datetime

from briefgen.assembling.claims import Claims
from briefgen.assembling.directory import Directory
from briefgen.assembling.editions import edition_of, is_week
from briefgen.assembling.inheritance import Text
from briefgen.assembling.mentions import Mentions
from briefgen.assembling.passages import passage, pieces
from briefgen.assembling.visibility import Strictest
from briefgen.model.article import Article
from briefgen.model.dates import Moment
from briefgen.model.localised import Words
from briefgen.model.settings import Settings
from briefgen.model.source import Provenance
from briefgen.reading.entry import Entry
from briefgen.reading.fields import ArticleFields
from briefgen.text.finding import error, warning
from briefgen.text.message import say
from briefgen.text.span import Span


@dataclass
class Articles:
    """Makes articles; findings gather in the directory's list."""

    settings: Settings
    known: Directory
    mentions: Mentions
    held: dict[str, Strictest]
    now: datetime
    keeps_text: bool = False

    def article(self, text: Text) -> Article:
        """The article of a visible text. Figures without a title get theirs from their series later."""
        entry, given = text.entry, text.fields
        held = self.held[entry.path]
        defaults = tuple(
            theme for i, theme in enumerate(given.themes) if self.known.has("themes", theme, text.place("themes", i))
        )
        parts = pieces(entry, defaults, self.known)
        appears = given.date
        if held.embargo is not None and held.embargo > given.date.at:
            appears = Moment(held.embargo.astimezone(self.settings.zone), timed=True)
        passages = tuple(passage(entry, part, self.mentions, self.keeps_text) for part in parts)
        claims = Claims(self.known, text, parts, defaults, self.now)
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
            edition=self._edition(text, appears),
            marking=held.marking,
            translates=text.translates,
            lags=self._lags(text),
        )

    def _edition(self, text: Text, appears: Moment) -> str | None:
        given = text.fields.edition
        if given is not None and is_week(given) and self.settings.edition == "daily":
            message = say("this briefing has an edition a day, and none for the week %(key)s", key=given)
            hint = say('name a day, as 2026-02-03, or set edition = "weekly" in briefgen.toml')
            self.known.findings.append(error("bad-date", text.place("edition"), message, hint))
        return edition_of(text.fields, appears, self.settings)

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

    def _source(self, text: Text) -> Provenance | None:
        given = text.fields.source
        if given is None:
            return None
        place = text.place("source", "id") if _is_map(text, "source") else text.place("source")
        id_ = given.id if given.id and self.known.has("sources", given.id, place) else None
        also = (o for i, o in enumerate(given.also) if self.known.has("sources", o, text.place("source", "also", i)))
        return Provenance(id_, given.name, given.url, given.archived, given.archived_at, tuple(also))

    def _agents(self, text: Text, name: str) -> tuple[str, ...]:
        ids: tuple[str, ...] = getattr(text.fields, name)
        return tuple(id_ for i, id_ in enumerate(ids) if self.known.has("agents", id_, text.place(name, i)))


def aliases_of(entry: Entry) -> tuple[tuple[str, Span], ...]:
    """The old paths of an entry's own (a translation inherits none), each with its place."""
    given = getattr(entry.fields, "aliases", ())
    own = given if "aliases" in entry.front.fields else ()
    return tuple((alias, entry.place("aliases", number)) for number, alias in enumerate(own))


def slug_of(id_: str) -> str:
    """The id without its date, so that a mended title moves no URL; an id that is a date alone stays."""
    parts = id_.split("-", 3)
    is_dated = len(parts) == 4 and [len(part) for part in parts[:3]] == [4, 2, 2] and "".join(parts[:3]).isdigit()
    return parts[3] if is_dated else id_


def _is_map(text: Text, name: str) -> bool:
    return isinstance(text.original.front.fields.get(name, text.entry.front.fields.get(name)), dict)
