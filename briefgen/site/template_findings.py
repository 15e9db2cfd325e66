"""A mistake in a template -> a finding with the template's file and line."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from briefgen.engine.asking import UnknownQuestion
from briefgen.text.finding import Finding, error
from briefgen.text.message import Message, say
from briefgen.text.span import Span
from briefgen.text.suggesting import nearest

_MEND = say("mend the line, or remove the file to use the one that comes with briefgen")
_NAMES = re.compile(r"'([\w .-]+)' is undefined|no attribute '(\w+)'|no question '([\w-]+)'|named '([\w-]+)'")


def template_finding(problem: Exception, folders: list[Path], root: Path) -> Finding | None:
    """The finding for what a render raised; None where no template is to blame, so that it is ours to mend."""
    if isinstance(problem, TemplateSyntaxError):
        file = Path(problem.filename) if problem.filename else None
        span = _span(file, problem.lineno, problem.message or "", (root, *folders))
        message = say("this template cannot be read (%(problem)s)", problem=str(problem.message))
        return error("template-syntax", span, message, _MEND)
    places = list(_template_places(problem.__traceback__, folders))
    if not places:
        return None
    file, line = places[-1]
    if isinstance(problem, TemplateNotFound):
        names = {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*.*")}
        name = str(problem.name)
        span = _span(file, line, "", (root, *folders), name)
        return error("template-missing", span, say("there is no template '%(name)s'", name=name), _suggest(name, names))
    said = str(problem.args[0] if problem.args else problem)
    span = _span(file, line, said, (root, *folders))
    what = say("this name is not known here (%(problem)s)", problem=said)
    if isinstance(problem, UndefinedError | UnknownQuestion):
        hint = say("see the list of names and questions for templates in the documentation")
        return error("template-undefined", span, what, hint)
    kind = type(problem).__name__
    failure = say("this template fails here (%(kind)s: %(problem)s)", kind=kind, problem=said)
    return error("template-error", span, failure, _MEND)


def _suggest(name: str, names: set[str]) -> Message | None:
    near = next((each for each in sorted(names) if each.endswith(f"/{name}")), None) or nearest(name, names)
    return say("did you mean '%(id)s'?", id=near) if near else None


def _template_places(trace: TracebackType | None, folders: list[Path]) -> Iterator[tuple[Path, int]]:
    """The frames of a traceback that are lines of templates, outermost first."""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if any(file.is_relative_to(folder) for folder in folders):
            yield file, trace.tb_lineno
        trace = trace.tb_next


def _span(file: Path | None, line: int, message: str, folders: tuple[Path, ...], name: str = "") -> Span:
    """The place of `name` (else of the name that the message speaks of) in a line of a template; `folders` are the site's
    root and those of templates. What comes with briefgen is named as `briefgen theme copy` takes it.
    """
    if file is None:
        return Span("themes")
    folder = next((folder for folder in folders if file.is_relative_to(folder)), file.parent)
    path = ("" if folder == folders[0] else "<briefgen>/") + file.relative_to(folder).as_posix()
    match = _NAMES.search(message)
    if match and not name:
        name = next((group for group in match.groups() if group), "").split(".")[-1].split(" ")[-1]
    try:
        text = file.read_text("utf-8").splitlines()[line - 1]
    except (OSError, IndexError, UnicodeDecodeError):
        return Span(path, line)
    column = text.find(name) + 1 if name else len(text) - len(text.lstrip()) + 1
    return Span(path, line, max(1, column), len(name))
