"""The text of a file -> its runs, their HTML, and findings."""

import hashlib
import re
from collections import Counter
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefgen.reading import syntax
from briefgen.reading.blocks import Block, Blocks
from briefgen.reading.body import Body, Run
from briefgen.reading.inlines import Inlines
from briefgen.reading.locating import Locator
from briefgen.reading.rendering import Renderer
from briefgen.reading.runs import Draft, runs_of
from briefgen.reading.syntax.note import without_notes
from briefgen.text.casing import capitals
from briefgen.text.document import Document
from briefgen.text.finding import Finding, error, warning
from briefgen.text.message import say
from briefgen.text.span import Span

_FOOTNOTE = re.compile(r"\s*\[\^([^\]\n]+)\]:")
_LABEL = re.compile(r"\[\^([^\]\n]+)\]")


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and the marks; one for the process, it holds no state of a text."""
    md = MarkdownIt("commonmark", {"maxNesting": 40}, renderer_cls=Renderer).enable(["table", "strikethrough"])
    syntax.install(md)
    return md


def read_body(document: Document, start: int) -> tuple[Body, dict[str, str], list[Finding]]:
    """The body from offset `start`: its runs, the HTML by digest (hex), and what is wrong with it."""
    text, notes, unclosed = without_notes(document.text[start:])
    findings: list[Finding] = []
    if unclosed is not None:
        findings.append(
            error(
                "note-unclosed",
                document.span(start + unclosed, 4),
                say("the desk's note that opens here is never closed"),
                say("close it with -->"),
            )
        )
    env: dict[str, object] = {}
    tokens = parser().parse(text, env)
    locator = Locator(document, document.text.count("\n", 0, start) + 1)
    folder = document.path.rpartition("/")[0]
    labels = _footnote_labels(env)
    inlines = Inlines(locator, folder, frozenset(labels), findings)
    tokens, footnotes = _apart(tokens)
    blocks = Blocks(inlines)
    drafts = runs_of(blocks.read(tokens), locator, findings)
    tails = {number: blocks.read(part) for number, part in footnotes.items()}
    findings += _unused_footnotes(document, labels, footnotes)
    html: dict[str, str] = {}
    runs = tuple(_run(draft, tails, html, env) for draft in drafts)
    return Body(runs, tuple(notes)), html, findings


def _run(draft: Draft, tails: dict[int, list[Block]], html: dict[str, str], env: dict[str, object]) -> Run:
    """Freeze a draft: render it, and give it the footnotes that it is the first to refer to."""
    notes: list[Block] = []
    waiting = _footnote_numbers(draft.blocks)
    while waiting:
        blocks = tails.pop(waiting.pop(0), [])
        notes += blocks
        # A footnote may refer to another one.
        waiting += _footnote_numbers(blocks)
    for block in notes:
        draft.add(block)
    text = "\n".join(text for text in draft.found.texts if text.strip())
    return Run(
        themes=draft.themes,
        opens=draft.opens,
        name=draft.name,
        text=text,
        lead=draft.lead,
        heading=draft.heading,
        html=_rendered(draft.blocks, html, env),
        notes=_rendered(notes, html, env, '<ol class="notes">\n', "</ol>\n"),
        span=draft.span,
        theme_span=draft.theme_span,
        quotes=tuple(draft.found.quotes),
        figures=tuple(draft.found.figures),
        events=tuple(draft.found.events),
        links=tuple(draft.found.links),
        names=tuple(name for name, _ in draft.found.names),
        urls=tuple(draft.found.urls),
        capitals=tuple(dict.fromkeys(capitals(text.replace("\u00a0", " ")))),
    )


def _rendered(
    blocks: list[Block], html: dict[str, str], env: dict[str, object], before: str = "", after: str = ""
) -> str:
    """Render blocks between two tags into `html`; gives the digest, empty for no blocks."""
    if not blocks:
        return ""
    md = parser()
    tokens = [token for block in blocks for token in block.tokens]
    text = before + str(md.renderer.render(tokens, md.options, env)) + after
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    html[digest] = text
    return digest


def _apart(tokens: list[Token]) -> tuple[list[Token], dict[int, list[Token]]]:
    """The text's own tokens, and those of each footnote by its number."""
    start = next((i for i, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    footnotes: dict[int, list[Token]] = {}
    for token in tokens[start + 1 : -1]:
        if token.type == "footnote_open":
            number = int(token.meta["id"])
            footnotes[number] = []
        footnotes[number].append(token)
    return tokens[:start], footnotes


def _footnote_numbers(blocks: list[Block]) -> list[int]:
    return list(
        dict.fromkeys(
            int(child.meta["id"])
            for block in blocks
            for token in block.tokens
            for child in token.children or ()
            if child.type == "footnote_ref"
        )
    )


def _footnote_labels(env: dict[str, object]) -> list[str]:
    known = env.get("footnotes")
    refs = known.get("refs", {}) if isinstance(known, dict) else {}
    return [label.removeprefix(":") for label in refs]


def _unused_footnotes(document: Document, labels: list[str], used: dict[int, list[Token]]) -> list[Finding]:
    """A footnote that nothing refers to is printed nowhere; its author should know."""
    if not labels:
        return []
    found: dict[str, list[int]] = {}
    for number, text in enumerate(document.lines, 1):
        match = _FOOTNOTE.match(text)
        if match:
            found.setdefault(match[1], []).append(number)
    named = Counter(_LABEL.findall(document.text))
    findings = []
    for label in labels:
        first, *more = found.get(label, [1])
        findings += [_footnote_twice(Span(document.path, line, 1, len(label) + 4), label, first) for line in more]
        if named[label] == 1 and len(labels) > len(used):
            findings.append(
                warning(
                    "footnote-unused",
                    Span(document.path, first, 1, len(label) + 4),
                    say("nothing refers to the footnote %(label)s, so it is not printed", label=label),
                    say("write [^%(label)s] where it belongs", label=label),
                )
            )
    return findings


def _footnote_twice(span: Span, label: str, first: int) -> Finding:
    message = say("the footnote %(label)s stands twice; only that of line %(line)s is printed", label=label, line=first)
    return warning("footnote-twice", span, message, say("give one of the two another name"))
