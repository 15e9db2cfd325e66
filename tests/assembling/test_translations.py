"""Translations: every field but title, summary and language is the original's; its claims count once."""

import pytest

from briefgen.model.article import Article
from briefgen.model.settings import Settings
from tests.assembling.conftest import REGISTRY, assembled, briefing, found_in, text

SETTINGS = Settings(languages=("tr", "en", "ru"))
ORIGINAL = text(
    """summary: Özet
themes: [a]
source: trt
kind: communique
slug: kisa
key: k
people: [bolat]
change_note: Not
updated: 2026-02-05
aliases: [/eski/]
figures: [{id: f, title: T, value: 1, claimed_by: ab}]
events: [{id: e, date: 2026, title: T}]
""",
    "[“Söz.”]{speaker=lavrov}",
)


def pair(fields: str = "summary: Summary", body: str = "[“Word.”]{speaker=lavrov}") -> tuple[Article, Article]:
    files = {"articles/x.md": ORIGINAL, "articles/x.en.md": text(fields, body, title="Title", date="")}
    found = briefing(REGISTRY | files, SETTINGS)
    return found.by_ref["x", "tr"], found.by_ref["x", "en"]


def test_what_is_inherited_and_what_is_not() -> None:
    original, translation = pair()
    for name in ("date", "kind", "source", "slug", "text_key", "people", "updated", "edition", "appears"):
        assert getattr(translation, name) == getattr(original, name), name
    assert (translation.title.text, translation.summary and translation.summary.text) == ("Title", "Summary")
    assert [passage.themes for passage in translation.passages] == [("a",)]
    assert original.aliases and translation.aliases == () and translation.translates and not original.translates


def test_a_summary_is_not_inherited() -> None:
    assert pair("")[1].summary is None


def test_what_a_translation_gives_itself_holds() -> None:
    translation = pair("slug: short\nthemes: [b]")[1]
    assert translation.slug == "short" and [passage.themes for passage in translation.passages] == [("b",)]


def test_claims_are_counted_once() -> None:
    original, translation = pair()
    assert (len(original.figures), len(original.events), len(original.statements)) == (1, 1, 1)
    assert (translation.figures, translation.events, translation.statements) == ((), (), ())


@pytest.mark.parametrize(
    "line",
    ["figures: [{id: f, value: 1}]", "events: [{id: e, date: 2026, title: T}]", "statements: [{speaker: ab, text: T}]"],
)
def test_claims_in_a_translation_are_a_warning(line: str) -> None:
    files = {"articles/x.md": text(), "articles/x.en.md": text(line, date="")}
    assert found_in(assembled(REGISTRY | files, SETTINGS)) == [("counted-once", 3, 1, False)]


def test_marks_of_a_translation_are_checked() -> None:
    files = {"articles/x.md": ORIGINAL, "articles/x.en.md": text("", "[1]{figure=f} [2]{figure=yok}", date="")}
    assert found_in(assembled(REGISTRY | files, SETTINGS)) == [("unknown-figure", 5, 18, True)]


def test_without_an_original_a_date_is_needed() -> None:
    assert found_in(assembled({"articles/x.en.md": text(date="")}, SETTINGS)) == [("missing-field", 1, 1, True)]
    assert len(briefing({"articles/x.en.md": text()}, SETTINGS).articles) == 1


@pytest.mark.parametrize(("lang", "shown"), [("tr", "tr"), ("en", "en"), ("ru", "tr")])
def test_lists_show_each_text_once_in_the_best_language(lang: str, shown: str) -> None:
    files = {"articles/x.md": text(), "articles/x.en.md": text(date="")}
    assert [article.lang for article in briefing(files, SETTINGS).shown[lang]] == [shown]


def test_files_of_one_key_are_one_text() -> None:
    files = {"articles/x.md": text("key: k"), "articles/y.md": text("key: k\nlang: ru"), "articles/z.md": text()}
    found = briefing(files, SETTINGS)
    assert len(found.articles) == 3 and [len(found.shown[lang]) for lang in ("tr", "en", "ru")] == [2, 2, 2]
    assert {article.lang for article in found.shown["ru"]} == {"tr", "ru"}


def test_a_registrys_translation_is_its_body_in_another_language() -> None:
    files = {"themes/a.md": "---\ntitle: {tr: A, en: AE}\n---\nTürkçe.\n", "themes/a.en.md": "---\n---\nEnglish.\n"}
    (theme,) = briefing(files, SETTINGS).themes
    assert [lang for lang, _ in theme.body] == ["tr", "en"]


def test_a_registrys_translation_says_its_words_in_its_language() -> None:
    files = {
        "themes/a.md": "---\ntitle: Enerji\nsummary: Özet\norder: 3\n---\n",
        "themes/a.en.md": "---\ntitle: Energy\nsummary: Summary\n---\n",
        "people/p.md": "---\nname: {tr: Ad, en: Old}\nrole: Bakan\naliases: [Adcık]\n---\n",
        "people/p.en.md": "---\nname: Name\naliases: [Nickname]\n---\n",
        "people/p.ru.md": "---\nname: Имя\nrole: Министр\n---\n",
    }
    found = briefing(files, SETTINGS)
    (theme,), person = found.themes, found.people["p"]
    assert [theme.title.words(lang).text for lang in ("tr", "en", "ru")] == ["Enerji", "Energy", "Enerji"]
    assert (theme.summary and theme.summary.texts, theme.order) == (("Özet", "Summary"), 3)
    assert [person.name.words(lang).text for lang in ("tr", "en", "ru", "de")] == ["Ad", "Name", "Имя", "Ad"]
    assert (person.role and person.role.texts, person.aliases) == (("Bakan", "Министр"), ("Adcık", "Nickname"))


def test_what_a_registrys_translation_may_not_say_is_a_warning() -> None:
    files = {"themes/a.md": "---\ntitle: A\n---\n", "themes/a.en.md": "---\ntitle: AE\nnote: n\norder: 2\n---\n"}
    assert found_in(assembled(files, SETTINGS)) == [("counted-once", 4, 1, False)]


def test_a_page_stands_where_its_original_does() -> None:
    files = {
        "pages/x.md": "---\ntitle: Künye\nslug: kunye\norder: 1\n---\n",
        "pages/x.en.md": "---\ntitle: Imprint\n---\n",
        "pages/y.md": "---\ntitle: Ek\norder: 2\n---\n",
    }
    pages = briefing(files, SETTINGS).pages
    assert [(page.lang, page.slug, page.order) for page in pages] == [
        ("en", "kunye", 1),
        ("tr", "kunye", 1),
        ("tr", "y", 2),
    ]
