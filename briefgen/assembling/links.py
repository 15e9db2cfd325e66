"""Links from text to text, to places in texts and to files: each must lead somewhere."""

from dataclasses import dataclass, field

from briefgen.assembling.directory import Directory, hidden_reference
from briefgen.assembling.passages import dead_anchor
from briefgen.assembling.visibility import Decision
from briefgen.model.article import Article
from briefgen.reading.body import FileLink
from briefgen.reading.entry import Entry
from briefgen.reading.fields import EditionFields
from briefgen.text.finding import error
from briefgen.text.message import say
from briefgen.text.slugs import slugify
from briefgen.text.suggesting import nearest


@dataclass
class Links:
    """Links from text to text and to files: each must lead somewhere."""

    articles: list[Article]
    decision: Decision
    files: frozenset[str]
    known: Directory
    places: dict[str, tuple[str, str, str]]
    anchors: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def check(self) -> None:
        for article in self.articles:
            names = (name for passage in article.passages for name in (passage.anchor, *passage.names))
            self.anchors[article.ref] = tuple(dict.fromkeys(names))
        hidden = {entry.path for entry in (*self.decision.withheld, *self.decision.faulty)}
        # A text that waits for its front matter to be mended stands nowhere yet.
        shown = (entry for entry in self.decision.visible if entry.kind == "articles" and entry.path in self.places)
        ids = {entry.id: entry.path for entry in shown}
        for entry in self.decision.visible:
            for link in (link for run in entry.body.runs for link in run.links):
                self._link(entry, link, hidden, ids)
        self._takeaways()

    def _link(self, entry: Entry, link: FileLink, hidden: set[str], ids: dict[str, str]) -> None:
        if not link.path:
            self._anchor(entry.kind, entry.id, entry.lang, link)
        elif not link.path.endswith(".md"):
            self._file(link)
        elif link.path in hidden:
            self.known.findings.append(hidden_reference(link.span, link.path.rpartition("/")[2]))
        else:
            stem = slugify(link.path.rpartition("/")[2].removesuffix(".md"))
            if link.path not in self.places and stem in ids:
                self.places[link.path] = self.places[ids[stem]]
            if link.path in self.places:
                self._anchor(*self.places[link.path], link)
            else:
                self.known.has("articles", stem, link.span)

    def _anchor(self, kind: str, id_: str, lang: str, link: FileLink) -> None:
        if kind != "articles" or not link.fragment:
            return
        anchors = self.anchors.get((id_, lang), ())
        if link.fragment not in anchors:
            self.known.findings.append(dead_anchor(link.span, link.fragment, anchors))

    def _file(self, link: FileLink) -> None:
        if link.path in self.files:
            return
        folder = link.path.rpartition("/")[0]
        beside = {path.rpartition("/")[2]: path for path in self.files if path.rpartition("/")[0] == folder}
        near = nearest(link.path.rpartition("/")[2], beside)
        self.known.findings.append(
            error(
                "missing-file",
                link.span,
                say("there is no file %(path)s", path=link.path),
                say("did you mean '%(id)s'?", id=near) if near else say("put the file beside the article"),
            )
        )

    def _takeaways(self) -> None:
        """`ref: article#anchor` must name a place of the article, in some language."""
        for entry in self.decision.visible:
            given = entry.fields
            if not isinstance(given, EditionFields):
                continue
            refs = [(t.ref or "", entry.place("takeaways", i, "ref")) for i, t in enumerate(given.takeaways or ())]
            refs += [(item, entry.place("items", i)) for i, item in enumerate(given.items or ())]
            for ref, span in refs:
                id_, _, fragment = ref.partition("#")
                found = {name for (other, _), names in self.anchors.items() if other == id_ for name in names}
                if fragment and found and fragment not in found:
                    self.known.findings.append(dead_anchor(span, fragment, tuple(sorted(found))))
