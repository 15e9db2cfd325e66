"""Themes under which nothing stands."""

from collections.abc import Iterator

from briefgen.model.briefing import Briefing
from briefgen.text.finding import Finding, warning
from briefgen.text.message import say
from briefgen.text.span import Span


def findings(briefing: Briefing) -> Iterator[Finding]:
    used = {theme for article in briefing.articles for passage in article.passages for theme in passage.themes}
    used |= {theme.parent for theme in briefing.themes if theme.parent is not None}
    for theme in briefing.themes:
        if theme.id not in used:
            yield warning(
                "unused-theme",
                Span(theme.path),
                say("no passage stands under this theme ('%(id)s')", id=theme.id),
                say("give a passage {theme=%(id)s}, or remove the theme", id=theme.id),
            )
