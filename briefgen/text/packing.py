"""Small values that are pickled by the hundred thousand: by their arguments, several times as fast as by their slots."""

from dataclasses import fields
from operator import attrgetter
from typing import TypeVar

Class = TypeVar("Class", bound=type)


def packed(kind: Class) -> Class:
    """A dataclass whose values are pickled as a call with their fields."""
    names = [each.name for each in fields(kind)]
    get = attrgetter(*names)
    single = len(names) == 1

    def reduce(value: object) -> tuple[type, tuple[object, ...]]:
        return kind, (get(value),) if single else get(value)

    kind.__reduce__ = reduce  # type: ignore[method-assign, assignment]
    return kind
