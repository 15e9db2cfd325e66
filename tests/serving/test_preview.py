"""The preview end to end, over HTTP and on real files."""

from tests.conftest import Run, Site
from tests.serving.conftest import DRAFT, OPEN, Preview


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
    assert preview.status()["last"]["way"] == "words"
    assert not site.out.exists()


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
