"""Images and documents beside an article, copied because visible text refers to them."""

from collections.abc import Iterator
from pathlib import Path

from briefgen.engine.asking import Ask, Memory
from briefgen.outputs.target import Target
from briefgen.site.facts import Knowledge
from briefgen.site.oracle import SiteOracle
from briefgen.site.urls import file_url
from briefgen.text.span import Span


def targets(known: Knowledge) -> Iterator[Target]:
    ask = Ask(Memory(SiteOracle(known)))
    for path, kind, id_, lang in known.briefing.files:
        yield Target(file_url(ask("home", kind, id_, lang), path), "file", (path,), lang, Span(path))


def render(target: Target, ask: Ask) -> bytes:
    file: Path = ask("Attachment", target.key[0])
    return file.read_bytes()
