"""`briefgen init`"""

import shlex
from pathlib import Path

import click

from briefgen.cli.options import everywhere
from briefgen.cli.terminal import Terminal
from briefgen.project import UsageProblem
from briefgen.scaffold import scaffold
from briefgen.text.message import say


@click.command()
@everywhere
@click.argument("new_site", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def command(ctx: click.Context, new_site: Path) -> None:
    """Make a small site in DIR that builds: settings, three themes, an article per language, a person, a source."""
    folder = Path(ctx.obj["folder"]) / new_site
    terminal = Terminal(folder, ctx.obj["lang"])
    try:
        files = scaffold(folder)
    except UsageProblem as problem:
        ctx.exit(terminal.fail(problem))
    for path in files:
        terminal.say(say("written %(path)s", path=path))
    terminal.say(say("now: briefgen -C %(folder)s build", folder=shlex.quote(str(folder))))
