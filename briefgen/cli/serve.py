"""`briefgen serve`"""

import errno
import gc
import os
import signal
import threading
import webbrowser
from pathlib import Path
from typing import Any

import click

from briefgen.cli.options import everywhere
from briefgen.cli.terminal import Terminal
from briefgen.project import UsageProblem
from briefgen.report import Report
from briefgen.serving.app import Server
from briefgen.serving.dressing import Dressing
from briefgen.serving.generation import View
from briefgen.serving.hosts import is_loopback
from briefgen.serving.session import Session
from briefgen.text.finding import Finding
from briefgen.text.message import say

_PORT, _TRIED = 8000, 20
_NEWS = 60.0
_POLL = 0.1
"""Seconds between two looks at whether to end."""
_PATIENCE = 0.5
"""Seconds that are left at the end for keeping how the site stands."""


@click.command()
@everywhere
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Answer others too (default: this machine only).")
@click.option("--port", type=click.IntRange(0, 65535), help=f"This port (default: {_PORT}, or the next free one).")
@click.option("--open", "is_opened", is_flag=True, help="Open the browser.")
@click.option("--audience", metavar="MARKING", help="Show what is marked up to MARKING (default: the lowest).")
@click.option("--withheld", is_flag=True, help="With --host: show others withheld texts and the status page too.")
@click.option("--poll", is_flag=True, help="Look for changes again and again: for network disks that tell of none.")
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Show the site in a browser as it will be, while you write: a save is on screen at once.

    Nothing is written to the output folder. Drafts and embargoed texts are shown too, and say so.
    """
    folder = Path(ctx.obj["folder"])
    terminal = Terminal(folder, ctx.obj["lang"])
    is_private = is_loopback(given["host"]) or given["withheld"]
    try:
        session = Session(folder, given["audience"], View.EVERYTHING if is_private else View.PUBLIC, given["poll"])
    except UsageProblem as problem:
        ctx.exit(terminal.fail(problem))
    dressing = Dressing.of(folder, terminal.lang, terminal.translate, is_private)
    try:
        server = _listening(session, dressing, given["host"], given["port"])
    except UsageProblem as problem:
        session.stop()
        ctx.exit(terminal.fail(problem))
    gc.freeze()
    gc.enable()
    interruption = _interruption()
    if not is_loopback(given["host"]):
        terminal.alarm(say("others on the network can read this preview"))
    host = f"[{given['host']}]" if ":" in given["host"] else given["host"]
    address = f"http://{host}:{server.server_port}/"
    terminal.alarm(say("the preview is at %(address)s (Ctrl-C ends it)", address=address))
    if given["is_opened"]:
        webbrowser.open(address)
    threading.Thread(target=_tell, args=(session, terminal), daemon=True).start()
    _serve(session, server, interruption)


def _tell(session: Session, terminal: Terminal) -> None:
    """Say what is to be mended whenever it is something else: where others look on, the page itself may not."""
    said: tuple[Finding, ...] = ()
    state = session.state
    while not session.is_over:
        if state.findings != said:
            said = state.findings
            terminal.renewed().findings(Report(findings=list(said), secret=state.secret))
            if not said:
                terminal.say(say("nothing to mend"))
        state = session.wait(state.number, _NEWS)


def _interruption() -> int:
    """A file descriptor that can be read when the program is interrupted.

    (A lock would not do: the handler may run while this very thread holds it.)
    """
    reader, writer = os.pipe()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: os.write(writer, b"x") and None)
    return reader


def _serve(session: Session, server: Server, interruption: int) -> None:
    """Serve until the program is interrupted."""
    following, answering = (
        threading.Thread(target=work, daemon=True) for work in (session.run, lambda: server.serve_forever(_POLL))
    )
    following.start()
    answering.start()
    os.read(interruption, 1)
    session.stop()
    server.shutdown()
    server.server_close()
    if session.is_to_keep:
        following.join(_PATIENCE)
    # To take apart what stands in memory would take longer than all of this.
    os._exit(0)


def _listening(session: Session, dressing: Dressing, host: str, port: int | None) -> Server:
    """The server on the port that is asked for, else on the first that is free. UsageProblem for none."""
    for tried in [port] if port is not None else range(_PORT, _PORT + _TRIED):
        try:
            return Server(session, dressing, host, tried)
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                what = problem.strerror or str(problem)
                raise UsageProblem(say("%(path)s: %(problem)s", path=f"{host}:{tried}", problem=what)) from None
    raise UsageProblem(say("port %(port)s is in use; name another with --port", port=port or _PORT))
