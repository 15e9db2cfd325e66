"""All that is known of a site before anything is rendered, with what is worked out of it when it is first needed."""

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from jinja2 import TemplateNotFound

from briefgen.model.briefing import Briefing
from briefgen.model.edition import Edition
from briefgen.model.shape import is_reworded
from briefgen.site.chronicle import Chronicle
from briefgen.site.shelves import Shelves
from briefgen.site.templates import Templates
from briefgen.site.units import FILE as UNITS
from briefgen.site.units import Forms, read_forms
from briefgen.site.urls import Urls


@dataclass(frozen=True)
class Files:
    """Where files are on disk: static ones by name, those of content/ by their path below the project, of which `digests`
    may be known already.
    """

    static: Mapping[str, Path] = field(default_factory=dict)
    content: Mapping[str, Path] = field(default_factory=dict)
    digests: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Knowledge:
    """The Briefing, the HTML of its bodies by digest, and the site theme. Planning sees it; renders only ask."""

    briefing: Briefing
    bodies: Mapping[str, str]
    templates: Templates
    assets: Mapping[str, str] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    root: Path = Path()

    @cached_property
    def urls(self) -> Urls:
        return Urls(self.briefing.settings)

    @cached_property
    def shelves(self) -> Shelves:
        return Shelves(self.briefing)

    @cached_property
    def editions_of(self) -> dict[str, list[tuple[str, date, date]]]:
        """Month -> the editions that begin in it, newest first."""
        found: dict[str, list[tuple[str, date, date]]] = defaultdict(list)
        for each in self.briefing.editions:
            found[each.first.isoformat()[:7]].append(days_of(each))
        return found

    @cached_property
    def chronicle(self) -> Chronicle:
        return Chronicle(self.briefing, self.unit_forms)

    @cached_property
    def unit_forms(self) -> Mapping[str, Forms]:
        """The forms of what is counted, by language."""
        try:
            return read_forms(self.templates.source(UNITS))
        except TemplateNotFound:
            return {}

    def updated(self, briefing: Briefing, texts: Set[str]) -> "Knowledge":
        """What is known of a Briefing that differs from this one in some texts (by key)."""
        found = dataclasses.replace(self, briefing=briefing)
        if is_reworded(self.briefing, briefing, texts):
            for name in {"shelves", "chronicle"} & self.__dict__.keys():
                found.__dict__[name] = getattr(self, name).reworded(briefing)
        elif "shelves" in self.__dict__:
            found.__dict__["shelves"] = self.shelves.updated(briefing, texts)
        return found

    def dressed_as(self, other: "Knowledge") -> "Knowledge":
        """This Briefing, with what was worked out of it, in the site theme of another."""
        found = dataclasses.replace(self, templates=other.templates, assets=other.assets, files=other.files)
        names = _WORKED_OUT if found.unit_forms == self.unit_forms else _OF_BRIEFINGS
        found.__dict__.update({name: self.__dict__[name] for name in names if name in self.__dict__})
        return found


_OF_BRIEFINGS = ("urls", "shelves", "editions_of")
"""What is worked out of a Briefing alone when it is first needed."""
_WORKED_OUT = (*_OF_BRIEFINGS, "chronicle")
"""And with the forms of its units, which stand in the site theme."""


def days_of(found: Edition) -> tuple[str, date, date]:
    """An edition's key, first and last day."""
    return found.key, found.first, found.last
