"""Where in the file an inline text stands: Markdown keeps lines only, and joins and trims them."""

from markdown_it.token import Token

from briefgen.text.document import Document
from briefgen.text.span import Span


class Locator:
    """Turns offsets inside an inline token's text into places of the file. `first` is the file's line of body line 0."""

    def __init__(self, document: Document, first: int) -> None:
        self.document, self.first = document, first

    def line(self, token: Token, text: str | None = None) -> Span:
        """The line on which a token starts, or `text` on that line."""
        number = self.first + (token.map or [0, 0])[0]
        whole = self._text(number)
        text = whole.strip() if text is None else text
        return Span(self.document.path, number, max(0, whole.find(text)) + 1, len(text))

    def inside(self, token: Token, offset: int, length: int = 1, content: str | None = None) -> Span:
        """The place of `length` characters from `offset` in the token's text (`content` if it has been cut since)."""
        text = token.content if content is None else content
        before = text[:offset]
        number = self.first + (token.map or [0, 0])[0] + before.count("\n")
        start = before.rfind("\n") + 1
        end = text.find("\n", start)
        part = text[start : end if end >= 0 else len(text)]
        column = max(0, self._text(number).find(part)) if part else 0
        return Span(self.document.path, number, column + offset - start + 1, length)

    def _text(self, number: int) -> str:
        lines = self.document.lines
        return lines[number - 1] if 0 < number <= len(lines) else ""
