"""`briefgen build`"""

import gc
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from briefgen.cli.options import everywhere, site_options
from briefgen.cli.terminal import Progress, Terminal
from briefgen.pipeline import build
from briefgen.project import UsageProblem
from briefgen.report import Options, Report
from briefgen.text.message import Message, say


@click.command()
@everywhere
@site_options
@click.option("--strict", is_flag=True, help="Exit with 3 if there are warnings.")
@click.option("--keep-going", is_flag=True, help="Leave out the entries that have errors, publish the rest, exit 1.")
@click.option("--clean", is_flag=True, help="Start over: write every file again.")
@click.option("--json", "as_json", is_flag=True, help="Print a report as JSON to standard output.")
@click.option("-v", "--verbose", is_flag=True, help="Name every file that is written or removed.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but findings.")
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Build the site: content/ and themes/ in, static HTML out. With an error in content, nothing is published."""
    # A build makes many values that live to its end and few cycles: looking for these costs a quarter of its time.
    gc.set_threshold(100_000, 50, 1000)
    terminal = Terminal(Path(ctx.obj["folder"]), ctx.obj["lang"], given["quiet"] or given["as_json"])
    progress = Progress(terminal)
    start = perf_counter()
    try:
        report = build(
            Options(
                root=Path(ctx.obj["folder"]),
                out=given["out"],
                base_url=given["base_url"],
                languages=given["languages"],
                now=given["as_of"],
                audience=given["audience"],
                drafts=given["drafts"],
                keep_going=given["keep_going"],
                clean=given["clean"],
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
        _tell(terminal, report, given["verbose"], perf_counter() - start)
    ctx.exit(code)


def exit_code(report: Report, strict: bool) -> int:
    if any(finding.is_error and finding.span.path == "briefgen.toml" for finding in report.findings):
        return 2
    if report.has_errors:
        return 1
    return 3 if strict and any(str(finding.severity) == "warning" for finding in report.findings) else 0


def _tell(terminal: Terminal, report: Report, verbose: bool, seconds: float) -> None:
    if report.standing:
        count = report.standing
        terminal.alarm(
            say("WITHDRAWN TEXTS ARE STILL PUBLIC: %(count)s; this build could not take them down", count=count)
        )
    terminal.findings(report)
    done = report.published
    if done is None:
        terminal.say(say("nothing was published; the site stands as it was"))
        return
    if verbose:
        for path in done.written:
            terminal.say(say("written %(path)s", path=path))
        for path in done.removed:
            terminal.say(say("removed %(path)s", path=path))
    for path in report.left_out:
        terminal.say(say("left out, as it has errors: %(path)s", path=path))
    for message in _kinds(report.counts):
        terminal.say(message)
    terminal.say(
        say(
            "outputs: %(written)s written, %(removed)s removed, %(unchanged)s unchanged (%(seconds)s s)",
            written=len(done.written),
            removed=len(done.removed),
            unchanged=done.unchanged,
            seconds=f"{seconds:.1f}",
        )
    )


def _kinds(counts: dict[str, int]) -> list[Message]:
    """One line per kind of thing that is shown, and one for what is not."""
    lines = {
        "articles": say("articles: %(count)s", count=counts["articles"]),
        "passages": say("passages: %(count)s", count=counts["passages"]),
        "themes": say("themes: %(count)s", count=counts["themes"]),
        "people": say("people: %(count)s", count=counts["people"]),
        "organisations": say("organisations: %(count)s", count=counts["organisations"]),
        "sources": say("sources: %(count)s", count=counts["sources"]),
        "pages": say("pages: %(count)s", count=counts["pages"]),
        "editions": say("editions: %(count)s", count=counts["editions"]),
        "withheld": say("withheld, not shown: %(count)s", count=counts["withheld"]),
    }
    return [line for kind, line in lines.items() if counts[kind]]
