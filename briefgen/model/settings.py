"""What `briefgen.toml` says, and what it leaves unsaid."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from briefgen.model.localised import Localised, Words

TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""The Traffic Light Protocol, version 2.0 (FIRST), from what anyone may read to named persons only."""


_TITLE = Localised((Words("Briefing", "en"),))


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's own settings. `languages[0]` lives at `/`; `edition_cutoff` is minutes after 00:00 in the zone."""

    title: Localised = _TITLE
    description: Localised | None = None
    base_url: str = ""
    languages: tuple[str, ...] = ("tr",)
    timezone: str = "Europe/Istanbul"
    site_theme: str = "press"
    edition: str = "daily"
    edition_cutoff: int = 24 * 60
    markings: tuple[str, ...] = TLP
    default_marking: str = ""
    audience: str = ""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def rank(self, marking: str) -> int:
        """The place of a marking in the scheme; the empty one is the default. ValueError for one outside it."""
        return self.markings.index(marking or self.default_marking or self.markings[0])
