"""Images and documents beside an article, copied because visible text refers to them."""

from collections.abc import Iterator
from pathlib import Path

from briefgen.engine.asking import Ask
from briefgen.outputs.target import Target
from briefgen.site.known import Known
from briefgen.site.urls import file_url
from briefgen.text.span import Span


def targets(known: Known) -> Iterator[Target]:
    for path, kind, id_, lang in known.ask("Files"):
        yield Target(file_url(known.ask("home", kind, id_, lang), path), "file", (path,), lang, Span(path))


def render(target: Target, ask: Ask) -> bytes:
    file: Path = ask("Attachment", target.key[0])
    return file.read_bytes()
