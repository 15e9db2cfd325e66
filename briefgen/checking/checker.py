"""Everything that a build does but publishing, and then the rules."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from briefgen.checking import BRIEFING_RULES, TREE_RULES
from briefgen.model.briefing import Briefing
from briefgen.pipeline import rehearsal
from briefgen.report import Options, Report
from briefgen.text.document import decode
from briefgen.text.finding import in_order


def _texts(root: Path, briefing: Briefing) -> Iterator[tuple[str, list[str]]]:
    """The files of what is shown, with their lines."""
    agents = (*briefing.people.values(), *briefing.organisations.values(), *briefing.sources.values())
    paths = {article.path for article in briefing.articles} | {page.path for page in briefing.pages}
    paths |= {theme.path for theme in briefing.themes}
    for path in sorted(paths | {each.path for each in agents}):
        document, _ = decode(path, (root / path).read_bytes())
        if document is not None:
            yield path, document.lines


def check(options: Options) -> Report:
    """The report of a build that publishes nothing, with the findings of every rule."""
    with rehearsal(replace(options, keeps_text=True)) as (report, outputs):
        if report.assembly is not None:
            for briefing_rule in BRIEFING_RULES:
                report.findings += briefing_rule(report.assembly.briefing)
            texts = partial(_texts, options.root, report.assembly.briefing)
            for tree_rule in TREE_RULES:
                report.findings += tree_rule(outputs, texts)
    report.findings = in_order(report.findings)
    return report
