"""The plan: everything that is built, and no two at one path."""

import pytest

from briefgen.model.settings import Settings
from briefgen.outputs.planning import MADE_BY, plan
from briefgen.site.knowledge import Knowledge
from briefgen.site.templates import Templates
from tests.assembling.conftest import REGISTRY, assembled, text
from tests.site.conftest import THREE, knowledge

FILES = REGISTRY | {
    "articles/2026-02-03-x.md": text(
        "themes: [a]\nsource: trt\naliases: [/eski/, /daha/eski.html]", "[“Lavrov.”]{speaker=lavrov}"
    ),
    "articles/2026-02-03-x.en.md": text(date=""),
    "pages/about.md": "---\ntitle: Hakkında\n---\nMetin.\n",
}


def clashes(files: dict[str, str], **more: object) -> list[tuple[str, str, str]]:
    found = plan(knowledge(files, **more)).findings  # type: ignore[arg-type]
    return [(finding.code, finding.span.path, finding.message.text()) for finding in found]


def test_what_there_is() -> None:
    found = plan(knowledge(FILES))
    paths = {target.path for target in found.targets}
    assert found.findings == [] and len(paths) == len(found.targets)
    expected = """index.html en/index.html ru/index.html articles/2026/02/03/x/index.html en/articles/2026/02/03/x/index.html
        eski/index.html daha/eski.html editions/2026-02-03/index.html themes/a/index.html themes/a/2026-02/index.html
        themes/a/dossier/index.html people/lavrov/index.html sources/trt/index.html statements/index.html
        statements/2026-02/index.html figures/index.html timeline/index.html archive/2026-02/index.html corrections/index.html
        about/index.html 404.html robots.txt sitemap.xml sitemaps/2026-02.xml sitemaps/pages.xml feed.xml en/feed.xml
        themes/a/feed.xml people/lavrov/feed.xml assets/press.css briefing.json data/2026-02.json data/statements.csv"""
    assert set(expected.split()) <= paths


def test_whom_no_visible_text_names_has_no_page() -> None:
    paths = {target.path for target in plan(knowledge(FILES)).targets}
    assert "people/bolat/index.html" not in paths and "organisations/ab/index.html" not in paths


def test_an_article_has_one_page_in_its_languages_tree() -> None:
    urls = [target.url for target in plan(knowledge(FILES)).targets if target.kind == "article"]
    assert sorted(urls) == ["/articles/2026/02/03/x/", "/en/articles/2026/02/03/x/"]


def test_a_translation_whose_language_is_not_built_does_not_stop_the_build() -> None:
    assert clashes(FILES, settings=Settings(languages=("tr", "ru"))) == []


def test_every_kind_has_its_maker() -> None:
    assert {target.kind for target in plan(knowledge(FILES)).targets} <= MADE_BY.keys()


def test_without_a_base_url_no_feeds_and_no_sitemap() -> None:
    kinds = {target.kind for target in plan(knowledge(FILES, Settings())).targets}
    assert "robots" in kinds and not kinds & {"feed", "sitemap", "sitemap-index"}


def test_what_is_marked_has_no_sitemap() -> None:
    files = FILES | {"articles/z.md": text("marking: TLP:GREEN")}
    settings = Settings(base_url="https://example.org", audience="TLP:GREEN")
    kinds = {target.kind for target in plan(knowledge(files, settings)).targets}
    assert "feed" in kinds and not kinds & {"sitemap", "sitemap-index"}


def test_lists_come_after_what_they_point_to() -> None:
    kinds = [target.kind for target in plan(knowledge(FILES)).targets]
    assert max(i for i, kind in enumerate(kinds) if kind == "article") < min(
        i for i, kind in enumerate(kinds) if kind in ("edition", "theme", "feed")
    )


@pytest.mark.parametrize(
    ("one", "two", "named"),
    [
        # two targets, one path
        (("articles/2026-02-03-x.md", text()), ("articles/y.md", text("slug: x")), "content/articles/"),
        (
            ("articles/x.md", text()),
            ("articles/y.md", text("aliases: [/articles/2026/02/03/x/]")),
            "content/articles/x.md",
        ),
        (
            ("articles/x.md", text("aliases: [/eski/]")),
            ("articles/y.md", text("aliases: [/eski]")),
            "content/articles/",
        ),
        (
            ("pages/about.md", "---\ntitle: a\n---\n"),
            ("articles/y.md", text("aliases: [/about/]")),
            "content/pages/about.md",
        ),
        (
            ("articles/x.md", text()),
            ("articles/y.md", text("aliases: [/statements/]")),
            "a page of the site itself (statements)",
        ),
        (
            ("articles/x.md", text()),
            ("articles/y.md", text("aliases: [/index.html]")),
            "a page of the site itself (edition)",
        ),
        # a difference of case only
        (
            ("articles/x.md", text("aliases: [/eski/]")),
            ("articles/y.md", text("aliases: [/Eski/]")),
            "content/articles/",
        ),
        # a file where a folder is needed
        (
            ("articles/x.md", text("aliases: [/eski.html]")),
            ("articles/y.md", text("aliases: [/eski.html/b/]")),
            "content/articles/",
        ),
        (
            ("articles/x.md", text("aliases: [/şehir/]")),
            ("articles/y.md", text("aliases: [/Şehir/]")),
            "content/articles/",
        ),
    ],
)
def test_two_at_one_path_are_an_error_that_names_both(one: tuple[str, str], two: tuple[str, str], named: str) -> None:
    ((code, path, message),) = clashes(dict([one, two]))
    assert code == "duplicate-url" and path.startswith("content/articles/") and named in message


def test_two_images_that_become_one_name_are_an_error_and_one_image_twice_is_not() -> None:
    names = ("articles/Üç.png", "articles/uc.png")
    files = {"articles/x.md": text("", "![a](Üç.png) ![b](uc.png)")}
    assert [code for code, _, _ in clashes(files, attachments=names)] == ["duplicate-url"]
    files = {"articles/x.md": text("", "![a](uc.png)\n\n{#b}\n![b](uc.png)")}
    assert clashes(files, attachments=names) == []


def test_languages_do_not_clash() -> None:
    assert THREE.languages == ("tr", "en", "ru") and clashes(FILES) == []


def test_two_articles_of_one_ref_are_a_mistake_and_no_crash() -> None:
    """Planning looks at their claims before anybody has mended it."""
    figures = 'figures: [{id: a, series: s, title: "Sayı", value: 1, claimed_by: lavrov}]'
    files = FILES | {"articles/y.md": text(f"id: z\n{figures}"), "articles/z.md": text()}
    found = assembled(files)
    assert "duplicate-id" in {finding.code for finding in found.findings}
    assert "/figures/s/" in {target.url for target in plan(Knowledge(found.briefing, {}, Templates(()))).targets}
