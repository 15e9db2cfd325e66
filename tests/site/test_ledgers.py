"""Ledgers: who says so is always told, claims of one text count once, and the clock alone moves what lies ahead."""

from typing import Any

import pytest

from briefgen.model.settings import Settings
from tests.assembling.conftest import REGISTRY, assembled, findings, text
from tests.site.conftest import THREE, asking

SERIES = "{{id: {id}, series: s, title: {{tr: Asker, en: Troops}}, value: {value}, claimed_by: {by}{more}}}"
OTHER = {"sources/kiyi.md": "---\nname: Kıyı\n---\n"}


def figure(value: str = "1", by: str = "lavrov", more: str = "", id_: str = "f") -> str:
    return SERIES.format(id=id_, value=value, by=by, more=f", {more}" if more else "")


def figures(*given: str) -> str:
    return f"themes: [a]\nfigures: [{', '.join(given)}]"


def series(files: dict[str, str], lang: str = "tr") -> Any:
    return asking(REGISTRY | OTHER | files)("series", "s", lang)


def test_a_series_has_the_newest_claim_of_each_and_all_by_time() -> None:
    found = series(
        {
            "articles/x.md": text(figures(figure("1"), figure("2", "bolat", id_="g")), date="2026-01-01"),
            "articles/y.md": text(figures(figure("3")), date="2026-01-05"),
        }
    )
    assert [(str(claim.claimed_by.name), int(claim.value)) for claim in found.latest] == [
        ("Sergey Lavrov", 3),
        ("Ömer Bolat", 2),
    ]
    assert [[int(claim.value) for claim in group] for group in found.groups] == [[3], [1, 2]]
    assert len(found.charts) == 1 and found.url == "/figures/s/" and found.table == "/data/figures/s.csv"


def test_claims_of_one_period_stand_together_whenever_they_were_made() -> None:
    more = "period: 2025, as_of: 2026-01-{}"
    found = series({"articles/x.md": text(figures(
        figure("1", more=more.format("29")), figure("2", "bolat", more.format("30"), "g"), figure("3", id_="h")))})  # fmt: skip
    assert [[int(claim.value) for claim in group] for group in found.groups] == [[3], [2, 1]]


def test_values_in_two_units_have_no_common_chart() -> None:
    given = [figure(str(n), more=f"as_of: 2026-01-0{n}, unit: {unit}", id_=f"f{n}")
             for n, unit in enumerate(("ton", "ton", "kilo"), 1)]  # fmt: skip
    assert series({"articles/x.md": text(figures(*given))}).charts == ()


def test_a_year_and_its_months_have_no_common_chart() -> None:
    months = [figure(str(n), more=f"period: 2025-1{n}, as_of: 2026-01-0{n}", id_=f"m{n}") for n in range(3)]
    year = figure("50", more="period: 2025", id_="y")
    (found,) = series({"articles/x.md": text(figures(year, *months))}).charts
    assert [int(dot.value) for dot in found.dots] == [0, 1, 2] and found.months == 1


def test_an_event_stands_as_the_newest_text_says_that_says_how() -> None:
    planned = "events: [{id: e, date: 2026-02-20, title: E, status: planned}]"
    files = {
        "articles/x.md": text(planned),
        "articles/y.md": text("events: [{id: e, date: 2026-02-20, title: E}]", date="2026-02-04"),
    }
    ask = asking(REGISTRY | files)
    assert ask("event", "e", "tr").status == "planned"
    assert b'"status":"planned"' in ask("data_event", "e")


def test_who_tells_of_an_event_is_named() -> None:
    told = "source: trt\nevents: [{id: e, date: 2026-04-20, title: E, told_by: lavrov}]"
    (teller,) = asking(REGISTRY | {"articles/x.md": text(told)})("event", "e", "tr").told_in
    assert (str(teller.source), str(teller.by.name), teller.by.url) == ("TRT Haber", "Sergey Lavrov", "/people/lavrov/")


def test_a_figure_without_a_series_has_no_page_of_its_own() -> None:
    ask = asking(REGISTRY | {"articles/x.md": text("figures: [{id: f, title: T, value: 1, claimed_by: Ali Er}]")})
    assert ask("all_series") == () and len(ask("lone_figures", "tr", 5)) == 1
    assert ask("figure", "x", "tr", 0, "tr").page is None


def test_a_corrected_value_keeps_the_former_one() -> None:
    correction = "corrections: [{date: 2026-02-05, kind: correction, figure: f, text: T, was: '2', now: '1'}]"
    files = {"articles/x.md": text(f"{figures(figure())}\n{correction}"), "articles/x.en.md": text(date="")}
    ask = asking(REGISTRY | {**files, "articles/x.en.md": text("updated: 2026-02-06", date="")})
    assert ask("series", "s", "tr").latest[0].was == ("2",)
    noted = ask("correction", "x", "tr", 0, "en")
    assert (str(noted.figure), noted.was, noted.now) == ("Troops", "2", "1")


def test_a_former_value_is_written_as_the_page_writes_numbers() -> None:
    correction = "corrections: [{date: 2026-02-05, kind: correction, figure: f, text: T, was: '4,1', now: '2.300'}]"
    ask = asking(REGISTRY | {"articles/x.md": text(f"{figures(figure('2300'))}\n{correction}")})
    shown = {lang: ask("correction", "x", "tr", 0, lang) for lang in THREE.languages}
    assert {lang: (each.was, each.now) for lang, each in shown.items()} == {
        "tr": ("4,1", "2.300"),
        "en": ("4.1", "2,300"),
        "ru": ("4,1", "2\u00a0300"),
    }
    assert ask("series", "s", "en").latest[0].was == ("4.1",)


def test_a_retracted_text_leaves_every_ledger_and_keeps_its_notice() -> None:
    fields = f"""{figures(figure(by="bolat"))}
statements: [{{speaker: bolat, text: Dedi.}}]
events: [{{id: e, date: 2026-04, title: E}}]
corrections: [{{date: 2026-02-05, kind: retraction, text: Geri.}}]"""
    ask = asking(REGISTRY | {"articles/x.md": text(fields, "Lavrov geldi.")})
    found = ask("article", "x", "tr")
    assert found.card.is_retracted and len(found.corrections) == 1
    assert not any((found.passages, found.statements, found.figures, found.events, found.people))
    assert not any((ask("all_series"), ask("speakers", "tr"), ask("ahead", "tr"), ask("latest_statements", "tr", 9)))
    assert ask("mentions", "people", "lavrov", "tr", "") == () and ask("Registry", "people") == ()


WIRE = "themes: [a]\nkey: k\nstatements: [{speaker: lavrov, text: Dedi.}]\nsource: %s"


def test_one_wire_in_two_outlets_is_one_item_that_names_both() -> None:
    files = {"articles/x.md": text(WIRE % "trt"), "articles/y.md": text(WIRE % "kiyi", date="2026-02-04")}
    ask = asking(REGISTRY | OTHER | files)
    (key,) = ask("archive", "tr", "2026-02")
    card = ask("card", *key, "tr")
    assert key == ("x", "tr"), "of equals the first that appeared"
    assert str(card.source.name) == "TRT Haber"
    assert [(str(other.name), other.url) for other in card.source.also] == [("Kıyı", "/articles/2026/02/04/y/")]
    assert len(ask("latest_statements", "tr", 9)) == 1
    assert ask("carried_by", "kiyi", "tr", "") == ask("carried_by", "trt", "tr", "") == (("x", "tr"),)
    other = ask("card", "y", "tr", "tr").source
    assert str(other.name) == "Kıyı" and [each.url for each in other.also] == ["/articles/2026/02/03/x/"]


def test_what_one_outlet_alone_tells_counts_too_and_is_its_own() -> None:
    first = """
        key: k
        source: trt
        themes: [a]
        statements: [{speaker: lavrov, text: Takas sürüyor.}]
        figures: [{id: f, series: s, title: Asker, value: 5, claimed_by: bolat, qualifier: about}]
    """
    second = """
        key: k
        source: kiyi
        themes: [a]
        statements: [{speaker: lavrov, text: “Takas sürüyor”}, {speaker: bolat, text: Ek söz.}]
        figures:
          - {id: g, series: s, title: Asker, value: 5, claimed_by: bolat}
          - {id: h, series: s, value: 7, claimed_by: lavrov}
          - {id: i, series: s, value: 5, claimed_by: bolat, qualifier: at-least}
    """
    files = {"articles/x.md": text(first), "articles/y.md": text(second, date="2026-02-04")}
    for reverse in (False, True):
        ask = asking(REGISTRY | OTHER | dict(sorted(files.items(), reverse=reverse)))
        said = [ask("statement", *key, "tr") for key in ask("latest_statements", "tr", 9)]
        assert sorted((each.text.text, each.url, str(each.source.name)) for each in said) == [
            ("Ek söz.", "/articles/2026/02/04/y/#a", "Kıyı"),
            ("“Takas sürüyor”", "/articles/2026/02/04/y/#a", "Kıyı"),
        ]
        claims = [each for group in ask("series", "s", "tr").groups for each in group]
        assert sorted((int(each.value), each.qualifier or "") for each in claims) == [(5, ""), (5, "at-least"), (7, "")]
        rows = ask("data_table", "figures", "2026-02")
        assert len(rows) == 3 and len(ask("data_table", "statements", "2026-02")) == 2
    less = {
        "articles/x.md": text(first),
        "articles/y.md": text("key: k\nsource: kiyi\nstatements: [{speaker: bolat, text: Ek.}]"),
    }
    (added,) = [
        found
        for key in asking(REGISTRY | OTHER | less)("latest_statements", "tr", 9)
        if (found := asking(REGISTRY | OTHER | less)("statement", *key, "tr")).text.text == "Ek."
    ]
    assert (added.url, str(added.source.name)) == ("/articles/2026/02/03/y/", "Kıyı")


def test_what_an_outlet_has_mended_in_its_copy_is_listed_and_what_is_said_again_is_not() -> None:
    mended = "key: k\ncorrections: [{{date: {}, kind: correction, text: Düzeltme}}]"
    files = {
        "articles/x.md": text(mended.format("2026-02-05")),
        "articles/y.md": text(mended.format("2026-02-06"), date="2026-02-04"),
        "articles/z.md": text(mended.format("2026-02-05 09:00") + "\nlang: en", date="2026-02-04"),
    }
    ask = asking(REGISTRY | files)
    assert ask("corrections", "tr", "2026-02") == (("y", "tr", 0), ("x", "tr", 0))
    assert [key for key, _, _ in ask("Editions", "")] == ["2026-02-06", "2026-02-05", "2026-02-03"]


def test_a_text_that_one_outlet_has_retracted_stands_as_another_has_it() -> None:
    retracted = f"{WIRE % 'trt'}\ncorrections: [{{date: 2026-02-05, kind: retraction, text: Geri}}]"
    files = {"articles/x.md": text(retracted), "articles/y.md": text(WIRE % "kiyi", date="2026-02-04")}
    ask = asking(REGISTRY | OTHER | files)
    assert ask("archive", "tr", "2026-02") == (("y", "tr"),) and len(ask("latest_statements", "tr", 9)) == 1


def test_of_two_outlets_the_text_that_says_more_shows() -> None:
    files = {"articles/x.md": text("key: k\nsource: trt"), "articles/y.md": text(WIRE % "kiyi", date="2026-02-04")}
    assert asking(REGISTRY | OTHER | files)("archive", "tr", "2026-02") == (("y", "tr"),)


def test_an_outlet_that_is_named_twice_is_listed_once() -> None:
    files = {
        "articles/x.md": text("key: k\nsource: {id: trt, also: [kiyi, trt]}"),
        "articles/y.md": text("key: k\nsource: kiyi", date="2026-02-04"),
    }
    (other,) = asking(REGISTRY | OTHER | files)("card", "x", "tr", "tr").source.also
    assert other.url == "/articles/2026/02/04/y/"


def test_statements_by_speaker_and_by_theme() -> None:
    fields = """
        statements:
          - {speaker: lavrov, text: Bir., theme: b}
          - {speaker: lavrov, text: İki., theme: a}
          - {speaker: Çağla Ün, text: Üç.}
    """
    ask = asking(REGISTRY | {"articles/x.md": text(fields)})
    assert [(str(who.name), who.url) for who in ask("speakers", "tr")] == [
        ("Çağla Ün", "/statements/by/cagla-un/"),
        ("Sergey Lavrov", "/people/lavrov/#statements"),
    ]
    assert [each.url for each in ask("statement_themes", "en")] == [
        "/en/statements/themes/a/",
        "/en/statements/themes/b/",
    ]
    assert ask("statements_of", "tr", "", "by", "cagla-un") == (("x", "tr", 2),)
    said = ask("said_by", "lavrov", "tr", "")
    groups = [(theme and theme.id, keys) for theme, keys in ask("by_theme", said, "tr")]
    assert groups == [("a", (("x", "tr", 1),)), ("b", (("x", "tr", 0),))]


def test_a_long_list_of_statements_has_months() -> None:
    one = "{{speaker: Ali Er, text: T., date: 2026-01-{:02}}}"
    few, many = ([one.format(1 + n % 28) for n in range(count)] for count in (50, 51))
    for given, months in ((few, ()), (many, ("2026-01",))):
        ask = asking(REGISTRY | {"articles/x.md": text(f"themes: [a]\nstatements: [{', '.join(given)}]")})
        assert ask("periods", "tr", "statements", "by", "ali-er") == months
        assert ask("periods", "tr", "statements", "themes", "a") == months


EVENTS = "events: [{id: e, date: %s, title: {tr: Tur, en: Round}}]"


def timeline(*dates: str, now: str = "2026-03-01T12:00:00+03:00") -> Any:
    given = ", ".join(f"{{id: e{n}, date: {date}, title: T{n}}}" for n, date in enumerate(dates))
    ask = asking(REGISTRY | {"articles/x.md": text(f"events: [{given}]")}, now=now)
    return [[dates[int(id_[1:])] for id_ in ids] for ids in (ask("ahead", "tr"), ask("last_past", "tr", 9))]


def test_ahead_stands_by_the_first_day_and_what_is_known_better_first() -> None:
    dates = ("2026", "2026-12", "2026-12-31", "2026-12-08/2026-12-09", "2026-12-07/2026-12-11")
    assert timeline(*dates)[0] == [*dates[::-1]]


def test_ahead_and_past() -> None:
    ahead, past = timeline("2026", "2026-03-01", "2026-02-28", "2025-05", "2025-06-25/2027-01", "2027-04-12", "2026-03")
    assert ahead == ["2026-03-01", "2026-03", "2026", "2025-06-25/2027-01", "2027-04-12"]
    assert past == ["2026-02-28", "2025-05"]


@pytest.mark.parametrize(
    ("now", "is_ahead"), [("2026-03-01T23:59:59+03:00", True), ("2026-03-02T00:00:00+03:00", False)]
)
def test_a_day_is_over_at_its_end_in_the_sites_zone_and_the_build_is_due_then(now: str, is_ahead: bool) -> None:
    assert timeline("2026-03-01", now=now)[0] == (["2026-03-01"] if is_ahead else [])
    due = assembled({"articles/x.md": text(EVENTS % "2026-03-01")}, now=now).briefing.next_change
    assert (due is not None and due.isoformat() == "2026-03-02T00:00:00+03:00") == is_ahead


def test_one_date_and_one_title_are_one_event_with_the_id_that_was_first() -> None:
    files = {
        "articles/x.md": text(EVENTS % "2026-04-02"),
        "articles/y.md": text(
            "events: [{id: f, date: 2026-04-02, title: {tr: Başka, en: ' round'}}]", date="2026-02-05"
        ),
        "articles/z.md": text("events: [{id: g, date: 2026-04-02, title: Tur, status: postponed}]", date="2026-02-06"),
        "articles/w.md": text("events: [{id: h, date: 2026-04-03, title: Tur}]", date="2026-02-06"),
    }
    ask = asking(REGISTRY | files)
    assert set(ask("ahead", "tr")) == {"e", "h"}
    found = ask("event", "e", "tr")
    assert [teller.id for teller in found.told_in] == ["z", "y", "x"] and found.status == "postponed"


def test_the_newest_date_of_an_event_shows_and_the_former_beside_it() -> None:
    files = {
        "articles/x.md": text(f"source: trt\n{EVENTS % '2026-04'}"),
        "articles/y.md": text(EVENTS % "2026-05-25/2026-05-27", date="2026-02-05"),
    }
    found = asking(REGISTRY | files)("event", "e", "en")
    assert (str(found.date), str(found.formerly)) == ("2026-05-25/2026-05-27", "2026-04")
    assert [teller.source and str(teller.source) for teller in found.told_in] == [None, "TRT Haber"]


CORRECTED = "corrections: [{date: 2026-02-05%s, kind: %s, text: T}]"


@pytest.mark.parametrize(
    ("when", "kind", "own", "lags"),
    [
        ("", "correction", "", True),
        ("", "clarification", "updated: 2026-02-04", True),
        ("", "correction", "updated: 2026-02-05", False),
        (" 14:00", "correction", "updated: 2026-02-05", False),
        (" 14:00", "correction", "updated: 2026-02-05 13:00", True),
        (" 14:00", "correction", "updated: 2026-02-05 14:00", False),
        ("", "correction", "date: 2026-02-06", False),
        ("", "retraction", "", False),
    ],
)
def test_a_translation_that_is_older_than_a_correction(when: str, kind: str, own: str, lags: bool) -> None:
    fields = f"updated: 2026-02-07\n{CORRECTED % (when, kind)}"
    files = {"articles/x.md": text(fields), "articles/x.en.md": text(own, date="", title="Title")}
    assert asking(files)("card", "x", "en", "en").lags is lags
    told = [(f.span.path, f.span.line) for f in assembled(files, THREE).findings if f.code == "translation-behind"]
    assert told == ([("content/articles/x.en.md", 2)] if lags else [])


def test_a_series_may_not_be_called_like_a_month() -> None:
    given = {"articles/x.md": text("figures: [{id: f, series: 2026-02, title: T, value: 1, claimed_by: Ali Er}]")}
    (found,) = assembled(given, Settings()).findings
    assert (found.code, found.is_error, found.span.line) == ("reserved-path", True, 4)


def test_findings_of_claims_have_a_place() -> None:
    assert findings("figures: [{id: f, title: T, value: 1}]") == [("figure-without-claimant", 4, 16, True)]
    assert findings("statements: [{speaker: lavrof, text: T}]") == [("unknown-person", 4, 24, True)]
