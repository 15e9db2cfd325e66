"""The briefing of one day or week."""

from datetime import date, datetime

from briefgen.model.localised import Localised
from briefgen.model.theme import State
from briefgen.text.value import Value


class Takeaway(Value, frozen=True):
    """One sentence to carry away; `ref` is `article` or `article#anchor`."""

    text: Localised
    theme: str | None = None
    ref: str | None = None


class Edition(Value, frozen=True):
    """A dated, finishable issue. `key` is `2026-02-03` or `2026-w06`.

    `articles` are text keys in reading order; `late` are those that came after it was `issued` (newest first), which
    stand apart. `items` are the desk's own order: (text key, anchor), where a named passage stands for its text, and an
    empty anchor for all passages. `fixes_takeaways` is whether the desk has said what they are; else they are the texts'
    summaries. `states` has every theme that the issue showed, with how it stood (None for no arrow); it is None for an
    edition whose arrows follow from the themes. `corrections` are (id, lang, number) of those that were made in its time,
    latest first.
    """

    key: str
    first: date
    last: date
    articles: tuple[str, ...] = ()
    title: Localised | None = None
    lead: Localised | None = None
    takeaways: tuple[Takeaway, ...] = ()
    fixes_takeaways: bool = False
    number: int | None = None
    quiet: bool = False
    marking: str = ""
    issued: datetime | None = None
    late: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    states: tuple[tuple[str, State | None], ...] | None = None
    corrections: tuple[tuple[str, str, int], ...] = ()
