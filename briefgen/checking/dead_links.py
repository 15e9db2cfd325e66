"""Links of the built pages that lead to no file of the site, or to no place of a page."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote, urlsplit

from briefgen.text.finding import Finding, warning
from briefgen.text.message import say
from briefgen.text.span import Span

_LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')


def findings(outputs: Mapping[str, bytes]) -> Iterator[Finding]:
    pages = {path: data.decode() for path, data in outputs.items() if path.endswith(".html")}
    ids = {path: {unescape(name) for name in _ID.findall(text)} for path, text in pages.items()}
    for path, text in pages.items():
        for link in dict.fromkeys(map(unescape, _LINK.findall(text))):
            if not _leads_somewhere(path, link, outputs, ids):
                yield warning(
                    "dead-link",
                    Span(f"site/{path}"),
                    say("the link %(link)s leads to nothing", link=link),
                    say("look for it in the text, or in the template, that this page is made from"),
                )


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
