"""People, organisations and sources: those that visible text names."""

from briefgen.model.localised import Words
from briefgen.model.organisation import Organisation
from briefgen.model.person import Person
from briefgen.site.known import Known, question
from briefgen.site.questions import themes
from briefgen.site.views import AgentView, Named


@question
def agent(known: Known, kind: str, id_: str, lang: str) -> AgentView:
    """A registry entry of a kind (`people`, `organisations`, `sources`)."""
    found: Person = known.ask("Source", id_) if kind == "sources" else known.ask("Agent", id_)[1]
    institution = found if isinstance(found, Organisation) else None
    short = institution.abbreviation if institution else None
    return AgentView(
        kind=kind,
        id=id_,
        name=found.name.words(lang),
        role=found.role.words(lang) if found.role else None,
        abbreviation=short.words(lang) if short else None,
        sort=institution.kind if institution else "",
        links=tuple(
            Named("", link.title.words(lang) if link.title else Words(link.url), link.url) for link in found.links
        ),
        body=themes.body_in(found.body, lang),
        url=known.urls.front(lang, kind, id_),
    )
