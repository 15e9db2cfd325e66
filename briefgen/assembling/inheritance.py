"""Translations by suffix: every field but title, summary and language comes from the original."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from msgspec.structs import replace

from briefgen.reading.entry import Entry
from briefgen.reading.fields import ArticleFields
from briefgen.text.finding import Finding, error, warning
from briefgen.text.message import say
from briefgen.text.span import Span

_OWN = frozenset({"title", "summary", "lang"})
_COUNTED_ONCE = ("events", "figures", "statements", "corrections")


@dataclass(frozen=True)
class Text:
    """An article's entry with the fields that hold for it; `original` is the entry whose figures and events count."""

    entry: Entry
    fields: ArticleFields
    original: Entry

    @property
    def translates(self) -> bool:
        return self.original is not self.entry

    def place(self, *path: str | int) -> Span:
        """Where a field stands: in the translation if it is given there, else in the original."""
        own = self.entry.front
        return (own if path[0] in own.fields else self.original.front).place(*path)


def inherit(
    entries: Iterable[Entry], faulty: Iterable[Entry], languages: tuple[str, ...]
) -> tuple[list[Text], list[Finding]]:
    """The visible articles, each with its effective fields. `faulty` are the entries that have errors of their own."""
    wrong = {entry.id: entry.path for entry in faulty if entry.kind == "articles" and not entry.by_suffix}
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry.fields, ArticleFields):
            groups[entry.id].append(entry)
    texts: list[Text] = []
    findings: list[Finding] = []
    for group in groups.values():
        group.sort(key=lambda entry: (entry.by_suffix, _order(entry.lang, languages), entry.path))
        first = group[0]
        for entry in group:
            assert isinstance(entry.fields, ArticleFields)
            if entry.by_suffix and not first.by_suffix:
                texts.append(_translation(entry, first, findings))
            elif entry.fields.date is None:
                findings.append(_no_original(entry, wrong.get(entry.id)))
            else:
                texts.append(Text(entry, entry.fields, entry))
    return texts, findings


def _order(lang: str, languages: tuple[str, ...]) -> int:
    return languages.index(lang) if lang in languages else len(languages)


def _translation(entry: Entry, original: Entry, findings: list[Finding]) -> Text:
    own, its = entry.fields, original.fields
    assert isinstance(own, ArticleFields) and isinstance(its, ArticleFields)
    given = {name for name, value in entry.front.fields.items() if value is not None}
    for name in _COUNTED_ONCE:
        if name in given:
            findings.append(
                warning(
                    "counted-once",
                    entry.front.keys.get((name,), entry.place(name)),
                    say("'%(name)s' is the original's (%(path)s) and is not read here", name=name, path=original.path),
                    say("remove the field from the translation"),
                )
            )
    update = {name: getattr(own, name) for name in given.difference(_COUNTED_ONCE) | _OWN}
    return Text(entry, replace(its, **update), original)


def _no_original(entry: Entry, wrong: str | None) -> Finding:
    if wrong is not None:
        message = say("this is the translation of a text that has errors (%(path)s)", path=wrong)
        return error("original-faulty", Span(entry.path), message, say("mend these first"))
    return error(
        "missing-field",
        Span(entry.path),
        say("'%(name)s' is missing", name="date"),
        say("add date:, or the original beside it (%(path)s) to inherit it from", path=f"{entry.id}.md"),
    )
