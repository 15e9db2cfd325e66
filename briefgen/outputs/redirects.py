"""A page at each alias that sends the reader on; any static host can serve it."""

from collections.abc import Iterator

from briefgen.engine.asking import Ask
from briefgen.outputs.target import Target
from briefgen.site.facts import Knowledge
from briefgen.site.templates import render as render_template
from briefgen.site.urls import way_up


def targets(known: Knowledge) -> Iterator[Target]:
    for article in known.briefing.articles:
        for alias, span in article.aliases:
            yield Target(_address(alias), "redirect", (known.urls.article(article),), article.lang, span)
    for page in known.briefing.pages:
        for alias, span in page.aliases:
            yield Target(_address(alias), "redirect", (known.urls.page(page),), page.lang, span)


def render(target: Target, ask: Ask) -> bytes:
    values = {"target": target, "lang": target.lang, "here": target.url}
    return render_template("redirect.html", ask, values, way_up(target.url)).encode()


def _address(alias: str) -> str:
    """`/eski/adres` is a folder; `/eski.html` is a file."""
    return alias if alias.endswith((".html", ".htm", "/")) else alias + "/"
