"""Whether a fact is another in one of two Knowledges of which one was made from the other (`Knowledge.updated`)."""

from briefgen.engine.asking import Question
from briefgen.site.facts import FACTS, LIVE
from briefgen.site.knowledge import Knowledge

_OF_LISTS = {"Shelf": 2, "Newest": 2, "Periods": 1}
"""Facts of one list, and how many arguments stand before the list's own."""


def differs(fact: Question, before: Knowledge, after: Knowledge) -> bool:
    """What the two share is not looked at; in doubt it differs."""
    name, *arguments = fact
    if name in LIVE:
        return False
    if name == "Article":
        ref = str(arguments[0]), str(arguments[1])
        return before.briefing.by_ref.get(ref) is not after.briefing.by_ref.get(ref)
    if name in _OF_LISTS:
        front = tuple(map(str, arguments[_OF_LISTS[str(name)] :]))
        if before.shelves.has_same(after.shelves, str(arguments[0]), *front):
            return False
    try:
        return bool(FACTS[str(name)](before, *arguments) != FACTS[str(name)](after, *arguments))
    except LookupError:
        return True
