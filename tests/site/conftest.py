"""What the tests of site, outputs and checking share: a small site in memory that can be asked and rendered."""

from pathlib import Path
from typing import Any

from briefgen.engine.asking import Ask, Memory
from briefgen.model.settings import Settings
from briefgen.site.knowledge import Knowledge
from briefgen.site.oracle import SiteOracle
from briefgen.site.site_theme import bundled
from briefgen.site.templates import Templates
from tests.assembling.conftest import assembled, readings

THREE = Settings(languages=("tr", "en", "ru"), base_url="https://example.org/b")


def knowledge(
    files: dict[str, str], settings: Settings = THREE, folders: list[Path] | None = None, **more: Any
) -> Knowledge:
    """What questions are answered from, for files of content/ in which nothing is wrong."""
    assembly = assembled(files, settings, **more)
    assert not [finding for finding in assembly.findings if finding.is_error]
    bodies = {digest: html for reading in readings(files, settings) for digest, html in reading.html.items()}
    templates = Templates([*(folders or []), bundled() / "press" / "templates"])
    static = {
        path.relative_to(bundled() / "press" / "static").as_posix()
        for path in (bundled() / "press" / "static").rglob("*")
        if path.is_file()
    }
    assets = {name: f"/assets/{name}" for name in static}
    return Knowledge(assembly.briefing, bodies, templates, assets)


def asking(files: dict[str, str], settings: Settings = THREE, **more: Any) -> Ask:
    """An `ask` about a small site."""
    return Ask(Memory(SiteOracle(knowledge(files, settings, **more))))
