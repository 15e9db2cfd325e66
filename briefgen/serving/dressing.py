"""What is put into pages while they are served, and nowhere else: script and style, a banner, findings, a switch."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from briefgen.outputs.target import Target
from briefgen.serving.generation import Generation, View
from briefgen.serving.state import State
from briefgen.text.excerpts import Excerpts
from briefgen.text.finding import Finding
from briefgen.text.message import Message, say
from briefgen.text.showing import Showing, Translate, summary

INSIDE = "/__briefgen/"
"""Where the preview keeps what is its own."""

_NAMES = {
    View.PUBLIC: say("as public now"),
    View.DUE: say("as it will be next"),
    View.EVERYTHING: say("everything"),
}
_HEAD = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Dressing:
    """Speaks the desk's language. `is_private` where withheld texts may be shown; `run` names this run of the preview."""

    folder: Path
    lang: str
    translate: Translate
    is_private: bool
    run: str

    @classmethod
    def of(cls, folder: Path, lang: str, translate: Translate, is_private: bool) -> "Dressing":
        """For this run of the preview."""
        return cls(folder, lang, translate, is_private, secrets.token_hex(4))

    def text(self, message: Message) -> str:
        return message.text(self.translate)

    def page(self, data: bytes, state: State, generation: Generation, target: Target) -> tuple[bytes, str]:
        """A page with what the preview adds, and the digest that tells whether it is another than before."""
        banner = self.banner(generation, target).encode()
        digest = hashlib.sha256(banner + data).hexdigest()[:20]
        body = _BODY.search(data)
        at = body.end() if body else 0
        data = data[:at] + banner + data[at:]
        head = _HEAD.search(data)
        at = head.start() if head else len(data)
        return data[:at] + self._links(state, generation.view, digest) + data[at:], digest

    def bare(self, state: State, view: View) -> bytes:
        """A page for when there is none: what is wrong, until it is mended."""
        title = Markup("✖ {}").format(self.text(say("the preview cannot show this page")))
        html = Markup(
            '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
            '</head>\n<body class="briefgen-bare">\n<main><h1>{title}</h1></main>\n</body>\n</html>\n'
        ).format(lang=self.lang, title=title)
        data = html.encode()
        at = data.index(b"</head>")
        return data[:at] + self._links(state, view, "bare") + data[at:]

    def _links(self, state: State, view: View, digest: str) -> bytes:
        found = Markup(
            '<link rel="stylesheet" href="{inside}preview.css" data-briefgen>'
            '<script defer src="{inside}idiomorph.js" data-briefgen></script>'
            '<script defer src="{inside}preview.js" data-briefgen data-run="{run}" data-generation="{number}"'
            ' data-view="{view}" data-page="{digest}"></script>'
        )
        return found.format(inside=INSIDE, run=self.run, number=state.number, view=view, digest=digest).encode()

    def banner(self, generation: Generation, target: Target) -> Markup:
        """Why what is shown here is not public; nothing where it is."""
        why = generation.draft.assembly.private.get(_path_of(generation, target), ())
        if not why:
            return Markup("")
        said = Markup("; ").join(self.text(each) for each in why)
        title = self.text(say("Not public"))
        return Markup('<div class="briefgen-banner" role="note" lang="{}"><strong>{}</strong>: {}</div>').format(
            self.lang, title, said
        )

    def message(self, state: State, view: View) -> dict[str, object]:
        """What every page is told of a state, as data for the script."""
        counts = summary(state.findings)
        return {
            "run": self.run,
            "generation": state.number,
            "errors": counts["error"],
            "warnings": counts["warning"],
            "overlay": str(self.overlay(state)),
            "panel": str(self.panel(state, view)),
        }

    def overlay(self, state: State) -> Markup:
        """The errors, as they lie over the page; nothing where there are none."""
        errors = [finding for finding in state.findings if finding.is_error]
        if not errors:
            return Markup("")
        title = self.text(say("This is how the site stood before these mistakes:"))
        return Markup(
            '<section role="alert"><header><h2>{}</h2>'
            '<button type="button" aria-label="{}">×</button></header>{}</section>'
        ).format(title, self.text(say("Close")), self._list(state, errors))

    def panel(self, state: State, view: View) -> Markup:
        """The switch between views, and the warnings."""
        warnings = [finding for finding in state.findings if str(finding.severity) == "warning"]
        badge = Markup('<b class="badge">{}</b>').format(len(warnings)) if warnings else Markup("")
        summary_ = Markup("<summary>{} {}</summary>").format(self.text(_NAMES[view]), badge)
        return Markup("<details>{}{}{}{}</details>").format(
            summary_, self._switch(view), self._list(state, warnings), self._status_link()
        )

    def _switch(self, view: View) -> Markup:
        if not self.is_private:
            return Markup("")
        buttons = Markup("").join(
            Markup('<button name="view" value="{}" aria-pressed="{}">{}</button>').format(
                each, "true" if each is view else "false", self.text(name)
            )
            for each, name in _NAMES.items()
        )
        return Markup('<form method="post" action="{}view">{}</form>').format(INSIDE, buttons)

    def _status_link(self) -> Markup:
        if not self.is_private:
            return Markup("")
        return Markup('<p><a href="{}">{}</a></p>').format(INSIDE, self.text(say("what the preview last did")))

    def _list(self, state: State, findings: list[Finding]) -> Markup:
        showing = self.showing(state)
        items = Markup("").join(self._item(showing, finding) for finding in findings)
        return Markup("<ol>{}</ol>").format(items) if findings else Markup("")

    def showing(self, state: State) -> Showing:
        """How findings are shown here. Where others look on, no word of a text that has an error: it may be withheld, and
        its error the reason why that cannot be told.
        """
        errors = {each.span.path for each in state.findings if each.is_error and each.span.path.startswith("content/")}
        secret = frozenset[str]() if self.is_private else state.secret | errors
        return Showing(Excerpts(self.folder), self.translate, False, secret)

    def _item(self, showing: Showing, finding: Finding) -> Markup:
        span = finding.span
        is_secret = span.path in showing.secret
        line = None if is_secret else showing.line_of(span.path, span.line)
        excerpt = "\n".join(showing.excerpt(finding, line)) if line is not None else ""
        hint = "" if is_secret or finding.hint is None else finding.hint.text(self.translate)
        return Markup(
            '<li class="{severity}"><p class="place">{place} <code>{code}</code></p>'
            '<p class="what">{what}</p>{excerpt}{hint}</li>'
        ).format(
            severity=finding.severity,
            place=f"{span.path}:{span.line}:{span.column}",
            code=finding.code,
            what=showing.message(finding),
            excerpt=Markup("<pre>{}</pre>").format(excerpt) if excerpt else "",
            hint=Markup('<p class="hint">{}</p>').format(hint) if hint else "",
        )

    def status(self, state: State) -> dict[str, object]:
        """What the preview stands at, for editors' plug-ins. Never a word of a withheld text."""
        showing = Showing(Excerpts(self.folder), self.translate, False, state.secret)
        news = state.news
        return {
            "version": 1,
            "run": self.run,
            "generation": state.number,
            "views": sorted(map(str, state.generations)),
            "last": {
                "way": news.way,
                "changed": list(news.paths),
                "seconds": {name: round(value, 4) for name, value in news.seconds.items()},
                "at": news.at.isoformat(timespec="milliseconds"),
            },
            "next_change": _next_change(state.generations),
            "findings": [showing.json(finding) for finding in state.findings],
        }

    def status_page(self, state: State) -> bytes:
        """The same for people."""
        news = state.news
        rows = [
            (say("generation"), state.number),
            (say("last change"), f"{news.at:%Y-%m-%d %H:%M:%S} UTC"),
            (say("what was done"), news.way),
            (say("changed files"), ", ".join(news.paths[:50]) or "–"),
            (say("seconds"), ", ".join(f"{name} {value:.3f}" for name, value in news.seconds.items()) or "–"),
            (say("the site next changes by itself"), _next_change(state.generations) or "–"),
        ]
        table = Markup("").join(Markup("<tr><th>{}</th><td>{}</td></tr>").format(self.text(k), v) for k, v in rows)
        title = self.text(say("briefgen preview"))
        html = Markup(
            '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
            '<link rel="stylesheet" href="{inside}preview.css">\n</head>\n<body class="briefgen-status">\n'
            "<h1>{title}</h1>\n<table>{table}</table>\n{findings}\n"
            '<p><a href="{inside}status.json">JSON</a></p>\n</body>\n</html>\n'
        ).format(
            lang=self.lang, title=title, inside=INSIDE, table=table, findings=self._list(state, list(state.findings))
        )
        return html.encode()


def _next_change(generations: Mapping[View, Generation]) -> str | None:
    moments = [each.briefing.next_change for view, each in generations.items() if view is not View.DUE]
    coming = [moment for moment in moments if moment is not None]
    return min(coming).isoformat() if coming else None


def _path_of(generation: Generation, target: Target) -> str:
    """The file of content/ that a page is about; empty for a list."""
    if target.origin is not None:
        return target.origin.path
    briefing, key = generation.briefing, target.key
    noun: object = None
    if target.kind in ("theme", "theme-month", "dossier"):
        noun = briefing.theme(key[0])
    elif target.kind == "agent":
        noun = briefing.agent(key[1])
    elif target.kind == "source":
        noun = briefing.sources.get(key[1])
    elif target.kind == "edition":
        noun = briefing.editions[briefing.edition_numbers[key[0]]]
    return str(getattr(noun, "path", ""))
