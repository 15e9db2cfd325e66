"""A few texts that come, go or relate to other things are grafted: the build assembles nothing else, and is a clean one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.drafting import gathered_of
from briefgen.pipeline import build
from briefgen.project import open_project
from tests.conftest import tree
from tests.incremental.desk import FIRST, OLD, PLAIN, ZIRVE, Desk, desk, doc
from tests.incremental.laboratory import Laboratory, Outcome, options

NEW = "content/articles/2026-02-28-yeni.md"


def comes(now: Desk) -> None:
    now.save(NEW, doc("Yepyeni bir metin. Lavrov geldi.", title="Yepyeni", date="2026-02-28", themes="enerji"))


def goes(now: Desk) -> None:
    del now.files[PLAIN]


def renamed(now: Desk) -> None:
    now.files["content/articles/2026-02-27-baska.md"] = now.files.pop(PLAIN)


def having(path: str, **fields: str) -> Callable[[Desk], None]:
    return lambda now: now.save(path, now.doc(path).having(**fields))


EDITS: dict[str, Callable[[Desk], None]] = {
    "a new text": comes,
    "a text that goes": goes,
    "another name": renamed,
    "another theme": having(ZIRVE, themes="enerji"),
    "another day": having(FIRST, date="2026-01-05"),
    "a figure": having(PLAIN, figures="[{id: asker, series: donen, value: 2400, claimed_by: lavrov}]"),
    "a person and a source": having(PLAIN, people="bolat", source="ajans"),
    "one text with another": having(PLAIN, key="eski"),
    "a retraction": having(OLD, corrections="[{date: 2026-02-28, kind: retraction, text: Yanlış.}]"),
    "a translation": lambda now: now.save(FIRST.replace(".md", ".en.md"), doc("It began.", title="Begun")),
}


@pytest.fixture
def no_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("assembled after all")

    monkeypatch.setattr(pipeline, "draft_of", refused)


def check(root: Path, now: Desk, clean: tuple[Outcome, dict[str, str]]) -> None:
    found = Outcome.of(build(options(root, now)))
    assert (found, tree(root / "site")) == clean
    assert build(options(root, now)).reasons == {}


@pytest.mark.parametrize("edit", EDITS)
def test_a_few_texts_are_grafted(
    edit: str, laboratory: Laboratory, quick_path: Path, request: pytest.FixtureRequest
) -> None:
    """And the next edits upon them: of words, and back to what was."""
    root, first = quick_path / "root", desk("tr", "en")
    laboratory.begin(root, first)
    states = [first.copy()]
    EDITS[edit](states[0])
    states.append(states[0].copy())
    having(ZIRVE, title="Başka söz")(states[1])
    states.append(states[1].copy())
    having(ZIRVE, themes="[enerji, baris]")(states[2])
    cleans = [laboratory.clean(state) for state in states]
    request.getfixturevalue("no_whole")
    before = first
    for state, clean in zip(states, cleans, strict=True):
        state.put(root, before)
        check(root, state, clean)
        before = state


def test_what_is_kept_may_be_lost(laboratory: Laboratory, quick_path: Path) -> None:
    root, now = quick_path / "root", desk("tr", "en")
    laboratory.begin(root, now)
    (kept,) = (root / ".briefgen/manifests").glob("*.assembled")
    kept.write_bytes(kept.read_bytes()[:-9])
    before = now.copy()
    comes(now)
    now.put(root, before)
    check(root, now, laboratory.clean(now))


@pytest.mark.parametrize("edit", ["a new text", "a text that goes", "another theme"])
def test_what_the_preview_has_read_meanwhile_stands_in_no_way(
    edit: str, laboratory: Laboratory, quick_path: Path, request: pytest.FixtureRequest
) -> None:
    """The desk writes beside a preview, which keeps what it reads, and builds at the end."""
    root, first = quick_path / "root", desk("tr", "en")
    laboratory.begin(root, first)
    now = first.copy()
    having(ZIRVE, title="Önce başka bir söz")(now)
    now.put(root, first)
    project = open_project(root)
    assert gathered_of(project, options(root, now)).readings
    before = now.copy()
    EDITS[edit](now)
    now.put(root, before)
    assert gathered_of(project, options(root, now)).readings
    clean = laboratory.clean(now)
    request.getfixturevalue("no_whole")
    check(root, now, clean)
