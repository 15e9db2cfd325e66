"""Data for those who analyse: as docs/briefing.schema.json says, exact, the same on every build, and nothing withheld."""

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefgen.model.localised import Localised, Words
from briefgen.model.settings import Settings
from briefgen.outputs.planning import plan, render
from briefgen.outputs.target import Target
from briefgen.publishing.audit import Audit
from briefgen.publishing.wording import words
from briefgen.site.knowledge import Knowledge
from briefgen.site.questions.data import COLUMNS, TABLES
from briefgen.site.records import as_json, as_row, exact
from tests.assembling.conftest import REGISTRY, text
from tests.conftest import Run, Site, tree
from tests.site.conftest import THREE, asking, knowledge

DOCS = Path(__file__).parents[2] / "docs"
FIELDS = """
    themes: [a]
    source: {id: trt, url: "https://example.org/x"}
    summary: Özet
    updated: 2026-02-05 10:00
    change_note: Not
    figures:
      - {id: n, series: asker, title: {tr: Asker, en: Troops}, value: 2.30, to: 123456789012345.5, unit: kişi,
         claimed_by: lavrov, qualifier: about, period: 2025}
    events:
      - {id: tur, date: 2026-03, title: Tur, status: planned, told_by: Ayşe Yılmaz}
    corrections: [{date: 2026-02-06 10:00, kind: correction, figure: n, text: Düzeltildi, was: "2", now: "2,3"}]
"""
FILES = REGISTRY | {
    "themes/c.md": "---\ntitle: C\nparent: a\nstate: {arrow: worse, since: 2025-12, reason: {tr: Neden, en: Why}}\n---\n",
    "articles/2026-02-03-x.md": text(FIELDS, 'Önce.\n\n["=Söz\\"ü\\","]{speaker=lavrov} [2,3]{figure=n}'),
    "articles/2026-02-03-x.en.md": text(date="", title="Title"),
    "articles/2026-02-01-y.md": text(
        "events: [{id: tur, date: 2026-04, title: Tur}]\nstatements: [{speaker: Ali Er, mode: indirect, text: Dedi.}]",
        date="2026-02-01",
    ),
    "articles/2026-01-05-z.md": text("corrections: [{date: 2026-01-06, kind: retraction, text: T}]", date="2026-01-05"),
    "editions/2026-02-03.md": "---\ndate: 2026-02-03\nlead: Girişi\ntakeaways: [{text: Sonuç, ref: 2026-02-03-x}]\n---\n",
}


def of_data(known: Knowledge) -> list[Target]:
    return [target for target in plan(known).targets if target.kind.startswith("data-")]


def made(settings: Settings = THREE, files: dict[str, str] = FILES, **more: Any) -> dict[str, bytes]:
    """Every file of data by its path."""
    targets = of_data(knowledge(files, settings, **more))
    return {target.path: render(target, asking(files, settings, **more)) for target in targets}


def month(name: str, **more: Any) -> Any:
    return json.loads(made(**more)[f"data/{name}.json"])


def table(name: str, **more: Any) -> list[dict[str, str]]:
    text = made(**more)[f"data/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def closed(schema: Any) -> Any:
    """The schema without leave for fields that it does not name, so that every field must be in it."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: closed(each) for name, each in schema.items()}
    return {"additionalProperties": False, **found} if isinstance(schema.get("properties"), dict) else found


def problems(file: bytes) -> list[str]:
    schema, value = closed(json.loads((DOCS / "briefing.schema.json").read_text("utf-8"))), json.loads(file)
    which = schema["$defs"]["index" if "months" in value else "month-file"]
    found = Draft202012Validator({**which, "$defs": schema["$defs"]}).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in found]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads((DOCS / "briefing.schema.json").read_text("utf-8")))


@pytest.mark.parametrize("settings", [THREE, Settings(), Settings(default_marking="TLP:GREEN", audience="TLP:GREEN")])
def test_every_file_is_as_the_schema_says(settings: Settings) -> None:
    found = {path: problems(file) for path, file in made(settings).items() if path.endswith(".json")}
    assert len(found) == 4 and {path: each for path, each in found.items() if each} == {}


def test_an_empty_site_has_its_index_and_its_tables() -> None:
    found = made(files={})
    assert found.keys() == {"briefing.json", *(f"data/{name}.csv" for name in TABLES)}
    assert problems(found["briefing.json"]) == [] and json.loads(found["briefing.json"])["months"] == []


def test_every_field_and_column_is_in_the_documentation() -> None:
    schema, told = json.loads((DOCS / "briefing.schema.json").read_text("utf-8")), (DOCS / "data.md").read_text("utf-8")
    fields = {name for each in schema["$defs"].values() for name in each.get("properties", ())}
    names = fields | {column for columns in COLUMNS.values() for column in columns}
    assert {name for name in names if f"`{name}`" not in told} == set()


def test_the_example_of_the_documentation_is_one() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", (DOCS / "data.md").read_text("utf-8"), re.DOTALL)
    assert problems(example.encode()) == []


def test_files_are_utf8_end_in_one_newline_and_escape_no_letter() -> None:
    for path, file in made().items():
        assert file.endswith(b"\r\n" if path.endswith(".csv") else b"}\n") and b"\\u" not in file, path
        assert file.startswith(b"\xef\xbb\xbf") == path.endswith(".csv")
    assert "Özet" in made()["data/2026-02.json"].decode()


def test_the_index_counts_what_the_files_hold() -> None:
    index = json.loads(made()["briefing.json"])
    assert [each["month"] for each in index["months"]] == ["2026-03", "2026-02", "2026-01"]
    for each in index["months"]:
        file = month(each["month"])
        assert {name: len(found) for name, found in file.items() if isinstance(found, list)} == {
            name: count for name, count in each.items() if isinstance(count, int)
        }
        assert each.get("tables", {}).keys() == {name for name in TABLES if file[name]}
    assert {name: each["rows"] for name, each in index["tables"].items()} == {
        "statements": 2,
        "figures": 1,
        "events": 1,
    }


def test_the_index_names_who_has_a_page() -> None:
    index = json.loads(made()["briefing.json"])
    assert [each["id"] for each in index["people"]] == ["lavrov"] and index["organisations"] == []
    assert index["people"][0]["name"] == {"tr": "Sergey Lavrov", "ru": "Сергей Лавров"}
    assert index["themes"][-1] == {
        "id": "c",
        "url": "/themes/c/",
        "title": {"tr": "C"},
        "parent": "a",
        "states": [{"arrow": "worse", "since": "2025-12", "reason": {"tr": "Neden", "en": "Why"}}],
    }


def test_an_article() -> None:
    found = {(each["id"], each["lang"]): each for each in month("2026-02")["articles"]}
    own, other = found["2026-02-03-x", "tr"], found["2026-02-03-x", "en"]
    assert own["url"] == "/articles/2026/02/03/x/" and own["absolute"] == "https://example.org/b/articles/2026/02/03/x/"
    assert (own["date"], own["updated"], own["edition"]) == ("2026-02-03", "2026-02-05T10:00:00+03:00", "2026-02-03")
    assert own["source"] == {"id": "trt", "name": {"tr": "TRT Haber"}, "url": "https://example.org/x"}
    assert own["forms"] == [{"id": "2026-02-03-x", "lang": "en"}] and "translates" not in own and other["translates"]
    assert own["passages"] == [{"anchor": "a", "themes": ["a"], "lead": "Önce.", "mentions": ["lavrov"]}]
    assert "absolute" not in month("2026-02", settings=Settings())["articles"][0]


def test_claims_stand_once_with_who_says_so() -> None:
    found = month("2026-02")
    assert [each["article"] for each in found["statements"]] == ["2026-02-03-x", "2026-02-01-y"]
    assert found["statements"][0]["speaker_id"] == "lavrov" and found["statements"][0]["text"] == {"tr": '=Söz"ü"'}
    assert found["statements"][1]["speaker"] == {"tr": "Ali Er"} and "speaker_id" not in found["statements"][1]
    (figure,) = found["figures"]
    assert (figure["claimed_by_id"], figure["qualifier"], figure["period"]) == ("lavrov", "about", "2025")
    assert figure["title"] == {"tr": "Asker", "en": "Troops"} and figure["url"] == "/articles/2026/02/03/x/#a"
    (correction,) = found["corrections"]
    assert (correction["figure"], correction["was"], correction["now"]) == ("n", "2", "2,3")


def test_an_event_stands_once_with_its_former_date_and_all_who_tell_of_it() -> None:
    (event,) = month("2026-03")["events"]
    assert (event["date"], event["formerly"], event["status"]) == ("2026-03", "2026-04", "planned")
    assert [(each["article"], each.get("told_by")) for each in event["told_in"]] == [
        ("2026-02-03-x", {"tr": "Ayşe Yılmaz"}),
        ("2026-02-01-y", None),
    ]
    assert table("events")[0]["last_day"] == "2026-03-31"


def test_of_a_retracted_text_stands_its_title_and_the_correction() -> None:
    found = month("2026-01")
    (article,) = found["articles"]
    assert article["retracted"] is True and not article.keys() & {"summary", "passages", "themes", "people"}
    assert [each["kind"] for each in found["corrections"]] == ["retraction"]


def test_an_edition() -> None:
    (found,) = [each for each in month("2026-02")["editions"] if each["id"] == "2026-02-03"]
    assert found["lead"] == {"tr": "Girişi"} and found["articles"] == [{"id": "2026-02-03-x", "lang": "tr"}]
    assert found["takeaways"] == [{"text": {"tr": "Sonuç"}, "ref": "2026-02-03-x"}]
    states = {each["id"]: each["state"]["arrow"] for each in found["themes"] if "state" in each}
    assert (states, found["since"]) == ({"c": "worse"}, "2026-02-01")


def test_what_is_new_in_an_edition_refers_to_its_records() -> None:
    file = month("2026-02")
    (found,) = [each for each in file["editions"] if each["id"] == "2026-02-03"]
    changes = next(each["changes"] for each in found["themes"] if each["id"] == "a")
    assert changes["passages"] == ["2026-02-03-x#a"]
    assert changes["statements"] == [{"article": "2026-02-03-x", "lang": "tr", "number": 1}]
    assert file["statements"][0]["number"] == 1 and "silent" not in changes


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2300", "2300"),
        ("2.30", "2.30"),
        ("0", "0"),
        ("-0.5", "-0.5"),
        ("1E+3", "1000"),
        ("123456789012345", "123456789012345"),
        ("1234567890123456", '"1234567890123456"'),
        ("0.1234567890123456", '"0.1234567890123456"'),
    ],
)
def test_a_number_keeps_every_digit(value: str, written: str) -> None:
    line = as_json({"value": Decimal(value)}, ())
    assert line == b'{"value":%s}' % written.encode() and Decimal(str(exact(Decimal(value)))) == Decimal(value)


def test_nothing_is_left_out_but_what_is_empty() -> None:
    record = {"a": None, "b": "", "c": (), "d": False, "e": 0, "f": {"g": None}, "h": ("",)}
    assert as_json(record, ()) == b'{"e":0,"h":[""]}'


def test_texts_are_by_language_with_the_first_where_one_is_missing() -> None:
    words = Localised((Words("bir", "tr"), Words("один", "ru")))
    assert json.loads(as_json({"t": words}, ("en", "ru"))) == {"t": {"tr": "bir", "ru": "один"}}
    assert json.loads(as_json({"t": Words("x")}, ("en",))) == {"t": {"und": "x"}}


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(opening: str) -> None:
    line = as_row([f"{opening}cmd|' /C calc'!A0", f"a{opening}b", Decimal("-2")], "tr")
    ((first, second, third),) = csv.reader(io.StringIO(line, newline=""), strict=True)
    assert first == f"'{opening}cmd|' /C calc'!A0" and (second, third) == (f"a{opening}b", "-2")


def test_a_table() -> None:
    rows = table("statements")
    assert [row["article"] for row in rows] == ["2026-02-03-x", "2026-02-01-y"] and tuple(rows[0]) == COLUMNS[
        "statements"
    ]
    assert rows[0]["text"] == '\'=Söz"ü"' and rows[0]["url"] == "https://example.org/b/articles/2026/02/03/x/#a"
    assert (rows[0]["source_name"], rows[0]["theme_title"], rows[0]["mode"]) == ("TRT Haber", "Konu A", "direct")
    (figure,) = table("figures")
    assert (figure["value"], figure["to"], figure["title"]) == ("2.30", "123456789012345.5", "Asker")
    assert table("2026-02-figures") == [figure] and table("2026-02-statements") == rows
    assert table("statements", settings=Settings())[0]["url"] == "/articles/2026/02/03/x/#a"


def test_what_is_marked_says_so_in_every_file() -> None:
    files = FILES | {
        "articles/2026-02-02-w.md": text("marking: TLP:GREEN\nstatements: [{speaker: Ali Er, text: Dedi.}]")
    }
    settings = Settings(audience="TLP:GREEN")
    found = made(settings, files)
    assert all(json.loads(file)["marking"] == "TLP:GREEN" for path, file in found.items() if path.endswith(".json"))
    rows = table("statements", settings=settings, files=files)
    assert sorted(row["marking"] for row in rows) == ["", "", "TLP:GREEN"]
    assert {row["site_marking"] for row in rows} == {"TLP:GREEN"}
    assert b"TLP" not in b"".join(made().values())


def test_the_same_content_in_another_order_gives_the_same_bytes() -> None:
    assert made() == made(files=dict(reversed(FILES.items())))


@pytest.mark.parametrize("way", ["draft: true", "status: withheld", "embargo: 2026-03-01T12:00:01+03:00"])
def test_a_text_that_is_kept_back_leaves_nothing(way: str) -> None:
    secret = text(
        f"{way}\nsummary: Zq\nthemes: [a]\nevents: [{{id: zq, date: 2026-02-04, title: Zq}}]\n"
        "figures: [{id: zq, title: Zq, value: 98765, claimed_by: Zq Zq}]\nstatements: [{speaker: bolat, text: Zq}]",
        title="Zq",
    )
    assert made(files=FILES | {"articles/2026-02-04-zq.md": secret}) == made()


AUDITED = {
    "a sentence over a line": ("x.json", r'{"lead": "Evet.\nGizli heyet yarın sabah gizlice gidecek"}'),
    "a sentence in escapes": ("x.json", r'["Gizli heyet yar\u0131n\tsabah gizlice gidecek"]'),
    "a short title": ("x.json", '{"title": {"tr": "Gizli gündem"}}'),
    "an id": ("x.json", '{"people": [{"id": "gizli-kisi"}]}'),
    "an address": ("x.json", '{"url": "/people/gizli-kisi/"}'),
    "a cell": ("x.csv", 'a,b\r\n1,"Gizli heyet yarın ""sabah"" gizlice gidecek"\r\n'),
    "a short title in a cell": ("x.csv", "\ufefftitle,b\r\n'Gizli gündem,1\r\n"),
    "an id in a cell": ("x.csv", "speaker_id,b\r\ngizli-kisi,1\r\n"),
    "an address in a cell": ("x.csv", "urls\r\nhttps://a.example/x/ https://a.example/people/gizli-kisi/#y\r\n"),
    "what is no JSON": ("x.json", '{"lead": "Gizli heyet yarın sabah gizlice gidecek"'),
}


@pytest.mark.parametrize("case", AUDITED)
def test_the_audit_reads_data(case: str) -> None:
    audit = Audit(
        phrases={words("Gizli heyet yarın sabah gizlice gidecek"): "g.md"},
        titles={words("Gizli gündem"): "g.md"},
        paths={"gizli-kisi": "g.md"},
        base_url="https://a.example",
    )
    path, file = AUDITED[case]
    assert [hit[0] for hit in audit.hits(path, file.encode())] == ["g.md"]


def test_a_code_or_the_id_of_an_event_is_nobodys_name() -> None:
    audit = Audit(titles={"news": "g.md", "tur": "g.md"}, paths={"tur": "g.md", "2026-02-05": "g.md"})
    line = b'{"kind": "news", "events": [{"id": "tur", "date": "2026-02-05"}]}'
    assert audit.hits("data/2026-02.json", line) == ()


def test_new_words_reach_their_month_and_no_table(site: Site, build: Run) -> None:
    site.article("2026-02-03-x", 'statements: [{speaker: Ali Er, text: "Dedi."}]', title="Bir")
    site.article("2026-02-04-y", 'statements: [{speaker: Ali Er, text: "Yine."}]', title="İki")
    site.article("2026-01-03-z", title="Üç")
    assert build(site.root).code == 0
    before = tree(site.out)
    site.article("2026-02-03-x", 'statements: [{speaker: Ali Er, text: "Dedi."}]', title="Başka")
    assert build(site.root).code == 0
    changed = {path for path, digest in tree(site.out).items() if before[path] != digest}
    assert {path for path in changed if path.endswith((".json", ".csv"))} == {"data/2026-02.json"}
    site.article("2026-02-03-x", 'statements: [{speaker: Ali Er, text: "Demedi."}]', title="Başka")
    before = tree(site.out)
    assert build(site.root).code == 0
    changed = {path for path, digest in tree(site.out).items() if before[path] != digest}
    assert {path for path in changed if path.endswith((".json", ".csv"))} == {
        "data/2026-02.json",
        "data/2026-02-statements.csv",
        "data/statements.csv",
    }


def test_a_new_text_touches_its_month_the_index_and_the_whole_tables(site: Site, build: Run) -> None:
    site.article("2026-02-03-x", title="Bir")
    site.article("2026-01-03-z", 'statements: [{speaker: Ali Er, text: "Dedi."}]', title="Üç")
    assert build(site.root).code == 0
    before = tree(site.out)
    site.article("2026-02-04-y", title="İki")
    assert build(site.root).code == 0
    changed = {path for path, digest in tree(site.out).items() if before.get(path) != digest}
    assert {path for path in changed if path.endswith((".json", ".csv"))} == {"briefing.json", "data/2026-02.json"}


def test_targets_are_published_after_what_they_point_to() -> None:
    assert of_data(knowledge(FILES))[-1].kind == "data-index"
