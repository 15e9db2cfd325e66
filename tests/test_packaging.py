"""What is installed is whole: the wheel, built from the sdist, makes a site in an environment of its own."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def call(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist as an installer would."""
    out = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    assert len(list(out.glob("*.tar.gz"))) == 1
    return next(out.glob("*.whl"))


def test_the_wheel_holds_themes_catalogues_and_the_scaffold(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, below in (("themes", "briefgen/themes"), ("briefgen/locales", ""), ("briefgen/scaffold/files", "")):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in (".html", ".xml", ".css", ".js", ".svg", ".po", ".md", ".toml"):
                inside = path.relative_to(ROOT / folder).as_posix()
                assert f"{below or folder}/{inside}" in names


def test_the_wheel_makes_a_site_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    call(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    bin_ = tmp_path / "env/bin"
    call(bin_ / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=tmp_path)
    call(bin_ / "briefgen", "init", "desk", cwd=tmp_path)
    call(bin_ / "briefgen", "-C", "desk", "build", "--strict", cwd=tmp_path)
    assert "Bülteniniz hazır" in (tmp_path / "desk/site/index.html").read_text("utf-8")
    assert list((tmp_path / "desk/site/assets").glob("press.*.css"))


def test_help_answers_before_anything_heavy_is_imported() -> None:
    """Heavy imports are lazy: what `--help` imports is counted, as a clock in a test only measures the machine."""
    code = "import sys, briefgen.cli; briefgen.cli.program.main(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = set(call(sys.executable, "-c", code, cwd=ROOT).split())
    assert loaded.isdisjoint({"jinja2", "markdown_it", "yaml", "babel", "rich", "watchdog", "slugify"})


def test_init_refuses_a_folder_with_files_in_it(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "init", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, [path.name for path in tmp_path.iterdir()]) == (2, ["mine.txt"])
