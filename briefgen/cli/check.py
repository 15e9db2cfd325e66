"""`briefgen check`"""

from pathlib import Path
from typing import Any

import click

from briefgen.checking.checker import check
from briefgen.cli.build import exit_code
from briefgen.cli.options import everywhere, site_options
from briefgen.cli.terminal import Progress, Terminal
from briefgen.project import UsageProblem
from briefgen.report import Options
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
    folder = Path(ctx.obj["folder"])
    terminal = Terminal(folder, ctx.obj["lang"], given["quiet"] or given["as_json"])
    progress = Progress(terminal)
    try:
        report = check(
            Options(
                root=folder,
                out=given["out"],
                base_url=given["base_url"],
                languages=given["languages"],
                now=given["as_of"],
                audience=given["audience"],
                drafts=given["drafts"],
                progress=progress,
            )
        )
    except UsageProblem as problem:
        ctx.exit(terminal.fail(problem))
    finally:
        progress.close()
    code = exit_code(report, given["strict"])
    if given["as_json"]:
        terminal.json(report, exit=code)
    else:
        terminal.findings(report)
        if not report.findings:
            terminal.say(say("nothing to mend"))
    ctx.exit(code)
