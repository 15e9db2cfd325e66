"""A small site to begin with, and parts of the site theme to go on with."""

import re
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from briefgen.project import UsageProblem, open_project
from briefgen.reading import values
from briefgen.site import own_words, site_theme
from briefgen.text.message import Message, say
from briefgen.text.suggesting import nearest

_WORDS = re.compile(rf"(?:templates/)?({own_words.FOLDER}/(?P<lang>\w+)\.po)")


def scaffold(folder: Path) -> list[str]:
    """Write the files of a small site into `folder`, which must be empty or absent. Returns their paths below it."""
    file = next((part for part in (folder, *folder.parents) if part.exists() and not part.is_dir()), None)
    if file is not None:
        raise UsageProblem(say("%(out)s is a file; name a folder", out=str(file)))
    if folder.exists() and any(folder.iterdir()):
        raise UsageProblem(say("%(out)s holds files already; name an empty or a new folder", out=str(folder)))
    written = []
    for path, source in sorted(_files(resources.files(__package__) / "files", "")):
        target = folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
        except OSError as problem:
            raise UsageProblem(
                say("%(out)s cannot be written (%(problem)s)", out=str(target), problem=problem.strerror or "")
            ) from None
        written.append(path)
    return written


def copy_part(root: Path, path: str) -> str:
    """Copy the template or static file `path` of the bundled site theme, or the words of the interface in a language
    (`words/az.po`), into the site in `root`, which has none yet.

    `path` may stand with or without its folder. Returns where it is now, below the root.
    """
    settings = open_project(root).settings
    if settings is None:
        raise UsageProblem(say("the settings have errors; briefgen check shows them"))
    parts = site_theme.parts(settings.site_theme)
    wanted = path.replace("\\", "/").removeprefix("./").removeprefix(f"themes/{settings.site_theme}/")
    found = next((each for each in (wanted, f"templates/{wanted}", f"static/{wanted}") if each in parts), None)
    words = _WORDS.fullmatch(wanted)
    if words and words["lang"] in values.languages():
        found = f"templates/{words[1]}"
    if found is None:
        raise UsageProblem(_no_such_part(wanted, sorted(parts)))
    to = f"themes/{settings.site_theme}/{found}"
    target = root / to
    if target.exists():
        raise UsageProblem(say("%(path)s is there already, and stays as it is", path=to))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(own_words.to_fill(words["lang"]) if words else parts[found].read_bytes())
    except OSError as problem:
        raise UsageProblem(
            say("%(out)s cannot be written (%(problem)s)", out=to, problem=problem.strerror or "")
        ) from None
    return to


def _no_such_part(wanted: str, parts: list[str]) -> Message:
    names = {part.partition("/")[2]: part for part in parts if not part.startswith("static/fonts/")}
    near = nearest(wanted, [*names, *(name.rpartition("/")[2] for name in names)])
    if near is None:
        return say("the site theme has no file '%(path)s'; there are: %(ids)s", path=wanted, ids=tuple(names))
    near = next(name for name in names if name == near or name.endswith(f"/{near}"))
    return say("the site theme has no file '%(path)s'; did you mean '%(id)s'?", path=wanted, id=near)


def _files(folder: Traversable, below: str) -> list[tuple[str, Traversable]]:
    found = []
    for item in folder.iterdir():
        path = f"{below}{item.name}"
        if item.is_dir():
            found += _files(item, f"{path}/")
        elif not item.name.endswith((".py", ".pyc")):
            found.append((path.replace("dot-", "."), item))
    return found
