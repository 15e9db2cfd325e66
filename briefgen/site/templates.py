"""Jinja as briefgen uses it: autoescaped, strict, every import with context, every look-up a question."""

from collections.abc import Hashable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from types import MethodType
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

from briefgen.engine.asking import Ask
from briefgen.site.bodies import page_html
from briefgen.site.compiled import CompiledTemplates
from briefgen.site.escaping import escape, escaped, markup
from briefgen.site.filters import FILTERS, lang_of_page
from briefgen.site.generating import WORDS, Generator, Shortened, finished
from briefgen.site.urls import UP

_asking: ContextVar[Ask] = ContextVar("asking")
"""The ask of the render that is under way, so that the look-ups of extends, include and import are questions too."""

_CASING = ("lower", "upper", "title", "capitalize")


class PressContext(Context):
    """Calls what templates call most, macros and our own functions, without looking at how they want to be called."""

    def call(self, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """What calling `obj` gives; Jinja adds the variables of loops and blocks to the named arguments."""
        kind = obj.__class__
        is_ours = kind is Macro or kind is Ask or (obj.__func__ if kind is MethodType else obj) in _OURS
        if not is_ours:
            return super().call(obj, *args, **kwargs)
        if kwargs:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
        if kind is not Macro:
            return obj(self, *args, **kwargs) if obj in _OF_A_PAGE else obj(*args, **kwargs)
        return _called(obj, args) if not kwargs and self.eval_ctx.autoescape else obj(self.eval_ctx, *args, **kwargs)


def _called(macro: Macro, args: tuple[Any, ...]) -> Markup:
    """What a macro makes of plain arguments: its function gets a sign for each that is left out."""
    rest = len(macro.arguments) - len(args)
    if rest < 0 or macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return markup(macro(*args))
    return markup(macro._func(*args, *(missing,) * rest) if rest else macro._func(*args))


class PressEnvironment(Environment):
    """Looks templates up through the ask of the render under way."""

    code_generator_class, context_class = Generator, PressContext

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """A macro imported without context would not see `ask`, and a cached one would see a stale one."""
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.Import, nodes.FromImport)):
            node.with_context = True  # type: ignore[attr-defined]
        shortened: nodes.Template = Shortened().visit(tree)
        return shortened

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        return finished(super()._generate(source, name, filename, defer_init))

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dict, as it is copied for each render."""
        return {**self.globals, **(d or {})}

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002
        ask = _asking.get(None)
        if ask is None:
            return super()._load_template(name, globals)
        found: Template = ask("Template", name)
        return found


class Templates:
    """The templates of a site: its own folder first, then that of the bundled site theme."""

    def __init__(self, folders: list[Path], compiled: Path | None = None) -> None:
        """`compiled` is a folder in which a site's own templates are kept, compiled, between builds."""
        self.environment = PressEnvironment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=CompiledTemplates(compiled),
        )
        self.environment.filters.update(FILTERS)
        # They break İ and ı, and a page's language is not theirs to know (docs: use CSS, or write it as it should be).
        for name in _CASING:
            del self.environment.filters[name]
        self.environment.globals.update(body=_body, standing=_standing, part=_part)
        self.folders, self.compiled = folders, compiled

    def load(self, name: str) -> Template:
        """The template of a name, compiled; jinja2.TemplateNotFound, jinja2.TemplateSyntaxError."""
        return Environment._load_template(self.environment, name, None)

    def source(self, name: str) -> str:
        """The text of a template; jinja2.TemplateNotFound."""
        assert self.environment.loader is not None
        return self.environment.loader.get_source(self.environment, name)[0]

    def __reduce__(self) -> tuple[Any, ...]:
        """A worker makes an environment of its own."""
        return Templates, (self.folders, self.compiled)


def render(name: str, ask: Ask, values: Mapping[str, Any], up: str) -> str:
    """The text that the template `name` makes of `values`; whatever it looks up or asks goes through `ask`.

    `up` is the way from the target to the site's root.
    """
    with _asked_by(ask):
        template: Template = ask("Template", name)
        return template.render(**ask("interface", values["lang"]), ask=ask, **values).replace(UP, up)


def macros_of(ask: Ask, lang: str) -> TemplateModule:
    """The macros of `macros.html` on pages in a language, made once; what they ask goes to whoever calls them."""
    with _asked_by(ask):
        template: Template = ask("Template", "macros.html")
        return template.make_module({**_interface(ask, lang), "ask": _whoever, "lang": lang})


def call_macro(ask: Ask, lang: str, name: str, arguments: tuple[Any, ...]) -> Markup:
    """What a macro makes of its arguments."""
    macro = getattr(ask("macros", lang), name, None)
    if macro is None:
        raise UndefinedError(f"'{name}' is undefined")
    token = _asking.set(ask)
    try:
        given = tuple(map(_plain, arguments))
        return _called(macro, given) if macro.__class__ is Macro else markup(str(macro(*given)))
    finally:
        _asking.reset(token)


def interface_of(ask: Ask, lang: str) -> dict[str, Any]:
    """The names that every template knows, but for its target's own."""
    return {**_interface(ask, lang), "m": ask("macros", lang)}


def _interface(ask: Ask, lang: str) -> dict[str, Any]:
    words = Interface.of(ask("Strings", lang))
    return {"site": ask("layout", lang), "_": words.gettext, "ngettext": words.ngettext, WORDS: words.plain}


def _whoever(name: str, *arguments: Hashable) -> Any:
    """Macros outlive the render that made them, so they ask through the one that is under way."""
    return _asking.get()(name, *arguments)


@contextmanager
def _asked_by(ask: Ask) -> Iterator[None]:
    token = _asking.set(ask)
    try:
        yield
    finally:
        _asking.reset(token)


class _Plain(dict[str, Markup]):
    """The words of a language without values, each escaped once."""

    def __init__(self, words: NullTranslations) -> None:
        self.words = words

    def __missing__(self, text: str) -> Markup:
        found = self[text] = escaped(self.words.gettext(text))
        return found


class Interface:
    """Translations for templates: values fill the `%(name)s` places, escaped like any other."""

    def __init__(self, words: NullTranslations) -> None:
        self.words = words
        self.plain = _Plain(words)

    @classmethod
    @cache
    def of(cls, words: NullTranslations) -> "Interface":
        return cls(words)

    def gettext(self, text: str, **values: Any) -> Markup:
        if values:
            return self._filled(self.words.gettext(text), values)
        return self.plain[text]

    def ngettext(self, one: str, many: str, num: int, **values: Any) -> Markup:
        return self._filled(self.words.ngettext(one, many, num), {"num": num, **values})

    def _filled(self, text: str, values: dict[str, Any]) -> Markup:
        found = {name: value if isinstance(value, int) else escape(value) for name, value in values.items()}
        return markup(escape(text) % found)


@pass_context
def _body(context: Context, key: tuple[str, str, str], shift: int = 0, prefix: str = "") -> Markup:
    """The HTML of a passage on this page: headings `shift` levels down, inner ids behind `prefix`, names linked."""
    ask = _asking.get()
    id_, lang, anchor = key
    digests, names = ask("passage_body", id_, lang, anchor, lang_of_page(context))
    return markup(page_html(ask, digests, lang, shift, prefix, ("articles", id_, lang), anchor, names))


def _standing(digests: tuple[str, ...], lang: str, kind: str, id_: str, shift: int = 0) -> Markup:
    """The HTML of a theme's, person's or page's own text."""
    return markup(page_html(_asking.get(), digests, lang, shift, "", (kind, id_, lang), ""))


@pass_context
def _part(context: Context, name: str, *arguments: Any) -> Markup:
    """What the macro NAME makes of its arguments, made once for all pages of a language that show it."""
    found: Markup = _asking.get()("part", lang_of_page(context), name, tuple(map(_tagged, arguments)))
    return found


_TAGGED = (bool, float)


def _tagged(value: Any) -> Any:
    """As a key, True would be 1 and 1.0 too; printed, they are not."""
    return (type(value).__name__, value) if isinstance(value, _TAGGED) else value


def _plain(value: Any) -> Any:
    is_tagged = isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], _TAGGED)
    return value[1] if is_tagged else value


_OF_A_PAGE = frozenset((_body, _part))
_OURS = _OF_A_PAGE | {_standing, _whoever, Interface.gettext, Interface.ngettext}
