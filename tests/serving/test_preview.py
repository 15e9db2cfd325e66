"""The preview end to end, over HTTP and on real files."""

from functools import partial

from tests.conftest import Run, Site
from tests.serving.conftest import DRAFT, OPEN, Preview, pages


def test_a_page_is_the_built_one_and_what_the_preview_adds(preview: Preview, site: Site, build: Run) -> None:
    assert build(site.root).code == 0
    served = preview.ask(OPEN)
    built = site.page(f"{OPEN[1:]}index.html")
    assert served.status == 200
    head, rest = built.split("</head>")
    added = served.text.removeprefix(head).removesuffix(f"</head>{rest}")
    assert added.startswith('<link rel="stylesheet" href="/__briefgen/') and len(added) < 600
    assert "__briefgen" not in built


def test_a_save_shows(preview: Preview, site: Site) -> None:
    site.article("2026-02-01-acik", "themes: [enerji]", "Başka bir cümle.", title="Açık metin")
    preview.until(lambda: preview.shows(OPEN, "Başka bir cümle."))
    assert preview.status()["last"]["way"] == "texts"
    assert not site.out.exists()


def test_a_text_that_comes_moves_and_goes_costs_what_changed(preview: Preview, site: Site) -> None:
    """A graft, not the whole site; what is shown in the end is what a new preview shows."""
    new, there = "2026-02-03-yeni", "/articles/2026/02/03/yeni/"
    steps = (
        ("themes: [enerji]", "Yeni bir cümle.", there),
        ("themes: [enerji]", "Başka bir cümle.\n\n## Ara {#ara}\n\nSon.", there),
        ("", "Konusu yok.", there),
        ("themes: [enerji]\nkey: acik\ndraft: true\ndate: 2026-01-05", "Başka gün.", "/articles/2026/01/05/yeni/"),
    )
    for fields, body, address in steps:
        site.article(new, fields, body)
        preview.until(partial(preview.shows, address, body.split(".")[0]))
        assert preview.status()["last"]["way"] == "texts"
    with Preview(site.root) as other:
        assert pages(preview) == pages(other)
    (site.root / f"content/articles/{new}.md").unlink()
    preview.until(lambda: preview.ask(steps[-1][2]).status == 404)
    assert preview.status()["last"]["way"] == "texts"
    with Preview(site.root) as other:
        assert pages(preview) == pages(other)


def test_what_was_left_out_at_the_start_comes_in_with_any_change(site: Site) -> None:
    site.article("2026-02-01-acik", "", "Açık bir cümle.")
    site.article("2026-02-02-bozuk", "themes: [yok]", "Bozuk.")
    with Preview(site.root) as preview:
        assert "unknown-theme" in preview.codes()
        site.article("2026-02-01-acik", "", "Başka bir cümle.")
        preview.until(lambda: preview.status()["generation"] > 1)
        assert "unknown-theme" in preview.codes()


def test_a_mistake_keeps_the_page_and_is_told(preview: Preview, site: Site) -> None:
    site.article("2026-02-01-acik", "themes: [enerjii]", "Yeni cümle.", title="Açık metin")
    preview.until(lambda: "unknown-theme" in preview.codes())
    assert preview.shows(OPEN, "Açık bir cümle.") and not preview.shows(OPEN, "Yeni cümle.")
    site.article("2026-02-01-acik", "themes: [enerji]", "Yeni cümle.", title="Açık metin")
    preview.until(lambda: preview.codes() == [])
    assert preview.shows(OPEN, "Yeni cümle.")


def test_a_draft_says_why_it_is_not_public(preview: Preview) -> None:
    assert "it is a draft" in preview.ask(DRAFT).text
    assert "briefgen-banner" not in preview.ask(OPEN).text
