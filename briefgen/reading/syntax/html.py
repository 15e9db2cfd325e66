"""Raw HTML is off: a tag prints as the signs it is made of, and is a warning; entities (`&nbsp;`) work."""

import re

from markdown_it import MarkdownIt

TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>")


def _any_link(_: str) -> bool:
    return True


def install(md: MarkdownIt) -> None:
    md.options["html"] = False
    # A pasted text is often indented; code that is meant stands between fences. Links are judged by reading, with a finding.
    md.disable(["code", "html_block", "html_inline"])
    md.validateLink = _any_link  # type: ignore[method-assign, assignment]
