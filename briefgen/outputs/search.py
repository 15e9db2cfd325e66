"""The index that readers' browsers search: a segment of words a month and language, a file of texts a day and language,
and in each tree a manifest that names them (docs/architecture.md, "Search").

They are scripts that hand over their data, as a page that is opened from a disk may load nothing else.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

import msgspec

from briefgen.engine.asking import Ask
from briefgen.model.article import Article
from briefgen.outputs.target import Target
from briefgen.reading.synonyms import FILE, read_synonyms
from briefgen.site.bodies import plain_text
from briefgen.site.facts import Knowledge
from briefgen.site.knowledge import Known
from briefgen.site.postings import Postings
from briefgen.text.document import decode
from briefgen.text.finding import Finding

FOLDER = "/search/"
_HAND_OVER = "briefgenSearch.take"
_WEIGHTS = (3, 2)
"""How often a word of the title, of the summary counts."""
_LETTERS = 64
"""A passage's length is told in units of so many letters."""
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
        return _handed("manifest", _manifest(ask, target.lang))
    lang, period = target.key
    if target.kind == "search-words":
        return _handed("words", _words(ask, lang, period))
    return _handed("texts", _texts(ask, lang, period, target.lang))


def _handed(kind: str, data: dict[str, Any]) -> bytes:
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
    """The words of a month. A text is a document of its own (title, summary, source), then each passage is one."""
    postings, names, number, texts = Postings(), _Names(), 0, []
    for ref in ask("Shelf", lang, month, "search"):
        article: Article = ask("Article", *ref)
        postings.add(number, _head(ask, article))
        passages = []
        for passage in article.passages:
            number += 1
            text = _plain(ask, passage.body)
            postings.add(number, text)
            # Someone who is withheld has no name here.
            agents = [id_ for id_ in passage.mentions if ask("search_agent", id_)]
            for id_ in agents:
                postings.add(number, ask("search_agent", id_))
            length = max(1, round(len(text) / _LETTERS))
            passages.append((length, names.of("themes", *passage.themes), names.of("people", *agents)))
        number += 1
        texts.append(
            {
                "key": _short(article.id),
                **({"group": _short(article.text_key)} if len(article.forms) > 1 else {}),
                "day": names.of("days", article.appears.day.isoformat())[0],
                "date": names.of("days", article.date.day.isoformat())[0],
                "sources": names.of("sources", *_sources(ask, article)),
                "passages": passages,
            }
        )
    terms, lists = postings.encoded(ask("search_synonyms"))
    return {
        "lang": lang, "month": month, **names.found, "texts": texts, "terms": terms, "lists": lists,
    }  # fmt: skip


class _Names:
    """Ids and days, each written once and then told by its number."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {"days": [], "themes": [], "people": [], "sources": []}
        self.numbers: dict[tuple[str, str], int] = {}

    def of(self, kind: str, *names: str) -> list[int]:
        result = []
        for name in names:
            number = self.numbers.get((kind, name))
            if number is None:
                number = self.numbers[kind, name] = len(self.found[kind])
                self.found[kind].append(name)
            result.append(number)
        return result


_plains: dict[tuple[str, ...], str] = {}
"""The plain texts of the last bodies, by their digests: a month's words are made after the texts of its days."""


def _plain(ask: Ask, body: tuple[str, ...]) -> str:
    found = _plains.get(body)
    if found is None:
        if len(_plains) >= _MOST_PLAINS:
            _plains.clear()
        found = _plains[body] = plain_text(ask, body)
    return found


def _head(ask: Ask, article: Article) -> str:
    title, summary = article.title.text, article.summary.text if article.summary else ""
    parts = [title] * _WEIGHTS[0] + [summary] * _WEIGHTS[1]
    if article.source is not None and article.source.name:
        parts += article.source.name.texts
    return " ".join([*parts, *(ask("search_source", id_) for id_ in _sources(ask, article))])


def _sources(ask: Ask, article: Article) -> list[str]:
    given = article.source
    return [] if given is None else [id_ for id_ in (given.id, *given.also) if id_ and ask("search_source", id_)]


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
