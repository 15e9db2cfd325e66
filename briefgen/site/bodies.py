"""A stored body -> the HTML of one page: its symbols become links, ids and heading levels."""

import re
from functools import lru_cache

from briefgen.engine.asking import Ask
from briefgen.site.escaping import escape
from briefgen.site.linking import Linked, with_links
from briefgen.site.strings import N_
from briefgen.site.urls import file_url, linked
from briefgen.text.symbols import resolve, without

Owner = tuple[str, str, str]
"""Kind (a folder of content/), id and language of an entry."""

_WORDS = {
    "background": N_("Background"),
    "assessment": N_("Assessment"),
    "table": N_("Table"),
    "back": N_("Back to the text"),
}
"""What a body's own elements say, in the body's language."""
_with_links = lru_cache(maxsize=1024)(with_links)
"""A month's pages are made together, and a passage stands on several of them."""
_TAG = re.compile("<[^>]*>")
_ESCAPES = (("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_FOOTNOTE_LINK = re.compile('<a role="doc-[^>]*>[^<]*</a>')


def page_html(
    ask: Ask,
    digests: tuple[str, ...],
    lang: str,
    shift: int,
    prefix: str,
    owner: Owner,
    anchor: str,
    names: tuple[Linked, ...] = (),
) -> str:
    """The body in `digests` as it stands on a page.

    `lang` is the body's own language, `shift` what its headings go down, `prefix` what its ids get to be unique on a page
    of many bodies, `owner` (kind, id, language) whose text it is, `anchor` the id that the passage's own element has,
    `names` are linked where they first stand.
    """
    page = _Page(ask, lang, shift, prefix, owner, anchor)
    html = resolve("".join(map(ask.content, digests)), page.answer)
    return _with_links(html, names) if names else html


def plain_text(ask: Ask, digests: tuple[str, ...]) -> str:
    """The words of a body, a block a line; what only leads to a footnote and back is left out."""
    found = "".join(map(ask.content, digests))
    if "\x01" in found:
        found = _FOOTNOTE_LINK.sub("", without(found))
    found = _TAG.sub("", found)
    if "&" in found:
        for escaped, sign in _ESCAPES:
            found = found.replace(escaped, sign)
    return found


class _Page:
    """Answers the symbols of one body on one page."""

    def __init__(self, ask: Ask, lang: str, shift: int, prefix: str, owner: Owner, anchor: str) -> None:
        self.ask, self.lang, self.shift = ask, lang, shift
        self.prefix, self.owner, self.anchor = prefix, owner, anchor
        self.open_links: list[bool] = []

    def answer(self, kind: str, arguments: list[str]) -> str:
        if kind == "h":
            # The title of the page is the one h1, so a text's own headings begin below it.
            return str(min(6, max(2, int(arguments[0])) + self.shift))
        if kind == "id":
            name = arguments[0]
            return "" if name == self.anchor and not self.prefix else f' id="{self.prefix}{escape(name)}"'
        if kind == "name":
            return self.prefix + escape(arguments[0])
        if kind.startswith("a:"):
            return self._open(self._address(kind[2:], *arguments))
        if kind == "/a":
            return "</a>" if self.open_links.pop() else ""
        if kind == "src":
            return escape(linked(self._file(arguments[0])))
        word = escape(self.ask("Strings", self.lang).gettext(_WORDS[arguments[0]]))
        return f'<p class="box-label">{word}</p>' if kind == "box" else word

    def _open(self, address: str | None) -> str:
        """A link to what is not shown leaves its plain words."""
        self.open_links.append(address is not None)
        return "" if address is None else f'<a href="{escape(address)}">'

    def _address(self, kind: str, path: str, fragment: str) -> str | None:
        sign = f"#{fragment}" if fragment else ""
        if kind == "name":
            return f"#{self.prefix}{fragment}" if self._is_here() else linked(self._own() + sign)
        if kind == "page":
            return linked(path + sign)
        if kind == "file":
            return linked(self._file(path))
        url = self.ask("place", path, self.lang)
        return None if url is None else linked(url + sign)

    def _is_here(self) -> bool:
        return not self.prefix

    def _own(self) -> str:
        url: str = self.ask("home", *self.owner)
        return url

    def _file(self, path: str) -> str:
        return file_url(self._own(), path)
