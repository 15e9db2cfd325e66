"""Names that several texts hold and no entry bears: whoever is written about often deserves a page."""

from collections import defaultdict
from collections.abc import Iterator

from briefgen.assembling.mentions import names_of
from briefgen.model.briefing import Briefing
from briefgen.model.passage import Passage
from briefgen.text.casing import capitals
from briefgen.text.finding import Finding, notice
from briefgen.text.message import say
from briefgen.text.naming import flat
from briefgen.text.span import Span

_OFTEN = 3
_ENDS = frozenset(".!?…:;\n")


def findings(briefing: Briefing) -> Iterator[Finding]:
    known = {
        word
        for agent in (*briefing.people.values(), *briefing.organisations.values(), *briefing.sources.values())
        for name in names_of(agent)
        for word in name.split()
    }
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for article in briefing.articles:
        for passage in article.passages:
            for name in sorted(_full_names(passage, known)):
                places[name].append((article.path, passage.line))
    for name, found in sorted(places.items()):
        if len(found) >= _OFTEN:
            path, line = found[0]
            yield notice(
                "unregistered",
                Span(path, line),
                say("'%(name)s' stands in %(count)s passages and has no entry", name=name, count=len(found)),
                say("make one in content/people/ or content/organisations/, if it is a name worth a page"),
            )


def _full_names(passage: Passage, known: set[str]) -> set[str]:
    """The runs of two capitalised words or more of which no entry has a word; a word that opens a sentence is none."""
    text = flat(passage.text)
    found = set()
    for run in dict.fromkeys(capitals(text)):
        words = run.split(" ")
        before = text[: text.find(run)].rstrip(" \"“«'‘(")
        if not before or before[-1] in _ENDS:
            words = words[1:]
        if len(words) > 1 and not known.intersection(words):
            found.add(" ".join(words))
    return found
