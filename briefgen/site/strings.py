"""The words of the interface and of findings, from gettext catalogues. English is the language of the msgids."""

import gettext
import io
from functools import cache
from importlib import resources

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def N_(message: str) -> str:  # noqa: N802
    """Mark a msgid for the catalogue where it is named, to be translated where it is shown."""
    return message


def catalogue_source(domain: str, lang: str) -> bytes:
    """The text of a catalogue; empty where there is none."""
    source = resources.files("briefgen") / "locales" / lang / f"{domain}.po"
    return source.read_bytes() if source.is_file() else b""


@cache
def catalogue(domain: str, lang: str, own: str = "") -> gettext.NullTranslations:
    """The catalogue `site` or `findings` in a language, behind a site's `own`; English where neither says it."""
    found = _compiled(catalogue_source(domain, lang), lang)
    if not own:
        return found
    first = _compiled(own.encode(), lang)
    first.add_fallback(found)
    return first


def _compiled(source: bytes, lang: str) -> gettext.NullTranslations:
    if not source:
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
