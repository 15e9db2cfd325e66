"""Records from plain data: what is read, and that every slip is told with its path, in the order of the fields."""

from typing import Annotated, Any

import pytest

from briefgen.reading.mistake import Mistake
from briefgen.reading.schema import Before, Reader, Record, annotations_of, read_record
from briefgen.text.message import say


def number(value: Any, scale: int) -> int:
    if not str(value).isdigit():
        raise Mistake("no-number", say("this is empty"))
    return int(value) * scale


Number = Annotated[int, Reader(number, ("scale",))]
Many = Before(lambda value: [value] if isinstance(value, dict) else value)


class Context:
    scale = 10


class Part(Record, frozen=True, kw_only=True):
    size: Number
    height: Number | None = None


class Whole(Record, frozen=True, kw_only=True):
    first: Number = 1
    name: Annotated[str, Reader(str)]
    parts: Annotated[tuple[Part, ...], Many] = ()
    one: Part | None = None
    counts: Annotated[tuple[Number, ...], Before(list)] | None = None


class Larger(Whole, frozen=True, kw_only=True):
    last: Number
    name: Annotated[str, Reader(str)] | None = None  # type: ignore[assignment]


def slips(schema: type[Record], given: Any) -> list[tuple[Any, ...]]:
    found, told = read_record(schema, given, Context())
    assert (found is None) is bool(told)
    return [(*each.path, each.kind) for each in told]


def test_fields_are_read_and_what_is_left_out_has_its_default() -> None:
    given = {"name": 5, "parts": {"size": "2"}, "one": {"size": "3", "height": "4"}, "counts": "12"}
    found, told = read_record(Whole, given, Context())
    whole = Whole(name="5", parts=(Part(size=20),), one=Part(size=30, height=40), counts=(10, 20))
    assert (found, told) == (whole, [])


def test_inherited_fields_come_first_and_may_be_redefined() -> None:
    assert list(annotations_of(Larger)) == ["first", "name", "parts", "one", "counts", "last"]
    assert read_record(Larger, {"last": "1"}, Context()) == (Larger(last=10), [])


def test_all_slips_are_told_in_the_order_of_the_fields() -> None:
    given = {"else": 1, "one": {}, "parts": [{"size": "x"}, {"size": "1", "other": 2}, 3], "first": "y"}
    assert slips(Whole, given) == [
        ("first", "mistake"),
        ("name", "missing"),
        ("parts", 0, "size", "mistake"),
        ("parts", 1, "other", "unknown"),
        ("parts", 2, "map"),
        ("one", "size", "missing"),
        ("else", "unknown"),
    ]


@pytest.mark.parametrize(
    ("given", "slip"),
    [
        ("x", ("map",)),
        ({"name": "", "parts": "x"}, ("parts", "list")),
        ({"name": "", "one": ["x"]}, ("one", "map")),
        ({"name": "", "counts": "1x"}, ("counts", 1, "mistake")),
    ],
)
def test_another_shape_is_a_slip(given: Any, slip: tuple[Any, ...]) -> None:
    assert slips(Whole, given) == [slip]
