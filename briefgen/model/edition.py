"""The briefing of one day or week."""

from dataclasses import dataclass
from datetime import date

from briefgen.model.localised import Localised


@dataclass(frozen=True, slots=True)
class Takeaway:
    """One sentence to carry away; `ref` is `article` or `article#anchor`."""

    text: Localised
    theme: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """A dated, finishable issue. `key` is `2026-02-03` or `2026-w06`; `articles` are text keys in reading order."""

    key: str
    first: date
    last: date
    articles: tuple[str, ...] = ()
    title: Localised | None = None
    lead: Localised | None = None
    takeaways: tuple[Takeaway, ...] = ()
    number: int | None = None
    quiet: bool = False
    marking: str = ""
