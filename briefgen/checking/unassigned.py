"""Passages without any theme: they show in their article, and under "Other" in its edition only."""

from collections.abc import Iterator

from briefgen.model.briefing import Briefing
from briefgen.text.finding import Finding, warning
from briefgen.text.message import say
from briefgen.text.span import Span


def findings(briefing: Briefing) -> Iterator[Finding]:
    for article in briefing.articles:
        for passage in article.passages:
            if not passage.themes and passage.text:
                start = passage.text[:50].replace("\n", " ")
                yield warning(
                    "unassigned-passage",
                    Span(article.path, passage.line),
                    say("no theme is given for the passage '%(start)s…'", start=start),
                    say("write {theme=…} on the line above it, or themes: in front matter"),
                )
