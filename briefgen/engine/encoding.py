"""Questions and plain answers as bytes, the same in every process; and a question back from its own."""

from collections.abc import Callable
from typing import Any

import msgspec

from briefgen.engine.asking import Question


def _as_text(value: object) -> str:
    """Markup and the like, which a template may hand over."""
    return str(value)


encode: Callable[[Any], bytes] = msgspec.msgpack.Encoder(order="deterministic", enc_hook=_as_text).encode
_decode = msgspec.msgpack.Decoder(tuple[Any, ...]).decode


def decode(name: bytes) -> Question:
    """The question that was encoded."""
    return _question(_decode(name))


def _question(value: tuple[Any, ...]) -> Question:
    """A decoded question: lists are tuples again, as questions are keys."""
    return tuple(_hashable(each) for each in value)


def _hashable(value: Any) -> Any:
    if isinstance(value, list):
        return _question(tuple(value))
    return tuple((key, _hashable(each)) for key, each in value.items()) if isinstance(value, dict) else value
