"""Every field of DESIGN.md, section 2: accepted, typed, and when misspelt, named."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from briefgen.model.dates import PartialDate, Period
from briefgen.model.localised import Localised, localised
from briefgen.model.statement import Speaker
from briefgen.reading.fields import FIELDS
from tests.reading.conftest import article, codes, fields, given, hint, places


def tr(text: str) -> Localised:
    return localised(text, "tr")


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        ("summary: Tek cümle.", "summary", "Tek cümle."),
        ("lang: en", "lang", "en"),
        ("id: baska", "id", "baska"),
        ("slug: kisa-ad", "slug", "kisa-ad"),
        ("aliases: [/eski/, /daha/eski.html]", "aliases", ("/eski/", "/daha/eski.html")),
        ("aliases: /eski/", "aliases", ("/eski/",)),
        ("key: ortak", "key", "ortak"),
        *[(f"kind: {kind}", "kind", kind) for kind in ("news", "transcript", "communique", "analysis", "background")],
        ("themes: [a, b]", "themes", ("a", "b")),
        ("themes: a", "themes", ("a",)),
        ("people: [lavrov]", "people", ("lavrov",)),
        ("organisations: [ab, kek]", "organisations", ("ab", "kek")),
        ("edition: 2026-02-04", "edition", "2026-02-04"),
        ("edition: none", "edition", "none"),
        ("edition: 2026-W06", "edition", "2026-w06"),
        ("change_note: Rakam düzeltildi", "change_note", "Rakam düzeltildi"),
        ("draft: true", "draft", True),
        ("status: withheld", "status", "withheld"),
        ("status: canceled", "status", "cancelled"),
        ("embargo: none", "embargo", "none"),
        ("marking: TLP:AMBER", "marking", "TLP:AMBER"),
        ("note: yalnız masa için", "note", "yalnız masa için"),
    ],
)
def test_fields_of_an_article(line: str, name: str, expected: Any) -> None:
    assert getattr(given(article(fields=line + "\n")), name) == expected


def test_defaults_of_an_article() -> None:
    found = given(article())
    assert (found.title, found.date.day, found.date.timed) == ("Başlık", date(2026, 2, 3), False)
    assert (found.kind, found.status, found.draft, found.themes, found.embargo) == ("news", "usable", False, (), None)


def test_times_of_an_article() -> None:
    found = given(
        article(
            fields="updated: 2026-02-04 09:30\nembargo: 2026-02-05T10:00:00+03:00\nexpires: 2026-03-01T00:00+03:00\n"
        )
    )
    assert found.updated.at.isoformat() == "2026-02-04T09:30:00+03:00"
    assert found.embargo.isoformat() == "2026-02-05T10:00:00+03:00"
    assert found.expires.isoformat() == "2026-03-01T00:00:00+03:00"


@pytest.mark.parametrize(
    ("line", "id_", "name"),
    [("trt-haber", "trt-haber", None), ('"Radio Free Asia"', None, tr("Radio Free Asia"))],
)
def test_a_source_is_an_id_or_a_plain_name(line: str, id_: str | None, name: Localised | None) -> None:
    found = given(article(fields=f"source: {line}\n")).source
    assert (found.id, found.name) == (id_, name)


def test_a_source_may_be_a_map() -> None:
    line = "source: {id: trt, url: 'https://a.example/', archived: 'https://b.example/', archived_at: 2026-02-03, also: [x, y]}"
    found = given(article(fields=line + "\n")).source
    assert (found.id, found.url, found.archived) == ("trt", "https://a.example/", "https://b.example/")
    assert (found.archived_at, found.also) == (date(2026, 2, 3), ("x", "y"))


def test_an_event() -> None:
    (event,) = given(
        article(
            fields="""events:
  - id: ist-1
    date: 2025-05-16/2025-05-17
    title: {tr: Tur, en: Round}
    theme: ukrayna
    place: İstanbul
    url: https://example.org/
    status: held
    told_by: "Ayşe Yılmaz"
"""
        )
    ).events
    assert (event.id, str(event.date), event.theme, event.place) == (
        "ist-1",
        "2025-05-16/2025-05-17",
        "ukrayna",
        tr("İstanbul"),
    )
    assert event.title.words("en").text == "Round" and event.url == "https://example.org/"
    assert (event.status, event.told_by) == ("held", Speaker(name="Ayşe Yılmaz"))


@pytest.mark.parametrize("status", ["planned", "held", "postponed", "cancelled"])
def test_statuses_of_an_event(status: str) -> None:
    line = f"events: {{id: a, date: 2025, title: b, status: {status}}}\n"
    assert given(article(fields=line)).events[0].status == status


def test_a_figure() -> None:
    (figure,) = given(
        article(
            fields="""figures:
  - {id: a, series: s, title: Askerler, value: 2300, to: 2400, unit: asker, qualifier: more-than,
     claimed_by: lavrov, as_of: 2026-02-01, period: 2025-05, theme: t}
"""
        )
    ).figures
    assert (figure.id, figure.series, figure.title, figure.unit) == ("a", "s", tr("Askerler"), tr("asker"))
    assert (figure.value, figure.to, figure.qualifier) == (Decimal(2300), Decimal(2400), "more-than")
    assert (figure.claimed_by, figure.as_of, figure.theme) == (Speaker(id="lavrov"), date(2026, 2, 1), "t")
    assert figure.period == Period(PartialDate(2025, 5))


@pytest.mark.parametrize("qualifier", ["exactly", "about", "more-than", "less-than", "at-least", "at-most"])
def test_qualifiers(qualifier: str) -> None:
    line = f"figures: {{id: a, value: 1, qualifier: {qualifier}}}\n"
    assert given(article(fields=line)).figures[0].qualifier == qualifier


def test_a_statement() -> None:
    line = "statements: [{speaker: lavrov, mode: direct, date: 2026-02-01, where: Moskova, theme: t, text: Sözler}]\n"
    (found,) = given(article(fields=line)).statements
    assert (found.speaker, found.mode, found.date) == (Speaker(id="lavrov"), "direct", date(2026, 2, 1))
    assert (found.where, found.theme, found.text) == ("Moskova", "t", tr("Sözler"))


@pytest.mark.parametrize("kind", ["correction", "clarification", "update", "retraction"])
def test_a_correction(kind: str) -> None:
    line = f"corrections: {{date: 2026-02-04 10:00, kind: {kind}, figure: a, text: T, was: '1', now: '2'}}\n"
    (found,) = given(article(fields=line)).corrections
    assert (found.kind, found.figure, found.text, found.was, found.now) == (kind, "a", tr("T"), "1", "2")
    assert found.date.timed


def test_a_theme() -> None:
    found = given(
        fields(
            """title: {tr: Enerji, en: Energy}
summary: Özet
order: 20
colour: "#2f5d8a"
keywords: {tr: [gaz], en: [gas]}
parent: ust
states:
  - {arrow: worse, since: 2026-02, reason: Neden}
""",
            "themes",
        )
    )
    assert (found.title.words("en").text, found.order, found.colour) == ("Energy", 20, "#2f5d8a")
    assert (found.keywords, found.parent) == (("gaz", "gas"), "ust")
    (state,) = found.states
    assert (state.arrow, state.since, state.reason) == ("worse", PartialDate(2026, 2), tr("Neden"))


def test_state_is_a_list_of_one() -> None:
    assert [s.arrow for s in given(fields("title: a\nstate: {arrow: better}\n", "themes")).state] == ["better"]


@pytest.mark.parametrize("kind", ["people", "organisations", "sources"])
def test_the_registries(kind: str) -> None:
    found = given(
        fields(
            "name: Ad\nrole: Görev\naliases: [B]\nabbreviation: KS\nkind: ajans\n"
            "links: [{url: 'https://a.example', title: Site}]\n",
            kind,
        )
    )
    assert (found.name, found.role, found.aliases, found.abbreviation, found.kind) == (
        tr("Ad"),
        tr("Görev"),
        ("B",),
        tr("KS"),
        "ajans",
    )
    assert [(link.url, link.title) for link in found.links] == [("https://a.example", tr("Site"))]


def test_an_edition() -> None:
    found = given(
        fields(
            """date: 2026-02-03
title: Sayı
lead: Ana cümle
takeaways: [{text: Bir, theme: t, ref: x#a}]
items: [x, y#b]
quiet: true
number: 12
issued: 2026-02-03T08:00:00+03:00
""",
            "editions",
        )
    )
    assert (found.date, found.title, found.lead) == (date(2026, 2, 3), tr("Sayı"), tr("Ana cümle"))
    assert [(t.text, t.theme, t.ref) for t in found.takeaways] == [(tr("Bir"), "t", "x#a")]
    assert (found.items, found.quiet, found.number) == (("x", "y#b"), True, 12) and found.issued is not None


def test_a_page() -> None:
    found = given(fields("title: Hakkında\nsummary: Ö\nslug: about\norder: 5\naliases: /eski/\n", "pages"))
    assert (found.title, found.slug, found.order, found.aliases) == ("Hakkında", "about", 5, ("/eski/",))


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_every_kind_takes_the_fields_of_visibility(kind: str) -> None:
    needed = {"articles": "title: a\ndate: 2026-02-03\n", "editions": "date: 2026-02-03\n"}
    text = needed.get(kind, "title: a\n" if kind in ("themes", "pages") else "name: a\n")
    more = "draft: true\nstatus: cancelled\nembargo: 2026-02-05T10:00:00+03:00\nexpires: 2027-01-01T00:00+03:00\n"
    reading = fields(f"{text}{more}marking: TLP:RED\nnote: gizli\n", kind)
    seen = reading.entry.visibility if reading.entry else None
    assert codes(reading) == [] and seen is not None
    assert (seen.draft, seen.status, seen.marking) == (True, "cancelled", "TLP:RED") and seen.embargo and seen.expires


@pytest.mark.parametrize(
    ("line", "place", "suggestion"),
    [
        ("titel: a", (4, 1, "titel"), "did you mean 'title'?"),
        ("tema: a", (4, 1, "tema"), "did you mean 'themes'?"),
        ("events: [{id: a, date: 2025, titel: b}]", (4, 30, "titel"), "did you mean 'title'?"),
        ("figures: [{id: a, value: 1, clamed_by: b}]", (4, 29, "clamed_by"), "did you mean 'claimed_by'?"),
        ("statements: [{speaker: a, text: b, modus: direct}]", (4, 36, "modus"), "did you mean 'mode'?"),
        ("corrections: [{date: 2026-02-03, kind: update, text: a, nows: b}]", (4, 57, "nows"), "did you mean 'now'?"),
        ("source: {id: a, adress: b}", (4, 17, "adress"), None),
    ],
)
def test_a_misspelt_field_is_named_where_it_stands(
    line: str, place: tuple[int, int, str], suggestion: str | None
) -> None:
    text = f'---\ntitle: "Başlık"\ndate: 2026-02-03\n{line}\n'
    reading = article(fields=line + "\n")
    assert ("unknown-field", *place) in places(reading, text)
    hints = [f.hint.text() for f in reading.findings if f.code == "unknown-field" and f.hint]
    assert suggestion is None or hints == [suggestion]


@pytest.mark.parametrize(
    ("line", "code", "marked"),
    [
        ("events: [{id: a, date: 2025}]", "missing-field", "{id: a, date: 2025}"),
        ("figures: [{id: a}]", "missing-field", "{id: a}"),
        ("figures: [{id: a, value: 2.300}]", "thousands-separator", "2.300"),
        ("events: söz", "wrong-shape", "söz"),
        ("events: [söz]", "wrong-shape", "söz"),
        ("source: [a, b]", "wrong-shape", "[a, b]"),
        ("kind: haber", "unknown-choice", "haber"),
        ("embargo: 2026-02-05 10:00", "no-offset", "2026-02-05 10:00"),
        ("aliases: [eski]", "bad-path", "eski"),
        ("themes: [iyi, Kötü]", "bad-id", "Kötü"),
        ("statements: [{speaker: a, text: b, mode: sözlü}]", "unknown-choice", "sözlü"),
        ("source: {id: a, url: 'javascript:x'}", "unsafe-url", "'javascript:x'"),
    ],
)
def test_a_bad_value_is_marked_where_it_stands(line: str, code: str, marked: str) -> None:
    reading = article(fields=line + "\n")
    assert [(c, words) for c, _, _, words in places(reading, f"---\n\n\n{line}\n")] == [(code, marked)]


def test_what_is_missing_is_said_with_a_ready_line() -> None:
    reading = fields("summary: a\n")
    assert codes(reading) == ["missing-field", "missing-field"]
    assert [f.hint.text() for f in reading.findings if f.hint] == [
        'add a field: title: "…"',
        "add a field: date: 2026-02-03",
    ]


@pytest.mark.parametrize(
    ("line", "code", "marked"),
    [
        ("figures: [{id: a, claimed_by: A, title: b, value: 2,5}]", "unknown-field", "5"),
        ("events: [{id: a, date: 2026, title: b, place: Moskova, Rusya}]", "unknown-field", "Rusya"),
        ("events: [{id: a, date: 2026, title: {tr: Moskova, Rusya}}]", "bad-language", "Rusya"),
        ("embargoo:", "unknown-field", "embargoo"),
    ],
)
def test_what_stands_after_a_comma_is_never_lost(line: str, code: str, marked: str) -> None:
    text = f"title: a\ndate: 2026-02-03\n{line}\n"
    ((found, number, _, words),) = places(fields(text), f"---\n{text}")
    assert (found, number, words) == (code, 4, marked)


def test_every_wrong_item_of_a_list_is_marked() -> None:
    text = "title: a\ndate: 2026-02-03\nthemes: [Bir, iki, Üç]\nevents: [x]\n"
    assert [(code, words) for code, _, _, words in places(fields(text), f"---\n{text}")] == [
        ("bad-id", "Bir"),
        ("bad-id", "Üç"),
        ("wrong-shape", "x"),
    ]


def test_all_mistakes_of_a_file_come_at_once() -> None:
    reading = article(fields="kind: haber\ndraft: belki\nslug: Kötü\nevents: [{id: A}]\n")
    assert sorted(codes(reading)) == [
        "bad-id",
        "bad-id",
        "missing-field",
        "missing-field",
        "not-a-flag",
        "unknown-choice",
    ]


def test_a_translation_may_leave_out_its_date_and_nothing_more() -> None:
    assert codes(fields("title: A text\n", name="x.en.md")) == []
    assert codes(fields("date: 2026-02-03\n", name="x.en.md")) == ["missing-field"]


def test_a_language_of_name_and_field_must_agree() -> None:
    assert hint(fields("title: a\nlang: tr\n", name="x.en.md")) == "remove the field"
    assert codes(fields("title: a\nlang: en\n", name="x.en.md")) == []


@pytest.mark.parametrize(
    ("name", "id_", "lang"),
    [
        ("2026-02-03 Üçlü görüşme.en.md", "2026-02-03-uclu-gorusme", "en"),
        ("2026-02-03-metin.md", "2026-02-03-metin", "tr"),
        ("rapor.v2.md", "rapor-v2", "tr"),
    ],
)
def test_an_id_is_the_slug_of_the_files_name(name: str, id_: str, lang: str) -> None:
    entry = fields("title: a\ndate: 2026-02-03\n", name=name).entry
    assert entry is not None and (entry.id, entry.lang) == (id_, lang)


def test_a_name_without_letters_gives_no_id() -> None:
    assert codes(fields("title: a\ndate: 2026-02-03\n", name="!!!.md")) == ["no-id"]


def test_where_fields_cannot_be_read_the_visibility_still_is() -> None:
    entry = article(fields="kind: haber\nstatus: withheld\n").entry
    assert entry is not None and entry.fields is None and entry.visibility is not None
    assert entry.visibility.status == "withheld" and "Bir cümle." in entry.source


def test_an_unreadable_status_fails_closed() -> None:
    entry = article(fields="status: gizli\n").entry
    assert entry is not None and entry.visibility is None
