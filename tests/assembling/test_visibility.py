"""What may be seen: the one place that decides, field by field and over groups."""

from datetime import datetime, timedelta

import pytest

from briefgen.model.settings import TLP, Settings
from tests.assembling.conftest import NOW, THEMES, assembled, found_in, text

PAST, FUTURE = "2026-02-28T10:00:00+03:00", "2026-03-02T10:00:00+03:00"
DAY = timedelta(days=1)


def is_seen(fields: str, date: str = "2026-02-03", **more: object) -> bool:
    found = assembled({"articles/x.md": text(fields, date=date)}, **more)  # type: ignore[arg-type]
    shown = bool(found.briefing.articles)
    assert shown or [entry.path for entry in (*found.withheld, *found.faulty)] == ["content/articles/x.md"]
    assert shown or (not found.briefing.links and not found.briefing.editions)
    return shown


@pytest.mark.parametrize(
    ("fields", "date", "expected"),
    [
        ("", "2026-02-03", True),
        ("draft: true", "2026-02-03", False),
        ("draft: false", "2026-02-03", True),
        ("status: usable", "2026-02-03", True),
        ("status: withheld", "2026-02-03", False),
        ("status: cancelled", "2026-02-03", False),
        ("status: canceled", "2026-02-03", False),
        (f"embargo: {PAST}", "2026-02-03", True),
        (f"embargo: {FUTURE}", "2026-02-03", False),
        ("embargo: none", "2026-02-03", True),
        ("embargo: 2026-03-01T12:00:00+03:00", "2026-02-03", True),
        ("embargo: 2026-03-01T12:00:01+03:00", "2026-02-03", False),
        (f"expires: {FUTURE}", "2026-02-03", True),
        (f"expires: {PAST}", "2026-02-03", False),
        ("expires: 2026-03-01T12:00:00+03:00", "2026-02-03", False),
        ("", "2026-03-01", True),
        ("", "2026-03-02", False),
        ("", "2026-03-01 12:00", True),
        ("", "2026-03-01 12:01", False),
        ("", "2026-03-01 10:00 +00:00", False),
        ("marking: TLP:CLEAR", "2026-02-03", True),
        ("marking: TLP:GREEN", "2026-02-03", False),
        ("marking: TLP:RED", "2026-02-03", False),
        # what cannot be told fails closed
        ("marking: TLP:PINK", "2026-02-03", False),
        ("status: gizli", "2026-02-03", False),
        ("embargo: yarın", "2026-02-03", False),
        ("embargo: 2026-02-03 10:00", "2026-02-03", False),
        ("draft: belki", "2026-02-03", False),
        ("embargo:", "2026-02-03", False),
    ],
)
def test_every_field(fields: str, date: str, expected: bool) -> None:
    assert is_seen(fields, date) == expected


def test_drafts_are_seen_by_who_asks_for_them() -> None:
    assert is_seen("draft: true", drafts=True)
    assert not is_seen("draft: true\nstatus: withheld", drafts=True)


@pytest.mark.parametrize("audience", TLP)
@pytest.mark.parametrize("marking", TLP)
def test_an_audience_sees_up_to_its_marking(audience: str, marking: str) -> None:
    assert is_seen(f"marking: {marking}", audience=audience) == (TLP.index(marking) <= TLP.index(audience))


def test_a_scheme_of_the_sites_own() -> None:
    settings = Settings(
        markings=("açık", "hizmete özel", "gizli"), default_marking="hizmete özel", audience="hizmete özel"
    )
    assert is_seen("", settings=settings) and is_seen("marking: açık", settings=settings)
    assert not is_seen("marking: gizli", settings=settings) and not is_seen("marking: TLP:CLEAR", settings=settings)
    assert not is_seen("", settings=settings, audience="açık")


def test_an_unknown_marking_is_an_error() -> None:
    found = assembled({"articles/x.md": text("marking: TLP:GREN")})
    assert found_in(found) == [("unknown-marking", 4, 10, True)] and found.secret == frozenset()


KINDS = {
    "themes/t.md": "title: a",
    "people/p.md": "name: a",
    "organisations/o.md": "name: a",
    "sources/s.md": "name: a",
    "pages/g.md": "title: a",
    "editions/2026-02-03.md": "date: 2026-02-03",
}


@pytest.mark.parametrize(("path", "needed"), KINDS.items())
@pytest.mark.parametrize(
    "held", ["draft: true", "status: withheld", f"embargo: {FUTURE}", f"expires: {PAST}", "marking: TLP:RED"]
)
def test_every_kind_can_be_kept_back(path: str, needed: str, held: str) -> None:
    found = assembled({path: f"---\n{needed}\n{held}\n---\n"})
    seen = found.briefing
    assert not (seen.themes or seen.people or seen.organisations or seen.sources or seen.pages or seen.editions)
    assert [entry.path for entry in found.withheld] == [f"content/{path}"] and found.secret == {f"content/{path}"}


HELD = [
    "status: withheld",
    "status: cancelled",
    f"embargo: {FUTURE}",
    "marking: TLP:RED",
    "marking: TLP:PINK",
    "status: x",
]


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("articles/x.md", ""), ("articles/x.en.md", "")),
        (("articles/x.en.md", ""), ("articles/x.md", "")),
        (("articles/x.md", "key: k"), ("articles/y.md", "key: k")),
        (("articles/x.md", "key: y"), ("articles/y.md", "")),
        (("articles/x.md", ""), ("articles/y.md", "id: x\nlang: ru")),
    ],
)
def test_the_strictest_of_one_id_or_key_holds_for_all(held: str, one: tuple[str, str], two: tuple[str, str]) -> None:
    files = {one[0]: text(f"{one[1]}\n{held}"), two[0]: text(two[1])}
    assert assembled(files).briefing.articles == ()
    assert len(assembled({one[0]: text(one[1]), two[0]: text(two[1])}).briefing.articles) == 2


def test_groups_are_joined_transitively() -> None:
    files = {
        "articles/a.md": text("key: k"),
        "articles/b.md": text("key: k\nid: c"),
        "articles/c.en.md": text("status: withheld"),
        "articles/d.md": text(),
    }
    assert [article.id for article in assembled(files).briefing.articles] == ["d"]


def test_people_and_organisations_share_ids_and_other_kinds_do_not() -> None:
    held = "---\nname: a\ntitle: a\nstatus: withheld\n---\n"
    files = {"people/x.md": held.replace("title: a\n", ""), "organisations/x.md": "---\nname: b\n---\n"}
    assert not assembled(files).briefing.organisations
    files = {"themes/x.md": held.replace("name: a\n", ""), "articles/x.md": text()}
    assert len(assembled(files).briefing.articles) == 1


@pytest.mark.parametrize("held", ["draft: true", f"expires: {PAST}"])
def test_what_an_original_hides_its_translation_does_not_show(held: str) -> None:
    files = {"articles/x.md": text(held), "articles/x.en.md": text(date="")}
    assert assembled(files).briefing.articles == ()
    files = {"articles/x.md": text(), "articles/x.en.md": text(held, date="")}
    assert [article.lang for article in assembled(files).briefing.articles] == ["tr"]


def test_a_future_original_hides_its_translation() -> None:
    files = {"articles/x.md": text(date="2026-03-05"), "articles/x.en.md": text(date="")}
    assert assembled(files).briefing.articles == ()


def test_a_withheld_edition_suppresses_the_automatic_one() -> None:
    files = {
        "articles/2026-02-03-x.md": text(),
        "editions/2026-02-03.md": "---\ndate: 2026-02-03\nstatus: withheld\n---\n",
    }
    found = assembled(files).briefing
    assert found.editions == () and len(found.articles) == 1


@pytest.mark.parametrize(
    ("fields", "date", "expected"),
    [
        ("", "2026-02-03", None),
        ("", "2026-03-05", "2026-03-05T00:00:00+03:00"),
        ("", "2026-03-05 08:30", "2026-03-05T08:30:00+03:00"),
        (f"embargo: {FUTURE}", "2026-02-03", FUTURE),
        (f"embargo: {FUTURE}", "2026-03-05", "2026-03-05T00:00:00+03:00"),
        (f"expires: {FUTURE}", "2026-02-03", FUTURE),
        (f"expires: {PAST}", "2026-02-03", None),
        ("status: withheld\nembargo: 2026-03-02T10:00:00+03:00", "2026-02-03", None),
        ("draft: true", "2026-03-05", None),
        ("marking: TLP:RED", "2026-03-05", None),
        ("events: [{id: a, date: 2026-03-03, title: b, status: planned}]", "2026-02-03", "2026-03-04T00:00:00+03:00"),
        ("events: [{id: a, date: 2026-03, title: b, status: planned}]", "2026-02-03", "2026-04-01T00:00:00+03:00"),
        ("events: [{id: a, date: 2026-03-03, title: b, status: held}]", "2026-02-03", "2026-03-04T00:00:00+03:00"),
        ("events: [{id: a, date: 9999, title: b, status: planned}]", "2026-02-03", None),
    ],
)
def test_the_next_change(fields: str, date: str, expected: str | None) -> None:
    found = assembled({"articles/x.md": text(fields, date=date)}).briefing.next_change
    assert found == (datetime.fromisoformat(expected) if expected else None)


def test_the_next_change_of_a_group_is_that_of_what_is_seen() -> None:
    files = {
        "articles/x.md": text(f"embargo: {FUTURE}\nkey: k", date="2026-02-03"),
        "articles/y.md": text("key: k\nembargo: 2026-03-09T10:00:00+03:00"),
    }
    assert assembled(files).briefing.next_change == datetime.fromisoformat("2026-03-09T10:00:00+03:00")


@pytest.mark.parametrize("fields", [f"embargo: {FUTURE}", f"expires: {FUTURE}"])
def test_at_the_next_change_it_changes_and_not_before(fields: str) -> None:
    files = {"articles/x.md": text(fields)}
    at = assembled(files).briefing.next_change
    assert at is not None
    counts = [
        len(assembled(files, now=now).briefing.articles) for now in (NOW, at - timedelta(seconds=1), at, at + DAY)
    ]
    assert counts[0] == counts[1] != counts[2] == counts[3]


def test_an_entry_with_errors_is_faulty_and_not_secret() -> None:
    found = assembled(
        {"articles/x.md": text("kind: haber"), "articles/y.md": text(), **THEMES}, excluded=("articles/y.md",)
    )
    assert [entry.path for entry in found.faulty] == ["content/articles/x.md", "content/articles/y.md"]
    assert found.briefing.articles == () and found.secret == frozenset()
