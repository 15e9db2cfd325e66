"""From plain front matter to typed fields, every mistake a finding at its place."""

from typing import Any, TypeVar

from pydantic import ValidationError

from briefgen.reading.fields import Context, Record, Withholding
from briefgen.reading.frontmatter import FrontMatter
from briefgen.reading.mistake import Mistake
from briefgen.text.finding import Finding, error
from briefgen.text.message import Message, say
from briefgen.text.span import Span
from briefgen.text.suggesting import nearest

Fields = TypeVar("Fields", bound=Record)

_FAIL_CLOSED = frozenset({"status", "embargo", "expires", "marking", "draft"})


def validate(schema: type[Fields], front: FrontMatter, context: Context) -> tuple[Fields | None, list[Finding]]:
    """The typed fields, or None with at least one error."""
    try:
        return schema.model_validate(_given(front.fields), context=context), []
    except ValidationError as problem:
        return None, [
            _finding(schema, front, found) for found in problem.errors(include_url=False, include_input=False)
        ]


def withholding(front: FrontMatter, context: Context) -> Withholding | None:
    """The visibility fields alone, where they can be told although others are wrong; None fails closed."""
    if not front.readable:
        return None
    given = {name: value for name, value in front.fields.items() if name in Withholding.model_fields}
    try:
        return Withholding.model_validate(_given(given), context=context)
    except ValidationError:
        return None


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """An empty field counts as left out, but for those that keep a text back: `embargo:` alone is a slip, not a no."""
    return {
        name: _given_inside(value) for name, value in fields.items() if value is not None or name in _FAIL_CLOSED
    } | {name: "" for name, value in fields.items() if value is None and name in _FAIL_CLOSED}


def _given_inside(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _given_inside(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_given_inside(item) for item in value]
    return value


def _finding(schema: type[Record], front: FrontMatter, found: Any) -> Finding:
    path = tuple(found["loc"])
    kind = found["type"]
    if kind == "mistake":
        mistake: Mistake = found["ctx"]["mistake"]
        return error(mistake.code, front.place(*path, *mistake.path), mistake.message, mistake.hint)
    if kind == "missing":
        return _missing(front, path)
    if kind == "extra_forbidden":
        return _unknown(schema, front, path)
    what = say("a list") if kind.startswith(("tuple", "list")) else say("a map {name: value, …}")
    return error(
        "wrong-shape",
        front.place(*path),
        say("'%(name)s' must be %(what)s", name=str(path[-1]), what=what),
        say("see the table of fields in the documentation"),
    )


def _missing(front: FrontMatter, path: tuple[Any, ...]) -> Finding:
    name = str(path[-1])
    place = front.place(*path[:-1])
    if len(path) == 1:
        place = Span(place.path, 1, 1)
    return error("missing-field", place, say("'%(name)s' is missing", name=name), _ready(name))


def _ready(name: str) -> Message:
    ready = {"title": 'title: "…"', "date": "date: 2026-02-03", "name": 'name: "…"'}.get(name, f"{name}: …")
    return say("add a field: %(line)s", line=ready)


def _unknown(schema: type[Record], front: FrontMatter, path: tuple[Any, ...]) -> Finding:
    name = str(path[-1])
    known = _record_at(schema, path[:-1]).model_fields
    near = nearest(name, known)
    hint = say("did you mean '%(id)s'?", id=near) if near else say("there are: %(ids)s", ids=tuple(known))
    return error("unknown-field", front.keys.get(path, front.place(*path)), say("no field '%(name)s'", name=name), hint)


def _record_at(schema: type[Record], path: tuple[Any, ...]) -> type[Record]:
    """The record that the fields at `path` belong to: `('events', 0)` of an article is an event."""
    for step in path:
        if isinstance(step, str) and step in schema.model_fields:
            schema = _record_in(schema.model_fields[step].annotation) or schema
    return schema


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _record_in(part)
        if found:
            return found
    return None
