"""A small edit to a large site: where it changes words alone (`rewording.py`), everything else is answered as the last
build kept it. What a patch publishes is byte for byte what a build from scratch would have (tests/incremental).
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from briefgen.assembling.grafting import Difference
from briefgen.assembling.visibility import Clock
from briefgen.engine.answers import Answers
from briefgen.engine.asking import Ask, Question
from briefgen.engine.encoding import encode
from briefgen.gathering import Seen, digests_of, stamp_of
from briefgen.keeping import unsealed
from briefgen.model.article import Article
from briefgen.outputs.target import Target
from briefgen.project import Project, knowledge_of
from briefgen.publishing.manifest import Manifest
from briefgen.publishing.publisher import Stage
from briefgen.reading.cache import Kept, ReadingCache
from briefgen.reading.entry import Reading
from briefgen.reading.fields import Context
from briefgen.reading.reader import read
from briefgen.rendering import Press
from briefgen.report import Reason
from briefgen.rewording import NoPatch, reworded
from briefgen.scanning import Scan
from briefgen.site.facts import LIVE
from briefgen.site.oracle import SiteOracle
from briefgen.standing import Remembered, Standing

_MOST = 20
"""Changed files up to which a patch is tried."""


@dataclass(frozen=True)
class Changed:
    """An entry that has changed: how it was read before (None for a new one), and how it reads now (None for one gone)."""

    path: str
    before: Reading | None
    after: Reading | None
    kept: Kept | None
    seconds: float


def changed_files(standing: Standing, found: Scan) -> dict[str, Seen | None]:
    """The entries whose bytes are others than those that the site stands on, as they are now (None for one that is gone).
    NoPatch for too many.
    """
    if found.findings:
        raise NoPatch("there is more in content/ than entries and files")
    changed: dict[str, Seen | None] = dict.fromkeys(standing.entries.keys() - found.entries.keys())
    for path, (_, file) in found.entries.items():
        stamp, before = stamp_of(file), standing.entries.get(path)
        if before is not None and stamp.time and stamp == before.stamp:
            continue
        try:
            seen = Seen(stamp, hashlib.sha256(Path(file).read_bytes()).digest())
        except OSError:
            raise NoPatch("a file cannot be read") from None
        if before is None or seen.digest != before.digest:
            changed[path] = seen
        if len(changed) > _MOST:
            raise NoPatch("many files have changed")
    return changed


def is_intact(out: Path, manifest: Manifest) -> bool:
    """Whether every published file is the one that was written."""
    try:
        for path, written in manifest.files.items():
            found = os.lstat(f"{out}/{path}")
            if (found.st_size, found.st_mtime_ns) != (written.size, written.time):
                return False
    except OSError:
        return False
    return True


def read_again(
    changed: Mapping[str, Seen | None], found: Scan, standing: Standing, cache: ReadingCache, context: Context
) -> list[Changed]:
    """The changed files, read. NoPatch where one is no article, or was or is at fault."""
    result = []
    noted = {finding.span.path for finding in standing.findings}
    for path, seen in changed.items():
        if not path.startswith("content/articles/") or path in standing.hidden or path in noted:
            raise NoPatch(f"{path} is no article in order")
        stood = standing.entries.get(path)
        before = cache.find(path, stood.digest) if stood is not None else None
        if stood is not None and before is None:
            raise NoPatch(f"{path} was not read before")
        if seen is None:
            result.append(Changed(path, before, None, None, 0.0))
            continue
        start = perf_counter()
        after = read(path, "articles", Path(found.entries[path][1]).read_bytes(), context)
        seconds = perf_counter() - start
        if after.findings:
            raise NoPatch(f"{path} has a mistake")
        result.append(Changed(path, before, after, Kept.of(after, seen.stamp, seen.digest), seconds))
    return result


def stored(path: str, standing: Standing, cache: ReadingCache) -> Reading:
    """An entry as it was read for the site that stands. NoPatch where that is lost."""
    reading = cache.find(path, standing.entries[path].digest)
    if reading is None:
        raise NoPatch(f"{path} is not in the cache")
    return reading


def registries(found: Scan, standing: Standing, cache: ReadingCache) -> list[Reading]:
    """The entries that are no articles."""
    return [stored(path, standing, cache) for path, (kind, _) in found.entries.items() if kind != "articles"]


def around(changed: list[Changed], standing: Standing, cache: ReadingCache, found: Scan) -> list[Reading]:
    """What the changed texts are assembled with: all registries, and the texts that share an id or key with them."""
    paths = {path for each in changed for path in standing.groups.get(each.path, ())}
    paths -= {each.path for each in changed}
    return [*registries(found, standing, cache), *(stored(path, standing, cache) for path in sorted(paths))]


def kept_answer(answers: Answers, question: Question) -> Any:
    """The answer to a fact as it was kept. NoPatch where nobody has asked before, or what was kept is lost."""
    stored = answers.find(encode(question))
    try:
        return unsealed(stored or b"")
    except ValueError:
        raise NoPatch(f"no answer to {question} is kept") from None


class Bodies(Mapping[str, str]):
    """The HTML of bodies by digest, from the cache: of an article once it has been asked for, of registries at once."""

    def __init__(self, cache: ReadingCache, edits: list[Changed], others: Iterable[str]) -> None:
        self.cache = cache
        now = (each.after for each in edits if each.after is not None)
        self.html = {digest: html for after in now for digest, html in after.html.items()}
        for path in others:
            self.html |= cache.bodies(path)
        self.paths: dict[str, str] = {}

    def expect(self, article: Article) -> None:
        self.paths |= {digest: article.path for passage in article.passages for digest in passage.body}

    def __getitem__(self, digest: str) -> str:
        if digest not in self.html:
            self.html |= self.cache.bodies(self.paths.get(digest, ""))
        if digest not in self.html:
            raise NoPatch("a body is not in the cache")
        return self.html[digest]

    def __iter__(self) -> Iterator[str]:
        return iter(self.html)

    def __len__(self) -> int:
        return len(self.html)


@dataclass
class PatchedOracle(SiteOracle):
    """Answers facts as they were kept, but for those that have changed and those that are looked up anew."""

    answers: Answers
    changed: Mapping[Question, Article]
    bodies: Bodies

    def answer(self, asked: Question, ask: Ask) -> Any:
        if not self.is_fact(asked) or asked[0] in LIVE:
            return super().answer(asked, ask)
        answer: Any = self.changed.get(asked)
        if answer is None:
            answer = kept_answer(self.answers, asked)
        if isinstance(answer, Article):
            self.bodies.expect(answer)
        return answer

    def kept(self, asked: Question, answer: Any) -> bytes:
        """What was kept need not be kept once more."""
        return super().kept(asked, answer) if asked in self.changed else b""


@dataclass
class Patch:
    """What a small edit comes to: what was read anew, the press and the targets that must be made (by number) and why, the
    paths of all outputs in the order of publishing, the articles shown, and how the site stands then.
    """

    changed: list[Changed]
    press: Press
    reasons: dict[int, Reason]
    paths: Sequence[str]
    texts: tuple[str, ...]
    standing: Standing

    @property
    def seconds(self) -> dict[str, float]:
        """What each file took to read."""
        return {each.path: each.seconds for each in self.changed if each.after is not None}


def patch(
    project: Project,
    found: Scan,
    clock: Clock,
    kept: Remembered,
    changed: Mapping[str, Seen | None],
    cache: ReadingCache,
    stage: Stage,
) -> Patch:
    """The patch for some changed files, of their words alone. NoPatch where there can be none."""
    settings, standing = project.settings, kept.standing
    assert settings is not None and standing is not None
    if not kept.answers.generation == standing.generation == kept.traces.generation or kept.manifest.excused:
        raise NoPatch("what is remembered does not belong together")
    edits = read_again(changed, found, standing, cache, Context(settings.languages[0], settings.zone))
    others = around(edits, standing, cache, found)
    files = frozenset(found.files)
    pairs = [(each.before, each.after) for each in edits if each.before is not None and each.after is not None]
    if len(pairs) < len(edits):
        raise NoPatch("entries have come or gone")
    after, facts = reworded(pairs, others, files, settings, clock, partial(_kept_fact, kept))
    bodies = Bodies(cache, edits, [reading.path for reading in others])
    knowledge = knowledge_of(project, after.briefing, bodies, found.files, digests_of(standing.files))
    press = Press(PatchedOracle(knowledge, kept.answers, facts, bodies), [], stage, standing.audit)
    stale = kept.traces.stale(
        press.memory, [number for fact in facts if (number := kept.traces.number(encode(fact))) is not None]
    )
    press.targets = [_target(kept.traces.question(root)) for root in stale]
    why = {at: Reason("changed", chain) for at, chain in enumerate(stale.values())}
    difference = Difference({article.ref: article for article in facts.values()}, next_change=standing.next_change)
    after_it = standing.after(seen_of(edits), difference)
    return Patch(edits, press, why, list(kept.manifest.files), kept.manifest.texts, after_it)


def seen_of(edits: list[Changed]) -> dict[str, Seen | None]:
    """The changed files as they are now."""
    return {each.path: Seen(each.kept.stamp, each.kept.digest) if each.kept else None for each in edits}


def _kept_fact(kept: Remembered, fact: Question) -> Article | None:
    """An article as the last build kept it; None where nobody asked for it."""
    found: Article | None = kept_answer(kept.answers, fact) if kept.traces.number(encode(fact)) is not None else None
    return found


def _target(root: Question) -> Target:
    """A target as its trace names it."""
    _, url, kind, key, lang = root
    assert isinstance(key, tuple)
    return Target(str(url), str(kind), tuple(map(str, key)), str(lang))
