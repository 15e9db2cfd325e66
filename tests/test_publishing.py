"""What stands on the disk after a build: only what changed is written, only what is briefgen's own is touched."""

import os
import stat
from pathlib import Path

import pytest

from tests.conftest import NOW, Run, Site, tree


@pytest.fixture
def built(site: Site, build: Run) -> Site:
    """Two articles of two months on a theme, built."""
    site.article("2026-01-05-eski", "date: 2026-01-05\nthemes: konu", body="Eski metin.")
    site.article("2026-02-03-yeni", "date: 2026-02-03\nthemes: konu", body="Yeni metin.")
    site.write("content/themes/konu.md", "---\ntitle: Konu\n---\n")
    assert build(site.root).code == 0
    return site


def times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}


def last(err: str) -> str:
    """What the last line says was done, without the time it took."""
    return err.splitlines()[-1].partition(" (")[0]


def test_built_twice_is_built_once(built: Site, build: Run) -> None:
    before, at = tree(built.out), times(built.out)
    done = build(built.root)
    assert last(done.err) == f"outputs: 0 made, 0 written, 0 removed, {len(before)} unchanged"
    assert (tree(built.out), times(built.out)) == (before, at)


def test_a_clean_build_gives_the_same_bytes(built: Site, build: Run) -> None:
    built.article("2026-02-04-daha", "date: 2026-02-04\nthemes: konu")
    build(built.root)
    incremental = tree(built.out)
    assert last(build(built.root, "--clean").err).endswith("0 unchanged")
    assert tree(built.out) == incremental


def test_two_places_give_the_same_bytes(built: Site, build: Run, tmp_path: Path) -> None:
    other = Site(_made(tmp_path / "another" / "place"))
    for file in sorted(built.root.rglob("content/*/*.md"), reverse=True):
        other.write(file.relative_to(built.root).as_posix(), file.read_bytes())
    assert build(other.root).code == 0
    assert tree(other.out) == tree(built.out)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def test_the_clock_alone_writes_nothing(built: Site, run: Run) -> None:
    done = run("build", "--as-of", "2026-03-01T12:01:00+03:00", cwd=built.root)
    assert " 0 written, 0 removed" in last(done.err)


def test_an_edit_writes_only_the_pages_that_show_it(built: Site, build: Run) -> None:
    before = times(built.out)
    built.article("2026-02-03-yeni", "date: 2026-02-03\nthemes: konu", body="Yeni metin.\n\nİkinci paragraf.")
    build(built.root)
    changed = {path.removeprefix(f"{built.out}/") for path, at in times(built.out).items() if before.get(path) != at}
    pages = {path for path in changed if path.endswith(".html")}
    assert pages == {
        "articles/2026/02/03/yeni/index.html",
        "editions/2026-02-03/index.html",
        "index.html",
        "themes/konu/dossier/2026-02/index.html",
        "themes/konu/dossier/index.html",
        "themes/konu/index.html",
    }


def test_foreign_files_are_kept(built: Site, build: Run) -> None:
    foreign = built.out / "eski" / "bizim.html"
    foreign.parent.mkdir()
    foreign.write_text("bizim")
    (built.out / "CNAME").write_text("briefing.example")
    built.root.joinpath("content/articles/2026-01-05-eski.md").unlink()
    assert build(built.root).code == 0
    assert foreign.read_text() == "bizim"
    assert (built.out / "CNAME").read_text() == "briefing.example"


def test_a_foreign_file_at_a_targets_path_is_an_error(site: Site, build: Run) -> None:
    site.article("2026-02-03-yeni")
    site.out.mkdir()
    (site.out / "index.html").write_text("bizim")
    done = build(site.root)
    assert done.code == 1
    assert "site/index.html:1:1: error[foreign-file]" in done.err
    assert tree(site.out).keys() == {"index.html"}
    assert site.page("index.html") == "bizim"


@pytest.mark.parametrize("make", ["folder", "link", "file for a folder"])
def test_something_else_at_a_targets_path_is_an_error(make: str, site: Site, build: Run, tmp_path: Path) -> None:
    site.article("2026-02-03-yeni")
    site.out.mkdir()
    (tmp_path / "elsewhere").mkdir()
    if make == "folder":
        (site.out / "index.html" / "in").mkdir(parents=True)
    elif make == "link":
        (site.out / "archive").symlink_to(tmp_path / "elsewhere")
    else:
        (site.out / "archive").write_text("bizim")
    done = build(site.root)
    assert (done.code, "Traceback" in done.err, "error[foreign-file]" in done.err) == (1, False, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_lost_manifest_makes_the_outputs_foreign_but_equal_ones_are_taken_over(built: Site, build: Run) -> None:
    before = tree(built.out)
    for file in [*(built.root / ".briefgen").rglob("*.json"), *(built.root / ".briefgen").rglob("*.copy")]:
        file.unlink()
    assert build(built.root).code == 0
    assert tree(built.out) == before


def test_a_changed_output_is_made_again(built: Site, build: Run) -> None:
    before = tree(built.out)
    (built.out / "index.html").write_text("bozuk")
    (built.out / "archive/index.html").unlink()
    done = build(built.root)
    assert last(done.err) == f"outputs: 2 made, 2 written, 0 removed, {len(before) - 2} unchanged"
    assert tree(built.out) == before


def test_an_output_of_the_same_size_and_another_time_is_made_again(built: Site, build: Run) -> None:
    page = built.out / "index.html"
    text = page.read_bytes()
    page.write_bytes(b"x" * len(text))
    build(built.root)
    assert page.read_bytes() == text


def test_a_lost_output_folder_is_made_again(built: Site, build: Run) -> None:
    before = tree(built.out)
    built.out.rename(built.root / "away")
    assert build(built.root).code == 0
    assert tree(built.out) == before


def test_deleted_sources_delete_outputs_and_empty_folders(built: Site, build: Run) -> None:
    built.root.joinpath("content/articles/2026-01-05-eski.md").unlink()
    assert build(built.root).code == 0
    assert not (built.out / "articles/2026/01").exists()
    assert not (built.out / "editions/2026-01-05").exists()
    assert [path for path in tree(built.out) if path.endswith("/")] == []


def test_a_renamed_source_moves_its_page(built: Site, build: Run) -> None:
    folder = built.root / "content/articles"
    folder.joinpath("2026-02-03-yeni.md").rename(folder / "2026-02-03-baska.md")
    assert build(built.root).code == 0
    assert not (built.out / "articles/2026/02/03/yeni").exists()
    assert (built.out / "articles/2026/02/03/baska/index.html").is_file()


def test_clean_removes_only_its_own(built: Site, build: Run, run: Run) -> None:
    (built.out / "CNAME").write_text("briefing.example")
    build(built.root, "--out", "ikinci")
    done = run("clean", cwd=built.root)
    assert done.code == 0
    assert tree(built.out).keys() == {"CNAME"}
    assert sorted(path.name for path in built.root.iterdir()) == ["briefgen.toml", "content", "site"]


def test_clean_leaves_a_folder_that_was_linked_in_its_outputs_place(built: Site, run: Run, tmp_path: Path) -> None:
    """A manifest is no licence to delete in a folder that someone has put there since."""
    built.out.rename(tmp_path / "old")
    elsewhere = _made(tmp_path / "elsewhere" / "archive")
    elsewhere.joinpath("index.html").write_text("bizim")
    built.out.mkdir()
    (built.out / "archive").symlink_to(elsewhere)
    run("clean", cwd=built.root)
    assert elsewhere.joinpath("index.html").read_text() == "bizim"


def test_a_build_deletes_nothing_behind_a_link(built: Site, build: Run, tmp_path: Path) -> None:
    """As above, for a page whose text is gone."""
    page = built.out / "articles/2026/01"
    page.rename(tmp_path / "elsewhere")
    page.symlink_to(tmp_path / "elsewhere")
    (built.root / "content/articles/2026-01-05-eski.md").unlink()
    build(built.root)
    assert (tmp_path / "elsewhere/05/eski/index.html").is_file()


@pytest.mark.parametrize("out", [".", "content", "content/site", "themes", "..", ".briefgen", ".briefgen/x", "/"])
def test_an_out_that_holds_sources_is_refused(out: str, built: Site, build: Run) -> None:
    before = tree(built.root)
    done = build(built.root, "--out", out)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert tree(built.root) == before


def test_an_out_that_leads_to_content_by_a_link_is_refused(built: Site, build: Run) -> None:
    (built.root / "away").symlink_to("content")
    assert build(built.root, "--out", "away").code == 2


def test_two_outs_do_not_know_each_other(built: Site, build: Run) -> None:
    before = tree(built.out)
    assert build(built.root, "--out", "ikinci").code == 0
    assert tree(built.root / "ikinci") == before
    (built.root / "content/articles/2026-01-05-eski.md").unlink()
    build(built.root, "--out", "ikinci")
    assert tree(built.out) == before


def test_the_state_is_for_the_owner_and_outside_the_site(built: Site) -> None:
    state = built.root / ".briefgen"
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert not [path for path in tree(built.out) if "manifest" in path or "briefgen" in path]


def test_published_files_can_be_read_by_a_web_server(built: Site) -> None:
    wrong = [path for path in built.out.rglob("*") if path.is_file() and not path.stat().st_mode & stat.S_IROTH]
    assert wrong == []


def test_an_output_that_cannot_be_written_is_no_traceback(built: Site, build: Run) -> None:
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    built.article("2026-02-04-daha", "date: 2026-02-04")
    built.out.chmod(0o500)
    try:
        assert build(built.root).code in (1, 2)
    finally:
        built.out.chmod(0o700)


def test_no_output_holds_the_time_of_the_build(built: Site, run: Run) -> None:
    """Built at two moments between which nothing becomes visible, the trees are equal."""
    before = tree(built.out)
    run("build", "--clean", "--as-of", "2026-05-01T00:00:00+03:00", cwd=built.root)
    assert tree(built.out) == before


def test_verbose_names_every_file(built: Site, build: Run) -> None:
    (built.root / "content/articles/2026-01-05-eski.md").unlink()
    rows = build(built.root, "-v").err.splitlines()
    assert "removed articles/2026/01/05/eski/index.html" in rows
    assert "written archive/index.html" in rows


def test_json_is_all_that_standard_output_holds(built: Site, run: Run) -> None:
    import json

    done = run("build", "--json", "--as-of", NOW, cwd=built.root)
    data = json.loads(done.out)
    assert (data["exit"], data["findings"], data["outputs"]["written"], done.err) == (0, [], [], "")
