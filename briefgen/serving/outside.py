"""What a site is made from beside content/: its settings, its site themes, and those and the catalogues of the package."""

import hashlib
import os
from pathlib import Path

import briefgen
from briefgen.project import SETTINGS
from briefgen.scanning import SKIPPED
from briefgen.serving.watcher import Change, Place
from briefgen.site.site_theme import bundled

LOCALES = Path(briefgen.__file__).parent / "locales"


def places(root: Path) -> list[Place]:
    """The folders that a site is made from: its own, and those of the package."""
    names = frozenset({SETTINGS, "content", "themes"})
    return [
        Place(root, names),
        *(Place(folder) for folder in (root / "content", root / "themes", bundled(), LOCALES) if folder.is_dir()),
    ]


def outside_of(root: Path) -> dict[str, bytes]:
    """Everything beside content/ that a site is made from, by name with its digest."""
    found = {SETTINGS: root / SETTINGS}
    for folder in (root / "themes", bundled(), LOCALES):
        for path in folder.rglob("*"):
            if path.is_file() and not path.name.startswith(SKIPPED):
                is_own = path.is_relative_to(root)
                name = path.relative_to(root if is_own else folder).as_posix()
                found[name if is_own else f"<briefgen>/{name}"] = path
    digests = {"content": b""} if (root / "content").is_dir() else {}
    for name, path in found.items():
        try:
            digests[name] = hashlib.sha256(path.read_bytes()).digest()
        except OSError:
            continue
    return digests


def may_be_outside(root: Path, change: Change) -> bool:
    """Whether something other than content may have changed."""
    content = f"{root / 'content'}{os.sep}"
    return change.is_unsure or any(not path.startswith(content) for path in change.paths)
