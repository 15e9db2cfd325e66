"""A wire that says EMBARGO in its text must say so in its front matter, or say that it does not mean it."""

import re

from briefgen.reading.fields import Withholding
from briefgen.reading.frontmatter import FrontMatter
from briefgen.text.document import Document
from briefgen.text.finding import Finding, error
from briefgen.text.message import say
from briefgen.text.span import Span

# In capitals wherever a line opens; in other letters only as a label ("Embargo: 10:00"), as the word is common in prose.
# A line's end is a sign that is found quickly, where ^ would be tried at every one.
_OPENING = re.compile(
    r"\n[ \t>*_#\[(\"“„«'–—-]*"
    r"((?:EMBARGO|AMBARGOLU|ЭМБАРГО|NOT FOR PUBLICATION)\w*"
    r"|(?i:(?:embargo|ambargolu|эмбарго)\w*(?=\s*:|\s+until\b)|not for publication\b))"
)


def embargo_findings(document: Document, front: FrontMatter, fields: Withholding | None) -> list[Finding]:
    """An error for the first line that opens with an embargo's words in an article without the field `embargo`.

    The title and the summary count as lines, each with an error of its own.
    """
    if "embargo" in front.fields and (fields is None or fields.embargo is not None):
        return []
    match = _OPENING.search(f"\n{document.text[front.body :]}")
    start = front.body - 1
    spans = [*_in_fields(front), *([document.span(start + match.start(1), len(match[1]))] if match else [])]
    return [
        error(
            "embargo-in-text",
            span,
            say("this line speaks of an embargo, but the field embargo is missing"),
            say("add embargo: 2099-12-31T10:00:00+03:00 (its own time), or embargo: none if none is meant"),
        )
        for span in spans
    ]


def _in_fields(front: FrontMatter) -> list[Span]:
    given = ((name, front.fields.get(name)) for name in ("title", "summary"))
    return [front.place(name) for name, value in given if isinstance(value, str) and _OPENING.match(f"\n{value}")]
