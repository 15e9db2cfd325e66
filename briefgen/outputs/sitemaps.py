"""robots.txt, and an index of monthly sitemaps where the site has a base_url (sitemaps.org, protocol 0.9)."""

from collections.abc import Iterator

from briefgen.engine.asking import Ask
from briefgen.outputs.target import Target
from briefgen.site.known import Known
from briefgen.site.templates import render as render_template
from briefgen.site.urls import way_up

_TEMPLATES = {"robots": "robots.txt", "sitemap": "sitemap.xml", "sitemap-index": "sitemap_index.xml"}


def targets(known: Known) -> Iterator[Target]:
    lang = known.languages[0]
    yield Target("/robots.txt", "robots", (), lang)
    # What is marked is for a circle of readers, not for search engines.
    if not known.urls.settings.base_url or known.ask("Marking"):
        return
    yield Target("/sitemap.xml", "sitemap-index", (), lang)
    for part in known.ask("sitemap_parts"):
        yield Target(f"/sitemaps/{part}.xml", "sitemap", (part,), lang)


def render(target: Target, ask: Ask) -> bytes:
    values = {"target": target, "lang": target.lang, "here": target.url}
    return render_template(_TEMPLATES[target.kind], ask, values, way_up(target.url)).encode()
