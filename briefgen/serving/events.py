"""What a page is told while it is open: each state, and what of it concerns this page."""

import json
from collections.abc import Iterator

from briefgen.serving.generation import View
from briefgen.serving.telling import message
from briefgen.serving.window import Window

_BEAT = 10.0
"""Seconds after which a silent stream says that it is still there."""


def events(window: Window, view: View, path: str, known: str, seen: int) -> Iterator[bytes]:
    """Server-sent events (HTML Living Standard, 9.2), until the session is over. `known` is the digest of the page that the
    browser has, `seen` the number of the state in which it was.
    """
    session = window.session
    state, number = session.state, -1
    while not session.is_over:
        if state.number == number:
            yield b"event: beat\ndata: 1\n\n"
        else:
            digest = window.at(window.url(path, view), view).digest
            event = message(window.dressing, state, view) | {
                "changed": [path] if digest != known else [],
                "files": window.files(state, view, seen),
                "kind": state.news.way,
            }
            known, number, seen = digest, state.number, state.number
            yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
        state = session.wait(number, _BEAT)
