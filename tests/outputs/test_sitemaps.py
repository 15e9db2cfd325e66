"""robots.txt and sitemaps: what search engines may see, with dates of entries only."""

import re
from xml.etree import ElementTree

import pytest

from briefgen.model.settings import Settings
from briefgen.outputs.planning import render
from briefgen.outputs.target import Target
from tests.assembling.conftest import REGISTRY, text
from tests.site.conftest import THREE, asking

FILES = REGISTRY | {
    "articles/2026-02-03-x.md": text("updated: 2026-02-05 10:00\nthemes: [a]", "Lavrov."),
    "articles/2026-02-03-x.en.md": text(date=""),
    "articles/2026-01-02-y.md": text(date="2026-01-02"),
}
BASE = "https://example.org/b"


def made(url: str, kind: str, *key: str, settings: Settings = THREE) -> str:
    return render(Target(url, kind, key, "tr"), asking(FILES, settings)).decode()


def locations(text: str) -> list[str]:
    ElementTree.fromstring(text.lstrip())
    return re.findall(r"<loc>([^<]*)</loc>", text)


def test_the_index_names_a_part_for_every_month() -> None:
    found = locations(made("/sitemap.xml", "sitemap-index"))
    assert found == [f"{BASE}/sitemaps/{part}.xml" for part in ("2026-02", "2026-01", "pages")]


def test_a_month_holds_its_articles_and_editions() -> None:
    found = locations(made("/sitemaps/2026-02.xml", "sitemap", "2026-02"))
    expected = ["articles/2026/02/03/x/", "en/articles/2026/02/03/x/"]
    expected += [f"{tree}editions/2026-02-03/" for tree in ("", "en/", "ru/")]
    assert found == sorted(f"{BASE}/{path}" for path in expected)


def test_the_dates_are_those_of_entries() -> None:
    dates = re.findall(r"<lastmod>([^<]*)</lastmod>", made("/sitemaps/2026-02.xml", "sitemap", "2026-02"))
    assert dates == ["2026-02-05T10:00:00+03:00"] * 2


def test_languages_point_at_each_other() -> None:
    found = made("/sitemaps/2026-02.xml", "sitemap", "2026-02")
    assert f'hreflang="en" href="{BASE}/en/articles/2026/02/03/x/"' in found
    assert f'hreflang="ru" href="{BASE}/ru/editions/2026-02-03/"' in found


def test_the_standing_pages() -> None:
    found = locations(made("/sitemaps/pages.xml", "sitemap", "pages"))
    assert {f"{BASE}/", f"{BASE}/en/", f"{BASE}/themes/a/", f"{BASE}/people/lavrov/", f"{BASE}/statements/"} <= set(
        found
    )
    assert f"{BASE}/people/bolat/" not in found and f"{BASE}/corrections/" not in found
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("settings", "lines"),
    [
        (THREE, ["Allow: /", f"Sitemap: {BASE}/sitemap.xml"]),
        (Settings(), ["Allow: /"]),
    ],
)
def test_robots(settings: Settings, lines: list[str]) -> None:
    assert [line for line in made("/robots.txt", "robots", settings=settings).splitlines() if line][1:] == lines


def test_what_is_marked_is_for_no_robot() -> None:
    settings = Settings(base_url=BASE, default_marking="TLP:GREEN", audience="TLP:GREEN")
    assert made("/robots.txt", "robots", settings=settings).split() == ["User-agent:", "*", "Disallow:", "/"]
