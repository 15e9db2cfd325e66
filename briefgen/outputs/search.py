"""The index that readers' browsers search: a segment of words a month and language, a file of texts a day and language,
and in each tree a manifest that names them (docs/architecture.md, "Search").

They are scripts that hand over their data, as a page that is opened from a disk may load nothing else.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from briefgen.engine.asking import Ask
from briefgen.model.article import Article
from briefgen.outputs.target import Target
from briefgen.reading.synonyms import FILE, read_synonyms
from briefgen.site.bodies import plain_text
from briefgen.site.knowledge import Knowledge
from briefgen.site.known import Known
from briefgen.site.postings import Postings
from briefgen.text.document import decode
from briefgen.text.finding import Finding

FOLDER = "/search/"
_HAND_OVER = "briefgenSearch.take"
_CALLED = {"people": "names", "sources": "outlets"}
"""Where the names stand of what is told by ids. A name is no id: it is looked at as any text is for what must not be said."""
_MOST_PLAINS = 2000


def targets(known: Known) -> Iterator[Target]:
    ask, languages = known.ask, known.languages
    for lang in ask("SearchLanguages"):
        tree = lang if lang in languages else languages[0]
        for day in ask("Periods", lang, "search-days"):
            yield Target(f"{FOLDER}{lang}/{day[:7]}/{day[8:]}.js", "search-texts", (lang, day), tree)
        for month in ask("Periods", lang, "search"):
            yield Target(f"{FOLDER}{lang}/{month}.js", "search-words", (lang, month), tree)
    for lang in languages:
        yield Target(f"{FOLDER}{lang}.js", "search-manifest", (), lang)


def mistakes(known: Knowledge) -> list[Finding]:
    """What is wrong with the site's own synonyms."""
    file = known.files.content.get(FILE)
    if file is None:
        return []
    document, findings = decode(FILE, file.read_bytes())
    return findings + read_synonyms(document)[1] if document is not None else findings


def render(target: Target, ask: Ask) -> bytes:
    if target.kind == "search-manifest":
        return handed("manifest", _manifest(ask, target.lang))
    lang, period = target.key
    if target.kind == "search-words":
        return handed("words", _words(ask, lang, period))
    return handed("texts", _texts(ask, lang, period, target.lang))


def handed(kind: str, data: dict[str, Any]) -> bytes:
    """The data as a call. What could end a script or a line of it is escaped."""
    packed = msgspec.json.encode(data).replace(b"<", b"\\u003c")
    packed = packed.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")
    return f'{_HAND_OVER}("{kind}",'.encode() + packed + b");\n"


def _manifest(ask: Ask, lang: str) -> dict[str, Any]:
    months: dict[str, list[str]] = {}
    for each in ask("SearchLanguages"):
        for month in ask("Periods", each, "search"):
            months.setdefault(month, []).append(each)
    return {
        "lang": lang,
        "months": sorted(months.items(), reverse=True),
        "synonyms": ask("search_synonyms"),
        "words": dict(ask("search_words", lang)),
        **{kind: ask("search_names", kind, lang) for kind in ("themes", "people", "organisations", "sources")},
    }


def _words(ask: Ask, lang: str, month: str) -> dict[str, Any]:
    """The words of a month, and of each of its texts what results are narrowed by."""
    postings, names, texts = Postings(), _Names(), []
    for ref in ask("Shelf", lang, month, "search"):
        article: Article = ask("Article", *ref)
        outlets = _outlets(ask, article)
        words = [article.summary.text if article.summary else "", *(name for _, name in outlets)]
        passages = []
        for passage in article.passages:
            # Someone who is withheld has no name here.
            agents = [(id_, name) for id_ in passage.mentions if (name := ask("search_agent", id_))]
            words += [_plain(ask, passage.body), *(name for _, name in agents)]
            passages.append((names.of("themes", *passage.themes), names.known("people", agents)))
        postings.add(article.title.text, " ".join(words))
        texts.append(
            {
                "key": _short(article.id),
                **({"group": _short(article.text_key)} if len(article.forms) > 1 else {}),
                "day": names.of("days", article.appears.day.isoformat())[0],
                "date": names.of("days", article.date.day.isoformat())[0],
                "sources": names.known("sources", outlets),
                "passages": passages,
            }
        )
    terms, lists = postings.encoded(ask("search_synonyms"))
    return {"lang": lang, "month": month, **names.found, "texts": texts, "terms": terms, "lists": lists}


class _Names:
    """Ids and days, each written once and then told by its number; beside ids of people and sources their names."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {kind: [] for kind in ("days", "themes", *_CALLED, *_CALLED.values())}
        self.numbers: dict[tuple[str, ...], int] = {}

    def of(self, kind: str, *names: str) -> list[int]:
        return [self.number(kind, name) for name in names]

    def known(self, kind: str, pairs: Iterable[tuple[str, str]]) -> list[int]:
        return [self.number(kind, *pair) for pair in pairs]

    def number(self, kind: str, id_: str, *name: str) -> int:
        number = self.numbers.get((kind, id_, *name))
        if number is None:
            number = self.numbers[kind, id_, *name] = len(self.found[kind])
            self.found[kind].append(id_)
            if name:
                self.found[_CALLED[kind]] += name
        return number


_plains: dict[tuple[str, ...], str] = {}
"""The plain texts of the last bodies, by their digests: a month's words are made after the texts of its days."""


def _plain(ask: Ask, body: tuple[str, ...]) -> str:
    found = _plains.get(body)
    if found is None:
        if len(_plains) >= _MOST_PLAINS:
            _plains.clear()
        found = _plains[body] = plain_text(ask, body)
    return found


def _outlets(ask: Ask, article: Article) -> list[tuple[str, str]]:
    """Whom a text is from, as ids with names; what stands in no registry has no id."""
    given = article.source
    if given is None:
        return []
    found = [(id_, ask("search_source", id_)) for id_ in (given.id, *given.also) if id_]
    plain = " ".join(given.name.texts) if given.name else ""
    return [(id_, name) for id_, name in [*found, ("", plain)] if name]


def _short(name: str) -> str:
    """What tells a text from the others of its day, should one of the two files be older than the other; and what the
    forms of one text share, without saying how the desk calls it.
    """
    return urlsafe_b64encode(hashlib.blake2b(name.encode(), digest_size=3).digest()).decode()


def _texts(ask: Ask, lang: str, day: str, tree: str) -> dict[str, Any]:
    """The texts of a day, for the results that are shown."""
    texts = []
    for ref in ask("Shelf", lang, day, "search-days"):
        article: Article = ask("Article", *ref)
        card = ask("card", *ref, tree)
        source = card.source.name.text if card.source and card.source.name else ""
        passages = [
            {"anchor": each.anchor, "heading": each.heading, "text": _plain(ask, each.body)}
            for each in article.passages
        ]
        texts.append(
            {
                "key": _short(article.id),
                "url": card.url,
                "title": card.title.text,
                "date": article.date.day,
                "source_name": source,
                "summary": article.summary.text if article.summary else "",
                "marking": card.marking,
                "passages": passages,
            }
        )
    return {"lang": lang, "day": day, "texts": texts}
