"""Addresses: one place for all of them, links that work anywhere."""

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.settings import Settings
from briefgen.site.urls import UP, Urls, file_url, linked, output_path, way_up
from tests.assembling.conftest import briefing, text

SETTINGS = Settings(languages=("tr", "en"), base_url="https://example.org/b")
URLS = Urls(SETTINGS)


@pytest.mark.parametrize(("lang", "root"), [("tr", "/"), ("en", "/en/"), ("ru", "/")])
def test_trees(lang: str, root: str) -> None:
    assert (URLS.tree(lang), URLS.home(lang)) == (root, root)
    assert URLS.front(lang, "themes", "a", "2026-02") == f"{root}themes/a/2026-02/"
    assert URLS.feed(lang) == f"{root}feed.xml" and URLS.feed(lang, "themes", "a") == f"{root}themes/a/feed.xml"


@pytest.mark.parametrize(
    ("name", "fields", "date", "expected"),
    [
        ("2026-02-03-uclu.md", "", "2026-02-03", "/articles/2026/02/03/uclu/"),
        ("2026-02-03-uclu.md", "slug: kisa", "2026-02-03", "/articles/2026/02/03/kisa/"),
        ("uclu.md", "", "2026-02-03 23:30 +00:00", "/articles/2026/02/04/uclu/"),
        ("2026-02-03.md", "", "2026-02-03", "/articles/2026/02/03/2026-02-03/"),
        ("x.en.md", "", "2026-02-03", "/en/articles/2026/02/03/x/"),
        ("x.ru.md", "", "2026-02-03", "/articles/2026/02/03/x/"),
    ],
)
def test_articles(name: str, fields: str, date: str, expected: str) -> None:
    (article,) = briefing({f"articles/{name}": text(fields, date=date)}, SETTINGS).articles
    assert URLS.article(article) == expected


def test_absolute_addresses_need_a_base_url() -> None:
    assert URLS.absolute("/a/") == "https://example.org/b/a/" and URLS.base_path == "/b"
    assert Urls(Settings()).absolute("/a/") == "" and Urls(Settings()).base_path == ""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/articles/Grafik Üç.PNG", "/a/grafik-uc.PNG"),
        ("content/articles/veri.csv", "/a/veri.csv"),
        ("content/articles/….png", "/a/file.png"),
    ],
)
def test_files_stand_beside_their_page(path: str, expected: str) -> None:
    assert file_url("/a/", path) == expected


@pytest.mark.parametrize(
    ("url", "path"),
    [("/", "index.html"), ("/a/b/", "a/b/index.html"), ("/404.html", "404.html"), ("/a/feed.xml", "a/feed.xml")],
)
def test_output_paths(url: str, path: str) -> None:
    assert output_path(url) == path


urls = st.lists(st.sampled_from(["a", "b-2", "en"]), max_size=4).map(
    lambda parts: "/" + "".join(f"{p}/" for p in parts)
)


@given(urls, urls)
def test_a_link_leads_from_any_page_to_any_other(here: str, there: str) -> None:
    link = linked(there).replace(UP, way_up(here))
    assert not link.startswith("/") and posixpath.normpath(posixpath.join(here, link)) == posixpath.normpath(there)


def test_an_address_outside_stays() -> None:
    assert linked("https://a.example/") == "https://a.example/" and linked("#ad") == "#ad"
