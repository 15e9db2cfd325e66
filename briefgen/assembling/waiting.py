"""What time alone keeps back is checked like what is shown: a moving clock turns no green build red."""

from dataclasses import replace

from briefgen.assembling import registry
from briefgen.assembling.articles import Articles
from briefgen.assembling.editions import editions
from briefgen.assembling.inheritance import inherit
from briefgen.assembling.links import Links
from briefgen.assembling.shared import Hidden, articles_of
from briefgen.assembling.visibility import Decision
from briefgen.model.article import Article
from briefgen.text.finding import Finding


def waiting(
    decision: Decision,
    maker: Articles,
    shown: list[Article],
    files: frozenset[str],
    places: dict[str, tuple[str, str, str]],
) -> tuple[list[Article], list[Finding]]:
    """The articles that wait for their time, and the errors of all that waits. Its warnings come when it is shown."""
    if not decision.waiting:
        return [], []
    paths = {entry.path for entry in decision.waiting}
    ids = {entry.id for entry in decision.waiting}
    originals = [entry for entry in decision.visible if entry.kind != "articles" or entry.id in ids]
    later = replace(decision, visible=[*originals, *decision.waiting])
    known = replace(maker.known, findings=[])
    languages = maker.settings.languages
    texts, findings = inherit(later.visible, decision.faulty, languages)
    mine = [text for text in texts if text.entry.path in paths]
    articles = articles_of(mine, replace(maker, known=known), Hidden.of(decision), shown)
    Links([*shown, *articles], later, files, known, dict(places)).check()
    registry.themes(later, known)
    registry.pages(later, languages, known)
    editions(articles, later, maker.settings, known)
    found = (*findings, *known.findings)
    return articles, [finding for finding in found if finding.is_error and finding.span.path in paths]
