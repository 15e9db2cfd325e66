"""Where a site theme's templates and static files are: the site's own folder first, then the bundled one."""

from dataclasses import dataclass
from pathlib import Path

import briefgen
from briefgen.site import own_words
from briefgen.text.document import is_utf8
from briefgen.text.finding import Finding, error
from briefgen.text.message import say
from briefgen.text.span import Span
from briefgen.text.suggesting import nearest

FALLBACK = "press"
_TEXT = (".html", ".xml", ".txt", ".po")


@dataclass(frozen=True)
class SiteTheme:
    """`templates` are folders in the order of search; `static` are files by name (POSIX, below static/)."""

    templates: list[Path]
    static: dict[str, Path]


def bundled() -> Path:
    """The folder of the site themes that come with briefgen: in a wheel beside the package's modules, else in the clone."""
    package = Path(briefgen.__file__).parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def find(root: Path, name: str, place: Span) -> tuple[SiteTheme | None, list[Finding]]:
    """The site theme of a name; a finding where there is none."""
    own, shipped = root / "themes" / name, bundled() / name
    if not own.is_dir() and not shipped.is_dir():
        folders = (root / "themes", bundled())
        names = {path.name for folder in folders if folder.is_dir() for path in folder.iterdir()}
        near = nearest(name, names)
        hint = say("did you mean '%(id)s'?", id=near) if near else say("there are: %(ids)s", ids=tuple(sorted(names)))
        return None, [error("unknown-site-theme", place, say("no site theme '%(id)s'", id=name), hint)]
    # A site overrides one file by putting its own at the same path; what it lacks comes from the bundled site theme.
    layers = [own, shipped, bundled() / FALLBACK]
    static: dict[str, Path] = {}
    for layer in reversed(layers):
        static |= _files(layer / "static")
    templates = [layer / "templates" for layer in layers if (layer / "templates").is_dir()]
    findings = [*unreadable(templates, root), *own_words.mistakes(templates, root)]
    return SiteTheme(list(dict.fromkeys(templates)), dict(sorted(static.items()))), findings


def parts(name: str) -> dict[str, Path]:
    """Every file of a bundled site theme, and of the one that it falls back to, by its path below the theme's folder."""
    layers = (bundled() / FALLBACK, bundled() / name)
    kinds = ("templates", "static")
    return {f"{kind}/{path}": file for layer in layers for kind in kinds for path, file in _files(layer / kind).items()}


def _files(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        return {}
    inside = folder.resolve()
    # A link may lead to any file of the machine; only what lies in the folder is published.
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.resolve().is_relative_to(inside))
    named = {path.relative_to(folder).as_posix(): path for path in found if not path.name.startswith((".", "_", "~$"))}
    return {name: path for name, path in named.items() if is_utf8(name)}


def unreadable(folders: list[Path], root: Path) -> list[Finding]:
    """Templates of the site that are not UTF-8, which Jinja would stumble over in the middle of a build."""
    findings = []
    for folder in (folder for folder in folders if folder.is_relative_to(root)):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _TEXT and path.is_file():
                try:
                    path.read_text("utf-8")
                except (OSError, UnicodeDecodeError):
                    span = Span(path.relative_to(root).as_posix())
                    findings.append(error("not-utf8", span, say("this template is not UTF-8"), say("save it in UTF-8")))
    return findings
