"""Footnotes: `[^1]` in the text, `[^1]: …` on a line of its own."""

from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin


def install(md: MarkdownIt) -> None:
    md.use(footnote_plugin, inline=False)
    # The plugin brings renderers of its own; ours leave ids and links to the page.
    rules: dict[str, Any] = md.renderer.rules  # type: ignore[attr-defined]
    for name in ("footnote_ref", "footnote_open", "footnote_close", "footnote_anchor"):
        rules[name] = getattr(md.renderer, name)
