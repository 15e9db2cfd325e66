"""What is counted stands in the form that its number wants."""

from decimal import Decimal

import pytest

from briefgen.model.localised import Words
from briefgen.pipeline import build
from briefgen.report import Options
from briefgen.site.units import counted, measure, read_forms
from tests.browsing import ROOT
from tests.conftest import Site

FORMS = read_forms((ROOT / "themes/press/templates/units.txt").read_text("utf-8"))


@pytest.mark.parametrize(
    ("lang", "unit", "number", "qualifier", "shown"),
    [
        ("en", "tests", "1", None, "test"),
        ("en", "test", "21", None, "tests"),
        ("en", "people", "1", "exactly", "person"),
        ("en", "barrels a day", "1", None, "barrel a day"),
        ("en", "tests", "1.5", None, "tests"),
        ("ru", "испытаний", "1", None, "испытание"),
        ("ru", "испытаний", "2", None, "испытания"),
        ("ru", "испытаний", "5", None, "испытаний"),
        ("ru", "испытание", "11", None, "испытаний"),
        ("ru", "испытание", "21", "exactly", "испытание"),
        ("ru", "рабочих дней", "3", None, "рабочих дня"),
        ("ru", "рабочих дней", "1.5", None, "рабочего дня"),
        ("ru", "рейсы", "3", None, "рейсы"),
        ("ru", "тонн нефти", "1", None, "тонна нефти"),
        ("ru", "рейсов", "21", "more-than", "рейса"),
        ("ru", "рейса", "2", "about", "рейсов"),
        ("ru", "рабочий день", "21", "at-most", "рабочего дня"),
        ("ru", "человек", "302", "at-least", "человек"),
        ("ru", "млн кубометров", "2.4", None, "млн кубометров"),
        ("tr", "asker", "1", None, "asker"),
        ("", "test", "1", None, "test"),
    ],
)
def test_a_unit_follows_its_number(lang: str, unit: str, number: str, qualifier: str | None, shown: str) -> None:
    assert counted(Words(unit, lang), FORMS, Decimal(number), qualifier) == Words(shown, lang)


def test_every_form_that_is_shipped_leads_to_all_the_others() -> None:
    for lang, forms in FORMS.items():
        for form, by_kind in forms.items():
            assert form in by_kind.values() and len(set(by_kind)) == {"en": 2, "ru": 4}[lang]
            assert measure(Words(form, lang), FORMS).text == by_kind["other" if lang == "en" else "many"]


def test_a_line_that_says_nothing_is_passed_over() -> None:
    assert read_forms("# ru: а, б\nru: один\nxx: a, b\n\nno colon") == {}
    assert read_forms("pl: dzień, dni, dni, dnia")["pl"]["dni"]["other"] == "dnia"


def test_units_of_a_page_and_of_its_chart(site: Site) -> None:
    """A value of 1 and one of 5 are of one scale, whatever the forms in which they were written."""
    site.write("briefgen.toml", 'title = "Проба"\nlanguages = ["ru"]\n')
    for day, value, unit in ((1, "1", "рейс"), (2, "3", "рейса"), (3, "5", "рейсов")):
        figure = f'{{id: a, series: s, title: "Рейсы", value: {value}, unit: "{unit}", claimed_by: "Кто-то"}}'
        site.article(f"2026-01-0{day}-a", f"date: 2026-01-0{day}\nfigures: [{figure}]")
    assert not build(Options(root=site.root)).has_errors
    page = (site.out / "figures/s/index.html").read_text("utf-8").replace("\u00a0", " ")
    assert page.count('<figure class="chart">') == 1 and "Рейсы, рейсов" in page
    for shown in ("1 рейс<", "3 рейса<", "5 рейсов<"):
        assert shown in page


def test_a_site_brings_its_own(site: Site) -> None:
    site.write("briefgen.toml", 'title = "Trial"\nlanguages = ["en"]\n')
    site.write("themes/press/templates/units.txt", "en: goose, geese\n")
    figure = '{id: a, series: s, title: "Birds", value: 1, unit: geese, claimed_by: "Someone"}'
    site.article("2026-01-01-a", f"figures: [{figure}]")
    assert not build(Options(root=site.root)).has_errors
    assert "1\u00a0goose<" in (site.out / "figures/s/index.html").read_text("utf-8")
