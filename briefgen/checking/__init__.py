"""Editorial rules: over the Briefing, and over the built tree. A rule is a file and a row in the table below.

What is wrong is an error long before; these tell the editor what could be better.
"""

from briefgen.checking import dead_links, unassigned, unmentioned, unregistered, unsourced, unused_themes

BRIEFING_RULES = (
    unassigned.findings,
    unsourced.findings,
    unused_themes.findings,
    unmentioned.findings,
    unregistered.findings,
)
"""Each takes the Briefing and gives findings."""

TREE_RULES = (dead_links.findings,)
"""Each takes the outputs (bytes by path) and what gives the texts (paths and lines), and gives findings."""
