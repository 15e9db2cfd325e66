"""Files for those who analyse: `briefing.json`, a file of JSON a month, and tables (docs/data.md).

A new text touches its month's files, the index and the whole tables; a table has no words but a claim's own, so that an
edit of prose touches none.
"""

from collections.abc import Iterator

from briefgen.engine.asking import Ask
from briefgen.outputs.target import Target
from briefgen.site.known import Known
from briefgen.site.questions.data import COLUMNS, TABLES
from briefgen.site.records import as_json, as_row, joined

VERSION = 1
"""Of the schema: it moves when a field goes or comes to mean something else, not when one is added."""
INDEX = "/briefing.json"
_BOM = "\ufeff"


def targets(known: Known) -> Iterator[Target]:
    ask, lang = known.ask, known.languages[0]
    for month in ask("data_months"):
        yield Target(month_url(month), "data-month", (month,), lang)
        for name, count in ask("data_counts", month):
            if name in TABLES and count:
                yield Target(table_url(name, month), "data-table", (name, month), lang)
    for name in TABLES:
        yield Target(table_url(name), "data-table", (name, ""), lang)
    yield Target(INDEX, "data-index", (), lang)


def render(target: Target, ask: Ask) -> bytes:
    if target.kind == "data-index":
        return _index(ask)
    return _month(ask, *target.key) if target.kind == "data-month" else _table(ask, *target.key)


def month_url(month: str) -> str:
    return f"/data/{month}.json"


def table_url(table: str, month: str = "") -> str:
    """The address of a month of a table; of the whole one for no month."""
    return f"/data/{month}-{table}.csv" if month else f"/data/{table}.csv"


def _index(ask: Ask) -> bytes:
    settings = ask("data_settings")
    languages = settings.languages
    months = {month: dict(ask("data_counts", month)) for month in ask("data_months")}
    head = {
        "version": VERSION,
        "title": settings.title,
        "description": settings.description,
        "languages": languages,
        "timezone": settings.timezone,
        "base_url": settings.base_url,
        "marking": ask("Marking"),
        "tables": {
            name: {"url": table_url(name), "rows": sum(counts[name] for counts in months.values())} for name in TABLES
        },
    }
    files = [
        as_json({"month": month, "url": month_url(month), **counts, "tables": _tables(month, counts)}, languages)
        for month, counts in months.items()
    ]
    return joined(head, [*ask("data_index"), ("months", files)], languages)


def _tables(month: str, counts: dict[str, int]) -> dict[str, str]:
    return {name: table_url(name, month) for name in TABLES if counts[name]}


def _month(ask: Ask, month: str) -> bytes:
    settings = ask("data_settings")
    head = {"version": VERSION, "month": month, "base_url": settings.base_url, "marking": ask("Marking")}
    return joined(head, ask("data_month", month), settings.languages)


def _table(ask: Ask, name: str, month: str) -> bytes:
    months = (month,) if month else ask("data_months")
    rows = [as_row(COLUMNS[name], ""), *(row for each in months for row in ask("data_table", name, each))]
    return (_BOM + "".join(rows)).encode()
