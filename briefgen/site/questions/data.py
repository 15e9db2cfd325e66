"""What the files for analysis hold (docs/data.md): texts, claims, events and editions as records and rows.

A record has no title but its own thing's and names all else by id, so that new words in a text reach the record of that
text and no table.
"""

from collections.abc import Iterable, Iterator

from briefgen.model.article import Article
from briefgen.model.correction import Correction
from briefgen.model.event import Event
from briefgen.model.figure import Figure
from briefgen.model.indexes import Ref
from briefgen.model.localised import Localised, Words
from briefgen.model.settings import Settings
from briefgen.model.statement import Speaker, Statement
from briefgen.model.theme import State
from briefgen.site.knowledge import Known, question
from briefgen.site.questions import editions, ledgers
from briefgen.site.records import Record, as_json, as_row
from briefgen.site.views import Changes, FigureView

Records = tuple[bytes, ...]
Rows = tuple[str, ...]
Claims = tuple[tuple[bytes, str], ...]

TABLES = ("statements", "figures", "events")
_ORIGIN = ("article", "lang", "url", "source_id", "source_name", "source_url", "marking", "site_marking")
COLUMNS = {
    "statements": ("date", "speaker_id", "speaker", "mode", "text", "text_lang", "where", "theme", "theme_title", *_ORIGIN),
    "figures": (
        "as_of", "series", "id", "title", "qualifier", "value", "to", "unit", "claimed_by_id", "claimed_by", "period",
        "theme", "theme_title", *_ORIGIN,
    ),
    "events": (
        "date", "first_day", "last_day", "id", "title", "status", "place", "theme", "theme_title", "formerly", "link",
        "articles", "urls", "marking", "site_marking",
    ),
}  # fmt: skip
"""The columns of each table; docs/data.md says what they mean."""


@question
def data_settings(known: Known) -> Settings:
    """What the site is called, and in which languages and zone it speaks."""
    return known.urls.settings


@question
def data_months(known: Known) -> tuple[str, ...]:
    """The months (`2026-02`) that have a file, newest first."""
    first = known.languages[0]
    found = {*known.ask("Periods", "", "sitemap"), *known.ask("Periods", first, "corrections")}
    found.update(month for table in TABLES for month in known.ask("Periods", first, table))
    found.update(day.isoformat()[:7] for _, day, _ in known.ask("Editions", ""))
    return tuple(sorted(found, reverse=True))


@question
def data_counts(known: Known, month: str) -> tuple[tuple[str, int], ...]:
    """How many things of each kind a month's file holds."""
    shelves = {"articles": ("", "sitemap"), **{name: (known.languages[0], name) for name in (*TABLES, "corrections")}}
    found = {name: len(known.ask("Shelf", lang, month, front)) for name, (lang, front) in shelves.items()}
    return *found.items(), ("editions", len(known.ask("Editions", month)))


@question
def data_month(known: Known, month: str) -> tuple[tuple[str, Records], ...]:
    """The records of a month by kind, each kind newest first."""
    first = known.languages[0]
    kinds = {"articles": tuple(known.ask("data_text", *ref) for ref in known.ask("Shelf", "", month, "sitemap"))}
    for at, name in enumerate(("statements", "figures", "corrections")):
        keys = known.ask("Shelf", first, month, name)
        kinds[name] = tuple(known.ask("data_claims", id_, lang)[at][number][0] for id_, lang, number in keys)
    kinds["events"] = tuple(known.ask("data_event", id_) for id_ in _events(known, month))
    kinds["editions"] = tuple(known.ask("data_edition", key) for key, _, _ in known.ask("Editions", month))
    return tuple(kinds.items())


@question
def data_table(known: Known, table: str, month: str) -> Rows:
    """The rows of a month of a table, newest first."""
    if table == "events":
        return tuple(known.ask("data_event_row", id_) for id_ in _events(known, month))
    at, keys = TABLES.index(table), known.ask("Shelf", known.languages[0], month, table)
    return tuple(known.ask("data_claims", id_, lang)[at][number][1] for id_, lang, number in keys)


@question
def data_text(known: Known, id_: str, lang: str) -> bytes:
    """An article as a record, its claims aside; of a retracted one there is no more than its title."""
    found = known.article((id_, lang))
    base = known.article(found.original)
    is_out = base.is_retracted
    agents = _mentioned(known, found)
    record: Record = {
        "id": found.id,
        "lang": found.lang,
        "url": known.urls.article(found),
        "absolute": known.urls.absolute(known.urls.article(found)),
        "title": found.title.text,
        "summary": found.summary.text if found.summary and not is_out else None,
        "kind": found.kind,
        "date": found.date,
        "appears": found.appears,
        "updated": found.updated,
        "change_note": found.change_note,
        "edition": found.edition if found.edition and known.ask("IsEdition", found.edition) else None,
        "marking": _marking(known, found),
        "retracted": is_out,
        "translates": found.translates,
        "forms": _refs(ref for ref in found.forms if ref != found.ref),
        "source": _source(known, found),
        "themes": () if is_out else tuple(dict.fromkeys(id_ for each in found.passages for id_ in each.themes)),
        "people": () if is_out else agents["people"],
        "organisations": () if is_out else agents["organisations"],
        "passages": () if is_out else _passages(known, found),
    }
    return as_json(record, known.languages)


@question
def data_claims(known: Known, id_: str, lang: str) -> tuple[Claims, Claims, Claims]:
    """The statements, figures and corrections of an article, each as a record and as a row (empty for a correction)."""
    article, languages = known.article((id_, lang)), known.languages
    statements, figures = [], []
    for number, each in enumerate(article.statements, 1):
        record = _statement(known, article, each)
        row = _row(known, "statements", record | {"text_lang": each.text.lang} | _provenance(known, article, each))
        statements.append((as_json(record | {"number": number}, languages), row))
    for figure in article.figures:
        record = _figure(known, article, figure)
        row = _row(known, "figures", record | _provenance(known, article, figure))
        figures.append((as_json(record, languages), row))
    return (
        tuple(statements),
        tuple(figures),
        tuple((_correction(known, article, each), "") for each in article.corrections),
    )


def _correction(known: Known, article: Article, given: Correction) -> bytes:
    fields = ("date", "kind", "figure", "text", "was", "now")
    return as_json(_place(known, article) | {name: getattr(given, name) for name in fields}, known.languages)


def _provenance(known: Known, told: Article, given: Statement | Figure) -> Record:
    """Where a claim in the text `told` is from, for its row."""
    article = _origin(known, told, given)
    source = _source(known, article) or {}
    return {
        "source_id": source.get("id"),
        "source_name": source.get("name"),
        "source_url": source.get("url"),
        "marking": _marking(known, article),
    }


@question
def data_event(known: Known, id_: str) -> bytes:
    """A happening as a record, with all who tell of it."""
    told = known.event(id_)
    tellers = [(known.by_id(each.article), each) for each in told]
    told_in = tuple(_place(known, article, each.anchor) | _who("told_by", known, each.told_by, article.lang)
                    for article, each in tellers)  # fmt: skip
    return as_json({**_event(told), "told_in": told_in}, known.languages)


@question
def data_event_row(known: Known, id_: str) -> str:
    """A happening as a row; it bears the highest marking of those who tell of it."""
    told = known.event(id_)
    tellers = [(known.by_id(each.article), each.anchor) for each in told]
    record = {
        **_event(told),
        "first_day": told[0].date.first,
        "last_day": told[0].date.last,
        "articles": tuple(article.id for article, _ in tellers),
        "urls": tuple(_full(known, str(_place(known, *teller)["url"])) for teller in tellers),
        "marking": max((_marking(known, article) for article, _ in tellers), key=known.urls.settings.rank),
    }
    return _row(known, "events", record)


@question
def data_edition(known: Known, key: str) -> bytes:
    """An edition as a record: what its editor wrote, which texts it has, how each theme stood."""
    found = known.edition(key)
    first, (before, _) = known.languages[0], known.ask("EditionAround", key)
    changed = known.ask("changes_by_theme", key, first)
    themes = [(id_, _state(state), _changes(changed[id_])) for id_, state in editions.states_of(known, found).items()]
    themes.append(("", {}, _changes(changed[""])))
    fixed = editions.takeaways_of(known, found, []) if found.fixes_takeaways else []
    record: Record = {
        "id": key,
        "url": known.urls.front(first, "editions", key),
        "first": found.first,
        "last": found.last,
        "issued": found.issued.isoformat() if found.issued else None,
        "number": found.number,
        "title": found.title,
        "lead": found.lead,
        "quiet": found.quiet,
        "takeaways": tuple({"text": text, "theme": theme, "ref": ref} for text, theme, ref in fixed),
        "articles": _refs(known.ask("EditionTexts", key, first)),
        "late": _refs(known.ask("EditionLate", key, first)),
        "since": before[0] if before else None,
        "themes": tuple(
            {"id": id_, "state": state, "changes": changes}
            for id_, state, changes in themes
            if state or any(changes.values())
        ),
    }
    return as_json(record, known.languages)


@question
def data_index(known: Known) -> tuple[tuple[str, Records], ...]:
    """The registries as records: the themes in their order, and all who have a page."""
    kinds: dict[str, Records] = {"themes": tuple(known.ask("data_theme", id_) for id_ in known.ask("Themes"))}
    for kind in ("people", "organisations", "sources"):
        kinds[kind] = tuple(known.ask("data_agent", kind, id_) for id_ in known.ask("Registry", kind))
    return tuple(kinds.items())


@question
def data_theme(known: Known, id_: str) -> bytes:
    """A theme with its states, newest first."""
    found = known.theme(id_)
    record: Record = {
        "id": id_,
        "url": known.urls.front(known.languages[0], "themes", id_),
        "title": found.title,
        "summary": found.summary,
        "parent": found.parent,
        "states": tuple(map(_state, found.states)),
    }
    return as_json(record, known.languages)


@question
def data_agent(known: Known, kind: str, id_: str) -> bytes:
    """A person, organisation or source."""
    found = known.ask("Source", id_) if kind == "sources" else known.ask("Agent", id_)[1]
    record: Record = {
        "id": id_,
        "url": known.urls.front(known.languages[0], kind, id_),
        "name": found.name,
        "abbreviation": getattr(found, "abbreviation", None),
        "role": found.role,
        "kind": getattr(found, "kind", ""),
    }
    return as_json(record, known.languages)


def _changes(found: Changes) -> Record:
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


def _events(known: Known, month: str) -> list[str]:
    """The ids of the events that begin in a month, the last first, those of one day by id."""
    ids = sorted(known.ask("Shelf", known.languages[0], month, "events"))
    return sorted(ids, key=lambda id_: known.event(id_)[0].date.first, reverse=True)


def _statement(known: Known, article: Article, given: Statement) -> Record:
    return {
        **_place(known, _origin(known, article, given), given.anchor),
        "date": given.date,
        **_who("speaker", known, given.speaker, given.text.lang),
        "mode": "direct" if given.direct else "indirect",
        "text": given.text,
        "where": given.where,
        "theme": given.theme,
    }


def _figure(known: Known, article: Article, given: Figure) -> Record:
    return {
        **_place(known, _origin(known, article, given), given.anchor),
        "id": given.id,
        "series": given.series,
        "title": given.title,
        "qualifier": given.qualifier,
        "value": given.value,
        "to": given.to,
        "unit": given.unit,
        **_who("claimed_by", known, given.claimed_by, article.lang),
        "as_of": given.as_of,
        "period": given.period,
        "theme": given.theme,
    }


def _event(told: tuple[Event, ...]) -> Record:
    """The newest article's words show; a date that was told before stands beside its own."""
    newest = told[0]
    return {
        "id": newest.id,
        "date": newest.date,
        "title": newest.title,
        "status": ledgers.status_of(told),
        "place": newest.place,
        "theme": newest.theme,
        "link": newest.url,
        "formerly": next((event.date for event in told if event.date != newest.date), None),
    }


def _origin(known: Known, article: Article, given: Statement | Figure) -> Article:
    """The article that a claim is from: the text of an outlet may hold what another alone tells."""
    return article if given.article == article.id else known.article((given.article, article.lang))


def _refs(refs: Iterable[Ref]) -> tuple[Record, ...]:
    return tuple({"id": id_, "lang": lang} for id_, lang in refs)


def _place(known: Known, article: Article, anchor: str = "") -> Record:
    """Where something stands: an article, and a passage of it."""
    url = known.urls.article(article) + (f"#{anchor}" if anchor else "")
    return {"article": article.id, "lang": article.lang, "anchor": anchor, "url": url}


def _who(name: str, known: Known, who: Speaker | None, own: str) -> Record:
    """Someone of the registry, or a plain name in the language of the text."""
    if who is None:
        return {}
    found = known.agent(who.id)
    return {f"{name}_id": found[1].id if found else None, name: found[1].name if found else Words(who.name, own)}


def _passages(known: Known, found: Article) -> tuple[Record, ...]:
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


def _mentioned(known: Known, found: Article) -> dict[str, tuple[str, ...]]:
    """Who is named, by the folder of the registry."""
    ids = dict.fromkeys((*found.people, *found.organisations, *(id_ for p in found.passages for id_ in p.mentions)))
    agents = [(id_, known.agent(id_)) for id_ in ids]
    return {
        folder: tuple(id_ for id_, agent in agents if agent and agent[0] == folder)
        for folder in ("people", "organisations")
    }


def _source(known: Known, article: Article) -> Record | None:
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


def _state(state: State | None) -> Record:
    return {"arrow": state.arrow, "since": state.since, "reason": state.reason} if state else {}


def _marking(known: Known, article: Article) -> str:
    """A marking above the lowest."""
    return article.marking if known.urls.settings.rank(article.marking) else ""


def _full(known: Known, url: str) -> str:
    """An address for a table, which knows no base: a full one where the site has one."""
    return known.urls.absolute(url) or url


def _row(known: Known, table: str, record: Record) -> str:
    lang, theme = known.languages[0], record["theme"]
    more = {
        "theme_title": known.theme(theme).title if theme else None,
        "site_marking": known.ask("Marking"),
        **({"url": _full(known, record["url"])} if "url" in record else {}),
    }
    cells: Iterator[object] = ((record | more).get(name) for name in COLUMNS[table])
    return as_row(cells, lang)
