"""`briefgen.toml`: every setting, its default, and what it cannot mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.localised import Localised, Words
from briefgen.model.settings import TLP, Settings
from briefgen.reading.settings import read_settings
from briefgen.text.document import Document, decode


def read(text: str) -> Settings:
    settings, findings = read_settings(Document("briefgen.toml", text))
    assert findings == [] and settings is not None
    return settings


def test_defaults() -> None:
    found = read("")
    assert (found.title.texts, found.description, found.base_url) == (("Briefing",), None, "")
    assert (found.languages, found.timezone, found.site_theme) == (("tr",), "Europe/Istanbul", "press")
    assert (found.edition, found.edition_cutoff, found.markings) == ("daily", 1440, TLP)
    assert (found.default_marking, found.audience) == ("TLP:CLEAR", "TLP:CLEAR")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ('title = "Bülten"', "title", Localised((Words("Bülten", "tr"),))),
        (
            'title = {tr = "Bülten", en = "Briefing"}',
            "title",
            Localised((Words("Bülten", "tr"), Words("Briefing", "en"))),
        ),
        ('[title]\ntr = "Bülten"', "title", Localised((Words("Bülten", "tr"),))),
        ('languages = ["en"]\ntitle = "A"', "title", Localised((Words("A", "en"),))),
        ('description = "Ne"', "description", Localised((Words("Ne", "tr"),))),
        ('base_url = "https://example.org/a/"', "base_url", "https://example.org/a"),
        ('base_url = ""', "base_url", ""),
        ('languages = ["tr", "en", "ru"]', "languages", ("tr", "en", "ru")),
        ('languages = "en"', "languages", ("en",)),
        ('timezone = "Europe/Moscow"', "timezone", "Europe/Moscow"),
        ('site_theme = "bizim"', "site_theme", "bizim"),
        ('edition = "weekly"', "edition", "weekly"),
        ('edition_cutoff = "08:30"', "edition_cutoff", 510),
        ("edition_cutoff = 08:30:00", "edition_cutoff", 510),
        ('edition_cutoff = "24:00"', "edition_cutoff", 1440),
        ('markings = ["açık", "gizli"]', "markings", ("açık", "gizli")),
        ('default_marking = "TLP:GREEN"', "default_marking", "TLP:GREEN"),
        ('audience = "TLP:AMBER"', "audience", "TLP:AMBER"),
        ('markings = ["açık", "gizli"]', "audience", "açık"),
    ],
)
def test_every_setting(text: str, name: str, expected: object) -> None:
    assert getattr(read(text), name) == expected


@pytest.mark.parametrize(
    ("text", "code", "place", "hint"),
    [
        ('titel = "a"', "unknown-field", (1, 1), "did you mean 'title'?"),
        ('a = 1\ntitle = "b"', "unknown-field", (1, 1), None),
        ("title = 5", "not-text-value", (1, 9), None),
        ('title = ""', "empty-value", (1, 9), None),
        ('base_url = "example.org"', "bad-base-url", (1, 12), "write it as https://example.org/briefing"),
        ('base_url = "https://a.example/?b"', "bad-base-url", (1, 12), "write it as https://example.org/briefing"),
        ('base_url = "mailto:a@b.example"', "bad-base-url", (1, 12), None),
        ('base_url = "/yol"', "bad-base-url", (1, 12), None),
        ('languages = ["Türkçe"]', "bad-language", (1, 14), None),
        ('languages = ["xx"]', "bad-language", (1, 14), None),
        ("languages = []", "empty-value", (1, 13), 'write ["tr", "en"]'),
        ('languages = ["tr", "tr"]', "duplicate-language", (1, 13), None),
        ('timezone = "Istanbul"', "unknown-timezone", (1, 12), None),
        ('timezone = "Europe/Istambul"', "unknown-timezone", (1, 12), "did you mean 'Europe/Istanbul'?"),
        ('site_theme = "../kötü"', "bad-id", (1, 14), None),
        ('edition = "monthly"', "unknown-choice", (1, 11), None),
        ('edition_cutoff = "25:00"', "bad-cutoff", (1, 18), 'write "08:00"'),
        ('edition_cutoff = "8"', "bad-cutoff", (1, 18), None),
        ('edition_cutoff = "00:00"', "bad-cutoff", (1, 18), None),
        ('default_marking = "GİZLİ"', "unknown-marking", (1, 19), None),
        ('\naudience = "TLP:PINK"', "unknown-marking", (2, 12), None),
        ("markings = []", "empty-value", (1, 12), None),
        ("title: Bülten", "toml-syntax", (1, None), None),
        ('title = "Bülten', "toml-syntax", (1, None), None),
        ('title = "a"\ntitle = "b"', "toml-syntax", (2, None), None),
        ("tarih = 2026-13-01", "toml-syntax", (1, None), None),
        ("edition_cutoff = 00:00:00", "bad-cutoff", (1, 18), None),
        (f"title = {'1' * 5000}", "toml-syntax", (1, None), None),
    ],
)
def test_what_cannot_be_meant(text: str, code: str, place: tuple[int, int | None], hint: str | None) -> None:
    settings, findings = read_settings(Document("briefgen.toml", text))
    finding = next(finding for finding in findings if finding.code == code)
    assert settings is None and finding.span.line == place[0]
    assert place[1] is None or finding.span.column == place[1]
    assert hint is None or (finding.hint is not None and finding.hint.text() == hint)


def test_all_mistakes_at_once() -> None:
    _, findings = read_settings(Document("briefgen.toml", 'title = 1\nedition = "x"\ntimezone = "y"\n'))
    assert sorted(finding.span.line for finding in findings) == [1, 2, 3]


PIECES = [
    *"=[]{}\"'#,\n. ",
    "title",
    "languages",
    '"tr"',
    "markings",
    "2026-01-01",
    "08:00:00",
    "true",
    "1",
    "{tr=",
    '"""',
    "\\",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text())
def test_nothing_raises(text: str) -> None:
    document, _ = decode("briefgen.toml", text.encode("utf-8", "replace"))
    if document is None:
        return
    settings, findings = read_settings(document)
    assert (settings is None) == any(finding.is_error for finding in findings)
    for finding in findings:
        line = document.lines[finding.span.line - 1]
        assert 1 <= finding.span.column <= len(line) + 1
