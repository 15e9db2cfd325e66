"""Claims: every figure, statement and event gets its claimant, theme and date."""

from datetime import date
from decimal import Decimal

import pytest

from briefgen.model.figure import Figure
from briefgen.model.localised import localised
from briefgen.model.statement import Speaker
from briefgen.site.shelves import Shelves
from tests.assembling.conftest import REGISTRY, article, assembled, briefing, findings, text

FIGURE = "{id: f, title: Asker, value: 2300}"


def figure(fields: str = f"figures: [{FIGURE}]", body: str = "[“[2 bin]{figure=f}.”]{speaker=lavrov}") -> Figure:
    (found,) = article(fields, body).figures
    return found


def test_a_figure_takes_what_is_left_out_from_where_it_stands() -> None:
    found = figure(body="Bir.\n\n## B {theme=b}\n\n[“[2 bin]{figure=f}.”]{speaker=lavrov}")
    assert (found.value, found.claimed_by, found.theme, found.anchor) == (Decimal(2300), Speaker(id="lavrov"), "b", "b")
    assert (found.as_of, found.series, found.qualifier) == (date(2026, 2, 3), "2026-02-03-x-f", None)


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        ("theme: a", "theme", "a"),
        ("claimed_by: ab", "claimed_by", Speaker(id="ab")),
        ("claimed_by: Ayşe Yılmaz", "claimed_by", Speaker(name="Ayşe Yılmaz")),
        ("claimed_by: Sergey Lavrov", "claimed_by", Speaker(id="lavrov")),
        ("as_of: 2026-01-31", "as_of", date(2026, 1, 31)),
        ("series: ortak", "series", "ortak"),
    ],
)
def test_what_a_figure_says_itself_comes_first(line: str, name: str, expected: object) -> None:
    body = "{theme=b}\n[“[2 bin]{figure=f}.”]{speaker=lavrov}"
    assert getattr(figure(f"figures: [{{id: f, title: Asker, value: 1, {line}}}]", body), name) == expected


@pytest.mark.parametrize(
    ("body", "claimant"),
    [
        ("> [5]{figure=f}.\n> — Sergey Lavrov, 1 Şubat 2026", Speaker(id="lavrov")),
        ("> [5]{figure=f}.\n> — Сергей Лавров", Speaker(id="lavrov")),
        ("> [5]{figure=f}.\n> — Ayşe Yılmaz", Speaker(name="Ayşe Yılmaz")),
        ("{speaker=ab}\n> [5]{figure=f}.", Speaker(id="ab")),
        ("[“[“[5]{figure=f}”]{speaker=bolat}”]{speaker=lavrov}", Speaker(id="bolat")),
    ],
)
def test_the_claimant_is_who_speaks(body: str, claimant: Speaker) -> None:
    assert figure(body=body).claimed_by == claimant


@pytest.mark.parametrize("body", ["Bir [5]{figure=f}.", "Bir."])
def test_a_figure_that_nobody_claims_is_an_error(body: str) -> None:
    assert findings(f"figures: [{FIGURE}]", body) == [("figure-without-claimant", 4, 16, True)]


def test_a_series_says_once_what_it_counts() -> None:
    one = text("figures: [{id: f, series: s, title: Asker, value: 1, claimed_by: ab}]")
    two = text("figures: [{id: g, series: s, value: 2, claimed_by: ab}]", date="2026-02-04")
    found = briefing(REGISTRY | {"articles/x.md": one, "articles/y.md": two})
    assert [figure.title for article in found.articles for figure in article.figures] == [localised("Asker", "tr")] * 2


def test_a_series_without_a_title_is_an_error() -> None:
    assert findings("figures: [{id: f, value: 1, claimed_by: ab}]") == [("figure-without-title", 4, 16, True)]


def test_a_figure_declared_twice_is_an_error() -> None:
    line = "figures: [{id: f, title: t, value: 1, claimed_by: ab}, {id: f, title: t, value: 2, claimed_by: ab}]"
    assert findings(line) == [("duplicate-figure", 4, 61, True)]


LAVROV = {
    "people/lavrov.md": "---\nname: Sergey Lavrov\nrole: {tr: Rusya Dışişleri Bakanı, en: Foreign Minister of Russia}\n---\n"
}


@pytest.mark.parametrize(
    ("line", "speaker", "where"),
    [
        ("Rusya Federasyonu Dışişleri Bakanı Sergey Lavrov, Moskova, 2 Şubat 2026", Speaker(id="lavrov"), "Moskova"),
        ("Bakan Sergey Lavrov", Speaker(id="lavrov"), ""),
        ("Sergey Lavrov, Rusya Dışişleri Bakanı, 2 Şubat 2026", Speaker(id="lavrov"), ""),
        ("Sergey Lavrov, Foreign Minister, Moskova", Speaker(id="lavrov"), "Moskova"),
        ("Sergey Lavrov, Rusya", Speaker(id="lavrov"), "Rusya"),
        ("Ali Sergey Lavrov, Moskova", Speaker(name="Ali Sergey Lavrov"), "Moskova"),
        ("Ayşe Yılmaz, sözcü, Ankara", Speaker(name="Ayşe Yılmaz"), "sözcü, Ankara"),
    ],
)
def test_an_attribution_may_say_what_the_speaker_is(line: str, speaker: Speaker, where: str) -> None:
    files = REGISTRY | LAVROV | {"articles/x.md": text("", f"> Söz.\n> — {line}")}
    (said,) = briefing(files).articles[0].statements
    assert (said.speaker, said.where) == (speaker, where)


def test_a_range_of_values_goes_upwards() -> None:
    figure = "figures: [{id: f, title: t, value: 5, to: 3, claimed_by: A}]"
    assert findings(figure) == [("range-backwards", 4, 43, True)]
    nobodys = "figures: [{id: f, title: t, value: 5, to: 3}]"
    assert [code for code, *_ in findings(nobodys)] == ["figure-without-claimant", "range-backwards"]


def test_statements_of_the_body() -> None:
    (said,) = article("", "{theme=b}\n[“Söz.”]{speaker=lavrov}").statements
    assert (said.speaker, said.direct, said.text.text, said.date) == (
        Speaker(id="lavrov"),
        True,
        "Söz.",
        date(2026, 2, 3),
    )
    assert (said.theme, said.anchor) == ("b", "b")
    (said,) = article("", "> Söz.\n> — Lavrov, Moskova, 1 Şubat 2026").statements
    assert (said.speaker, said.where, said.date) == (Speaker(id="lavrov"), "Moskova", date(2026, 2, 1))


def test_statements_of_the_front_matter() -> None:
    fields = """themes: [a]
statements:
  - {speaker: lavrov, text: Dedi}
  - {speaker: Biri, text: T, mode: direct, date: 2026-02-01, theme: b}"""
    one, two = article(fields).statements
    assert (one.direct, one.theme, one.date, one.anchor) == (False, "a", date(2026, 2, 3), "a")
    assert (two.direct, two.theme, two.date, two.speaker) == (True, "b", date(2026, 2, 1), Speaker(name="Biri"))


def test_a_statement_takes_the_articles_theme_where_its_passage_has_none() -> None:
    body = '{theme=""}\n[“[5]{figure=f}.”]{speaker=lavrov}'
    found = article(f"themes: [a]\nfigures: [{FIGURE}]", body)
    assert found.figures[0].theme == "a" and found.statements[0].theme == "a"


def test_a_hidden_speaker_leaves_no_statement_and_no_figure() -> None:
    hidden = {"people/gizli.md": "---\nname: Gizli Kişi\ndraft: true\n---\n"}
    body = "[“[5]{figure=f}”]{speaker=gizli}\n\n> Söz.\n> — Gizli Kişi"
    found = assembled(REGISTRY | hidden | {"articles/x.md": text(f"figures: [{FIGURE}]", body)})
    assert [(article.statements, article.figures) for article in found.briefing.articles] == [((), ())]
    assert not any(finding.is_error for finding in found.findings)


def test_events() -> None:
    fields = """themes: [a]
events:
  - {id: e, date: 2025-05-16, title: Tur, told_by: Lavrov}
  - {id: f, date: 2025, title: Yıl, theme: b}"""
    one, two = article(fields, "Bir.\n\n{theme=b}\n[16 Mayıs]{event=e}").events
    assert (one.theme, one.anchor, one.told_by) == ("b", "b", Speaker(id="lavrov"))
    assert (two.theme, str(two.date)) == ("b", "2025")


def test_one_event_told_by_two_texts_is_one() -> None:
    line = "events: [{{id: e, date: {}, title: Tur}}]"
    found = briefing(
        {
            "articles/x.md": text(line.format("2025-05-16")),
            "articles/y.md": text(line.format("2025-05-17"), date="2026-02-04"),
        }
    )
    assert {id_: [str(event.date) for event in told] for id_, told in found.events.items()} == {
        "e": ["2025-05-17", "2025-05-16"]
    }


@pytest.mark.parametrize("title", ["ab\u2019nin turu", "AB'NİN  TURU.", "«AB'nin turu»"])
def test_one_date_and_one_title_are_one_event_however_they_are_set(title: str) -> None:
    line = "events: [{{id: {}, date: 2025-05-16, title: {}}}]"
    files = {
        "articles/x.md": text(line.format("e", "AB'nin turu")),
        "articles/y.md": text(line.format("f", f'"{title}"')),
    }
    assert len(briefing(files).events) == 1


def test_a_correction_that_changes_nothing_shows_no_change() -> None:
    line = 'corrections: [{date: 2026-02-04, kind: correction, text: Bir, was: "2  300", now: " 2 300 "}]'
    assert findings(line) == [("correction-of-nothing", 4, 83, False)]
    (found,) = assembled(REGISTRY | {"articles/x.md": text(line)}).briefing.articles[0].corrections
    assert (found.was, found.now) == (None, None)


def test_corrections_stand_newest_first_and_a_retraction_takes_its_claims_away() -> None:
    fields = """corrections:
  - {date: 2026-02-04, kind: correction, text: Bir}
  - {date: 2026-02-06, kind: retraction, text: İki}"""
    found = briefing(REGISTRY | {"articles/x.md": text(fields, "[“Söz.”]{speaker=lavrov}")})
    shelves = Shelves(found)
    (article,) = found.articles
    kinds = [article.corrections[number].kind for _, _, number in shelves.on("tr", "", "corrections")]
    assert kinds == ["retraction", "correction"]
    assert article.is_retracted and shelves.on("tr", "", "statements") == () and found.by_theme == {}


def test_a_comma_before_the_closing_quote_is_no_part_of_the_words() -> None:
    (statement,) = article("", '["A year is a good length,"]{speaker=lavrov} he said.').statements
    assert statement.text.text == "A year is a good length"
