"""Footnotes: `[^1]` in the text, `[^1]: …` on a line of its own."""

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin


def install(md: MarkdownIt) -> None:
    md.use(footnote_plugin, inline=False)
