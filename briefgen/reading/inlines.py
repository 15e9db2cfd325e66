"""One inline token: its marks read, its links judged, its plain text and what it refers to collected."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

import msgspec
from markdown_it.token import Token
from msgspec.structs import replace

from briefgen.reading.body import FileLink, Quote, Reference
from briefgen.reading.links import target
from briefgen.reading.locating import Locator
from briefgen.reading.mistake import Mistake
from briefgen.reading.syntax import KINDS, html, statement
from briefgen.reading.syntax.mark import GROUP, KEYS, WHERE, Mark, read_mark
from briefgen.text.finding import Finding, error, warning
from briefgen.text.message import say
from briefgen.text.span import Span

LEFT_OVER = re.compile(rf"\{{(?:[^{{}}\n]*[\s])?(?:({'|'.join(KEYS)})\s*=|#[A-Za-z])")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_MOST = 50
"""Findings of one kind about one text; who has more than these has them all from one slip."""
_ADDRESS = re.compile(r"<|.*\]\(\s*<?", re.DOTALL)
_ADDRESS_END = re.compile(r"[)>\s]")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,100})\]")


class Found(msgspec.Struct):
    """What stands in a block; grows while its inline tokens are read."""

    texts: list[str] = msgspec.field(default_factory=list)
    quotes: list[Quote] = msgspec.field(default_factory=list)
    figures: list[Reference] = msgspec.field(default_factory=list)
    events: list[Reference] = msgspec.field(default_factory=list)
    links: list[FileLink] = msgspec.field(default_factory=list)
    names: list[tuple[str, Span]] = msgspec.field(default_factory=list)
    urls: list[str] = msgspec.field(default_factory=list)

    def said(self, quote: Quote, figures: int = 0, events: int = 0) -> None:
        """A quote that encloses the references from those numbers on; an inner quote keeps its own."""
        self.quotes.append(quote)
        for references, start in ((self.figures, figures), (self.events, events)):
            for index in range(start, len(references)):
                if references[index].quote is None:
                    references[index] = replace(references[index], quote=quote)


@dataclass
class Inlines:
    """Reads the inline tokens of one file; findings gather here."""

    locator: Locator
    folder: str
    footnotes: frozenset[str]
    findings: list[Finding] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)

    def read(self, token: Token, found: Found) -> None:
        """Settle the marks and links of `token` in place and add what it holds to `found`."""
        parts: list[str] = []
        opened: list[tuple[Mark | None, Span, int, int, int]] = []
        used: set[int] = set()
        alts: list[str] = []
        for child in token.children or ():
            kind = child.type
            if kind in ("text", "code_inline"):
                parts.append(child.content)
            elif kind in ("softbreak", "hardbreak"):
                parts.append(" ")
            elif kind == "mark_open":
                used.add(child.meta["offset"])
                mark, span = self._mark(token, child)
                opened.append((mark, span, len(parts), len(found.figures), len(found.events)))
                self._note(mark, span, found)
                child.meta = {"mark": mark}
            elif kind == "mark_close":
                mark, span, start, figures, events = opened.pop()
                child.meta = {"mark": mark}
                words = statement.words("".join(parts[start:])) if mark is not None and mark.key else "…"
                if not words:
                    self._empty(span)
                elif mark is not None and mark.key == "speaker":
                    found.said(Quote(words, span, statement.speaker(mark.value)), figures, events)
            elif kind == "link_open":
                self._link(token, child, found)
                opened_link = child
            elif kind == "link_close":
                child.meta = {"target": opened_link.meta["target"]}
            elif kind == "image":
                self._image(token, child, found)
                parts.append(child.content)
                alts.append(child.content)
        found.texts.append("".join(parts))
        self._left_over(token.content, token)
        shown = [child.content for child in token.children or () if child.type == "text"]
        visible = "".join([*shown, *alts])
        if "<!--" in visible:
            self._unread_note(token)
        if "{" in visible:
            self._printed_marks(token, visible, used)

    def _mark(self, token: Token, child: Token) -> tuple[Mark | None, Span]:
        group, offset = child.meta["group"], child.meta["offset"]
        span = self.locator.inside(token, offset, len(group))
        try:
            return read_mark(group, "text", KINDS), span
        except Mistake as mistake:
            self.findings.append(error(mistake.code, span, mistake.message, mistake.hint))
            return None, span

    def _empty(self, span: Span) -> None:
        message, hint = say("nothing stands in the brackets before this mark"), say("write the words in the brackets")
        self.findings.append(error("malformed-mark", span, message, hint))

    def _note(self, mark: Mark | None, span: Span, found: Found) -> None:
        if mark is None:
            return
        if mark.name:
            found.names.append((mark.name, span))
        if mark.key == "figure":
            found.figures.append(Reference(mark.value, span))
        elif mark.key == "event":
            found.events.append(Reference(mark.value, span))

    def _link(self, token: Token, child: Token, found: Found) -> None:
        href = str(child.attrs.get("href", ""))
        span = self._place(token, child, href)
        child.meta = {"target": None}
        try:
            goal = target(href, self.folder)
        except Mistake as mistake:
            self.findings.append(error(mistake.code, span, mistake.message, mistake.hint))
            return
        if goal.kind == "url":
            found.urls.append(goal.path)
            child.meta = {"target": ("url", goal.path)}
            return
        if goal.kind in ("entry", "file", "name"):
            found.links.append(FileLink(goal.path, goal.fragment, span))
        child.meta = {"target": (f"a:{goal.kind}", (goal.path, goal.fragment))}

    def _image(self, token: Token, child: Token, found: Found) -> None:
        src = str(child.attrs.get("src", ""))
        span = self._place(token, child, src)
        try:
            goal = target(src, self.folder, image=True)
        except Mistake as mistake:
            self.findings.append(error(mistake.code, span, mistake.message, mistake.hint))
            return
        if not child.content.strip():
            self.findings.append(
                warning(
                    "image-without-words",
                    span,
                    say("this image has no description"),
                    say("write what it shows in the brackets: ![…](%(path)s)", path=src),
                )
            )
        found.links.append(FileLink(goal.path, "", span, image=True, alt=child.content))
        child.meta = {"file": goal.path}

    def _place(self, token: Token, child: Token, address: str) -> Span:
        """Where a link's address stands; Markdown has encoded it, so its length may be another. Else the whole link."""
        start, end = child.meta["at"]
        whole = token.content[start:end]
        match = _ADDRESS.match(whole)
        if match is None:
            return self.locator.inside(token, start, end - start)
        at = match.end()
        length = next((len(each) for each in (address, unquote(address)) if whole.startswith(each, at)), 0)
        ending = _ADDRESS_END.search(whole, at)
        return self.locator.inside(token, start + at, length or max(1, (ending.start() if ending else len(whole)) - at))

    def _left_over(self, content: str, token: Token) -> None:
        """What looks like a mark, a tag or a note but was none: it must not reach the reader in silence."""
        if "{" not in content and "<" not in content and "[^" not in content:
            return
        code = [match.span() for match in _CODE.finditer(content)] if "`" in content else []

        def is_prose(at: int) -> bool:
            return content[max(0, at - 1) : at] != "\\" and not any(start <= at < end for start, end in code)

        for match in html.TAG.finditer(content):
            if match[1] not in self.tags and is_prose(match.start()):
                self.tags.add(match[1])
                self.findings.append(self._tag(token, match))
        for match in _FOOTNOTE.finditer(content):
            if match[1] not in self.named and match[1] not in self.footnotes and is_prose(match.start()):
                if len(self.named) == _MOST:
                    break
                self.named.add(match[1])
                self.findings.append(self._footnote(token, match))

    def _unread_note(self, token: Token) -> None:
        """What opens a note is about to be printed: where code ends is told otherwise by Markdown than by the notes."""
        self.findings.append(
            error(
                "note-unread",
                self.locator.inside(token, max(0, token.content.find("<!--")), 4),
                say("a note of the desk (<!--) cannot be told from code here"),
                say("put the note on lines of its own"),
            )
        )

    def _printed_marks(self, token: Token, visible: str, used: set[int]) -> None:
        """As many errors as there are marks in the text that a reader would see, but for those that are escaped."""
        content = token.content
        code = [match.span() for match in _CODE.finditer(content)] if "`" in content else []
        found = [match for match in LEFT_OVER.finditer(content) if match.start() not in used]
        meant = [match for match in found if not _is_escaped(content, match.start())]
        count = sum(1 for _ in LEFT_OVER.finditer(visible)) - (len(found) - len(meant))
        meant.sort(key=lambda match: any(start <= match.start() < end for start, end in code))
        for match in meant[: min(count, _MOST)]:
            self.findings.append(_stray(match[1] or "", content, match.start(), token, self.locator))

    def _tag(self, token: Token, match: re.Match[str]) -> Finding:
        return warning(
            "html-tag",
            self.locator.inside(token, match.start(), len(match[0])),
            say("HTML is not read: <%(tag)s> is printed as it stands", tag=match[1]),
            say("remove the tag, or write it in backquotes if it is meant"),
        )

    def _footnote(self, token: Token, match: re.Match[str]) -> Finding:
        return warning(
            "footnote-missing",
            self.locator.inside(token, match.start(), len(match[0])),
            say("there is no footnote %(label)s", label=match[1]),
            say("add a line: [^%(label)s]: …", label=match[1]),
        )


def _is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before a sign."""
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1


def _stray(key: str, content: str, at: int, token: Token, locator: Locator) -> Finding:
    group = GROUP.match(content, at)
    if group is None:
        line_end = content.find("\n", at)
        length = (line_end if line_end >= 0 else len(content)) - at
        return error(
            "unclosed-mark",
            locator.inside(token, at, min(length, 60)),
            say("the mark that opens here is never closed"),
            say("close it with }, or write \\{ if it is meant as text"),
        )
    return error(
        "misplaced-mark",
        locator.inside(token, at, len(group[0])),
        say("{%(key)s=…} cannot stand here", key=key) if key else say("%(mark)s cannot stand here", mark=group[0]),
        WHERE[key],
    )
