"""An edit of words: some texts say something else and relate to nothing else, so that nothing but they themselves is
another.

`model/shape.py` says what of an article others can see. Two assemblies are compared, of these texts with the registries alone:
as they were and as they are. In any doubt there is no rewording, and the whole site is assembled.
"""

from collections.abc import Callable, Iterable, Sequence

from briefgen.assembling.assembler import Assembly, assemble
from briefgen.assembling.grafting import NoGraft
from briefgen.assembling.visibility import Clock
from briefgen.engine.asking import Question
from briefgen.model.article import Article
from briefgen.model.settings import Settings
from briefgen.model.shape import shape_of
from briefgen.publishing.audit import notes_of
from briefgen.reading.entry import Entry, Reading


class NoPatch(NoGraft):
    """The edit is more than a change of words, or no patch for another reason."""


def reworded(
    edits: Sequence[tuple[Reading, Reading]],
    others: Iterable[Reading],
    files: frozenset[str],
    settings: Settings,
    clock: Clock,
    standing: Callable[[Question], Article | None],
) -> tuple[Assembly, dict[Question, Article]]:
    """Edits (before, after) -> the assembly of what is there now, and the facts that are others.

    `others` are all registries, and the texts that share an id or key with the edited ones; `standing` gives a fact as
    it was within the whole (None for one that nobody asks for). NoPatch where more than words has changed.
    """
    for old, new in edits:
        if old.entry is None or new.entry is None or _bonds(old.entry) != _bonds(new.entry):
            raise NoPatch(f"{new.path} refers to other things than before")
    others = list(others)
    before = assemble([*others, *(old for old, _ in edits)], files, settings, clock)
    after = assemble([*others, *(new for _, new in edits)], files, settings, clock)
    return after, _facts(before, after, standing)


def _bonds(entry: Entry) -> tuple[object, ...]:
    """What an entry points to, and what must not be printed of it."""
    links = [(link.path, link.fragment, link.image, link.alt) for run in entry.body.runs for link in run.links]
    marks = [
        (mark.id, mark.quote and (mark.quote.speaker, mark.quote.name))
        for run in entry.body.runs
        for mark in (*run.figures, *run.events)
    ]
    return entry.id, entry.lang, links, marks, list(notes_of(entry))


def _facts(
    before: Assembly, after: Assembly, standing: Callable[[Question], Article | None]
) -> dict[Question, Article]:
    """The facts that the edit changes. NoPatch where it changes what others see, or where the part that was assembled
    does not come out as it did within the whole.
    """
    same = (
        [entry.path for entry in before.withheld] == [entry.path for entry in after.withheld]
        and [entry.path for entry in before.faulty] == [entry.path for entry in after.faulty]
        and before.private == after.private
        and before.briefing.next_change == after.briefing.next_change
        and before.briefing.files == after.briefing.files
        and before.briefing.by_ref.keys() == after.briefing.by_ref.keys()
        and _noted(before) == _noted(after)
    )
    if not same:
        raise NoPatch("what is visible has changed")
    found: dict[Question, Article] = {}
    for ref, old in before.briefing.by_ref.items():
        new = after.briefing.by_ref[ref]
        if shape_of(old) != shape_of(new):
            raise NoPatch(f"{old.path} relates to other things than before")
        question = ("Article", *ref)
        stood = standing(question)
        if stood is not None and stood != old:
            raise NoPatch(f"{old.path} depends on other texts")
        if stood is not None and new != old:
            found[question] = new
    return found


def _noted(assembly: Assembly) -> set[tuple[str, str, str]]:
    """What is wrong, wherever it stands by now. (Links to texts that are not here are wrong before and after.)"""
    return {(finding.code, finding.span.path, repr(finding.message)) for finding in assembly.findings}
