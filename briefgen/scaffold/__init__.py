"""A small site to begin with."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from briefgen.project import UsageProblem
from briefgen.text.message import say


def scaffold(folder: Path) -> list[str]:
    """Write the files of a small site into `folder`, which must be empty or absent. Returns their paths below it."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageProblem(say("%(out)s holds files already; name an empty or a new folder", out=str(folder)))
    written = []
    for path, source in sorted(_files(resources.files(__package__) / "files", "")):
        target = folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
        except OSError as problem:
            raise UsageProblem(say("%(out)s cannot be written (%(problem)s)", out=path, problem=str(problem))) from None
        written.append(path)
    return written


def _files(folder: Traversable, below: str) -> list[tuple[str, Traversable]]:
    found = []
    for item in folder.iterdir():
        path = f"{below}{item.name}"
        if item.is_dir():
            found += _files(item, f"{path}/")
        elif not item.name.endswith((".py", ".pyc")):
            found.append((path.replace("dot-", "."), item))
    return found
