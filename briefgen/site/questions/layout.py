"""What stands around every page: titles, navigation, strings, templates, static files."""

from typing import Any

from markupsafe import Markup

from briefgen.model.localised import Words
from briefgen.site.filters import language
from briefgen.site.known import Known, question
from briefgen.site.templates import call_macro, interface_of, macros_of
from briefgen.site.views import Layout, Menu, Named

_FRONTS = ("statements", "figures", "timeline", "archive", "corrections")


@question
def layout(known: Known, lang: str) -> Layout:
    """What every output in a language may say of the site."""
    urls, settings = known.urls, known.urls.settings
    return Layout(
        title=settings.title.words(lang),
        description=settings.description.words(lang) if settings.description else None,
        home=urls.home(lang),
        base_url=settings.base_url,
        base_path=urls.base_path,
        fronts=_fronts(known, lang),
        languages=tuple(Named(code, Words(language(code), code), urls.home(code)) for code in settings.languages),
    )


@question
def menu(known: Known, lang: str) -> Menu:
    """What every page of a language leads to. Feeds and the like show none of it, so it is asked for by itself."""
    urls = known.urls
    pages = [page for page in known.pages() if urls.tree(page.lang) == urls.tree(lang)]
    themes = tuple(known.ask("theme_link", id_, lang) for id_ in known.ask("Themes"))
    return Menu(
        themes=themes,
        pages=tuple(Named(page.id, page.title, urls.page(page)) for page in pages),
        nav=frozenset(each.url for each in (*themes, *_fronts(known, lang)) if each.url),
    )


@question
def marking(known: Known) -> str:
    """The highest marking of all that is shown; empty for the lowest."""
    found: str = known.ask("Marking")
    return found


def _fronts(known: Known, lang: str) -> tuple[Named, ...]:
    return tuple(Named(name, Words(name), known.urls.front(lang, name)) for name in _FRONTS)


@question
def interface(known: Known, lang: str) -> dict[str, object]:
    """The names that every template knows on pages in a language."""
    return interface_of(known.ask, lang)


@question
def macros(known: Known, lang: str) -> object:
    """The macros of the site theme for pages in a language."""
    return macros_of(known.ask, lang)


@question
def part(known: Known, lang: str, name: str, arguments: tuple[Any, ...]) -> Markup:
    """What the macro NAME makes of its arguments on pages in a language."""
    return call_macro(known.ask, lang, name, arguments)


@question
def asset(known: Known, name: str) -> str:
    """The address of a static file of the site theme, with its fingerprint; KeyError for a name that it has not."""
    found: str = known.ask("Asset", name)
    return found


@question
def own_styles(known: Known) -> str | None:
    """The address of the stylesheet `custom.css`, which a site may have and the bundled site theme has not."""
    try:
        found: str = known.ask("Asset", "custom.css")
    except LookupError:
        return None
    return found


@question
def is_past(known: Known, last_day: str) -> bool:
    """Whether a day (ISO) is over at the build's present, in the site's zone."""
    found: bool = known.ask("Past", last_day)
    return found
