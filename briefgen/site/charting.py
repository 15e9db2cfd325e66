"""Where the marks of a chart stand: claims over time as dots and steps, in the units of the SVG's view box.

A dot is hollow where one claimant gives a value, filled where more than one give the same at one time ("more than 150"
is not the same as "150"). Nothing is
averaged, added up or drawn between two claims but a step: a claim holds until its claimant makes another.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from briefgen.text.value import Value

WIDTH, HEIGHT = 360, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 12, 12, 26
FEWEST = 3
"""Points from which a series is drawn."""
_BOUNDS = frozenset({"more-than", "less-than", "at-least", "at-most"})
_TICKS = 4
_NICE = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


class Claim(Value, frozen=True):
    """One claim as a chart sees it; `claimant` is whatever tells claimants apart."""

    claimant: str
    at: date
    value: Decimal
    to: Decimal | None = None
    name: str = ""
    unit: str = ""
    qualifier: str | None = None

    @property
    def said(self) -> tuple[date, Decimal, Decimal | None, str]:
        """What two must have in common to claim the same; "about 7" and "7" do, as both are drawn at 7."""
        return self.at, self.value, self.to, self.qualifier if self.qualifier in _BOUNDS else ""


class Dot(Value, frozen=True):
    """A value at a time, and the numbers (from 0, in the chart's order) of those who claim it."""

    x: str
    y: str
    top: str | None
    at: date
    value: Decimal
    to: Decimal | None
    unit: str
    qualifier: str | None
    claimants: tuple[int, ...]


class Tick(Value, frozen=True):
    y: str
    value: Decimal


class Chart(Value, frozen=True):
    """`steps` are the paths of the claimants, in the order of their `names`; empty for one with a single claim. `months`
    is how long the time is that each value counts: 0 where it is none, or is counted in days.
    """

    dots: tuple[Dot, ...]
    steps: tuple[str, ...]
    names: tuple[str, ...]
    unit: str
    ticks: tuple[Tick, ...]
    first: date
    last: date
    months: int = 0
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM


def chart(claims: Iterable[Claim], months: int = 0, unit: str = "") -> Chart | None:
    """The chart of claims in one unit and of times of one length; None for fewer than three points, or all of one time."""
    found = sorted(claims, key=lambda claim: claim.at)
    points: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in found:
        points[claim.said].append(claim)
    if len(points) < FEWEST or found[0].at == found[-1].at:
        return None
    claimants = tuple(dict.fromkeys(claim.claimant for claim in found))
    values = [claim.value for claim in found] + [claim.to for claim in found if claim.to is not None]
    ticks = _ticks(min(values), max(values))
    plane = _Plane(found[0].at, found[-1].at, ticks[0], ticks[-1])
    return Chart(
        dots=tuple(plane.dot(same, claimants) for same in points.values()),
        steps=tuple(plane.steps([claim for claim in found if claim.claimant == name]) for name in claimants),
        names=tuple(next(claim.name for claim in found if claim.claimant == one) for one in claimants),
        unit=unit,
        ticks=tuple(Tick(plane.y(value), value) for value in ticks),
        first=found[0].at,
        last=found[-1].at,
        months=months,
    )


class _Plane(Value, frozen=True):
    """Days from left to right, values from below."""

    first: date
    last: date
    low: Decimal
    high: Decimal

    def x(self, at: date) -> str:
        share = Decimal((at - self.first).days) / (self.last - self.first).days
        # Dots at the edge stand whole inside the frame.
        return _place(_LEFT + 8 + share * (WIDTH - _LEFT - _RIGHT - 16))

    def y(self, value: Decimal) -> str:
        share = (value - self.low) / (self.high - self.low)
        return _place(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM))

    def dot(self, same: list[Claim], claimants: tuple[str, ...]) -> Dot:
        first, who = same[0], {claim.claimant for claim in same}
        qualifiers = {claim.qualifier for claim in same}
        return Dot(
            x=self.x(first.at),
            y=self.y(first.value),
            top=self.y(first.to) if first.to is not None else None,
            at=first.at,
            value=first.value,
            to=first.to,
            unit=first.unit,
            qualifier=first.qualifier if len(qualifiers) == 1 else None,
            claimants=tuple(number for number, name in enumerate(claimants) if name in who),
        )

    def steps(self, claims: list[Claim]) -> str:
        """A path that goes level until the next claim of the same claimant, then up or down."""
        if len({claim.at for claim in claims}) == 1:
            return ""
        path = f"M{self.x(claims[0].at)} {self.y(claims[0].value)}"
        return path + "".join(f"H{self.x(claim.at)}V{self.y(claim.value)}" for claim in claims[1:])


def _place(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.1")))


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round values around all that are claimed; from zero where the least is less than half of the greatest."""
    with localcontext() as context:
        context.prec = 60
        if 0 <= low * 2 < high:
            low = Decimal(0)
        spread = high - low or abs(high) or Decimal(1)
        rough = spread / _TICKS
        size = Decimal(10) ** rough.adjusted()
        step = next(size * nice for nice in _NICE if size * nice >= rough)
        below = (low / step).to_integral_value(ROUND_FLOOR)
        above = (high / step).to_integral_value(ROUND_CEILING)
        if above == below:
            above += 1
        return [((below + number) * step).normalize() + 0 for number in range(int(above - below) + 1)]
