"""Atom feeds of the site, of each theme and of each person; only where the site has a base_url (RFC 4287)."""

from collections.abc import Iterator

from briefgen.engine.asking import Ask
from briefgen.outputs.target import Target
from briefgen.site.facts import Knowledge
from briefgen.site.templates import render as render_template
from briefgen.site.urls import way_up


def targets(known: Knowledge) -> Iterator[Target]:
    if not known.briefing.settings.base_url:
        return
    for lang in known.briefing.settings.languages:
        fronts: list[tuple[str, ...]] = [()]
        fronts += [("themes", theme.id) for theme in known.briefing.themes]
        fronts += [("people", id_) for id_ in known.briefing.people if id_ in known.briefing.named]
        for front in fronts:
            yield Target(known.urls.feed(lang, *front), "feed", front, lang)


def render(target: Target, ask: Ask) -> bytes:
    values = {"target": target, "lang": target.lang, "here": target.url}
    return render_template("feed.xml", ask, values, way_up(target.url)).encode()
