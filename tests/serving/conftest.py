"""What the tests of the preview share: a running one, and ways to ask it and to wait for it."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from briefgen.serving.app import Server
from briefgen.serving.dressing import Dressing
from briefgen.serving.generation import View
from briefgen.serving.session import Session
from briefgen.serving.state import State
from briefgen.serving.watcher import Change
from tests.conftest import Site

LIMIT = 60.0
"""Seconds after which what is waited for counts as failed, on a machine that has much else to do."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()


@dataclass
class Preview:
    """A preview of a project, served on a free port."""

    root: Path
    audience: str | None = None
    host: str = "127.0.0.1"
    is_private: bool = True
    poll: bool = False
    port: int = 0
    lang: str = "en"
    threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> "Preview":
        home = View.EVERYTHING if self.is_private else View.PUBLIC
        self.session = Session(self.root, self.audience, home, self.poll)
        dressing = Dressing.of(self.root, self.lang, str, self.is_private)
        self.server = Server(self.session, dressing, self.host, self.port)
        self.port = self.server.server_port
        self.threads = [
            threading.Thread(target=work, daemon=True)
            for work in (self.session.run, lambda: self.server.serve_forever(0.02))
        ]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.session.stop()
        self.server.shutdown()
        self.server.server_close()
        for thread in self.threads:
            thread.join(LIMIT)
        assert not any(thread.is_alive() for thread in self.threads)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str = "/", method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        """One request; a header's name is written with underscores."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, given)
        answer = connection.getresponse()
        found = Answer(answer.status, dict(answer.getheaders()), answer.read())
        connection.close()
        return found

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask("/__briefgen/status.json").data)
        return found

    def codes(self) -> list[str]:
        return [finding["code"] for finding in self.status()["findings"]]

    def until(self, holds: Callable[[], object], seconds: float = LIMIT) -> None:
        """Wait until something holds; a preview that never gets there fails the test."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"never came about; {self.status()}"
            time.sleep(0.02)

    def shows(self, path: str, words: str) -> bool:
        return words in self.ask(path).text


def changes_of(preview: Preview) -> list[Change]:
    """What the preview is told of from here on, as it comes."""
    told: list[Change] = []
    advance = preview.session.desk.advance

    def noted(state: State, change: Change, used: set[View]) -> State | None:
        told.append(change)
        return advance(state, change, used)

    preview.session.desk.advance = noted  # type: ignore[method-assign]
    return told


def pages(preview: Preview) -> dict[str, bytes]:
    """Every output of a preview by address."""
    generation = preview.session.generation(preview.session.home)
    assert generation is not None
    found = {url: generation.page(url) for url in generation.targets}
    return {url: page.data for url, page in found.items() if page is not None}


@pytest.fixture
def preview(site: Site) -> Iterator[Preview]:
    """A preview of a small site: a public article, a theme, a draft."""
    site.write("content/themes/enerji.md", '---\ntitle: "Enerji"\n---\n')
    site.article("2026-02-01-acik", "themes: [enerji]", "Açık bir cümle.", title="Açık metin")
    site.article("2026-02-02-taslak", "draft: true", "Gizli bir cümle.", title="Taslak metin")
    with Preview(site.root) as running:
        yield running


OPEN = "/articles/2026/02/01/acik/"
DRAFT = "/articles/2026/02/02/taslak/"
