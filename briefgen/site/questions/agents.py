"""People, organisations and sources: those that visible text names."""

from briefgen.model.localised import Words
from briefgen.model.organisation import Organisation
from briefgen.model.person import Person
from briefgen.site.knowledge import Knowledge, question
from briefgen.site.questions import articles, ledgers, themes
from briefgen.site.questions.periods import on_shelf
from briefgen.site.views import AgentView, Card, Named, PassageView, StatementView


@question
def agent(known: Knowledge, kind: str, id_: str, lang: str) -> AgentView:
    """A registry entry of a kind (`people`, `organisations`, `sources`)."""
    found: Person = getattr(known.briefing, kind)[id_]
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


@question
def mentions(known: Knowledge, id_: str, lang: str, month: str) -> tuple[PassageView, ...]:
    """The passages that name someone in a month (all for an empty one), newest first."""
    return tuple(articles.passage_view(known, p, lang) for p in on_shelf(known, lang, month, "people", id_))


@question
def said_by(known: Knowledge, id_: str, lang: str, month: str) -> tuple[StatementView, ...]:
    """What someone said in a month (all for an empty one), newest first."""
    return tuple(ledgers.statement_view(known, s, lang) for s in on_shelf(known, lang, month, "statements", id_))


@question
def carried_by(known: Knowledge, id_: str, lang: str, month: str) -> tuple[Card, ...]:
    """The articles of a source in a month (all for an empty one), newest first."""
    return tuple(articles.card(known, a.id, a.lang, lang) for a in on_shelf(known, lang, month, "sources", id_))
