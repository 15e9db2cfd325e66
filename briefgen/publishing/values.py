"""The texts in files of data, each with what it is called, so that the audit sees them without their escapes."""

import csv
import json
import re
from collections.abc import Iterator
from typing import Any

Value = tuple[str, str]
"""What a text is called (a key of JSON, a column), and the text."""

WORDY = frozenset(
    {"title", "name", "abbreviation", "role", "summary", "description", "heading", "lead", "text", "unit", "place"}
    | {"where", "reason", "change_note", "was", "now", "speaker", "claimed_by", "told_by", "theme_title", "source_name"}
)
"""Values that are words of a reader's, so that a whole one is like a heading."""
NAMING = frozenset(
    {"url", "urls", "absolute", "ref", "article", "articles", "forms", "edition", "editions", "theme", "themes"}
    | {"parent", "people", "organisations", "mentions", "sources", "source", "also"}
    | {"source_id", "speaker_id", "claimed_by_id", "told_by_id"}
)
"""Values that are addresses, or ids of entries. The ids of events and series are words that a text is free to share."""

_HANDED = re.compile(r'briefgenSearch\.take\("\w+",(.*)\);\n', re.DOTALL)
"""A script of the search index, which hands over JSON."""
_CODED = frozenset({"terms", "lists"})
"""Values that are no text: the words of a month in alphabetical order, each cut to what the last one has not."""


def values_of(path: str, text: str) -> list[Value] | None:
    """The texts in a file of JSON or CSV, or of the search index; None for another one, and for one that cannot be read."""
    try:
        if path.endswith(".json"):
            return list(_in_json(json.loads(text), ""))
        if path.endswith(".csv"):
            return list(_in_table(text.removeprefix("\ufeff")))
        if handed := _HANDED.fullmatch(text):
            return [(name, value) for name, value in _in_json(json.loads(handed[1]), "") if name not in _CODED]
    except (ValueError, RecursionError, csv.Error):
        pass
    return None


def _in_json(value: Any, name: str) -> Iterator[Value]:
    """An id is called as what it is the id of, a text as the object by language that holds it."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list):
        for each in value:
            yield from _in_json(each, name)
    elif isinstance(value, dict):
        for key, each in value.items():
            # A key is read too, as a site theme's own file may hold anything anywhere.
            yield "", key
            yield from _in_json(each, name if key == "id" or name in WORDY else key)


def _in_table(text: str) -> Iterator[Value]:
    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    columns = next(rows, [])
    yield from (("", column) for column in columns)
    for row in rows:
        for at, cell in enumerate(row):
            yield columns[at] if at < len(columns) else "", cell
