"""References: each leads somewhere, or a finding says where it does not, with the nearest that exists."""

import pytest

from briefgen.model.settings import Settings
from tests.assembling.conftest import REGISTRY, assembled, findings, text

HIDDEN = {
    "themes/gizli.md": "---\ntitle: G\ndraft: true\n---\n",
    "people/gizli.md": "---\nname: Gizli Kişi\ndraft: true\n---\n",
    "sources/gizli.md": "---\nname: G\ndraft: true\n---\n",
    "articles/2026-02-02-gizli.md": text("draft: true\nevents: [{id: gizli-olay, date: 2026, title: G}]"),
}


@pytest.mark.parametrize(
    ("fields", "body", "expected"),
    [
        ("themes: [a, yok]", "", ("unknown-theme", 4, 13)),
        ("", "{theme=yok}\nBir.", ("unknown-theme", 6, 1)),
        ("", "Bir.\n\n## B {theme=yok}\n\nİki.", ("unknown-theme", 8, 6)),
        ("people: [yok]", "", ("unknown-person", 4, 10)),
        ("organisations: [ab, yok]", "", ("unknown-person", 4, 21)),
        ("source: yok", "", ("unknown-source", 4, 9)),
        ("source: {id: trt, also: [yok]}", "", ("unknown-source", 4, 26)),
        ("events: [{id: e, date: 2026, title: t, theme: yok}]", "", ("unknown-theme", 4, 47)),
        ("events: [{id: e, date: 2026, title: t, told_by: yok}]", "", ("unknown-person", 4, 49)),
        ("figures: [{id: f, value: 1, title: t, claimed_by: yok}]", "", ("unknown-person", 4, 51)),
        ("statements: [{speaker: yok, text: t}]", "", ("unknown-person", 4, 24)),
        ("", "[“Söz.”]{speaker=yok}", ("unknown-person", 6, 9)),
        ("", "Bir [5]{figure=yok}", ("unknown-figure", 6, 8)),
        ("", "Bir [5]{event=yok}", ("unknown-event", 6, 8)),
        ("corrections: [{date: 2026-02-04, kind: update, text: t, figure: yok}]", "", ("unknown-figure", 4, 65)),
        ("", "[a](yok.md)", ("unknown-article", 6, 5)),
        ("", "[a](../themes/a.md#x) [b](#yok)", ("dead-anchor", 6, 27)),
        ("", "![a](yok.png)", ("missing-file", 6, 6)),
        ("", "[a](2026-02-03-x.md#yok)", ("dead-anchor", 6, 5)),
    ],
)
def test_what_does_not_exist_is_an_error_at_its_place(fields: str, body: str, expected: tuple[str, int, int]) -> None:
    assert findings(fields, body or "Bir.") == [(*expected, True)]


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ("themes: [gizli]", ""),
        ("", "{theme=gizli}\nBir."),
        ("people: [gizli]", ""),
        ("source: gizli", ""),
        ("statements: [{speaker: gizli, text: t}]", ""),
        ("", "[“Söz.”]{speaker=gizli}"),
        ("", "[a](2026-02-02-gizli.md)"),
        ("", "[a]{event=gizli-olay}"),
        ("events: [{id: e, date: 2026, title: t, theme: gizli}]", ""),
        ("figures: [{id: f, value: 1, title: t, claimed_by: gizli}]", ""),
    ],
)
def test_what_is_hidden_is_a_warning(fields: str, body: str) -> None:
    found = findings(fields, body or "Bir.", HIDDEN)
    assert [(code, is_error) for code, _, _, is_error in found] == [("hidden-reference", False)]


def test_the_hint_names_what_exists() -> None:
    found = assembled(REGISTRY | {"articles/x.md": text("source: tr", "[“Söz.”]{speaker=lavrof} [a](2026-02-04-x.md)")})
    hints = {finding.code: finding.hint.text() for finding in found.findings if finding.hint}
    assert hints["unknown-person"] == "did you mean 'lavrov' (Lavrov)?"
    assert hints["unknown-source"] == "did you mean 'trt' (TRT Haber)?"


def test_a_link_finds_its_article_in_another_folder_or_language_and_by_its_anchor() -> None:
    files = {
        "articles/a/2026-02-02-bir.md": text("", "## Ad {#ad}\n\nBir."),
        "articles/x.md": text("", "[a](2026-02-02-bir.md#ad) [b](a/2026-02-02-bir.md) [c](#kendi)\n\n## S {#kendi}"),
    }
    assert assembled(files).findings == ()


def test_files_beside_an_article_are_those_that_visible_text_refers_to() -> None:
    files = {
        "articles/x.md": text("", "![a](a.png) [b](b.pdf)"),
        "articles/y.md": text("draft: true", "![a](gizli.png)"),
    }
    names = ("articles/a.png", "articles/b.pdf", "articles/gizli.png", "articles/baska.png")
    found = assembled(files, attachments=names)
    assert found.findings == ()
    assert [path for path, *_ in found.briefing.files] == ["content/articles/a.png", "content/articles/b.pdf"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("articles/x.md", "articles/alt/x.md"),
        ("articles/x.en.md", "articles/X.en.md"),
        ("people/x.md", "organisations/x.md"),
        ("themes/x.md", "themes/X.md"),
    ],
)
def test_two_files_of_one_id_are_an_error_at_the_second(one: str, two: str) -> None:
    files = {
        path: text()
        if path.startswith("articles")
        else "---\nname: a\n---\n"
        if "themes" not in path
        else "---\ntitle: a\n---\n"
        for path in (one, two)
    }
    found = assembled(files).findings
    second = max(one, two)
    assert [(f.code, f.span.path) for f in found] == [("duplicate-id", f"content/{second}")]


def test_a_translation_of_nothing() -> None:
    found = assembled({"themes/a.en.md": "---\ntitle: A\n---\nText.\n"}).findings
    assert [(f.code, f.is_error) for f in found] == [("translation-of-nothing", True)]


@pytest.mark.parametrize("slug", ["articles", "themes", "feed", "404", "en"])
def test_a_page_may_not_take_the_sites_own_paths(slug: str) -> None:
    found = assembled({"pages/p.md": f"---\ntitle: a\nslug: '{slug}'\n---\n"}, Settings(languages=("tr", "en")))
    assert [(f.code, f.span.line) for f in found.findings] == [("reserved-path", 3)]


@pytest.mark.parametrize(
    "body",
    ['["Söz."]{speaker="Bakan"}', "> Söz.\n>\n> — BAKAN, 3 Şubat 2026"],
)
def test_a_speaker_by_a_name_of_two_is_neither(body: str) -> None:
    bakan = "---\nname: {name}\naliases: [Bakan]\n---\n"
    files = {f"people/{id_}.md": bakan.format(name=name) for id_, name in {"p1": "Ali Veli", "p2": "Can Kaya"}.items()}
    assembly = assembled(files | {"articles/2026-02-03-x.md": text(body=body)})
    (statement,) = assembly.briefing.articles[0].statements
    assert statement.speaker.id is None or statement.speaker.id == ""
    assert statement.speaker.name.startswith("B")
    in_text = [f for f in assembly.findings if f.span.path.endswith("x.md")]
    assert [(f.code, f.is_error) for f in in_text] == [("ambiguous-alias", False)]
