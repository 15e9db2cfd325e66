"""A text that speaks of an embargo must have one, or say that it means none."""

import pytest

from tests.reading.conftest import article, body, codes, fields, marked

WORDS = [
    "EMBARGO: 10.00'a kadar",
    "EMBARGOED UNTIL 10:00 GMT",
    "AMBARGOLUDUR",
    "AMBARGOLU: 5 Şubat",
    "ЭМБАРГО до 10:00",
    "NOT FOR PUBLICATION",
    "NOT FOR PUBLICATION BEFORE 10:00",
    "Embargo: 10:00",
    "embargoed until 10:00",
    "Not for publication before noon",
    "Ambargolu: yarına kadar",
    "Эмбарго: 10:00",
]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("before", ["", "Bir.\n\n", "> ", "## ", "**", "- ", "(", "“", "  "])
def test_a_line_that_opens_with_it_is_an_error(words: str, before: str) -> None:
    assert codes(body(f"{before}{words}\n")) == ["embargo-in-text"]


def test_its_words_are_marked() -> None:
    assert marked("Bir.\n\n> **EMBARGO** 10:00") == [("embargo-in-text", 3, 5, "EMBARGO")]


@pytest.mark.parametrize("field", ["title", "summary"])
def test_in_title_and_summary_too(field: str) -> None:
    text = {"title": "Bir", "summary": "İki"} | {field: "EMBARGO 10:00"}
    reading = fields(f'title: "{text["title"]}"\nsummary: "{text["summary"]}"\ndate: 2026-02-03\n')
    assert codes(reading) == ["embargo-in-text"] and reading.findings[0].span.line == 2 + (field == "summary")


@pytest.mark.parametrize(
    "text",
    [
        "Petrol ambargosu sürüyor.",
        "Ambargo kalkıyor mu?",
        "Embargo kararı alındı.",
        "Bu metin EMBARGO altında değil.",
        "AMBARGO KALKTI",
        "Rusya'ya silah ambargosu: yeni karar",
    ],
)
def test_prose_about_embargoes_is_prose(text: str) -> None:
    assert codes(body(text)) == []


@pytest.mark.parametrize("value", ["none", "2026-02-03T10:00:00+03:00"])
def test_with_the_field_all_is_said(value: str) -> None:
    assert codes(article("EMBARGO: 10:00\n", f"embargo: {value}\n")) == []


def test_an_unreadable_field_says_nothing() -> None:
    assert "no-offset" in codes(article("EMBARGO: 10:00\n", "embargo: 2026-02-03 10:00\n"))
    assert article("EMBARGO: 10:00\n", "embargo:\n").has_errors


def test_only_articles_are_searched() -> None:
    assert codes(fields('title: "EMBARGO"\n', "pages")) == []


def test_an_offset_unlike_the_zones_is_a_warning_with_the_ready_line() -> None:
    (finding,) = article(fields="embargo: 2026-02-03T10:00:00+01:00\n").findings
    assert (finding.code, finding.is_error) == ("foreign-offset", False)
    assert finding.message.text() == "this is 2026-02-03T12:00:00+03:00 in the site's zone"
    assert finding.hint is not None and finding.hint.text().endswith("2026-02-03 12:00 Europe/Istanbul")
    assert codes(article(fields="embargo: 2026-02-03 10:00 Europe/Berlin\n")) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("embargo: 2026-02-05T10:00:00+03:00\nexpires: 2026-02-05T09:00:00+02:00\n", ["foreign-offset", "never-shown"]),
        ("embargo: 2026-02-05T10:00:00+03:00\nexpires: 2026-02-05T10:00:01+03:00\n", []),
        ("expires: 2025-02-04T10:00:00+03:00\n", ["never-shown"]),
        ("embargo: none\nexpires: 2026-02-04T10:00:00+03:00\n", []),
    ],
)
def test_what_is_over_before_it_begins_is_told(fields: str, expected: list[str]) -> None:
    assert sorted(codes(article(fields=fields))) == expected
