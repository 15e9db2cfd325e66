"""Saves as editors and other programs make them, on real files: the last state always shows, and nothing goes round."""

import os
import shutil
import subprocess
import threading
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.site.site_theme import bundled
from tests.conftest import Site
from tests.serving.conftest import LIMIT, OPEN, Preview, changes_of


def text_of(words: str) -> str:
    return f'---\ntitle: "Açık metin"\ndate: 2026-02-01\nthemes: [enerji]\n---\n{words}\n'


def in_place(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")


def vim(file: Path, text: str) -> None:
    """backupcopy=no: the old file moves aside, a new one takes its place, the backup goes."""
    probe, backup = file.with_name("4913"), file.with_name(file.name + "~")
    probe.touch()
    probe.unlink()
    file.rename(backup)
    file.write_text(text, "utf-8")
    backup.unlink()


def beside(file: Path, text: str) -> None:
    """VS Code and many others: written beside, and moved over the old one."""
    new = file.with_name(f".{file.name}.tmp")
    new.write_text(text, "utf-8")
    new.replace(file)


def jetbrains(file: Path, text: str) -> None:
    new, old = file.with_name(file.name + "___jb_tmp___"), file.with_name(file.name + "___jb_old___")
    new.write_text(text, "utf-8")
    file.rename(old)
    new.rename(file)
    old.unlink()


def from_outside(file: Path, text: str) -> None:
    """Moved in from a folder that nobody watches."""
    new = file.parents[3] / "elsewhere.md"
    new.write_text(text, "utf-8")
    new.replace(file)


def in_pieces(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as open_file:
        for line in text.splitlines(keepends=True):
            open_file.write(line)
            open_file.flush()
            time.sleep(0.02)


@pytest.mark.parametrize("save", [in_place, vim, beside, jetbrains, from_outside, in_pieces])
def test_a_save_shows(preview: Preview, site: Site, save: object) -> None:
    assert callable(save)
    file = site.root / "content/articles/2026-02-01-acik.md"
    for number in range(3):
        save(file, text_of(f"Söz {number}."))
        preview.until(lambda number=number: preview.shows(OPEN, f"Söz {number}."))  # type: ignore[misc]
    assert preview.codes() == []


def last_word(preview: Preview, site: Site) -> None:
    """A save that shows, so that all that was to be told before it has been told."""
    beside(site.root / "content/articles/2026-02-01-acik.md", text_of("Son söz."))
    preview.until(lambda: preview.shows(OPEN, "Son söz."))


def test_reading_goes_nowhere(preview: Preview, site: Site) -> None:
    told, before = changes_of(preview), preview.status()["generation"]
    read = [path for path in site.root.rglob("*") if path.is_file() and "2026-02-01-acik" not in path.name]
    for path in read:
        path.read_bytes()
    last_word(preview, site)
    assert preview.status()["generation"] == before + 1
    assert {path for change in told for path in change.paths}.isdisjoint(map(str, read))


def test_the_output_and_the_state_are_not_watched(preview: Preview, site: Site) -> None:
    told, before = changes_of(preview), preview.status()["generation"]
    for name in ("site/index.html", "site/articles/x.md", ".briefgen/x", "content/articles/.x.md.swp", "notes.md"):
        site.write(name, "x")
    last_word(preview, site)
    assert preview.status()["generation"] == before + 1
    assert all(path.startswith(f"{site.root}/content") for change in told for path in change.paths)


def test_a_hundred_saves_in_a_second(preview: Preview, site: Site) -> None:
    told, file = changes_of(preview), site.root / "content/articles/2026-02-01-acik.md"
    for number in range(100):
        (vim if number % 2 else in_place)(file, text_of(f"Söz {number}."))
        time.sleep(0.01)
    preview.until(lambda: preview.shows(OPEN, "Söz 99."))
    last_word(preview, site)
    # Each save is three events at most, and everything is looked at a few times more.
    assert len(told) < 310


def test_five_hundred_files_by_git(site: Site) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], cwd=site.root, check=True, capture_output=True)

    for number in range(500):
        site.article(f"2026-02-01-m{number:03}", body="Eski söz.", title=f"Metin {number}")
    git("init", "-q", "-b", "main")
    git("add", "content")
    git("commit", "-qm", "old")
    git("checkout", "-qb", "new")
    for number in range(500):
        site.article(f"2026-02-01-m{number:03}", body="Yeni söz.", title=f"Metin {number}")
    shutil.rmtree(site.root / "content/articles/alt", ignore_errors=True)
    site.article("alt/2026-02-01-ek", body="Yalnız burada.")
    git("add", "content")
    git("commit", "-qm", "new")
    git("checkout", "-q", "main")
    pages = [f"/articles/2026/02/01/m{number:03}/" for number in range(0, 500, 50)]
    with Preview(site.root) as preview:
        for branch, words, status in (("new", "Yeni söz.", 200), ("main", "Eski söz.", 404)):
            git("checkout", "-q", branch)
            preview.until(lambda words=words: all(preview.shows(page, words) for page in pages))  # type: ignore[misc]
            preview.until(lambda status=status: preview.ask("/articles/2026/02/01/ek/").status == status)  # type: ignore[misc]


def test_a_folder_moved_out_and_in(preview: Preview, site: Site) -> None:
    site.article("alt/derin/2026-02-03-x", body="Derinde.")
    page = "/articles/2026/02/01/x/"
    preview.until(lambda: preview.ask(page).status == 200)
    away = site.root / "away"
    (site.root / "content/articles/alt").rename(away)
    preview.until(lambda: preview.ask(page).status == 404)
    away.rename(site.root / "content/articles/alt")
    preview.until(lambda: preview.ask(page).status == 200)
    site.article("alt/derin/2026-02-03-x", body="Sonra.")
    preview.until(lambda: preview.shows(page, "Sonra."))


def test_folders_made_and_filled_at_once(preview: Preview, site: Site) -> None:
    for number in range(20):
        site.article(f"a{number}/b/c/2026-02-03-y{number}")
    preview.until(lambda: all(preview.ask(f"/articles/2026/02/01/y{n}/").status == 200 for n in range(20)))


def test_a_file_deleted_and_restored(preview: Preview, site: Site) -> None:
    file = site.root / "content/articles/2026-02-01-acik.md"
    data = file.read_bytes()
    file.unlink()
    preview.until(lambda: preview.ask(OPEN).status == 404)
    file.write_bytes(data)
    preview.until(lambda: preview.ask(OPEN).status == 200)


def test_a_name_in_the_other_normal_form(preview: Preview, site: Site) -> None:
    name = unicodedata.normalize("NFD", "2026-02-03-üçlü-görüşme")
    for words in ("Bir.", "İki."):
        site.article(name, body=words, title="Üçlü görüşme")
        preview.until(lambda words=words: preview.shows("/articles/2026/02/03/uclu-gorusme/", words))  # type: ignore[misc]


def _stray(root: Path) -> Path:
    (root / "content/stray.md").write_text("x")
    return root / "content/stray.md"


def _link_out(root: Path) -> Path:
    (root / "content/articles/2026-02-02-x.md").symlink_to("/etc/hostname")
    return root / "content/articles/2026-02-02-x.md"


def _not_in_utf8(root: Path) -> Path:
    file = Path(os.fsdecode(os.fsencode(root / "content/articles") + b"/2026-02-02-\xe7.md"))
    file.write_text(text_of("Söz."))
    return file


@pytest.mark.parametrize(("put", "code"), [(_stray, "unread"), (_link_out, "link-outside"), (_not_in_utf8, "bad-name")])
def test_what_is_wrong_with_a_file_itself_goes_with_it(
    put: Callable[[Path], Path], code: str, preview: Preview, site: Site
) -> None:
    try:
        file = put(site.root)
    except OSError:
        pytest.skip("this file system has no such names")
    preview.until(lambda: code in preview.codes())
    file.unlink()
    preview.until(lambda: preview.codes() == [])


def test_the_whole_content_vanishes_and_comes_back(preview: Preview, site: Site) -> None:
    content, away = site.root / "content", site.root / "away"
    content.rename(away)
    preview.until(lambda: preview.codes())
    assert preview.ask(OPEN).status == 200
    away.rename(content)
    preview.until(lambda: not preview.codes())
    site.article("2026-02-01-acik", "", "Sonra.", title="Açık metin")
    preview.until(lambda: preview.shows(OPEN, "Sonra."))


def test_saves_during_a_build(preview: Preview, site: Site) -> None:
    """Whoever saves while a generation is made gets another one."""
    taken = threading.Event()
    desk = preview.session.desk
    assert desk.contents is not None
    look = desk.contents.look

    def slow(*given: object) -> set[str]:
        found = look(*given)  # type: ignore[arg-type]
        taken.set()
        time.sleep(0.3)
        return found

    desk.contents.look = slow  # type: ignore[method-assign]
    file = site.root / "content/articles/2026-02-01-acik.md"
    for number in range(5):
        taken.clear()
        in_place(file, text_of(f"Söz {number}."))
        assert taken.wait(LIMIT)
    preview.until(lambda: preview.shows(OPEN, "Söz 4."))


def test_settings_templates_styles_and_a_first_site_theme(preview: Preview, site: Site) -> None:
    site.write("briefgen.toml", 'title = "Başka ad"\n')
    preview.until(lambda: preview.shows(OPEN, "Başka ad"))
    site.write("themes/press/templates/404.html", "Burada yok")
    preview.until(lambda: preview.shows("/none/", "Burada yok"))
    assert preview.ask("/none/").status == 404
    before = preview.ask(OPEN).text
    site.write("themes/press/static/press.css", "body { color: red }")
    preview.until(lambda: preview.ask(OPEN).text != before)
    shutil.rmtree(site.root / "themes")
    preview.until(lambda: not preview.shows("/none/", "Burada yok"))


def test_templates_and_catalogues_of_the_package(preview: Preview) -> None:
    """They are watched too; that a change of them is taken is shown with settings and templates of the site."""
    from briefgen.serving.outside import LOCALES, places

    watched = {place.folder for place in places(preview.root)}
    assert {bundled(), LOCALES, preview.root / "content"} <= watched
    template, told, number = bundled() / "press/templates/404.html", changes_of(preview), preview.status()["generation"]
    # Other tests build with it meanwhile, and a file beside it would be a template more.
    from_outside(template, template.read_text("utf-8"))
    preview.until(lambda: any(str(template) in change.paths for change in told))
    # Written, not changed: looked at, and nothing to do.
    assert preview.status()["generation"] == number


def test_polling_sees_a_save(site: Site) -> None:
    site.article("2026-02-01-acik", body="Eski.")
    with Preview(site.root, poll=True) as preview:
        site.article("2026-02-01-acik", body="Yeni söz.")
        preview.until(lambda: preview.shows(OPEN, "Yeni söz."))


def test_an_embargo_lifts_while_it_runs(site: Site) -> None:
    from datetime import UTC, datetime, timedelta

    at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=4)
    site.article("2026-02-01-acik", f"embargo: {at.isoformat()}", "Saklı söz.")

    def is_there() -> bool:
        is_found = "acik" in preview.ask("/feed.xml").text
        assert not is_found or datetime.now(UTC) >= at
        return is_found

    with Preview(site.root, is_private=False) as preview:
        assert preview.ask("/feed.xml").status == 200
        preview.until(is_there)
