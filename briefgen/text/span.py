"""A place in a file."""

from briefgen.text.value import Value


class Span(Value, frozen=True, order=True):
    """A run of characters on one line of a file.

    `path` is a POSIX path relative to the project, `line` and `column` count from 1 in characters (code points),
    `length` is in characters; 0 points at a place rather than at a text. Line 1, column 1, length 0 is the whole file.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 0
