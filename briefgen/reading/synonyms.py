"""`content/synonyms.txt`: words that mean the same to whoever searches, a line each: `iş birliği = işbirliği`."""

from briefgen.text.document import Document
from briefgen.text.finding import Finding, error
from briefgen.text.message import say
from briefgen.text.terms import terms

FILE = "content/synonyms.txt"

Synonyms = tuple[tuple[tuple[str, ...], ...], ...]
"""Groups of expressions, each the folded words of one."""


def read_synonyms(document: Document) -> tuple[Synonyms, list[Finding]]:
    """The groups in a document; blank lines and those that begin with `#` say nothing."""
    groups, findings = [], []
    for number, line in enumerate(document.lines, 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        ways = tuple(dict.fromkeys(tuple(terms(way)) for way in text.split("=")))
        if "=" in text and all(ways):
            groups.append(ways)
            continue
        span = document.span(document.offset(number), len(line))
        findings.append(
            error(
                "bad-synonym",
                span,
                say("this line does not say which words mean the same"),
                say("write it as: iş birliği = işbirliği"),
            )
        )
    return tuple(group for group in groups if len(group) > 1), findings
