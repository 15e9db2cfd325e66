"""Images and documents beside an article, copied because visible text refers to them."""

from collections.abc import Iterator

from briefgen.engine.asking import Ask
from briefgen.outputs.target import Target
from briefgen.site.knowledge import Knowledge
from briefgen.site.questions.articles import home
from briefgen.site.urls import file_url
from briefgen.text.span import Span


def targets(known: Knowledge) -> Iterator[Target]:
    for path, kind, id_, lang in known.briefing.files:
        yield Target(file_url(home(known, kind, id_, lang), path), "file", (path,), lang, Span(path))


def render(target: Target, ask: Ask) -> bytes:
    data: bytes = ask("attachment", target.key[0])
    return data
