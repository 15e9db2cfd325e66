"""What a question may know: facts and other questions, through `ask`; and the list of all questions."""

from collections.abc import Callable
from typing import Any

from briefgen.engine.asking import Ask
from briefgen.model.article import Article
from briefgen.model.edition import Edition
from briefgen.model.event import Event
from briefgen.model.indexes import Ref
from briefgen.model.page import Page
from briefgen.model.person import Person
from briefgen.model.source import Source
from briefgen.model.theme import Theme
from briefgen.site.urls import Urls


class Known:
    """Everything that one answer is found from, asked for by name. Settings are part of the store's key."""

    __slots__ = ("ask", "urls")

    def __init__(self, ask: Ask, urls: Urls) -> None:
        self.ask, self.urls = ask, urls

    @property
    def languages(self) -> tuple[str, ...]:
        return self.urls.settings.languages

    def article(self, ref: Ref) -> Article:
        found: Article = self.ask("Article", *ref)
        return found

    def by_id(self, id_: str) -> Article:
        """The article of an id whose claims count."""
        return self.article(self.ask("Original", id_))

    def in_language(self, article: Article, lang: str) -> Article:
        """The form of a text that lists in `lang` show."""
        best = min(article.forms or (article.ref,), key=lambda ref: ref[1] != lang)
        return article if best == article.ref else self.article(best)

    def theme(self, id_: str) -> Theme:
        found: Theme = self.ask("Theme", id_)
        return found

    def themes(self) -> list[Theme]:
        return [self.theme(id_) for id_ in self.ask("Themes")]

    def agent(self, id_: str | None) -> tuple[str, Person] | None:
        """A person or organisation with the folder that it is from; None for none."""
        found: tuple[str, Person] | None = None if id_ is None else self.ask("Agent", id_)
        return found

    def source(self, id_: str | None) -> Source | None:
        found: Source | None = None if id_ is None else self.ask("Source", id_)
        return found

    def page(self, ref: Ref) -> Page:
        found: Page = self.ask("Page", *ref)
        return found

    def pages(self) -> list[Page]:
        return [self.page(ref) for ref in self.ask("Pages")]

    def edition(self, key: str) -> Edition:
        found: Edition = self.ask("Edition", key)
        return found

    def event(self, id_: str) -> tuple[Event, ...]:
        found: tuple[Event, ...] = self.ask("Event", id_)
        return found


Answering = Callable[..., Any]
QUESTIONS: dict[str, Answering] = {}
"""The derived questions by name; each is a function of a Known and the question's arguments."""


def question(function: Answering) -> Answering:
    """Make a function a question of its own name."""
    QUESTIONS[function.__name__] = function
    return function
