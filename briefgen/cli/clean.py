"""`briefgen clean`"""

from pathlib import Path

import click

from briefgen.cli.options import everywhere
from briefgen.cli.terminal import Terminal
from briefgen.project import SETTINGS, UsageProblem
from briefgen.publishing.cleaning import clean
from briefgen.text.message import say


@click.command()
@everywhere
@click.pass_context
def command(ctx: click.Context) -> None:
    """Remove what briefgen has built and kept: files that it did not write stay."""
    folder = Path(ctx.obj["folder"])
    terminal = Terminal(folder, ctx.obj["lang"])
    if not (folder / SETTINGS).is_file():
        ctx.exit(
            terminal.fail(UsageProblem(say("there is no %(file)s here; briefgen init DIR makes a site", file=SETTINGS)))
        )
    removed = clean(folder.resolve())
    terminal.say(say("removed: %(count)s", count=removed))
