"""A mark beside each link that leads to what is not public, and at what the search finds of it: in words, and in the page's
language.
"""

import re
from html import unescape
from urllib.parse import urljoin

import msgspec
from markupsafe import Markup

from briefgen.outputs.search import handed
from briefgen.outputs.target import Target
from briefgen.serving.generation import Generation
from briefgen.site.facts import strings
from briefgen.site.strings import N_
from briefgen.text.message import Message

_LINK = re.compile(rb'(<a\s(?:[^>]*\s)?href="([^"#]+)(?:#[^"]*)?"[^>]*>.*?)(</a>)', re.DOTALL)
_IN_SHORT = {
    "it is a draft": N_("draft"),
    "its embargo lifts at %(time)s": N_("embargoed"),
    "its date is still to come: %(time)s": N_("to come"),
    "it expired at %(time)s": N_("expired"),
}
"""Why something is not public (assembling/visibility.py), in a word."""
_AT_LEAST = N_("not public")
_LISTED = ("themes", "people", "organisations", "sources")


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
            marks[address] = _mark(generation, why[0], target.lang) if why else b""
        return link[1] + marks[address] + link[3]

    return _LINK.sub(mark, data)


def marked_search(data: bytes, generation: Generation, target: Target) -> bytes:
    """What the search reads, with a word at each text, theme, name and source that is not public; any other file as it is."""
    private = generation.private
    if not private or target.kind not in ("search-texts", "search-manifest"):
        return data
    found = msgspec.json.decode(data[data.index(b"{") : data.rindex(b"}") + 1])
    for text in found.get("texts", ()):
        if why := private.get(text["url"]):
            languages = generation.briefing.settings.languages
            text["private"] = {lang: _word(generation, why[0], lang) for lang in languages}
    for kind in _LISTED:
        for pair in found.get(kind, ()):
            if why := private.get(generation.draft.knowledge.urls.front(target.lang, kind, pair[0])):
                pair[1] += f" ({_word(generation, why[0], target.lang)})"
    return handed(target.kind.removeprefix("search-"), found)


def _mark(generation: Generation, why: Message, lang: str) -> bytes:
    word = _word(generation, why, lang)
    spoken = "en" if word in (*_IN_SHORT.values(), _AT_LEAST) else lang
    return Markup(' <span class="briefgen-mark" lang="{}">{}</span>').format(spoken, word).encode()


def _word(generation: Generation, why: Message, lang: str) -> str:
    word: str = strings(generation.draft.knowledge, lang).gettext(_IN_SHORT.get(why.template, _AT_LEAST))
    return word
