"""An editorial subject."""

from briefgen.model.dates import PartialDate
from briefgen.model.localised import Localised
from briefgen.text.value import Value

ARROWS = ("better", "same", "worse")


class State(Value, frozen=True):
    """How a theme stands: an arrow, since when, and the sentence that justifies it."""

    arrow: str
    since: PartialDate | None = None
    reason: Localised | None = None


class Theme(Value, frozen=True):
    """A subject under which passages are grouped. `states` are newest first; `body` is its standing background."""

    id: str
    title: Localised
    summary: Localised | None = None
    order: int = 1000
    colour: str | None = None
    keywords: tuple[str, ...] = ()
    parent: str | None = None
    states: tuple[State, ...] = ()
    body: tuple[tuple[str, tuple[str, ...]], ...] = ()
    marking: str = ""
    path: str = ""
