"""Records for those who analyse: one thing as JSON, and as a row of a table.

A record is a dict of the model's values. In JSON a text that may stand in several languages is an object by language,
and what is empty is left out; in a table it is a cell in one language, and what is empty is an empty cell.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from briefgen.model.dates import Moment, PartialDate, Period
from briefgen.model.localised import Localised, Words

Record = dict[str, Any]

_DIGITS = 15
"""How many significant digits of a decimal number every IEEE 754 double keeps (DBL_DIG in C)."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell opens with that a spreadsheet may take for a formula (OWASP, "CSV Injection")."""

_SCALARS = frozenset((str, int, bool, type(None)))
"""What JSON has as it is, most of all that there is."""
_NUMBERS = frozenset((int, float, Decimal))
"""Zero is something."""

_encoder = msgspec.json.Encoder(decimal_format="number")


def as_json(record: Record, languages: Sequence[str]) -> bytes:
    """A record as one line of JSON (RFC 8259), UTF-8, its keys in their order."""
    return _encoder.encode(_plain(record, languages))


def joined(head: Record, lists: Iterable[tuple[str, Iterable[bytes]]], languages: Sequence[str]) -> bytes:
    """A file of JSON: the fields of `head`, then lists of records by name, a record a line."""
    parts = [as_json(head, languages)[:-1]]
    for name, records in lists:
        lines = b",\n".join(records)
        parts.append(b'"%s":[\n%s\n]' % (name.encode(), lines) if lines else b'"%s":[]' % name.encode())
    return b",\n".join(parts) + b"}\n"


def as_row(cells: Iterable[Any], lang: str) -> str:
    """Values as one row of a table (RFC 4180), its texts in `lang`."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_cell(cell, lang) for cell in cells])
    return line.getvalue()


def iso(value: Moment | date | Period | PartialDate) -> str:
    """A date with the precision that it was given: `2025-05`, `2025-05-16/2025-05-17`, a time with its offset."""
    if isinstance(value, Moment):
        return value.at.isoformat() if value.timed else value.day.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def exact(value: Decimal) -> Decimal | str:
    """A number where every reader of JSON has it as it is, else its digits as a text (RFC 8259, section 6)."""
    plain = format(value, "f")
    return Decimal(plain) if len(plain.replace("-", "").replace(".", "")) <= _DIGITS else plain


def _plain(value: Any, languages: Sequence[str]) -> Any:
    if type(value) in _SCALARS:
        return value
    if isinstance(value, dict):
        items = [(name, each if type(each) in _SCALARS else _plain(each, languages)) for name, each in value.items()]
        return {name: each for name, each in items if each or type(each) in _NUMBERS}
    if isinstance(value, (list, tuple)):
        return [_plain(each, languages) for each in value]
    if isinstance(value, Words):
        return _by_language((value,))
    if isinstance(value, Localised):
        return _by_language(value.words(lang) for lang in languages)
    if isinstance(value, Decimal):
        return exact(value)
    return iso(value) if isinstance(value, (Moment, date, Period, PartialDate)) else value


def _by_language(texts: Iterable[Words]) -> dict[str, str]:
    """What belongs to no language is `und` (BCP 47, undetermined)."""
    return {words.lang or "und": words.text for words in texts}


def _cell(value: Any, lang: str) -> str:
    if type(value) is not str:
        if value is None:
            return ""
        if isinstance(value, Decimal):
            return format(value, "f")
        if isinstance(value, (Moment, date, Period, PartialDate)):
            return iso(value)
        if isinstance(value, Localised):
            value = value.words(lang)
        value = " ".join(value) if isinstance(value, tuple) else str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value
