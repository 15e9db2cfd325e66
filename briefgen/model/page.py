"""A page of the site that is no article: about, contact, method."""

from dataclasses import dataclass

from briefgen.model.localised import Words
from briefgen.text.span import Span


@dataclass(frozen=True, slots=True)
class Page:
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
