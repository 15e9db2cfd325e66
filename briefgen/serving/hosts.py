"""By which names the preview may be asked, and by whose pages.

By itself it answers this machine alone, by its own names alone: a page of another site could otherwise read it, by
pointing a name of its own here (DNS rebinding) or by asking from within a browser.
"""

import re
import socket
from email.message import Message
from http import HTTPStatus
from ipaddress import ip_address

from briefgen.text.casing import lower


class Names:
    """The names of a preview that listens on `host`."""

    def __init__(self, host: str) -> None:
        names = {"localhost", "127.0.0.1", "::1", host}
        self.is_open = not is_loopback(host)
        if self.is_open:
            name = socket.gethostname()
            names |= {name, f"{name}.local"}
        self.names = frozenset(lower(name, "en") for name in names)

    def knows(self, host: str) -> bool:
        """Whether a Host header names this preview. Names of others that lead here are refused."""
        name = _name_in(host)
        return name in self.names or (self.is_open and _is_address(name))

    def refusal(self, method: str, headers: Message) -> HTTPStatus | None:
        """Why a request is not answered; None where it comes by one of these names, and from none but the preview's own pages."""
        hosts = headers.get_all("Host", [])
        if len(hosts) != 1:
            return HTTPStatus.BAD_REQUEST
        origin, site = headers.get("Origin"), headers.get("Sec-Fetch-Site", "none")
        is_own = origin is None or origin == f"http://{hosts[0]}"
        # A link from elsewhere may lead here; a script, a picture or a form of another site may not ask.
        is_own = is_own and (site in ("none", "same-origin") or headers.get("Sec-Fetch-Mode") == "navigate")
        is_own = is_own and (method != "POST" or origin is not None)
        return None if is_own and self.knows(hosts[0]) else HTTPStatus.FORBIDDEN


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _name_in(host: str) -> str:
    """The name in a Host header, without the port (RFC 9110, 7.2)."""
    match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:\[\]/@\s]+))(?::\d{1,5})?", host.strip())
    return lower(match[1] or match[2], "en").rstrip(".") if match else ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
