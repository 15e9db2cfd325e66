"""What the preview stands at, as a page for people and as data for editors' plug-ins."""

from collections.abc import Mapping
from datetime import datetime

from markupsafe import Markup

from briefgen.serving.dressing import FOR_ANY_SCREEN, INSIDE, Dressing
from briefgen.serving.generation import Generation, View
from briefgen.serving.state import State
from briefgen.serving.telling import found
from briefgen.text.excerpts import Excerpts
from briefgen.text.message import say
from briefgen.text.showing import Showing


def data(dressing: Dressing, state: State) -> dict[str, object]:
    """What the preview stands at, for editors' plug-ins. Never a word of a withheld text."""
    showing = Showing(Excerpts(dressing.folder), dressing.translate, False, state.secret)
    news, coming = state.news, _next_change(state.generations)
    return {
        "version": 1,
        "run": dressing.run,
        "generation": state.number,
        "views": sorted(map(str, state.generations)),
        "last": {
            "way": news.way,
            "changed": list(news.paths),
            "seconds": {name: round(value, 4) for name, value in news.seconds.items()},
            "at": news.at.isoformat(timespec="milliseconds"),
        },
        "next_change": coming.isoformat() if coming else None,
        "findings": [showing.json(finding) for finding in state.findings],
    }


def page(dressing: Dressing, state: State) -> bytes:
    """The same for people."""
    news, coming = state.news, _next_change(state.generations)
    rows = [
        (say("generation"), state.number),
        (say("last change"), f"{news.at:%Y-%m-%d %H:%M:%S} UTC"),
        (say("what was done"), news.way),
        (say("changed files"), ", ".join(news.paths[:50]) or "–"),
        (say("seconds"), ", ".join(f"{name} {value:.3f}" for name, value in news.seconds.items()) or "–"),
        (say("the site next changes by itself"), f"{coming:%Y-%m-%d %H:%M %Z}" if coming else "–"),
    ]
    table = Markup("").join(Markup("<tr><th>{}</th><td>{}</td></tr>").format(dressing.text(k), v) for k, v in rows)
    title = dressing.text(say("briefgen preview"))
    html = Markup(
        '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n{for_any_screen}\n'
        '<link rel="stylesheet" href="{inside}preview.css">\n</head>\n<body class="briefgen-status">\n'
        "<h1>{title}</h1>\n<table>{table}</table>\n{findings}\n"
        '<p><a href="{inside}status.json">JSON</a></p>\n</body>\n</html>\n'
    ).format(
        lang=dressing.lang,
        title=title,
        for_any_screen=FOR_ANY_SCREEN,
        inside=INSIDE,
        table=table,
        findings=found(dressing, list(state.findings)),
    )
    return html.encode()


def _next_change(generations: Mapping[View, Generation]) -> datetime | None:
    moments = [each.briefing.next_change for view, each in generations.items() if view is not View.DUE]
    coming = [moment for moment in moments if moment is not None]
    return min(coming, default=None)
