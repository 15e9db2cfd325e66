"""What briefgen tells the editor about a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from briefgen.text.message import Message
from briefgen.text.span import Span


class Severity(StrEnum):
    """An error publishes nothing; a warning publishes, and fails under `--strict`; a notice only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """A stable English code, how grave it is, where, what is wrong, and what to do about it."""

    code: str
    severity: Severity
    span: Span
    message: Message
    hint: Message | None = None

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def error(code: str, span: Span, message: Message, hint: Message | None = None) -> Finding:
    return Finding(code, Severity.ERROR, span, message, hint)


def warning(code: str, span: Span, message: Message, hint: Message | None = None) -> Finding:
    return Finding(code, Severity.WARNING, span, message, hint)


def notice(code: str, span: Span, message: Message, hint: Message | None = None) -> Finding:
    return Finding(code, Severity.NOTICE, span, message, hint)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, by file, place and code: the order does not depend on the order of work."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.span, f.code, repr(f.message)))
