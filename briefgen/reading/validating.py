"""From plain front matter to typed fields, every mistake a finding at its place."""

from functools import cache
from typing import Any

from briefgen.reading.fields import Context, Withholding
from briefgen.reading.frontmatter import FrontMatter
from briefgen.reading.mistake import Mistake
from briefgen.reading.schema import Fields, Record, Slip, annotations_of, read_record
from briefgen.text.finding import Finding, error
from briefgen.text.message import Message, say
from briefgen.text.span import Span
from briefgen.text.suggesting import nearest

_FAIL_CLOSED = frozenset({"status", "embargo", "expires", "marking", "draft"})


def validate(schema: type[Fields], front: FrontMatter, context: Context) -> tuple[Fields | None, list[Finding]]:
    """The typed fields, or None with at least one error."""
    fields, slips = read_record(schema, _given(front.fields, schema), context)
    return fields, [finding for each in slips for finding in _findings(schema, front, each)]


def withholding(front: FrontMatter, context: Context) -> Withholding | None:
    """The visibility fields alone, where they can be told although others are wrong; None fails closed."""
    if not front.readable:
        return None
    given = {name: value for name, value in front.fields.items() if name in annotations_of(Withholding)}
    return read_record(Withholding, _given(given, Withholding), context)[0]


def _given(fields: dict[str, Any], schema: type[Record]) -> dict[str, Any]:
    """An empty field counts as left out, but for those that keep a text back: `embargo:` alone is a slip, not a no.

    An empty one of a name that nobody knows stays, to be refused: in `{place: Moskova, Rusya}` it is half of a text.
    """
    kept = {}
    for name, value in fields.items():
        if value is not None or name not in annotations_of(schema):
            kept[name] = _given_inside(value, _record_of(schema, name))
        elif name in _FAIL_CLOSED and issubclass(schema, Withholding):
            kept[name] = ""
    return kept


def _given_inside(value: Any, schema: type[Record] | None) -> Any:
    if isinstance(value, list):
        return [_given_inside(item, schema) for item in value]
    return _given(value, schema) if isinstance(value, dict) and schema is not None else value


def _findings(schema: type[Record], front: FrontMatter, slip: Slip) -> list[Finding]:
    path, is_given = front.written(slip.path)
    if slip.mistake is not None:
        return [_mistaken(front, (*path, *each.path), each) for each in (slip.mistake, *slip.mistake.others)]
    if slip.kind == "missing":
        return [_missing(front, path)]
    return [_unknown(schema, front, path, is_given) if slip.kind == "unknown" else _misshapen(front, path, slip.kind)]


def _mistaken(front: FrontMatter, path: tuple[Any, ...], mistake: Mistake) -> Finding:
    place = front.place(*path)
    if mistake.code == "bad-language" and mistake.path:
        place = front.keys.get(path, place)
    return error(mistake.code, place, mistake.message, mistake.hint)


def _misshapen(front: FrontMatter, path: tuple[Any, ...], kind: str) -> Finding:
    what = say("a list") if kind == "list" else say("a map {name: value, …}")
    name = next(str(step) for step in reversed(path) if isinstance(step, str))
    message = say("'%(name)s' must be %(what)s", name=name, what=what)
    if isinstance(path[-1], int):
        message = say("each item of '%(name)s' must be %(what)s", name=name, what=what)
    return error("wrong-shape", front.place(*path), message, say("see the table of fields in the documentation"))


def _missing(front: FrontMatter, path: tuple[Any, ...]) -> Finding:
    name = str(path[-1])
    place = front.place(*path[:-1])
    if len(path) == 1:
        place = Span(place.path, 1, 1)
    return error("missing-field", place, say("'%(name)s' is missing", name=name), _ready(name))


def _ready(name: str) -> Message:
    ready = {"title": 'title: "…"', "date": "date: 2026-02-03", "name": 'name: "…"'}.get(name, f"{name}: …")
    return say("add a field: %(line)s", line=ready)


def _unknown(schema: type[Record], front: FrontMatter, path: tuple[Any, ...], is_given: bool) -> Finding:
    name = str(path[-1])
    known = annotations_of(_record_at(schema, path[:-1]))
    near = nearest(name, known)
    hint = say("did you mean '%(id)s'?", id=near) if near else say("there are: %(ids)s", ids=tuple(known))
    if len(path) > 1 and not near and not is_given:
        hint = say("put a text that holds a comma in quotes; a number takes a point, as 2.5")
    return error("unknown-field", front.keys.get(path, front.place(*path)), say("no field '%(name)s'", name=name), hint)


def _record_at(schema: type[Record], path: tuple[Any, ...]) -> type[Record]:
    """The record that the fields at `path` belong to: `('events', 0)` of an article is an event."""
    for step in path:
        if isinstance(step, str) and step in annotations_of(schema):
            schema = _record_of(schema, step) or schema
    return schema


@cache
def _record_of(schema: type[Record], name: str) -> type[Record] | None:
    """The record that a field of a record takes, or takes many of; None for a plain value."""
    return _record_in(annotations_of(schema)[name]) if name in annotations_of(schema) else None


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _record_in(part)
        if found:
            return found
    return None
