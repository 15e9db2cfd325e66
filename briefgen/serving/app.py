"""The preview over HTTP. Every address is looked up among the targets of a generation, so that no path leads to a file.

By itself it answers this machine alone, by its own names alone: a page of another site could otherwise read it, by
pointing a name of its own here (DNS rebinding) or by asking from within a browser.
"""

import hashlib
import json
import re
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from ipaddress import ip_address
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from briefgen.outputs.target import Target
from briefgen.serving.dressing import INSIDE, Dressing
from briefgen.serving.generation import View
from briefgen.serving.session import Session
from briefgen.serving.state import State
from briefgen.text.casing import lower

TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "opml": "text/x-opml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/vnd.microsoft.icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "eml": "message/rfc822",
    "zip": "application/zip",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
"""MIME types by suffix (IANA's registry); what a system knows of them differs."""
_ALWAYS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
}
_OWN = ("preview.js", "preview.css", "idiomorph.js")
_BEAT = 10.0
"""Seconds after which a silent stream says that it is still there."""
_IDLE = 60.0
"""Seconds after which a connection on which nothing is asked is closed."""
_COOKIE = "briefgen-view"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")


class Server(ThreadingHTTPServer):
    """One thread a connection; none outlives the program."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, session: Session, dressing: Dressing, host: str, port: int) -> None:
        """OSError where nothing can listen there."""
        self.session, self.dressing, self.host = session, dressing, host
        self.opened: Counter[tuple[View, str]] = Counter()
        self.names = _names_of(host)
        self.is_open = not is_loopback(host)
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

    def knows(self, host: str) -> bool:
        """Whether a Host header names this preview. Names of others that lead here are refused."""
        name = _host_name(host)
        return name in self.names or (self.is_open and _is_address(name))


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "briefgen", ""
    timeout = _IDLE
    disable_nagle_algorithm = True

    def log_message(self, *_: Any) -> None:
        """The terminal is for findings."""

    def do_GET(self) -> None:
        if not self._is_welcome():
            return
        path = unquote(urlsplit(self.path).path, errors="replace")
        if path.startswith(INSIDE):
            self._inside(path.removeprefix(INSIDE))
        else:
            self._page(path)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        """The switch between views; nothing else can be changed."""
        if not self._is_welcome():
            return
        if urlsplit(self.path).path != f"{INSIDE}view" or not self.server.dressing.is_private:
            return self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, Allow="GET, HEAD")
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > 1000:
            self.close_connection = True
            return self._refuse(HTTPStatus.BAD_REQUEST)
        wanted = parse_qs(self.rfile.read(int(length)).decode("utf-8", "replace")).get("view", [""])[0]
        if wanted not in set(View):
            return self._refuse(HTTPStatus.BAD_REQUEST)
        back = urlsplit(self.headers.get("Referer", "")).path or "/"
        back = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
        cookie = f"{_COOKIE}-{self.server.server_port}={wanted}; Path=/; HttpOnly; SameSite=Strict"
        self._answer(HTTPStatus.SEE_OTHER, b"", "text/plain; charset=utf-8", {"Location": back, "Set-Cookie": cookie})
        return None

    def _other(self) -> None:
        if self._is_welcome():
            self.close_connection = True
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, Allow="GET, HEAD")

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _other  # noqa: N815

    def _is_welcome(self) -> bool:
        """Whether it is asked by one of its own names, and by none but its own pages; answers itself if not."""
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1:
            self.close_connection = True
            self._refuse(HTTPStatus.BAD_REQUEST)
            return False
        origin, site = self.headers.get("Origin"), self.headers.get("Sec-Fetch-Site", "none")
        is_own = origin is None or origin == f"http://{hosts[0]}"
        # A link from elsewhere may lead here; a script, a picture or a form of another site may not ask.
        is_own = is_own and (site in ("none", "same-origin") or self.headers.get("Sec-Fetch-Mode") == "navigate")
        is_own = is_own and (self.command != "POST" or origin is not None)
        if self.server.knows(hosts[0]) and is_own:
            return True
        self.close_connection = True
        self._refuse(HTTPStatus.FORBIDDEN)
        return False

    @property
    def _view(self) -> View:
        home = self.server.session.home
        if not self.server.dressing.is_private:
            return home
        try:
            cookies = SimpleCookie(self.headers.get("Cookie", ""))
            return View(cookies[f"{_COOKIE}-{self.server.server_port}"].value)
        except (CookieError, KeyError, ValueError):
            return home

    def _inside(self, name: str) -> None:
        session, dressing = self.server.session, self.server.dressing
        if name == "events":
            self._stream()
        elif name in _OWN:
            data = (resources.files("briefgen") / "serving" / "client" / name).read_bytes()
            self._give(data, TYPES[name.rpartition(".")[2]])
        elif name == "" and dressing.is_private:
            self._give(dressing.status_page(session.state), TYPES["html"])
        elif name == "status.json" and dressing.is_private:
            data = json.dumps(dressing.status(session.state), ensure_ascii=False, indent=2).encode()
            self._give(data, TYPES["json"])
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _page(self, path: str) -> None:
        """An output; for an address that is none the site's own 404 page."""
        view = self._view
        url = self._url(path, view)
        if url is not None and url != path and not path.endswith("/index.html") and not path.endswith("/"):
            # As static hosts do: the links of the page are relative to its own address.
            location = urlsplit(self.path).path + "/"
            return self._answer(HTTPStatus.FOUND, b"", TYPES["txt"], {"Location": location})
        data, target, _ = self._dressed(view, url)
        if target is None:
            return self._give(data, TYPES["html"], HTTPStatus.INTERNAL_SERVER_ERROR)
        suffix = lower(target.path.rpartition(".")[2], "en")
        status = HTTPStatus.NOT_FOUND if url is None else HTTPStatus.OK
        return self._give(data, TYPES.get(suffix, "application/octet-stream"), status)

    def _url(self, path: str, view: View) -> str | None:
        """The address of a target that a path leads to; None for none."""
        generation = self.server.session.generation(view)
        if generation is None or not path.startswith("/") or "\0" in path or "\\" in path:
            return None
        base = generation.draft.knowledge.urls.base_path
        inner = path.removeprefix(base) if base and path.startswith(f"{base}/") else path
        for each in dict.fromkeys((path, inner)):
            for url in (each, each.removesuffix("index.html"), f"{each}/"):
                if url in generation.targets and (url == each or url.endswith("/")):
                    return url
        return None

    def _dressed(self, view: View, url: str | None) -> tuple[bytes, Target | None, str]:
        """Bytes, target and digest of a page (of the 404 page for None); no target where it cannot be made."""
        session, dressing = self.server.session, self.server.dressing
        page, generation = session.page(view, url or "/404.html"), session.generation(view)
        if page is None or generation is None or page.mistake is not None:
            return dressing.bare(session.state, view), None, "bare"
        if not page.target.path.endswith(".html"):
            return page.data, page.target, hashlib.sha256(page.data).hexdigest()[:20]
        data, digest = dressing.page(page.data, session.state, generation, page.target)
        return data, page.target, digest

    def _stream(self) -> None:
        """Server-sent events (HTML Living Standard, 9.2): each state, and what of it concerns one page."""
        session, view, asked = self.server.session, self._view, parse_qs(urlsplit(self.path).query)
        path = unquote(asked.get("path", ["/"])[0], errors="replace")
        known, told = asked.get("page", [""])[0], asked.get("generation", ["0"])[0]
        seen = int(told) if asked.get("run", [""])[0] == self.server.dressing.run and told.isdigit() else 0
        self._begin(HTTPStatus.OK, {"Content-Type": "text/event-stream; charset=utf-8", "Connection": "close"})
        self.close_connection = True
        if self.command == "HEAD":
            return
        url = self._url(path, view)
        with self.server.looking(view, url or "/404.html"):
            state, number = session.state, -1
            while not session.is_over:
                if state.number == number:
                    self.wfile.write(b"event: beat\ndata: 1\n\n")
                else:
                    _, _, digest = self._dressed(view, self._url(path, view))
                    event = self.server.dressing.message(state, view)
                    event["changed"] = [path] if digest != known else []
                    event["files"] = self._files(state, view, seen)
                    event["kind"] = state.news.way
                    known, number, seen = digest, state.number, state.number
                    self.wfile.write(f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode())
                state = session.wait(number, _BEAT)

    def _files(self, state: State, view: View, seen: int) -> list[str]:
        """The addresses of copied files whose bytes have changed since a state."""
        generation = state.generations.get(view)
        changed = {path for path, number in state.files.items() if number > seen}
        if generation is None or not changed:
            return []
        return [each.url for each in generation.draft.targets if each.kind == "file" and each.key[0] in changed]

    def _give(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        """An answer with a body, or as much of it as is asked for (RFC 9110, 13 and 14)."""
        tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        more = {"ETag": tag, "Accept-Ranges": "bytes"}
        if status is HTTPStatus.OK:
            given = self.headers.get("If-None-Match")
            if given is not None and _holds(given, tag):
                return self._begin(HTTPStatus.NOT_MODIFIED, {"ETag": tag})
            required = self.headers.get("If-Match")
            if required is not None and not _holds(required, tag):
                return self._refuse(HTTPStatus.PRECONDITION_FAILED)
            wanted = self.headers.get("Range")
            if wanted is not None and self.headers.get("If-Range", tag) == tag and self.command == "GET":
                part = _part(wanted, len(data))
                if part is not None and part.start >= len(data):
                    return self._refuse(
                        HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, **{"Content-Range": f"bytes */{len(data)}"}
                    )
                if part is not None:
                    more["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(data)}"
                    return self._answer(HTTPStatus.PARTIAL_CONTENT, data[part.start : part.stop], kind, more)
        return self._answer(status, data, kind, more)

    def _refuse(self, status: HTTPStatus, **headers: str) -> None:
        self._answer(status, f"{status.value} {status.phrase}\n".encode(), TYPES["txt"], headers)

    def _answer(self, status: HTTPStatus, data: bytes, kind: str, headers: dict[str, str]) -> None:
        body = b"" if self.command == "HEAD" else data
        self._begin(status, {"Content-Type": kind, "Content-Length": str(len(data)), **headers}, body)

    def _begin(self, status: HTTPStatus, headers: dict[str, str], body: bytes = b"") -> None:
        lines = [f"HTTP/1.1 {status.value} {status.phrase}", f"Date: {self.date_time_string()}"]
        lines += [f"{name}: {value}" for name, value in {**_ALWAYS, **headers}.items()]
        if self.close_connection and "Connection" not in headers:
            lines.append("Connection: close")
        # In one write: a second one would wait for the first to be acknowledged.
        self.wfile.write("\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body)


def _holds(given: str, tag: str) -> bool:
    """Whether a list of entity tags has one (weakly compared)."""
    return given.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in given.split(","))


def _part(wanted: str, size: int) -> range | None:
    """The bytes of one range; None for what is not understood, which is to be ignored (several ranges, too)."""
    match = _RANGE.match(wanted.replace(" ", ""))
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        length = int(match[2])
        return range(max(0, size - length), size) if length else range(size, size)
    start, end = int(match[1]), int(match[2]) if match[2] else size - 1
    return (
        None if end < start and match[2] else range(start, min(end + 1, size)) if start < size else range(start, start)
    )


def _names_of(host: str) -> frozenset[str]:
    """The names by which a preview that listens on `host` may be asked."""
    names = {"localhost", "127.0.0.1", "::1", host}
    if not is_loopback(host):
        name = socket.gethostname()
        names |= {name, f"{name}.local"}
    return frozenset(lower(name, "en") for name in names)


def _host_name(host: str) -> str:
    """The name in a Host header, without the port (RFC 9110, 7.2)."""
    match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:\[\]/@\s]+))(?::\d{1,5})?", host.strip())
    return lower(match[1] or match[2], "en").rstrip(".") if match else ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
