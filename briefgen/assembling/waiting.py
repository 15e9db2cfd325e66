"""What time alone keeps back is checked like what is shown: a moving clock turns no green build red."""

from dataclasses import replace

from briefgen.assembling import registry
from briefgen.assembling.articles import Articles
from briefgen.assembling.directory import Directory
from briefgen.assembling.editions import editions
from briefgen.assembling.inheritance import inherit
from briefgen.assembling.links import Links
from briefgen.assembling.shared import Hidden, articles_of
from briefgen.assembling.visibility import Decision
from briefgen.model.article import Article
from briefgen.reading.entry import Entry
from briefgen.text.finding import Finding


def waiting(
    decision: Decision,
    maker: Articles,
    shown: list[Article],
    files: frozenset[str],
    places: dict[str, tuple[str, str, str]],
) -> tuple[list[Article], list[Finding]]:
    """The articles that wait for their time, and the errors of all that waits; its warnings come when it is shown.

    A text whose front matter has errors waits for these to be mended: what else is wrong with it shows at once.
    """
    failing = (*decision.faulty, *(entry for entry in decision.withheld if not decision.held[entry.path].known))
    unread = [entry for entry in failing if entry.kind == "articles" and entry.fields is None]
    if not decision.waiting and not unread:
        return [], []
    paths = {entry.path for entry in (*decision.waiting, *unread)}
    ids = {entry.id for entry in decision.waiting}
    originals = [entry for entry in decision.visible if entry.kind != "articles" or entry.id in ids]
    later = replace(decision, visible=[*originals, *decision.waiting])
    known = replace(maker.known, findings=[])
    languages = maker.settings.languages
    texts, findings = inherit(later.visible, (*decision.faulty, *decision.withheld), languages)
    mine = [text for text in texts if text.entry.path in paths]
    articles = articles_of(mine, replace(maker, known=known), Hidden.of(decision), shown)
    _check_marks(unread, known)
    linking = replace(later, visible=[*later.visible, *unread])
    Links([*shown, *articles], linking, files, known, dict(places)).check()
    registry.themes(later, known)
    registry.pages(later, languages, known)
    editions(articles, later, maker.settings, known)
    found = (*findings, *known.findings)
    return articles, [finding for finding in found if finding.is_error and finding.span.path in paths]


def _check_marks(entries: list[Entry], known: Directory) -> None:
    """The themes and speakers that the marks of a body name, of texts of which nothing but the body can be read."""
    for run in (run for entry in entries for run in entry.body.runs):
        for theme in run.themes or ():
            known.has("themes", theme, run.theme_span or run.span)
        for quote in run.quotes:
            if quote.speaker is not None and quote.speaker.id:
                known.has("agents", quote.speaker.id, quote.span)
