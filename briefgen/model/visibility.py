"""The fields that decide whether a text may be seen. Entries of every kind carry them."""

from datetime import datetime

from briefgen.text.value import Value

STATUSES = ("usable", "withheld", "cancelled")


class Visibility(Value, frozen=True):
    """What an entry says of itself. `embargo` and `expires` are aware times; `no_embargo` is `embargo: none`."""

    draft: bool = False
    status: str = "usable"
    embargo: datetime | None = None
    no_embargo: bool = False
    expires: datetime | None = None
    marking: str | None = None
