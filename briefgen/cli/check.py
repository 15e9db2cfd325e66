"""`briefgen check`"""

from typing import Any

import click

from briefgen.checking.checker import check
from briefgen.cli.options import everywhere, site_options
from briefgen.cli.running import run
from briefgen.cli.terminal import Terminal
from briefgen.report import Report
from briefgen.text.message import say


@click.command()
@everywhere
@site_options
@click.option("--strict", is_flag=True, help="Exit with 3 if there are warnings.")
@click.option("--json", "as_json", is_flag=True, help="Print a report as JSON to standard output.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but findings.")
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Check everything and publish nothing: all that build checks, and the editorial rules."""
    run(ctx, given, check, _tell)


def _tell(terminal: Terminal, report: Report, _seconds: float) -> None:
    terminal.findings(report)
    if not report.findings:
        terminal.say(say("nothing to mend"))
