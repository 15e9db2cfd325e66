"""One wire in several outlets: what one of them alone tells counts too, and what several tell counts once."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec.structs import replace

from briefgen.model.article import Article
from briefgen.model.figure import Figure
from briefgen.model.indexes import counting_of
from briefgen.model.statement import Speaker, Statement
from briefgen.text.casing import fold

Claim = TypeVar("Claim", Statement, Figure)


def whole(group: tuple[Article, ...]) -> Article:
    """Of the articles that are one text the one whose claims count, with what its copies in its language tell besides.

    A claim keeps the article that it is from. Events need nothing: whoever tells of one, it is one.
    """
    counting = counting_of(group)
    statements, figures = list(counting.statements), list(counting.figures)
    for copy in group:
        is_copy = copy is not counting and copy.lang == counting.lang and not (copy.translates or copy.is_retracted)
        if is_copy:
            statements += _others(copy.statements, statements, _is_one_statement)
            figures += _others(copy.figures, figures, _is_one_figure)
    if len(statements) == len(counting.statements) and len(figures) == len(counting.figures):
        return counting
    return replace(counting, statements=tuple(statements), figures=tuple(figures))


def _others(given: Iterable[Claim], known: list[Claim], is_one: Callable[[Claim, Claim], bool]) -> list[Claim]:
    return [each for each in given if not any(is_one(each, other) for other in known)]


def _is_one_statement(one: Statement, other: Statement) -> bool:
    """Whether two are the same words of the same speaker; one outlet may have cut them."""
    first, second = _letters(one.text.text), _letters(other.text.text)
    return _who(one.speaker) == _who(other.speaker) and (first in second or second in first)


def _is_one_figure(one: Figure, other: Figure) -> bool:
    """Whether two claim one number of one thing."""
    is_one_thing = one.series == other.series if one.has_series and other.has_series else _counts_one(one, other)
    # A qualifier that one outlet leaves out makes no other claim.
    return is_one_thing and _claim(one) == _claim(other) and len({one.qualifier, other.qualifier} - {None}) < 2


def _counts_one(one: Figure, other: Figure) -> bool:
    titles = ({fold(text) for text in figure.title.texts} for figure in (one, other))
    return one.id == other.id or not set.isdisjoint(*titles)


def _claim(figure: Figure) -> tuple[object, ...]:
    return _who(figure.claimed_by), figure.value, figure.to, figure.period


def _who(speaker: Speaker) -> str:
    return speaker.id or fold(speaker.name)


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())
