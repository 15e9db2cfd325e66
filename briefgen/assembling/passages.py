"""Runs of blocks -> passages: themes settled, neighbours joined, anchors given."""

from dataclasses import dataclass, field

from briefgen.assembling.directory import Directory
from briefgen.assembling.mentions import Mentions
from briefgen.model.passage import Passage
from briefgen.reading.body import Run
from briefgen.reading.entry import Entry
from briefgen.text.finding import Finding, error
from briefgen.text.message import say
from briefgen.text.span import Span
from briefgen.text.suggesting import nearest


@dataclass
class Piece:
    """A passage while its runs are gathered."""

    themes: tuple[str, ...]
    runs: list[Run] = field(default_factory=list)
    anchor: str = ""


def pieces(entry: Entry, defaults: tuple[str, ...], known: Directory) -> list[Piece]:
    """The passages of an entry whose own themes are `defaults` (visible ones). A new one begins where themes change."""
    found: list[Piece] = []
    for run in entry.body.runs:
        themes = defaults if run.themes is None else _visible(run, known)
        if not found or run.opens or themes != found[-1].themes:
            found.append(Piece(themes))
        found[-1].runs.append(run)
    # A title and a date are a text already: it stands in its edition with nothing below them.
    found = found or [Piece(defaults)]
    _give_anchors(found)
    return found


def _visible(run: Run, known: Directory) -> tuple[str, ...]:
    """The themes of a run that may be shown: the others leave no trace, not even in an anchor."""
    span = run.theme_span or run.span
    return tuple(theme for theme in run.themes or () if known.has("themes", theme, span))


def _give_anchors(found: list[Piece]) -> None:
    """Each its mark's name, else its themes joined, else `p`; no name that stands inside the text is taken twice."""
    taken = {name for piece in found for run in piece.runs for name in run.names}
    for piece in found:
        piece.anchor = next((run.name for run in piece.runs[:1] if run.name), "")
    for piece in found:
        if piece.anchor:
            continue
        stem = anchor = "-".join(piece.themes) or "p"
        number = 1
        while anchor in taken:
            number += 1
            anchor = f"{stem}-{number}"
        taken.add(anchor)
        piece.anchor = anchor


def passage(entry: Entry, piece: Piece, mentions: Mentions, keeps_text: bool) -> Passage:
    """The value of a piece; `mentions` finds the people and organisations that a plain text names."""
    runs = piece.runs
    text = "\n".join(run.text for run in runs if run.text)
    aliases = mentions(text, [name for run in runs for name in run.capitals], entry.lang)
    spoken = (quote.speaker.id for run in runs for quote in run.quotes if quote.speaker and quote.speaker.id)
    return Passage(
        article=entry.id,
        lang=entry.lang,
        anchor=piece.anchor,
        themes=piece.themes,
        text=text if keeps_text else "",
        lead=next((run.lead for run in runs if run.lead), ""),
        heading=runs[0].heading if runs else "",
        body=tuple(run.html for run in runs) + tuple(run.notes for run in runs if run.notes),
        names=tuple(name for run in runs for name in run.names),
        urls=tuple(url for run in runs for url in run.urls),
        line=runs[0].span.line if runs else 1,
        mentions=tuple(dict.fromkeys((*sorted({id_ for _, id_ in aliases if id_}), *spoken))),
        aliases=aliases,
    )


def dead_anchor(span: Span, fragment: str, anchors: tuple[str, ...]) -> Finding:
    """The finding for a link to a place that a text does not have."""
    near = nearest(fragment, anchors)
    hint = say("did you mean '#%(name)s'?", name=near) if near else say("there are: %(ids)s", ids=anchors)
    return error("dead-anchor", span, say("no place '#%(name)s' in that text", name=fragment), hint)
