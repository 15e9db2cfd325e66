"""What a request may see of the preview, and how the last change went."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from briefgen.serving.generation import Generation, View
from briefgen.text.finding import Finding


@dataclass(frozen=True)
class News:
    """How the last change went: the way, the files that it touched, the seconds that it took, and when it was over."""

    way: str = "start"
    paths: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class State:
    """All that a request may see; replaced as a whole.

    `number` grows with every change, a refused one too. `noted` is what assembling the generations found, `findings` is
    what is wrong with the files now; `files` are paths of content/ whose bytes have changed, with the number of when.
    """

    number: int = 0
    generations: Mapping[View, Generation] = field(default_factory=dict)
    noted: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()
    secret: frozenset[str] = frozenset()
    news: News = field(default_factory=News)
    files: Mapping[str, int] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        return any(finding.is_error for finding in self.findings)
