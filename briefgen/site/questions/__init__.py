"""The questions that outputs may ask, by what they are about. Importing this package makes all of them known."""

from briefgen.site.questions import (
    agents,
    articles,
    changes,
    data,
    editions,
    feeds,
    layout,
    ledgers,
    lists,
    search,
    themes,
)

__all__ = [
    "agents",
    "articles",
    "changes",
    "data",
    "editions",
    "feeds",
    "layout",
    "ledgers",
    "lists",
    "search",
    "themes",
]
