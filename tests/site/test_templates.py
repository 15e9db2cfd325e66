"""Jinja as briefgen uses it: strict, escaped, every look-up a question."""

import re
import shutil
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from briefgen.engine.asking import Ask, UnknownQuestion
from briefgen.site.compiled import CompiledTemplates, folder_of_this_version
from briefgen.site.precompile import main
from briefgen.site.site_theme import bundled
from briefgen.site.template_findings import template_finding
from briefgen.site.templates import Templates, render
from tests.assembling.conftest import REGISTRY, text
from tests.site.conftest import asking

FILES = REGISTRY | {"articles/2026-02-03-x.md": text("themes: [a]", title="a < b")}


def write(folder: Path, **templates: str) -> Path:
    for name, source in templates.items():
        (folder / f"{name}.html").write_text(source, "utf-8")
    return folder


def rendered(folder: Path, name: str = "page", ask: Ask | None = None) -> str:
    ask = ask or asking(FILES, folders=[folder])
    return render(f"{name}.html", ask, {"lang": "tr", "here": "/a/b/", "target": None}, "../../")


def test_a_template_asks_and_its_values_are_escaped(tmp_path: Path) -> None:
    write(tmp_path, page="{{ ask('card', '2026-02-03-x', 'tr', 'tr').title }}|{{ here }}|{{ lang }}")
    assert rendered(tmp_path) == "a &lt; b|/a/b/|tr"


def test_links_go_up_to_the_root(tmp_path: Path) -> None:
    assert rendered(write(tmp_path, page="{{ '/themes/a/'|link }}")) == "../../themes/a/"


def test_every_look_up_is_a_question_misses_too(tmp_path: Path) -> None:
    write(
        tmp_path,
        page="{% extends 'mine.html' %}{% from 'parts.html' import p %}{% block b %}{{ p() }}"
        "{% include 'yok.html' ignore missing %}"
        "{% include ['yok2.html', 'in.html'] %}{% endblock %}",
        mine="[{% block b %}{% endblock %}]",
        parts="{% macro p() %}{{ ask('layout', lang).home }}{% endmacro %}",
    )
    (tmp_path / "in.html").write_text("in", "utf-8")
    ask = asking(FILES, folders=[tmp_path])
    assert rendered(tmp_path, ask=ask) == "[/in]"
    names = {node.question[1] for node in ask.trace if node.question[0] == "Template"}
    assert names == {f"{name}.html" for name in ("page", "mine", "parts", "yok", "yok2", "in")}
    assert ("layout", "tr") in {node.question for node in ask.trace}


@pytest.mark.parametrize(
    "how", ["{% from 'parts.html' import p %}{{ p() }}", "{% import 'parts.html' as m2 %}{{ m2.p() }}"]
)
def test_imports_see_the_context(tmp_path: Path, how: str) -> None:
    write(tmp_path, page=how, parts="{% macro p() %}{{ lang }}{{ here }}{% endmacro %}")
    assert rendered(tmp_path) == "tr/a/b/"


@pytest.mark.parametrize(
    "source", ["{{ yok }}", "{{ target.yok.x }}", "{{ site.yok }}", "{% if yok %}{% endif %}", "{{ m.yok() }}"]
)
def test_what_is_undefined_fails(tmp_path: Path, source: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(write(tmp_path, page=source))


def test_what_takes_fewer_steps_means_what_it_does_in_jinja(tmp_path: Path) -> None:
    write(
        tmp_path,
        page="{% extends 'mine.html' %}{% block b %}{% set d = {'a': {'b': '<'}} %}{{ d.a.b }} {{ d.c is defined }}"
        "{% for n in 'xy' %} {{ n if loop.last }}{{ loop.index }}{% endfor %} {{ super() }}{% endblock %}",
        mine="[{% block b %}{{ _('Theme') }}\n    yield from here\n{% endblock %}]",
    )
    assert rendered(tmp_path) == "[&lt; False 1 y2 Konu\n    yield from here\n]"


def test_an_unknown_question_fails(tmp_path: Path) -> None:
    with pytest.raises(UnknownQuestion):
        rendered(write(tmp_path, page="{{ ask('yok') }}"))


@pytest.mark.parametrize("name", ["lower", "upper", "title", "capitalize"])
def test_filters_that_break_letters_are_banned(tmp_path: Path, name: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=f"'{name}'"):
        rendered(write(tmp_path, page=f"{{{{ 'i'|{name} }}}}"))


BUNDLED = bundled() / "press" / "templates"
METHODS = re.compile(r"(?<!self)\.(?:lower|upper|title|capitalize|casefold)\(\)")


@pytest.mark.parametrize("path", sorted(filter(Path.is_file, BUNDLED.rglob("*"))), ids=lambda path: path.name)
def test_the_bundled_templates_use_no_banned_filter_or_method(path: Path) -> None:
    source = path.read_text("utf-8")
    Templates([BUNDLED]).environment.compile(source)
    assert METHODS.findall(source) == []


def test_a_file_of_the_site_replaces_the_bundled_one_of_its_name(tmp_path: Path) -> None:
    assert rendered(write(tmp_path, redirect="bizim"), "redirect") == "bizim"
    assert Templates([tmp_path, BUNDLED]).load("base.html").filename == str(BUNDLED / "base.html")


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TemplateNotFound):
        rendered(write(tmp_path, page="{% include 'yok.html' %}"))


@pytest.mark.parametrize(
    ("source", "code", "line", "column"),
    [
        ("a\n{% if %}", "template-syntax", 2, None),
        ("a\n  {{ yok }}", "template-undefined", 2, 6),
        ("a\n{{ ask('yok') }}", "template-undefined", 2, 9),
        ("{% include 'yok.html' %}", "template-missing", 1, 13),
        ("\n\n{{ 1 / 0 }}", "template-error", 3, None),
    ],
)
def test_a_mistake_is_a_finding_with_its_place(
    tmp_path: Path, source: str, code: str, line: int, column: int | None
) -> None:
    folder = tmp_path / "themes"
    folder.mkdir()
    with pytest.raises(Exception) as caught:
        rendered(write(folder, page=source))
    finding = template_finding(caught.value, [folder], tmp_path)
    assert finding is not None
    assert (finding.code, finding.span.path, finding.span.line) == (code, "themes/page.html", line)
    assert column is None or finding.span.column == column


def test_a_macros_file_is_named_with_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    (folder / "macros").mkdir(parents=True)
    (folder / "macros" / "kart.html").write_text("{{ yok }}", "utf-8")
    for source, code, path in (
        ("{% include 'macros/kart.html' %}", "template-undefined", "<briefgen>/macros/kart.html"),
        ("{% include 'kart.html' %}", "template-missing", "<briefgen>/page.html"),
    ):
        with pytest.raises(Exception) as caught:
            rendered(write(folder, page=source))
        finding = template_finding(caught.value, [folder], tmp_path / "site")
        assert finding is not None and (finding.code, finding.span.path) == (code, path)
    assert finding.hint is not None and "'macros/kart.html'" in finding.hint.text()


def test_a_slip_of_our_own_is_no_finding(tmp_path: Path) -> None:
    try:
        raise KeyError("x")
    except KeyError as problem:
        assert template_finding(problem, [tmp_path], tmp_path) is None


def test_translations_escape_their_values(tmp_path: Path) -> None:
    write(tmp_path, page="{{ _('%(n)s!', n='<b>') }} {{ _('100%') }} {{ ngettext('%(num)s a', '%(num)s b', 3) }}")
    assert rendered(tmp_path) == "&lt;b&gt;! 100% 3 b"


def test_only_what_other_versions_compiled_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two programs may start in one folder at once: neither takes away what the other has just made."""
    removed: list[Path] = []
    monkeypatch.setattr(shutil, "rmtree", lambda path, **_: removed.append(Path(path)))
    (tmp_path / "templates" / "old").mkdir(parents=True)
    folder = folder_of_this_version(tmp_path / "templates")
    assert folder.is_dir() and removed == [tmp_path / "templates" / "old"]
    assert folder_of_this_version(tmp_path / "templates") == folder and len(removed) == 1


def test_compiled_templates_of_the_package_are_kept_for_all_sites_and_a_damaged_one_is_made_again(
    tmp_path: Path,
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    main()
    kept = CompiledTemplates(own)
    name = "404.html"
    file = BUNDLED / name
    source = file.read_text("utf-8")
    environment = Templates([BUNDLED], own).environment
    bucket = kept.get_bucket(environment, name, str(file), source)
    assert bucket.code is not None
    assert kept.get_bucket(environment, name, str(file), source + " ").code is None

    theirs = tmp_path / "theirs.html"
    theirs.write_text("{{ 1 }}")
    other = Templates([tmp_path], own)
    other.load("theirs.html")
    (compiled,) = own.iterdir()
    data = compiled.read_bytes()
    compiled.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert CompiledTemplates(own).get_bucket(other.environment, "theirs.html", str(theirs), "{{ 1 }}").code is None
