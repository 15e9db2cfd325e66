"""docs/customising.md: its examples work, and its lists of classes and properties are those of the site theme."""

import re
import shutil
from pathlib import Path

import pytest

from briefgen.pipeline import build
from briefgen.project import UsageProblem
from briefgen.report import Options
from briefgen.scaffold import copy_part, scaffold
from briefgen.site.site_theme import bundled, parts

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "customising.md").read_text("utf-8")
PRESS = bundled() / "press"
STYLES = [re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S) for path in sorted(PRESS.glob("static/*.css"))]


def chapter(title: str) -> str:
    """The text below a heading of the guide."""
    _, _, rest = GUIDE.partition(f"\n## {title}\n")
    assert rest, title
    return rest.partition("\n## ")[0]


def example(title: str, root: Path) -> Path:
    """A small site with the files of a section's example, built."""
    scaffold(root)
    files = re.findall(r"^`([^`]+)`:\n\n```\w+\n(.*?)^```", chapter(title), re.M | re.S)
    assert files
    for path, text in files:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def page(root: Path, path: str = "index.html") -> str:
    report = build(Options(root=root))
    assert [finding for finding in report.findings if finding.is_error] == []
    return (root / "site" / path).read_text("utf-8")


def styles_of(root: Path) -> str:
    (own,) = (root / "site" / "assets").glob("custom.*.css")
    return own.read_text("utf-8")


def test_colours(tmp_path: Path) -> None:
    root = example("Colours", tmp_path)
    html = page(root)
    assert html.index("assets/press.") < html.index("assets/custom.")
    assert "--accent: light-dark(#7a1230" in styles_of(root)
    (style,) = (root / "site" / "assets").glob("press.*.css")
    assert style.read_text("utf-8").endswith(".theme-enerji { --hue: #2f5d4a; }\n")


def test_fonts(tmp_path: Path) -> None:
    root = example("Fonts", tmp_path)
    (root / "themes/press/static/house.woff2").write_bytes(b"a font")
    page(root)
    found = re.search(r'url\("([^"]+)"\)', styles_of(root))
    assert found and (root / "site" / "assets" / found[1]).resolve().read_bytes() == b"a font"


def test_a_page(tmp_path: Path) -> None:
    html = page(example("A page", tmp_path), "404.html")
    assert "basin@ornek.gov.tr" in html and 'class="ways"' in html


def test_a_language(tmp_path: Path) -> None:
    root = example("A language", tmp_path)
    english = page(root, "en/articles/2026/02/03/ornek/index.html")
    assert '<html lang="en">' in english and ">In their words</a>" in english and ">Statements</a>" not in english
    assert "Örnek metin" in page(root, "articles/2026/02/03/ornek/index.html")


def test_every_template_is_told() -> None:
    told = set(re.findall(r"`([a-z0-9_]+\.html)`", chapter("A page"))) | {"macros.html"}
    assert told == {path.name for path in (PRESS / "templates").glob("*.html")}
    named = set(
        re.findall(r"`(\w+)`", next(row for row in chapter("A page").splitlines() if row.startswith("| `macros/")))
    )
    assert {path.stem for path in (PRESS / "templates" / "macros").iterdir()} <= named


def test_every_property_is_told() -> None:
    told = set(re.findall(r"`(--[a-z]+)`", chapter("What you may rely on")))
    assert told == {name for text in STYLES for name in re.findall(r"(--[a-z]+)\s*:", text)} | {"--hue"}


def test_every_class_is_told(tmp_path: Path) -> None:
    """Those of the stylesheets, and those of the pages of the sample briefing."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "briefgen.toml", tmp_path)
    page(tmp_path)
    used = {name for path in (tmp_path / "site").rglob("*.html") for name in classes(path.read_text("utf-8"))}
    for text in STYLES:
        selectors = re.sub(r'\{[^{}]*\}|"[^"]*"', " ", text)
        used |= set(re.findall(r"\.([a-z][\w-]*)", selectors))
    table = [row for row in chapter("What you may rely on").splitlines() if row.startswith("|") and "`--" not in row]
    told = {name for row in table for name in re.findall(r"`([\w-]+)`", row)}
    assert {form(name) for name in used} == told


def classes(html: str) -> set[str]:
    return {name for found in re.findall(r'class="([^"]*)"', html) for name in found.split()}


def form(name: str) -> str:
    """A class that stands for many: `theme-ID`."""
    for start, shape in (("theme-", "theme-ID"), ("page-", "page-KIND"), ("step-", "step-N")):
        if name.startswith(start):
            return shape
    return name


def test_a_part_is_copied_once(tmp_path: Path) -> None:
    scaffold(tmp_path)
    assert copy_part(tmp_path, "macros/card.html") == "themes/press/templates/macros/card.html"
    assert copy_part(tmp_path, "./themes/press/static/press.css") == "themes/press/static/press.css"
    copied = tmp_path / "themes/press/templates/macros/card.html"
    assert copied.read_bytes() == parts("press")["templates/macros/card.html"].read_bytes()
    copied.write_text("mine", "utf-8")
    with pytest.raises(UsageProblem) as raised:
        copy_part(tmp_path, "templates/macros/card.html")
    assert "is there already" in raised.value.message.text()
    assert copied.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("artcle.html", "did you mean 'article.html'"),
        ("card.html", "did you mean 'macros/card.html'"),
        ("../../briefgen.toml", "there are:"),
        ("/etc/passwd", "there are:"),
        ("", "there are:"),
        ("macros", "did you mean 'macros.html'"),
    ],
)
def test_a_part_that_is_none_is_told_of(tmp_path: Path, wanted: str, told: str) -> None:
    scaffold(tmp_path)
    with pytest.raises(UsageProblem) as raised:
        copy_part(tmp_path, wanted)
    assert told in raised.value.message.text()
    assert not (tmp_path / "themes").exists()
