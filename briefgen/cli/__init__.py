"""The command line: one file per command, and nothing but options and exit codes in it. Commands load when called."""

import gc
import io
import os
import signal
import sys
from importlib import import_module
from typing import Any

import click

from briefgen import __version__
from briefgen.cli.options import everywhere
from briefgen.cli.speaking import MEANT, begin, ntranslated, translated

COMMANDS = ("init", "serve", "build", "check", "issue", "explain", "due", "theme", "clean")


class Commands(click.Group):
    """Loads a command's module only when it is called, so that `--help` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        # There are few cycles in what is made: looking for these costs a quarter of a build.
        gc.set_threshold(100_000, 50, 1000)
        command: click.Command = import_module(f"briefgen.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from briefgen.text.suggesting import nearest

            said, near = translated("No such command {name!r}.").format(name=args[0]), nearest(args[0], COMMANDS)
            guess = ntranslated(*MEANT, 1).format(possibility=repr(near)) if near else ""
            ctx.fail(f"{said} {guess}".rstrip())
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, SHORT[name]) for name in COMMANDS])


SHORT = {
    "init": "Make a small site that builds.",
    "serve": "Show the site in a browser while you write.",
    "build": "Build the site.",
    "check": "Check everything, publish nothing.",
    "issue": "Fix an edition as it stands: number, texts, takeaways, arrows.",
    "explain": "Tell what an output was made from, and why it was made again.",
    "due": "Print when the site next changes by itself.",
    "theme": "Put a file of the site theme into the site, to be changed there.",
    "clean": "Remove what briefgen has built and kept.",
}


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefgen", message="%(prog)s %(version)s")
@everywhere
@click.pass_context
def program(ctx: click.Context) -> None:
    """briefgen turns a folder of source articles into a briefing site: static HTML that any web host can serve."""
    ctx.obj = {"folder": ".", "lang": None, **(ctx.obj or {})}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 built, 1 errors in content, 2 usage or settings, 3 warnings, 130 interrupted."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal of an older encoding has no letters for some names.
        sys.stdout.reconfigure(errors="backslashreplace")
    begin()
    # What a command makes lives to its end; one that goes on has the collector on again.
    gc.disable()
    try:
        code: Any = program.main(args=arguments, prog_name="briefgen", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    except click.ClickException as problem:
        problem.show()
        code = problem.exit_code
        if "--json" in (sys.argv[1:] if arguments is None else arguments):
            _report_as_json(problem, code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("", err=True)
        code = 130
    except OSError as problem:
        if isinstance(problem, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(128 + signal.SIGPIPE)
        # A full disk, a folder that may not be written: nothing that a traceback would explain.
        click.echo(f"briefgen: {problem.strerror or problem}: {problem.filename2 or problem.filename or ''}", err=True)
        code = 2
    # Nor are cycles looked for on leaving.
    gc.freeze()
    sys.exit(code if isinstance(code, int) else 0)


def _report_as_json(problem: click.ClickException, code: int) -> None:
    """What a call that cannot be meant gives to who reads JSON."""
    from pathlib import Path

    from briefgen.cli.terminal import Terminal
    from briefgen.report import Report

    Terminal(Path(), None).json(Report(), exit=code, problem=problem.format_message())
