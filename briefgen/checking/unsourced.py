"""Articles that do not say where they come from."""

from collections.abc import Iterator

from briefgen.model.briefing import Briefing
from briefgen.text.finding import Finding, warning
from briefgen.text.message import say
from briefgen.text.span import Span


def findings(briefing: Briefing) -> Iterator[Finding]:
    for article in briefing.articles:
        if article.source is None:
            yield warning(
                "no-source",
                Span(article.path),
                say("this article names no source"),
                say("add source: with an id of content/sources/, or a name"),
            )
