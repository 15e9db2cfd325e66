"""The assembly after an edit of a few articles, from the one before it: what the edit concerns is assembled alone, as it
was and as it is, and the difference is put into the whole.

The part must come out as it stood within the whole. In any doubt there is `NoGraft`, and the whole site is assembled.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import is_
from typing import Any, TypeVar

from briefgen.assembling.assembler import Assembly, assemble
from briefgen.assembling.editions import key_of
from briefgen.assembling.ties import Ties, ties_of
from briefgen.assembling.visibility import Clock
from briefgen.model.article import Article
from briefgen.model.edition import Edition
from briefgen.model.indexes import Ref, newest_first, order_of
from briefgen.model.settings import Settings
from briefgen.model.updating import updated
from briefgen.reading.entry import Entry, Reading
from briefgen.reading.fields import EditionFields
from briefgen.text.finding import Finding

Edit = tuple[Reading | None, Reading | None]
"""An article as it was (None for a new one) and as it is (None for one that is gone)."""
Key = TypeVar("Key")
Item = TypeVar("Item")


class NoGraft(BaseException):
    """An edit takes the long way; the sentence is for whoever looks into why.

    No Exception, as it must pass through renders, where those are a template's mistakes.
    """


@dataclass(frozen=True)
class Around:
    """What stays as it is: the entries that are no articles, the ties of all articles, each as it was read; and the paths
    of content/ that are no entries.
    """

    registries: Sequence[Reading]
    ties: Ties
    reading: Callable[[str], Reading]
    files: frozenset[str]


@dataclass(frozen=True)
class Difference:
    """What an edit makes other, by key; None for what is gone. `others` are fields of the assembly."""

    articles: Mapping[Ref, Article | None]
    editions: Mapping[str, Edition | None] = field(default_factory=dict)
    links: Mapping[str, tuple[str, str, str] | None] = field(default_factory=dict)
    next_change: datetime | None = None
    others: Mapping[str, Any] = field(default_factory=dict)

    def then(self, later: "Difference") -> "Difference":
        """Both, one after the other."""
        return Difference(
            {**self.articles, **later.articles},
            {**self.editions, **later.editions},
            {**self.links, **later.links},
            later.next_change,
            {**self.others, **later.others},
        )

    def put_into(self, standing: Assembly) -> "Graft":
        was = standing.briefing
        gone = [was.by_ref[ref] for ref in self.articles if ref in was.by_ref]
        come = [article for article in self.articles.values() if article is not None]
        editions = was.editions
        if self.editions:
            found = _with(_by_key(standing), self.editions)
            editions = tuple(sorted(found.values(), key=lambda edition: edition.first, reverse=True))
        briefing = updated(
            was,
            gone,
            come,
            editions=editions,
            links=_with(was.links, self.links) if self.links else was.links,
            next_change=self.next_change,
        )
        texts = frozenset(article.text_key for article in (*gone, *come))
        return Graft(replace(standing, briefing=briefing, **self.others), texts, self)


@dataclass(frozen=True)
class Graft:
    """What is assembled now, the keys of the texts that are others than they were, and all that is."""

    assembly: Assembly
    texts: frozenset[str]
    difference: Difference
    part: "Part | None" = None


@dataclass(frozen=True)
class Part:
    """Some entries assembled alone, with all that they were assembled with."""

    readings: Sequence[Reading]
    others: tuple[frozenset[str], Settings, Clock]
    assembly: Assembly

    @classmethod
    def of(cls, readings: Sequence[Reading], *others: Any, known: "Part | None" = None) -> "Part":
        """`known` where it is the same."""
        if known is not None and known.others == others and known.is_of(readings):
            return known
        return cls(readings, others, assemble(readings, *others))

    def is_of(self, readings: Sequence[Reading]) -> bool:
        return len(self.readings) == len(readings) and all(map(is_, self.readings, readings))


def graft(
    standing: Assembly,
    edits: Sequence[Edit],
    around: Around,
    settings: Settings,
    clock: Clock,
    before: Clock | None = None,
    known: Part | None = None,
) -> Graft:
    """`standing` after some edits, at the time of its clock. NoGraft where only the whole can tell.

    Where its clock was another (`before`), the edits name every text of which one shows what the other does not. `known` is
    the part that the graft before this one has assembled: mostly it is the same text that is edited again.
    """
    read = [reading for edit in edits for reading in edit if reading is not None]
    entries = [reading.entry for reading in read if reading.entry is not None]
    if len(entries) < len(read) or any(entry.kind != "articles" for entry in entries):
        raise NoGraft("what is no article may concern everything")
    edited = {entry.path for entry in entries}
    names = {name for entry in entries for name in ties_of(entry)}
    tied = around.ties.tied(names)
    names |= {name for path in tied for name in around.ties.names[path]}
    beside = around.ties.grouped(around.ties.linked(names))

    clocks = (before or clock, clock)

    def part(at: int) -> Part:
        others = [*around.registries, *(around.reading(path) for path in sorted((tied | beside) - edited))]
        readings = [*others, *(reading for edit in edits if (reading := edit[at]) is not None)]
        return Part.of(readings, around.files, settings, clocks[at], known=known)

    old, new = part(0), part(1)
    parts = old.assembly, new.assembly
    more = around.ties.grouped(_in_editions(standing, *parts, around, settings)) - beside - tied - edited
    if more:
        beside |= more
        old, new = part(0), part(1)
    return replace(_put_in(standing, old.assembly, new.assembly, tied | edited), part=new)


def _in_editions(standing: Assembly, old: Assembly, new: Assembly, around: Around, settings: Settings) -> set[str]:
    """The articles of the editions that the edit concerns, and those to which their files refer."""
    keys = _different(_by_key(old), _by_key(new)) | _with_moved(old, new)
    variants, paths = standing.briefing.variants, set[str]()
    ids = [id_ for entry in _edition_files(around.registries, keys, settings) for id_ in _referred(entry)]
    for edition in (each for each in standing.briefing.editions if each.key in keys):
        paths |= {each.path for text in (*edition.articles, *edition.late) for each in variants.get(text, ())}
        ids += [id_ for id_, _, _ in edition.corrections]
    return paths.union(*map(around.ties.at, ids))


def _with_moved(old: Assembly, new: Assembly) -> set[str]:
    """The editions of texts of which an article stands elsewhere in the order of time: others may stand in them, too."""
    before, after = ({(a.text_key, order_of(a)) for a in each.briefing.articles} for each in (old, new))
    moved = {text for text, _ in before ^ after}
    found = set()
    for briefing in (old.briefing, new.briefing):
        for edition in briefing.editions:
            texts = {briefing.by_ref[each[:2]].text_key for each in edition.corrections}
            if not moved.isdisjoint((*edition.articles, *edition.late, *texts)):
                found.add(edition.key)
    return found


def _edition_files(registries: Iterable[Reading], keys: set[str], settings: Settings) -> list[EditionFields]:
    given = (reading.entry.fields for reading in registries if reading.entry is not None)
    return [each for each in given if isinstance(each, EditionFields) and key_of(each.date, settings) in keys]


def _referred(given: EditionFields) -> list[str]:
    refs = [*(given.items or ()), *(each.ref or "" for each in given.takeaways or ())]
    return [ref.partition("#")[0] for ref in refs]


def _by_key(assembly: Assembly) -> dict[str, Edition]:
    return {edition.key: edition for edition in assembly.briefing.editions}


def _different(old: Mapping[Key, Item], new: Mapping[Key, Item]) -> set[Key]:
    """The keys whose values are not the same in both."""
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def _put_in(standing: Assembly, old: Assembly, new: Assembly, mine: set[str]) -> Graft:
    """The difference of two parts put into the whole; `mine` are the paths that may differ."""
    was, before, after = standing.briefing, old.briefing, new.briefing
    if old.faulty != new.faulty or before.files != after.files:
        raise NoGraft("what is at fault, or a file that is shown, is another")
    if len(after.by_ref) < len(after.articles):
        raise NoGraft("two articles are one")
    for ref, article in before.by_ref.items():
        stood = was.by_ref.get(ref)
        if article.path in mine and (stood is None or stood != article):
            raise NoGraft(f"{article.path} depends on other texts")
    refs = _different(before.by_ref, after.by_ref)
    if any(each.by_ref[ref].path not in mine for ref in refs for each in (before, after) if ref in each.by_ref):
        raise NoGraft("what has changed concerns other texts")
    difference = Difference(
        articles={ref: after.by_ref.get(ref) for ref in refs},
        editions=_difference(*map(_by_key, (standing, old, new))),
        links=_difference(was.links, before.links, after.links),
        next_change=_next_change(was.next_change, before.next_change, after.next_change),
        others={name: value for name, value in _others(standing, old, new).items() if value != getattr(standing, name)},
    )
    return difference.put_into(standing)


def _others(standing: Assembly, old: Assembly, new: Assembly) -> dict[str, Any]:
    """The other fields of the assembly that an edit may change."""
    waiting = _with(_waiting(standing), _difference(*map(_waiting, (standing, old, new))))
    return {
        "withheld": _withheld(standing, old, new),
        "secret": (standing.secret - old.secret) | new.secret,
        "private": _with(standing.private, _difference(standing.private, old.private, new.private)),
        "waiting": tuple(newest_first(waiting.values())),
        "findings": _findings(standing, old, new),
    }


def _difference(
    standing: Mapping[Key, Item], old: Mapping[Key, Item], new: Mapping[Key, Item]
) -> dict[Key, Item | None]:
    """What differs between two parts, as it is in the newer. NoGraft where the older is not what stands."""
    different = _different(old, new)
    if any(standing.get(key) != old.get(key) for key in different):
        raise NoGraft("something did not come out as it stood")
    return {key: new.get(key) for key in different}


def _with(standing: Mapping[Key, Item], different: Mapping[Key, Item | None]) -> dict[Key, Item]:
    kept = {key: item for key, item in standing.items() if key not in different}
    return kept | {key: item for key, item in different.items() if item is not None}


def _waiting(assembly: Assembly) -> dict[Ref, Article]:
    return {article.ref: article for article in assembly.waiting}


def _withheld(standing: Assembly, old: Assembly, new: Assembly) -> tuple[Entry, ...]:
    # Entries are compared by what they are: those that are not of the edit are the same in both parts.
    was, now = {entry.path: entry for entry in old.withheld}, {entry.path: entry for entry in new.withheld}
    gone, come = was.keys() - now.keys(), [entry for path, entry in now.items() if was.get(path) is not entry]
    kept = (entry for entry in standing.withheld if entry.path not in gone | {each.path for each in come})
    return tuple(sorted([*kept, *come], key=lambda entry: entry.path))


def _findings(standing: Assembly, old: Assembly, new: Assembly) -> tuple[Finding, ...]:
    """What is wrong in the whole. What is wrong in a part alone is so before and after, but for the hints."""
    known, was, now = ({(f.code, f.span, f.message): f for f in each.findings} for each in (standing, old, new))
    gone, come = was.keys() - now.keys(), [finding for key, finding in now.items() if key not in was]
    if any(finding.is_error for finding in come) or not gone <= known.keys():
        raise NoGraft("there is a mistake, or there was")
    return (*(finding for key, finding in known.items() if key not in gone), *come)


def _next_change(standing: datetime | None, old: datetime | None, new: datetime | None) -> datetime | None:
    """When the whole next changes by itself; NoGraft where what comes after that is not known."""
    if old is not None and (standing is None or old < standing or (old == standing and (new is None or new > old))):
        raise NoGraft("what comes next is another")
    return min((at for at in (standing, new) if at is not None), default=None)
