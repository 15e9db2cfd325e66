"""Entries of the registries -> themes, people, organisations, sources, pages."""

from collections.abc import Callable, Iterable
from typing import Any

from briefgen.assembling.directory import Directory
from briefgen.assembling.originals import Bodies, body_of, originals
from briefgen.assembling.visibility import Decision
from briefgen.model.localised import Words
from briefgen.model.organisation import Organisation
from briefgen.model.page import Page
from briefgen.model.person import Link, Person
from briefgen.model.source import Source
from briefgen.model.theme import State, Theme
from briefgen.reading.entry import Entry
from briefgen.reading.fields import PageFields, PersonFields, ThemeFields
from briefgen.text.finding import error
from briefgen.text.message import say

RESERVED = frozenset(
    [
        "articles",
        "archive",
        "assets",
        "corrections",
        "data",
        "briefing",
        "editions",
        "figures",
        "organisations",
        "people",
        "search",
        "sitemaps",
        "sources",
        "statements",
        "themes",
        "timeline",
        "feed",
        "calendar",
        "sitemap",
        "robots",
        "404",
        "index",
    ]
)
"""First segments of the site's own paths, which no page may take."""


def themes(decision: Decision, known: Directory) -> tuple[Theme, ...]:
    """The themes in their order, then by id."""
    found = [_theme(entry, bodies, decision, known) for entry, bodies in originals(decision.visible, "themes")]
    return tuple(sorted(found, key=lambda theme: (theme.order, theme.id)))


def _theme(entry: Entry, bodies: Bodies, decision: Decision, known: Directory) -> Theme:
    given = entry.fields
    assert isinstance(given, ThemeFields)
    parent = given.parent
    if parent is not None and not known.has("themes", parent, entry.place("parent")):
        parent = None
    return Theme(
        id=entry.id,
        title=given.title,
        summary=given.summary,
        order=given.order,
        colour=given.colour,
        keywords=given.keywords,
        parent=parent,
        path=entry.path,
        states=tuple(State(state.arrow, state.since, state.reason) for state in (*given.states, *given.state)),
        body=bodies,
        marking=decision.held[entry.path].marking,
    )


def people(decision: Decision) -> dict[str, Person]:
    return {
        entry.id: _agent(Person, entry, bodies, decision) for entry, bodies in originals(decision.visible, "people")
    }


def organisations(decision: Decision) -> dict[str, Organisation]:
    return _institutions(Organisation, decision, "organisations")


def sources(decision: Decision) -> dict[str, Source]:
    return _institutions(Source, decision, "sources")


def _institutions(make: Callable[..., Any], decision: Decision, kind: str) -> dict[str, Any]:
    found = {}
    for entry, bodies in originals(decision.visible, kind):
        given = entry.fields
        assert isinstance(given, PersonFields)
        more = {"abbreviation": given.abbreviation, "kind": given.kind or ""}
        found[entry.id] = _agent(make, entry, bodies, decision, **more)
    return found


def _agent(make: Callable[..., Any], entry: Entry, bodies: Bodies, decision: Decision, **more: Any) -> Any:
    given = entry.fields
    assert isinstance(given, PersonFields)
    return make(
        id=entry.id,
        name=given.name,
        role=given.role,
        aliases=given.aliases,
        links=tuple(Link(link.url, link.title) for link in given.links),
        body=bodies,
        marking=decision.held[entry.path].marking,
        path=entry.path,
        **more,
    )


def pages(decision: Decision, languages: Iterable[str], known: Directory) -> tuple[Page, ...]:
    found = []
    shown = [entry for entry in decision.visible if entry.kind == "pages"]
    first = {entry.id: entry for entry in shown if not entry.by_suffix}
    for entry in shown:
        original = first.get(entry.id, entry)
        given, its = entry.fields, original.fields
        assert isinstance(given, PageFields) and isinstance(its, PageFields)
        slug = given.slug or its.slug or entry.id
        if slug in RESERVED or slug in languages:
            span = entry.place("slug") if given.slug else entry.place("title")
            message = say("the path /%(path)s/ belongs to the site itself", path=slug)
            known.findings.append(error("reserved-path", span, message, say("give the page another slug:")))
        found.append(
            Page(
                id=entry.id,
                lang=entry.lang,
                path=entry.path,
                title=Words(given.title, entry.lang),
                slug=slug,
                text="\n".join(run.text for run in entry.body.runs),
                body=body_of(entry),
                summary=Words(given.summary, entry.lang) if given.summary else None,
                order=given.order if "order" in entry.front.fields else its.order,
                aliases=tuple((alias, entry.place("aliases", n)) for n, alias in enumerate(given.aliases)),
                span=entry.place("slug") if given.slug else entry.place("title"),
                marking=decision.held[entry.path].marking,
            )
        )
    return tuple(sorted(found, key=lambda page: (page.order, page.id, page.lang)))


def files_of(entry: Entry) -> tuple[str, ...]:
    """The files of content/ that a body refers to."""
    paths = (link.path for run in entry.body.runs for link in run.links if _is_file(link.path))
    return tuple(dict.fromkeys(paths))


def _is_file(path: str) -> bool:
    return bool(path) and not path.endswith(".md")
