"""Jinja as briefgen uses it: autoescaped, strict, every import with context, every look-up a question."""

import re
from collections.abc import Mapping, MutableMapping
from contextvars import ContextVar
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from briefgen.engine.asking import Ask
from briefgen.site.bodies import page_html
from briefgen.site.filters import FILTERS

_asking: ContextVar[Ask] = ContextVar("asking")
"""The ask of the render that is under way, so that the look-ups of extends, include and import are questions too."""

_CASING = ("lower", "upper", "title", "capitalize")


class PressEnvironment(Environment):
    """Looks templates up through the ask of the render under way."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """A macro imported without context would not see `ask`, and a cached one would see a stale one."""
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.Import, nodes.FromImport)):
            node.with_context = True  # type: ignore[attr-defined]
        return tree

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002
        ask = _asking.get(None)
        if ask is None:
            return super()._load_template(name, globals)
        found: Template = ask("template", name)
        return found


class Templates:
    """The templates of a site: its own folder first, then that of the bundled site theme."""

    def __init__(self, folders: list[Path]) -> None:
        self.environment = PressEnvironment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.environment.filters.update(FILTERS)
        # They break İ and ı, and a page's language is not theirs to know (docs: use CSS, or write it as it should be).
        for name in _CASING:
            del self.environment.filters[name]
        self.environment.globals.update(body=_body, standing=_standing, part=_part)
        self.folders = folders

    def load(self, name: str) -> Template:
        """The template of a name, compiled; jinja2.TemplateNotFound, jinja2.TemplateSyntaxError."""
        return Environment._load_template(self.environment, name, None)


def render(name: str, ask: Ask, values: Mapping[str, Any]) -> str:
    """The text that the template `name` makes of `values`; whatever it looks up or asks goes through `ask`."""
    token = _asking.set(ask)
    try:
        template: Template = ask("template", name)
        lang = values["lang"]
        words = Interface(ask("strings", lang))
        site = ask("layout", lang)
        return template.render(ask=ask, site=site, _=words.gettext, ngettext=words.ngettext, **values)
    finally:
        _asking.reset(token)


class Interface:
    """Translations for templates: values fill the `%(name)s` places, escaped like any other."""

    def __init__(self, words: NullTranslations) -> None:
        self.words = words

    def gettext(self, text: str, **values: Any) -> Markup:
        return self._filled(self.words.gettext(text), values)

    def ngettext(self, one: str, many: str, num: int, **values: Any) -> Markup:
        return self._filled(self.words.ngettext(one, many, num), {"num": num, **values})

    def _filled(self, text: str, values: dict[str, Any]) -> Markup:
        filled = escape(text)
        return filled % {name: escape(value) for name, value in values.items()} if values else filled


@pass_context
def _body(context: Context, key: tuple[str, str, str], shift: int = 0, prefix: str = "") -> Markup:
    """The HTML of a passage on this page: headings `shift` levels down, inner ids behind `prefix`."""
    id_, lang, anchor = key
    ask: Ask = context["ask"]
    passage = ask("passage", id_, lang, anchor)
    return Markup(page_html(ask, passage.body, context["up"], lang, shift, prefix, ("articles", id_, lang), anchor))


@pass_context
def _standing(context: Context, digests: tuple[str, ...], lang: str, kind: str, id_: str, shift: int = 0) -> Markup:
    """The HTML of a theme's, person's or page's own text."""
    return Markup(page_html(context["ask"], digests, context["up"], lang, shift, "", (kind, id_, lang), ""))


@pass_context
def _part(context: Context, name: str, *arguments: Any) -> Markup:
    """What `parts/NAME.html` makes of its arguments, made once for all pages of a language and a depth."""
    ask: Ask = context["ask"]
    return Markup(ask("part", name, context["lang"], context["up"], arguments))


def template_file(template: str, folders: list[Path]) -> Path | None:
    """The file of a template by its name."""
    return next((folder / template for folder in folders if (folder / template).is_file()), None)


def undefined_name(message: str) -> str | None:
    """The name that an undefined error speaks of, to find its column."""
    match = re.match(r"'([\w .]+)' is undefined|.* has no attribute '(\w+)'", message)
    return (match[1] or match[2]) if match else None
