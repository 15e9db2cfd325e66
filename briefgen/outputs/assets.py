"""Static files of the site theme under names that change with their content, so that a host may cache them for ever."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.engine.asking import Ask
from briefgen.outputs.target import Target
from briefgen.site.facts import Knowledge
from briefgen.site.templates import render as render_template
from briefgen.site.urls import way_up

COLOURS = "themes.css"
"""The one stylesheet that is made: the colours of the themes, which come from content."""


def addresses(files: Mapping[str, Path], colours: str) -> dict[str, str]:
    """Name of a static file -> its address with a fingerprint. `colours` is what the made stylesheet depends on."""
    found = {name: _address(name, path.read_bytes()) for name, path in files.items()}
    found[COLOURS] = _address(COLOURS, colours.encode())
    return found


def _address(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:10]
    return f"/assets/{stem}.{digest}{dot}{suffix}" if stem else f"/assets/{name}.{digest}"


def targets(known: Knowledge) -> Iterator[Target]:
    lang = known.briefing.settings.languages[0]
    for name, address in known.assets.items():
        yield Target(address, "colours" if name == COLOURS else "asset", (name,), lang)


def render(target: Target, ask: Ask) -> bytes:
    if target.kind == "colours":
        values = {"target": target, "lang": target.lang, "here": target.url}
        return render_template(COLOURS, ask, values, way_up(target.url)).encode()
    file: Path = ask("Static", target.key[0])
    return file.read_bytes()
