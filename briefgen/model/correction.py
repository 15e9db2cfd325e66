"""What was wrong, and what is right."""

from briefgen.model.dates import Moment
from briefgen.model.localised import Localised
from briefgen.text.value import Value

CORRECTION_KINDS = ("correction", "clarification", "update", "retraction")


class Correction(Value, frozen=True):
    """A note on an article, newest first on its page. `figure` is an id of the article's own."""

    article: str
    date: Moment
    kind: str
    text: Localised
    figure: str | None = None
    was: str | None = None
    now: str | None = None
