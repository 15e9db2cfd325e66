"""What the code promises of itself: names and casing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "briefgen"
MODULES = sorted(PACKAGE.rglob("*.py"))

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
