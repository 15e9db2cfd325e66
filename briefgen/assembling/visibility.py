"""The one place that decides what may be seen, before anything else sees the entries. In doubt it fails closed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from briefgen.model.settings import Settings
from briefgen.model.visibility import STATUSES, Visibility
from briefgen.reading.entry import Entry
from briefgen.reading.fields import ArticleFields, EditionFields
from briefgen.text.finding import Finding, error
from briefgen.text.message import Message, say
from briefgen.text.suggesting import nearest


@dataclass(frozen=True)
class Clock:
    """What a build may show: the moment it takes for the present (aware), its audience, and whether drafts are in.

    `everything` is for the eyes of the desk alone: whatever its audience may ever read, with why it is not public.
    """

    now: datetime
    audience: str = ""
    drafts: bool = False
    everything: bool = False


@dataclass(frozen=True)
class Strictest:
    """What holds for all entries of one id or key: the latest embargo, the highest marking, the worst status."""

    embargo: datetime | None
    marking: str
    status: str
    known: bool


@dataclass
class Decision:
    """`visible` may be shown; `withheld` may not; `faulty` has errors of its own. `held` gives each path's group.

    `private` are the paths that are shown only because everything is, with why; `waiting` are those of the withheld that
    time alone will show, or a mended marking.
    """

    visible: list[Entry] = field(default_factory=list)
    withheld: list[Entry] = field(default_factory=list)
    waiting: list[Entry] = field(default_factory=list)
    faulty: list[Entry] = field(default_factory=list)
    held: dict[str, Strictest] = field(default_factory=dict)
    private: dict[str, tuple[Message, ...]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    next_change: datetime | None = None


def decide(entries: Iterable[Entry], settings: Settings, clock: Clock, excluded: frozenset[str]) -> Decision:
    """Sort the entries by what may be shown at the clock's time to its audience. `excluded` are paths with errors."""
    decision = Decision()
    entries = list(entries)
    ranks = {entry.path: _rank(entry, settings, decision.findings) for entry in entries}
    changes: list[datetime] = []
    for group in groups(entries):
        strictest = _strictest(group, ranks, settings)
        seen = _seen(group, strictest, settings, clock)
        public = replace(clock, everything=False)
        published = _seen(group, strictest, settings, public) if clock.everything else seen
        later = _later(group, strictest, settings, public)
        # Of what is private, the reasons change too.
        changes += next(([at] for at, shown in later if not seen == published == shown), [])
        coming = frozenset().union(*(shown for _, shown in later)) - seen
        if not strictest.known:
            coming = frozenset(entry.path for entry in group)
        decision.waiting += [e for e in group if e.path in coming - excluded and e.fields is not None]
        for entry in (each for each in group if each.path in seen and each.path not in published):
            decision.private[entry.path] = _why(entry, strictest, settings, clock)
        for entry in group:
            decision.held[entry.path] = strictest
            if entry.path not in seen:
                decision.withheld.append(entry)
            elif entry.fields is None or entry.path in excluded:
                decision.faulty.append(entry)
            else:
                decision.visible.append(entry)
    decision.next_change = min(changes, default=None)
    for kept in (decision.visible, decision.withheld, decision.faulty):
        kept.sort(key=lambda entry: entry.path)
    return decision


def groups(entries: list[Entry]) -> list[list[Entry]]:
    """Entries that share an id (within their namespace) or a key, transitively."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for entry in entries:
        for name in names_of(entry):
            parent[root(name)] = root(f"path:{entry.path}")
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[root(f"path:{entry.path}")].append(entry)
    return list(found.values())


def names_of(entry: Entry) -> Iterable[str]:
    """The names that an entry shares with others of its group: its id and its key."""
    space = "agents" if entry.kind in ("people", "organisations") else entry.kind
    if entry.id:
        yield f"{space}:{entry.id}"
    key = entry.front.fields.get("key")
    if entry.kind == "articles" and isinstance(key, str):
        yield f"articles:{key}"


def _rank(entry: Entry, settings: Settings, findings: list[Finding]) -> int | None:
    """The place of an entry's marking in the scheme; None for one that is not in it, which is an error."""
    if entry.visibility is None:
        return None
    marking = entry.visibility.marking
    try:
        return settings.rank(marking or "")
    except ValueError:
        near = nearest(marking or "", settings.markings)
        findings.append(
            error(
                "unknown-marking",
                entry.place("marking"),
                say("no marking '%(marking)s'", marking=marking or ""),
                say("did you mean '%(id)s'?", id=near) if near else say("there are: %(ids)s", ids=settings.markings),
            )
        )
        return None


def _strictest(group: list[Entry], ranks: dict[str, int | None], settings: Settings) -> Strictest:
    known = [entry.visibility for entry in group if entry.visibility is not None]
    found = [ranks[entry.path] for entry in group]
    highest = [rank for rank in found if rank is not None]
    return Strictest(
        embargo=max((each.embargo for each in known if each.embargo), default=None),
        marking=settings.markings[max(highest)] if highest else "",
        status=max((each.status for each in known), key=STATUSES.index, default="usable"),
        known=len(highest) == len(group),
    )


def _seen(group: list[Entry], strictest: Strictest, settings: Settings, clock: Clock) -> frozenset[str]:
    """The paths of a group that may be shown at the clock's time."""
    if not strictest.known or settings.rank(strictest.marking) > settings.rank(clock.audience or settings.audience):
        return frozenset()
    if clock.everything:
        return frozenset(entry.path for entry in group)
    if strictest.status != "usable" or (strictest.embargo is not None and strictest.embargo > clock.now):
        return frozenset()
    originals = {entry.id: entry for entry in group if not entry.by_suffix}
    return frozenset(
        entry.path
        for entry in group
        if all(_is_due(each, settings, clock) for each in (entry, originals.get(entry.id, entry)))
    )


def _is_due(entry: Entry, settings: Settings, clock: Clock) -> bool:
    own = entry.visibility or Visibility()
    if own.draft and not clock.drafts:
        return False
    if own.expires is not None and own.expires <= clock.now:
        return False
    date = _date(entry, settings)
    return date is None or date <= clock.now


def _why(entry: Entry, strictest: Strictest, settings: Settings, clock: Clock) -> tuple[Message, ...]:
    """Why an entry is not public, for the desk."""
    own, date, found = entry.visibility or Visibility(), _date(entry, settings), []
    if own.draft:
        found.append(say("it is a draft"))
    if strictest.status != "usable":
        found.append(say("its status is %(status)s", status=strictest.status))
    if strictest.embargo is not None and strictest.embargo > clock.now:
        found.append(say("its embargo lifts at %(time)s", time=_told(strictest.embargo, settings)))
    if date is not None and date > clock.now:
        found.append(say("its date is still to come: %(time)s", time=_told(date, settings)))
    if own.expires is not None and own.expires <= clock.now:
        found.append(say("it expired at %(time)s", time=_told(own.expires, settings)))
    return tuple(found) or (say("the text that it translates is not public"),)


def _told(at: datetime, settings: Settings) -> str:
    return f"{at.astimezone(settings.zone):%Y-%m-%d %H:%M} {settings.timezone}"


def _date(entry: Entry, settings: Settings) -> datetime | None:
    """When an entry's own date lets it appear: a bare one at 00:00 in the site's zone."""
    if isinstance(entry.fields, EditionFields):
        return datetime.combine(entry.fields.date, time(), settings.zone)
    if isinstance(entry.fields, ArticleFields) and entry.fields.date is not None:
        return entry.fields.date.at
    return None


def _later(
    group: list[Entry], strictest: Strictest, settings: Settings, clock: Clock
) -> list[tuple[datetime, frozenset[str]]]:
    """The times after the clock's at which more or less of a group may be shown, each with what may be shown then."""
    own = [entry.visibility for entry in group if entry.visibility is not None]
    moments = [_date(entry, settings) for entry in group] + [each.expires for each in own] + [strictest.embargo]
    ahead = sorted({at for at in moments if at is not None and at > clock.now})
    return [(at, _seen(group, strictest, settings, replace(clock, now=at))) for at in ahead]


def edition_dates(entries: Iterable[Entry]) -> frozenset[str]:
    """The dates of edition files that may not be shown: their automatic editions are suppressed too."""
    dates = set()
    for entry in entries:
        if entry.kind != "editions":
            continue
        given = entry.fields.date.isoformat() if isinstance(entry.fields, EditionFields) else None
        dates.add(given or str(entry.front.fields.get("date", "")) or entry.id)
        dates.add(entry.id)
    return frozenset(dates)
