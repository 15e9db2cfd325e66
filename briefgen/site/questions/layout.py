"""What stands around every page: titles, navigation, strings, templates, static files."""

import gettext
from typing import Any

from briefgen.engine.asking import Ask
from briefgen.model.localised import Words
from briefgen.site.filters import language
from briefgen.site.knowledge import Knowledge, asking, question
from briefgen.site.strings import catalogue
from briefgen.site.templates import call_macro, macros_of
from briefgen.site.views import Layout, Named

_FRONTS = ("statements", "figures", "timeline", "archive", "corrections")


@question
def layout(known: Knowledge, lang: str) -> Layout:
    """The site as every page of a language shows it."""
    briefing, urls = known.briefing, known.urls
    settings = briefing.settings
    pages = [page for page in briefing.pages if urls.tree(page.lang) == urls.tree(lang)]
    themes = tuple(
        Named(theme.id, theme.title.words(lang), urls.front(lang, "themes", theme.id)) for theme in briefing.themes
    )
    fronts = tuple(Named(name, Words(name), urls.front(lang, name)) for name in _FRONTS)
    return Layout(
        title=settings.title.words(lang),
        description=settings.description.words(lang) if settings.description else None,
        home=urls.home(lang),
        base_url=settings.base_url,
        base_path=urls.base_path,
        marking=briefing.marking,
        themes=themes,
        pages=tuple(Named(page.id, page.title, urls.page(page)) for page in pages),
        fronts=fronts,
        languages=tuple(Named(code, Words(language(code), code), urls.home(code)) for code in settings.languages),
        nav=frozenset(each.url for each in (*themes, *fronts) if each.url),
    )


@question
def strings(_known: Knowledge, lang: str) -> gettext.NullTranslations:
    """The interface's words in a language."""
    return catalogue("site", lang)


@question
def template(known: Knowledge, name: str) -> object:
    """The template of a name; jinja2.TemplateNotFound where there is none, which is an answer too."""
    return known.templates.load(name)


@asking
def macros(ask: Ask, lang: str) -> object:
    """The macros of the site theme for pages in a language."""
    return macros_of(ask, lang)


@asking
def part(ask: Ask, lang: str, name: str, arguments: tuple[Any, ...]) -> str:
    """What the macro NAME makes of its arguments on pages in a language."""
    return call_macro(ask, lang, name, arguments)


@question
def asset(known: Knowledge, name: str) -> str:
    """The address of a static file of the site theme, with its fingerprint; KeyError for a name that it has not."""
    return known.assets[name]


@question
def is_past(known: Knowledge, last_day: str) -> bool:
    """Whether a day (ISO) is over at the build's present, in the site's zone. Only here the clock is seen."""
    briefing = known.briefing
    return last_day < briefing.now.astimezone(briefing.settings.zone).date().isoformat()


@question
def colours(known: Knowledge) -> tuple[tuple[str, str], ...]:
    """(theme id, colour) of every theme that gives one."""
    return tuple((theme.id, theme.colour) for theme in known.briefing.themes if theme.colour)


@question
def static(known: Knowledge, name: str) -> bytes:
    """The bytes of a static file of the site theme."""
    return known.files.static[name].read_bytes()


@question
def attachment(known: Knowledge, path: str) -> bytes:
    """The bytes of a file of content/."""
    return known.files.content[path].read_bytes()
