"""What a build is asked for, and what it tells of itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter

from briefgen.assembling.assembler import Assembly
from briefgen.engine.asking import Question
from briefgen.engine.encoding import encode
from briefgen.publishing.publisher import Published
from briefgen.text.finding import Finding, in_order
from briefgen.text.message import Message, say

Progress = Callable[[str, int, int], None]
"""Told of each step: its name, how many are done, how many there are."""


@dataclass(frozen=True)
class Options:
    """What one build is asked for. `now` is aware; None is the clock's.

    `jobs` is how many processes may work (0: as many as there are processors), `start_method` how they are started (a
    name of multiprocessing's). `keeps_text` has the plain text of passages at hand, which editorial rules look at. `waiting`
    is called when another build is under way and must be waited for.
    """

    root: Path
    out: Path | None = None
    base_url: str | None = None
    languages: tuple[str, ...] = ()
    now: datetime | None = None
    audience: str | None = None
    drafts: bool = False
    keep_going: bool = False
    clean: bool = False
    jobs: int = 0
    start_method: str | None = None
    keeps_text: bool = False
    waiting: Callable[[], None] = field(default=lambda: None)
    progress: Progress = field(default=lambda *_: None)


@dataclass(frozen=True)
class Reason:
    """Why a target was made: `first` (nothing is remembered), `new`, `damaged` (the published file is not what was
    written), or `changed`: then `chain` leads from a question that it asked down to the fact that is another.
    """

    kind: str
    chain: tuple[Question, ...] = ()


def told(question: Question) -> str:
    """A question on one line: `Article 2026-02-03-x tr`."""
    return " ".join(_word(each) for each in question if each != ())


def _word(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(map(_word, value))
    return str(value) if value != "" else "-"


def reason_in_words(reason: Reason) -> Message:
    """Why a target was made."""
    if reason.kind == "first":
        return say("nothing is remembered of an earlier build")
    if reason.kind == "new":
        return say("it is new")
    if reason.kind == "damaged":
        return say("the published file is not what was written")
    return say("changed: %(fact)s", fact=" ← ".join(map(told, reason.chain)))


@dataclass
class Report:
    """What a build found and did. `secret` are the paths of withheld files; `standing` counts withdrawn texts still public.

    `reasons` has every target that was made, by its output path, and `kinds` what each target is; `costs` are the seconds
    that single things took, by kind (`read` by file, `render` by output path).
    """

    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    published: Published | None = None
    left_out: tuple[str, ...] = ()
    standing: int = 0
    next_change: datetime | None = None
    secret: frozenset[str] = frozenset()
    assembly: Assembly | None = None
    reasons: dict[str, Reason] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    costs: dict[str, dict[str, float]] = field(default_factory=dict)

    def packed_reasons(self) -> bytes:
        """The reasons as they are kept for `briefgen explain`."""
        return encode({path: (reason.kind, reason.chain) for path, reason in self.reasons.items()})

    @property
    def has_errors(self) -> bool:
        return any(finding.is_error for finding in self.findings)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self.seconds[step] = self.seconds.get(step, 0.0) + perf_counter() - start

    def closed(self) -> "Report":
        """The report with its findings in order."""
        self.findings = in_order(self.findings)
        return self
