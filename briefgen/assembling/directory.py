"""Which ids there are: what may be referred to, what exists but may not be shown, and what does not exist."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from briefgen.assembling.visibility import Decision
from briefgen.model.localised import Localised
from briefgen.model.statement import Speaker
from briefgen.reading.entry import Entry
from briefgen.text.casing import fold
from briefgen.text.finding import Finding, error, warning
from briefgen.text.message import Message, say
from briefgen.text.span import Span
from briefgen.text.suggesting import did_you_mean

_STEM = 5
"""Letters of a word that its endings leave alone, mostly."""
SPACES = {"people": "agents", "organisations": "agents"}
"""People and organisations share one namespace; every other kind has its own."""

_MISSING: dict[str, Callable[[Span, str, Message], Finding]] = {
    "themes": lambda span, id_, hint: error("unknown-theme", span, say("no theme '%(id)s'", id=id_), hint),
    "agents": lambda span, id_, hint: error(
        "unknown-person", span, say("no person or organisation '%(id)s'", id=id_), hint
    ),
    "sources": lambda span, id_, hint: error("unknown-source", span, say("no source '%(id)s'", id=id_), hint),
    "articles": lambda span, id_, hint: error("unknown-article", span, say("no article '%(id)s'", id=id_), hint),
}


@dataclass
class Directory:
    """Ids by namespace. Looking one up notes a finding where it cannot be shown."""

    visible: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    hidden: dict[str, set[str]] = field(default_factory=dict)
    by_name: dict[str, dict[str, None]] = field(default_factory=dict)
    roles: dict[str, tuple[set[str], ...]] = field(default_factory=dict)
    hidden_names: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def has(self, space: str, id_: str, span: Span) -> bool:
        """Whether `id_` may be shown. If not, a finding says that it is hidden, or that it does not exist."""
        known = self.visible.get(space, {})
        if id_ in known:
            return True
        if id_ in self.hidden.get(space, ()):
            self.findings.append(hidden_reference(span, id_))
            return False
        hint = did_you_mean(id_, known) or say("add a file %(path)s", path=f"content/{_FOLDER[space]}/{id_}.md")
        self.findings.append(_MISSING[space](span, id_, hint))
        return False

    def named(self, name: str, span: Span) -> str | None:
        """The person or organisation of a name or alias in any language. One that several bear names nobody, which a
        finding says: a guess would put words into the wrong mouth.
        """
        ids = list(self.by_name.get(fold(name), self._after_a_role(name)))
        if len(ids) > 1:
            self.findings.append(
                warning(
                    "ambiguous-alias",
                    span,
                    say("'%(name)s' is a name of %(ids)s, so it stands as a plain name", name=name, ids=", ".join(ids)),
                    say("write the id of whom you mean, as %(id)s", id=ids[0]),
                )
            )
        return ids[0] if len(ids) == 1 else None

    def _after_a_role(self, name: str) -> Iterable[str]:
        """Whose full name ends `name`, after a word of his role: `Rusya Dışişleri Bakanı Sergey Lavrov`.

        Any other word before it makes it somebody else's: `Mehmet Ali Demir` is not `Ali Demir`.
        """
        words = name.split()
        for at in range(1, len(words) - 1):
            ids = self.by_name.get(fold(" ".join(words[at:])), ())
            if ids and all(any(_stems(words[at - 1]) <= role for role in self.roles.get(id_, ())) for id_ in ids):
                return ids
        return ()

    def speaker(self, speaker: Speaker | None, name: str, span: Span) -> Speaker | None:
        """Someone to name, or None where the registry's entry may not be shown."""
        if speaker is None or not speaker.id:
            plain = name or (speaker.name if speaker else "")
            if self.is_hidden_name(plain):
                return None
            id_ = self.named(plain, span)
            return Speaker(id=id_) if id_ else Speaker(name=plain)
        return speaker if self.has("agents", speaker.id, span) else None

    def is_role(self, words: str, id_: str) -> bool:
        """Whether words say what somebody is: his role, or several words of it (one alone may be a place)."""
        stems = _stems(words)
        return any(stems == role or (len(stems) > 1 and stems <= role) for role in self.roles.get(id_, ()))

    def is_hidden_name(self, name: str) -> bool:
        """Whether a name is that of a registry entry which may not be shown."""
        return fold(name) in self.hidden_names


_FOLDER = {"themes": "themes", "agents": "people", "sources": "sources", "articles": "articles"}


def hidden_reference(span: Span, id_: str) -> Finding:
    """A moving clock turns no green build red: what points to a hidden entry is a warning."""
    return warning(
        "hidden-reference",
        span,
        say("'%(id)s' exists but is not shown in this build; the reference prints as plain words", id=id_),
        say("nothing needs to be done if that is meant"),
    )


def directory(decision: Decision) -> Directory:
    """The directory of what visibility has decided."""
    found = Directory()
    for entry in decision.visible:
        found.visible.setdefault(SPACES.get(entry.kind, entry.kind), {}).setdefault(entry.id, tuple(_names(entry)))
    for entry in (*decision.withheld, *decision.faulty):
        space = SPACES.get(entry.kind, entry.kind)
        if entry.id not in found.visible.get(space, {}):
            found.hidden.setdefault(space, set()).add(entry.id)
            if space == "agents":
                found.hidden_names |= {fold(name) for name in _names(entry)}
    for entry in sorted(decision.visible, key=lambda entry: entry.id):
        if entry.kind in SPACES:
            role = getattr(entry.fields, "role", None)
            found.roles[entry.id] = tuple(map(_stems, role.texts)) if role else ()
            for name in _names(entry):
                found.by_name.setdefault(fold(name), {})[entry.id] = None
    return found


def _stems(words: str) -> set[str]:
    return {word[:_STEM] for word in fold(words).split()}


def _names(entry: Entry) -> Iterable[str]:
    """Titles, names, aliases and abbreviations in every language."""
    for name in ("title", "name", "abbreviation"):
        value = getattr(entry.fields, name, None)
        if isinstance(value, Localised):
            yield from value.texts
        elif isinstance(value, str):
            yield value
    if entry.kind in SPACES:
        yield from getattr(entry.fields, "aliases", ())
