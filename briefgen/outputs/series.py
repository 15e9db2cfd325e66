"""Each series of figures as a table of its own, with the columns of `/data/figures.csv` (docs/data.md)."""

from collections.abc import Iterator

from briefgen.engine.asking import Ask
from briefgen.outputs.target import Target
from briefgen.site.known import Known
from briefgen.site.questions.data import COLUMNS
from briefgen.site.questions.ledgers import table_of
from briefgen.site.records import as_row

_BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of the machine."""


def targets(known: Known) -> Iterator[Target]:
    for id_ in known.ask("Series"):
        yield Target(table_of(id_), "series-table", (id_,), known.languages[0])


def render(target: Target, ask: Ask) -> bytes:
    rows = ask("series_rows", *target.key)
    return (_BOM + as_row(COLUMNS["figures"], target.lang) + "".join(rows)).encode()
