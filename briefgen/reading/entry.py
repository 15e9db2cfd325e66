"""What one file of content/ holds, typed but not yet related to anything else."""

from dataclasses import dataclass, field

from briefgen.model.visibility import Visibility
from briefgen.reading.body import Body
from briefgen.reading.fields import Withholding
from briefgen.reading.frontmatter import FrontMatter
from briefgen.text.finding import Finding
from briefgen.text.span import Span


@dataclass(frozen=True)
class Entry:
    """One file. `kind` is its folder's name; `fields` is None where they cannot be read, `visibility` where it is unknown.

    `by_suffix` says that the language comes from the file's name, so that the file may be a translation.
    `source` is the file's whole text, kept only where `fields` is None, for the audit to search for.
    """

    kind: str
    path: str
    id: str
    lang: str
    by_suffix: bool
    front: FrontMatter
    fields: Withholding | None
    visibility: Visibility | None
    body: Body = field(default_factory=Body)
    source: str = ""

    def place(self, *path: str | int) -> Span:
        """Where a field stands; the file's first line for one that is not given."""
        return self.front.place(*path)


@dataclass(frozen=True)
class Reading:
    """The outcome for one file: an entry (None for no text at all), the HTML of its body by digest, and findings."""

    path: str
    entry: Entry | None
    html: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(finding.is_error for finding in self.findings)
