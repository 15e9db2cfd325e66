"""The unit of a briefing."""

from briefgen.text.value import Value


class Passage(Value, frozen=True):
    """A run of blocks of one article that carries the same themes, cited as `article#anchor`.

    `text` is its plain text (empty where nobody has asked for it), `lead` the first paragraph of it, `heading` the one that
    it opens with; `body` holds the digests of its pieces of HTML, which a question answers. `line` is the file's; `names`
    are the anchors inside it, `urls` the outside addresses that it links to, `mentions` the people and organisations that
    it names.
    `aliases` are the names as they stand in it, each with its owner's id (empty for a name of several).
    """

    article: str
    lang: str
    anchor: str
    themes: tuple[str, ...]
    text: str
    lead: str
    heading: str
    body: tuple[str, ...]
    names: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    line: int = 1
    aliases: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies it: (article, lang, anchor)."""
        return self.article, self.lang, self.anchor
