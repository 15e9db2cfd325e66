"""What is said to an editor, before the language is chosen.

A finding may be kept between builds and read in another language, so a message is the English template (the
catalogue's msgid) and its values; it becomes a sentence only when it is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Union

_LONGEST = 300
"""Signs of a value that a sentence quotes; a pasted megabyte is not said back in full."""

Value = Union[str, int, "Message", tuple[Union[str, "Message"], ...]]


@dataclass(frozen=True, slots=True)
class Message:
    """An English template with `%(name)s` places, and the values that stand in them."""

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def text(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of `translate`, which maps an English template to another."""
        if not self.values:
            return translate(self.template)
        return translate(self.template) % {name: _plain(value, translate) for name, value in self.values}


def say(template: str, /, **values: Value) -> Message:
    """A message; the name is what the catalogue's extractor looks for. Without values, a literal `%` is just `%`."""
    return Message(template, tuple(values.items()))


def _plain(value: Value, translate: Callable[[str], str]) -> str:
    if isinstance(value, Message):
        return value.text(translate)
    if isinstance(value, tuple):
        return ", ".join(_plain(item, translate) for item in value)
    text = str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
