"""What is kept for the next start: the same site as one that is assembled, and none where anything is another."""

import os
import time
from pathlib import Path

import pytest

from briefgen.serving import desk
from briefgen.serving.snapshot import FILE
from tests.conftest import Site
from tests.serving.conftest import DRAFT, OPEN, Preview, pages


@pytest.fixture
def kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose preview has kept how it stands, after an edit of words."""
    monkeypatch.setattr(desk, "_WORTH_KEEPING", 1)
    site.article("2026-02-01-acik", "", "Eski söz.", title="Açık metin")
    site.article("2026-02-02-taslak", "draft: true", "Gizli.", title="Taslak metin")
    with Preview(site.root) as preview:
        site.article("2026-02-01-acik", "", "Açık söz.", title="Açık metin")
        preview.until(lambda: preview.shows(OPEN, "Açık söz."))
        grow_old(site.root)
        preview.session._keep()
        preview.session._keep()
    return site


def grow_old(root: Path) -> None:
    """Times that can be trusted, as if the files had been saved a minute ago."""
    then = time.time() - 60
    for path in (root / "content").rglob("*"):
        os.utime(path, (then, then))


def test_it_begins_as_it_stood(kept: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("assembled after all")

    with monkeypatch.context() as patched:
        patched.setattr(desk, "draft_of", forbidden)
        with Preview(kept.root) as preview:
            assert preview.shows(OPEN, "Açık söz.") and preview.shows(DRAFT, "it is a draft")
            kept.article("2026-02-01-acik", "", "Yeni söz.", title="Açık metin")
            preview.until(lambda: preview.shows(OPEN, "Yeni söz."))
            resumed = pages(preview)
    (kept.root / ".briefgen" / FILE).unlink()
    with Preview(kept.root) as preview:
        assert pages(preview) == resumed


@pytest.mark.parametrize("what", ["text", "new", "gone", "settings", "damaged"])
def test_it_is_refused_where_something_is_another(kept: Site, what: str) -> None:
    if what == "text":
        kept.article("2026-02-01-acik", "", "Üçüncü söz.", title="Açık metin")
    elif what == "new":
        kept.article("2026-02-03-ek")
    elif what == "gone":
        (kept.root / "content/articles/2026-02-02-taslak.md").unlink()
    elif what == "settings":
        kept.write("briefgen.toml", 'title = "Başka ad"\n')
    else:
        file = kept.root / ".briefgen" / FILE
        file.write_bytes(file.read_bytes()[:-50] + bytes(50))
    with Preview(kept.root) as preview:
        shown = preview.ask(OPEN).text
        assert ("Üçüncü söz." in shown) == (what == "text")
        assert ("Başka ad" in shown) == (what == "settings")
        assert preview.ask("/articles/2026/02/03/ek/").status == (200 if what == "new" else 404)
        assert preview.ask(DRAFT).status == (404 if what == "gone" else 200)
