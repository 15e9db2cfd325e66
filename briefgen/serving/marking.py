"""A mark beside each link that leads to what is not public, in words and in the page's language."""

import re
from html import unescape
from urllib.parse import urljoin

from markupsafe import Markup

from briefgen.outputs.target import Target
from briefgen.serving.generation import Generation
from briefgen.site.strings import catalogue, catalogue_source
from briefgen.text.message import Message, say

_LINK = re.compile(rb'(<a\s(?:[^>]*\s)?href="([^"#]+)(?:#[^"]*)?"[^>]*>.*?)(</a>)', re.DOTALL)
_IN_SHORT = {
    "it is a draft": say("draft"),
    "its embargo lifts at %(time)s": say("embargoed"),
    "its date is still to come: %(time)s": say("to come"),
    "it expired at %(time)s": say("expired"),
}
"""Why something is not public (assembling/visibility.py), in a word."""
_AT_LEAST = say("not public")


def marked(data: bytes, generation: Generation, target: Target) -> bytes:
    """A page with its marks."""
    if not generation.private:
        return data
    marks: dict[bytes, bytes] = {}

    def mark(link: re.Match[bytes]) -> bytes:
        address = link[2]
        if address not in marks:
            url = generation.draft.knowledge.urls.inner(urljoin(target.url, unescape(address.decode())))
            why = generation.private.get(url, ()) if url != target.url else ()
            marks[address] = _mark(why[0], target.lang) if why else b""
        return link[1] + marks[address] + link[3]

    return _LINK.sub(mark, data)


def _mark(why: Message, lang: str) -> bytes:
    spoken = lang if catalogue_source("findings", lang) else "en"
    word = _IN_SHORT.get(why.template, _AT_LEAST).text(catalogue("findings", spoken).gettext)
    return Markup(' <span class="briefgen-mark" lang="{}">{}</span>').format(spoken, word).encode()
