"""Names in running text -> links to whom they name: the first of each, never inside a link, code, heading or other name."""

import re
from collections.abc import Sequence
from html import escape as html_escape

from briefgen.site.escaping import escape
from briefgen.site.urls import linked
from briefgen.text.naming import Name, flat, standing
from briefgen.text.value import Value

_CLOSED = re.compile(r"<(a|abbr|code|pre|h[1-6])\b[^>]*>.*?</\1>|<[^>]*>", re.DOTALL)
"""What no link may stand in: links, code, headings, and tags themselves."""


class Linked(Value, frozen=True):
    """A name as it stands in a passage, and where it leads: nowhere for one that several bear."""

    name: Name
    url: str | None = None
    expansion: str = ""


def with_links(html: str, names: Sequence[Linked]) -> str:
    """The HTML of a passage with its names linked; abbreviations are written out in a title where they first stand, after
    a link to the full name too.
    """
    searched = flat(html)
    # As the body's renderer escapes a text.
    by_text = {html_escape(each.name.text, quote=False).replace('"', "&quot;"): each for each in names}
    spots = list(
        standing(searched, [Name(text, each.name.id, each.name.takes_suffix) for text, each in by_text.items()])
    )
    if not spots:
        return html
    closed = _closed(html)
    pieces, done, end = [], set[str](), 0
    for at, name in spots:
        each = by_text[name.text]
        is_new, is_short = each.name.id not in done, bool(each.expansion) and name.text not in done
        if each.url is None or not (is_new or is_short) or _is_in(at, closed):
            continue
        done |= {each.name.id, name.text}
        text = html[at : at + len(name.text)]
        if is_short:
            text = f'<abbr title="{escape(each.expansion)}">{text}</abbr>'
        if is_new:
            text = f'<a class="who" href="{escape(linked(each.url))}">{text}</a>'
        pieces += [html[end:at], text]
        end = at + len(name.text)
    return "".join([*pieces, html[end:]])


def _closed(html: str) -> list[tuple[int, int]]:
    return [match.span() for match in _CLOSED.finditer(html)]


def _is_in(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
