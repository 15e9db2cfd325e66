"""Links and images keep where they stand, as Markdown does not; their addresses are judged by reading, with a finding."""

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.autolink import autolink
from markdown_it.rules_inline.image import image
from markdown_it.rules_inline.link import link

Rule = Callable[[StateInline, bool], bool]


def install(md: MarkdownIt) -> None:
    for name, rule in (("link", link), ("image", image), ("autolink", autolink)):
        md.inline.ruler.at(name, _placed(rule))


def _placed(rule: Rule) -> Rule:
    """`rule`, whose token's meta then holds the offsets of its first sign and behind its last one."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in () if silent else state.tokens[count : count + 2]:
            if token.type in ("link_open", "image"):
                token.meta = {"at": (start, state.pos)}
                break
        return True

    return placed
