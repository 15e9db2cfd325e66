"""What is wrong with one value, before it is known where it stands."""

from dataclasses import dataclass

from briefgen.text.message import Message


@dataclass
class Mistake(Exception):
    """A user's mistake on its way to becoming a finding; it never leaves reading.

    `path` leads from the field to the item that is wrong, where the field holds several; `others` are those of further items.
    """

    code: str
    message: Message
    hint: Message | None = None
    path: tuple[str | int, ...] = ()
    others: tuple["Mistake", ...] = ()
