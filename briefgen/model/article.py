"""One source text in one language."""

from briefgen.model.correction import Correction
from briefgen.model.dates import Moment
from briefgen.model.event import Event
from briefgen.model.figure import Figure
from briefgen.model.localised import Words
from briefgen.model.passage import Passage
from briefgen.model.source import Provenance
from briefgen.model.statement import Statement
from briefgen.text.span import Span
from briefgen.text.value import Value

KINDS = ("news", "transcript", "communique", "analysis", "background")


class Article(Value, frozen=True):
    """A visible text with everything resolved. (id, lang) identifies it; `text_key` is shared by all that are one text.

    `appears` is the later of its date and its embargo. Statements, figures, events and corrections are the original's;
    a translation (`translates`) repeats none of them. `of` is the ref of the original where that is another, `forms` are
    the refs of all articles that are one text, in the order of the site's languages (none where it is alone). `edition`
    is the key of the edition that it belongs to, or None. `span` (of its slug or title) and the places of its `aliases`
    are for a finding when an address is taken. `lags` marks a translation that is older than a correction of its
    original.
    """

    id: str
    lang: str
    path: str
    title: Words
    date: Moment
    appears: Moment
    slug: str
    text_key: str
    summary: Words | None = None
    updated: Moment | None = None
    aliases: tuple[tuple[str, Span], ...] = ()
    span: Span | None = None
    kind: str = "news"
    source: Provenance | None = None
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    corrections: tuple[Correction, ...] = ()
    change_note: Words | None = None
    edition: str | None = None
    marking: str = ""
    translates: bool = False
    of: tuple[str, str] | None = None
    forms: tuple[tuple[str, str], ...] = ()
    lags: bool = False

    @property
    def original(self) -> tuple[str, str]:
        """The ref of the article whose figures, events, statements and corrections count."""
        return self.of or (self.id, self.lang)

    @property
    def ref(self) -> tuple[str, str]:
        """What identifies it: (id, lang)."""
        return self.id, self.lang

    @property
    def is_retracted(self) -> bool:
        return any(correction.kind == "retraction" for correction in self.corrections)
