"""What the files for analysis hold (docs/data.md): texts, claims, events and editions as records and rows.

A record has no title but its own thing's and names all else by id, so that new words in a text reach the record of that
text and no table.
"""

from collections.abc import Iterator

from briefgen.model.article import Article
from briefgen.model.correction import Correction
from briefgen.model.figure import Figure
from briefgen.model.settings import Settings
from briefgen.model.statement import Statement
from briefgen.site.describing import (
    changes_record,
    event_record,
    figure_record,
    full_address,
    marking_of,
    mentioned,
    origin,
    passage_records,
    place,
    refs,
    source_record,
    state_record,
    statement_record,
    who,
)
from briefgen.site.known import Known, question
from briefgen.site.questions import editions
from briefgen.site.records import Record, as_json, as_row

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
    agents = mentioned(known, found)
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
        "marking": marking_of(known, found),
        "retracted": is_out,
        "translates": found.translates,
        "forms": refs(ref for ref in found.forms if ref != found.ref),
        "source": source_record(known, found),
        "themes": () if is_out else tuple(dict.fromkeys(id_ for each in found.passages for id_ in each.themes)),
        "people": () if is_out else agents["people"],
        "organisations": () if is_out else agents["organisations"],
        "passages": () if is_out else passage_records(known, found),
    }
    return as_json(record, known.languages)


@question
def data_claims(known: Known, id_: str, lang: str) -> tuple[Claims, Claims, Claims]:
    """The statements, figures and corrections of an article, each as a record and as a row (empty for a correction)."""
    article, languages = known.article((id_, lang)), known.languages
    statements, figures = [], []
    for number, each in enumerate(article.statements, 1):
        record = statement_record(known, article, each)
        row = _row(known, "statements", record | {"text_lang": each.text.lang} | _provenance(known, article, each))
        statements.append((as_json(record | {"number": number}, languages), row))
    for figure in article.figures:
        record = figure_record(known, article, figure)
        row = _row(known, "figures", record | _provenance(known, article, figure))
        figures.append((as_json(record, languages), row))
    return (
        tuple(statements),
        tuple(figures),
        tuple((_correction(known, article, each), "") for each in article.corrections),
    )


def _correction(known: Known, article: Article, given: Correction) -> bytes:
    fields = ("date", "kind", "figure", "text", "was", "now")
    return as_json(place(known, article) | {name: getattr(given, name) for name in fields}, known.languages)


def _provenance(known: Known, told: Article, given: Statement | Figure) -> Record:
    """Where a claim in the text `told` is from, for its row."""
    article = origin(known, told, given)
    source = source_record(known, article) or {}
    return {
        "source_id": source.get("id"),
        "source_name": source.get("name"),
        "source_url": source.get("url"),
        "marking": marking_of(known, article),
    }


@question
def data_event(known: Known, id_: str) -> bytes:
    """A happening as a record, with all who tell of it."""
    told = known.event(id_)
    tellers = [(known.by_id(each.article), each) for each in told]
    told_in = tuple(place(known, article, each.anchor) | who("told_by", known, each.told_by, article.lang)
                    for article, each in tellers)  # fmt: skip
    return as_json({**event_record(told), "told_in": told_in}, known.languages)


@question
def data_event_row(known: Known, id_: str) -> str:
    """A happening as a row; it bears the highest marking of those who tell of it."""
    told = known.event(id_)
    tellers = [(known.by_id(each.article), each.anchor) for each in told]
    record = {
        **event_record(told),
        "first_day": told[0].date.first,
        "last_day": told[0].date.last,
        "articles": tuple(article.id for article, _ in tellers),
        "urls": tuple(full_address(known, str(place(known, *teller)["url"])) for teller in tellers),
        "marking": max((marking_of(known, article) for article, _ in tellers), key=known.urls.settings.rank),
    }
    return _row(known, "events", record)


@question
def data_edition(known: Known, key: str) -> bytes:
    """An edition as a record: what its editor wrote, which texts it has, how each theme stood."""
    found = known.edition(key)
    first, (before, _) = known.languages[0], known.ask("EditionAround", key)
    changed = known.ask("changes_by_theme", key, first)
    themes = [
        (id_, state_record(state), changes_record(changed[id_]))
        for id_, state in editions.states_of(known, found).items()
    ]
    themes.append(("", {}, changes_record(changed[""])))
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
        "articles": refs(known.ask("EditionTexts", key, first)),
        "late": refs(known.ask("EditionLate", key, first)),
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
        "states": tuple(map(state_record, found.states)),
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


def _events(known: Known, month: str) -> list[str]:
    """The ids of the events that begin in a month, the last first, those of one day by id."""
    ids = sorted(known.ask("Shelf", known.languages[0], month, "events"))
    return sorted(ids, key=lambda id_: known.event(id_)[0].date.first, reverse=True)


def _row(known: Known, table: str, record: Record) -> str:
    lang, theme = known.languages[0], record["theme"]
    more = {
        "theme_title": known.theme(theme).title if theme else None,
        "site_marking": known.ask("Marking"),
        **({"url": full_address(known, record["url"])} if "url" in record else {}),
    }
    cells: Iterator[object] = ((record | more).get(name) for name in COLUMNS[table])
    return as_row(cells, lang)
