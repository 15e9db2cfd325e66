"""Words of the interface that a site brings itself: a new language, other words, and what may be wrong with them."""

import io

import pytest
from babel.messages.pofile import read_po

from briefgen.locales.__main__ import messages
from briefgen.pipeline import build
from briefgen.report import Options
from briefgen.scaffold import copy_part
from briefgen.site.strings import catalogue_source
from tests.conftest import Site

WORDS = "themes/press/templates/words"


def test_a_language_that_briefgen_does_not_speak(site: Site) -> None:
    site.write("briefgen.toml", 'title = "Bülleten"\nlanguages = ["az"]\n')
    site.article("2026-02-01-a", body="Görüş keçirildi.")
    assert build(Options(root=site.root)).findings
    assert ">Statements</a>" in site.page("index.html")
    assert copy_part(site.root, "words/az.po") == f"{WORDS}/az.po"
    file = site.root / WORDS / "az.po"
    empty = read_po(io.BytesIO(file.read_bytes()), locale="az")
    assert {message.id for message in empty if message.id} == {msgid for msgid, _ in messages("site")}
    # What is not translated yet stays English; a build takes up what was added since the last.
    text = file.read_text("utf-8")
    site.write(
        f"{WORDS}/az.po", text.replace('msgid "Statements"\nmsgstr ""', 'msgid "Statements"\nmsgstr "Bəyanatlar"')
    )
    assert not build(Options(root=site.root)).has_errors
    assert ">Bəyanatlar</a>" in site.page("index.html") and ">Figures</a>" in site.page("index.html")


def test_words_of_the_house_stand_before_those_that_come_along(site: Site) -> None:
    site.article("2026-02-01-a", body="Görüşme yapıldı.")
    site.write(f"{WORDS}/tr.po", 'msgid "Statements"\nmsgstr "Kim ne dedi"\n\nmsgid "%(num)s text"\nmsgid_plural "%(num)s texts"\n'
        'msgstr[0] "%(num)s haber"\n')  # fmt: skip
    assert not build(Options(root=site.root)).has_errors
    html = site.page("index.html")
    assert ">Kim ne dedi</a>" in html and "1 haber" in html and ">Rakamlar</a>" in html
    assert copy_part(site.root, "words/ru.po") and (site.root / WORDS / "ru.po").read_bytes() == catalogue_source(
        "site", "ru"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "Search"\nmsgstr "Ara\n', 2),
        ('msgid "Search"\nmsgplural "Ara"\n', 2),
        ('msgid "Search"\nmsgstr "Ara"\n\nmsgid "Issue %(number)s"\nmsgstr "Sayı %(sayı)s"\n', 4),
        ('msgid "Issue %(number)s"\nmsgstr "%(number)s. sayı, %100"\n', 1),
    ],
)
def test_what_would_fail_a_page_is_a_finding(site: Site, text: str, line: int) -> None:
    site.article("2026-02-01-a")
    site.write(f"{WORDS}/tr.po", text)
    report = build(Options(root=site.root))
    found = [(each.code, each.span.path, each.span.line) for each in report.findings if each.is_error]
    assert found == [("bad-catalogue", f"{WORDS}/tr.po", line)] and report.published is None
