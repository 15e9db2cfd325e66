"""`> [!BACKGROUND]` and `> [!ASSESSMENT]`: a quote that sets standing facts, or judgement, apart from report."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefgen.text.casing import fold

_LABELS = {
    "background": ("BACKGROUND", "ARKA PLAN", "СПРАВКА"),
    "assessment": ("ASSESSMENT", "DEĞERLENDİRME", "ОЦЕНКА"),
}
NAMES = [label for labels in _LABELS.values() for label in labels]
BOXES = {fold(label): box for box, labels in _LABELS.items() for label in labels}
_OPENING = re.compile(r"\[!([^\]\n]{1,40})\][ \t]*\n?")


def install(md: MarkdownIt) -> None:
    md.core.ruler.before("inline", "box", _boxes)


def _boxes(state: StateCore) -> None:
    """A quote whose text opens with a label becomes a box; an unknown label is noted for a finding."""
    tokens = state.tokens
    for index in range(len(tokens) - 2):
        if tokens[index].type != "blockquote_open" or tokens[index + 1].type != "paragraph_open":
            continue
        inline = tokens[index + 2]
        match = _OPENING.match(inline.content)
        if match is None:
            continue
        label = " ".join(match[1].split())
        box = BOXES.get(fold(label))
        tokens[index].meta = {"box": box, "label": label}
        if box is not None:
            _take_out(inline, match.end())


def _take_out(inline: Token, length: int) -> None:
    first = inline.content[:length]
    inline.content = inline.content[length:]
    if inline.map and first.endswith("\n"):
        inline.map = [inline.map[0] + 1, inline.map[1]]
