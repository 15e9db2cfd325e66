"""Front matter: every field has its place; the traps of YAML and of python-frontmatter are findings, not surprises."""

import pytest

from briefgen.reading.frontmatter import FrontMatter, split
from briefgen.text.document import Document, decode
from tests.reading.conftest import article, codes, fields, given, hint, places


def front(text: str) -> FrontMatter:
    document, _ = decode("x.md", text.encode())
    assert document is not None
    return split(document)


def at(found: FrontMatter, text: str, *path: str | int) -> tuple[str, str]:
    """The characters at the places of a field's name and of its value."""
    lines = text.split("\n")
    spans = (found.keys[path], found.values[path])
    key, value = (lines[span.line - 1][span.column - 1 :][: span.length] for span in spans)
    return key, value


NESTED = """---
title: "Üçlü görüşme"
themes: [ukrayna,  enerji]
events:
  - id: ist
    title: {tr: Türkçe, en: English}
  - {id: ank, date: 2026}
summary: >
  katlanmış
  metin
---
Gövde
"""


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("title",), "title", '"Üçlü görüşme"'),
        (("themes",), "themes", "[ukrayna,  enerji]"),
        (("events", 0, "id"), "id", "ist"),
        (("events", 0, "title"), "title", "{tr: Türkçe, en: English}"),
        (("events", 0, "title", "en"), "en", "English"),
        (("events", 1, "date"), "date", "2026"),
        (("summary",), "summary", ">"),
    ],
)
def test_every_field_has_a_place(path: tuple[str | int, ...], key: str, value: str) -> None:
    assert at(front(NESTED), NESTED, *path) == (key, value)


def test_items_of_lists_have_places_and_an_unknown_path_the_place_around_it() -> None:
    found = front(NESTED)
    assert (found.values["themes", 1].line, found.values["themes", 1].column) == (3, 20)
    assert found.place("events", 1, "theme") == found.values["events", 1]
    assert found.place("nothing") == found.values[()]


def test_the_body_begins_after_the_fence_and_keeps_its_lines() -> None:
    assert NESTED[front(NESTED).body :] == "Gövde\n"
    text = "\n\n---\na: b\n---   \n\n\n  Gövde  \n"
    assert text[front(text).body :] == "\n\n  Gövde  \n"
    assert front("---\na: b\n---").body == len("---\na: b\n---")


@pytest.mark.parametrize(
    ("yaml", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("2.300", "2.300"),
        ("2026-02-03", "2026-02-03"),
        ("2024-13-05", "2024-13-05"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("<<", "<<"),
        ("=", "="),
        ("true", "true"),
        *[(text, None) for text in ("", "~", "null")],
        ('"null"', "null"),
        ('""', ""),
        ("'it''s'", "it's"),
        ('"\\u0130"', "İ"),
    ],
)
def test_a_value_stays_what_was_written(yaml: str, value: str | None) -> None:
    found = front(f"---\na: {yaml}\n---\n")
    assert found.findings == [] and found.fields == {"a": value}


def test_a_bom_and_dos_line_ends_lose_nothing() -> None:
    assert front("\ufeff---\r\na: b\r\n---\r\nGövde").fields == {"a": "b"}


def test_no_front_matter_is_no_mistake_of_the_front_matter() -> None:
    found = front("Metin\n---\na: b\n---\n")
    assert (found.fields, found.body, found.findings, found.readable) == ({}, 0, [], True)


@pytest.mark.parametrize("opening", ["---", "----", "---  ", "-----\t"])
def test_a_longer_or_trailing_fence_is_not_lost_without_a_word(opening: str) -> None:
    assert front(f"{opening}\na: b\n{opening}\nGövde").fields == {"a": "b"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\n- title: a\n---\n", ("front-matter-not-fields", 2, 1)),
        ("---\nyalnız söz\n---\n", ("front-matter-not-fields", 2, 1)),
        ("\n---\ntitle: a\n", ("front-matter-unclosed", 2, 1)),
        ("---\na: &x b\nc: *x\n---\n", ("yaml-alias", 2, 4)),
        ("---\na: !!python/object:os.system x\nb: !x y\n---\n", ("yaml-tag", 3, 4)),
        ("---\n? [a, b]\n: c\n---\n", ("yaml-key", 2, 3)),
        ("---\ntitle: a\ndate: b\ntitle: c\n---\n", ("duplicate-field", 4, 1)),
        ("---\nx: {a: 1, a: 2}\n---\n", ("duplicate-field", 2, 11)),
        ("---\ntitle: a # b\n---\n", ("text-after-hash", 2, 9)),
    ],
)
def test_a_trap_is_a_finding_at_its_place(text: str, expected: tuple[str, int, int]) -> None:
    assert expected in [(f.code, f.span.line, f.span.column) for f in front(text).findings]


@pytest.mark.parametrize(
    ("line", "code", "column", "words"),
    [
        ("title: Rusya: yeni", "yaml-colon", 13, 'write it in quotes: title: "Rusya: yeni"'),
        ("title: “Rusya”: “yeni”", "yaml-colon", 15, 'write it in quotes: title: "“Rusya”: “yeni”"'),
        ('title: "Rusya', "yaml-syntax", 8, 'write it in quotes: title: "Rusya"'),
        ("title: 'Putin'in sözü'", "yaml-syntax", None, 'write it in quotes: title: "Putin\'in sözü"'),
        ("title: @trt", "yaml-syntax", 8, 'write it in quotes: title: "@trt"'),
        ("title: %12 arttı", "yaml-syntax", 8, 'write it in quotes: title: "%12 arttı"'),
        ('title: "a" b', "yaml-syntax", None, 'write it in quotes: title: "\\"a\\" b"'),
        ("themes: [a, b", "yaml-syntax", None, None),
        ("\tsummary: a", "yaml-tab", 1, "replace the tab by two spaces"),
        ("themes: [a, b\nsummary: c", "yaml-syntax", 9, "close the bracket: ] for [, } for {"),
    ],
)
def test_a_slip_in_yaml_is_worded_kindly(line: str, code: str, column: int | None, words: str | None) -> None:
    text = f"---\n{line}\ndate: 2026-02-03\n---\nGövde\n"
    found = front(text)
    (finding,) = found.findings
    assert (finding.code, finding.span.line) == (code, 2)
    assert column is None or finding.span.column == column
    assert words is None or (finding.hint is not None and finding.hint.text() == words)
    assert not found.readable and text[found.body :] == "Gövde\n"


@pytest.mark.parametrize(
    ("fields", "code", "line", "column", "words"),
    [
        ("themes:\n  - a\n\t- b\n", "yaml-tab", 5, 1, "tab"),
        ("Metin burada.\nBir daha.\n", "yaml-syntax", 3, 1, "no colon"),
        ("  summary: x\n", "yaml-syntax", 3, 3, "cannot begin here"),
        ("summary: [Video] Görüşme\n", "yaml-syntax", 3, 10, "begins with ["),
        ("- a\n", "yaml-syntax", 2, 8, "cannot be read here"),
    ],
)
def test_a_slip_of_structure_is_told_as_what_it_is(fields: str, code: str, line: int, column: int, words: str) -> None:
    (finding,) = front(f"---\ntitle: x\n{fields}---\n").findings
    assert (finding.code, finding.span.line, finding.span.column) == (code, line, column)
    assert words in finding.message.text() and '"x"' not in (finding.hint.text() if finding.hint else "")


def test_a_hint_in_quotes_mends_the_line() -> None:
    words = hint(article(fields="summary: Rusya: yeni\n"))
    assert given(article(fields=words.removeprefix("write it in quotes: ") + "\n")).summary == "Rusya: yeni"


def test_a_bomb_of_aliases_is_refused_and_not_expanded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{c}: &{c} [*{b}, *{b}, *{b}, *{b}]\n" for b, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert set(codes(article(fields=bomb))) == {"yaml-alias"}


@pytest.mark.parametrize(
    "depth",
    [20, 450, 1900, 3000],
)
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_deep_nesting_is_a_finding(depth: int, opening: str, closing: str) -> None:
    reading = article(fields=f"note: {opening * depth}{closing * depth}\n")
    assert reading.has_errors


def test_a_date_that_does_not_exist_is_a_finding_and_does_not_raise() -> None:
    text = "title: a\ndate: 2024-13-05\n"
    assert places(fields(text), f"---\n{text}") == [("bad-date", 3, 7, "2024-13-05")]


def test_an_empty_field_counts_as_left_out() -> None:
    assert given(article(fields="summary:\nthemes: ~\n")).summary is None


@pytest.mark.parametrize("name", ["status", "embargo", "expires", "marking", "draft"])
def test_an_empty_field_that_keeps_a_text_back_is_an_error(name: str) -> None:
    assert article(fields=f"{name}:\n").has_errors


def test_a_document_of_one_fence_is_unclosed() -> None:
    assert [f.code for f in split(Document("x.md", "---")).findings] == ["front-matter-unclosed"]
