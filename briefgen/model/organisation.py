"""An institution in the registry."""

from briefgen.model.localised import Localised
from briefgen.model.person import Person


class Organisation(Person, frozen=True):
    """Like a person, with an abbreviation and a kind (free words, as the desk sorts them)."""

    abbreviation: Localised | None = None
    kind: str = ""
