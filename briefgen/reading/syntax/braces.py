"""Brace groups where Markdown meets them: after `]` in a text, at the end of a heading, alone on a line."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from briefgen.reading.syntax.mark import GROUP, is_meant

# Each way begins with a plain sign, so that these are looked for, and not the whole tried at every sign.
_BRACKET = re.compile(r"\\.|`(`*)(?!`)(?:(?!`\1).)+?(?<!`)`\1(?!`)|\[|\]", re.DOTALL)
_AT_END = re.compile(r"(?:^|\s)(\{[^{}]*\})\s*$")


def install(md: MarkdownIt) -> None:
    md.inline.ruler.before("link", "mark", _in_text)
    md.inline.ruler.before("mark", "lone_bracket", _lone)
    md.block.ruler.before(
        "table", "mark_line", _on_line, {"alt": ["paragraph", "reference", "blockquote", "list", "table"]}
    )
    md.core.ruler.before("inline", "mark_heading", _in_headings)


def _in_text(state: StateInline, silent: bool) -> bool:
    """`[text]{…}` becomes mark_open, the text's tokens, mark_close; the group itself is kept in the token's meta."""
    # A link asks silently what stands in its words: brackets that are no link, so that a mark may stand in one.
    if silent or state.src[state.pos] != "[" or "]{" not in state.src:
        return False
    start, close = state.pos, _brackets(state).get(state.pos)
    if close is None or close >= state.posMax:
        return False
    group = GROUP.match(state.src, close + 1, state.posMax)
    if group is None or not is_meant(group[0]):
        return False
    token = state.push("mark_open", "", 1)
    token.meta = {"group": group[0], "offset": close + 1}
    end, state.pos, state.posMax = state.posMax, start + 1, close
    state.md.inline.tokenize(state)
    state.posMax = end
    state.push("mark_close", "", -1)
    state.pos = group.end()
    return True


def _lone(state: StateInline, silent: bool) -> bool:
    """A `[` that nothing closes is text: every rule that begins with one would look for its end in vain, each time."""
    at = state.pos
    mark = "![" if state.src.startswith("![", at) else "["
    if not state.src.startswith(mark, at) or at + len(mark) - 1 in _brackets(state):
        return False
    if not silent:
        state.pending += mark
    state.pos = at + len(mark)
    return True


def _brackets(state: StateInline) -> dict[int, int]:
    """Where each `[` is closed, found once for a text: nested brackets must not cost a scan each."""
    cached: tuple[str, dict[int, int]] | None = state.env.get("brackets")
    if cached is None or cached[0] is not state.src:
        cached = state.env["brackets"] = (state.src, _matched(state.src))
    return cached[1]


def _matched(text: str) -> dict[int, int]:
    matched: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]" and opened:
            matched[opened.pop()] = match.start()
    return matched


def _on_line(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """A line `{…}` above a block becomes a mark_line token before it."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    line = state.src[start : state.eMarks[start_line]].rstrip()
    if not line.startswith("{") or not line.endswith("}") or not is_meant(line) or not _is_one(line):
        return False
    if not silent:
        token = state.push("mark_line", "", 0)
        token.map = [start_line, start_line + 1]
        token.meta = {"group": line}
        token.hidden = True
        state.line = start_line + 1
    return True


def _is_one(line: str) -> bool:
    """Whether a line is one brace group, well written or not; several are prose, with marks that stand wrong in it."""
    return line.index("}") == len(line) - 1 or GROUP.fullmatch(line) is not None


def _in_headings(state: StateCore) -> None:
    """`## Enerji {…}`: the group moves from the heading's text to its opening token."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open":
            continue
        match = _AT_END.search(inline.content)
        if match and is_meant(match[1]):
            opening.meta = {"group": match[1], "offset": match.start(1), "content": inline.content}
            inline.content = inline.content[: match.start()].rstrip()
