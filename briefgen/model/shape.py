"""What of articles others can see: whatever a fact reads of them must be in their shape."""

from collections.abc import Set

from msgspec.structs import replace

from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.localised import Localised, Words

_WORDS, _NO = Words(""), None


def shape_of(article: Article) -> Article:
    """An article without its words: what lists, ledgers, editions and other texts can see of it."""
    return replace(
        article,
        title=_WORDS,
        summary=_WORDS if article.summary else None,
        change_note=_WORDS if article.change_note else None,
        updated=None,
        span=None,
        aliases=tuple((alias, _NO) for alias, _ in article.aliases),
        passages=tuple(
            replace(each, text="", lead="", heading="", body=(), urls=(), line=0) for each in article.passages
        ),
        statements=tuple(replace(each, text=_WORDS) for each in article.statements),
        corrections=tuple(replace(each, text=Localised(()), was=None, now=None) for each in article.corrections),
    )


def is_reworded(before: Briefing, after: Briefing, texts: Set[str]) -> bool:
    """Whether two Briefings that differ in some texts (by key) at most differ in these texts' words alone."""
    groups = [[each.variants.get(key, ()) for key in texts] for each in (before, after)]
    old, new = ([[shape_of(article) for article in group] for group in each] for each in groups)
    return before.editions is after.editions and before.links is after.links and old == new
