"""`["…"]{speaker=lavrov}`: who said these words."""

from briefgen.model.statement import Speaker
from briefgen.reading.mistake import Mistake
from briefgen.reading.syntax.mark import Kind
from briefgen.reading.values import ID
from briefgen.text.message import say

_QUOTES = "\"“”„«»‘’'"


def speaker(value: str) -> Speaker:
    """An id of the registry, or a plain name."""
    return Speaker(id=value) if ID.match(value) else Speaker(name=" ".join(value.split()))


def words(text: str) -> str:
    """The quoted words without the marks around them."""
    text = " ".join(text.split())
    if len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES:
        return text[1:-1].strip()
    return text


def _check(value: str) -> None:
    if not value.strip():
        raise Mistake(
            "malformed-mark",
            say("no speaker is named"),
            say('write an id, or a name in quotes: {speaker="Ayşe Yılmaz"}'),
        )


KIND = Kind("speaker", frozenset({"line", "text"}), _check, lambda _: ('<span class="statement">', "</span>"))
