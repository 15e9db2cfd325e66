"""`briefgen build`"""

from typing import Any

import click

from briefgen.cli.options import everywhere, site_options
from briefgen.cli.running import run
from briefgen.cli.terminal import Terminal
from briefgen.outputs.pages import TEMPLATES
from briefgen.pipeline import build
from briefgen.report import Report, reason_in_words
from briefgen.text.message import Message, say


@click.command()
@everywhere
@site_options
@click.option("--strict", is_flag=True, help="Exit with 3 if there are warnings.")
@click.option("--keep-going", is_flag=True, help="Leave out the entries that have errors, publish the rest, exit 1.")
@click.option("--clean", is_flag=True, help="Start over: write every file again.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes may work (default: one per processor).")
@click.option("--profile", is_flag=True, help="Print the templates, pages and files that took longest.")
@click.option("--watch", is_flag=True, help="Go on: build again after every change, and when an embargo lifts.")
@click.option("--poll", is_flag=True, help="With --watch: look for changes again and again, for network disks.")
@click.option("--json", "as_json", is_flag=True, help="Print a report as JSON to standard output.")
@click.option("-v", "--verbose", is_flag=True, help="Name every file that is made, written or removed, and why.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but findings.")
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Build the site: content/ and themes/ in, static HTML out. With an error in content, nothing is published."""
    if given["watch"]:
        from briefgen.cli.watching import watch  # The preview's rooms, which no other build enters.

        return watch(ctx, given)
    run(ctx, given, build, lambda terminal, report, seconds: _tell(terminal, report, given, seconds))
    return None


def tell_standing(terminal: Terminal, report: Report) -> None:
    if report.standing:
        count = report.standing
        terminal.alarm(
            say("WITHDRAWN TEXTS ARE STILL PUBLIC: %(count)s; this build could not take them down", count=count)
        )


def outputs(report: Report, seconds: float) -> Message:
    """What a build that published did, in a line."""
    done = report.published
    assert done is not None
    return say(
        "outputs: %(made)s made, %(written)s written, %(removed)s removed, %(unchanged)s unchanged (%(seconds)s s)",
        made=len(report.reasons),
        written=len(done.written),
        removed=len(done.removed),
        unchanged=done.unchanged,
        seconds=f"{seconds:.1f}",
    )


def _tell(terminal: Terminal, report: Report, given: dict[str, Any], seconds: float) -> None:
    tell_standing(terminal, report)
    terminal.findings(report)
    done = report.published
    if done is None:
        terminal.say(say("nothing was published; the site stands as it was"))
        return
    if given["verbose"]:
        for path, reason in sorted(report.reasons.items()):
            terminal.say(say("made %(path)s (%(reason)s)", path=path, reason=reason_in_words(reason)))
        for path in done.written:
            terminal.say(say("written %(path)s", path=path))
        for path in done.removed:
            terminal.say(say("removed %(path)s", path=path))
    for path in report.left_out:
        terminal.say(say("left out, as it has errors: %(path)s", path=path))
    for message in _kinds(report.counts):
        terminal.say(message)
    if given["profile"]:
        _tell_costs(terminal, report)
    terminal.say(outputs(report, seconds))


def _tell_costs(terminal: Terminal, report: Report) -> None:
    """Seconds per step, then the ten slowest templates, pages and files."""
    by_step = [(name, 1, seconds) for name, seconds in report.seconds.items()]
    templates: dict[str, list[float]] = {}
    for path, seconds in report.costs.get("render", {}).items():
        templates.setdefault(_template_of(report.kinds.get(path, "")), []).append(seconds)
    by_template = [(name, len(each), sum(each)) for name, each in templates.items()]
    singles = [
        [(path, 1, seconds) for path, seconds in report.costs.get(kind, {}).items()] for kind in ("render", "read")
    ]
    for title, rows in (
        (say("steps:"), by_step),
        (say("slowest templates:"), by_template),
        (say("slowest outputs:"), singles[0]),
        (say("slowest files to read:"), singles[1]),
    ):
        if rows:
            terminal.say(title)
        for name, count, seconds in sorted(rows, key=lambda row: row[2], reverse=True)[:10]:
            terminal.line(f"  {seconds:8.3f} s  {f'{count} × ' if count > 1 else ''}{name}")


def _template_of(kind: str) -> str:
    return TEMPLATES.get(kind, kind)


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
