"""Plain data against a record: an annotation says how each field is read, and all mistakes of a file are found at once."""

from collections.abc import Callable
from functools import cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin

from msgspec.structs import fields

from briefgen.reading.mistake import Mistake
from briefgen.text.value import Value

Path = tuple[str | int, ...]


class Record(Value, frozen=True, kw_only=True):
    """A set of named fields; what it does not know is a mistake. Each is `Annotated` with a Reader, a Before and what
    follows it, or is a record.
    """


Fields = TypeVar("Fields", bound=Record)


class Reader(NamedTuple):
    """`parse` reads a value; `arguments` name what it takes from the context. It raises a Mistake."""

    parse: Callable[..., Any]
    arguments: tuple[str, ...] = ()


class Before(NamedTuple):
    """`change` makes of a value what is read then, as a record or as many."""

    change: Callable[[Any], Any]


class Slip(NamedTuple):
    """What is wrong at a path: a `mistake`, a field that is `missing` or `unknown`, or no `list` or `map` where one must be."""

    path: Path
    kind: str
    mistake: Mistake | None = None


def read_record(schema: type[Fields], given: Any, context: object) -> tuple[Fields | None, list[Slip]]:
    """The record in plain data, or None with at least one slip."""
    slips: list[Slip] = []
    return _record(schema, given, context, (), slips), slips


@cache
def annotations_of(schema: type[Record]) -> dict[str, Any]:
    """What each field of a record holds, those that it inherits first."""
    bases = [each for each in reversed(schema.__mro__) if each is not Record and issubclass(each, Record)]
    return {name: found for each in bases for name, found in each.__annotations__.items()}


@cache
def _fields_of(schema: type[Record]) -> dict[str, tuple["_Meaning", bool]]:
    """How each field is read, and whether it must be there."""
    required = {each.name for each in fields(schema) if each.required}
    return {name: (_meaning(found), name in required) for name, found in annotations_of(schema).items()}


def _record(schema: type[Fields], given: Any, context: object, path: Path, slips: list[Slip]) -> Fields | None:
    if not isinstance(given, dict):
        slips.append(Slip(path, "map"))
        return None
    known, before, found = _fields_of(schema), len(slips), {}
    for name, (meaning, is_required) in known.items():
        if name in given:
            found[name] = _value(meaning, given[name], context, (*path, name), slips)
        elif is_required:
            slips.append(Slip((*path, name), "missing"))
    slips += [Slip((*path, name), "unknown") for name in given if name not in known]
    return schema(**found) if len(slips) == before else None


class _Meaning(NamedTuple):
    """How a value is read: by a Reader, or, after a Before, as a record or as many of something."""

    mark: Reader | Before | None
    kind: Any
    each: "_Meaning | None" = None


def _meaning(annotation: Any) -> _Meaning:
    """What an annotation says; None beside a type says that a field may be left out."""
    mark, kind, origin = None, annotation, get_origin(annotation)
    if origin is Annotated:
        kind, mark = get_args(annotation)
    elif origin is not None and origin is not tuple:
        return _meaning(next(each for each in get_args(annotation) if each is not NoneType))
    is_many = get_origin(kind) is tuple and not isinstance(mark, Reader)
    return _Meaning(mark, kind, _meaning(get_args(kind)[0]) if is_many else None)


def _value(meaning: _Meaning, value: Any, context: object, path: Path, slips: list[Slip]) -> Any:
    mark, kind, each = meaning
    try:
        if isinstance(mark, Reader):
            return mark.parse(value, *[getattr(context, name) for name in mark.arguments])
        if mark is not None:
            value = mark.change(value)
    except Mistake as mistake:
        slips.append(Slip(path, "mistake", mistake))
        return None
    if each is None:
        return _record(kind, value, context, path, slips)
    if not isinstance(value, list):
        slips.append(Slip(path, "list"))
        return None
    return tuple(_value(each, item, context, (*path, number), slips) for number, item in enumerate(value))
