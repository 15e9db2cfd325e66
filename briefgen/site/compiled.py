"""Compiled templates, kept so that no build compiles what an earlier one has.

Those that come with briefgen lie where Python keeps its compiled modules, for all sites; where that may not be written,
they lie with a site's own.
"""

import hashlib
import importlib.util
import os
import shutil
import sys
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

import briefgen
from briefgen.site.site_theme import bundled
from briefgen.versions import versions

_SHIPPED = "shipped-"
_loaded: dict[tuple[str, str], CodeType] = {}
"""What this process has loaded of the package: it may build many times."""


class CompiledTemplates(BytecodeCache):
    """Byte code with a checksum: Python dies of a damaged one, without a word."""

    def __init__(self, own: Path | None) -> None:
        """`own` is the folder of a site's own templates; None where they are not kept."""
        self._own, self._shipped = own, _of_the_package() or own

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        is_shipped = filename is not None and Path(filename).is_relative_to(bundled())
        return f"{_SHIPPED if is_shipped else ''}{super().get_cache_key(name, filename)}"

    def _file(self, bucket: Bucket) -> Path | None:
        folder = self._shipped if bucket.key.startswith(_SHIPPED) else self._own
        return folder and folder / bucket.key

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = _loaded.get((bucket.key, bucket.checksum))
        if bucket.code is not None:
            return
        try:
            file = self._file(bucket)
            data = file.read_bytes() if file else b""
        except OSError:
            return
        if hashlib.sha256(data[32:]).digest() == data[:32]:
            bucket.bytecode_from_string(data[32:])
            if bucket.code is not None and bucket.key.startswith(_SHIPPED):
                _loaded[bucket.key, bucket.checksum] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        data, file = bucket.bytecode_to_string(), self._file(bucket)
        if file is None:
            return
        beside = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            beside.write_bytes(hashlib.sha256(data).digest() + data)
            beside.replace(file)
        except OSError:
            return


def folder_of_this_version(above: Path) -> Path:
    """The folder below `above` for what this version of the code compiles; those of others are removed.

    Only those: another process may be making this very one.
    """
    folder = above / _version()
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for other in set(above.iterdir()) - {folder}:
            shutil.rmtree(other, ignore_errors=True)
    return folder


def _version() -> str:
    return hashlib.sha256(versions().encode()).hexdigest()[:16]


def _of_the_package() -> Path | None:
    """Where what this Python compiles of the package is kept; None where it may keep nothing."""
    beside = (
        Path(importlib.util.cache_from_source(briefgen.__file__)).parent / f"templates.{sys.implementation.cache_tag}"
    )
    folder = beside / _version()
    if folder.is_dir() or sys.dont_write_bytecode:
        return folder if folder.is_dir() else None
    try:
        return folder_of_this_version(beside)
    except OSError:
        return None
