"""Editions: which one a text belongs to, and what an edition's file says."""

from datetime import date, datetime

import pytest

from briefgen.assembling.assembler import Assembly
from briefgen.model.settings import Settings
from tests.assembling.conftest import REGISTRY, assembled, briefing, found_in, text

DAILY, WEEKLY = Settings(), Settings(edition="weekly")
MORNING = Settings(edition_cutoff=8 * 60)
WEEKLY_MORNING = Settings(edition="weekly", edition_cutoff=8 * 60)


@pytest.mark.parametrize(
    ("settings", "day", "fields", "expected"),
    [
        (DAILY, "2026-02-03", "", "2026-02-03"),
        (DAILY, "2026-02-03 23:59", "", "2026-02-03"),
        (DAILY, "2026-02-03 23:59 +00:00", "", "2026-02-04"),
        (MORNING, "2026-02-03", "", "2026-02-03"),
        (MORNING, "2026-02-03 07:59", "", "2026-02-03"),
        (MORNING, "2026-02-03 08:00", "", "2026-02-04"),
        (MORNING, "2026-02-28 09:00", "", "2026-03-01"),
        # embargo: a text with a time appears when it lifts, one without a time stays with its date
        (MORNING, "2026-02-03 07:00", "embargo: 2026-02-05T09:00:00+03:00", "2026-02-06"),
        (MORNING, "2026-02-03", "embargo: 2026-02-05T09:00:00+03:00", "2026-02-03"),
        (DAILY, "2026-02-03 07:00", "embargo: 2026-02-01T09:00:00+03:00", "2026-02-03"),
        (DAILY, "2026-02-03", "edition: 2026-02-10", "2026-02-10"),
        (DAILY, "2026-02-03 10:00", "edition: none", None),
        # ISO weeks: Monday to Sunday
        (WEEKLY, "2026-02-02", "", "2026-w06"),
        (WEEKLY, "2026-02-08 23:00", "", "2026-w06"),
        (WEEKLY, "2026-02-09", "", "2026-w07"),
        (WEEKLY, "2026-01-01", "", "2026-w01"),
        (WEEKLY, "2025-12-29", "", "2026-w01"),
        (WEEKLY_MORNING, "2026-02-03 09:00", "", "2026-w06"),
        (WEEKLY_MORNING, "2026-02-08 07:59", "", "2026-w06"),
        (WEEKLY_MORNING, "2026-02-08 08:00", "", "2026-w07"),
        (WEEKLY, "2026-02-03", "edition: 2026-02-10", "2026-w07"),
        (WEEKLY, "2026-02-03", "edition: 2026-W07", "2026-w07"),
        (WEEKLY, "2026-02-03", "edition: 2026-w53", "2026-w53"),
    ],
)
def test_where_a_text_belongs(settings: Settings, day: str, fields: str, expected: str | None) -> None:
    (article,) = briefing({"articles/x.md": text(fields, date=day)}, settings).articles
    assert article.edition == expected


def test_a_week_is_no_edition_of_a_daily_briefing() -> None:
    (found,) = assembled({"articles/x.md": text("edition: 2026-w07")}, DAILY).findings
    assert (found.code, found.is_error, found.span.line) == ("bad-date", True, 4)
    assert "none for the week 2026-w07" in found.message.text()


def test_there_is_one_for_every_period_with_a_text_newest_first() -> None:
    days = ["2026-02-03", "2026-02-05", "2026-02-03"]
    found = briefing({f"articles/x{n}.md": text(date=day) for n, day in enumerate(days)})
    assert [edition.key for edition in found.editions] == ["2026-02-05", "2026-02-03"]
    assert [edition.articles for edition in found.editions] == [("x1",), ("x0", "x2")]


def test_a_week_goes_from_monday_to_sunday() -> None:
    (edition,) = briefing({"articles/x.md": text()}, WEEKLY).editions
    assert (edition.first, edition.last) == (date(2026, 2, 2), date(2026, 2, 8))


FILE = """---
date: 2026-02-03
title: Salı
lead: Ana cümle
number: 7
quiet: true
items: [y#p]
takeaways:
  - {text: Bir, theme: a, ref: x}
  - {text: İki, ref: y#p}
---
"""


def test_a_file_says_what_an_edition_holds() -> None:
    files = {"articles/x.md": text("themes: [a]"), "articles/y.md": text(), "editions/2026-02-03.md": FILE}
    (edition,) = briefing(REGISTRY | files).editions
    assert edition.articles == ("y", "x") and (edition.number, edition.quiet) == (7, True)
    assert edition.title is not None and edition.lead is not None and edition.lead.texts == ("Ana cümle",)
    assert [(takeaway.theme, takeaway.ref) for takeaway in edition.takeaways] == [("a", "x"), (None, "y#p")]


def test_a_file_makes_an_edition_without_texts() -> None:
    (edition,) = briefing({"editions/2026-02-03.md": "---\ndate: 2026-02-03\n---\n"}).editions
    assert (edition.key, edition.articles) == ("2026-02-03", ())


def test_a_takeaway_of_a_hidden_text_goes_with_it() -> None:
    files = {"articles/x.md": text("draft: true"), "articles/y.md": text(), "editions/2026-02-03.md": FILE}
    found = assembled(REGISTRY | files)
    (edition,) = found.briefing.editions
    assert [takeaway.text.texts for takeaway in edition.takeaways] == [("İki",)]
    assert {finding.code for finding in found.findings} == {"hidden-reference"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("items: [yok]", ("unknown-article", 3, 9)),
        ("takeaways: [{text: a, ref: yok}]", ("unknown-article", 3, 28)),
        ("takeaways: [{text: a, theme: yok}]", ("unknown-theme", 3, 30)),
        ("takeaways: [{text: a, ref: x#yok}]", ("dead-anchor", 3, 28)),
        ("items: [x#yok]", ("dead-anchor", 3, 9)),
    ],
)
def test_what_it_refers_to_exists(line: str, expected: tuple[str, int, int]) -> None:
    files = {"articles/x.md": text(), "editions/2026-02-03.md": f"---\ndate: 2026-02-03\n{line}\n---\n"}
    assert found_in(assembled(REGISTRY | files)) == [(*expected, True)]


def test_two_files_of_one_period_are_an_error() -> None:
    files = {f"editions/{name}.md": "---\ndate: 2026-02-03\n---\n" for name in ("a", "b")}
    assert found_in(assembled(files)) == [("duplicate-edition", 2, 7, True)]


def test_no_text_of_an_edition_of_none_is_lost() -> None:
    found = briefing({"articles/x.md": text("edition: none")})
    assert found.editions == () and len(found.articles) == 1


def edition_of(lines: str, **texts: str) -> Assembly:
    """The assembly of an edition's file with some texts by their ids."""
    files = {f"articles/{name}.md": given for name, given in texts.items()}
    return assembled(REGISTRY | files | {"editions/2026-02-03.md": f"---\ndate: 2026-02-03\n{lines}\n---\n"})


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("[x, y, x]", [("duplicate-item", 3, 15, True)]),
        ("[x, x#p]", [("duplicate-item", 3, 12, True)]),
        ("[x#p, x]", [("duplicate-item", 3, 14, True)]),
        ("[x#p, x#p]", [("duplicate-item", 3, 14, True)]),
        ("[x#p, y#p]", []),
        # two files that are one text
        ("[x, z]", [("duplicate-item", 3, 12, True)]),
    ],
)
def test_an_item_stands_once(items: str, expected: list[tuple[str, int, int, bool]]) -> None:
    found = edition_of(f"items: {items}", x=text("key: k"), y=text(), z=text("key: k"))
    assert found_in(found) == expected


def test_a_hidden_item_is_left_out_with_its_takeaway_and_said_once() -> None:
    lines = "items: [x, y]\ntakeaways: [{text: Bir, ref: x}, {text: İki, ref: y}, {text: Üç}]"
    found = edition_of(lines, x=text("status: withheld"), y=text())
    (edition,) = found.briefing.editions
    assert edition.articles == ("y",)
    assert [takeaway.text.texts for takeaway in edition.takeaways] == [("İki",), ("Üç",)]
    assert found_in(found) == [("hidden-reference", 3, 9, False)]


def test_what_an_issued_edition_does_not_list_came_after_it() -> None:
    issued = "issued: 2026-02-03T18:00:00+03:00\nnumber: 4\n"
    texts = {"x": text(), "y": text(), "z": text(date="2026-02-03 20:00")}
    (edition,) = edition_of(f"{issued}items: [y]", **texts).briefing.editions
    assert (edition.articles, edition.late) == (("y",), ("z", "x"))
    # without a list the clock tells
    (edition,) = edition_of(issued, **texts).briefing.editions
    assert (edition.articles, edition.late) == (("x", "y"), ("z",))
    (edition,) = edition_of("items: [y]", **texts).briefing.editions
    assert (edition.articles, edition.late) == (("y", "z", "x"), ())


def test_an_issued_edition_keeps_its_arrows() -> None:
    lines = "issued: 2026-02-03T18:00:00+03:00\nstates: [{theme: a, arrow: worse, reason: Neden.}, {theme: b}]"
    (edition,) = edition_of(lines).briefing.editions
    assert edition.states is not None
    assert [(theme, state and state.arrow) for theme, state in edition.states] == [("a", "worse"), ("b", None)]
    assert found_in(edition_of("states: [{theme: yok}]")) == [("unknown-theme", 3, 18, True)]


CORRECTED = "corrections: [{date: %s, kind: correction, text: Düzeltme}]"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-02-10", ["2026-02-10", "2026-02-03"]),
        ("2026-02-10 09:00", ["2026-02-11", "2026-02-03"]),
        # one that is dated ahead makes no edition yet
        ("2026-04-01", ["2026-02-03"]),
    ],
)
def test_a_day_with_only_a_correction_has_an_edition(when: str, expected: list[str]) -> None:
    found = assembled({"articles/x.md": text(CORRECTED % when)}, MORNING).briefing
    assert [edition.key for edition in found.editions] == expected


def test_a_correction_is_in_the_edition_of_its_time_once() -> None:
    files = {"articles/x.md": text(CORRECTED % "2026-02-10"), "articles/x.en.md": "---\ntitle: X\n---\nOne.\n"}
    found = assembled(files, Settings(languages=("tr", "en"))).briefing
    assert [edition.corrections for edition in found.editions] == [(("x", "tr", 0),), ()]


def test_a_correction_that_is_dated_ahead_is_due() -> None:
    files = {"articles/x.md": text(CORRECTED % "2026-04-01"), "articles/x.en.md": "---\ntitle: X\n---\nOne.\n"}
    assembly = assembled(files, Settings(languages=("tr", "en")))
    assert [(f.code, f.span.path, f.is_error) for f in assembly.findings] == [
        ("correction-ahead", "content/articles/x.md", False)
    ]
    found = assembly.briefing
    assert [(article.corrections, article.lags) for article in found.articles] == [((), False)] * 2
    assert found.next_change == datetime.fromisoformat("2026-04-01T00:00:00+03:00")


def test_a_change_note_without_a_date_is_told() -> None:
    found = assembled({"articles/x.md": text("change_note: Rakam eklendi.")}).findings
    assert [(f.code, f.span.line, f.is_error) for f in found] == [("change-note-without-date", 4, False)]
    assert not assembled({"articles/x.md": text("change_note: Not.\nupdated: 2026-02-04")}).findings
