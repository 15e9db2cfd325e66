"""The questions that outputs may ask, by what they are about. Importing this package makes all of them known."""

from briefgen.site.questions import agents, articles, data, editions, feeds, layout, ledgers, lists, themes

__all__ = ["agents", "articles", "data", "editions", "feeds", "layout", "ledgers", "lists", "themes"]
