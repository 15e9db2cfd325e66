"""Makes the fonts of the site theme `press` anew: `python tools/fonts.py` (needs npm, fonttools and brotli).

Source: the packages @fontsource-variable/source-serif-4 and @fontsource-variable/inter, in the versions below, which npm
checks against its registry's digests; both fonts stand under the SIL Open Font License 1.1, which is copied beside them.
Cut out are weights outside 400 to 700. Of the extended Latin stay the letters of Turkish and the lira's sign, in a small file
of their own, and in another Latin Extended-A, the comma-below letters of Romanian, the hryvnia's sign and the rouble's.

`python tools/fonts.py --fallbacks FONT.ttf…` prints by how much a system's font is to be scaled to take our place.
"""

import argparse
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "themes/press/static/fonts"
PACKAGES = {
    "source-serif-4": ("5.3.1", ("normal", "italic")),
    "inter": ("5.3.0", ("normal",)),
}
TURKISH = {0x11E, 0x11F, 0x130, 0x15E, 0x15F, 0x20BA}
OTHERS = {*range(0x100, 0x180), *range(0x218, 0x21C), 0x20B4, 0x20BD} - TURKISH
SUBSETS = (
    ("latin", "latin", None),
    ("turkish", "latin-ext", TURKISH),
    ("latin-ext", "latin-ext", OTHERS),
    ("cyrillic", "cyrillic", None),
)
WEIGHTS = (400, 700)
FEATURES = ["kern", "locl", "liga", "tnum"]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--fallbacks", nargs="+", type=Path, metavar="FONT")
    given = options.parse_args()
    if given.fallbacks:
        for font in given.fallbacks:
            print_scale(font)
        return
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, (version, styles) in PACKAGES.items():
            package = unpacked(name, version, Path(folder))
            shutil.copy(package / "LICENSE", FONTS / f"{name}-OFL.txt")
            for style in styles:
                for script, source, kept in SUBSETS:
                    original = package / f"files/{name}-{source}-wght-{style}.woff2"
                    cut(original, FONTS / f"{name}-{script}-{style}.woff2", kept)


def unpacked(name: str, version: str, folder: Path) -> Path:
    """The folder of a package of npm."""
    package = f"@fontsource-variable/{name}@{version}"
    packed = subprocess.run(
        ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    with tarfile.open(folder / packed) as archive:
        archive.extractall(folder / name, filter="data")
    return folder / name / "package"


def cut(source: Path, to: Path, kept: set[int] | None) -> None:
    """Writes a font with the code points `kept` (all for None) in the weights that we use."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, notdef_outline=True, hinting=False, flavor="woff2")
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=font.getBestCmap() if kept is None else kept)
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
    font.flavor = "woff2"
    font.save(to)
    print(f"{to.name}: {source.stat().st_size} -> {to.stat().st_size} bytes")


def print_scale(other: Path) -> None:
    """CSS that makes a system's font as wide and as high as each of ours, by the words of the sample briefing; a bold one
    is held against our headings.
    """
    texts = (path.read_text("utf-8").split("---", 2)[2] for path in sorted((ROOT / "content/articles").glob("*.md")))
    words = re.sub(r"\{[^}]*\}|[^\w .,]", "", "".join(texts))
    theirs = TTFont(other, fontNumber=0)
    for name in PACKAGES:
        ours = TTFont(FONTS / f"{name}-latin-normal.woff2")
        ours = instancer.instantiateVariableFont(ours, {"wght": 650 if "Bold" in other.name else 400})
        shared = [sign for sign in words if ord(sign) in ours.getBestCmap() and ord(sign) in theirs.getBestCmap()]
        scale = width(ours, shared) / width(theirs, shared)
        lines = {"ascent": ours["hhea"].ascent, "descent": -ours["hhea"].descent, "line-gap": ours["hhea"].lineGap}
        em = ours["head"].unitsPerEm
        heights = " ".join(f"{key}-override: {value / em / scale:.2%};" for key, value in lines.items())
        print(f"{other.name} for {name}: size-adjust: {scale:.2%}; {heights}")


def width(font: TTFont, signs: list[str]) -> float:
    """The mean width of a sign, in em."""
    names, metrics = font.getBestCmap(), font["hmtx"]
    return sum(metrics[names[ord(sign)]][0] for sign in signs) / len(signs) / font["head"].unitsPerEm


if __name__ == "__main__":
    main()
