"""The sample briefing as it is built: every page well formed, every link alive, every feed readable."""

import posixpath
import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser
import pytest

from briefgen.pipeline import build
from briefgen.report import Options

ROOT = Path(__file__).parent.parent
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own content, built."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "briefgen.toml", root)
    report = build(Options(root=root))
    assert not report.has_errors, report.findings
    return root / "site"


class Page(HTMLParser):
    """The ids, links and nesting of one page; `problems` says what is not well formed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.problems: list[str] = []
        self.feed(text)
        self.close()
        self.problems += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = Counter(name for name, _ in attrs)
        self.problems += [f"{name} twice on <{tag}>" for name, count in names.items() if count > 1]
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        self.links += [str(values[name]) for name in ("href", "src") if values.get(name) is not None]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "style" in values or any(name.startswith("on") for name in names):
            self.problems.append(f"inline style or script on <{tag}>")
        if (
            self.open
            and self.open[-1] == "p"
            and tag in {"p", "div", "ul", "ol", "table", "figure", "blockquote", "h2"}
        ):
            self.problems.append(f"<{tag}> inside <p>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> closes {self.open[-1:]}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    found = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): Page(path.read_text("utf-8")) for path in found}


def test_there_is_a_page_of_every_kind(pages: dict[str, Page]) -> None:
    kinds = ("", "editions/2026-02-03/", "themes/energy-projects/", "themes/energy-projects/2026-02/")
    kinds += ("themes/energy-projects/dossier/", "people/lavrov/", "organisations/kek/", "statements/", "figures/")
    kinds += ("timeline/", "timeline/2025/", "archive/", "archive/2026-02/", "corrections/", "about/")
    for tree in ("", "en/", "ru/"):
        assert {f"{tree}{kind}index.html" for kind in kinds} <= pages.keys()
    assert "404.html" in pages


def test_every_page_is_well_formed(pages: dict[str, Page]) -> None:
    assert {path: page.problems for path, page in pages.items() if page.problems} == {}


def test_no_id_stands_twice(pages: dict[str, Page]) -> None:
    twice = {path: [id_ for id_, n in Counter(page.ids).items() if n > 1] for path, page in pages.items()}
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_headings_begin_with_one_h1_and_skip_no_level(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        if page.headings:
            assert page.headings.count(1) == 1 and page.headings[0] == 1, path
            steps = zip(page.headings, page.headings[1:], strict=False)
            assert all(after <= before + 1 for before, after in steps), (path, page.headings)


def test_every_link_leads_somewhere(site: Path, pages: dict[str, Page]) -> None:
    dead = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or path == "404.html":
                continue
            assert not link.startswith("/"), f"{path} links from the root: {link}"
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            )
            if parts.path.endswith("/"):
                target = posixpath.normpath(posixpath.join(target, "index.html"))
            known = target in pages or (site / target).is_file()
            if not known or (parts.fragment and unquote(parts.fragment) not in pages[target].ids):
                dead.append((path, link))
    assert dead == []


def test_the_404_page_alone_links_from_the_root(pages: dict[str, Page]) -> None:
    inside = [link for link in pages["404.html"].links if not urlsplit(link).scheme and link != "#content"]
    assert inside and all(link.startswith("/") for link in inside)


def test_every_feed_can_be_read(site: Path) -> None:
    feeds = sorted(site.rglob("feed.xml"))
    assert {"feed.xml", "en/feed.xml", "themes/energy-projects/feed.xml", "people/lavrov/feed.xml"} <= {
        path.relative_to(site).as_posix() for path in feeds
    }
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.entries, path
        for entry in feed.entries:
            assert entry.id.startswith("urn:uuid:") and entry.link.startswith("https://briefing.example/")
            assert entry.published_parsed <= entry.updated_parsed
        times = [entry.published_parsed for entry in feed.entries]
        assert times == sorted(times, reverse=True)


def test_no_mark_and_no_symbol_reaches_a_reader(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"\{(theme|speaker|figure|event|date)=|[\x00-\x08\x0e-\x1f]|undefined", text), path


def test_what_is_kept_back_is_nowhere(site: Path) -> None:
    held = [
        path.read_text("utf-8")
        for path in (ROOT / "content" / "articles").glob("*.md")
        if re.search(r"^(draft: true|embargo: 20)", path.read_text("utf-8"), re.MULTILINE)
    ]
    titles = [re.search(r"^title: \"?(.+?)\"?$", text, re.MULTILINE)[1] for text in held]  # type: ignore[index]
    assert len(titles) >= 2
    whole = "\n".join(path.read_text("utf-8") for path in site.rglob("*") if path.suffix in (".html", ".xml", ".txt"))
    assert [title for title in titles if title in whole] == []
