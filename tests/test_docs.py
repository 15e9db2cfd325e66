"""The documentation: all there is is in it, it promises nothing else, and its examples work; in Turkish as in English."""

import importlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from briefgen.cli import COMMANDS, program
from briefgen.reading import fields
from briefgen.reading.fields import FIELDS
from briefgen.reading.schema import Record, annotations_of
from briefgen.reading.settings import SettingsFields
from briefgen.scaffold import scaffold
from tests.conftest import Run
from tests.test_architecture import codes
from tools.host import POLICY

ROOT = Path(__file__).parent.parent
README, TURKISH = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.tr.md"))
FINDINGS = (ROOT / "docs" / "findings.md").read_text("utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("bench/*.md")])

RECORDS = sorted(
    (
        each
        for each in vars(fields).values()
        if isinstance(each, type) and issubclass(each, Record) and each is not Record
    ),
    key=lambda each: each.__name__,
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"(?:^\|.*\|\n)+", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--?[a-zA-Z][\w-]*")
HIGHLIGHT = re.compile(r"`(?:[^`\n]|\n(?!\n))+`")


def chapters(page: str) -> dict[str, str]:
    """The text of a page below each heading of the second level; below "" what stands before the first."""
    found = re.finditer(rf"{FENCE.pattern}|^## (?P<title>.+?)$", page, FENCE.flags)
    headings = [("", 0, 0), *((each["title"], each.start(), each.end()) for each in found if each["title"])]
    ends = [start for _, start, _ in headings[1:]] + [len(page)]
    return {title: page[start:end] for (title, _, start), end in zip(headings, ends, strict=True)}


def rows(text: str) -> list[tuple[str, ...]]:
    """The cells of every row of every table; a `|` in one would be escaped."""
    lines = [line for table in TABLE.findall(text) for line in table.splitlines()]
    return [tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]) for line in lines]


def coded(text: str) -> list[str]:
    """All that stands in backquotes within sentences and tables."""
    return HIGHLIGHT.findall(FENCE.sub("", text))


def words(text: str) -> set[str]:
    """The words of all that stands in backquotes."""
    return set(itertools.chain.from_iterable(re.findall(r"\w+", code) for code in coded(text)))


def commands(found: click.Command = program, name: str = "briefgen") -> Iterator[tuple[str, click.Command]]:
    """Every command that a user can call, with the words that call it."""
    if found is program:
        for each in COMMANDS:
            yield from commands(importlib.import_module(f"briefgen.cli.{each}").command, f"{name} {each}")
    elif isinstance(found, click.Group):
        for each, command in found.commands.items():
            yield from commands(command, f"{name} {each}")
    else:
        yield name, found


def options(command: click.Command) -> list[list[str]]:
    return [option.opts for option in command.params if isinstance(option, click.Option)]


CALLED = list(commands())


@pytest.mark.parametrize(("name", "command"), CALLED, ids=[name for name, _ in CALLED])
def test_every_command_has_a_row_with_its_options(name: str, command: click.Command) -> None:
    chapter = chapters(README)["Commands"]
    (row,) = [cells for cells in rows(chapter) if re.match(rf"`{name}[` ]", cells[0])]
    below = TABLE.sub("", chapter)
    # Of `check` it is said that it takes options of `build`.
    known = {*OPTION.findall(row[1] + below), *(shared(chapter) if name == "briefgen check" else ())}
    assert [forms for forms in options(command) if not known & set(forms)] == []


def shared(chapter: str) -> set[str]:
    """The options in the row of `build`."""
    (row,) = [cells for cells in rows(chapter) if cells[0] == "`briefgen build`"]
    return set(OPTION.findall(row[1]))


def test_every_option_of_the_program_is_documented() -> None:
    known = set(OPTION.findall(chapters(README)["Commands"]))
    assert [forms for forms in options(program) if not known & set(forms)] == []


def test_no_documented_option_is_out_of_date() -> None:
    every = {form for _, command in commands() for forms in options(command) for form in forms}
    every |= {form for forms in options(program) for form in forms} | {"--help"}
    assert {each for code in coded(chapters(README)["Commands"]) for each in OPTION.findall(code)} <= every


def test_no_documented_command_is_out_of_date() -> None:
    called = set(re.findall(r"\bbriefgen (?:-C \S+ )?([a-z]+)\b", " ".join(coded(README))))
    assert called == set(COMMANDS)


def test_every_setting_is_documented_and_no_other() -> None:
    table = rows(chapters(README)["Settings"])[2:]
    assert {name for cells in table for name in re.findall(r"`(\w+)`", cells[0])} == set(annotations_of(SettingsFields))


@pytest.mark.parametrize("record", [*FIELDS.values(), *RECORDS], ids=lambda record: record.__name__)
@pytest.mark.parametrize("page", [README, TURKISH], ids=["en", "tr"])
def test_every_field_is_documented(page: str, record: type[Record]) -> None:
    chapter = list(chapters(page).values())[2]
    assert set(annotations_of(record)) - words(chapter) == set()


def test_every_field_of_an_article_is_in_the_table() -> None:
    table = " ".join(cells[0] for cells in rows(chapters(README)["Front matter"]))
    assert set(annotations_of(FIELDS["articles"])) == words(table)


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_finding_code_is_documented(code: str) -> None:
    assert re.search(rf"^\| `{code}` \| [^|]+ \| [^|]+ \|$", FINDINGS, re.MULTILINE)


def test_no_documented_code_is_out_of_date() -> None:
    assert set(re.findall(r"^\| `([\w-]+)` \|", FINDINGS, re.MULTILINE)) == codes()


def test_the_readme_opens_with_what_it_takes_the_commands_and_the_picture() -> None:
    for page in (README, TURKISH):
        opening = [part for part in chapters(page)[""].split("\n\n")[2:] if part]
        assert "`python3`" in opening[0] and "\n" not in opening[0]
        assert re.findall(r"^(make site|\S+briefgen init)", opening[1], re.MULTILINE) == [
            "make site",
            ".venv/bin/briefgen init",
        ]
        assert opening[3].startswith("![")


@pytest.mark.parametrize("number", range(len(chapters(README))))
def test_turkish_says_all_that_english_says(number: int) -> None:
    """The same steps, commands, options, fields and rows, chapter by chapter; prose is the translator's own."""
    english, turkish = (list(chapters(page).values())[number] for page in (README, TURKISH))
    assert signs(turkish) == signs(english)


def signs(chapter: str) -> dict[str, list[str]]:
    """What a chapter holds that is in no language."""
    shown = coded(chapter)
    return {
        "steps": re.findall(r"^\*\*(\d+)\.", chapter, re.MULTILINE),
        "examples": [text for kind, text in FENCE.findall(chapter) if kind == "markdown"],
        "commands": [
            line.partition("#")[0]
            for kind, text in FENCE.findall(chapter)
            if kind == "sh"
            for line in text.splitlines()
        ],
        "calls": sorted(code for code in shown if code.startswith(("`briefgen", "`make"))),
        "options": sorted(option for code in shown for option in OPTION.findall(code)),
        "rows": [" ".join(HIGHLIGHT.findall(cells[0]) or re.findall(r"^\d+$", cells[0])) for cells in rows(chapter)],
        "links": sorted(re.findall(r"\]\(((?!README)[^)]+)\)", chapter)),
    }


def test_the_two_are_as_long_as_each_other() -> None:
    assert len(chapters(README)) == len(chapters(TURKISH))
    assert "](README.tr.md)" in README.partition("##")[0] and "](README.md)" in TURKISH.partition("##")[0]


def tour(page: str, root: Path) -> None:
    """The site that a newcomer has after the tour: what begins with front matter is a file, the rest goes below one."""
    scaffold(root)
    chapter = list(chapters(page).values())[1]
    path = ""
    for part in re.finditer(rf"`(content/[^`]+\.md)`|{FENCE.pattern}", chapter, re.MULTILINE | re.DOTALL):
        path = part[1] or path
        if part[2] == "markdown":
            is_new = part[3].startswith("---\n")
            assert is_new != (root / path).exists()
            with (root / path).open("a", encoding="utf-8") as file:
                file.write(part[3])


@pytest.mark.parametrize(("page", "lang"), [(README, "en"), (TURKISH, "tr")], ids=["en", "tr"])
def test_the_tour_leads_where_it_says(page: str, lang: str, tmp_path: Path, run: Run) -> None:
    tour(page, tmp_path)
    done = run("--lang", lang, "check", cwd=tmp_path)
    told = set(re.findall(r"\[([\w-]+)\]: ", done.err))
    assert done.code == 0 and told <= {"no-source", "unassigned-passage", "no-base-url"}, done.err

    assert run("build", "-q", cwd=tmp_path).code == 0
    text = (tmp_path / "site/articles/2026/02/03/uclu-gorusme/index.html").read_text("utf-8")
    assert 'id="ticaret"' in text and "people/lavrov/" in text and "en/articles/2026/02/03/uclu-gorusme/" in text
    for path in ("statements", "people/lavrov"):
        assert "Girişimlerimiz" in (tmp_path / "site" / path / "index.html").read_text("utf-8")
    assert "2026" in (tmp_path / "site/figures/donen-asker/index.html").read_text("utf-8")

    (example,) = [text for _, text in FENCE.findall(list(chapters(page).values())[1]) if "unknown-theme" in text]
    first = tmp_path / "content/articles/2026-02-03-uclu-gorusme.md"
    lines = first.read_text("utf-8").splitlines(keepends=True)
    first.write_text("".join([*lines[:3], "themes: [enerji-projeleri]\n", *lines[3:]]), "utf-8")
    failed = run("--lang", lang, "build", cwd=tmp_path)
    assert failed.code == 1 and failed.err.startswith(example)


def anchors(page: Path) -> set[str]:
    """The places of a page that a link may name."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_and_paths_lead_to_files(page: Path) -> None:
    text = FENCE.sub("", page.read_text("utf-8"))
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", HIGHLIGHT.sub("", text)) if "://" not in link]
    assert [link for link in links if not (page.parent / link.partition("#")[0]).exists()] == []
    named = re.findall(r"`((?:docs|tests|bench|tools|themes/press/(?!static/custom|templates/words))[\w./-]*)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_map_names_what_is_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    known = {path.name for room in ("briefgen", "tests") for path in (ROOT / room).rglob("*.py")}
    named = re.findall(r"`(?:[\w.]+/)*(\w+\.py)`", text)
    assert len(named) > 20 and set(named) <= known
    rooms = {path.parent.name for path in (ROOT / "briefgen").glob("*/__init__.py")}
    assert rooms - set(re.findall(r"\*\*(\w+)/\*\*", text)) == set()


def test_the_policy_for_a_host_is_the_one_that_the_pages_are_tested_under() -> None:
    assert (ROOT / "docs/hosting.md").read_text("utf-8").count(POLICY) == 2
