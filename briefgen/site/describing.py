"""Things of the model as records for analysis (docs/data.md): a thing's own fields, and ids and addresses for all else."""

from collections.abc import Iterable

from briefgen.model.article import Article
from briefgen.model.event import Event, status_of
from briefgen.model.figure import Figure
from briefgen.model.indexes import Ref
from briefgen.model.localised import Localised, Words
from briefgen.model.statement import Speaker, Statement
from briefgen.model.theme import State
from briefgen.site.known import Known
from briefgen.site.records import Record
from briefgen.site.views import Changes, FigureView


def changes_record(found: Changes) -> Record:
    """What is new on a theme in an edition: references to records, and each figure that has moved."""
    said = (each for speaker in found.statements for each in speaker.keys)
    return {
        "passages": tuple(f"{each.key[0]}#{each.key[2]}" for each in found.passages),
        "statements": tuple({"article": id_, "lang": lang, "number": number + 1} for id_, lang, number in said),
        "figures": tuple(
            {
                "series": new.series,
                "claimed_by_id": new.claimed_by.id,
                "claimed_by": new.claimed_by.name,
                "unit": new.measure,
                "period": new.period,
                **_valued("old", old),
                **_valued("new", new),
                "url": new.url,
            }
            for old, new in ((move.old, move.new) for move in found.figures)
        ),
        "events": tuple({"id": each.event.id, "kind": each.kind, "formerly": each.formerly} for each in found.events),
        "corrections": tuple({"kind": each.kind, "date": each.date, "url": each.url} for each in found.corrections),
        "silent": found.silent or None,
    }


def _valued(name: str, claim: FigureView) -> Record:
    fields = {"": claim.value, "_to": claim.to, "_qualifier": claim.qualifier, "_as_of": claim.as_of}
    return {name + part: value for part, value in fields.items()}


def statement_record(known: Known, article: Article, given: Statement) -> Record:
    return {
        **place(known, origin(known, article, given), given.anchor),
        "date": given.date,
        **who("speaker", known, given.speaker, given.text.lang),
        "mode": "direct" if given.direct else "indirect",
        "text": given.text,
        "where": given.where,
        "theme": given.theme,
    }


def figure_record(known: Known, article: Article, given: Figure) -> Record:
    return {
        **place(known, origin(known, article, given), given.anchor),
        "id": given.id,
        "series": given.series,
        "title": given.title,
        "qualifier": given.qualifier,
        "value": given.value,
        "to": given.to,
        "unit": given.unit,
        **who("claimed_by", known, given.claimed_by, article.lang),
        "as_of": given.as_of,
        "period": given.period,
        "theme": given.theme,
    }


def event_record(told: tuple[Event, ...]) -> Record:
    """The newest article's words show; a date that was told before stands beside its own."""
    newest = told[0]
    return {
        "id": newest.id,
        "date": newest.date,
        "title": newest.title,
        "status": status_of(told),
        "place": newest.place,
        "theme": newest.theme,
        "link": newest.url,
        "formerly": next((event.date for event in told if event.date != newest.date), None),
    }


def origin(known: Known, article: Article, given: Statement | Figure) -> Article:
    """The article that a claim is from: the text of an outlet may hold what another alone tells."""
    return article if given.article == article.id else known.article((given.article, article.lang))


def refs(refs: Iterable[Ref]) -> tuple[Record, ...]:
    return tuple({"id": id_, "lang": lang} for id_, lang in refs)


def place(known: Known, article: Article, anchor: str = "") -> Record:
    """Where something stands: an article, and a passage of it."""
    url = known.urls.article(article) + (f"#{anchor}" if anchor else "")
    return {"article": article.id, "lang": article.lang, "anchor": anchor, "url": url}


def who(name: str, known: Known, who: Speaker | None, own: str) -> Record:
    """Someone of the registry, or a plain name in the language of the text."""
    if who is None:
        return {}
    found = known.agent(who.id)
    return {f"{name}_id": found[1].id if found else None, name: found[1].name if found else Words(who.name, own)}


def passage_records(known: Known, found: Article) -> tuple[Record, ...]:
    return tuple(
        {
            "anchor": each.anchor,
            "themes": each.themes,
            "heading": each.heading,
            "lead": each.lead,
            "mentions": tuple(id_ for id_ in each.mentions if known.agent(id_)),
        }
        for each in found.passages
    )


def mentioned(known: Known, found: Article) -> dict[str, tuple[str, ...]]:
    """Who is named, by the folder of the registry."""
    ids = dict.fromkeys((*found.people, *found.organisations, *(id_ for p in found.passages for id_ in p.mentions)))
    agents = [(id_, known.agent(id_)) for id_ in ids]
    return {
        folder: tuple(id_ for id_, agent in agents if agent and agent[0] == folder)
        for folder in ("people", "organisations")
    }


def source_record(known: Known, article: Article) -> Record | None:
    """The source that may be shown, as far as there is one."""
    given = article.source
    if given is None:
        return None
    registered = known.source(given.id)
    name: Localised | None = registered.name if registered else given.name
    return {
        "id": registered.id if registered else None,
        "name": name,
        "url": given.url,
        "archived": given.archived,
        "archived_at": given.archived_at,
        "also": tuple(id_ for id_ in given.also if known.source(id_)),
    }


def state_record(state: State | None) -> Record:
    return {"arrow": state.arrow, "since": state.since, "reason": state.reason} if state else {}


def marking_of(known: Known, article: Article) -> str:
    """A marking above the lowest."""
    return article.marking if known.urls.settings.rank(article.marking) else ""


def full_address(known: Known, url: str) -> str:
    """An address for a table, which knows no base: a full one where the site has one."""
    return known.urls.absolute(url) or url
