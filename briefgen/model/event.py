"""A dated happening, past or ahead."""

from briefgen.model.dates import Period
from briefgen.model.localised import Localised
from briefgen.model.statement import Speaker
from briefgen.text.value import Value

EVENT_STATUSES = ("planned", "held", "postponed", "cancelled")


class Event(Value, frozen=True):
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


def status_of(told: tuple[Event, ...]) -> str | None:
    """How an event stands: what the newest text says that says anything of it."""
    return next((event.status for event in told if event.status), None)
