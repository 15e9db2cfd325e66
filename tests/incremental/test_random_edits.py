"""Promise 2: whatever happens between two builds, the second gives what a clean build gives, byte for byte.

Scripts of edits are drawn at random, always the same ones here. `BRIEFGEN_SOAK=seconds` draws others for that long.
"""

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, seed, settings
from hypothesis import strategies as st

from briefgen.pipeline import build
from tests.conftest import tree
from tests.incremental.desk import Desk, desk, undone
from tests.incremental.edits import EDITS, ON_DISK
from tests.incremental.killing import killed_at
from tests.incremental.laboratory import Laboratory, Outcome, options

GROUPS, EACH = 8, 26
SOAK = float(os.environ.get("BRIEFGEN_SOAK", 0))
UNDO = "undo"


@dataclass(frozen=True)
class Step:
    """An edit, and what follows: a build (killed at its n-th change to the disk, if n is given), or one more edit first."""

    edit: str
    number: int
    killed: int | None = None
    then_build: bool = True


DAILY = ["words", "words", "words_of_fields", "body", "title", "same_size"]
"""What happens most takes paths of its own through the engine, so it is drawn more often."""
EDIT = st.sampled_from([*sorted(EDITS), *sorted(ON_DISK), UNDO, *DAILY * 2])
SCRIPT = st.lists(
    st.builds(
        Step,
        EDIT,
        st.integers(0, 99_999),
        st.one_of(st.none(), st.none(), st.none(), st.integers(1, 120)),
        st.sampled_from([True, True, True, False]),
    ),
    min_size=1,
    max_size=4,
)


def play(script: list[Step], languages: tuple[str, ...], laboratory: Laboratory) -> None:
    """Carry a script out on a site of these languages; after every step, what is built is what a clean build gives."""
    root = laboratory.folder / "edited"
    shutil.rmtree(root, ignore_errors=True)
    now = desk(*languages)
    laboratory.begin(root, now)
    before, on_disk, is_published = now.copy(), now.copy(), None
    for number, step in enumerate(script):
        is_published = None
        if step.edit in ON_DISK:
            ON_DISK[step.edit](root, step.number)
        elif step.edit == UNDO:
            now = undone(now, before)
        else:
            before = now.copy()
            EDITS[step.edit](now, step.number)
        now.put(root, on_disk)
        on_disk = now.copy()
        if step.killed is not None:
            note(f"{step} was killed: {killed_at(options(root, now), step.killed)}")
        elif step.then_build or number == len(script) - 1:
            is_published = check(root, now, laboratory)
    if is_published is None:
        is_published = check(root, now, laboratory)
    if is_published:
        assert build(options(root, now)).reasons == {}, "built twice is not built once"


def check(root: Path, now: Desk, laboratory: Laboratory) -> bool:
    """Build and compare; whether something was published."""
    before = tree(root / "site")
    outcome = Outcome.of(build(options(root, now)))
    expected, clean = laboratory.clean(now)
    assert outcome == expected
    after = tree(root / "site")
    assert different(after, clean if outcome.is_published else before) == []
    return outcome.is_published


def different(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def property_of(laboratory: Laboratory, number: int, examples: int) -> None:
    """The property over some scripts; `number` says which. Two in three begin with one language, as that is quicker."""
    languages = ("tr", "en") if number % 3 == 0 else ("tr",)

    @seed(number)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(SCRIPT)
    def holds(script: list[Step]) -> None:
        play(script, languages, laboratory)

    holds()


@pytest.mark.parametrize("group", range(GROUPS))
def test_whatever_is_edited_an_incremental_build_is_a_clean_one(group: int, laboratory: Laboratory) -> None:
    property_of(laboratory, group, EACH)


@pytest.mark.skipif(not SOAK, reason="BRIEFGEN_SOAK=seconds runs it")
@pytest.mark.parametrize("lane", range(os.cpu_count() or 1))
def test_the_same_for_as_long_as_there_is_time(lane: int, laboratory: Laboratory) -> None:
    start = time.monotonic()
    number = time.time_ns() // 1000 * 100 + lane
    while time.monotonic() - start < SOAK:
        property_of(laboratory, number, 50)
        number += 100
        laboratory.known.clear()
