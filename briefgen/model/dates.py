"""Points in time as a desk writes them: with a clock or without, to the day, the month or the year."""

import calendar
from datetime import date, datetime

from briefgen.text.value import Value


class Moment(Value, frozen=True, order=True):
    """A time in the site's zone. `timed` is False for a bare date, which stands for its first instant."""

    at: datetime
    timed: bool = False

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def month(self) -> str:
        """`2026-02`, the unit in which lists are cut."""
        return self.day.isoformat()[:7]


class PartialDate(Value, frozen=True):
    """A date known to the day, to the month (`day` is None) or to the year (`month` is None too)."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


class Period(Value, frozen=True):
    """One date, or a range from `start` to `end`; both ends count."""

    start: PartialDate
    end: PartialDate | None = None

    @property
    def first(self) -> date:
        return self.start.first

    @property
    def last(self) -> date:
        return (self.end or self.start).last

    @property
    def length(self) -> tuple[int, int]:
        """(months, days): full months for what is known to the month or year, else days."""
        end = self.end or self.start
        if self.start.day is not None:
            return 0, (self.last - self.first).days + 1
        return 12 * (end.year - self.start.year) + self.last.month - self.first.month + 1, 0

    @property
    def turn(self) -> tuple[date, tuple[int, int]]:
        """Where it stands among dates ahead: days on end at their first, what lasts or is not known so well at the last that
        it may be, after what is known better.
        """
        is_short = self.start.day is not None and self.length[1] <= 31
        return self.first if is_short else self.last, self.length

    def __str__(self) -> str:
        return str(self.start) if self.end is None else f"{self.start}/{self.end}"
