"""A series as a table: what a spreadsheet opens as it is, with the columns of all figures."""

import csv
import io

from briefgen.outputs import planning
from briefgen.outputs.planning import render
from briefgen.outputs.target import Target
from briefgen.site.questions.data import COLUMNS
from tests.assembling.conftest import REGISTRY, text
from tests.site.conftest import asking, knowledge

ONE = "{{id: {id}, series: s, title: T, value: {value}, claimed_by: {by}}}"


def fields(*given: tuple[str, str]) -> str:
    return "figures: [" + ", ".join(ONE.format(id=f"f{n}", value=v, by=by) for n, (v, by) in enumerate(given)) + "]"


FILES = REGISTRY | {
    "articles/x.md": text(fields(("2300.50", '"=Ali, Er"'), ("7", "lavrov")), date="2026-01-05"),
    "articles/y.md": text(fields(("8", "lavrov"))),
    "articles/z.md": text("figures: [{id: f, title: T, value: 1, claimed_by: lavrov}]"),
}


def test_a_table_of_a_series() -> None:
    data = render(Target("/data/figures/s.csv", "series-table", ("s",), "tr"), asking(FILES))
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert tuple(rows[0]) == COLUMNS["figures"]
    assert [(row["as_of"], row["value"], row["claimed_by"]) for row in rows] == [
        ("2026-02-03", "8", "Sergey Lavrov"),
        ("2026-01-05", "2300.50", "'=Ali, Er"),
        ("2026-01-05", "7", "Sergey Lavrov"),
    ]


def test_one_table_for_all_languages_and_a_page_in_each() -> None:
    known = knowledge(FILES)
    found = planning.plan(known)
    assert [target.path for target in found.targets if target.kind == "series-table"] == ["data/figures/s.csv"]
    assert [target.url for target in found.targets if target.kind == "series"] == [
        "/figures/s/",
        "/en/figures/s/",
        "/ru/figures/s/",
    ]
    assert found.findings == []


def page(lang: str = "tr") -> str:
    tree = "/" if lang == "tr" else f"/{lang}/"
    return render(Target(f"{tree}figures/s/", "series", ("s",), lang), asking(FILES)).decode()


def test_no_number_stands_bare() -> None:
    for lang, value, as_of in (("tr", "2.300,5", "5 Ocak 2026"), ("en", "2,300.5", "5 January 2026")):
        row = next(line for line in page(lang).splitlines() if line.startswith("<tr>") and value in line)
        assert as_of.replace(" ", " ", 1) in row.replace("\u00a0", " ") and "=Ali, Er" in row and "Başlık" in row


def test_a_chart_has_a_title_a_description_and_its_source_beneath() -> None:
    found = page()
    assert 'role="img" aria-labelledby="chart-1-title chart-1-desc"' in found
    assert found.count('class="dot hollow"') == 3 + 1, "three dots and the key"
    assert "<figcaption>" in found and "3\u00a0Şubat\u00a02026 itibarıyla" in found
    assert "style=" not in found
