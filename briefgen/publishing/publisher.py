"""Staged files -> the output folder, by renames, in the order in which a reader may follow.

First what shows something that is now withheld, then pages, then what points to them, then deletions. Only files that
briefgen wrote are replaced or deleted. Killed at any moment, the next build finds its own files and heals.
"""

import hashlib
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from briefgen.publishing.manifest import Manifest, Written, save
from briefgen.text.finding import Finding, error
from briefgen.text.message import say
from briefgen.text.span import Span
from briefgen.text.value import Value

Leaks = Callable[[str, bytes], list[str]]


class Rendered(Value, frozen=True):
    """A target's bytes: their path and digest, and the staged file with its size and time (ns); None where the published
    one is the same.
    """

    path: str
    digest: str
    staged: str | None
    size: int = 0
    time: int = 0


@dataclass
class Published:
    """What was done, as paths of the output folder."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0


class Stage:
    """A folder outside the served tree, on its file system, in which new bytes wait for the audit's word.

    They lie there as they will in the served tree, so that a folder that is new there moves as a whole.
    """

    def __init__(self, state: Path, out: Path, manifest: Manifest) -> None:
        out.parent.mkdir(parents=True, exist_ok=True)
        near = os.stat(state).st_dev == os.stat(out if out.exists() else out.parent).st_dev
        self.folder = state / "stage" if near else out.parent / f".{out.name}.briefgen-stage"
        self.out, self.manifest = out, manifest
        self.audited = Manifest()
        self._made = {str(self.folder)}

    def put(self, path: str, data: bytes) -> Rendered:
        """Keep the bytes for `path` in a staged file, unless they stand there already."""
        digest = hashlib.sha256(data).hexdigest()
        if self.manifest.is_current(self.out, path, digest):
            return Rendered(path, digest, None)
        staged = f"{self.folder}/{path}"
        self._make(staged.rpartition("/")[0])
        with open(staged, "wb", buffering=0) as file:
            file.write(data)
            return Rendered(path, digest, staged, len(data), os.fstat(file.fileno()).st_mtime_ns)

    def _make(self, folder: str) -> None:
        """A folder of the stage, with those above it; another process may make the same ones."""
        if folder not in self._made:
            self._make(folder.rpartition("/")[0])
            with suppress(FileExistsError):
                os.mkdir(folder)  # noqa: PTH102
            self._made.add(folder)

    def __enter__(self) -> "Stage":
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.folder.chmod(0o700)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class Staged(Mapping[str, bytes]):
    """The bytes of staged files by output path, while the stage stands."""

    def __init__(self, rendered: Iterable[Rendered]) -> None:
        self._files = {each.path: each.staged for each in rendered if each.staged is not None}

    def __getitem__(self, path: str) -> bytes:
        return Path(self._files[path]).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def foreign(out: Path, rendered: Iterable[Rendered], manifest: Manifest) -> list[Finding]:
    """An error for each file that stands where a target should, and that briefgen did not write."""
    findings = []
    folders: dict[str, bool] = {}
    for each in rendered:
        folder = each.path.rpartition("/")[0]
        blocked = _blocked(out, folder, folders)
        if blocked is not None:
            findings.append(_foreign(out, blocked))
        elif folders[folder] and each.staged is not None and not _may_be_replaced(out / each.path, each, manifest):
            findings.append(_foreign(out, each.path))
    return findings


def _blocked(out: Path, folder: str, known: dict[str, bool]) -> str | None:
    """The part of a folder's path at which something else stands; `known` are those that are free, and whether they exist."""
    if folder in known:
        return None
    above, _, _ = folder.rpartition("/")
    blocked = _blocked(out, above, known) if folder else None
    if blocked is not None:
        return blocked
    path = f"{out}/{folder}"
    is_there = (not folder or known[above]) and os.path.lexists(path)
    if folder and is_there and (os.path.islink(path) or not os.path.isdir(path)):
        return folder
    known[folder] = is_there
    return None


def _may_be_replaced(path: Path, each: Rendered, manifest: Manifest) -> bool:
    """Whether nothing stands there, a file of ours (or a link in its place), or the very bytes that would be written."""
    if not os.path.lexists(path):
        return True
    if each.path in manifest.files:
        return _is_no_folder(path)
    return path.is_file() and not path.is_symlink() and hashlib.sha256(path.read_bytes()).hexdigest() == each.digest


def _is_no_folder(path: Path) -> bool:
    return path.is_symlink() or not path.is_dir()


def _foreign(out: Path, path: str) -> Finding:
    return error(
        "foreign-file",
        Span(f"{out.name}/{path}"),
        say("a file that briefgen did not write stands where a page should"),
        say("move it away, or build into another folder (--out)"),
    )


def publish(
    stage: Stage, rendered: list[Rendered], old: Manifest, new: Manifest, manifest_file: Path, leaks: Leaks
) -> Published:
    """Move staged files into place, in the order of `rendered`, and delete what is no longer made.

    An interruption (SIGINT) waits until it is done: half of two sites is worse than a moment's patience.
    """
    with _uninterrupted():
        return _publish(stage.out, stage.folder, rendered, old, new, manifest_file, leaks)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put SIGINT off to the end of the block; only the main thread may."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt


def _publish(
    out: Path, stage: Path, rendered: list[Rendered], old: Manifest, new: Manifest, manifest_file: Path, leaks: Leaks
) -> Published:
    done = Published(unchanged=sum(each.staged is None for each in rendered))
    changed = [each for each in rendered if each.staged is not None]
    gone = sorted(old.files.keys() - {each.path for each in rendered})
    urgent = {path for path in (*(each.path for each in changed), *gone) if _shows_withheld(out, path, old, leaks)}
    new.files = {each.path: old.files[each.path] for each in rendered if each.staged is None}
    # From here on every path that may be touched is known as briefgen's own, should the build be killed.
    under_way = {each.path: old.files.get(each.path, Written("")) for each in changed}
    if not under_way.keys() <= old.files.keys():
        save(manifest_file, replace(new, files={**old.files, **new.files, **under_way}))
    for path in (path for path in gone if path in urgent):
        remove(out, path, done)
    move = _Mover(out, stage)
    for each in sorted(changed, key=lambda each: each.path not in urgent):
        move(each)
        new.files[each.path] = Written(each.digest, each.size, each.time)
        done.written.append(each.path)
    for path in (path for path in gone if path not in urgent):
        remove(out, path, done)
    save(manifest_file, new)
    return done


def _shows_withheld(out: Path, path: str, old: Manifest, leaks: Leaks) -> bool:
    if path not in old.files:
        return False
    try:
        return bool(leaks(path, (out / path).read_bytes()))
    except OSError:
        return False


class _Mover:
    """Renames staged files into place; a folder that is not there yet comes as a whole, with all that is in it."""

    def __init__(self, out: Path, stage: Path) -> None:
        self.out, self.stage = out, stage
        os.makedirs(out, exist_ok=True)
        self._came: dict[str, bool] = {"": False}
        """Folders that are there, and whether they came as a whole."""

    def __call__(self, each: Rendered) -> None:
        if not self._has_come(each.path.rpartition("/")[0]):
            os.replace(f"{self.stage}/{each.path}", f"{self.out}/{each.path}")

    def _has_come(self, folder: str) -> bool:
        found = self._came.get(folder)
        if found is None:
            found = self._came[folder] = self._has_come(folder.rpartition("/")[0]) or self._comes(folder)
        return found

    def _comes(self, folder: str) -> bool:
        path = f"{self.out}/{folder}"
        if os.path.isdir(path):
            return False
        os.rename(f"{self.stage}/{folder}", path)
        return True


def remove(out: Path, path: str, done: Published) -> None:
    """Delete a file of ours, and the folders that it leaves empty; never through a link that someone has put there, and
    no folder that stands in its place. A build that was killed may have deleted some of them already.
    """
    file = out / path
    if any(folder.is_symlink() for folder in file.parents if folder != out and folder.is_relative_to(out)):
        return
    if os.path.lexists(file) and _is_no_folder(file):
        file.unlink()
        done.removed.append(path)
    for folder in file.parents:
        if folder == out or not folder.is_relative_to(out):
            break
        try:
            folder.rmdir()
        except FileNotFoundError:
            continue
        except OSError:
            break
