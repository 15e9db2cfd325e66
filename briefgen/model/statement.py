"""Who said what, when."""

from datetime import date

from briefgen.model.localised import Words
from briefgen.text.value import Value


class Speaker(Value, frozen=True):
    """Someone who speaks or claims: an id of the registry, or a plain name without a file of its own."""

    id: str | None = None
    name: str = ""


class Statement(Value, frozen=True):
    """A quote (direct) or reported speech (indirect), with the passage that holds it; `anchor` is empty for none."""

    article: str
    speaker: Speaker
    direct: bool
    text: Words
    date: date
    where: str = ""
    theme: str | None = None
    anchor: str = ""
