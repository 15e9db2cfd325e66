"""What a build tells of itself: a reason per target under `-v`, data under `--json`, what took long under `--profile`."""

import json
import re
from typing import Any

import pytest

from tests.conftest import NOW, Run, Site


@pytest.fixture
def built(site: Site, build: Run) -> Site:
    site.article("2026-02-03-metin", "themes: konu", "Bir cümle.[^9]")
    site.article("2026-01-04-eski", "themes: konu")
    site.write("content/themes/konu.md", "---\ntitle: Konu\n---\n")
    assert build(site.root).code == 0
    return site


def as_json(built: Site, run: Run, *more: str) -> dict[str, Any]:
    done = run("build", "--json", "--as-of", NOW, *more, cwd=built.root)
    found: dict[str, Any] = json.loads(done.out)
    assert found["exit"] == done.code
    return found


@pytest.mark.parametrize("wrong", [("--drafts",), ("--languages", "de"), ("--out", "briefgen.toml/x")], ids=" ".join)
def test_who_reads_json_is_told_why_nothing_could_be_done(built: Site, run: Run, wrong: tuple[str, ...]) -> None:
    found = as_json(built, run, *wrong)
    assert found["exit"] == 2 and found["problem"] and found["targets"]["built"] == []
    assert "problem" not in as_json(built, run)


def outputs(built: Site) -> set[str]:
    return {path.relative_to(built.out).as_posix() for path in built.out.rglob("*") if path.is_file()}


def test_every_target_is_built_or_reused(built: Site, run: Run) -> None:
    targets = as_json(built, run)["targets"]
    assert (targets["built"], targets["removed"], set(targets["reused"])) == ([], [], outputs(built))
    built.article("2026-02-03-metin", "themes: konu", "Başka bir cümle.")
    (built.root / "content/articles/2026-01-04-eski.md").unlink()
    before, found = outputs(built), as_json(built, run)
    made = {each["path"] for each in found["targets"]["built"]}
    assert made | set(found["targets"]["reused"]) == outputs(built)
    assert not made & set(found["targets"]["reused"])
    assert set(found["targets"]["removed"]) == before - outputs(built) != set()
    assert "articles/2026/02/03/metin/index.html" in made and "404.html" in found["targets"]["reused"]


def test_a_reason_leads_from_a_question_to_what_has_changed(built: Site, run: Run) -> None:
    built.article("2026-02-03-metin", "themes: konu", "Başka bir cümle.")
    by_path = {each["path"]: each for each in as_json(built, run)["targets"]["built"]}
    dossier = by_path["themes/konu/dossier/index.html"]
    assert dossier["reason"] == "changed" and dossier["because"][-1] == "Article 2026-02-03-metin tr"


def test_counts_and_seconds_are_told_per_step(built: Site, run: Run) -> None:
    found = as_json(built, run, "--clean")
    assert (found["counts"]["articles"], found["counts"]["themes"]) == (2, 1)
    assert found["counts"]["outputs"] == len(outputs(built))
    steps = {"read", "assemble", "plan", "compare", "render", "audit", "publish", "remember"}
    assert steps <= found["seconds"].keys() and all(each >= 0 for each in found["seconds"].values())


def test_warnings_are_told_by_every_build(built: Site, build: Run, run: Run) -> None:
    first = as_json(built, run, "--clean")["findings"]
    assert [each["code"] for each in first] == ["footnote-missing"]
    assert as_json(built, run)["findings"] == first
    assert build(built.root, "--strict").code == 3


def test_verbose_gives_a_reason_per_target_that_is_made(built: Site, build: Run) -> None:
    built.article("2026-02-03-metin", "themes: konu", "Başka bir cümle.")
    rows = re.findall(r"^made (\S+) \((.+)\)$", build(built.root, "-v").err, re.MULTILINE)
    assert rows and all(reason.endswith("Article 2026-02-03-metin tr") for _, reason in rows)
    (done,) = re.findall(r"^outputs: (\d+) made", build(built.root, "--clean", "-v").err, re.MULTILINE)
    assert int(done) == len(outputs(built))


def test_a_profile_names_the_slowest_templates_and_files(built: Site, build: Run) -> None:
    told = build(built.root, "--clean", "--profile").err
    blocks = dict(re.findall(r"^(steps|slowest \w+(?: to read)?):\n((?:  .+\n)+)", told, re.MULTILINE))
    assert blocks.keys() == {"steps", "slowest templates", "slowest outputs", "slowest files to read"}
    assert "article.html" in blocks["slowest templates"]
    assert "content/articles/2026-02-03-metin.md" in blocks["slowest files to read"]
    for block in blocks.values():
        seconds = [float(row.split()[0]) for row in block.splitlines()]
        assert seconds == sorted(seconds, reverse=True) and len(seconds) <= 10


@pytest.mark.parametrize("jobs", ["0", "-1", "iki"])
def test_jobs_are_a_number_of_processes(jobs: str, built: Site, build: Run) -> None:
    assert build(built.root, "--jobs", jobs).code == 2
