"""A page of the site that is no article: about, contact, method."""

from briefgen.model.localised import Words
from briefgen.text.span import Span
from briefgen.text.value import Value


class Page(Value, frozen=True):
    """A standing text at `/<id>/` in one language."""

    id: str
    lang: str
    path: str
    title: Words
    slug: str
    text: str
    body: tuple[str, ...] = ()
    summary: Words | None = None
    order: int = 1000
    aliases: tuple[tuple[str, Span], ...] = ()
    span: Span | None = None
    marking: str = ""
