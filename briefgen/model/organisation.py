"""An institution in the registry."""

from dataclasses import dataclass

from briefgen.model.localised import Localised
from briefgen.model.person import Person


@dataclass(frozen=True, slots=True)
class Organisation(Person):
    """Like a person, with an abbreviation and a kind (free words, as the desk sorts them)."""

    abbreviation: Localised | None = None
    kind: str = ""
