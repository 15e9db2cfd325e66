"""What is told of a state, over every page and beside it: mistakes, warnings, and the switch between views."""

from markupsafe import Markup

from briefgen.serving.dressing import INSIDE, Dressing
from briefgen.serving.generation import View
from briefgen.serving.state import State
from briefgen.text.excerpts import Excerpts
from briefgen.text.finding import Finding
from briefgen.text.message import say
from briefgen.text.showing import Showing, summary

_NAMES = {
    View.PUBLIC: say("as public now"),
    View.DUE: say("as it will be next"),
    View.EVERYTHING: say("everything"),
}


def message(dressing: Dressing, state: State, view: View) -> dict[str, object]:
    """What every page is told of a state, as data for the script."""
    return {
        "run": dressing.run,
        "generation": state.number,
        "errors": summary(state.findings)["error"],
        "warnings": summary(_told(dressing, state))["warning"],
        "overlay": str(overlay(dressing, state)),
        "panel": str(panel(dressing, state, view)),
    }


def overlay(dressing: Dressing, state: State) -> Markup:
    """The errors, as they lie over the page; nothing where there are none."""
    errors = [finding for finding in _told(dressing, state) if finding.is_error]
    untold = summary(state.findings)["error"] - len(errors)
    if not errors and not untold:
        return Markup("")
    items = found(dressing, errors)
    if untold:
        items += Markup("<p>{}</p>").format(
            dressing.text(say("mistakes in texts, which the terminal tells: %(count)s", count=untold))
        )
    title = dressing.text(say("This is how the site stood before these mistakes:"))
    return Markup(
        '<section role="alert"><header><h2>{}</h2><button type="button" aria-label="{}">×</button></header>{}</section>'
    ).format(title, dressing.text(say("Close")), items)


def _told(dressing: Dressing, state: State) -> list[Finding]:
    """What a page may tell. Where others look on, nothing of content/: a text with a mistake may be withheld, another may
    name one that is, and the mistake may be why that cannot be known.
    """
    return [each for each in state.findings if dressing.is_private or not each.span.path.startswith("content/")]


def panel(dressing: Dressing, state: State, view: View) -> Markup:
    """The switch between views, and the warnings."""
    warnings = [finding for finding in _told(dressing, state) if str(finding.severity) == "warning"]
    badge = Markup('<b class="badge">{}</b>').format(len(warnings)) if warnings else Markup("")
    summary_ = Markup("<summary>{} {}</summary>").format(dressing.text(_NAMES[view]), badge)
    return Markup("<details>{}{}{}{}</details>").format(
        summary_, _switch(dressing, view), found(dressing, warnings), _status_link(dressing)
    )


def _switch(dressing: Dressing, view: View) -> Markup:
    if not dressing.is_private:
        return Markup("")
    buttons = Markup("").join(
        Markup('<button name="view" value="{}" aria-pressed="{}">{}</button>').format(
            each, "true" if each is view else "false", dressing.text(name)
        )
        for each, name in _NAMES.items()
    )
    return Markup('<form method="post" action="{}view">{}</form>').format(INSIDE, buttons)


def _status_link(dressing: Dressing) -> Markup:
    if not dressing.is_private:
        return Markup("")
    return Markup('<p><a href="{}">{}</a></p>').format(INSIDE, dressing.text(say("what the preview last did")))


def found(dressing: Dressing, findings: list[Finding]) -> Markup:
    showing = Showing(Excerpts(dressing.folder), dressing.translate)
    items = Markup("").join(_item(dressing, showing, finding) for finding in findings)
    return Markup("<ol>{}</ol>").format(items) if findings else Markup("")


def _item(dressing: Dressing, showing: Showing, finding: Finding) -> Markup:
    span = finding.span
    line = showing.line_of(span.path, span.line)
    excerpt = "\n".join(showing.excerpt(finding, line)) if line is not None else ""
    hint = "" if finding.hint is None else finding.hint.text(dressing.translate)
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
