"""A page at each alias that sends the reader on; any static host can serve it."""

from collections.abc import Iterator

from briefgen.engine.asking import Ask
from briefgen.model.article import Article
from briefgen.outputs.target import Target
from briefgen.site.known import Known
from briefgen.site.templates import render as render_template
from briefgen.site.urls import Urls, way_up


def of_article(urls: Urls, article: Article) -> Iterator[Target]:
    for alias, span in article.aliases:
        yield Target(_address(alias), "redirect", (urls.article(article),), article.lang, span)


def of_pages(known: Known) -> Iterator[Target]:
    for page in known.pages():
        for alias, span in page.aliases:
            yield Target(_address(alias), "redirect", (known.urls.page(page),), page.lang, span)


def render(target: Target, ask: Ask) -> bytes:
    values = {"target": target, "lang": target.lang, "here": target.url}
    return render_template("redirect.html", ask, values, way_up(target.url)).encode()


def _address(alias: str) -> str:
    """`/eski/adres` is a folder; `/eski.html` is a file."""
    return alias if alias.endswith((".html", ".htm", "/")) else alias + "/"
