"""Links of the built pages that lead to no file of the site, or to no place of a page.

A text stands on many pages: what it links to is told once, at its place in the text if it is found there.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from urllib.parse import unquote, urlsplit

from briefgen.text.finding import Finding, warning
from briefgen.text.message import say
from briefgen.text.span import Span

_LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')


Texts = Callable[[], Iterable[tuple[str, list[str]]]]
"""Gives the paths and lines of what the pages are made from."""


def findings(outputs: Mapping[str, bytes], texts: Texts = tuple) -> Iterator[Finding]:
    pages = {path: data.decode() for path, data in outputs.items() if path.endswith(".html")}
    ids = {path: {unescape(name) for name in _ID.findall(text)} for path, text in pages.items()}
    dead: dict[str, dict[str, None]] = {}
    for path, text in pages.items():
        for link in dict.fromkeys(map(unescape, _LINK.findall(text))):
            if not _leads_somewhere(path, link, outputs, ids):
                dead.setdefault(_address(path, link), {})[path] = None
    lines = list(texts()) if dead else []
    for address, found in dead.items():
        places = [*_places(address, lines)] or [Span(f"site/{min(found)}")]
        for place in places:
            yield warning(
                "dead-link",
                place,
                say(
                    "the link %(link)s leads to nothing (pages that have it: %(count)s)", link=address, count=len(found)
                ),
                say("look for it in the text, or in the template, that this page is made from"),
            )


def _address(path: str, link: str) -> str:
    """What a link of a page leads to, from the site's root: `/themes/energy/`."""
    parts = urlsplit(link)
    target = posixpath.join("/", posixpath.dirname(path), parts.path) if parts.path else f"/{path}"
    end = "/" if target.endswith("/") and target != "/" else ""
    return posixpath.normpath(target) + end + (f"#{parts.fragment}" if parts.fragment else "")


def _places(address: str, texts: list[tuple[str, list[str]]]) -> Iterator[Span]:
    """Where texts link to an address of the site."""
    for path, lines in texts:
        for number, line in enumerate(lines, 1):
            for match in re.finditer(rf"(?<=\]\(){re.escape(address)}(?=[\s)])", line):
                yield Span(path, number, match.start() + 1, len(address))


def _leads_somewhere(path: str, link: str, outputs: Mapping[str, bytes], ids: Mapping[str, set[str]]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or path == "404.html":
        return True
    target = path
    if parts.path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
        if parts.path.endswith(("/", "..", ".")) or target == ".":
            target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target not in outputs:
        return False
    return not parts.fragment or target not in ids or unquote(parts.fragment) in ids[target]
