"""From tokens to HTML in which everything that a page decides is a symbol."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from briefgen.reading.syntax import KINDS
from briefgen.text.symbols import symbol


class Renderer(RendererHTML):
    """markdown-it's renderer with the marks' own elements; footnotes and ids are prefixed by the page."""

    def renderToken(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """markdown-it's own, with the anchor that a mark above the block gives it."""
        html = super().renderToken(tokens, idx, options, env)
        return html.replace(">", f"{_id(tokens[idx])}>", 1) if tokens[idx].meta.get("name") else html

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """markdown-it's own, with a short way for plain prose."""
        if len(tokens) == 1 and tokens[0].type == "text":
            return escapeHtml(tokens[0].content)
        return super().renderInline(tokens, options, env)

    def paragraph_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        if _is_empty(tokens, idx + 1):
            return ""
        token = tokens[idx]
        if token.meta or token.attrs or token.hidden or (idx and tokens[idx - 1].hidden):
            return self.renderToken(tokens, idx, options, env)
        return "<p>"

    def paragraph_close(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return "" if tokens[idx].hidden or _is_empty(tokens, idx - 1) else "</p>\n"

    def heading_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return f"<h{symbol('h', tokens[idx].tag[1:])}{_id(tokens[idx])}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return f"</h{symbol('h', tokens[idx].tag[1:])}>\n"

    def mark_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        mark = tokens[idx].meta.get("mark")
        if mark is None:
            return ""
        opening = KINDS[mark.key].html(mark.value)[0] if mark.key else "<span>"
        return opening.replace(">", f"{_named(mark.name)}>", 1) if mark.name else opening

    def mark_close(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        mark = tokens[idx].meta.get("mark")
        if mark is None:
            return ""
        return KINDS[mark.key].html(mark.value)[1] if mark.key else "</span>"

    def mark_line(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return ""

    def blockquote_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        meta = tokens[idx].meta
        if meta.get("box"):
            return f'<aside class="box {meta["box"]}"{_id(tokens[idx])}>{symbol("box", meta["box"])}\n'
        kind = ' class="statement"' if "quote" in meta else ""
        return f"<blockquote{kind}{_id(tokens[idx])}>\n"

    def blockquote_close(self, _tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        meta = _tokens[idx].meta
        if meta.get("box"):
            return "</aside>\n"
        return "</blockquote>\n"

    def attribution_open(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return "<footer>— "

    def attribution_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return "</footer>\n"

    def table_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        label = symbol("word", "table")
        return f'<div class="scroll" role="group" aria-label="{label}" tabindex="0"><table{_id(tokens[idx])}>\n'

    def table_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return _cell(tokens[idx])

    def td_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return _cell(tokens[idx])

    def link_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        target = tokens[idx].meta.get("target")
        if target is None:
            return ""
        kind, address = target
        if kind == "url":
            return f'<a href="{escapeHtml(address)}" rel="noopener noreferrer">'
        return symbol(kind, *address)

    def link_close(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        target = tokens[idx].meta.get("target")
        if target is None:
            return ""
        return "</a>" if target[0] == "url" else symbol("/a")

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        alt = escapeHtml(self.renderInlineAsText(token.children or [], options, env))
        path = token.meta.get("file")
        if path is None:
            return alt
        return f'<img src="{symbol("src", path)}" alt="{alt}" loading="lazy" decoding="async">'

    def softbreak(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return "\n"

    def hardbreak(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return "<br>\n"

    def hr(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return "<hr>\n"

    def footnote_ref(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        number, again = _footnote(tokens[idx])
        ref = f"fnref{number}" + (f"-{again}" if again else "")
        return f'<sup><a role="doc-noteref"{_named(ref)} href="#{symbol("name", f"fn{number}")}">{number}</a></sup>'

    def footnote_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        number, _ = _footnote(tokens[idx])
        return f'<li{_named(f"fn{number}")} value="{number}">'

    def footnote_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        number, again = _footnote(tokens[idx])
        ref = f"fnref{number}" + (f"-{again}" if again else "")
        return f' <a role="doc-backlink" href="#{symbol("name", ref)}" aria-label="{symbol("word", "back")}">↩</a>'


def _cell(token: Token) -> str:
    """A column's alignment is a class: a strict Content-Security-Policy allows no style attribute."""
    match = re.search(r"text-align:(\w+)", str(token.attrs.get("style", "")))
    return f'<{token.tag} class="{match[1]}">' if match else f"<{token.tag}>"


def _is_empty(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].type == "inline" and not tokens[index].content


def _id(token: Token) -> str:
    return _named(token.meta.get("name"))


def _named(name: Any) -> str:
    """An id attribute as a symbol: whether and with which prefix it stands is the page's business."""
    return symbol("id", name) if name else ""


def _footnote(token: Token) -> tuple[int, int]:
    return int(token.meta["id"]) + 1, int(token.meta.get("subId") or 0)
