"""Most wire prose holds no sign that Markdown minds: it need not be asked about by every rule, at every sign."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token

# Every sign at which an inline rule of this syntax can begin, and the line break.
_SPECIAL = re.compile(r"[\\`*_~\[<&\n]")


def install(md: MarkdownIt) -> None:
    # A Document has normal line ends and no NUL.
    md.core.ruler.disable("normalize")
    md.core.ruler.at("inline", _inline)
    md.core.ruler.at("text_join", _text_join)
    md.block.ruler.before("mark_line", "prose", _paragraph)


def _paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """One line that begins with a letter and is followed by an empty one can be nothing but a paragraph."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    end = state.eMarks[start_line]
    alone = start_line + 1 >= end_line or state.isEmpty(start_line + 1)
    if silent or not alone or begin >= end or not state.src[begin].isalpha():
        return False
    state.line = start_line + 1
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [start_line, state.line]
    inline = state.push("inline", "", 0)
    inline.content = state.src[begin:end].strip()
    inline.map = [start_line, state.line]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


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


def _text_join(state: StateCore) -> None:
    """markdown-it's own rule of this name, for those that hold anything to join."""
    tokens = state.tokens
    state.tokens = [token for token in tokens if token.type == "inline" and not _is_prose(token.children or [])]
    text_join(state)
    state.tokens = tokens


def _is_prose(children: list[Token]) -> bool:
    return len(children) == 1 and children[0].type == "text"
