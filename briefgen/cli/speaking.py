"""The language of the command line itself: its help, and what click says of a call that cannot be meant."""

import inspect
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from pathlib import Path

import click

LANGUAGES = ("tr", "en", "ru")
MEANT = ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)")
CLICKS = (
    "Usage:",
    "Options",
    "Commands",
    "Show the version and exit.",
    "Show this message and exit.",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "Invalid value for {param_hint}: {message}",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "Missing command.",
    "Missing argument",
    "Option {name!r} does not take a value.",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
)
"""What click says that an editor may come to read. A sentence that it words otherwise one day is said in English."""
CLICKS_PLURALS = (
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    MEANT,
)
_wanted: dict[str, str] = {}
"""`folder` and `lang` as far as the call has been read."""


def language(folder: Path, lang: str | None) -> str:
    """The language that is asked for, else that of the terminal, else the site's first."""
    return lang or _of_environment() or _of_site(folder)


def want(name: str, value: str) -> None:
    """Note the folder or the language that a call names."""
    _wanted[name] = value


def begin() -> None:
    """Speak for a new call, and have click speak so."""
    _wanted.clear()
    click.Context.formatter_class = Formatter
    for module in ("core", "exceptions", "parser", "types"):
        # It looks sentences up when it says them, and by then the language is known.
        words = vars(sys.modules[f"click.{module}"]) if f"click.{module}" in sys.modules else {}
        words |= {name: look_up for name, look_up in _LOOK_UPS.items() if name in words}


def translated(text: str) -> str:
    """A sentence in the language of the call."""
    return _catalogue().gettext(text) if text else text


def ntranslated(one: str, many: str, count: int) -> str:
    """A sentence about `count` things in the language of the call."""
    return _catalogue().ngettext(one, many, count)


_LOOK_UPS = {"_": translated, "ngettext": ntranslated}
"""Under which names click has gettext look a sentence up, and what does so in our catalogue."""


def _catalogue() -> NullTranslations:
    lang = language(Path(_wanted.get("folder", ".")), _wanted.get("lang"))
    if lang == "en":
        # English is the language of the code; to load what has the others would take longer than all of a `--help`.
        return NullTranslations()
    from briefgen.site.strings import catalogue

    return catalogue("findings", lang)


class Formatter(click.HelpFormatter):
    """Help in the language of the call."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{translated('Usage:')} ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(translated(heading))

    def write_text(self, text: str) -> None:
        super().write_text(translated(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _described(text)) for name, text in rows], col_max, col_spacing)


def _described(text: str) -> str:
    """The help of an option, behind which click may name its range."""
    said, mark, extra = text.partition("  [")
    return f"{translated(said)}{mark}{extra}"


def sentences(command: click.Command) -> Iterator[str]:
    """All that the help of a command, and of those below it, says."""
    if command.help:
        yield inspect.cleandoc(command.help)
    yield from [param.help for param in command.params if isinstance(param, click.Option) and param.help]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from sentences(below)


def _of_environment() -> str | None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            code = value.replace("-", "_").partition("_")[0].partition(".")[0]
            return code if code in LANGUAGES else None
    return None


def _of_site(folder: Path) -> str:
    """The site's first language, as far as `briefgen.toml` can be read."""
    try:
        languages = tomllib.loads((folder / "briefgen.toml").read_text("utf-8")).get("languages", ["tr"])
        return languages[0] if languages[0] in LANGUAGES else "en"
    except (OSError, ValueError, TypeError, IndexError, KeyError):
        return "en"
