"""The marks of the body, one file each. The ordered table of them is the syntax; adding a mark is a file and a row."""

from markdown_it import MarkdownIt

from briefgen.reading.syntax import (
    attribution,
    box,
    braces,
    date,
    event,
    figure,
    footnote,
    html,
    link,
    prose,
    statement,
    theme,
)
from briefgen.reading.syntax.mark import Kind

KINDS: dict[str, Kind] = {kind.key: kind for kind in (theme.KIND, statement.KIND, figure.KIND, event.KIND, date.KIND)}


def install(md: MarkdownIt) -> None:
    """Teach a parser all of it; the order is that of the rules' chains."""
    for syntax in (braces, footnote, box, attribution, html, link, prose):
        syntax.install(md)
