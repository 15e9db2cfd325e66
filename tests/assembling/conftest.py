"""What the tests of assembling, site and outputs share: a small content/ in memory, read and assembled."""

import textwrap
from datetime import datetime
from typing import Any

from briefgen.assembling.assembler import Assembly, assemble
from briefgen.assembling.visibility import Clock
from briefgen.model.article import Article
from briefgen.model.briefing import Briefing
from briefgen.model.passage import Passage
from briefgen.model.settings import Settings
from briefgen.reading.entry import Reading
from briefgen.reading.fields import Context
from briefgen.reading.reader import read

NOW = datetime.fromisoformat("2026-03-01T12:00:00+03:00")
THEMES = {f"themes/{id_}.md": f"---\ntitle: Konu {id_.upper()}\norder: {n}\n---\n" for n, id_ in enumerate("ab", 1)}
PEOPLE = {
    "people/lavrov.md": "---\nname: {tr: Sergey Lavrov, ru: Сергей Лавров}\naliases: [Lavrov]\n---\n",
    "people/bolat.md": "---\nname: Ömer Bolat\n---\n",
    "organisations/ab.md": "---\nname: Avrupa Birliği\nabbreviation: AB\n---\n",
}
SOURCES = {"sources/trt.md": "---\nname: TRT Haber\n---\n"}
REGISTRY = THEMES | PEOPLE | SOURCES


def text(fields: str = "", body: str = "Bir cümle.", title: str = "Başlık", date: str = "2026-02-03") -> str:
    """An article's file."""
    day = f"date: {date}\n" if date else ""
    return f'---\ntitle: "{title}"\n{day}{textwrap.dedent(fields).strip()}\n---\n{textwrap.dedent(body)}\n'


def readings(files: dict[str, str], settings: Settings) -> list[Reading]:
    context = Context(settings.languages[0], settings.zone)
    return [read(f"content/{path}", path.split("/")[0], data.encode(), context) for path, data in files.items()]


def assembled(
    files: dict[str, str],
    settings: Settings | None = None,
    now: datetime | str = NOW,
    attachments: tuple[str, ...] = (),
    excluded: tuple[str, ...] = (),
    **clock: Any,
) -> Assembly:
    """The assembly of files of content/ (path below it → text) at `now`."""
    settings = settings or Settings()
    at = datetime.fromisoformat(now) if isinstance(now, str) else now
    found = readings(files, settings)
    paths = frozenset(f"content/{path}" for path in attachments)
    left_out = frozenset(f"content/{path}" for path in excluded)
    return assemble(found, paths, settings, Clock(at, **clock), left_out, keeps_text=True)


def briefing(files: dict[str, str], settings: Settings | None = None, **more: Any) -> Briefing:
    """The Briefing of files in which nothing is wrong."""
    found = assembled(files, settings, **more)
    assert found.findings == ()
    return found.briefing


def article(fields: str = "", body: str = "Bir cümle.", **more: Any) -> Article:
    """The one article of a site with the registry, nothing being wrong."""
    (found,) = briefing(REGISTRY | {"articles/2026-02-03-x.md": text(fields, body, **more)}).articles
    return found


def passages(fields: str = "", body: str = "Bir cümle.") -> list[tuple[str, tuple[str, ...], str]]:
    """Anchor, themes and text of the passages of one article."""
    return [shape(passage) for passage in article(fields, body).passages]


def shape(passage: Passage) -> tuple[str, tuple[str, ...], str]:
    return passage.anchor, passage.themes, passage.text


def found_in(assembly: Assembly) -> list[tuple[str, int, int, bool]]:
    """Code, line and column of the findings, and whether each is an error."""
    return [(f.code, f.span.line, f.span.column, f.is_error) for f in assembly.findings]


def findings(
    fields: str = "", body: str = "Bir cümle.", more: dict[str, str] | None = None
) -> list[tuple[str, int, int, bool]]:
    """The findings of a site with the registry and one article; its fields begin in line 4."""
    return found_in(assembled(REGISTRY | (more or {}) | {"articles/2026-02-03-x.md": text(fields, body)}))
