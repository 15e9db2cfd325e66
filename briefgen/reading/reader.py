"""A file's bytes -> an entry and its findings. The one way in."""

import re
import unicodedata
from datetime import datetime, timedelta

from briefgen.model.dates import Moment
from briefgen.model.visibility import Visibility
from briefgen.reading import values
from briefgen.reading.embargo import embargo_findings
from briefgen.reading.entry import Entry, Reading
from briefgen.reading.fields import FIELDS, TRANSLATION_FIELDS, Context, Withholding
from briefgen.reading.frontmatter import FrontMatter, split
from briefgen.reading.markdown import read_body
from briefgen.reading.validating import validate, withholding
from briefgen.text.document import Document, decode
from briefgen.text.finding import Finding, error, warning
from briefgen.text.message import say
from briefgen.text.slugs import slugify
from briefgen.text.span import Span

_SUFFIX = re.compile(r"(.+)\.([a-z]{2,3})\Z")


def read(path: str, kind: str, data: bytes, context: Context) -> Reading:
    """The entry in `data`. `path` is a POSIX path below the project, `kind` a key of FIELDS. Never raises for bad input."""
    stem, suffix = name_parts(path)
    document, findings = decode(path, data)
    if document is None:
        return _lost(path, kind, data, context, findings)
    front = split(document)
    findings += front.findings
    lang = suffix or _given_lang(front, context.lang)
    context = Context(lang, context.zone)
    fields, mistakes = _fields(document, front, kind, bool(suffix), context)
    body, html, problems = read_body(document, front.body)
    findings += mistakes + problems
    kept_back = fields or withholding(front, context)
    if kind == "articles":
        findings += embargo_findings(document, front, kept_back)
    findings += _conflicts(front, kept_back, suffix, context)
    entry = Entry(
        kind=kind,
        path=path,
        id=_id(document, front, fields, stem, findings),
        lang=lang,
        by_suffix=bool(suffix),
        front=front,
        fields=fields,
        visibility=_visibility(kept_back),
        body=body,
        source="" if fields else document.text,
    )
    return Reading(path, entry, html, tuple(findings))


def unreadable(path: str, kind: str, reason: str, context: Context) -> Reading:
    """The reading of a file that the system does not let be read; `reason` is the system's word for it."""
    message = say("this file cannot be read (%(reason)s)", reason=reason)
    finding = error("unreadable", Span(path), message, say("check who may read it"))
    return _lost(path, kind, b"", context, [finding])


def _lost(path: str, kind: str, data: bytes, context: Context, findings: list[Finding]) -> Reading:
    """A file of which only its name is known: it fails closed, and so does what shares its id."""
    stem, suffix = name_parts(path)
    front = FrontMatter.of(path)
    front.readable = False
    source = data[:65536].decode("utf-8", "replace")
    lang = suffix or context.lang
    entry = Entry(kind, path, slugify(stem), lang, bool(suffix), front, None, None, source=source)
    return Reading(path, entry, {}, tuple(findings))


def name_parts(path: str) -> tuple[str, str]:
    """A file's name without its endings, and its language suffix (`x.en.md` → `x`, `en`; none is empty)."""
    stem = unicodedata.normalize("NFC", path.rpartition("/")[2].removesuffix(".md"))
    match = _SUFFIX.match(stem)
    if match and match[2] in values.languages():
        return match[1], match[2]
    return stem, ""


def _given_lang(front: FrontMatter, default: str) -> str:
    given = front.fields.get("lang")
    return given if isinstance(given, str) and given in values.languages() else default


def _fields(
    document: Document, front: FrontMatter, kind: str, is_translation: bool, context: Context
) -> tuple[Withholding | None, list[Finding]]:
    if not front.readable:
        return None, []
    if not front.fields and front.body == 0:
        return None, [_no_front_matter(document)]
    schema = (TRANSLATION_FIELDS if is_translation else FIELDS)[kind]
    return validate(schema, front, context)


def _no_front_matter(document: Document) -> Finding:
    what = say("this file is empty") if not document.text.strip() else say("this file has no front matter")
    return error(
        "no-front-matter",
        Span(document.path),
        what,
        say('begin it with four lines: ---, title: "…", date: 2026-02-03, ---'),
    )


def _id(document: Document, front: FrontMatter, fields: Withholding | None, stem: str, findings: list[Finding]) -> str:
    given = getattr(fields, "id", None) or front.fields.get("id")
    if isinstance(given, str) and values.ID.match(given):
        return given
    found = slugify(stem)
    if not 0 < len(found) <= values.LONGEST_ID:
        findings.append(
            error(
                "no-id",
                front.place("id") if "id" in front.fields else Span(document.path),
                say("no id can be made from this file's name: it is too long, or has no letters"),
                say("add a field: %(line)s", line="id: …"),
            )
        )
    return found


def _visibility(fields: Withholding | None) -> Visibility | None:
    if fields is None:
        return None
    none = fields.embargo == "none"
    return Visibility(
        draft=fields.draft,
        status=fields.status,
        embargo=None if none or isinstance(fields.embargo, str) else fields.embargo,
        no_embargo=none,
        expires=fields.expires,
        marking=fields.marking,
    )


def _conflicts(front: FrontMatter, fields: Withholding | None, suffix: str, context: Context) -> list[Finding]:
    """What two places say differently: the name's language and the field's, an offset and the site's zone."""
    findings = []
    given = front.fields.get("lang")
    if suffix and isinstance(given, str) and given != suffix:
        findings.append(
            error(
                "two-languages",
                front.place("lang"),
                say("the file's name says '%(suffix)s', this field says '%(lang)s'", suffix=suffix, lang=given),
                say("remove the field"),
            )
        )
    if fields is not None and fields.expires is not None and fields.expires <= _begins(fields, fields.expires):
        findings.append(
            warning(
                "never-shown",
                front.place("expires"),
                say("this is over before it begins: it expires at or before its date or its embargo"),
                say("look at the day and the year of each"),
            )
        )
    for name in ("embargo", "expires"):
        at = getattr(fields, name, None)
        if at is None or isinstance(at, str) or hasattr(at.tzinfo, "key"):
            continue
        local = at.astimezone(context.zone)
        if local.utcoffset() != at.utcoffset():
            findings.append(
                warning(
                    "foreign-offset",
                    front.place(name),
                    say("this is %(local)s in the site's zone", local=local.isoformat()),
                    say(
                        "if that is what is meant, name the zone: %(ready)s",
                        ready=f"{local:%Y-%m-%d %H:%M} {context.zone.key}",
                    ),
                )
            )
    return findings


def _begins(fields: Withholding, end: datetime) -> datetime:
    """When something is first shown by its date and its embargo, as far as `end` is concerned."""
    given = getattr(fields, "date", None)
    moments = [given.at] if isinstance(given, Moment) else []
    moments += [fields.embargo] if isinstance(fields.embargo, datetime) else []
    return max(moments, default=end - timedelta(seconds=1))
