"""`[12 Ocak]{date=2026-01-12}`: words that name a date."""

from briefgen.reading.syntax.mark import Kind
from briefgen.reading.times import period


def _check(value: str) -> None:
    period(value)


def _html(value: str) -> tuple[str, str]:
    found = period(value)
    # HTML's time element knows days, months and years, but no ranges.
    return (f'<time datetime="{found}">', "</time>") if found.end is None else ("<span>", "</span>")


KIND = Kind("date", frozenset({"text"}), _check, _html)
