"""Charts: dots where the claims are, steps between those of one claimant, and nothing that nobody has claimed."""

from datetime import date
from decimal import Decimal

import pytest

from briefgen.site.charting import HEIGHT, WIDTH, Chart, Claim, chart


def claim(day: int, value: str, claimant: str = "a", to: str | None = None, qualifier: str | None = None) -> Claim:
    return Claim(
        claimant, date(2026, 1, day), Decimal(value), Decimal(to) if to else None, claimant.upper(), "kişi", qualifier
    )


def drawn(*claims: Claim) -> Chart:
    found = chart(claims)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "claims",
    [
        [],
        [claim(1, "1"), claim(2, "2")],
        [claim(1, "1"), claim(1, "2"), claim(1, "3")],
        [claim(1, "1"), claim(2, "2"), claim(2, "2", "b")],
    ],
)
def test_fewer_than_three_points_or_one_time_are_no_chart(claims: list[Claim]) -> None:
    assert chart(claims) is None


def test_a_dot_knows_who_claims_its_value() -> None:
    found = drawn(claim(1, "1"), claim(2, "2"), claim(2, "2", "b"), claim(3, "2", "b"))
    assert [dot.claimants for dot in found.dots] == [(0,), (0, 1), (1,)] and found.names == ("A", "B")


def test_a_bound_is_not_the_number_that_it_names() -> None:
    found = drawn(claim(1, "1"), claim(2, "150", qualifier="more-than"), claim(2, "150", "b"), claim(3, "150", "b"))
    assert [dot.claimants for dot in found.dots] == [(0,), (0,), (1,), (1,)]
    found = drawn(claim(1, "1"), claim(2, "150", qualifier="about"), claim(2, "150", "b"), claim(3, "150", "b"))
    assert [dot.claimants for dot in found.dots] == [(0,), (0, 1), (1,)]


def test_a_claim_holds_until_its_claimant_makes_another() -> None:
    found = drawn(claim(1, "0"), claim(11, "100"), claim(21, "50"), claim(11, "70", "b"))
    first, second = found.steps
    x = {dot.at.day: dot.x for dot in found.dots}
    y = {dot.value: dot.y for dot in found.dots}
    assert first == f"M{x[1]} {y[Decimal(0)]}H{x[11]}V{y[Decimal(100)]}H{x[21]}V{y[Decimal(50)]}"
    assert second == "", "one claim is a dot alone"


def test_every_mark_stands_inside_the_frame() -> None:
    found = drawn(claim(1, "-3.5"), claim(9, "1e6", to="2e6"), claim(30, "12"))
    for dot in found.dots:
        assert found.left < float(dot.x) < found.right
        assert 0 <= float(dot.top or dot.y) <= float(dot.y) <= found.bottom
    assert found.right < WIDTH and found.bottom < HEIGHT


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (("212", "235", "248"), "210 220 230 240 250"),
        (("100", "150", "210"), "0 100 200 300"),
        (("7", "7", "7"), "6 8"),
        (("0", "0", "0"), "0 0.5"),
        (("-4", "0", "4"), "-4 -2 0 2 4"),
        (("0.1", "0.25", "0.3"), "0 0.1 0.2 0.3"),
        (("12345678901234567890", "12345678901234567891", "12345678901234567892"), None),
    ],
)
def test_ticks_are_round_and_around_all_values(values: tuple[str, ...], ticks: str | None) -> None:
    found = drawn(*(claim(day, value, claimant=str(day)) for day, value in enumerate(values, 1)))
    given = [tick.value for tick in found.ticks]
    assert given[0] <= min(map(Decimal, values)) and max(map(Decimal, values)) <= given[-1]
    if ticks is not None:
        assert [format(value, "f") for value in given] == ticks.split()


def test_the_order_of_the_claims_changes_nothing_but_who_is_first() -> None:
    claims = [claim(1, "1"), claim(5, "2"), claim(9, "3")]
    assert chart(claims) == chart(claims[::-1])
