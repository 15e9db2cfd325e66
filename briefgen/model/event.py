"""A dated happening, past or ahead."""

from dataclasses import dataclass

from briefgen.model.dates import Period
from briefgen.model.localised import Localised
from briefgen.model.statement import Speaker
from briefgen.text.packing import packed

EVENT_STATUSES = ("planned", "held", "postponed", "cancelled")


@packed
@dataclass(frozen=True, slots=True)
class Event:
    """What one article tells of a happening; its id is the site's, so several articles may tell of one event."""

    article: str
    id: str
    date: Period
    title: Localised
    theme: str | None = None
    place: Localised | None = None
    url: str | None = None
    status: str | None = None
    told_by: Speaker | None = None
    anchor: str = ""
