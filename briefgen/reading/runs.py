"""Blocks -> runs: where the marks of themes begin and end."""

from dataclasses import dataclass, field

from msgspec.structs import astuple

from briefgen.reading.blocks import Block
from briefgen.reading.inlines import Found
from briefgen.reading.locating import Locator
from briefgen.reading.syntax import theme
from briefgen.text.finding import Finding, error
from briefgen.text.message import say
from briefgen.text.span import Span


@dataclass
class Draft:
    """A run while it grows."""

    themes: tuple[str, ...] | None
    opens: bool
    span: Span
    name: str | None = None
    theme_span: Span | None = None
    lead: str = ""
    heading: str = ""
    blocks: list[Block] = field(default_factory=list)
    found: Found = field(default_factory=Found)

    def add(self, block: Block) -> None:
        """Take over what was found in a block (or in a footnote of one)."""
        for mine, its in zip(astuple(self.found), astuple(block.found), strict=True):
            mine.extend(its)


def runs_of(blocks: list[Block], locator: Locator, findings: list[Finding]) -> list[Draft]:
    """The runs of the blocks in order. Two anchors of one name are an error."""
    drafts: list[Draft] = []
    sections: list[tuple[int, tuple[str, ...] | None, Span | None]] = []
    for block in blocks:
        marked = block.mark is not None and block.mark.key == "theme"
        own = theme.ids(block.mark.value) if block.mark is not None and marked else None
        if block.level:
            sections = [section for section in sections if section[0] < block.level]
            if marked:
                sections.append((block.level, own, block.mark_span))
        themes, span = (own, block.mark_span) if marked else sections[-1][1:] if sections else (None, None)
        opens = bool(block.level and marked)
        if not drafts or opens or themes != drafts[-1].themes:
            name = block.mark.name if block.mark else None
            drafts.append(Draft(themes, opens, block.mark_span or locator.line(block.tokens[0]), name, span))
        _append(drafts[-1], block)
    _refuse_twice(drafts, findings)
    return drafts


def _append(draft: Draft, block: Block) -> None:
    draft.blocks.append(block)
    draft.add(block)
    if block.level and not draft.heading and len(draft.blocks) == 1:
        draft.heading = " ".join(block.found.texts)
    if not draft.lead and not block.level:
        draft.lead = next((text for text in block.found.texts if text.strip()), "")


def _refuse_twice(drafts: list[Draft], findings: list[Finding]) -> None:
    seen: set[str] = set()
    for draft in drafts:
        for name, span in draft.found.names:
            if name in seen:
                findings.append(
                    error(
                        "duplicate-anchor",
                        span,
                        say("the anchor '#%(name)s' stands twice in this text", name=name),
                        say("give one of the two another name"),
                    )
                )
            seen.add(name)
