"""What reading found in the text of one file, before themes are settled and names resolved."""

from datetime import date

from briefgen.model.statement import Speaker
from briefgen.text.span import Span
from briefgen.text.value import Value


class Quote(Value, frozen=True):
    """Marked or attributed words. `name` is what an attribution line gives, to be looked up; else `speaker` is set."""

    text: str
    span: Span
    speaker: Speaker | None = None
    name: str = ""
    where: str = ""
    said: date | None = None


class Reference(Value, frozen=True):
    """An id that a mark names, with the quote's speaker where it stands inside one."""

    id: str
    span: Span
    quote: Quote | None = None


class FileLink(Value, frozen=True):
    """A link or image that points to a file of content/: its path as written, and `#fragment`."""

    path: str
    fragment: str
    span: Span
    image: bool = False
    alt: str = ""


class Run(Value, frozen=True):
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


class Body(Value, frozen=True):
    """The runs of a file in order, and the desk's notes taken out of it."""

    runs: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()
