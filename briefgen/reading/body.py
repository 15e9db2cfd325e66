"""What reading found in the text of one file, before themes are settled and names resolved."""

from dataclasses import dataclass
from datetime import date

from briefgen.model.statement import Speaker
from briefgen.text.packing import packed
from briefgen.text.span import Span


@packed
@dataclass(frozen=True, slots=True)
class Quote:
    """Marked or attributed words. `name` is what an attribution line gives, to be looked up; else `speaker` is set."""

    text: str
    span: Span
    speaker: Speaker | None = None
    name: str = ""
    where: str = ""
    said: date | None = None


@packed
@dataclass(frozen=True, slots=True)
class Reference:
    """An id that a mark names, with the quote's speaker where it stands inside one."""

    id: str
    span: Span
    quote: Quote | None = None


@packed
@dataclass(frozen=True, slots=True)
class FileLink:
    """A link or image that points to a file of content/: its path as written, and `#fragment`."""

    path: str
    fragment: str
    span: Span
    image: bool = False
    alt: str = ""


@packed
@dataclass(frozen=True, slots=True)
class Run:
    """Top-level blocks that carry the same marks. `themes` is None where the article's own hold; `opens` forces a cut.

    `html` and `notes` are digests of the HTML of the text and of its footnotes ("" for none). `capitals` are the words of
    its text that begin with a capital, by which names are looked for; neighbours stand together.
    """

    themes: tuple[str, ...] | None
    opens: bool
    name: str | None
    text: str
    lead: str
    heading: str
    html: str
    notes: str
    span: Span
    theme_span: Span | None = None
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Reference, ...] = ()
    events: tuple[Reference, ...] = ()
    links: tuple[FileLink, ...] = ()
    names: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()


@packed
@dataclass(frozen=True, slots=True)
class Body:
    """The runs of a file in order, and the desk's notes taken out of it."""

    runs: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()
