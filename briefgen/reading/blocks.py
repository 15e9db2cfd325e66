"""The top-level blocks of a text, with the marks that stand on them."""

from collections.abc import Iterator
from typing import Any

import msgspec
from markdown_it.token import Token

from briefgen.reading.body import Quote
from briefgen.reading.inlines import Found, Inlines
from briefgen.reading.mistake import Mistake
from briefgen.reading.syntax import KINDS, attribution, statement
from briefgen.reading.syntax.box import NAMES
from briefgen.reading.syntax.mark import WHERE, Mark, read_mark
from briefgen.text.finding import error, warning
from briefgen.text.message import Message, say
from briefgen.text.span import Span
from briefgen.text.suggesting import nearest


class Block(msgspec.Struct):
    """The tokens of one top-level block, its mark, its heading level (0 for none) and what was found in it."""

    tokens: list[Token]
    mark: Mark | None = None
    mark_span: Span | None = None
    level: int = 0
    found: Found = msgspec.field(default_factory=Found)


class Blocks:
    """Cuts a token list into blocks and settles what stands on them."""

    def __init__(self, inlines: Inlines) -> None:
        self.inlines, self.findings = inlines, inlines.findings

    def read(self, tokens: list[Token]) -> list[Block]:
        """The blocks in order. Line marks move to the block below them and vanish from the list."""
        return [self._block(part) for part in _top_level(self._settle_lines(tokens))]

    def _settle_lines(self, tokens: list[Token]) -> list[Token]:
        kept: list[Token] = []
        waiting: list[tuple[Mark, Span, Token]] = []
        for token in tokens:
            if token.type == "mark_line":
                span = self.inlines.locator.line(token, token.meta["group"])
                mark = self._read(token.meta["group"], "line", span)
                if mark is not None:
                    waiting.append((mark, span, token))
                continue
            for mark, span, line in waiting:
                self._put(mark, span, line, token)
            waiting = []
            kept.append(token)
        for mark, span, _ in waiting:
            self._misplaced(mark, span, say("nothing stands below this mark"))
        return kept

    def _read(self, group: str, place: str, span: Span) -> Mark | None:
        try:
            return read_mark(group, place, KINDS)
        except Mistake as mistake:
            self.findings.append(error(mistake.code, span, mistake.message, mistake.hint))
            return None

    def _put(self, mark: Mark, span: Span, line: Token, below: Token) -> None:
        """A mark's meaning goes into the meta of the block's first token."""
        if below.nesting < 0 or below.type in ("heading_open", "footnote_block_open"):
            self._misplaced(mark, span, _cannot_stand(mark))
        elif mark.key == "speaker" and (below.type != "blockquote_open" or below.meta.get("box")):
            self._misplaced(mark, span, say("a speaker on a line of its own stands above a quote (> …)"))
        elif mark.key == "theme" and line.level > 0:
            self._misplaced(mark, span, say("a theme belongs to a whole paragraph, quote, list or table"))
        else:
            marks = below.meta.get("marks", [])
            if mark.key and any(other.key == mark.key for other, _ in marks):
                self._misplaced(mark, span, say("{%(key)s=…} stands twice above this block", key=mark.key))
                return
            below.meta = {**below.meta, "marks": [*marks, (mark, span)]}
            if mark.name:
                below.meta["name"] = mark.name
            if mark.key == "speaker":
                below.meta["quote"] = (mark, span)

    def _misplaced(self, mark: Mark, span: Span, message: Any) -> None:
        self.findings.append(error("misplaced-mark", span, message, WHERE[mark.key]))

    def _block(self, tokens: list[Token]) -> Block:
        block = Block(tokens)
        first = tokens[0]
        if first.type == "heading_open":
            block.level = int(first.tag[1:])
            self._heading(first, tokens[1])
        for mark, span in first.meta.get("marks", ()):
            if block.mark is None or mark.key == "theme":
                block.mark, block.mark_span = mark, span
        for token in tokens:
            for mark, span in token.meta.get("marks", ()):
                if mark.name:
                    block.found.names.append((mark.name, span))
        self._inside(tokens, block.found)
        return block

    def _heading(self, first: Token, inline: Token) -> None:
        if "group" not in first.meta:
            return
        meta = first.meta
        span = self.inlines.locator.inside(inline, meta["offset"], len(meta["group"]), meta["content"])
        mark = self._read(meta["group"], "heading", span)
        first.meta = {"name": mark.name, "marks": [(mark, span)]} if mark else {}

    def _inside(self, tokens: list[Token], found: Found) -> None:
        """Read the inline tokens; a quote, when it closes, takes what stands in it."""
        open_quotes: list[tuple[Token, int, int, int]] = []
        attributions: set[int] = set()
        for token in tokens:
            if token.type == "blockquote_open":
                self._known_box(token)
                open_quotes.append((token, len(found.texts), len(found.figures), len(found.events)))
            elif token.type == "blockquote_close":
                opening, texts, figures, events = open_quotes.pop()
                token.meta = opening.meta
                quote = self._quote(
                    opening, [found.texts[n] for n in range(texts, len(found.texts)) if n not in attributions]
                )
                if quote is not None:
                    opening.meta = {**opening.meta, "quote": quote}
                    found.said(quote, figures, events)
            elif token.type == "inline":
                self.inlines.read(token, found)
                if "is_attribution" in token.meta:
                    attributions.add(len(found.texts) - 1)
                    open_quotes[-1][0].meta |= {"said_by": (found.texts[-1], token)}
            elif token.type in ("fence", "code_block"):
                found.texts.append(token.content)

    def _quote(self, opening: Token, texts: list[str]) -> Quote | None:
        meta = opening.meta
        words = statement.words(" ".join(text for text in texts if text))
        line, inline = meta.get("said_by", ("", None))
        name, where, said = attribution.parts(line)
        if "quote" in meta:
            mark, span = meta["quote"]
            return Quote(words, span, statement.speaker(mark.value), "", where, said)
        if name:
            span = self.inlines.locator.inside(inline, max(0, inline.content.find(name)), len(name))
            return Quote(words, span, None, name, where, said)
        return None

    def _known_box(self, token: Token) -> None:
        if token.meta.get("box") is None and "label" in token.meta:
            near = nearest(token.meta["label"], NAMES)
            self.findings.append(
                warning(
                    "unknown-box",
                    self.inlines.locator.line(token),
                    say("no box is called [!%(label)s]", label=token.meta["label"]),
                    say("did you mean '%(id)s'?", id=near or "BACKGROUND"),
                )
            )


def _cannot_stand(mark: Mark) -> Message:
    if mark.key:
        return say("{%(key)s=…} cannot stand here", key=mark.key)
    return say("%(mark)s cannot stand here", mark=f"{{#{mark.name}}}")


def _top_level(tokens: list[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    depth = 0
    for token in tokens:
        part.append(token)
        depth += token.nesting
        if depth == 0:
            yield part
            part = []
