"""`briefgen theme copy`"""

from pathlib import Path

import click

from briefgen.cli.options import everywhere
from briefgen.cli.terminal import Terminal
from briefgen.project import UsageProblem
from briefgen.scaffold import copy_part
from briefgen.text.message import say


@click.group()
def command() -> None:
    """The look of the site: put one file of the site theme into the site, and change it there."""


@command.command()
@everywhere
@click.argument("path", metavar="PATH")
@click.pass_context
def copy(ctx: click.Context, path: str) -> None:
    """Copy the template or static file PATH (article.html, macros/card.html, press.css) into themes/ of this site.

    words/az.po stands for the words of the interface in a language (az), for you to translate or to change.

    From then on the site's own file is used. A file that the site has already is never replaced.
    """
    folder = Path(ctx.obj["folder"])
    terminal = Terminal(folder, ctx.obj["lang"])
    try:
        written = copy_part(folder, path)
    except UsageProblem as problem:
        ctx.exit(terminal.fail(problem))
    terminal.say(say("written %(path)s", path=written))
