"""By which names articles depend on each other, and the few that an edit of some of them can concern.

What is tied is assembled together: articles of one id or key, of one event (by its id, or by date and title) or series of
figures, and whoever is tied to these in turn. Links are looked at from both ends, but not followed further.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from briefgen.assembling.happenings import titles_of
from briefgen.assembling.shared import records
from briefgen.assembling.visibility import names_of
from briefgen.reading.entry import Entry, Reading
from briefgen.reading.fields import ArticleFields
from briefgen.text.slugs import slugify

_GROUP, _EVENT, _SERIES, _AT, _TO = "articles:", "event:", "series:", "at:", "to:"


def ties_by_path(readings: Iterable[Reading]) -> dict[str, frozenset[str]]:
    """What ties each article to others, by path."""
    entries = (reading.entry for reading in readings)
    return {each.path: frozenset(ties_of(each)) for each in entries if each and each.kind == "articles"}


class Ties:
    """The names of all articles, by path and back."""

    def __init__(self, names: Mapping[str, frozenset[str]]) -> None:
        self.names = dict(names)
        self.paths: dict[str, set[str]] = defaultdict(set)
        for path, found in names.items():
            for name in found:
                self.paths[name].add(path)

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> "Ties":
        """The ties of all that was read."""
        return cls(ties_by_path(readings))

    def put(self, path: str, entry: Entry | None) -> None:
        """An entry as it is now; None for one that is gone."""
        for name in self.names.pop(path, ()):
            self.paths[name].discard(path)
        if entry is not None and entry.kind == "articles":
            self.names[path] = frozenset(ties_of(entry))
            for name in self.names[path]:
                self.paths[name].add(path)

    def tied(self, names: Iterable[str]) -> set[str]:
        """The articles that bear one of these names, or are tied to one that does."""
        return self._closed(names, (_GROUP, _EVENT, _SERIES))

    def grouped(self, paths: Iterable[str]) -> set[str]:
        """Some articles with those that are seen or hidden with them."""
        return self._closed((name for path in paths for name in self.names.get(path, ())), (_GROUP,))

    def _closed(self, names: Iterable[str], kinds: tuple[str, ...]) -> set[str]:
        queue = [name for name in names if name.startswith(kinds)]
        looked, found = set(queue), set[str]()
        for name in queue:
            for path in self.paths.get(name, set()) - found:
                found.add(path)
                new = {each for each in self.names[path] if each.startswith(kinds)} - looked
                looked |= new
                queue += new
        return found

    def linked(self, names: Iterable[str]) -> set[str]:
        """The articles at the other end of a link from or to what bears these names."""
        ends = ((_AT, _TO), (_TO, _AT))
        other = (to + name[len(at) :] for name in names for at, to in ends if name.startswith(at))
        return {path for name in other for path in self.paths.get(name, ())}

    def at(self, id_: str) -> set[str]:
        """The articles of an id."""
        return self.paths.get(_AT + id_, set())


def ties_of(entry: Entry) -> Iterator[str]:
    """The names by which an article can concern others."""
    yield from names_of(entry)
    yield from (f"{_EVENT}{each.get('id')}" for each in records(entry, "events"))
    yield from (f"{_SERIES}{each['series']}" for each in records(entry, "figures") if each.get("series"))
    if isinstance(entry.fields, ArticleFields):
        yield from (f"{_EVENT}{title}" for event in entry.fields.events for title in titles_of(event.date, event.title))
    for run in entry.body.runs:
        yield from (f"{_EVENT}{mark.id}" for mark in run.events)
        for link in run.links:
            if link.path.endswith(".md"):
                yield _TO + link.path
                yield _TO + slugify(link.path.rpartition("/")[2].removesuffix(".md"))
    yield _AT + entry.path
    yield _AT + entry.id
