"""Where a text comes from."""

from datetime import date

from briefgen.model.localised import Localised
from briefgen.model.organisation import Organisation
from briefgen.text.value import Value


class Source(Organisation, frozen=True):
    """An outlet or office in the registry; `kind` is the desk's own sorting (state, private, agency …)."""


class Provenance(Value, frozen=True):
    """The source of one article: an id of the registry or a plain name, and where the original stands."""

    id: str | None = None
    name: Localised | None = None
    url: str | None = None
    archived: str | None = None
    archived_at: date | None = None
    also: tuple[str, ...] = ()
