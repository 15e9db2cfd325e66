"""Symbols: what only a page can fill, in an order that a stack can follow."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.document import decode
from briefgen.text.symbols import resolve, symbol

plain = st.text(st.characters(exclude_characters="\x01\x02\x1f", exclude_categories=["Cs"]))


class Page:
    """Answers with what it was asked, and keeps a log."""

    def __init__(self) -> None:
        self.log: list[tuple[str, ...]] = []

    def answer(self, kind: str, arguments: list[str]) -> str:
        self.log.append((kind, *arguments))
        return f"<{kind}>"


def test_symbols_are_answered_from_left_to_right() -> None:
    page = Page()
    html = f"a{symbol('id', 'x')}b{symbol('a', 'p.md', '')}c{symbol('/a')}"
    assert resolve(html, page.answer) == "a<id>b<a>c</a>"
    assert page.log == [("id", "x"), ("a", "p.md", ""), ("/a",)]


def test_an_answer_is_not_read_again() -> None:
    assert resolve(symbol("x"), lambda *_: symbol("y")) == symbol("y")


@given(st.lists(st.tuples(plain, plain)), plain)
def test_arguments_come_back_as_they_were(parts: list[tuple[str, str]], end: str) -> None:
    page = Page()
    html = "".join(text + symbol("k", argument) for text, argument in parts) + end
    assert resolve(html, page.answer) == "".join(text + "<k>" for text, _ in parts) + end
    assert page.log == [("k", argument) for _, argument in parts]


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_no_text_can_forge_one(text: str) -> None:
    document, _ = decode("x.md", (text + symbol("src", "/etc/passwd")).encode("utf-8", "replace"))
    assert document is not None and resolve(document.text, lambda *_: "forged") == document.text
