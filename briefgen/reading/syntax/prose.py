"""Most wire prose holds no sign that Markdown minds: such a text is one token, without asking every rule at every sign."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# Every sign at which an inline rule of this syntax can begin, and the line break.
_SPECIAL = re.compile(r"[\\`*_~\[<&\n]")


def install(md: MarkdownIt) -> None:
    md.core.ruler.at("inline", _inline)


def _inline(state: StateCore) -> None:
    """markdown-it's own rule of this name, with the short way for plain prose."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if _SPECIAL.search(token.content):
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children = [Token("text", "", 0, content=token.content)] if token.content else []
