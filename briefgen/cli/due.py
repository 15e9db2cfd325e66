"""`briefgen due`"""

from datetime import datetime
from pathlib import Path

import click

from briefgen.cli.options import as_of_option, everywhere
from briefgen.cli.terminal import Terminal
from briefgen.drafting import next_due
from briefgen.project import UsageProblem
from briefgen.report import Options
from briefgen.text.message import say


@click.command()
@everywhere
@as_of_option
@click.pass_context
def command(ctx: click.Context, as_of: datetime | None) -> None:
    """Print the next moment at which the site changes by itself: an embargo lifts, a text expires, a date passes.

    A static host lifts and expires nothing: build again then. Prints one line, a time with its offset, or nothing.
    """
    terminal = Terminal(Path(ctx.obj["folder"]), ctx.obj["lang"])
    try:
        moment = next_due(Options(root=Path(ctx.obj["folder"]), now=as_of))
    except UsageProblem as problem:
        ctx.exit(terminal.fail(problem))
    if moment is None:
        terminal.say(say("nothing changes by itself"))
    else:
        click.echo(moment.isoformat())
