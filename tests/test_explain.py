"""`briefgen explain`: what an output was made from, why it was made again or left, and what the next build would do."""

from pathlib import Path

import pytest

from tests.conftest import NOW, Run, Site

FRONT = "themes/konu/index.html"


@pytest.fixture
def built(site: Site, build: Run) -> Site:
    site.article("2026-02-03-metin", "themes: konu\nsource: ajans", "Kişi geldi.")
    site.article("2026-02-04-baska", body="Başka.")
    site.write("content/themes/konu.md", "---\ntitle: Konu\n---\n")
    site.write("content/people/kisi.md", "---\nname: Kişi\n---\n")
    site.write("content/sources/ajans.md", "---\nname: Ajans\n---\n")
    site.write("themes/press/templates/parca.html", "<p>Bizim</p>")
    site.write("themes/press/templates/404.html", "{% include 'parca.html' %}")
    assert build(site.root).code == 0
    return site


@pytest.fixture
def explain(built: Site, run: Run) -> "Explain":
    return Explain(built, run)


class Explain:
    def __init__(self, site: Site, run: Run) -> None:
        self.site, self.run = site, run

    def __call__(self, path: str, *more: str, cwd: Path | None = None) -> list[str]:
        done = self.run("explain", path, *more, cwd=cwd or self.site.root)
        assert done.code == 0, done.err
        return done.out.splitlines()


def test_it_tells_the_files_that_an_output_was_made_from(explain: Explain) -> None:
    told = explain(FRONT)
    assert told[0] == f"{FRONT}  (theme konu tr)"
    files = told[told.index("made from the files:") + 1 : told.index("from the lists:")]
    entries = {"articles/2026-02-03-metin", "themes/konu", "people/kisi", "sources/ajans"}
    assert {f"  content/{name}.md" for name in entries} <= set(files)
    assert "  <briefgen>/theme.html" in files and "  <briefgen>/macros/card.html" in files
    assert "  content/articles/2026-02-04-baska.md" not in explain("themes/konu/dossier/")


def test_the_sites_own_templates_are_told_by_their_path(explain: Explain) -> None:
    told = explain("404.html")
    assert "  themes/press/templates/404.html" in told and "  themes/press/templates/parca.html" in told


@pytest.mark.parametrize(
    "path",
    [
        "themes/konu/",
        "/themes/konu/",
        "site/themes/konu/index.html",
        "./site/themes/konu",
        "themes//konu/./index.html",
        "http://127.0.0.1:8000/themes/konu/?a=b#ukraine",
        "https://ornek.example/themes/konu/",
    ],
)
def test_an_output_may_be_named_as_a_file_or_an_address(path: str, explain: Explain) -> None:
    assert explain(path) == explain(FRONT)


def test_an_address_may_have_the_path_of_the_site_before_it(explain: Explain, build: Run) -> None:
    explain.site.write("briefgen.toml", 'title = "Deneme"\nbase_url = "https://ornek.example/brifing"\n')
    assert build(explain.site.root).code == 0
    expected = explain(FRONT)
    assert explain("https://ornek.example/brifing/themes/konu/") == expected
    assert explain("https://ornek.example/brifing/") == explain("index.html")


def test_it_may_be_named_from_wherever_one_stands(explain: Explain) -> None:
    expected = explain(FRONT)
    assert explain(str(explain.site.out / FRONT)) == expected
    assert explain("index.html", "-C", "../../..", cwd=explain.site.out / "themes/konu") == expected


def test_it_tells_why_the_last_build_made_it_or_left_it(explain: Explain, build: Run) -> None:
    assert "last build: nothing is remembered of an earlier build" in explain(FRONT)
    assert "next build: would leave it" in explain(FRONT)
    explain.site.article("2026-02-03-metin", "themes: konu\nsource: ajans", "Kişi yine geldi.")
    (coming,) = (line for line in explain(FRONT) if line.startswith("next build: "))
    assert coming.startswith("next build: changed: ") and coming.endswith("Article 2026-02-03-metin tr")
    build(explain.site.root)
    assert coming.replace("next", "last", 1) in explain(FRONT)
    left = "last build: nothing that it shows had changed; it stood as it was"
    assert left in explain("articles/2026/02/04/baska/")
    build(explain.site.root)
    assert left in explain(FRONT), "a build that had nothing to do is the last one too"


def test_an_output_that_was_damaged_is_told_to_be_made_again(explain: Explain) -> None:
    (explain.site.out / FRONT).write_text("x")
    assert "next build: the published file is not what was written" in explain(FRONT)


def test_after_another_setting_the_last_build_is_told_still(explain: Explain) -> None:
    explain.site.write("briefgen.toml", 'title = "Başka"\n')
    told = explain(FRONT)
    assert "  content/articles/2026-02-03-metin.md" in told
    assert "next build: nothing is remembered of an earlier build" in told


@pytest.mark.parametrize("path", ["themes/yok/", "", "/", "../", "site", "content/themes/konu.md"])
def test_what_no_build_has_made_is_a_sentence(path: str, built: Site, run: Run) -> None:
    done = run("explain", path, cwd=built.root)
    if path in ("", "/"):
        assert done.code == 0 and done.out.startswith("index.html")
    else:
        assert (done.code, done.err) == (2, f"briefgen: the last build made no {path}\n")


def test_before_the_first_build_there_is_nothing_to_tell(site: Site, run: Run) -> None:
    site.article("2026-02-03-metin")
    done = run("explain", "index.html", cwd=site.root)
    assert (done.code, done.err) == (2, "briefgen: the last build made no index.html\n")


def test_it_changes_nothing(explain: Explain) -> None:
    kept = {path: path.read_bytes() for path in (explain.site.root / ".briefgen/manifests").iterdir()}
    explain.site.article("2026-02-05-yeni")
    explain(FRONT)
    assert {path: path.read_bytes() for path in (explain.site.root / ".briefgen/manifests").iterdir()} == kept


def test_another_output_folder_has_its_own(built: Site, run: Run) -> None:
    run("build", "--as-of", NOW, "--out", "baska", cwd=built.root)
    done = run("explain", "baska/index.html", "--out", "baska", cwd=built.root)
    assert done.code == 0 and done.out.startswith("index.html")
