"""Atom feeds of the site, of each theme and of each person; only where the site has a base_url (RFC 4287)."""

from collections.abc import Iterator

from briefgen.engine.asking import Ask
from briefgen.outputs.target import Target
from briefgen.site.known import Known
from briefgen.site.templates import render as render_template
from briefgen.site.urls import way_up


def targets(known: Known) -> Iterator[Target]:
    if not known.urls.settings.base_url:
        return
    for lang in known.languages:
        fronts: list[tuple[str, ...]] = [()]
        fronts += [("themes", id_) for id_ in known.ask("Themes")]
        fronts += [("people", id_) for id_ in known.ask("Registry", "people")]
        for front in fronts:
            yield Target(known.urls.feed(lang, *front), "feed", front, lang)


def render(target: Target, ask: Ask) -> bytes:
    values = {"target": target, "lang": target.lang, "here": target.url}
    return render_template("feed.xml", ask, values, way_up(target.url)).encode()
