"""Takes the pictures of docs/ anew: `python tools/pictures.py` (needs what the tests need, and Pillow).

Builds the sample briefing, opens it in Chromium as readers do, and writes small pictures: a desk, phones in light and dark,
Russian, and two sheets of paper.
"""

import subprocess
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from briefgen.pipeline import build
from briefgen.report import Options
from tests.browsing import CHROMIUM, ROOT

DOCS = ROOT / "docs"
PHONE, DESK = (390, 844), (1280, 860)
SHEETS = {
    "home": [("", DESK, "light"), ("", PHONE, "light")],
    "pages": [
        ("themes/energy-projects/", PHONE, "light"),
        ("articles/2026/03/05/ocak-ticareti/", PHONE, "dark"),
        ("figures/", PHONE, "light"),
        ("timeline/", PHONE, "dark"),
        ("ru/", PHONE, "light"),
    ],
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        build(Options(root=ROOT, out=site))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for name, views in SHEETS.items():
            pictures = [taken(browser, site, Path(folder), *view) for view in views]
            beside(pictures).save(DOCS / f"{name}.png", optimize=True)
        beside(printed(browser, site, Path(folder))).save(DOCS / "paper.png", optimize=True)
        browser.close()


def taken(browser: Browser, site: Path, folder: Path, path: str, size: tuple[int, int], scheme: str) -> Image.Image:
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((site / path / "index.html").as_uri())
    page.evaluate("document.fonts.ready.then(() => null)")
    page.screenshot(path=folder / "taken.png")
    page.close()
    return Image.open(folder / "taken.png").convert("RGB").copy()


def printed(browser: Browser, site: Path, folder: Path) -> list[Image.Image]:
    page = browser.new_page()
    page.goto((site / "editions/2026-02-03/index.html").as_uri())
    page.evaluate("document.fonts.ready.then(() => null)")
    page.pdf(path=folder / "edition.pdf", prefer_css_page_size=True)
    page.close()
    subprocess.run(["pdftoppm", "-r", "60", "-l", "3", "-png", folder / "edition.pdf", folder / "sheet"], check=True)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("sheet-*.png"))]


def beside(pictures: list[Image.Image], gap: int = 24) -> Image.Image:
    """Pictures in a row on grey, in few colours."""
    height = max(picture.height for picture in pictures)
    whole = Image.new("RGB", (sum(each.width + gap for each in pictures) + gap, height + 2 * gap), (214, 218, 222))
    left = gap
    for picture in pictures:
        whole.paste(picture, (left, gap))
        left += picture.width + gap
    return whole.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
