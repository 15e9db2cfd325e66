"""`briefgen.toml` -> Settings, with findings for what it cannot mean."""

import re
import tomllib
from dataclasses import replace
from datetime import time
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from msgspec.structs import asdict

from briefgen.model.settings import TLP, Settings
from briefgen.reading import values
from briefgen.reading.fields import Context, Language, Local, Text, field_of, one_of
from briefgen.reading.frontmatter import FrontMatter
from briefgen.reading.mistake import Mistake
from briefgen.reading.schema import Before, Record
from briefgen.reading.validating import validate
from briefgen.text.document import Document
from briefgen.text.finding import Finding, error
from briefgen.text.message import say
from briefgen.text.span import Span
from briefgen.text.suggesting import nearest

_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)\s*$")
_ITEM = re.compile(r'"[^"\n]*"')
_KEY = re.compile(r"^[ \t]*(?:\[{1,2}\s*([\w-]+)[^\]\n]*\]{1,2}|([\w-]+|\"[^\"]*\")[ \t]*=[ \t]*)", re.MULTILINE)


def site_address(value: Any) -> str:
    """An absolute address without query; the last slash is dropped."""
    if value == "":
        return ""
    try:
        address = values.url(value)
    except Mistake:
        address = ""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise Mistake(
            "bad-base-url",
            say("'%(value)s' is no address of a site", value=str(value)),
            say("write it as https://example.org/briefing"),
        )
    return address.rstrip("/")


def _timezone(value: Any) -> str:
    name = values.text(value)
    try:
        return ZoneInfo(name).key
    except (ValueError, KeyError, OSError):
        # Listing all zones reads a tree of files: only who needs a suggestion pays for it.
        pass
    near = nearest(name, available_timezones())
    raise Mistake(
        "unknown-timezone",
        say("no time zone '%(value)s'", value=name),
        say("did you mean '%(id)s'?", id=near) if near else say("write it as Europe/Istanbul"),
    )


def _cutoff(value: Any) -> int:
    """Minutes after 00:00, from `"08:00"` or a TOML time; `24:00` is the end of the day."""
    written = f"{value:%H:%M}" if isinstance(value, time) else values.text(value)
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", written)
    minutes = int(match[1]) * 60 + int(match[2]) if match and int(match[2]) < 60 else -1
    if 0 < minutes <= 24 * 60:
        return minutes
    raise Mistake("bad-cutoff", say("'%(value)s' is no time of day", value=str(value)), say('write "08:00"'))


def _as_list(value: Any) -> Any:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and value:
        return value
    if isinstance(value, list):
        raise Mistake("empty-value", say("this is empty"), say('write ["tr", "en"]'))
    raise Mistake("wrong-shape", say("this must be a list"), say('write it in [ ], as ["tr", "en"]'))


class SettingsFields(Record, frozen=True, kw_only=True):
    title: Local | None = None
    description: Local | None = None
    base_url: Annotated[str, field_of(site_address)] = ""
    languages: Annotated[tuple[Language, ...], Before(_as_list)] = ("tr",)
    timezone: Annotated[str, field_of(_timezone)] = "Europe/Istanbul"
    site_theme: Annotated[str, field_of(values.identifier)] = "press"
    edition: Annotated[str, one_of(("daily", "weekly"))] = "daily"
    edition_cutoff: Annotated[int, field_of(_cutoff)] = 24 * 60
    markings: Annotated[tuple[Text, ...], Before(_as_list)] = TLP
    default_marking: Text | None = None
    audience: Text | None = None


def setting_place(document: Document, name: str) -> Span:
    """Where the value of a setting stands; the whole file for one that is not given."""
    for match in _KEY.finditer(document.text):
        if (match[1] or match[2]).strip('"') == name:
            end = document.text.find("\n", match.end())
            return document.span(match.end(), (end if end >= 0 else len(document.text)) - match.end())
    return Span(document.path)


def read_settings(document: Document) -> tuple[Settings | None, list[Finding]]:
    """The settings in a document, or None with at least one error."""
    try:
        given = tomllib.loads(document.text)
    except (ValueError, RecursionError) as problem:
        return None, [_not_toml(document, problem)]
    front = FrontMatter.of(document.path)
    front.fields = given
    for match in _KEY.finditer(document.text):
        group = 1 if match[1] else 2
        name = match[group].strip('"')
        key = document.span(match.start(group), len(match[group]))
        front.keys.note((name,), key)
        end = document.text.find("\n", match.end())
        length = (end if end >= 0 else len(document.text)) - match.end()
        front.values.note((name,), key if group == 1 else document.span(match.end(), length))
        for number, item in enumerate(_ITEM.finditer(document.text, match.end(), match.end() + length)):
            front.values.note((name, number), document.span(item.start(), len(item[0])))
    languages = given.get("languages")
    first = languages[0] if isinstance(languages, list) and languages and isinstance(languages[0], str) else "tr"
    fields, findings = validate(SettingsFields, front, Context(first, ZoneInfo("UTC")))
    if fields is None:
        return None, findings + _outside_scheme(given, front, given.get("markings", TLP))
    return _checked(fields, front)


def _checked(fields: SettingsFields, front: FrontMatter) -> tuple[Settings | None, list[Finding]]:
    """What two settings say together: markings must be of the scheme, languages each once."""
    findings = _outside_scheme(asdict(fields), front, fields.markings)
    if len(set(fields.languages)) < len(fields.languages):
        hint = say("name each once; the first lives at /")
        findings.append(error("duplicate-language", front.place("languages"), say("a language stands twice"), hint))
    if findings:
        return None, findings
    settings = Settings(
        languages=fields.languages,
        description=fields.description,
        base_url=fields.base_url,
        timezone=fields.timezone,
        site_theme=fields.site_theme,
        edition=fields.edition,
        edition_cutoff=fields.edition_cutoff,
        markings=fields.markings,
        default_marking=fields.default_marking or fields.markings[0],
        audience=fields.audience or fields.markings[0],
    )
    return (settings if fields.title is None else replace(settings, title=fields.title)), []


def _outside_scheme(given: dict[str, Any], front: FrontMatter, markings: Any) -> list[Finding]:
    """An error for each setting that names a marking which the scheme does not have."""
    if not isinstance(markings, list | tuple) or not all(isinstance(marking, str) for marking in markings):
        return []
    hint = say("there are: %(ids)s", ids=tuple(markings))
    wrong = [name for name in ("default_marking", "audience") if isinstance(given.get(name), str)]
    return [
        error("unknown-marking", front.place(name), say("no marking '%(marking)s'", marking=given[name]), hint)
        for name in wrong
        if given[name] not in markings
    ]


def _not_toml(document: Document, problem: Exception) -> Finding:
    """tomllib tells the place in words only (it has no attributes for it before Python 3.14)."""
    match = _AT.search(str(problem))
    line, column = (int(match[1]), int(match[2])) if match and match[1] else (len(document.lines), 1)
    what = _AT.sub("", str(problem)).strip()
    text = document.lines[line - 1] if line <= len(document.lines) else ""
    opened = re.match(r"[^\"#]*=\s*(\"[^\"]*)$", text)
    if opened:
        span = Span(document.path, line, opened.start(1) + 1, len(opened[1]))
        return error(
            "toml-syntax", span, say("the quote that opens here is never closed"), say('close it with a quote: "')
        )
    hint = say('a setting is `name = "value"`; a text stands in double quotes, a list in [ ]')
    return error(
        "toml-syntax", Span(document.path, line, column, 1), say("this is no TOML (%(problem)s)", problem=what), hint
    )
