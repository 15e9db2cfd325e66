"""What the command line says to calls that cannot be meant, and how plainly it speaks."""

import errno
import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.cli import COMMANDS, main, program
from briefgen.cli.speaking import sentences
from briefgen.cli.terminal import Terminal
from briefgen.site.strings import catalogue
from tests.conftest import Result, Run, Site


@pytest.mark.parametrize(
    ("folder", "sentence"),
    [
        ("full", "briefgen: full holds files already; name an empty or a new folder\n"),
        ("full/a.txt", "briefgen: full/a.txt is a file; name a folder\n"),
        ("full/a.txt/site", "briefgen: full/a.txt is a file; name a folder\n"),
    ],
)
def test_init_refuses_what_is_taken(folder: str, sentence: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/a.txt").write_text("x")
    done = run("init", folder, cwd=tmp_path)
    assert (done.code, done.err) == (2, sentence)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["a.txt"]


def test_init_tells_a_command_that_can_be_pasted(tmp_path: Path, run: Run) -> None:
    assert run("init", "bir site", cwd=tmp_path).err.endswith("now: briefgen -C 'bir site' build\n")


@pytest.mark.parametrize(("word", "end"), [("biuld", "'biuld'. Did you mean 'build'?\n"), ("xyz", "'xyz'.\n")])
def test_a_misspelt_command_is_named_with_the_right_one(word: str, end: str, tmp_path: Path, run: Run) -> None:
    done = run(word, cwd=tmp_path)
    assert done.code == 2 and done.err.endswith(f"No such command {end}")


@pytest.mark.parametrize("address", ["foo", "ftp://a.example", "https://a.example/?b"])
def test_an_address_comes_with_how_to_write_it(address: str, site: Site, run: Run) -> None:
    done = run("build", "--base-url", address, cwd=site.root)
    assert (done.code, done.err) == (
        2,
        f"briefgen: '{address}' is no address of a site: write it as https://example.org/briefing\n",
    )


@pytest.mark.parametrize(
    ("name", "value", "is_plain"),
    [("NO_COLOR", "1", True), ("NO_COLOR", "", False), ("TERM", "dumb", True), ("TERM", "xterm", False)],
)
def test_colour(name: str, value: str, is_plain: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """https://no-color.org: present and not empty."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert Terminal(tmp_path, "en").is_plain is is_plain


def test_an_output_folder_is_named_from_where_the_work_is_done(site: Site, run: Run) -> None:
    site.article("2026-02-01-a")
    assert run("-C", str(site.root), "build", "--out", "public", cwd=site.root.parent).code == 0
    assert (site.root / "public/index.html").exists() and not (site.root.parent / "public").exists()
    assert run("explain", "-C", str(site.root), "/", "--out", "public", cwd=site.root.parent).code == 0


def test_a_terminal_of_an_older_encoding_is_answered(site: Site, run: Run) -> None:
    site.article("2026-02-01-a", "themes: yok", title="Встреча")
    latin = {**os.environ, "PYTHONIOENCODING": "latin-1"}

    def called(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-m", "briefgen", "--lang", "tr", *arguments]
        return subprocess.run(command, cwd=site.root, env=latin, capture_output=True)

    report = called("check", "--json")
    assert report.returncode == 1 and any(
        "adlı konu" in each["message"] for each in json.loads(report.stdout)["findings"]
    )
    site.article("2026-02-01-a", "people: [kisi]")
    site.write("content/people/kisi.md", "---\nname: Лавров\n---\n")
    assert run("build", cwd=site.root).code == 0
    told = called("explain", "people/kisi/index.html")
    assert (told.returncode, told.stderr) == (0, b"") and b"people/kisi/index.html" in told.stdout


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> Result:
    """The whole program, in this process."""
    with pytest.raises(SystemExit) as leaving:
        main(list(arguments))
    gc.unfreeze()
    gc.enable()
    out, err = capsys.readouterr()
    assert isinstance(leaving.value.code, int)
    return Result(leaving.value.code, out, err)


def test_help_speaks_the_language_of_the_desk(capsys: pytest.CaptureFixture[str]) -> None:
    turkish = catalogue("findings", "tr").gettext
    helps = [called(capsys, "--lang", "tr", *name, "--help").out for name in ([], *([name] for name in COMMANDS))]
    helps.append(called(capsys, "--lang", "tr", "theme", "copy", "-h").out)
    said = " ".join(" ".join(helps).split())
    wanted = [" ".join(turkish(text).split()) for text in sentences(program)]
    assert len(wanted) > 50 and [text for text in wanted if text not in said] == []
    assert all(text.startswith("Kullanım: briefgen") and "Seçenekler:" in text for text in helps)
    assert called(capsys, "--lang", "en", "build", "--help").out.startswith("Usage: briefgen build")


@pytest.mark.parametrize(
    ("lang", "arguments", "said"),
    [
        ("tr", ["biuld"], "'biuld' diye bir komut yok. 'build' mi demek istediniz?"),
        ("tr", ["build", "--as-of", "dün"], "'dün' bir zaman değil;"),
        ("en", ["build", "--as-of", "dün"], "'dün' is no time;"),
        ("ru", ["build", "--as-of", "dün"], "'dün' is no time;"),
    ],
)
def test_a_call_that_cannot_be_meant_is_told_in_the_language_of_the_desk(
    lang: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = called(capsys, "--lang", lang, *arguments)
    assert done.code == 2 and said in done.err and done.out == ""


def test_the_sites_language_is_that_of_the_help(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert called(capsys, "-C", str(site.root), "build", "--help").out.startswith("Kullanım")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert called(capsys, "-C", str(site.root), "build", "--help").out.startswith("Usage")


def test_who_reads_json_is_told_of_an_option_that_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    done = called(capsys, "--lang", "en", "build", "--json", "--nope")
    report = json.loads(done.out)
    assert (done.code, report["exit"]) == (2, 2) and "--nope" in report["problem"] and "--nope" in done.err


def test_what_may_not_be_written_is_named_by_where_it_should_have_gone(
    site: Site, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.rename

    def refuse(staged: str | Path, target: str | Path) -> None:
        if Path(target).is_relative_to(site.out):
            raise PermissionError(errno.EACCES, "Permission denied", str(staged), None, str(target))
        rename(staged, target)

    site.article("2026-02-01-a")
    for name in ("rename", "replace"):
        monkeypatch.setattr(os, name, refuse)
    done = run("build", cwd=site.root)
    assert done.code == 2 and "Permission denied" in done.err
    assert "stage" not in done.err and str(site.out) in done.err
