"""What everything that is kept between builds depends on beside its input: the versions of the code."""

import os
import sys
from functools import cache
from pathlib import Path

import babel
import jinja2
import markdown_it
import mdit_py_plugins
import msgspec
import slugify
import yaml

_PACKAGES = (babel, jinja2, markdown_it, mdit_py_plugins, msgspec, slugify, yaml)


@cache
def versions() -> str:
    """The versions of Python and of the packages that outputs depend on, and this package's own files.

    Names, sizes and times of the package's files stand for its version, so that a change to the code itself counts too.
    """
    found = [sys.version, *(f"{each.__name__} {each.__version__}" for each in _PACKAGES)]
    root = Path(__file__).parent
    for folder, _, names in sorted(os.walk(root)):
        if "themes" in Path(folder).relative_to(root).parts:
            continue
        for name in sorted(name for name in names if name.endswith((".py", ".po"))):
            stat = os.stat(os.path.join(folder, name))  # noqa: PTH118
            found.append(f"{name} {stat.st_size} {stat.st_mtime_ns}")
    return "\n".join(found)
