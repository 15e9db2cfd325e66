"""Everything that a build does but publishing, and then the rules."""

from briefgen.checking import BRIEFING_RULES, TREE_RULES
from briefgen.pipeline import rehearsal
from briefgen.report import Options, Report
from briefgen.text.finding import in_order


def check(options: Options) -> Report:
    """The report of a build that publishes nothing, with the findings of every rule."""
    with rehearsal(options) as (report, outputs):
        if report.assembly is not None:
            for briefing_rule in BRIEFING_RULES:
                report.findings += briefing_rule(report.assembly.briefing)
        for tree_rule in TREE_RULES:
            report.findings += tree_rule(outputs)
    report.findings = in_order(report.findings)
    return report
