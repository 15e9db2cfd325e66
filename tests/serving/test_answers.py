"""What the preview answers to whom: paths, hosts, origins, methods, ranges, conditions, types."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.conftest import Site
from tests.serving.conftest import DRAFT, LIMIT, OPEN, Preview


@pytest.mark.parametrize(
    "path",
    [
        "/../briefgen.toml", "/%2e%2e/briefgen.toml", "/..%2fbriefgen.toml", "/%252e%252e/briefgen.toml",
        "/..%5cbriefgen.toml", "/..\\briefgen.toml", "//briefgen.toml", "/%00", "/index.html%00.md", "/./briefgen.toml",
        "/content/articles/2026-02-01-acik.md", "/briefgen.toml", "/.briefgen/readings.sqlite", "/assets/../briefgen.toml",
        "/__briefgen/../briefgen.toml", "/__briefgen/%2e%2e/%2e%2e/pyproject.toml", "/__briefgen/idiomorph.LICENSE",
        "/file:///etc/passwd", "/etc/passwd", "/%ff%fe", "/articles/2026/02/01/acik//", "/assets/", "http://127.0.0.1/etc/passwd",
    ],
)  # fmt: skip
def test_no_path_leads_out(preview: Preview, path: str) -> None:
    answer = preview.ask(path)
    assert answer.status == 404
    assert b"Deneme" in answer.data or answer.data == b"404 Not Found\n"
    assert b"title =" not in answer.data and b"root:" not in answer.data


def test_no_link_leads_out(preview: Preview, site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    (site.root / "content/articles/a.png").symlink_to(secret)
    site.article("2026-02-01-acik", "", "![x](a.png)", title="Açık metin")
    preview.until(lambda: "link-outside" in preview.codes())
    assert b"secret" not in preview.ask(OPEN + "a.png").data


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]", "127.0.0.1:9", "localhost."])
def test_its_own_names(preview: Preview, host: str) -> None:
    assert preview.ask("/", Host=host).status == 200


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "10.0.0.1", "localhost@x", "", "a b", "[::1"])
def test_other_names(preview: Preview, host: str) -> None:
    for path in ("/", "/__briefgen/", "/__briefgen/events", "/assets/x"):
        assert preview.ask(path, Host=host).status == 403


def test_a_request_names_one_host(preview: Preview) -> None:
    for head in ("", "Host: localhost\r\nHost: localhost\r\n"):
        with socket.create_connection(("127.0.0.1", preview.port)) as plain:
            plain.sendall(f"GET / HTTP/1.1\r\n{head}\r\n".encode())
            assert plain.recv(100).startswith(b"HTTP/1.1 400")


def test_only_its_own_pages_may_ask(preview: Preview) -> None:
    own = f"http://127.0.0.1:{preview.port}"
    assert preview.ask("/", Origin=own).status == 200
    for origin in ("http://example.org", "null", "http://127.0.0.1:1", own.replace("http", "https")):
        assert preview.ask("/__briefgen/status.json", Origin=origin).status == 403
    assert preview.ask("/data/articles.csv", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors").status == 403
    assert preview.ask("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status == 200


def test_methods(preview: Preview) -> None:
    whole, head = preview.ask(OPEN), preview.ask(OPEN, "HEAD")
    assert head.status == 200 and head.data == b""
    for name in ("Content-Length", "Content-Type", "ETag"):
        assert head.headers[name] == whole.headers[name]
    assert int(whole.headers["Content-Length"]) == len(whole.data)
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "POST"):
        answer = preview.ask("/", method, body="x", Origin=preview.url)
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert preview.ask("/__briefgen/view", "POST", "view=public").status == 403
    assert preview.ask("/__briefgen/view", "POST", "view=nothing", Origin=preview.url).status == 400


def test_ranges(preview: Preview) -> None:
    url = next(
        each for each in preview.session.state.generations[preview.session.home].targets if each.endswith(".css")
    )
    whole = preview.ask(url)
    size = len(whole.data)
    for asked, start, stop in (("0-9", 0, 10), ("5-", 5, size), ("-7", size - 7, size), (f"0-{size * 2}", 0, size)):
        part = preview.ask(url, Range=f"bytes={asked}")
        assert (part.status, part.data) == (206, whole.data[start:stop])
        assert part.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{size}"
    for asked in (f"{size}-", "-0"):
        none = preview.ask(url, Range=f"bytes={asked}")
        assert (none.status, none.headers["Content-Range"]) == (416, f"bytes */{size}")
    for asked in ("bytes=0-1,4-5", "lines=0-1", "bytes=x-y", "bytes=9-2", "bytes=-"):
        assert preview.ask(url, Range=asked).status == 200
    assert preview.ask(url, Range="bytes=0-1", If_Range='"other"').status == 200
    assert preview.ask(url, Range="bytes=0-1", If_Range=whole.headers["ETag"]).status == 206


def test_conditions(preview: Preview) -> None:
    tag = preview.ask(OPEN).headers["ETag"]
    for given in (tag, f'"x", W/{tag}', "*"):
        answer = preview.ask(OPEN, If_None_Match=given)
        assert (answer.status, answer.data) == (304, b"")
    assert preview.ask(OPEN, If_None_Match='"x"').status == 200
    assert preview.ask(OPEN, If_Match='"x"').status == 412


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/briefing.json", "application/json; charset=utf-8"),
        ("/data/statements.csv", "text/csv; charset=utf-8"),
        ("/__briefgen/preview.js", "text/javascript; charset=utf-8"),
        ("/__briefgen/preview.css", "text/css; charset=utf-8"),
        ("/__briefgen/page.css", "text/css; charset=utf-8"),
        ("/__briefgen/status.json", "application/json; charset=utf-8"),
    ],
)
def test_types(preview: Preview, path: str, kind: str) -> None:
    answer = preview.ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    assert answer.headers["Cache-Control"] == "no-store"
    assert (
        "'self'" in answer.headers["Content-Security-Policy"] and answer.headers["X-Content-Type-Options"] == "nosniff"
    )


def test_a_page_looks_as_it_will_be_published(preview: Preview) -> None:
    """What the preview says over it bears names of its own, so that no rule reaches the site's own elements."""
    (link,) = re.findall(r'<link rel="stylesheet" href="([^"]+)" data-briefgen>', preview.ask("/").text)
    style = re.sub(r"/\*.*?\*/|@media \w+", "", preview.ask(link).text)
    selectors = [one.strip() for rule in re.findall(r"[^{}]+(?=\{)", style) for one in rule.split(",")]
    assert ".briefgen-banner" in selectors and all(not one or one.startswith(".briefgen-") for one in selectors)


def test_addresses_as_a_static_host_has_them(preview: Preview) -> None:
    assert preview.ask(OPEN + "index.html").status == 200
    moved = preview.ask(OPEN.rstrip("/"))
    assert (moved.status, moved.headers["Location"]) == (302, OPEN)
    missing = preview.ask("/none/")
    assert missing.status == 404 and 'class="page-404"' in missing.text and "preview.js" in missing.text


def test_below_the_path_of_base_url(site: Site) -> None:
    site.write("briefgen.toml", 'title = "Deneme"\nbase_url = "https://deneme.example/alt"\n')
    site.article("2026-02-01-acik")
    with Preview(site.root) as preview:
        assert preview.ask("/alt/").status == preview.ask("/").status == preview.ask(f"/alt{OPEN}").status == 200
        assert 'href="/alt/' in preview.ask("/none/").text


def test_others_see_nothing_withheld(site: Site) -> None:
    site.article("2026-02-01-acik", "", "Açık.")
    site.article("2026-02-02-taslak", "draft: true", "Gizli bir cümle.", title="Taslak metin")
    with Preview(site.root, is_private=False) as preview:
        assert preview.ask(DRAFT).status == preview.ask("/__briefgen/").status == 404
        assert preview.ask("/__briefgen/status.json").status == 404
        assert preview.ask("/", Cookie=f"briefgen-view-{preview.port}=everything").text.count("Taslak") == 0
        assert preview.ask("/__briefgen/view", "POST", "view=everything", Origin=preview.url).status == 405
        site.article("2026-02-01-acik", "", "[Açık](2026-02-02-taslak.md).")
        site.article("2026-02-02-taslak", "draft: true\ndate: 2026-13-40", "Gizli söz.", title="Taslak metin")
        connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=LIMIT)
        connection.request("GET", "/__briefgen/events?path=/")
        stream = connection.getresponse()
        seen = b""
        while b"the terminal tells: 1" not in seen:
            seen += stream.readline()
        assert not [word for word in (b"Gizli", b"Taslak", b"taslak", b"2026-13-40") if word in seen]
        connection.close()


def test_the_switch(preview: Preview, site: Site) -> None:
    site.article("2026-02-02-sonra", "date: 2099-01-01", title="Sonraki metin")
    later = "/articles/2099/01/01/sonra/"
    preview.until(lambda: preview.shows(later, "its date is still to come"))
    for view, status in (("public", 404), ("due", 200), ("everything", 200)):
        cookie = f"briefgen-view-{preview.port}={view}"
        assert preview.ask(later, Cookie=cookie).status == status
        assert preview.ask(DRAFT, Cookie=cookie).status == (200 if view == "everything" else 404)
    moved = preview.ask("/__briefgen/view", "POST", "view=due", Origin=preview.url, Referer=preview.url + OPEN)
    assert (moved.status, moved.headers["Location"]) == (303, OPEN)
    assert f"briefgen-view-{preview.port}=due" in moved.headers["Set-Cookie"]


def test_an_audience(site: Site) -> None:
    site.article("2026-02-01-acik", "marking: TLP:AMBER", "Sarı.")
    for audience, status in ((None, 404), ("TLP:AMBER", 200)):
        with Preview(site.root, audience) as preview:
            assert preview.ask(OPEN).status == status


def test_a_site_that_has_errors_from_the_start(site: Site) -> None:
    site.article("2026-02-01-acik", "", "Açık.")
    site.article("2026-02-02-kirik", "themes: [yok]", "Kırık.")
    with Preview(site.root) as preview:
        assert preview.ask(OPEN).status == 200 and preview.codes() == ["unknown-theme"]
        site.article("2026-02-02-kirik", "", "Kırık.")
        preview.until(lambda: preview.ask("/articles/2026/02/02/kirik/").status == 200)


def test_settings_that_have_errors_from_the_start(site: Site) -> None:
    site.article("2026-02-01-acik", "", "Açık.")
    site.write("briefgen.toml", "title = \n")
    with Preview(site.root) as preview:
        assert preview.ask("/").status == 500 and preview.codes() == ["toml-syntax"]
        site.write("briefgen.toml", 'title = "Deneme"\n')
        preview.until(lambda: preview.ask(OPEN).status == 200)


def serve(root: Path, *arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "briefgen", "--lang", "en", "serve", *arguments]
    return subprocess.Popen(
        command, cwd=root, env={**os.environ, **environment}, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )


def address(process: "subprocess.Popen[bytes]") -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if b"http://" in line:
            return line.decode().split("http://")[1].split("/")[0]
    raise AssertionError("it never said where it is")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once(site: Site, number: int) -> None:
    site.article("2026-02-01-acik")
    # A machine that has much else to do may be late; not every time.
    assert any(seconds_to_end(site, number) < 1 for _ in range(4))
    assert not (site.root / "site").exists()


def seconds_to_end(site: Site, number: int) -> float:
    """How long a preview takes to end that somebody looks at."""
    process = serve(site.root, "--port", "0")
    host, _, port = address(process).partition(":")
    stream = http.client.HTTPConnection(host, int(port))
    stream.request("GET", "/__briefgen/events?path=/")
    stream.getresponse()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    start = time.monotonic()
    process.send_signal(number)
    _, err = process.communicate(timeout=LIMIT)
    taken = time.monotonic() - start
    assert b"Traceback" not in err and process.returncode == 0 and children == ""
    stream.close()
    return taken


def test_a_busy_port(site: Site) -> None:
    site.article("2026-02-01-acik")
    with socket.create_server(("127.0.0.1", 0)) as busy:
        process = serve(site.root, "--port", str(busy.getsockname()[1]))
        _, err = process.communicate(timeout=LIMIT)
        assert process.returncode == 2 and b"is in use" in err and b"Traceback" not in err


def test_a_busy_default_port_moves_on(site: Site) -> None:
    site.article("2026-02-01-acik")
    first, second = serve(site.root), serve(site.root)
    try:
        assert address(first) != address(second)
    finally:
        for process in (first, second):
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=LIMIT)


def test_the_terminal_tells_what_is_to_be_mended(site: Site) -> None:
    site.article("2026-02-01-acik", "themes: yok")
    process = serve(site.root, "--port", "0")
    guard = threading.Timer(LIMIT, process.kill)
    guard.start()
    try:
        assert process.stderr is not None
        assert any(b"unknown-theme" in line for line in process.stderr)
        site.article("2026-02-01-acik", "")
        assert any(b"nothing to mend" in line for line in process.stderr)
    finally:
        guard.cancel()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=LIMIT)


def test_others_are_warned_of(site: Site) -> None:
    site.article("2026-02-01-acik")
    process = serve(site.root, "--port", "0", "--host", "0.0.0.0")
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        assert b"others on the network can read this preview" in said
        where = address(process)
        host, port = where.split(":")
        for name, status in (("example.org", 403), ("192.0.2.7", 200)):
            connection = http.client.HTTPConnection("127.0.0.1", int(port))
            connection.request("GET", "/", headers={"Host": name})
            assert connection.getresponse().status == status and host
            connection.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=LIMIT)


def test_it_opens_the_browser_and_shows_others_what_is_withheld_if_asked(site: Site, tmp_path: Path) -> None:
    site.article("2026-02-02-taslak", "draft: true", "Gizli.", title="Taslak metin")
    opened, browser = tmp_path / "opened", tmp_path / "browser.sh"
    browser.write_text(f'printf %s "$1" > {opened}\n')
    process = serve(site.root, "--port", "0", "--host", "0.0.0.0", "--open", "--withheld", BROWSER=f"sh {browser} %s")
    try:
        where = address(process)
        connection = http.client.HTTPConnection("127.0.0.1", int(where.split(":")[1]))
        connection.request("GET", DRAFT)
        answer = connection.getresponse()
        assert answer.status == 200 and b"it is a draft" in answer.read()
        connection.close()
        end = time.monotonic() + LIMIT
        while not opened.exists() or not opened.read_text():
            assert time.monotonic() < end
            time.sleep(0.05)
        assert opened.read_text() == f"http://{where}/"
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=LIMIT)
