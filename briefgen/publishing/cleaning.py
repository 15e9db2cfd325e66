"""Removing what was written, and nothing else."""

import shutil
from pathlib import Path

from briefgen.publishing import manifest
from briefgen.publishing.publisher import Published, remove

STATE = ".briefgen"


def clean(root: Path) -> int:
    """Delete every output that a manifest of the project lists, then the state. Returns how many files went."""
    done = Published()
    kept = (root / STATE / "manifests").glob("*.*")
    for path in sorted({file.with_suffix(".json") for file in kept}):
        found = manifest.load(path)
        if found is not None:
            out = (root / found.out).resolve()
            for name in found.files:
                remove(out, name, done)
            if out.is_dir() and not any(out.iterdir()):
                out.rmdir()
    shutil.rmtree(root / STATE, ignore_errors=True)
    return len(done.removed)
