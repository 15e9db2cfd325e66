"""People and organisations: one namespace of ids, two kinds."""

from dataclasses import dataclass

from briefgen.model.localised import Localised


@dataclass(frozen=True, slots=True)
class Link:
    """An address outside the site, with what it is called."""

    url: str
    title: Localised | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the registry. `body` holds digests of the profile's pieces of HTML, per language."""

    id: str
    name: Localised
    role: Localised | None = None
    aliases: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    body: tuple[tuple[str, tuple[str, ...]], ...] = ()
    marking: str = ""
    path: str = ""
