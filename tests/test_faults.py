"""Whatever goes wrong, the next build heals, and nothing that briefgen did not write is touched.

Killed at any moment, a full disk, folders that may not be written, a store that is lost, cut short or garbage, two builds
at once, a worker that dies.
"""

import fcntl
import importlib
import json
import os
import pickle
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen import gathering, rendering
from briefgen.cli import main
from briefgen.pipeline import build
from briefgen.report import Options, Report
from tests.conftest import Run, tree
from tests.incremental.desk import (
    EDITION,
    FIRST,
    OLD,
    OLD_EN,
    PLAIN,
    SECOND,
    ZIRVE,
    Desk,
    Doc,
    changed,
    desk,
    doc,
)
from tests.incremental.killing import DONE, apart, changes_of, killed_after, killed_at, refused_from
from tests.incremental.laboratory import Laboratory, options

SOAK = "BRIEFGEN_SOAK" in os.environ
FOREIGN = {"CNAME": "briefing.example", "articles/2026/02/27/duz/bizim.txt": "bizim", "bizim/index.html": "bizim"}
"""Files that somebody else has put into the output folder, one of them in a folder of a page."""
WITHDRAWN = "Düz metin"
"""The title of a text that an edit withholds."""
NEW = "content/articles/2026-02-28-yeni.md"


def made(root: Path, now: Desk, **more: Any) -> Report:
    return build(options(root, now, **more))


def put_foreign(root: Path) -> None:
    for path, text in FOREIGN.items():
        file = root / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def ours(root: Path) -> dict[str, str]:
    """The output folder without what is foreign, which must be there as it was."""
    for path, text in FOREIGN.items():
        assert (root / "site" / path).read_text() == text
    return {path: digest for path, digest in tree(root / "site").items() if path not in FOREIGN}


def whole(found: dict[str, str]) -> dict[str, str]:
    """The files of a tree, without its empty folders."""
    return {path: digest for path, digest in found.items() if digest}


def edited() -> Desk:
    """After an edit of everything: a text comes, one goes, one is withheld, others change, and so does a template."""
    found = desk()
    found.save(NEW, doc("Yepyeni bir metin.", title="Yepyeni", date="2026-02-28", themes="enerji"))
    del found.files[SECOND]
    found.save(PLAIN, found.doc(PLAIN).having(status="withheld"))
    found.save(ZIRVE, found.doc(ZIRVE).having(title="Zirve bitti"))
    found.save("themes/press/templates/404.html", changed("404.html", "<h1>", "<h1>! ").encode())
    return found


def reworded() -> Desk:
    """After an edit of words alone, in two texts."""
    found = desk()
    for path in (ZIRVE, PLAIN):
        says = found.doc(path)
        found.save(path, Doc(says.fields, (*says.body, "Bir cümle daha.")))
    return found


def grafted() -> Desk:
    """After an edit of a few texts: one comes, one goes, one has another theme."""
    found = desk()
    found.save(NEW, doc("Yepyeni bir metin.", title="Yepyeni", date="2026-02-28", themes="enerji"))
    del found.files[PLAIN]
    found.save(ZIRVE, found.doc(ZIRVE).having(themes="enerji"))
    return found


EDITS = {"an edit of everything": edited, "an edit of words": reworded, "texts that come and go": grafted}


@pytest.fixture(scope="module")
def begun(module_path: Path, laboratory: Laboratory) -> Path:
    """The site, built, with foreign files."""
    root = module_path / "faults"
    laboratory.begin(root)
    put_foreign(root)
    return root


Clean = Callable[[Desk], dict[str, str]]


@pytest.fixture
def clean(laboratory: Laboratory) -> Clean:
    """What a build from nothing gives, without the folders of foreign files."""
    return lambda now: laboratory.clean(now)[1]


@pytest.fixture
def root(begun: Path, quick_path: Path) -> Path:
    """A copy of the site to break."""
    shutil.copytree(begun, quick_path / "root")
    return quick_path / "root"


# Killed


def moments(total: int, count: int, last: int = 8) -> list[int]:
    """Some of a build's changes to the disk, evenly spread, and the last ones, where the store is written.
    `make soak` takes eight times as many.
    """
    step = max(1, total // (count * (8 if SOAK else 1)))
    return sorted({*range(1, total, step), *range(max(1, total - last), total + 1)})


def test_a_first_build_killed_at_any_moment_is_healed_by_the_next(quick_path: Path, clean: Clean, begun: Path) -> None:
    counted = quick_path / "counted"
    desk().put(counted)
    total = changes_of(options(counted, desk()))
    assert total > 2 * len(clean(desk()))
    for number in moments(total, 6, last=6):
        root = quick_path / str(number)
        desk().put(root)
        # Compiled templates save half of the time.
        shutil.copytree(begun / ".briefgen/templates", root / ".briefgen/templates")
        put_foreign(root)
        killed_at(options(root, desk()), number)
        assert made(root, desk()).findings == []
        assert ours(root) == clean(desk())
        shutil.rmtree(root)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_killed_at_any_moment_is_healed_by_the_next_build(
    edit: str, root: Path, begun: Path, clean: Clean
) -> None:
    """Until then every file is the old one or the new one, whole; what is withdrawn goes before anything else."""
    after, was_killed = EDITS[edit](), 0
    after.put(root, desk())
    shutil.copytree(root, root.with_name("counted"))
    total = changes_of(options(root.with_name("counted"), after))
    old, new = clean(desk()), clean(after)
    pages = ((path, begun / "site" / path) for path in whole(old))
    urgent = {path for path, file in pages if WITHDRAWN in file.read_text("utf-8", "replace")}
    assert len(urgent) > 3
    times = moments(total, 9)
    for number in times:
        shutil.rmtree(root)
        shutil.copytree(begun, root)
        after.put(root, desk())
        was_killed += killed_at(options(root, after), number)
        between = whole(ours(root))
        assert not [path for path, digest in between.items() if digest not in (old.get(path), new.get(path))]
        if edit == "an edit of everything" and any(between[path] != old.get(path) for path in between.keys() - urgent):
            assert not [path for path in urgent & between.keys() if between[path] == old[path]]
        made(root, after)
        assert ours(root) == new
        assert made(root, after).reasons == {}
    assert was_killed >= len(times) - 1


def test_folders_that_a_killed_build_has_emptied_go_with_the_next(root: Path, begun: Path, clean: Clean) -> None:
    """Killed between the removal of a folder and that of the one around it."""
    after = desk()
    for path in (FIRST, OLD, OLD_EN, "content/pages/hakkinda.md"):
        del after.files[path]
    after.save(EDITION, doc(date="2026-02-03"))
    after.save(ZIRVE, Doc(after.doc(ZIRVE).fields, ("Yalnız bu.",)))
    for number in range(1, 16, 1 if SOAK else 2):
        shutil.rmtree(root)
        shutil.copytree(begun, root)
        after.put(root, desk())
        assert killed_at(options(root, after), number, "os.rmdir")
        made(root, after)
        assert ours(root) == clean(after), number


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_taken_back_after_a_kill_is_as_it_was(edit: str, root: Path, begun: Path, clean: Clean) -> None:
    """The edit is undone before the next build; the files have the times that they had."""
    after = EDITS[edit]()
    for number in range(2, 200, 33):
        shutil.rmtree(root)
        shutil.copytree(begun, root)
        after.put(root, desk())
        was_killed = killed_at(options(root, after), number)
        desk().put(root, after)
        made(root, desk())
        assert ours(root) == clean(desk())
        if not was_killed:
            break


@pytest.mark.parametrize("edit", EDITS)
def test_killed_again_and_again(edit: str, root: Path, clean: Clean) -> None:
    """Each build gets a little further, and the one that is left alone gets to the end."""
    after = EDITS[edit]()
    after.put(root, desk())
    for number in range(3, 90, 7):
        killed_at(options(root, after), number)
    made(root, after)
    assert ours(root) == clean(after)


@pytest.mark.parametrize("edit", EDITS)
def test_a_small_edit_after_a_kill_is_seen(edit: str, quick_path: Path, laboratory: Laboratory, clean: Clean) -> None:
    """What the killed build has half remembered misleads none of those after it: here in a text that they do not show."""
    root, was = quick_path / "root", without_feeds(desk())
    after = without_feeds(EDITS[edit]())
    laboratory.begin(quick_path / "counted", was)
    after.put(quick_path / "counted", was)
    total = changes_of(options(quick_path / "counted", after))
    # The last dozen changes are those of the store.
    for number in [total // 2, *range(total - 12, total + 1)]:
        laboratory.begin(root, was)
        put_foreign(root)
        now = after.copy()
        now.put(root, was)
        killed_at(options(root, now), number)
        made(root, now)
        before = now.copy()
        now.save(OLD, now.doc(OLD).having(title="Sonra"))
        now.put(root, before)
        made(root, now)
        assert ours(root) == clean(now), number
        shutil.rmtree(root)


def without_feeds(now: Desk) -> Desk:
    now.settings["base_url"] = ""
    return now


@pytest.mark.parametrize("milliseconds", range(5, 205, 10 if SOAK else 33))
def test_killed_by_the_clock(milliseconds: int, root: Path, clean: Clean) -> None:
    """SIGKILL between any two instructions, in the middle of a write or of a transaction."""
    after = edited()
    after.put(root, desk())
    killed_after(options(root, after), milliseconds / 1000)
    made(root, after)
    assert ours(root) == clean(after)


# A full disk


@pytest.mark.parametrize("edit", EDITS)
def test_a_disk_that_is_full_from_any_moment_on_is_healed_from(
    edit: str, root: Path, begun: Path, clean: Clean
) -> None:
    after = EDITS[edit]()
    after.put(root, desk())
    shutil.copytree(root, root.with_name("counted"))
    total = changes_of(options(root.with_name("counted"), after))
    old, new, gave_up = clean(desk()), clean(after), 0
    for number in moments(total, 8, last=6):
        shutil.rmtree(root)
        shutil.copytree(begun, root)
        after.put(root, desk())
        gave_up += refused_from(options(root, after), number)
        between = whole(ours(root))
        assert not [path for path, digest in between.items() if digest not in (old.get(path), new.get(path))]
        assert not (root / ".briefgen/stage").exists() or not list((root / ".briefgen/stage").iterdir())
        made(root, after)
        assert ours(root) == new
    assert gave_up > 3


@pytest.fixture
def small_disk() -> Iterator[Callable[[str], Path]]:
    """`small_disk(size)`: a file system of that size; called again, it is the same one with another size."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount")
    folder = Path(tempfile.mkdtemp(prefix="briefgen-disk-"))

    def mounted(size: str) -> Path:
        is_there = os.path.ismount(folder)
        how = f"remount,size={size}" if is_there else f"size={size}"
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", how, "tmpfs", folder], capture_output=True, check=False)
        if done.returncode and not is_there:
            pytest.skip("no file system may be mounted here")
        assert not done.returncode, done.stderr
        return folder

    yield mounted
    subprocess.run(["umount", "-l", folder], capture_output=True, check=False)
    folder.rmdir()


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 1.2])
def test_a_small_disk_is_a_sentence_and_nothing_is_lost(
    share: float, small_disk: Callable[[str], Path], begun: Path, clean: Clean, run: Run
) -> None:
    """On a disk that has room for some of what a build writes."""
    whole = sum(path.stat().st_blocks * 512 for path in begun.rglob("*"))
    root = small_disk(f"{int(whole * share)}") / "root"
    desk().put(root)
    done = run_out("build", "--as-of", desk().now, "--jobs", "1", cwd=root)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 2)
    if done.returncode:
        assert "No space left on device" in done.stderr and done.stderr.count("\n") == 1
    small_disk("50m")
    assert run("build", "--as-of", desk().now, cwd=root).code == 0
    assert tree(root / "site") == clean(desk())


def test_a_disk_that_fills_up_under_a_built_site(small_disk: Callable[[str], Path], begun: Path, clean: Clean) -> None:
    root = small_disk("50m") / "root"
    shutil.copytree(begun, root)
    after = edited()
    after.put(root, desk())
    old, new = clean(desk()), clean(after)
    for more in (0, 20, 60, 120, 200):
        small_disk(f"{shutil.disk_usage(root).used // 1024 + more}k")
        done = run_out("build", "--as-of", after.now, "--jobs", "1", cwd=root)
        assert "Traceback" not in done.stderr
        between = whole(ours(root))
        assert not [path for path, digest in between.items() if digest not in (old.get(path), new.get(path))]
    small_disk("50m")
    made(root, after)
    assert ours(root) == new


def run_out(*arguments: str, cwd: Path, **more: Any) -> "subprocess.CompletedProcess[str]":
    """Run briefgen in a process of its own."""
    command = [sys.executable, "-m", "briefgen", "--lang", "en", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=environment(), **more)


def environment() -> dict[str, str]:
    here = str(Path(__file__).parent.parent)
    return {**os.environ, "PYTHONPATH": os.pathsep.join([here, os.environ.get("PYTHONPATH", "")])}


# Folders that may not be written


LOCKED = {
    "the output folder": ["site"],
    "folders of pages": ["site/articles/2026/02/03/zirve", "site/archive", "site/archive/2026-02"],
    "the folder of a page that goes": ["site/articles/2026/02/10"],
    "the store": [".briefgen/manifests"],
    "compiled templates": [".briefgen/templates"],
    "the folder of the stage": [".briefgen"],
}


@pytest.fixture
def open_root(begun: Path) -> Iterator[Path]:
    """A copy of the site that an ordinary user owns and can get at."""
    folder = Path(tempfile.mkdtemp(prefix="briefgen-user-"))
    folder.chmod(0o755)
    shutil.copytree(begun, folder / "root")
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)
    yield folder / "root"
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.parametrize("locked", LOCKED)
def test_a_folder_that_may_not_be_written_is_no_loss(locked: str, open_root: Path, clean: Clean) -> None:
    """A sentence that names it, and exit code 2; once it may be written, the next build heals."""
    root, after = open_root, edited()
    after.put(root, desk())
    for path in LOCKED[locked]:
        (root / path).chmod(0o500)
    code, err = as_a_user("-C", str(root), "--lang", "en", "build", "--as-of", after.now, "--jobs", "1")
    assert "Traceback" not in err and code in (0, 2), err
    if code == 2:
        assert "Permission denied" in err and err.count("\n") == 1
    for path in LOCKED[locked]:
        (root / path).chmod(0o700)
    made(root, after)
    # An empty folder that could not be removed stays.
    assert whole(ours(root)) == whole(clean(after))


def as_a_user(*arguments: str) -> tuple[int, str]:
    """Run the command line as an ordinary user: exit code and standard error. Root would be refused nothing.

    In a forked process, in which everything is imported already: the user may not be able to read this Python.
    """
    importlib.import_module("briefgen.cli.build")
    source, sink = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        code = 1
        try:
            os.dup2(sink, 2)
            sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            main(list(arguments))
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    os.close(sink)
    with open(source) as file:
        err = file.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), err


# The store


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def cut_to_a_few_bytes(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:25])


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def scratched(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(100, len(data), 997):
        data[place] ^= 0xFF
    path.write_bytes(bytes(data))


def gone(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def of_another_version(path: Path) -> None:
    """What an older or newer briefgen might have left."""
    if path.suffix == ".json":
        path.write_text(json.dumps({**json.loads(path.read_text()), "version": 99}))
    elif path.suffix in (".sqlite", ".answers"):
        path.unlink()
        with sqlite3.connect(path) as connection:
            connection.execute("create table files (path text primary key, blob blob)")
            connection.execute("create table answers (question text)")
            connection.execute("create table key (other blob)")
        connection.close()
    elif path.suffix == ".standing":
        path.write_bytes(pickle.dumps({"format": 0}))
    else:
        path.write_bytes(b"\x00\x01" + path.read_bytes())


DAMAGES = [empty, cut_short, cut_to_a_few_bytes, garbage, scratched, gone, folder, of_another_version]
STORE = ["readings.sqlite", "*.traces", "*.since", "*.answers", "*.standing", "*.reasons", "templates/*/*"]


def kept(root: Path, name: str) -> list[Path]:
    found = sorted(path for path in (root / ".briefgen").rglob(name) if path.is_file())
    assert found, f"nothing like {name} is kept"
    return found


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", STORE)
def test_a_damaged_store_costs_time_only(
    name: str, damage: Callable[[Path], None], quick_path: Path, laboratory: Laboratory, clean: Clean
) -> None:
    """Nothing has changed; then words change in one text, then in another that the first builds did not look at.

    The builds are in processes of their own, as what is unpacked or run from garbage may take its process along.
    """
    root, now = quick_path / "root", without_feeds(desk())
    laboratory.begin(root, now)
    put_foreign(root)
    for path in kept(root, name):
        damage(path)
    assert apart(options(root, now), lambda: None) == DONE
    assert ours(root) == clean(now)
    for path in (PLAIN, OLD):
        before = now.copy()
        says = now.doc(path)
        now.save(path, Doc(says.fields, (*says.body, "Bir cümle daha.")))
        now.put(root, before)
        assert apart(options(root, now), lambda: None) == DONE
        assert ours(root) == clean(now), path


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_store_is_started_over_by_clean(damage: Callable[[Path], None], root: Path, clean: Clean) -> None:
    for name in STORE:
        for path in kept(root, name):
            if path.is_file():
                damage(path)
    before = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*.html")}
    assert apart(options(root, desk(), clean=True), lambda: None) == DONE
    assert [path for path, at in before.items() if path.stat().st_mtime_ns == at] == [root / "site/bizim/index.html"]
    assert ours(root) == clean(desk())
    assert made(root, desk()).reasons == {}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_without_a_manifest_outputs_are_foreign_unless_they_are_the_same(
    damage: Callable[[Path], None], root: Path, clean: Clean
) -> None:
    for path in [*kept(root, "*.json"), *kept(root, "*.copy")]:
        damage(path)
    assert made(root, desk()).findings == []
    assert ours(root) == clean(desk())
    assert made(root, desk()).reasons == {}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("kind", ["*.json", "*.copy"])
def test_a_damaged_manifest_has_a_copy(damage: Callable[[Path], None], kind: str, root: Path, clean: Clean) -> None:
    """An edit that changes and removes outputs needs the licence to do so."""
    for path in kept(root, kind):
        damage(path)
    after = edited()
    after.put(root, desk())
    assert made(root, after).findings == []
    assert ours(root) == clean(after)
    assert made(root, after).reasons == {}


def test_without_a_store_an_edit_finds_foreign_files_and_touches_nothing(root: Path, clean: Clean) -> None:
    shutil.rmtree(root / ".briefgen")
    before, after = tree(root / "site"), reworded()
    after.put(root, desk())
    report = made(root, after)
    assert {finding.code for finding in report.findings} == {"foreign-file"} and report.published is None
    assert tree(root / "site") == before
    shutil.rmtree(root / "site")
    put_foreign(root)
    made(root, after)
    assert ours(root) == clean(after)


def test_a_whole_store_of_another_day_is_no_danger(root: Path, clean: Clean) -> None:
    """A backup of `.briefgen/` is put back: what it remembers is older than the site that stands there."""
    shutil.copytree(root / ".briefgen", root / "backup")
    after = edited()
    after.put(root, desk())
    made(root, after)
    shutil.rmtree(root / ".briefgen")
    (root / "backup").rename(root / ".briefgen")
    again = after.copy()
    again.save(ZIRVE, again.doc(ZIRVE).having(title="Bir daha"))
    again.put(root, after)
    report = made(root, again)
    # A text that came in between is of nobody that the backup knows; it is named, and nothing is lost.
    assert {finding.code for finding in report.findings} <= {"foreign-file"}
    if report.published:
        assert ours(root) == clean(again)


@pytest.mark.parametrize("kind", ["traces", "answers", "standing", "reasons"])
def test_files_of_two_builds_do_not_mix(kind: str, quick_path: Path, laboratory: Laboratory, clean: Clean) -> None:
    """One file of the store is of the build before the last."""
    root, now = quick_path / "root", without_feeds(desk())
    laboratory.begin(root, now)
    put_foreign(root)
    file = kept(root, f"*.{kind}")[0]
    old = file.read_bytes()
    for path, title in ((PLAIN, "Bir"), (OLD, "İki"), (ZIRVE, "Üç")):
        before = now.copy()
        now.save(path, now.doc(path).having(title=title))
        now.put(root, before)
        made(root, now)
        file.write_bytes(old)
        made(root, now)
        assert ours(root) == clean(now)


# What stands in the way


def test_a_small_edit_writes_nothing_behind_a_link(root: Path, quick_path: Path) -> None:
    """Somebody has moved a folder of the site elsewhere and put a link in its place."""
    elsewhere, folder = quick_path / "elsewhere", root / "site/articles/2026/02/03"
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)
    before, after = tree(elsewhere), reworded()
    after.put(root, desk())
    report = made(root, after)
    assert {finding.code for finding in report.findings} == {"foreign-file"}
    assert tree(elsewhere) == before


def test_a_page_that_somebody_replaced_by_a_folder_is_an_error(root: Path) -> None:
    (root / "site/archive/index.html").unlink()
    (root / "site/archive/index.html/bizim").mkdir(parents=True)
    report = made(root, desk())
    assert report.published is None and {finding.code for finding in report.findings} == {"foreign-file"}


# Two at once


def begin(root: Path, now: Desk, *arguments: str) -> "subprocess.Popen[str]":
    command = [
        sys.executable,
        "-m",
        "briefgen",
        "-C",
        str(root),
        "--lang",
        "en",
        "build",
        "--as-of",
        now.now,
        *arguments,
    ]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment())


def test_a_second_build_says_that_it_waits_and_waits(root: Path, clean: Clean) -> None:
    after = edited()
    after.put(root, desk())
    before = ours(root)
    with open(root / ".briefgen/lock", "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = begin(root, after)
        assert second.stderr is not None
        assert second.stderr.readline() == "another build is under way in this folder; waiting for it\n"
        time.sleep(0.3)
        assert second.poll() is None and ours(root) == before
    _, err = second.communicate(timeout=60)
    assert second.returncode == 0 and "Traceback" not in err
    assert ours(root) == clean(after)


def test_builds_at_once_leave_the_site_whole(quick_path: Path, clean: Clean) -> None:
    root = quick_path / "root"
    desk().put(root)
    for now, *more in ((desk(),), (edited(), "--clean"), (edited(),)):
        now.put(root)
        both = [begin(root, now, *more) for _ in range(2)]
        for each in both:
            _, err = each.communicate(timeout=120)
            assert (each.returncode, "Traceback" in err) == (0, False), err
        # `put` leaves what was there before: the texts that are gone go here.
        for path in desk().files.keys() - now.files.keys():
            (root / path).unlink(missing_ok=True)
    made(root, edited())
    assert tree(root / "site") == clean(edited())


# Workers


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pools for a few files and targets."""
    monkeypatch.setattr(rendering, "_WORTH_A_POOL", 1)
    monkeypatch.setattr(rendering, "_BATCH", 10)
    monkeypatch.setattr(gathering, "_WORTH_A_POOL", 1)
    monkeypatch.setattr(gathering, "_BATCH", 3)


def dying(function: Callable[..., Any], when: Callable[..., bool]) -> Callable[..., Any]:
    """A function in whose middle a worker is killed; this process, which is none, does it all."""
    parent = os.getpid()

    def call(*arguments: Any) -> Any:
        if os.getpid() != parent and when(*arguments):
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments)

    return call


@pytest.mark.usefixtures("pool")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", ["index.html", "articles/2026/01/20/eski/index.html", "feed.xml"])
def test_a_worker_that_dies_while_it_renders_costs_time_only(
    path: str, quick_path: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk().put(quick_path)
    monkeypatch.setattr(rendering, "render", dying(rendering.render, lambda target, _: target.path == path))
    report = build(Options(quick_path, now=desk().present, jobs=2, start_method="fork"))
    assert report.findings == [] and tree(quick_path / "site") == clean(desk())
    assert made(quick_path, desk()).reasons == {}


@pytest.mark.usefixtures("pool")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_worker_that_dies_while_it_reads_costs_time_only(
    quick_path: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk().put(quick_path)
    monkeypatch.setattr(gathering, "read", dying(gathering.read, lambda path, *_: path == ZIRVE))
    report = build(Options(quick_path, now=desk().present, jobs=2))
    assert report.findings == [] and tree(quick_path / "site") == clean(desk())


@pytest.mark.usefixtures("pool")
def test_workers_of_a_killed_build_do_not_hold_the_next_one_up(
    quick_path: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They leave within a moment; the lock, which they have inherited, is free then."""
    desk().put(quick_path)
    parent = os.getpid()
    render = rendering.render

    def slow(*arguments: Any) -> Any:
        if os.getpid() != parent:
            time.sleep(0.2)
        return render(*arguments)

    monkeypatch.setattr(rendering, "render", slow)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            build(Options(quick_path, now=desk().present, jobs=2, start_method="fork"))
        finally:
            os._exit(0)
    stage = quick_path / ".briefgen/stage"
    until = time.monotonic() + 30
    while not (stage.exists() and len(list(stage.iterdir())) > 3):
        assert time.monotonic() < until
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    start = time.monotonic()
    made(quick_path, desk())
    assert time.monotonic() - start < 10
    assert tree(quick_path / "site") == clean(desk())
