"""Links to what is not public say so, in words; only in the preview, and only where it is shown."""

import json
import re

import pytest

from tests.conftest import Run, Site, everything
from tests.serving.conftest import DRAFT, OPEN, Preview

THEME = "/themes/enerji/"
LIST = "/archive/2026-02/"


def marks(preview: Preview, page: str, of: str, lang: str = "tr", **headers: str) -> set[str]:
    """What is said beside the links of a page that lead to another; empty for a link beside which nothing is said."""
    links = re.findall(r'<a\s[^>]*href="([^"#]+)[^>]*>(.*?)</a>', preview.ask(page, **headers).text, re.DOTALL)
    found = [text for address, text in links if address.endswith(of.removeprefix("/"))]
    said = (re.findall(rf' <span class="briefgen-mark" lang="{lang}">([^<]+)</span>$', text) for text in found)
    return {each[0] if each else "" for each in said}


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ("draft: true", "taslak"),
        ("embargo: 2099-01-01T00:00:00+03:00", "ambargolu"),
        ("draft: true\nembargo: 2099-01-01T00:00:00+03:00", "taslak"),
        ("date: 2099-01-01", "zamanı gelmedi"),
        ("expires: 2026-02-04T00:00:00+03:00", "süresi doldu"),
        ("status: withheld", "yayımda değil"),
        ("", ""),
    ],
)
def test_a_link_says_why_what_it_leads_to_is_not_public(site: Site, fields: str, word: str) -> None:
    site.write("content/themes/enerji.md", '---\ntitle: "Enerji"\n---\n')
    site.article("2026-02-03-deneme", f"themes: [enerji]\n{fields}")
    with Preview(site.root) as preview:
        own = next(url for url in preview.session.state.generations["everything"].targets if "/deneme/" in url)
        assert marks(preview, THEME, own) == {word}
        assert "briefgen-mark" not in preview.ask(own).text


SEVERAL = 'title = "Deneme"\nlanguages = ["tr", "ru", "en", "az"]\n'


def test_in_the_language_of_the_page(site: Site) -> None:
    """English where it has no words."""
    site.write("briefgen.toml", SEVERAL)
    site.article("2026-02-03-deneme", "draft: true")
    own = "/articles/2026/02/03/deneme/"
    with Preview(site.root) as preview:
        for tree, lang, word in (("/ru", "ru", "черновик"), ("/en", "en", "draft"), ("/az", "en", "draft")):
            assert marks(preview, tree + LIST, own, lang) == {word}


def test_the_search_says_it_too(site: Site) -> None:
    site.write("briefgen.toml", SEVERAL)
    site.write("content/themes/enerji.md", '---\ntitle: "Enerji"\ndraft: true\n---\n')
    site.article("2026-02-03-deneme", "themes: [enerji]\ndraft: true", "</script> bir söz")
    site.article("2026-02-03-acik", "", "Açık bir söz")
    with Preview(site.root) as preview:
        cookie = f"briefgen-view-{preview.port}=public"
        data = preview.ask("/search/tr/2026-02/03.js").text
        assert data.startswith('briefgenSearch.take("texts",{') and "</script>" not in data
        said = {
            text["url"]: text.get("private")
            for text in json.loads(data[data.index("{") : data.rindex("}") + 1])["texts"]
        }
        assert said == {
            "/articles/2026/02/03/deneme/": {"tr": "taslak", "ru": "черновик", "en": "draft", "az": "draft"},
            "/articles/2026/02/03/acik/": None,
        }
        assert '["enerji","Enerji (taslak)"]' in preview.ask("/search/tr.js").text
        assert '["enerji","Enerji (черновик)"]' in preview.ask("/search/ru.js").text
        for path in ("/search/tr/2026-02/03.js", "/search/tr.js"):
            assert "taslak" not in preview.ask(path, Cookie=cookie).text


def test_only_what_leads_there_is_marked_and_no_build_is(preview: Preview, site: Site, run: Run) -> None:
    assert marks(preview, LIST, DRAFT) == {"taslak"} and marks(preview, LIST, OPEN) == {""}
    cookie = f"briefgen-view-{preview.port}=public"
    assert "briefgen-mark" not in preview.ask(LIST, Cookie=cookie).text
    assert run("build", cwd=site.root).code == 0
    assert "briefgen-mark" not in everything(site.out)


def test_a_private_theme_is_marked_wherever_it_is_named(site: Site) -> None:
    site.write("content/themes/enerji.md", '---\ntitle: "Enerji"\ndraft: true\n---\n')
    site.article("2026-02-03-deneme", "themes: [enerji]\ndraft: true")
    with Preview(site.root) as preview:
        assert marks(preview, "/articles/2026/02/03/deneme/", THEME) == {"taslak"}


def test_below_the_path_of_base_url_and_on_the_404_page(site: Site) -> None:
    site.write("briefgen.toml", 'title = "Deneme"\nbase_url = "https://deneme.example/kurum"\n')
    site.write("content/themes/enerji.md", '---\ntitle: "Enerji"\ndraft: true\n---\n')
    site.article("2026-02-03-deneme", "themes: [enerji]\ndraft: true")
    with Preview(site.root) as preview:
        assert marks(preview, "/kurum/yok/", THEME) == {"taslak"}
