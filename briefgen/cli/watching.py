"""`briefgen build --watch`"""

import gc
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from briefgen.cli.build import outputs, tell_standing
from briefgen.cli.running import options_of
from briefgen.cli.terminal import Progress, Terminal
from briefgen.report import Report
from briefgen.serving.rebuilding import Build, Rebuilding
from briefgen.text.finding import Finding
from briefgen.text.message import say
from briefgen.text.showing import escaped

_NAMED = 5
"""Changed files that a line names."""


def watch(ctx: click.Context, given: dict[str, Any]) -> None:
    """Build after every change: a line each, and the findings whenever they are others."""
    if given["as_json"]:
        raise click.UsageError("--watch and --json do not go together")
    folder = Path(ctx.obj["folder"])
    terminal = Terminal(folder, ctx.obj["lang"], given["quiet"])
    builds = Rebuilding(options_of(folder, given, terminal, Progress(terminal)), given["poll"])
    said: list[Finding] | None = None

    def tell(each: Build) -> None:
        nonlocal said
        if not isinstance(each.outcome, Report):
            if said is None:
                ctx.exit(terminal.fail(each.problem))
            terminal.fail(each.problem)
            return
        if each.outcome.findings != said:
            terminal.renewed().findings(each.outcome)
        elif each.is_idle:
            return
        said = each.outcome.findings
        tell_standing(terminal, each.outcome)
        terminal.line(_line(terminal, each))

    gc.enable()
    builds.run(tell)


def _line(terminal: Terminal, each: Build) -> str:
    """One build on one line: when, for what, how many pages, how long."""
    report = each.outcome
    assert isinstance(report, Report)
    # What an editor put beside a file for a moment is nobody's concern.
    paths = [path for path in each.paths if path.endswith(".md") or (terminal.folder / path).exists()]
    names = ", ".join(paths[:_NAMED]) + (" …" if len(paths) > _NAMED else "")
    head = f"{datetime.now():%H:%M:%S}  {escaped(names)}".rstrip()
    if report.published is None:
        return f"{head}  {terminal.text(say('nothing was published; the site stands as it was'))}"
    return f"{head}  {terminal.text(outputs(report, each.seconds))}"
