"""What is wrong with one value, before it is known where it stands."""

from dataclasses import dataclass

from briefgen.text.message import Message


@dataclass
class Mistake(Exception):
    """A user's mistake on its way to becoming a finding; it never leaves reading."""

    code: str
    message: Message
    hint: Message | None = None
