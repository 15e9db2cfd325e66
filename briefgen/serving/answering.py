"""How a request is answered (RFC 9110): whole or in part, or not at all."""

import hashlib
import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler

from briefgen.serving.mime import TYPES

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
_IDLE = 60.0
"""Seconds after which a connection on which nothing is asked is closed."""
_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")


class Answering(BaseHTTPRequestHandler):
    """What every answer has in common; what is asked for is told by whoever derives from this."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "briefgen", ""
    timeout = _IDLE
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """The terminal is for findings."""

    def give(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        """An answer with a body, or as much of it as is asked for (RFC 9110, 13 and 14)."""
        tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        more = {"ETag": tag, "Accept-Ranges": "bytes"}
        if status is not HTTPStatus.OK:
            return self.answer(status, data, kind, more)
        given, required = self.headers.get("If-None-Match"), self.headers.get("If-Match")
        if given is not None and _holds(given, tag):
            return self.begin(HTTPStatus.NOT_MODIFIED, {"ETag": tag})
        if required is not None and not _holds(required, tag):
            return self.refuse(HTTPStatus.PRECONDITION_FAILED)
        part = self._wanted(tag, len(data))
        if part is None:
            return self.answer(status, data, kind, more)
        if part.start >= len(data):
            return self.refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, **{"Content-Range": f"bytes */{len(data)}"})
        more["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(data)}"
        return self.answer(HTTPStatus.PARTIAL_CONTENT, data[part.start : part.stop], kind, more)

    def _wanted(self, tag: str, size: int) -> range | None:
        """The part that is asked for; None for all of it."""
        wanted = self.headers.get("Range")
        if wanted is None or self.command != "GET" or self.headers.get("If-Range", tag) != tag:
            return None
        return _part(wanted, size)

    def refuse(self, status: HTTPStatus, **headers: str) -> None:
        self.answer(status, f"{status.value} {status.phrase}\n".encode(), TYPES["txt"], headers)

    def send_elsewhere(self, status: HTTPStatus, location: str, **headers: str) -> None:
        self.answer(status, b"", TYPES["txt"], {"Location": location, **headers})

    def answer(self, status: HTTPStatus, data: bytes, kind: str, headers: dict[str, str]) -> None:
        body = b"" if self.command == "HEAD" else data
        self.begin(status, {"Content-Type": kind, "Content-Length": str(len(data)), **headers}, body)

    def begin(self, status: HTTPStatus, headers: dict[str, str], body: bytes = b"") -> None:
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
