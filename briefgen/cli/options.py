"""Options that several commands share."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from briefgen.cli.speaking import LANGUAGES, translated, want
from briefgen.text.message import say

Function = TypeVar("Function", bound=Callable[..., Any])


def everywhere(function: Function) -> Function:
    """`-C` and `--lang`, which may stand before a command's name and after it."""

    def note(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is not None:
            ctx.obj = {**(ctx.obj or {}), str(param.name): value}
            want(str(param.name), value)
        return value

    # Before others, so that help and mistakes are told in the language that is asked for.
    option = partial(click.option, expose_value=False, is_eager=True, callback=note)
    folder = option("-C", "folder", metavar="DIR", help="Work in DIR.")
    lang = option("--lang", type=click.Choice(LANGUAGES), help="The language of messages.")
    return folder(lang(function))


def site_options(function: Function) -> Function:
    """What a build is made of: where to, for whom, as of when."""
    options = [
        click.option(
            "--out", type=click.Path(path_type=Path), metavar="DIR", help="The output folder (default: site)."
        ),
        click.option("--base-url", metavar="URL", help="The site's address, for feeds, sitemap and canonical links."),
        click.option("--languages", callback=_languages, metavar="LANGS", help="Only these languages, as tr,en."),
        as_of_option,
        click.option("--audience", metavar="MARKING", help="Show what is marked up to MARKING (default: the lowest)."),
        click.option("--drafts", is_flag=True, help="Show drafts too."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def _languages(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split(",") if part.strip())


def _time(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """A date or time; without an offset it is one of the site's zone."""
    if value is None:
        return None
    text = re.sub(r"[zZ]$", "+00:00", value.strip())
    try:
        found = datetime.fromisoformat(text)
        found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        problem = say("'%(value)s' is no time; write 2026-02-03 or 2026-02-03T08:00:00+03:00", value=value)
        raise click.BadParameter(problem.text(translated)) from None
    return found


as_of_option = click.option(
    "--as-of", callback=_time, metavar="TIME", help="Take TIME (ISO 8601) for the present instead of now."
)
