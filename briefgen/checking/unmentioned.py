"""People and organisations that no text names: they get no page, and may be spelt otherwise in the texts."""

from collections.abc import Iterator

from briefgen.model.briefing import Briefing
from briefgen.text.finding import Finding, notice
from briefgen.text.message import say
from briefgen.text.span import Span


def findings(briefing: Briefing) -> Iterator[Finding]:
    for registry in (briefing.people, briefing.organisations):
        for id_, agent in registry.items():
            if id_ not in briefing.named:
                yield notice(
                    "unmentioned",
                    Span(agent.path),
                    say("no text names '%(name)s', so it has no page", name=agent.name.values[0].text),
                    say("add the form in which texts name it to aliases:, or remove the file"),
                )
