"""What waits for its time is checked beforehand: a moving clock turns no green build red."""

import pytest

from briefgen.model.settings import Settings
from briefgen.outputs.planning import plan
from tests.assembling.conftest import REGISTRY, assembled, found_in, text
from tests.site.conftest import knowledge

LATER = "embargo: 2026-03-05T10:00:00+03:00\n"


def waiting(fields: str = "", body: str = "Bir.", date: str = "2026-02-03") -> list[tuple[str, int, int, bool]]:
    shown = text("figures: [{id: f, series: s, title: T, value: 1, claimed_by: A}]", "## B {#yer}")
    files = {"articles/2026-02-01-once.md": shown, "articles/2026-02-03-x.md": text(fields, body, date=date)}
    return found_in(assembled(REGISTRY | files))


@pytest.mark.parametrize(("fields", "date"), [(LATER, "2026-02-03"), ("", "2026-03-05")])
def test_the_mistakes_of_a_text_show_before_it_does(fields: str, date: str) -> None:
    body = "{theme=yok}\n[Söz]{speaker=yok}, [5]{figure=yok}, [a]{event=yok}, [a](yok.md), [a](2026-02-01-once.md#yok)"
    codes = {code for code, *_, is_error in waiting(fields, body, date) if is_error}
    assert codes == {
        "unknown-theme",
        "unknown-person",
        "unknown-figure",
        "unknown-event",
        "unknown-article",
        "dead-anchor",
    }


def test_a_text_that_waits_may_rely_on_what_is_shown() -> None:
    figure = "figures: [{id: f, series: s, value: 1, claimed_by: lavrov}]"
    assert waiting(LATER + figure, "[5]{figure=f} [a](2026-02-01-once.md#yer)") == []


def test_what_time_will_not_show_is_not_asked_for() -> None:
    assert waiting("draft: true", "{theme=yok}\nBir.") == waiting("status: withheld", "{theme=yok}\nBir.") == []


@pytest.mark.parametrize(
    ("path", "fields", "code"),
    [
        ("themes/c.md", "title: C\nparent: yok", "unknown-theme"),
        ("pages/c.md", "title: C\nslug: articles", "reserved-path"),
        ("editions/c.md", "date: 2026-02-03\nitems: [yok]", "unknown-article"),
    ],
)
def test_entries_of_every_kind(path: str, fields: str, code: str) -> None:
    found = assembled(REGISTRY | {path: f"---\n{fields}\n{LATER}---\n"}).findings
    assert [(finding.code, finding.span.path) for finding in found] == [(code, f"content/{path}")]


def test_the_address_of_a_text_that_waits_is_taken() -> None:
    files = {"articles/2026-02-03-x.md": text(), "articles/y.md": text(LATER + "slug: x")}
    findings = plan(knowledge(REGISTRY | files), assembled(REGISTRY | files).waiting).findings
    assert [(finding.code, finding.span.path) for finding in findings] == [("duplicate-url", "content/articles/y.md")]


@pytest.mark.parametrize(
    "fields", ["draft: true", "expires: 2026-02-20T10:00:00+03:00", "titel: x", "status: withheld"]
)
def test_a_title_that_goes_takes_its_figures_and_no_build(fields: str) -> None:
    event = "events: [{id: e, date: 2026, title: E}]"
    told = f"figures: [{{id: f, series: s, title: Gizli, value: 1, claimed_by: A}}]\n{event}\n{fields}"
    relying = text("figures: [{id: f, series: s, value: 2, claimed_by: A}]", "[2]{figure=f} [a]{event=e}")
    found = assembled(REGISTRY | {"articles/2026-02-01-a.md": text(told), "articles/2026-02-03-x.md": relying})
    mine = [(f.code, f.is_error) for f in found.findings if f.span.path.endswith("x.md")]
    assert mine == [("hidden-reference", False), ("hidden-reference", False)]
    assert [article.figures for article in found.briefing.articles] == [()]


@pytest.mark.parametrize("mistake", ["titel: x", "a: [b"])
def test_a_translation_of_a_text_with_errors_says_so(mistake: str) -> None:
    files = {"articles/2026-02-03-x.md": text(mistake), "articles/2026-02-03-x.en.md": text(date="")}
    found = assembled(REGISTRY | files, Settings(languages=("tr", "en"))).findings
    assert [(finding.code, finding.span.path) for finding in found] == [
        ("original-faulty", "content/articles/2026-02-03-x.en.md")
    ]


def test_a_mistake_in_the_front_matter_hides_none_of_the_body() -> None:
    body = "{theme=yok}\n[Söz]{speaker=yok}, [a](yok.md)"
    codes = {"unknown-theme", "unknown-person", "unknown-article"}
    assert {code for code, *_ in waiting("titel: x", body)} == codes
    assert {code for code, *_ in waiting("titel: x\nmarking: YOK", body)} == {"unknown-marking", *codes}
    assert {code for code, *_ in waiting("marking: YOK", body)} == {"unknown-marking", *codes}


def test_texts_that_cannot_be_read_yet_may_link_to_each_other_however_they_are_spelt() -> None:
    files = {
        "articles/2026-02-03-x.md": text("", "[a](2026-02-03-Y.md)", date="2026-02-33"),
        "articles/2026-02-03-y.md": text("", "[a](2026-02-03-X.md)", date="2026-02-33"),
    }
    assert [code for code, *_, is_error in found_in(assembled(files)) if is_error] == []
