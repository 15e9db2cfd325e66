"""What `build` and `check` share: from options to a report, told to the terminal, and the exit code."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from briefgen.cli.terminal import Progress, Terminal
from briefgen.project import UsageProblem
from briefgen.report import Options, Report
from briefgen.text.finding import Severity
from briefgen.text.message import say

Tell = Callable[[Terminal, Report, float], None]
"""Says what a report holds, and how many seconds it took."""


def run(ctx: click.Context, given: dict[str, Any], work: Callable[[Options], Report], tell: Tell) -> None:
    """Do the work with the options given, say what came of it, and leave with the exit code."""
    folder = Path(ctx.obj["folder"])
    terminal = Terminal(folder, ctx.obj["lang"], given["quiet"] or given["as_json"])
    progress = Progress(terminal)
    start = perf_counter()
    options = options_of(folder, given, terminal, progress)
    try:
        report = work(options)
    except (UsageProblem, OSError) as problem:
        ctx.exit(_fail(terminal, problem, given["as_json"]))
    finally:
        progress.close()
    code = exit_code(report, given["strict"])
    if given["as_json"]:
        terminal.json(report, exit=code)
    else:
        tell(terminal, report, perf_counter() - start)
    ctx.exit(code)


def _fail(terminal: Terminal, problem: UsageProblem | OSError, as_json: bool) -> int:
    """Say why there is no report; who reads JSON gets an empty one that says so."""
    if isinstance(problem, OSError):
        problem = UsageProblem.of_disk(problem)
    code = terminal.fail(problem)
    if as_json:
        terminal.json(Report(), exit=code, problem=terminal.text(problem.message))
    return code


def options_of(folder: Path, given: dict[str, Any], terminal: Terminal, progress: Progress) -> Options:
    """What a build is asked for, by the options of a command."""
    return Options(
        root=folder,
        out=given["out"] and folder / given["out"],
        base_url=given["base_url"],
        languages=given["languages"],
        now=given["as_of"],
        audience=given["audience"],
        drafts=given["drafts"],
        keep_going=given.get("keep_going", False),
        clean=given.get("clean", False),
        jobs=given.get("jobs") or 0,
        waiting=lambda: terminal.alarm(say("another build is under way in this folder; waiting for it")),
        progress=progress,
    )


def exit_code(report: Report, strict: bool) -> int:
    """0 for built, 1 for errors in content, 2 for errors in the settings, 3 for warnings under `--strict`."""
    if any(finding.is_error and finding.span.path == "briefgen.toml" for finding in report.findings):
        return 2
    if report.has_errors:
        return 1
    return 3 if strict and any(finding.severity is Severity.WARNING for finding in report.findings) else 0
