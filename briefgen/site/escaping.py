"""`escape` for compiled templates: what is joined into a page need not be marked as safe once more."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup

try:
    from markupsafe._speedups import _escape_inner
except ImportError:  # pragma: no cover (a build of MarkupSafe without its C part)
    from markupsafe._native import _escape_inner

markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""What is known to be markup."""


def escape(value: Any) -> str:
    """The text of `value` with `& < > \" '` escaped, unless it is markup already."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is str:
        return _escape_inner(value)
    return value.__html__() if hasattr(value, "__html__") else _escape_inner(str(value))


@lru_cache(maxsize=8192)
def escaped(text: str) -> Markup:
    """A text as markup; most are names and titles, which stand on many pages."""
    return markup(_escape_inner(text))
