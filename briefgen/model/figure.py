"""A number that someone claims."""

from datetime import date
from decimal import Decimal

from briefgen.model.dates import Period
from briefgen.model.localised import Localised
from briefgen.model.statement import Speaker
from briefgen.text.value import Value

QUALIFIERS = ("exactly", "about", "more-than", "less-than", "at-least", "at-most")


class Figure(Value, frozen=True):
    """One claim: what is counted (`title`), `value` (to `to`), who says so and as of when. `id` is the article's own."""

    article: str
    id: str
    series: str
    title: Localised
    value: Decimal
    claimed_by: Speaker
    as_of: date
    to: Decimal | None = None
    unit: Localised | None = None
    qualifier: str | None = None
    period: Period | None = None
    theme: str | None = None
    anchor: str = ""

    @property
    def has_series(self) -> bool:
        """Whether it belongs to a series that the desk has named, and not to one of its own."""
        return self.series != own_series(self.article, self.id)


def own_series(article: str, id_: str) -> str:
    """The series of a figure that names none."""
    return f"{article}-{id_}"
