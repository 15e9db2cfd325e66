"""Every address of the built site, in one place.

A page is named by a path from the site's root that ends in `/` (`/themes/energy-projects/`); links between pages are
relative, so that the tree works at a domain's root, below any path and from a USB stick.
"""

import posixpath
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefgen.model.article import Article
from briefgen.model.page import Page
from briefgen.model.settings import Settings
from briefgen.text.slugs import slugify
from briefgen.text.symbols import symbol


@dataclass(frozen=True)
class Urls:
    """Paths from the root, per language tree: the first language lives at `/`, the others at `/en/`, `/ru/`."""

    settings: Settings

    def tree(self, lang: str) -> str:
        """The root of a language; of the first one for a language that is not built."""
        languages = self.settings.languages
        return "/" if lang == languages[0] or lang not in languages else f"/{lang}/"

    def home(self, lang: str) -> str:
        return self.tree(lang)

    def front(self, lang: str, *segments: str) -> str:
        """A list, or one period of it: `front("tr", "themes", "energy-projects", "2026-02")`."""
        return self.tree(lang) + "".join(f"{segment}/" for segment in segments)

    def series(self, lang: str, id_: str) -> str:
        """The page of a series of figures. A month's name is no id of a series (assembling/articles.py)."""
        return self.front(lang, "figures", id_)

    def article(self, article: Article) -> str:
        day = article.date.day.isoformat().replace("-", "/")
        return f"{self.tree(article.lang)}articles/{day}/{article.slug}/"

    def page(self, page: Page) -> str:
        return self.front(page.lang, page.slug)

    def feed(self, lang: str, *segments: str) -> str:
        return self.front(lang, *segments) + "feed.xml"

    def absolute(self, path: str) -> str:
        """The full address of a path; empty without a base_url."""
        return self.settings.base_url + path if self.settings.base_url else ""

    @property
    def base_path(self) -> str:
        """The path below which the site is hosted, without its last slash."""
        return urlsplit(self.settings.base_url).path.rstrip("/")

    def inner(self, path: str) -> str:
        """A path of the host as one below the root of the site."""
        base = self.base_path
        return path.removeprefix(base) if base and path.startswith(f"{base}/") else path


def file_url(page: str, path: str) -> str:
    """Where a file of content/ stands in the site: beside the page that refers to it."""
    name = posixpath.basename(path)
    stem, suffix = posixpath.splitext(name)
    return page + (slugify(stem) or "file") + suffix


def output_path(url: str) -> str:
    """The file that holds a page, relative to the output folder: `/a/` → `a/index.html`."""
    path = url.removeprefix("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


UP = symbol("up")
"""Stands in rendered text for the way from its page up to the site's root.

A link goes up to the root and down again, so that one rendering of a card serves every page that shows it.
"""


def way_up(here: str) -> str:
    """The way from a page up to the site's root: `../../` from `/a/b/`, `./` from `/`."""
    return "../" * (here.count("/") - 1) or "./"


def linked(url: str) -> str:
    """`url` (a path from the root) as any page links to it; an address outside as it is."""
    return UP + url[1:] if url.startswith("/") else url
