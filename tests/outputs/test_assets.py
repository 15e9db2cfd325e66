"""Static files under names with a fingerprint, and the stylesheets that refer to them."""

import re
from pathlib import Path

from briefgen.pipeline import build
from briefgen.report import Options

STYLES = """@import url(press.css); .a { background: url("../pics/a.png") } .b { background: url( 'yok.png' ) }
.c { background: url(data:image/png;base64,AA==) } .d { background: url(//elsewhere.example/x.png) }"""


def built(root: Path, styles: str, picture: bytes) -> tuple[str, str]:
    """The name and the text of the site's own stylesheet."""
    (root / "briefgen.toml").write_text("")
    (root / "content").mkdir(exist_ok=True)
    static = root / "themes" / "press" / "static"
    for name, data in (("css/own.css", styles.encode()), ("pics/a.png", picture)):
        (static / name).parent.mkdir(parents=True, exist_ok=True)
        (static / name).write_bytes(data)
    assert not build(Options(root=root)).has_errors
    (made,) = (root / "site" / "assets" / "css").iterdir()
    return made.name, made.read_text("utf-8")


def test_a_stylesheet_finds_its_files_under_their_new_names(tmp_path: Path) -> None:
    name, text = built(tmp_path, STYLES, b"one")
    found = re.search(r'url\("(\.\./\.\./assets/pics/a\.[0-9a-f]{10}\.png)"\)', text)
    assert found and (tmp_path / "site" / "assets" / "css" / found[1]).resolve().read_bytes() == b"one"
    # What is no file of the site theme stays as it was written.
    for kept in (
        "url(press.css)",
        "url( 'yok.png' )",
        "url(data:image/png;base64,AA==)",
        "url(//elsewhere.example/x.png)",
    ):
        assert kept in text
    # Another picture is another name in the stylesheet, so that is another stylesheet.
    other, again = built(tmp_path, STYLES, b"two")
    assert other != name and again != text


def test_every_stylesheet_of_the_site_theme_refers_to_what_is_there(tmp_path: Path) -> None:
    built(tmp_path, "a {}", b"")
    for sheet in (tmp_path / "site" / "assets").glob("*.css"):
        for reference in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text("utf-8")):
            assert (sheet.parent / reference).is_file(), (sheet.name, reference)
