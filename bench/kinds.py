"""What two sites hold, by kinds of files: `python bench/kinds.py SITE HUGO_SITE`. Exits with 1 where they are not alike.

A kind is a path whose days, numbers and fingerprints are left out: all articles are one, all months of all themes another.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MOST = 0.1
"""How far the numbers of files and of bytes may be apart, as a part of the first site's."""
SMALL = 0.01
"""A kind with no more of all bytes than this may differ by more: it says nothing of how much work a site is."""

_NUMBERS = re.compile(r"(?<=[/-])\d+(?=[/.-]|$)")
_FINGERPRINT = re.compile(r"\.[0-9a-f]{8,}(?=\.\w+$)")


@dataclass
class Size:
    files: int = 0
    data: int = 0


Kinds = Mapping[str, Size]


def kinds(site: Path) -> Kinds:
    """The files of a site and their bytes, by kind."""
    found: dict[str, Size] = defaultdict(Size)
    for path in site.rglob("*"):
        if path.is_file():
            size = found[kind(path.relative_to(site).as_posix())]
            size.files += 1
            size.data += path.stat().st_size
    return dict(sorted(found.items()))


def kind(path: str) -> str:
    """`editions/2025-01-02/index.html` -> `editions/N-N-N/index.html`; a fingerprint goes."""
    return _NUMBERS.sub("N", _FINGERPRINT.sub("", path))


def total(found: Kinds) -> Size:
    return Size(sum(each.files for each in found.values()), sum(each.data for each in found.values()))


def apart(ours: int, theirs: int) -> float:
    """How much more there is on the other side, as a part of ours."""
    return (theirs - ours) / ours if ours else float(theirs > 0)


def differences(ours: Kinds, theirs: Kinds) -> Iterator[str]:
    """What is not alike enough, a line each; nothing for two sites of one shape."""
    all_ours, all_theirs = total(ours), total(theirs)
    for name, here, there in (("files", all_ours.files, all_theirs.files), ("bytes", all_ours.data, all_theirs.data)):
        if abs(apart(here, there)) > MOST:
            yield f"{name} in all: {here} and {there}"
    for each in sorted({*ours, *theirs}):
        one, other = ours.get(each, Size()), theirs.get(each, Size())
        if abs(apart(one.files, other.files)) > MOST:
            yield f"{each}: {one.files} and {other.files} files"
        elif abs(apart(one.data, other.data)) > MOST and max(one.data, other.data) > SMALL * all_ours.data:
            yield f"{each}: {one.data} and {other.data} bytes"


def table(ours: Kinds, theirs: Kinds) -> Iterator[str]:
    """Both sites by kind, in Markdown."""
    yield "| kind | files | bytes | files, Hugo | bytes, Hugo | bytes apart |"
    yield "| --- | --- | --- | --- | --- | --- |"
    rows = [(each, ours.get(each, Size()), theirs.get(each, Size())) for each in sorted({*ours, *theirs})]
    for name, one, other in [*rows, ("in all", total(ours), total(theirs))]:
        counts = f"{one.files} | {one.data} | {other.files} | {other.data}"
        yield f"| {name} | {counts} | {apart(one.data, other.data):+.1%} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("other", type=Path)
    given = parser.parse_args()
    ours, theirs = kinds(given.site), kinds(given.other)
    print("\n".join(table(ours, theirs)))
    if found := list(differences(ours, theirs)):
        raise SystemExit("\n".join(["not alike:", *found]))


if __name__ == "__main__":
    main()
