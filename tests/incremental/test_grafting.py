"""What a graft gives is what assembling everything gives: the Briefing with its indexes, lists, plan and findings.

Edits are drawn at random over a site that has something of everything; hardly any of them may need the whole.
"""

import os
import random
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import cache

import pytest

from briefgen.assembling.assembler import Assembly, assemble
from briefgen.assembling.grafting import Around, NoGraft, Part, graft
from briefgen.assembling.ties import Ties
from briefgen.assembling.visibility import Clock
from briefgen.model.briefing import Briefing
from briefgen.model.settings import Settings
from briefgen.outputs.planning import plan
from briefgen.reading.entry import Reading
from briefgen.reading.fields import Context
from briefgen.reading.reader import read
from briefgen.site.chronicle import Chronicle
from briefgen.site.knowledge import Knowledge
from briefgen.site.shelves import Shelves
from briefgen.site.templates import Templates
from tests.incremental.desk import Desk, desk
from tests.incremental.edits import EDITS

OF_TEXTS = [
    "words", "words_of_fields", "title", "summary", "theme_of_a_text", "date", "visibility", "about_a_text", "comes",
    "goes", "mend", "renamed", "translated", "copied", "body", "moved",
]  # fmt: skip
SETTINGS = Settings(languages=("tr", "en"), base_url="https://deneme.example")
NOW = datetime.fromisoformat("2026-03-01T12:00:00+03:00")
LOOKED_UP = [each.name for each in fields(Briefing)] + ["by_id", "naming", "named", "counted", "searched", "marking"]


@cache
def reading_of(path: str, data: bytes) -> Reading:
    return read(path, path.split("/")[1], data, Context("tr", SETTINGS.zone))


def readings_of(now: Desk) -> dict[str, Reading]:
    texts = ((path, file.data) for path, file in sorted(now.files.items()) if path.endswith(".md"))
    return {path: reading_of(path, data) for path, data in texts}


def files_of(now: Desk) -> frozenset[str]:
    return frozenset(path for path in now.files if path.startswith("content/") and not path.endswith(".md"))


def known_of(assembly: Assembly) -> Knowledge:
    return Knowledge(assembly.briefing, {}, Templates(()))


def lists_of(briefing: Briefing) -> list[tuple[str, ...]]:
    """The fronts of all lists."""
    registries = [(kind, id_) for kind in ("people", "organisations", "sources") for id_ in getattr(briefing, kind)]
    themes = [(kind, theme.id) for kind in ("themes", "theme-events") for theme in briefing.themes]
    rest = [("archive",), ("sitemap",), ("search",), ("search-days",), ("timeline",), ("timeline-ends",), ("events",)]
    return [*registries, *themes, *rest, *Shelves(briefing).ledgers]


def check_equal(found: Assembly, known: Knowledge, whole: Assembly) -> None:
    shelves, chronicle = known.shelves, known.chronicle
    for name in LOOKED_UP:
        assert getattr(found.briefing, name) == getattr(whole.briefing, name), name
    assert list(found.briefing.events) == list(whole.briefing.events)
    for name in ("withheld", "secret", "faulty", "private", "waiting"):
        assert getattr(found, name) == getattr(whole, name), name
    assert Counter(found.findings) == Counter(whole.findings)
    anew = Shelves(whole.briefing)
    assert shelves.ledgers == anew.ledgers and shelves.series == anew.series
    for lang in SETTINGS.languages:
        for front in lists_of(whole.briefing):
            assert list(shelves.shelf(lang, *front).items()) == list(anew.shelf(lang, *front).items()), front
    others = Chronicle(whole.briefing)
    for told in ("news", "silences", "moves", "happenings", "ahead"):
        for key in whole.briefing.edition_numbers:
            assert getattr(chronicle, told)(key) == getattr(others, told)(key), told


@dataclass
class Play:
    """A desk at one moment, what stands, and how often each edit was grafted, and was not."""

    clock: Clock
    now: Desk = field(default_factory=lambda: desk("tr", "en"))
    grafted: Counter[tuple[str, bool]] = field(default_factory=Counter)

    part: Part | None = None

    def __post_init__(self) -> None:
        self.readings = readings_of(self.now)
        self.stand(assemble(self.readings.values(), files_of(self.now), SETTINGS, self.clock))

    def stand(self, whole: Assembly) -> None:
        self.standing, self.known, self.part = whole, known_of(whole), None
        self.plan = plan(self.known, whole.waiting)
        self.ties = Ties.of(self.readings.values())

    def around(self) -> Around:
        registries = [reading for path, reading in self.readings.items() if "/articles/" not in path]
        return Around(registries, self.ties, self.readings.__getitem__, files_of(self.now))

    def show_everything(self) -> None:
        """Graft what the desk alone may see, which is what assembling everything gives."""
        clock = replace(self.clock, everything=True)
        hidden = [self.readings[entry.path] for entry in self.standing.withheld]
        whole = assemble(self.readings.values(), files_of(self.now), SETTINGS, clock)
        try:
            found = graft(
                self.standing, [(each, each) for each in hidden], self.around(), SETTINGS, clock, before=self.clock
            )
        except NoGraft:
            self.grafted["everything", False] += 1
        else:
            self.grafted["everything", bool(hidden)] += 1
            check_equal(found.assembly, self.known.updated(found.assembly.briefing, found.texts), whole)

    def edit(self, name: str, number: int) -> None:
        """Edit, and graft upon what stands. What an edit of articles should not do is taken back."""
        good = self.now.copy()
        EDITS[name](self.now, number)
        others = [path for path, _ in good.files.items() ^ self.now.files.items() if "/articles/" not in path]
        after, files = readings_of(self.now), files_of(self.now)
        whole = assemble(after.values(), files, SETTINGS, self.clock)
        has_errors = any(each.has_errors for each in after.values()) or any(each.is_error for each in whole.findings)
        paths = {path for path in after.keys() | self.readings.keys() if after.get(path) is not self.readings.get(path)}
        if others or has_errors or not paths:
            self.now = good
            return
        edits = [(self.readings.get(path), after.get(path)) for path in sorted(paths)]
        self.readings = after
        for path in paths:
            self.ties.put(path, after[path].entry if path in after else None)
        try:
            found = graft(self.standing, edits, self.around(), SETTINGS, self.clock, known=self.part)
        except NoGraft:
            self.grafted[name, False] += 1
            self.stand(whole)
        else:
            self.grafted[name, True] += 1
            self.standing, self.part = found.assembly, found.part
            self.known = self.known.updated(found.assembly.briefing, found.texts)
            check_equal(self.standing, self.known, whole)
            self.plan = plan(self.known, found.assembly.waiting, self.plan)
            assert self.plan.targets == plan(known_of(whole), whole.waiting).targets


ROUNDS = 40 if "BRIEFGEN_SOAK" not in os.environ else 1000


@pytest.mark.parametrize("everything", [False, True])
def test_a_graft_is_what_assembling_everything_gives(everything: bool) -> None:
    grafted = Counter[tuple[str, bool]]()
    for number in range(ROUNDS):
        play, chance = Play(Clock(NOW, everything=everything)), random.Random(number)
        for _ in range(25):
            play.edit(chance.choice(OF_TEXTS), chance.randrange(100_000))
        if not everything:
            play.show_everything()
        grafted += play.grafted
    for name in OF_TEXTS:
        assert grafted[name, True] > 4 * grafted[name, False], f"{name}: {grafted}"
    # Private texts have mistakes and pictures of their own.
    assert everything or grafted["everything", True] > 2 * grafted["everything", False], grafted


def test_where_words_change_the_lists_stay_as_they_were_cut() -> None:
    play = Play(Clock(NOW))
    shelf, news = play.known.shelves.shelf("tr", "archive"), play.known.chronicle._news
    before = play.known.briefing.articles
    for number in range(10):
        play.edit("words", number)
    assert play.known.briefing.articles != before
    assert play.known.shelves.shelf("tr", "archive") is shelf and play.known.chronicle._news is news
