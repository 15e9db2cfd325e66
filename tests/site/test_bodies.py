"""Bodies: what a page makes of stored HTML."""

from typing import Any

import pytest

from briefgen.engine.asking import Ask, Memory, Question
from briefgen.site.bodies import page_html
from briefgen.site.strings import catalogue
from briefgen.site.urls import UP
from briefgen.text.symbols import symbol


class Oracle:
    """A site of two articles, one of them not shown; keeps a log."""

    def __init__(self, html: str) -> None:
        self.html, self.log = html, list[Question]()

    def is_fact(self, _question: Question) -> bool:
        return True

    def digest(self, _question: Question, answer: Any) -> bytes:
        return repr(answer).encode()

    def kept(self, _question: Question, _answer: Any) -> bytes:
        return b""

    def content(self, _digest: str) -> str:
        return self.html

    def answer(self, question: Question, _ask: Ask) -> Any:
        self.log.append(question)
        name, *arguments = question
        if name == "home":
            return "/articles/x/"
        if name == "place":
            return "/articles/y/" if arguments[0] == "content/articles/y.md" else None
        return catalogue("site", str(arguments[0]))


def shown(html: str, shift: int = 0, prefix: str = "", anchor: str = "", lang: str = "tr") -> str:
    return page_html(Ask(Memory(Oracle(html))), ("d",), lang, shift, prefix, ("articles", "x", "tr"), anchor).replace(
        UP, "^"
    )


@pytest.mark.parametrize(
    ("level", "shift", "expected"),
    [("1", 0, "2"), ("2", 0, "2"), ("3", 0, "3"), ("2", 2, "4"), ("1", 2, "4"), ("5", 2, "6")],
)
def test_headings_go_down_but_not_below_six(level: str, shift: int, expected: str) -> None:
    assert shown(symbol("h", level), shift) == expected


def test_ids_are_prefixed_and_the_passages_own_is_left_to_the_page() -> None:
    assert shown(symbol("id", "ad")) == ' id="ad"'
    assert shown(symbol("id", "ad"), anchor="ad") == ""
    assert shown(symbol("id", "ad"), prefix="x--") == ' id="x--ad"'
    assert shown(symbol("id", "ad"), prefix="x--", anchor="ad") == ' id="x--ad"'
    assert shown("#" + symbol("name", "fn1"), prefix="x--") == "#x--fn1"


LINKS = {
    "a:entry": ("content/articles/y.md", "ad", '<a href="^articles/y/#ad">k</a>'),
    "a:entry hidden": ("content/articles/gizli.md", "", "k"),
    "a:page": ("/about/", "", '<a href="^about/">k</a>'),
    "a:file": ("content/articles/Veri Üç.csv", "", '<a href="^articles/x/veri-uc.csv">k</a>'),
    "a:name": ("", "ad", '<a href="#ad">k</a>'),
}


@pytest.mark.parametrize(("kind", "link"), LINKS.items())
def test_links(kind: str, link: tuple[str, str, str]) -> None:
    path, fragment, expected = link
    assert shown(symbol(kind.split()[0], path, fragment) + "k" + symbol("/a")) == expected


def test_a_link_to_a_place_of_the_text_leads_there_from_other_pages() -> None:
    assert shown(symbol("a:name", "", "ad") + "k" + symbol("/a"), prefix="x--") == '<a href="^articles/x/#ad">k</a>'


def test_images_words_and_boxes() -> None:
    assert shown(f'<img src="{symbol("src", "content/articles/a.png")}">') == '<img src="^articles/x/a.png">'
    assert shown(symbol("box", "background")) == '<p class="box-label">Arka plan</p>'
    assert shown(symbol("box", "assessment"), lang="en") == '<p class="box-label">Assessment</p>'
    assert shown(symbol("word", "table"), lang="ru") == "Таблица"


def test_what_was_looked_up_is_in_the_trace_even_where_there_is_nothing() -> None:
    ask = Ask(Memory(Oracle(symbol("a:entry", "content/articles/gizli.md", "") + symbol("/a"))))
    page_html(ask, ("d",), "tr", 0, "", ("articles", "x", "tr"), "")
    assert ("place", "content/articles/gizli.md", "tr") in {node.question for node in ask.trace}
