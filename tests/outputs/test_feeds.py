"""Atom: readers can read it, its dates move only on a material change, its ids never."""

import re
import time
from typing import Any

import feedparser
import pytest

from briefgen.outputs.planning import plan, render
from briefgen.outputs.target import Target
from tests.assembling.conftest import REGISTRY, text
from tests.site.conftest import asking, knowledge

SUMMARY = "summary: 'a < b & \"c\"'\nthemes: [a]\nsource: trt"


def feed(files: dict[str, str], *front: str, lang: str = "tr") -> Any:
    url = ("/" if lang == "tr" else f"/{lang}/") + "".join(f"{part}/" for part in front) + "feed.xml"
    data = render(Target(url, "feed", front, lang), asking(REGISTRY | files))
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    # feedparser takes a bad date without a word, so dates are looked at as they stand.
    for stamp in re.findall(r"<(?:updated|published)>([^<]*)<", data.decode()):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)", stamp), stamp
    return found


def entry(fields: str = SUMMARY, body: str = "Bir cümle.", **more: str) -> Any:
    return feed({"articles/2026-02-03-x.md": text(fields, body, **more)}).entries[0]


def at(parsed: time.struct_time) -> str:
    return time.strftime("%Y-%m-%dT%H:%M", parsed)


def test_an_entry() -> None:
    found = entry(title="Ö < ç & '")
    assert found.title_detail.value.replace("&lt;", "<").replace("&amp;", "&") == "Ö < ç & '"
    assert found.link == "https://example.org/b/articles/2026/02/03/x/"
    assert found.id.startswith("urn:uuid:") and "a < b" in found.summary.replace("&lt;", "<")
    assert (at(found.published_parsed), at(found.updated_parsed)) == ("2026-02-02T21:00", "2026-02-02T21:00")


def test_the_feed_itself() -> None:
    found = feed({"articles/x.md": text(), "articles/y.md": text(date="2026-02-05 10:00")})
    assert found.feed.id == "https://example.org/b/feed.xml" and at(found.feed.updated_parsed) == "2026-02-05T07:00"
    assert [at(each.published_parsed) for each in found.entries] == ["2026-02-05T07:00", "2026-02-02T21:00"]


@pytest.mark.parametrize(
    ("fields", "updated"),
    [
        ("", "2026-02-02T21:00"),
        ("updated: 2026-02-05 10:00", "2026-02-02T21:00"),
        ("change_note: Not", "2026-02-02T21:00"),
        ("updated: 2026-02-05 10:00\nchange_note: Not", "2026-02-05T07:00"),
        ("corrections: [{date: 2026-02-06 10:00, kind: correction, text: T}]", "2026-02-06T07:00"),
        ("embargo: 2026-02-04T10:00:00+03:00", "2026-02-04T07:00"),
    ],
)
def test_updated_moves_only_on_a_material_change(fields: str, updated: str) -> None:
    assert at(entry(fields).updated_parsed) == updated


@pytest.mark.parametrize(
    ("date", "dates", "updated"),
    [
        ("2026-02-03 10:00", ["2026-02-03"], "2026-02-03T10:00:01+03:00"),
        ("2026-02-03", ["2026-02-03"], "2026-02-03T00:00:01+03:00"),
        ("2026-02-03 10:00", ["2026-02-05", "2026-02-05"], "2026-02-05T00:00:01+03:00"),
        ("2026-02-03 10:00", ["2026-02-02", "2026-02-03 09:00"], "2026-02-03T10:00:00+03:00"),
    ],
)
def test_every_correction_moves_updated_a_bare_date_too(date: str, dates: list[str], updated: str) -> None:
    given = ", ".join(f"{{date: {each}, kind: correction, text: T}}" for each in dates)
    assert entry(f"corrections: [{given}]", date=date).updated == updated


def test_an_embargoed_text_is_published_when_it_appears() -> None:
    assert at(entry("embargo: 2026-02-04T10:00:00+03:00").published_parsed) == "2026-02-04T07:00"


def test_an_id_is_stable() -> None:
    id_ = entry().id
    assert entry("slug: baska", "Başka gövde.", title="Başka", date="2026-02-04").id == id_
    files = {"articles/2026-02-03-x.md": text(), "articles/2026-02-03-x.en.md": text(date="")}
    assert feed(files).entries[0].id == id_ != feed(files, lang="en").entries[0].id


def test_feeds_of_a_theme_and_of_a_person() -> None:
    files = {
        "articles/x.md": text("themes: [a]", title="A"),
        "articles/y.md": text("themes: [b]", "Lavrov.", title="B"),
    }
    assert [each.title for each in feed(files, "themes", "a").entries] == ["A"]
    found = feed(files, "people", "lavrov")
    assert [each.title for each in found.entries] == ["B"] and "Sergey Lavrov" in found.feed.title


def test_an_empty_feed_can_be_read() -> None:
    assert feed({}, "themes", "a").entries == []


def test_a_feed_holds_the_newest_twenty() -> None:
    files = {f"articles/x{n:02}.md": text(date=f"2026-01-{n:02}") for n in range(1, 26)}
    found = feed(files).entries
    assert len(found) == 20 and found[0].link.endswith("/2026/01/25/x25/")


def test_a_control_character_cannot_break_it() -> None:
    assert entry('summary: "a\\x0bb\\x01"').summary.split() == ["a", "b"]


def test_targets() -> None:
    files = REGISTRY | {"articles/x.md": text("", "Lavrov.")}
    urls = {target.url for target in plan(knowledge(files)).targets if target.kind == "feed"}
    assert {"/feed.xml", "/en/feed.xml", "/ru/themes/a/feed.xml", "/people/lavrov/feed.xml"} <= urls
    assert "/people/bolat/feed.xml" not in urls
