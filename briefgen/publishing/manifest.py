"""What briefgen wrote into an output folder: the licence to replace and delete there, and the folder's audience.

One file per output folder, kept in `.briefgen/`, never in the folder itself.
"""

import hashlib
import os
import shutil
from pathlib import Path

import msgspec
from msgspec.structs import replace

VERSION = 2


class Written(msgspec.Struct, frozen=True, array_like=True):
    """One file as it was written: SHA-256 of its bytes (hex, empty while under way), its size, its time in ns."""

    digest: str
    size: int = 0
    time: int = 0


class Manifest(msgspec.Struct):
    """What was written: `files` by path relative to the output folder `out` (itself relative to the project).

    `texts` are the articles shown, `searched` fingerprints of what the audit looked for in every file, `excused` the
    files in which it came upon words that a visible entry held as well.
    """

    out: str = ""
    audience: str = ""
    texts: tuple[str, ...] = ()
    searched: frozenset[str] = frozenset()
    excused: tuple[str, ...] = ()
    files: dict[str, Written] = {}
    version: int = VERSION

    def is_current(self, out: Path, path: str, digest: str) -> bool:
        """Whether the file on disk is still the one that was written, with those bytes."""
        known = self.files.get(path)
        if known is None or known.digest != digest:
            return False
        try:
            found = os.lstat(f"{out}/{path}")
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (known.size, known.time)


def manifest_path(state: Path, root: Path, out: Path) -> Path:
    """Where the manifest of an output folder is kept; a project that moves keeps it."""
    name = os.path.relpath(out, root)
    return state / "manifests" / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"


def load(path: Path) -> Manifest | None:
    """The manifest, or else its copy; None where neither can be read: what was listed is then foreign."""
    for file in (path, _copy(path)):
        try:
            found = msgspec.json.decode(file.read_bytes(), type=Manifest)
        except (OSError, ValueError):
            continue
        if found.out and found.version in (1, VERSION):
            return replace(found, version=VERSION)
    return None


def save(path: Path, manifest: Manifest) -> None:
    """Replace the manifest as a whole, then its copy: of all that is kept, it alone cannot be made again."""
    data = msgspec.json.encode(manifest)
    replace_file(path, data)
    replace_file(_copy(path), data)


def _copy(path: Path) -> Path:
    return path.with_suffix(".copy")


def replace_file(path: Path, data: bytes) -> None:
    """Replace a file as a whole: whoever reads it finds the old bytes or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        remove_file(path)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(data)
    beside.replace(path)


def remove_file(path: Path) -> None:
    """Remove a file of our state, and whatever somebody has put in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
