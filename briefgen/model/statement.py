"""Who said what, when."""

from dataclasses import dataclass
from datetime import date

from briefgen.model.localised import Words
from briefgen.text.packing import packed


@packed
@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who speaks or claims: an id of the registry, or a plain name without a file of its own."""

    id: str | None = None
    name: str = ""


@packed
@dataclass(frozen=True, slots=True)
class Statement:
    """A quote (direct) or reported speech (indirect), with the passage that holds it; `anchor` is empty for none."""

    article: str
    speaker: Speaker
    direct: bool
    text: Words
    date: date
    where: str = ""
    theme: str | None = None
    anchor: str = ""
