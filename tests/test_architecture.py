"""What the code promises of itself: names, casing, documentation."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from briefgen.cli import COMMANDS, program
from briefgen.reading.fields import FIELDS, EventFields, FigureFields, Record, SourceFields, StatementFields
from briefgen.reading.settings import SettingsFields

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "briefgen"
MODULES = sorted(PACKAGE.rglob("*.py"))
README = (ROOT / "README.md").read_text("utf-8")
FINDINGS = (ROOT / "docs" / "findings.md").read_text("utf-8")

BARE = {"lower", "upper", "title", "casefold", "capitalize", "swapcase"}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
MAKERS = {"error", "warning", "notice", "Mistake", "_refuse", "_lost"}


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def codes() -> set[str]:
    """Every finding code that stands in the code as a literal."""
    return {
        first.value
        for path in MODULES
        for call in calls(path)
        for first in call.args[:1]
        if name_of(call) in MAKERS and isinstance(first, ast.Constant) and isinstance(first.value, str)
    }


@pytest.mark.parametrize(
    "path",
    MODULES,
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_no_bare_casing(path: Path) -> None:
    """`str.lower` breaks İ and ı; all casing is in text/casing.py."""
    if path == PACKAGE / "text" / "casing.py":
        return
    bare = [
        (call.lineno, call.func.attr)
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr in BARE
    ]
    assert bare == []


def test_no_module_is_named_after_nothing() -> None:
    assert [path for path in MODULES if path.stem in NAMELESS or path.parent.name in NAMELESS] == []


def test_every_module_says_what_it_is() -> None:
    silent = [path for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert [path.relative_to(PACKAGE).as_posix() for path in silent if path.name != "__main__.py"] == []


def test_there_are_codes_to_look_for() -> None:
    assert {"unknown-theme", "bad-date", "yaml-colon", "leak", "dead-link"} <= codes() and len(codes()) > 60


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_finding_code_is_documented(code: str) -> None:
    assert re.search(rf"^\| `{code}` \| [^|]+ \| [^|]+ \|$", FINDINGS, re.MULTILINE)


def test_no_documented_code_is_out_of_date() -> None:
    assert set(re.findall(r"^\| `([\w-]+)` \|", FINDINGS, re.MULTILINE)) == codes()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_in_the_readme(command: str) -> None:
    assert f"briefgen {command}" in README
    found: click.Command = importlib.import_module(f"briefgen.cli.{command}").command
    assert undocumented(found) == []


def test_every_option_of_the_program_is_in_the_readme() -> None:
    assert undocumented(program) == []


def undocumented(command: click.Command) -> list[list[str]]:
    """The options that the README does not name; of a short and a long form, one is enough."""
    options = [option.opts for option in command.params if isinstance(option, click.Option)]
    return [forms for forms in options if not any(re.search(rf"{form}\b", README) for form in forms)]


@pytest.mark.parametrize("name", sorted(SettingsFields.model_fields))
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"`{name}`" in README.partition("## Settings")[2].partition("## Commands")[0]


def table_of_fields() -> str:
    return README.partition("## Front matter")[2].partition("## Marks")[0]


# Written by hand only where the file's name or the table of articles says it already.
SAID_ELSEWHERE = {"id", "lang", "state", "issued"}


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_every_field_is_in_the_readme(kind: str) -> None:
    names = set(FIELDS[kind].model_fields) - SAID_ELSEWHERE
    assert {name for name in names if not re.search(rf"\b{name}\b", table_of_fields())} == set()


@pytest.mark.parametrize("record", [EventFields, FigureFields, StatementFields, SourceFields])
def test_every_field_of_a_record_is_in_the_readme(record: type[Record]) -> None:
    known = table_of_fields()
    assert {name for name in record.model_fields if not re.search(rf"\b{name}\b", known)} == set()
