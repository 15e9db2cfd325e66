"""Front matter with a place for every field.

The traps of YAML 1.1 (`no` is False, `12:30` is 750, `2.300` is 2.3) are closed at the root: every scalar stays the text
that the editor wrote, and the field that takes it says what it means. Aliases are refused, never expanded.
"""

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

import yaml
from frontmatter.default_handlers import YAMLHandler

from briefgen.reading.yaml_mistakes import syntax_finding
from briefgen.text.document import Document
from briefgen.text.finding import Finding, error, warning
from briefgen.text.message import say
from briefgen.text.span import Span

Path = tuple[str | int, ...]
_MAX_OPENINGS, _MAX_DASHES = 2000, 50
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PROSE = frozenset({"title", "summary", "text", "lead", "name", "reason", "note", "change_note", "colour"})
_FENCE = re.compile(r"^(-{3,})[ \t]*$", re.MULTILINE)


class Places:
    """Where each field stands, by its path: a Span once it is wanted, as few ever are."""

    __slots__ = ("file", "known")

    def __init__(self, file: str, known: dict[Path, tuple[int, int, int]] | None = None) -> None:
        self.file, self.known = file, known or {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Places, (self.file, self.known)

    def __contains__(self, path: Path) -> bool:
        return path in self.known

    def __getitem__(self, path: Path) -> Span:
        return Span(self.file, *self.known[path])

    def get(self, path: Path, default: Span) -> Span:
        return self[path] if path in self.known else default

    def note(self, path: Path, span: Span) -> None:
        """Keep the place of a field, unless it has one."""
        self.known.setdefault(path, (span.line, span.column, span.length))


@dataclass
class FrontMatter:
    """The fields as text, lists and maps; `keys` and `values` hold the place of each by its path; `body` is an offset."""

    keys: Places
    values: Places
    fields: dict[str, Any] = field(default_factory=dict)
    body: int = 0
    readable: bool = True
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, file: str) -> "FrontMatter":
        """Front matter of a file, of which nothing is known yet."""
        return cls(Places(file), Places(file, {(): (1, 1, 0)}))

    def place(self, *path: str | int) -> Span:
        """Where the value at `path` stands, else the nearest value around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.values:
                return self.values[path[:end]]
        return self.values[()]

    def written(self, path: Path) -> tuple[Path, bool]:
        """A path as it is in the file, where one record may stand for a list of one; and whether anything stands there."""
        found: Any = self.fields
        steps: list[str | int] = []
        for step in path:
            if isinstance(step, str) and isinstance(found, dict):
                found = found.get(step)
            elif isinstance(step, int) and isinstance(found, list):
                found = found[step]
            else:
                continue
            steps.append(step)
        return tuple(steps), found is not None


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Every scalar is a text, so that none is looked at for what else it might be."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


class PlacedYAML(YAMLHandler):
    """python-frontmatter's YAML handler, composing nodes with their marks where the original builds values."""

    def split(self, text: str) -> tuple[str, int, int]:  # type: ignore[override]
        """The YAML between the fences, the offset where it starts, and the offset of the body. ValueError if unclosed."""
        opening = _FENCE.search(text)
        assert opening is not None
        closing = _FENCE.search(text, opening.end())
        if closing is None:
            raise ValueError("unclosed")
        start = opening.end() + 1
        return text[start : closing.start()], start, min(closing.end() + 1, len(text))

    def detect(self, text: str) -> bool:
        """Whether the first line that is not empty is a fence."""
        opening = _FENCE.search(text)
        return opening is not None and not text[: opening.start()].strip()

    def load(self, fm: str, **_: object) -> yaml.Node | None:  # type: ignore[override]
        """The node tree of `fm`; yaml.YAMLError where it is no YAML."""
        loader = _Loader(fm)
        try:
            node: yaml.Node | None = loader.get_single_node()
            return node
        finally:
            loader.dispose()


def split(document: Document) -> FrontMatter:
    """The front matter of a document. What is wrong with it stands in its findings; `readable` is False if all is lost."""
    handler, found = PlacedYAML(), FrontMatter.of(document.path)
    if not handler.detect(document.text):
        return found
    try:
        source, start, found.body = handler.split(document.text)
    except ValueError:
        return _lost(found, _unclosed(document))
    try:
        _refuse_depth(source)
        node = handler.load(source)
    except (yaml.YAMLError, RecursionError, ValueError) as problem:
        unclosed = _runs_into_body(source)
        return _lost(found, _unclosed(document) if unclosed else syntax_finding(document, start, problem))
    if node is None:
        return found
    walk = _Walk(document, start, found)
    if not isinstance(node, yaml.MappingNode):
        return _lost(
            found,
            error(
                "front-matter-not-fields",
                walk.span(node),
                say("front matter is a list of fields, one `name: value` a line"),
                say("write title: and date: on lines of their own"),
            ),
        )
    try:
        found.fields = walk.value(node, ())
    except RecursionError as problem:
        return _lost(found, syntax_finding(document, start, problem))
    found.readable = not any(finding.code in {"yaml-alias", "yaml-tag", "yaml-key"} for finding in found.findings)
    return found


class _Walk:
    """From nodes to plain values, noting places and refusing what front matter has no use for."""

    def __init__(self, document: Document, start: int, found: FrontMatter) -> None:
        self.document, self.found = document, found
        self.first_line = document.text.count("\n", 0, start)
        self.seen: set[int] = set()

    def span(self, node: yaml.Node) -> Span:
        line = self.first_line + node.start_mark.line + 1
        column = node.start_mark.column + 1
        same = node.start_mark.line == node.end_mark.line
        end = node.end_mark.column if same else len(self.document.lines[line - 1])
        return Span(self.document.path, line, column, max(0, end - column + 1))

    def value(self, node: yaml.Node, path: Path) -> Any:
        """A text, None, a list or a dict; the places go into the front matter."""
        self.found.values.note(path, self.span(node))
        if id(node) in self.seen:
            self._refuse(
                "yaml-alias", node, say("aliases (&name, *name) are not read here"), say("write the value out")
            )
            return None
        self.seen.add(id(node))
        if node.tag and not node.tag.startswith("tag:yaml.org,2002:"):
            self._refuse("yaml-tag", node, say("tags (!name) are not read here"), say("remove what begins with !"))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse("yaml-key", key, say("a field's name is one word"), say("a field is `name: value`"))
                continue
            name = key.value
            if name in fields:
                self._duplicate(name, key, (*path, name))
                continue
            self.found.keys.note((*path, name), self.span(key))
            fields[name] = self.value(value, (*path, name))
        return fields

    def _scalar(self, node: yaml.ScalarNode, path: Path) -> str | None:
        text: str = node.value
        # libyaml says '' of a plain scalar, Python's own scanner None.
        if not node.style and path and path[-1] in _PROSE:
            self._lost_to_a_comment(node)
        return None if not node.style and text in _NULLS else text

    def _duplicate(self, name: str, key: yaml.Node, path: Path) -> None:
        first = self.found.keys[path].line
        message = say("'%(name)s' stands twice; the first is in line %(line)s", name=name, line=first)
        self.found.findings.append(
            error("duplicate-field", self.span(key), message, say("keep one of the two; neither is chosen for you"))
        )

    def _lost_to_a_comment(self, node: yaml.ScalarNode) -> None:
        """` #` starts a comment in YAML: the rest of a title would vanish without a word."""
        line = self.document.lines[self.first_line + node.end_mark.line]
        rest = line[node.end_mark.column :]
        if rest.lstrip().startswith("#"):
            span = Span(
                self.document.path, self.first_line + node.end_mark.line + 1, node.end_mark.column + 1, len(rest)
            )
            self.found.findings.append(
                warning(
                    "text-after-hash",
                    span,
                    say("what follows # is a comment and is not printed"),
                    say("if it belongs to the text, put the whole text in quotes"),
                )
            )

    def _refuse(self, code: str, node: yaml.Node, message: Any, hint: Any) -> None:
        self.found.findings.append(error(code, self.span(node), message, hint))


def _lost(found: FrontMatter, finding: Finding) -> FrontMatter:
    found.readable = False
    found.findings.append(finding)
    return found


def _refuse_depth(source: str) -> None:
    """A tree deeper than any field is an attack on the composer's stack: what could open one is counted beforehand."""
    dashes = max((len(match[0]) // 2 for match in re.finditer(r"(?:- ){8,}", source)), default=0)
    if source.count("[") + source.count("{") > _MAX_OPENINGS or dashes > _MAX_DASHES:
        raise RecursionError


def _runs_into_body(source: str) -> bool:
    """Whether an empty line is followed by prose: then a rule (---) of the body was taken for the closing fence."""
    return re.search(r"\n[ \t]*\n(?![ \t]*(?:[\w-]+[ \t]*:|-[ \t]|#|\n|\Z))", source) is not None


def _unclosed(document: Document) -> Finding:
    opening = _FENCE.search(document.text)
    assert opening is not None
    return error(
        "front-matter-unclosed",
        document.span(opening.start(), 3),
        say("the front matter that opens here is never closed"),
        say("put a line of three dashes (---) after its last field"),
    )
