"""`briefgen issue`"""

from datetime import datetime
from pathlib import Path

import click

from briefgen.cli.options import as_of_option, everywhere
from briefgen.cli.running import exit_code
from briefgen.cli.terminal import Terminal
from briefgen.issuing import issue
from briefgen.project import UsageProblem
from briefgen.report import Options, Report
from briefgen.text.message import say


@click.command()
@everywhere
@click.argument("day", metavar="[DATE]", required=False)
@click.option("--lead", metavar="TEXT", help="Write the edition's bottom line too.")
@click.option("--again", is_flag=True, help="Issue it once more, with what came since.")
@as_of_option
@click.option("--audience", metavar="MARKING", help="Take in what is marked up to MARKING (default: the lowest).")
@click.pass_context
def command(
    ctx: click.Context, day: str | None, lead: str | None, again: bool, as_of: datetime | None, audience: str | None
) -> None:
    """Issue the edition of DATE (2026-02-03, or 2026-w06), or the newest that has ended.

    Its file in content/editions/ then says what later builds leave as it is: number, texts and their order, takeaways,
    each theme's arrow. Whatever the desk has written in that file stays.
    """
    folder = Path(ctx.obj["folder"])
    terminal = Terminal(folder, ctx.obj["lang"])
    report = Report()
    waiting = say("another build is under way in this folder; waiting for it")
    options = Options(root=folder, now=as_of, audience=audience, waiting=lambda: terminal.alarm(waiting))
    try:
        done = issue(options, day, " ".join((lead or "").split()) or None, again, report)
    except UsageProblem as problem:
        ctx.exit(terminal.fail(problem))
    if done is None:
        terminal.findings(report.closed())
        terminal.say(say("nothing is issued: mend the errors first"))
        ctx.exit(exit_code(report, strict=False))
    terminal.say(say("issue %(number)s: %(path)s", number=done.number, path=done.path))
