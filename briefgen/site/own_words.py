"""The words of the interface that a site brings itself: a gettext catalogue `words/LANG.po` among its templates."""

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from briefgen.site.strings import catalogue_source
from briefgen.text.finding import Finding, error
from briefgen.text.message import say
from briefgen.text.span import Span

FOLDER = "words"
_TRANSLATED = "tr"
"""A language that the interface is translated to in full."""
_LINE = re.compile(r'\s*(#.*|(msg\w+(\[\d\])?\s+)?"([^"\\]|\\.)*"\s*)?')
_PLACE = re.compile(r"%\(\w+\)s")


def to_fill(lang: str) -> bytes:
    """A catalogue for a site to go on with: what there is in a language, or every message without a translation."""
    source = catalogue_source("site", lang)
    if source:
        return source
    empty = Catalog(locale=lang, charset="utf-8", fuzzy=False)
    for message in read_po(io.BytesIO(catalogue_source("site", _TRANSLATED)), locale=_TRANSLATED):
        if message.id:
            empty.add(message.id, flags=message.flags)
    written = io.BytesIO()
    write_po(written, empty, width=120)
    return written.getvalue()


def mistakes(folders: list[Path], root: Path) -> Iterator[Finding]:
    """What is wrong with the catalogues of the site, which would fail a page in the middle of a build."""
    for folder in (folder for folder in folders if folder.is_relative_to(root)):
        for file in sorted((folder / FOLDER).glob("*.po")):
            yield from _mistakes_in(file, file.relative_to(root).as_posix())


def _mistakes_in(file: Path, path: str) -> Iterator[Finding]:
    unreadable = say("this line of the catalogue cannot be read")
    try:
        text = file.read_text("utf-8")
        # Babel would drop the last letter of a text whose quote is not closed.
        for number, line in enumerate(text.splitlines(), 1):
            if not _LINE.fullmatch(line):
                yield error("bad-catalogue", Span(path, number), unreadable, say('write it as: msgstr "Text"'))
                return
        catalog = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except UnicodeDecodeError:
        return  # Said of every template that is not UTF-8.
    except PoFileError as problem:
        yield error("bad-catalogue", Span(path, int(problem.lineno) + 1), unreadable)
        return
    for message in catalog:
        if message.id and not _is_fillable(message):
            what = say("this translation cannot be filled with the values of its message")
            hint = say("keep %(sign)s as it is, and write a per cent sign twice", sign=sorted(_places(message))[0])
            yield error("bad-catalogue", Span(path, message.lineno or 1), what, hint)


def _is_fillable(message: Message) -> bool:
    """Whether each translation can be filled with the values that its message is filled with."""
    given = {place[2:-2]: "" for place in _places(message)}
    try:
        return not given or all(isinstance(form % given, str) for form in _texts(message.string))
    except (KeyError, TypeError, ValueError):
        return False


def _places(message: Message) -> set[str]:
    return {place for text in _texts(message.id) for place in _PLACE.findall(text)}


def _texts(forms: str | Iterable[str] | None) -> tuple[str, ...]:
    return (forms,) if isinstance(forms, str) else tuple(form for form in forms or () if form)
