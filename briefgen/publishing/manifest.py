"""What briefgen wrote into an output folder: the licence to replace and delete there, and the folder's audience.

One file per output folder, kept in `.briefgen/`, never in the folder itself.
"""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

VERSION = 2


@dataclass(frozen=True)
class Written:
    """One file as it was written: SHA-256 of its bytes (hex, empty while under way), its size, its time in ns."""

    digest: str
    size: int = 0
    time: int = 0


@dataclass
class Manifest:
    """What was written: `files` by path relative to the output folder `out` (itself relative to the project).

    `texts` are the articles shown, `searched` fingerprints of what the audit looked for in every file, `excused` the
    files in which it came upon words that a visible entry held as well.
    """

    out: str = ""
    audience: str = ""
    files: dict[str, Written] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    searched: frozenset[str] = frozenset()
    excused: tuple[str, ...] = ()

    def is_current(self, out: Path, path: str, digest: str) -> bool:
        """Whether the file on disk is still the one that was written, with those bytes."""
        known = self.files.get(path)
        if known is None or known.digest != digest:
            return False
        try:
            found = os.lstat(out / path)
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (known.size, known.time)


def manifest_path(state: Path, root: Path, out: Path) -> Path:
    """Where the manifest of an output folder is kept; a project that moves keeps it."""
    name = os.path.relpath(out, root)
    return state / "manifests" / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"


def load(path: Path) -> Manifest | None:
    """The manifest, or None where there is none that can be read; what it listed is then foreign."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["version"] not in (1, VERSION):
            return None
        files = {name: Written(*values) for name, values in data["files"].items()}
        return Manifest(
            data["out"],
            data["audience"],
            files,
            tuple(data["texts"]),
            frozenset(data.get("searched", ())),
            tuple(data.get("excused", ())),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(path: Path, manifest: Manifest) -> None:
    """Replace the manifest as a whole."""
    data = {
        "version": VERSION,
        "out": manifest.out,
        "audience": manifest.audience,
        "texts": list(manifest.texts),
        "searched": sorted(manifest.searched),
        "excused": list(manifest.excused),
        "files": {name: [w.digest, w.size, w.time] for name, w in sorted(manifest.files.items())},
    }
    replace_file(path, json.dumps(data, ensure_ascii=False).encode())


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
