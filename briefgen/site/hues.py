"""The colours of themes: those that content gives, and for the others some that can be told apart.

A colour never carries meaning alone (DESIGN.md, section 11), but it helps to find a theme again.
"""

from collections.abc import Iterable
from itertools import cycle

from briefgen.model.theme import Theme

PALETTE = (
    "#3c6598", "#924d42", "#367245", "#74538c", "#7c5e13", "#097176",
    "#75344b", "#44467f", "#475408", "#753b15", "#00566e", "#6c3761",
)  # fmt: skip
"""Muted, of one lightness, later ones darker, and each far from the one before; at least 5:1 on paper and on its tint."""
_NEAR = 60
"""A colour at this distance of another (Euclid, in RGB) passes for it."""


def hues(themes: Iterable[Theme]) -> tuple[tuple[str, str], ...]:
    """(theme id, colour) of every theme, in their order. A theme that comes last changes the colour of no other."""
    themes = list(themes)
    given = [_rgb(theme.colour) for theme in themes if theme.colour]
    free = [colour for colour in PALETTE if not any(_is_near(_rgb(colour), other) for other in given)]
    following = cycle(free or PALETTE)
    return tuple((theme.id, theme.colour or next(following)) for theme in themes)


def _rgb(colour: str) -> tuple[int, ...]:
    """`#abc` and `#aabbcc` are the same."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    return tuple(bytes.fromhex(digits))


def _is_near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) < _NEAR**2
