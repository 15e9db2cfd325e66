"""The preview over HTTP: what is asked for, and by whom."""

import json
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import ThreadingHTTPServer
from importlib import resources
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from briefgen.serving import status
from briefgen.serving.answering import Answering
from briefgen.serving.dressing import INSIDE, Dressing
from briefgen.serving.events import events
from briefgen.serving.generation import View
from briefgen.serving.hosts import Names
from briefgen.serving.mime import TYPES, type_of
from briefgen.serving.session import Session
from briefgen.serving.window import Window

_OWN = ("preview.js", "preview.css", "page.css", "idiomorph.js")
_COOKIE = "briefgen-view"


class Server(ThreadingHTTPServer):
    """One thread a connection; none outlives the program."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, session: Session, dressing: Dressing, host: str, port: int) -> None:
        """OSError where nothing can listen there."""
        self.window, self.host, self.names = Window(session, dressing), host, Names(host)
        self.opened: Counter[tuple[View, str]] = Counter()
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._counting = threading.Lock()
        super().__init__((host, port), Handler)
        session.opened = lambda: set(self.opened)

    def server_bind(self) -> None:
        """Without asking the network for this machine's name, which may take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is nothing to speak of."""

    @contextmanager
    def looking(self, view: View, url: str) -> Iterator[None]:
        """While somebody looks at a page."""
        with self._counting:
            self.opened[view, url] += 1
        try:
            yield
        finally:
            with self._counting:
                self.opened[view, url] -= 1
                if not self.opened[view, url]:
                    del self.opened[view, url]


class Handler(Answering):
    server: Server

    def do_GET(self) -> None:  # noqa: N802
        if not self._is_welcome():
            return
        path = unquote(urlsplit(self.path).path, errors="replace")
        if path.startswith(INSIDE):
            self._inside(path.removeprefix(INSIDE))
        else:
            self._page(path)

    def do_HEAD(self) -> None:  # noqa: N802
        self.do_GET()

    def do_POST(self) -> None:  # noqa: N802
        """The switch between views; nothing else can be changed."""
        if not self._is_welcome():
            return None
        if urlsplit(self.path).path != f"{INSIDE}view" or not self.server.window.dressing.is_private:
            return self.refuse(HTTPStatus.METHOD_NOT_ALLOWED, Allow="GET, HEAD")
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > 1000:
            self.close_connection = True
            return self.refuse(HTTPStatus.BAD_REQUEST)
        wanted = parse_qs(self.rfile.read(int(length)).decode("utf-8", "replace")).get("view", [""])[0]
        if wanted not in set(View):
            return self.refuse(HTTPStatus.BAD_REQUEST)
        back = urlsplit(self.headers.get("Referer", "")).path or "/"
        back = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
        cookie = f"{self._cookie}={wanted}; Path=/; HttpOnly; SameSite=Strict"
        return self.send_elsewhere(HTTPStatus.SEE_OTHER, back, **{"Set-Cookie": cookie})

    def _other(self) -> None:
        if self._is_welcome():
            self.close_connection = True
            self.refuse(HTTPStatus.METHOD_NOT_ALLOWED, Allow="GET, HEAD")

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _other  # noqa: N815

    def _is_welcome(self) -> bool:
        """Whether it may ask; answers itself if not."""
        refusal = self.server.names.refusal(self.command, self.headers)
        if refusal is not None:
            self.close_connection = True
            self.refuse(refusal)
        return refusal is None

    @property
    def _cookie(self) -> str:
        """The name of the cookie that says which view a browser has chosen; browsers do not tell ports apart."""
        return f"{_COOKIE}-{self.server.server_port}"

    @property
    def _view(self) -> View:
        home = self.server.window.session.home
        if not self.server.window.dressing.is_private:
            return home
        try:
            return View(SimpleCookie(self.headers.get("Cookie", ""))[self._cookie].value)
        except (CookieError, KeyError, ValueError):
            return home

    def _inside(self, name: str) -> None:
        """What is the preview's own."""
        session, dressing = self.server.window.session, self.server.window.dressing
        if name == "events":
            self._stream()
        elif name in _OWN:
            data = (resources.files("briefgen") / "serving" / "client" / name).read_bytes()
            self.give(data, type_of(name))
        elif name == "" and dressing.is_private:
            self.give(status.page(dressing, session.state), TYPES["html"])
        elif name == "status.json" and dressing.is_private:
            data = json.dumps(status.data(dressing, session.state), ensure_ascii=False, indent=2).encode()
            self.give(data, TYPES["json"])
        else:
            self.refuse(HTTPStatus.NOT_FOUND)

    def _page(self, path: str) -> None:
        """An output; for an address that is none the site's own 404 page."""
        window, view = self.server.window, self._view
        url = window.url(path, view)
        if url is not None and url != path and not path.endswith("/index.html") and not path.endswith("/"):
            # As static hosts do: the links of the page are relative to its own address.
            return self.send_elsewhere(HTTPStatus.FOUND, urlsplit(self.path).path + "/")
        shown = window.at(url, view)
        if shown.target is None:
            return self.give(shown.data, TYPES["html"], HTTPStatus.INTERNAL_SERVER_ERROR)
        return self.give(shown.data, type_of(shown.target.path), HTTPStatus.NOT_FOUND if url is None else HTTPStatus.OK)

    def _stream(self) -> None:
        """What a page is told while it is open."""
        window, view, asked = self.server.window, self._view, parse_qs(urlsplit(self.path).query)
        path = unquote(asked.get("path", ["/"])[0], errors="replace")
        known, told = asked.get("page", [""])[0], asked.get("generation", ["0"])[0]
        seen = int(told) if asked.get("run", [""])[0] == window.dressing.run and told.isdigit() else 0
        self.begin(HTTPStatus.OK, {"Content-Type": "text/event-stream; charset=utf-8", "Connection": "close"})
        self.close_connection = True
        if self.command == "HEAD":
            return
        with self.server.looking(view, window.url(path, view) or "/404.html"):
            for event in events(window, view, path, known, seen):
                self.wfile.write(event)
