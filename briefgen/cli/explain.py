"""`briefgen explain`"""

from pathlib import Path

import click

from briefgen.cli.options import everywhere
from briefgen.cli.terminal import Terminal
from briefgen.explaining import Explanation, explain
from briefgen.project import UsageProblem
from briefgen.report import Options, reason_in_words, told
from briefgen.text.message import Message, say


@click.command()
@everywhere
@click.argument("path")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The output folder (default: site).")
@click.pass_context
def command(ctx: click.Context, path: str, out: Path | None) -> None:
    """Tell what the output PATH was made from, and why the last build made it again or left it.

    PATH is a file of the output folder (themes/energy/index.html) or an address (/themes/energy/).
    """
    folder = Path(ctx.obj["folder"])
    terminal = Terminal(folder, ctx.obj["lang"])
    try:
        found = explain(Options(root=folder, out=out and folder / out), path)
    except UsageProblem as problem:
        ctx.exit(terminal.fail(problem))
    for line in _lines(found):
        click.echo(line.text(terminal.translate) if isinstance(line, Message) else line)


def _lines(found: Explanation) -> list[Message | str]:
    last = reason_in_words(found.last) if found.last else say("nothing that it shows had changed; it stood as it was")
    lines: list[Message | str] = [
        f"{found.path}  ({told(found.target[2:])})",
        say("last build: %(reason)s", reason=last),
        say("next build: %(reason)s", reason=reason_in_words(found.next) if found.next else say("would leave it")),
    ]
    for title, names in (
        (say("made from the files:"), found.files),
        (say("from the lists:"), found.lists),
        (say("and from:"), found.others),
    ):
        if names:
            lines += [title, *(f"  {name}" for name in names)]
    return lines
