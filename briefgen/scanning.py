"""Which files there are. No file is opened here; links that leave the content, or lead in a circle, are refused."""

import errno
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.text.document import is_utf8
from briefgen.text.finding import Finding, error, warning
from briefgen.text.message import say
from briefgen.text.span import Span
from briefgen.text.suggesting import nearest

SKIPPED = (".", "_", "~$")
_LISTS = ("synonyms.txt",)
"""Files of the desk's that are no entries and stand beside their folders."""


@dataclass
class Scan:
    """`entries` are the Markdown files by path (POSIX, below the project, NFC) with their kind and where they lie on disk, as
    text (of a large site, paths take longer to make than to find); `files` are all others.
    """

    entries: dict[str, tuple[str, str]] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def scan(root: Path, kinds: tuple[str, ...]) -> Scan:
    """Everything in `root`/content. `kinds` are the folders that hold entries."""
    found = Scan()
    content = root / "content"
    inside = content.resolve()
    for item, path in _named(content, "content", found):
        name = path.removeprefix("content/")
        if name in kinds and _is_folder(item, path, inside, found, ()):
            _walk(Path(item.path), path, name, inside, found, (os.path.realpath(item.path),))
        elif name in kinds:
            if not item.is_symlink() or _is_file(item, path, inside, found):
                found.findings.append(_not_a_folder(path))
        elif name in _LISTS:
            if _is_file(item, path, inside, found):
                found.files[path] = Path(item.path)
        elif name.endswith(".md") or (item.is_dir() and name not in kinds):
            found.findings.append(_outside_kinds(path, name, kinds))
    return found


def _walk(folder: Path, path: str, kind: str, inside: Path, found: Scan, above: tuple[str, ...]) -> None:
    for item, below in _named(folder, path, found):
        if _is_folder(item, below, inside, found, above):
            _walk(Path(item.path), below, kind, inside, found, (*above, os.path.realpath(item.path)))
        elif not _is_file(item, below, inside, found):
            continue
        elif below.endswith(".md"):
            found.entries[below] = (kind, item.path)
        else:
            found.files[below] = Path(item.path)


def _named(folder: Path, path: str, found: Scan) -> Iterator[tuple[os.DirEntry[str], str]]:
    """What lies in a folder, in order, each with its path in the project. A name that is none is a finding."""
    with os.scandir(folder) as items:
        names = sorted((item for item in items if not item.name.startswith(SKIPPED)), key=lambda item: item.name)
    taken: set[str] = set()
    for item in names:
        name = unicodedata.normalize("NFC", item.name)
        if not is_utf8(name):
            found.findings.append(_not_utf8(f"{path}/{os.fsencode(name).decode('utf-8', 'replace')}", item))
        elif name in taken:
            found.findings.append(_twice(f"{path}/{name}"))
        else:
            taken.add(name)
            yield item, f"{path}/{name}"


def _is_folder(item: os.DirEntry[str], path: str, inside: Path, found: Scan, above: tuple[str, ...]) -> bool:
    if not item.is_symlink():
        return item.is_dir()
    if not _is_dir(item):
        return False
    real = os.path.realpath(item.path)
    if not _is_within(real, inside):
        return False
    if any(real == folder or folder.startswith(real + os.sep) for folder in above):
        found.findings.append(_loop(path))
        return False
    return True


def _is_file(item: os.DirEntry[str], path: str, inside: Path, found: Scan) -> bool:
    """Whether to read it; a link that leads out or nowhere is a finding."""
    if not item.is_symlink():
        return item.is_file()
    try:
        real = os.path.realpath(item.path, strict=True)
    except OSError as problem:
        found.findings.append(_loop(path) if problem.errno == errno.ELOOP else _dangling(path))
        return False
    if not _is_within(real, inside):
        found.findings.append(
            error(
                "link-outside",
                Span(path),
                say("this link leads out of content/ and is not followed"),
                say("copy the file into content/ instead"),
            )
        )
        return False
    return Path(real).is_file()


def _is_dir(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir()
    except OSError:
        return False


def _is_within(real: str, inside: Path) -> bool:
    return Path(real).is_relative_to(inside)


def _not_utf8(path: str, item: os.DirEntry[str]) -> Finding:
    """A text must not go missing; a file that none can name is of no account."""
    message = say("this name is not in UTF-8, so what bears it is not read")
    hint = say("rename it; it probably came from another system")
    if item.name.endswith(".md") or item.is_dir(follow_symlinks=False):
        return error("bad-name", Span(path), message, hint)
    return warning("bad-name", Span(path), message, hint)


def _twice(path: str) -> Finding:
    message = say("two files bear this name, with its letters written in two ways")
    return error("duplicate-name", Span(path), message, say("look which is the newer one, and remove the other"))


def _loop(path: str) -> Finding:
    return error("link-loop", Span(path), say("this link leads back to itself"), say("remove the link"))


def _dangling(path: str) -> Finding:
    return error("link-to-nothing", Span(path), say("this link leads to nothing"), say("remove the link"))


def _not_a_folder(path: str) -> Finding:
    message = say("this is a file; entries stand in a folder of this name")
    return error("not-a-folder", Span(path), message, say("make a folder of this name and move the file into it"))


def _outside_kinds(path: str, name: str, kinds: tuple[str, ...]) -> Finding:
    near = nearest(name, kinds)
    return warning(
        "unread",
        Span(path),
        say("this is not read: entries stand in the folders of content/"),
        say("did you mean '%(id)s'?", id=near) if near else say("there are: %(ids)s", ids=kinds),
    )
