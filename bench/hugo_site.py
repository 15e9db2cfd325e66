"""The same content laid out for Hugo: `python bench/hugo_site.py SITE FOLDER`, then `hugo --source FOLDER`.

SITE is what generate.py wrote. What stands in bench/hugo/ (settings, templates, the adapters that make pages of days and
months) is copied as it is; articles and registries become content files, and what the adapters need to know (which
months a list has) becomes data. What briefgen finds out by itself while it builds (who is named in a passage, which
statements a text holds) stands in the front matter here: a template language is no place to look for it.
"""

import argparse
import json
import re
import shutil
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
PRESS = HERE.parent / "themes/press"
FRONT_LENGTH = 50
"""As in briefgen: whoever has no more items than this has no pages of months."""

_HEADING = re.compile(r"^## (.*) \{theme=([\w-]+)\}$", re.MULTILINE)
_STATEMENT = re.compile(r'\["([^"]*)"\]\{speaker=([\w-]+)\}')
_NAME = re.compile(r"\w+ (?=(\w+))")
_FONT = re.compile(r"(?<=url\()\"(fonts/[^\"]*)\"")
_ADDRESS = r"""{{ (resources.Get "assets/\1" | fingerprint "md5").RelPermalink }}"""

_IN_HUGO = {"name": "title", "order": "weight"}

Fields = dict[str, Any]


@dataclass
class Lists:
    """The months of every list, and how many items it has, as far as articles have been read."""

    months: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    lengths: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    days: set[str] = field(default_factory=set)

    def add(self, fields: Fields) -> None:
        day, month = fields["date"], fields["date"][:7]
        self.days.add(day)
        passages, statements = fields["passages"], fields["statements"]
        named = [("people", id_) for passage in passages for id_ in passage["people"]]
        said = [("people", each["speaker"]) for each in statements]
        self.lengths.update((*key, "mentions") for key in named)
        said_on = [("statements_on", each["theme"]) for each in statements]
        self.lengths.update((*key, "statements") for key in (*said, *said_on))
        self.lengths["sources", fields["source"], "texts"] += 1
        themes = [("themes", passage["theme"]) for passage in passages]
        fronts = [("archive", ""), *([("statements", "")] if said else []), ("sources", fields["source"])]
        for key in (*fronts, *themes, *named, *said, *said_on):
            self.months[key].add(month)

    def periods(self) -> Fields:
        """Kind -> id -> months newest first, each with its neighbours; the fronts of ledgers have no ids."""
        found: Fields = {"themes": {}, "people": {}, "sources": {}, "statements_on": {}}
        for (kind, id_), months in sorted(self.months.items()):
            longest = max(self.lengths[kind, id_, what] for what in ("mentions", "statements", "texts"))
            if not id_:
                found[kind] = _with_neighbours(months)
            else:
                has_months = kind == "themes" or longest > FRONT_LENGTH
                found[kind][id_] = _with_neighbours(months) if has_months else []
        return found


def _with_neighbours(months: Iterable[str]) -> list[dict[str, str]]:
    names = sorted(months, reverse=True)
    older, newer = [*names[1:], ""], ["", *names[:-1]]
    return [dict(zip(("month", "older", "newer"), row, strict=True)) for row in zip(names, older, newer, strict=True)]


def lay_out(briefgen_site: Path, folder: Path) -> None:
    """Write a Hugo site of the same content into `folder`, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "hugo", folder)
    _copy_assets(folder / "assets")
    content = briefgen_site / "content"
    ids = {str(_read(path)[0]["name"]): path.stem for path in (content / "people").glob("*.md")}
    lists = Lists()
    for path in sorted((content / "articles").glob("*.md")):
        fields, body = article(path, ids)
        lists.add(fields)
        _write(folder / "content/articles" / path.name, fields, body)
    for kind in ("themes", "people", "sources"):
        for path in sorted((content / kind).glob("*.md")):
            if (kind, path.stem) in lists.months:
                fields, body = _read(path)
                fields = {_IN_HUGO.get(name, name): value for name, value in fields.items()}
                _write(folder / "content" / kind / path.stem / "_index.md", fields, body)
    (folder / "data").mkdir()
    for name, value in {"periods": lists.periods(), "days": sorted(lists.days)}.items():
        (folder / "data" / f"{name}.json").write_text(json.dumps(value), "utf-8")


def _copy_assets(folder: Path) -> None:
    """What stands beside the pages, the same bytes; the style sheet asks for the addresses of its fonts."""
    shutil.copytree(PRESS / "static", folder / "assets")
    shutil.copy(PRESS / "templates/synonyms.txt", folder)
    style = folder / "assets/press.css"
    style.write_text(_FONT.sub(_ADDRESS, style.read_text("utf-8")), "utf-8")


def article(path: Path, ids: Mapping[str, str]) -> tuple[Fields, str]:
    """Front matter and body for Hugo; `ids` gives the person of a name."""
    given, body = _read(path)
    first, *rest = _HEADING.split(body)
    parts = [("", given["themes"][0], first), *zip(rest[::3], rest[1::3], rest[2::3], strict=True)]
    passages, statements, marked = [], [], []
    for heading, theme, text in parts:
        said = _STATEMENT.findall(text)
        statements += [{"speaker": id_, "theme": theme, "text": words} for words, id_ in said]
        names = (f"{match[0]}{match[1]}" for match in _NAME.finditer(text))
        named = sorted({ids[name] for name in names if name in ids})
        named = list(dict.fromkeys((*named, *(id_ for _, id_ in said))))
        passages.append({"theme": theme, "heading": heading, "people": named})
        marked.append(f"## {heading} {{theme={theme}}}{_marked(text, ids)}" if heading else _marked(text, ids))
    day, slug = path.stem[:10], path.stem[11:]
    fields: Fields = {
        "title": given["title"],
        # Hugo sorts what has one date by this, as briefgen does by the id.
        "linkTitle": slug,
        "date": day,
        "slug": slug,
        "summary": given["summary"],
        "themes": [passage["theme"] for passage in passages],
        "people": list(dict.fromkeys(id_ for passage in passages for id_ in passage["people"])),
        "source": given["source"],
        "sources": [given["source"]],
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, f"briefgen:{path.stem}:tr")),
        "passages": passages,
        "statements": statements,
    }
    return fields, "".join(marked)


def _marked(text: str, ids: Mapping[str, str]) -> str:
    """The text of a passage with its statements in a shortcode, and a link where a name first stands."""
    for match in _NAME.finditer(text):
        name = f"{match[0]}{match[1]}"
        if name in ids and (link := f"[{name}](/people/{ids[name]}/)") not in text:
            text = text.replace(name, link, 1)
    return _STATEMENT.sub(r'{{< said \2 >}}"\1"{{< /said >}}', text)


def _read(path: Path) -> tuple[Fields, str]:
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.load(head, getattr(yaml, "CSafeLoader", yaml.SafeLoader)), body.strip() + "\n"


def _write(path: Path, fields: Fields, body: str) -> None:
    """YAML, its lists and maps in the flow style, which is JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False, default=str)}\n" for name, value in fields.items())
    path.write_text(f"---\n{head}---\n\n{body}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    lay_out(given.site, given.folder)


if __name__ == "__main__":
    main()
