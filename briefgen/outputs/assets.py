"""Static files of the site theme under names that change with their content, so that a host may cache them for ever."""

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from briefgen.engine.asking import Ask
from briefgen.outputs.target import Target
from briefgen.site.knowledge import Knowledge
from briefgen.site.urls import way_up

STYLES = "press.css"
"""The stylesheet that ends with the colours of the themes, which come from content: a page waits for one file, not for two."""

_URL = re.compile(rb"""(url\(\s*["']?)([^"')#?:\s]+)(["']?\s*\))""")


def addresses(files: Mapping[str, Path], colours: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name of a static file -> its address with a fingerprint; `colours` are (theme id, colour)."""
    found = {name: _address(name, path.read_bytes()) for name, path in files.items() if not name.endswith(".css")}
    for name in sorted(files.keys() - found.keys()):
        # A stylesheet is another one when a file that it refers to is, since that has another name then.
        data = _pointed(name, files[name].read_bytes(), lambda other: found.get(other, ""))
        found[name] = _address(name, data + _hues(colours) if name == STYLES else data)
    return found


def _hues(colours: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f".theme-{id_} {{ --hue: {colour}; }}\n" for id_, colour in colours).encode()


def _address(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:10]
    return f"/assets/{stem}.{digest}{dot}{suffix}" if stem else f"/assets/{name}.{digest}"


def targets(known: Knowledge) -> Iterator[Target]:
    lang = known.briefing.settings.languages[0]
    for name, address in known.assets.items():
        yield Target(address, "asset", (name,), lang)


def render(target: Target, ask: Ask) -> bytes:
    name = target.key[0]
    file: Path = ask("Static", name)
    data = file.read_bytes()
    if not name.endswith(".css"):
        return data

    def address(other: str) -> str:
        try:
            return way_up(target.url) + str(ask("asset", other)).lstrip("/")
        except LookupError:
            return ""

    return _pointed(name, data, address) + (_hues(ask("colours")) if name == STYLES else b"")


def _pointed(name: str, data: bytes, address: Callable[[str], str]) -> bytes:
    """The bytes of a stylesheet in which `url(…)` of a file beside it, no stylesheet, is what `address` makes of its name;
    whatever it has nothing for stays as it stands.
    """

    def put(found: re.Match[bytes]) -> bytes:
        reference = found[2].decode("utf-8", "replace")
        other = posixpath.normpath(posixpath.join(posixpath.dirname(name), reference))
        to = "" if other.endswith(".css") else address(other)
        return found[1] + to.encode() + found[3] if to else found[0]

    return _URL.sub(put, data)
