"""People and organisations: one namespace of ids, two kinds."""

from briefgen.model.localised import Localised
from briefgen.text.value import Value


class Link(Value, frozen=True):
    """An address outside the site, with what it is called."""

    url: str
    title: Localised | None = None


class Person(Value, frozen=True):
    """Someone in the registry. `body` holds digests of the profile's pieces of HTML, per language."""

    id: str
    name: Localised
    role: Localised | None = None
    aliases: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    body: tuple[tuple[str, tuple[str, ...]], ...] = ()
    marking: str = ""
    path: str = ""
