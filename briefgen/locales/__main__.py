"""Bring the catalogues up to date with the code: `python -m briefgen.locales` (make catalogues).

English is the language of the msgids, so it needs no file. Translations that nothing uses any more are dropped.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from briefgen.cli import SHORT, program
from briefgen.cli.speaking import CLICKS, CLICKS_PLURALS, sentences

HERE = Path(__file__).parent
PACKAGE = HERE.parent
TEMPLATES = PACKAGE.parent / "themes" / "press" / "templates"
LANGUAGES = {"site": ("tr", "ru"), "findings": ("tr",)}

Message = tuple[str | tuple[str, ...], str]

_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands in every catalogue: the same sentences give the same file."""


def messages(domain: str) -> Iterator[Message]:
    """Every msgid of a domain with the file that holds it."""
    if domain == "findings":
        yield from _extract(PACKAGE, [("**.py", "python")], {"say": (1,)})
        of_calls: list[str | tuple[str, ...]] = [*CLICKS, *CLICKS_PLURALS, *SHORT.values(), *sentences(program)]
        yield from ((text, "cli") for text in of_calls)
    else:
        yield from _extract(TEMPLATES, [("**", "jinja2.ext:babel_extract")], {"_": None, "ngettext": (1, 2)})
        for room in ("site", "serving"):
            yield from _extract(PACKAGE / room, [("**.py", "python")], {"N_": None})


def _extract(
    folder: Path, methods: list[tuple[str, str]], keywords: dict[str, tuple[int, ...] | None]
) -> Iterator[Message]:
    options = {"**": {"encoding": "utf-8"}}
    for file, _line, msgid, _comments, _context in extract_from_dir(folder, methods, options, keywords):
        yield msgid, file


def updated(domain: str, lang: str) -> Catalog:
    """The catalogue of a domain and language with what the code says today."""
    template = Catalog(project="briefgen", creation_date=_SOME_DAY)
    for msgid, file in messages(domain):
        flags = ["python-format"] if "%(" in (msgid if isinstance(msgid, str) else msgid[0]) else []
        template.add(msgid, locations=[(file, 0)], flags=flags)
    path = HERE / lang / f"{domain}.po"
    old = read_po(path.open("rb"), locale=lang) if path.exists() else Catalog(locale=lang)
    old.update(template, no_fuzzy_matching=True)
    old.obsolete.clear()
    return old


def main() -> None:
    for domain, languages in LANGUAGES.items():
        for lang in languages:
            path = HERE / lang / f"{domain}.po"
            path.parent.mkdir(exist_ok=True)
            catalog = updated(domain, lang)
            with path.open("wb") as file:
                write_po(file, catalog, width=120, omit_header=False, sort_output=True, include_lineno=False)
            missing = sum(1 for message in catalog if message.id and not message.string)
            print(f"{path.relative_to(PACKAGE)}: {len(catalog)} messages, {missing} missing")


if __name__ == "__main__":
    main()
