"""What the editor sees: findings, one line per kind, a progress bar. To standard error; data goes to standard output."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import click

from briefgen.cli.speaking import language
from briefgen.project import UsageProblem
from briefgen.report import Report, told
from briefgen.site.strings import catalogue
from briefgen.text.excerpts import Excerpts
from briefgen.text.finding import Severity
from briefgen.text.message import Message, say
from briefgen.text.showing import Showing, summary


class Terminal:
    """Speaks the desk's language; colours and excerpts of withheld files only where a person looks."""

    def __init__(self, folder: Path, lang: str | None, quiet: bool = False) -> None:
        self.folder, self.quiet = folder, quiet
        self.lang = language(folder, lang)
        self.translate: Callable[[str], str] = catalogue("findings", self.lang).gettext
        self.is_seen = sys.stderr.isatty()
        self.is_plain = (
            not self.is_seen or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") in (None, "", "dumb")
        )
        self._excerpts = Excerpts(folder)

    def say(self, message: Message) -> None:
        if not self.quiet:
            click.echo(message.text(self.translate), err=True)

    def text(self, message: Message) -> str:
        """A sentence in the desk's language."""
        return message.text(self.translate)

    def renewed(self) -> "Terminal":
        """This terminal, ready to show files as they are by now."""
        self._excerpts = Excerpts(self.folder)
        return self

    def line(self, text: str) -> None:
        """A row of a table, in no language."""
        if not self.quiet:
            click.echo(text, err=True)

    def alarm(self, message: Message) -> None:
        """What must be seen even where nothing else is asked for."""
        click.echo(message.text(self.translate), err=True)

    def fail(self, problem: UsageProblem) -> int:
        click.echo(f"briefgen: {problem.message.text(self.translate)}", err=True)
        return 2

    def findings(self, report: Report) -> None:
        """All findings, then how many of each kind. Errors and warnings show under `-q` too."""
        showing = self.showing(report)
        for finding in report.findings:
            if not self.quiet or finding.severity is not Severity.NOTICE:
                click.echo(showing.text(finding), err=True)
        counts = summary(report.findings)
        if counts["error"] or counts["warning"]:
            click.echo(
                say(
                    "errors: %(errors)s, warnings: %(warnings)s", errors=counts["error"], warnings=counts["warning"]
                ).text(self.translate),
                err=True,
            )

    def showing(self, report: Report) -> Showing:
        secret = frozenset() if self.is_seen else report.secret
        return Showing(self._line, self.translate, not self.is_plain, secret)

    def json(self, report: Report, **more: Any) -> None:
        """The same as data, in UTF-8 whatever the terminal takes. Never a word of a withheld file."""
        showing = Showing(self._line, self.translate, False, report.secret)
        data = {
            "version": 1,
            **more,
            "counts": report.counts,
            "seconds": {name: round(value, 3) for name, value in report.seconds.items()},
            "next_change": report.next_change.isoformat() if report.next_change else None,
            "left_out": list(report.left_out),
            "targets": {
                "built": [
                    {"path": path, "reason": reason.kind, "because": [told(each) for each in reason.chain]}
                    for path, reason in sorted(report.reasons.items())
                ],
                "reused": sorted(report.kinds.keys() - report.reasons.keys()),
                "removed": report.published.removed if report.published else [],
            },
            "still_public": report.standing,
            "findings": [showing.json(finding) for finding in report.findings],
        }
        if report.published is not None:
            done = report.published
            data["outputs"] = {"written": done.written, "removed": done.removed, "unchanged": done.unchanged}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2).encode())

    def _line(self, path: str, line: int) -> str | None:
        if path.startswith("site/"):
            return None
        return self._excerpts(path, line)


class Progress:
    """A bar for work that takes longer than a second; absent where nobody looks."""

    def __init__(self, terminal: Terminal) -> None:
        self.on = terminal.is_seen and not terminal.is_plain and not terminal.quiet
        self.start = monotonic()
        self.bar: Any = None
        self.tasks: dict[str, Any] = {}

    def __call__(self, step: str, done: int, total: int) -> None:
        if not self.on or (self.bar is None and monotonic() - self.start < 1.0):
            return
        if self.bar is None:
            from rich.console import Console
            from rich.progress import Progress as Bar

            self.bar = Bar(console=Console(stderr=True), transient=True)
            self.bar.start()
        if step not in self.tasks:
            self.tasks[step] = self.bar.add_task(step, total=total)
        self.bar.update(self.tasks[step], completed=done)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.stop()
