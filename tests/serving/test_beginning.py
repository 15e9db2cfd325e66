"""What a start begins with, kept by a preview or by a build: the same site as one that is assembled, whatever has changed."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from briefgen.assembling.visibility import Clock
from briefgen.keeping import seal_into, unsealed
from briefgen.serving import desk, making
from briefgen.serving.beginning import FILE
from tests.conftest import Run, Site, everything
from tests.serving.conftest import DRAFT, OPEN, Preview, pages

HELD = "/articles/2026/02/03/ambargo/"
Keep = Callable[[Site, Run], None]


def by_a_preview(site: Site, _: Run) -> None:
    """After an edit of words."""
    site.article("2026-02-01-acik", "themes: [enerji]", "Eski söz.", title="Açık metin")
    with Preview(site.root) as preview:
        site.article("2026-02-01-acik", "themes: [enerji]", "Açık söz.", title="Açık metin")
        preview.until(lambda: preview.shows(OPEN, "Açık söz."))
    assert (site.root / ".briefgen" / FILE).is_file()


def by_a_build(site: Site, run: Run) -> None:
    run("build", cwd=site.root)
    assert not (site.root / ".briefgen" / FILE).exists()


@pytest.fixture
def desk_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Texts that are public, a draft and an embargoed one, which links to both; a theme, and a page of the desk's."""
    monkeypatch.setattr(desk, "_WORTH_KEEPING", 1)
    site.write("content/themes/enerji.md", '---\ntitle: "Enerji"\n---\nTemanın metni.\n')
    site.write("content/people/ada.md", '---\nname: "Ada Örnek"\n---\n')
    site.article("2026-02-01-acik", "themes: [enerji]", "Açık söz.", title="Açık metin")
    site.article("2026-02-02-taslak", "draft: true\nthemes: [enerji]", "Ada Örnek gizli.", title="Taslak metin")
    site.article("2026-02-08-gider", "themes: [enerji]", "Ada Örnek gider.")
    links = "[Açık](2026-02-01-acik.md) ve [taslak](2026-02-02-taslak.md)."
    site.article(
        "2026-02-03-ambargo", "embargo: 2099-01-01T00:00:00+03:00\nkey: anlasma", links, title="Ambargolu metin"
    )
    return site


def grow_old(root: Path) -> None:
    """Times that can be trusted, as if the files had been saved a minute ago."""
    then = time.time() - 60
    for path in (root / "content").rglob("*"):
        os.utime(path, (then, then))


def forget(root: Path) -> None:
    """Nothing is kept but what was read."""
    for path in (root / ".briefgen" / FILE, *(root / ".briefgen/manifests").glob("*.standing")):
        path.unlink(missing_ok=True)


def check_begun(site: Site, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The pages of a preview that begins without assembling the site; they are those of one that assembles it."""

    def forbidden(*_: object) -> None:
        raise AssertionError("assembled after all")

    with monkeypatch.context() as patched:
        patched.setattr(making, "draft_of", forbidden)
        with Preview(site.root) as preview:
            begun = pages(preview)
            preview.session._warm()
            found = preview.session.state.findings
    forget(site.root)
    with Preview(site.root) as preview:
        assert pages(preview) == begun
        assert preview.session.state.findings == found
    return begun


@pytest.fixture(params=[by_a_preview, by_a_build])
def kept(desk_site: Site, run: Run, request: pytest.FixtureRequest) -> Site:
    """A site that is kept as it stands, in both ways."""
    request.param(desk_site, run)
    grow_old(desk_site.root)
    return desk_site


def nothing(_: Site) -> None:
    """As it was kept."""


def new_words(site: Site) -> None:
    site.article("2026-02-01-acik", "themes: [enerji]", "Yeni söz.", title="Açık metin")


def comes_and_goes(site: Site) -> None:
    site.article("2026-02-04-ek", "themes: [enerji]")
    (site.root / "content/articles/2026-02-08-gider.md").unlink()


def is_withheld(site: Site) -> None:
    site.article("2026-02-01-acik", "themes: [enerji]\ndraft: true", "Açık söz.", title="Açık metin")


def is_published(site: Site) -> None:
    site.article("2026-02-02-taslak", "themes: [enerji]", "Artık açık.", title="Taslak metin")


def another_draft(site: Site) -> None:
    site.article("2026-02-05-taslak", "draft: true\nkey: anlasma", "Ada Örnek.")


@pytest.mark.parametrize(
    "change", [nothing, new_words, comes_and_goes, is_withheld, is_published, another_draft], ids=lambda c: c.__name__
)
def test_it_begins_as_it_stood_with_what_has_changed(
    kept: Site, change: Callable[[Site], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    change(kept)
    begun = check_begun(kept, monkeypatch)
    assert ("Yeni söz." in begun.get(OPEN, b"").decode()) == (change is new_words)
    assert ("/articles/2026/02/08/gider/" in begun) == (change is not comes_and_goes)
    assert {OPEN, DRAFT, HELD} <= begun.keys()


def test_a_change_after_such_a_beginning_shows(kept: Site) -> None:
    with Preview(kept.root) as preview:
        assert preview.shows(DRAFT, "it is a draft") and preview.shows(HELD, "its embargo lifts")
        preview.until(lambda: preview.session.desk.contents is not None)
        new_words(kept)
        preview.until(lambda: preview.shows(OPEN, "Yeni söz."))
        assert preview.status()["last"]["way"] == "texts"
        shown = pages(preview)
    forget(kept.root)
    with Preview(kept.root) as preview:
        assert pages(preview) == shown


def test_saves_after_a_build_are_grafted_upon_it_time_and_again(
    desk_site: Site, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache of reading does not know any more what the build has read, but the preview has kept how it stands."""
    by_a_build(desk_site, run)
    new_words(desk_site)
    with Preview(desk_site.root) as preview:
        assert preview.shows(OPEN, "Yeni söz.")
        preview.until(lambda: not preview.session.is_to_keep)
    comes_and_goes(desk_site)
    check_begun(desk_site, monkeypatch)


@pytest.mark.parametrize("what", ["settings", "registry", "attachment", "mistake", "damaged", "withheld registry"])
def test_it_is_assembled_where_more_is_another(kept: Site, what: str) -> None:
    if what == "settings":
        kept.write("briefgen.toml", 'title = "Başka ad"\n')
    elif what == "registry":
        kept.write("content/themes/enerji.md", '---\ntitle: "Enerji"\n---\nYeni metin.\n')
    elif what == "attachment":
        kept.write("content/articles/ek.txt", "Ek.")
    elif what == "mistake":
        kept.article("2026-02-01-acik", "themes: [yok]", "Açık söz.", title="Açık metin")
    elif what == "withheld registry":
        kept.write("content/people/gizli.md", '---\nname: "Gizli"\ndraft: true\n---\n')
    else:
        for file in (kept.root / ".briefgen").rglob("*"):
            if file.name == FILE or file.suffix == ".assembled":
                file.write_bytes(file.read_bytes()[:-50] + bytes(50))
    with Preview(kept.root) as preview:
        begun, codes = pages(preview), preview.codes()
    assert ("Başka ad" in begun["/"].decode()) == (what == "settings")
    assert ("unknown-theme" in codes) == (what == "mistake"), codes
    forget(kept.root)
    with Preview(kept.root) as preview:
        assert pages(preview) == begun and preview.codes() == codes


@pytest.mark.parametrize(("later", "is_begun"), [(timedelta(days=2), True), (timedelta(days=9), False)])
def test_time_goes_by(
    desk_site: Site, run: Run, monkeypatch: pytest.MonkeyPatch, later: timedelta, is_begun: bool
) -> None:
    """Another day is no other site, unless something comes due."""
    now = datetime.now().astimezone()
    lifts = (now + timedelta(days=8)).isoformat(timespec="seconds")
    desk_site.article("2026-02-06-yakin", f"embargo: {lifts}", title="Yakında")
    run("build", cwd=desk_site.root)
    made = making.clock_of

    def at_another_time(*given: object) -> Clock:
        clock = made(*given)  # type: ignore[arg-type]
        return replace(clock, now=clock.now + later)

    monkeypatch.setattr(making, "clock_of", at_another_time)
    if is_begun:
        check_begun(desk_site, monkeypatch)
    else:
        with Preview(desk_site.root) as preview:
            assert not preview.shows("/articles/2026/02/06/yakin/", "its embargo lifts")


def test_others_are_shown_the_public_site(kept: Site) -> None:
    with Preview(kept.root, is_private=False) as preview:
        assert preview.shows(OPEN, "Açık söz.")
        assert {preview.ask(path).status for path in (DRAFT, HELD)} == {404}


def test_what_a_preview_has_kept_is_in_no_build(desk_site: Site, run: Run) -> None:
    by_a_preview(desk_site, run)
    run("build", cwd=desk_site.root)
    assert "gizli" not in everything(desk_site.out) and "Ambargolu" not in everything(desk_site.out)


def test_what_is_unwanted_meanwhile_is_not_kept(tmp_path: Path) -> None:
    file, value, asked = tmp_path / "kept", [f"{number} {'x' * 50}" for number in range(10_000)], iter([False, True])
    assert seal_into(file, value, lambda: False) and unsealed(file.read_bytes()) == value
    before = file.read_bytes()
    assert not seal_into(file, value[1:], lambda: next(asked))
    assert file.read_bytes() == before and list(tmp_path.iterdir()) == [file]
    assert seal_into(tmp_path / "no such folder/kept", value, lambda: False)
