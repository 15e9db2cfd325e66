"""Linking names, measured on a labelled set (mentions.toml): precision and recall of all links in its sentences."""

import re
import tomllib
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from briefgen.engine.asking import Ask, Memory
from briefgen.model.settings import Settings
from briefgen.site.bodies import page_html
from briefgen.site.knowledge import Knowledge
from briefgen.site.oracle import SiteOracle
from briefgen.site.site_theme import bundled
from briefgen.site.templates import Templates
from tests.assembling.conftest import assembled, readings, text

LABELLED = tomllib.loads((Path(__file__).parent / "mentions.toml").read_text("utf-8"))
_LINK = re.compile(r'<a class="who" href="[^"]*?(?:people|organisations)/([a-z0-9-]+)/">(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")

Found = list[tuple[str, str]]
"""(id, linked characters) in the order of the text."""


def entry(kind: str, given: dict[str, Any]) -> tuple[str, str]:
    """A registry entry as a file of content/."""
    lines = [f"name: {_inline(given['name'])}"]
    aliases = given.get("aliases", {})
    flat = [alias for each in (aliases.values() if isinstance(aliases, dict) else [aliases]) for alias in each]
    if flat:
        lines.append("aliases: [" + ", ".join(f'"{alias}"' for alias in dict.fromkeys(flat)) + "]")
    if "abbreviation" in given:
        lines.append(f"abbreviation: {_inline(given['abbreviation'])}")
    return f"{kind}/{given['id']}.md", "---\n" + "\n".join(lines) + "\n---\n"


def _inline(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return "{" + ", ".join(f'{lang}: "{words}"' for lang, words in value.items()) + "}"


def registry() -> dict[str, str]:
    people = dict(entry("people", each) for each in LABELLED["person"])
    return people | dict(entry("organisations", each) for each in LABELLED["organisation"])


def passages() -> list[list[dict[str, Any]]]:
    """The sentences, those of one passage together."""
    numbered = [(each.get("passage") or number, each) for number, each in enumerate(LABELLED["sentence"])]
    return [[each for _, each in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]


def linked() -> list[tuple[Found, Found, str]]:
    """(expected, found, the text) of every passage."""
    files = registry()
    for number, group in enumerate(passages()):
        body = "\n\n".join(each["text"] for each in group)
        files[f"articles/t{number:04}.md"] = text(f"lang: {group[0]['lang']}", body)
    assembly = assembled(files, Settings())
    bodies = {digest: html for reading in readings(files, Settings()) for digest, html in reading.html.items()}
    knowledge = Knowledge(assembly.briefing, bodies, Templates([bundled() / "press" / "templates"]))
    memory = Memory(SiteOracle(knowledge))
    results = []
    for number, group in enumerate(passages()):
        ask = Ask(memory)
        lang = group[0]["lang"]
        digests, names = ask("passage_body", f"t{number:04}", lang, "p", "tr")
        html = page_html(ask, digests, lang, 0, "", ("articles", f"t{number:04}", lang), "", names)
        found = [(id_, normalize("NFC", unescape(_TAG.sub("", words)))) for id_, words in _LINK.findall(html)]
        expected = [(link["id"], normalize("NFC", link["text"])) for each in group for link in each["links"]]
        results.append((expected, found, " ".join(each["text"] for each in group)))
    return results


def test_precision_and_recall(record_property: Any) -> None:
    right = missed = wrong = 0
    slips = []
    for expected, found, body in linked():
        rest = list(found)
        for link in expected:
            if link in rest:
                rest.remove(link)
                right += 1
            else:
                missed += 1
                slips.append(f"missed {link}: {body}")
        wrong += len(rest)
        slips += [f"wrong {link}: {body}" for link in rest]
    precision, recall = right / (right + wrong), right / (right + missed)
    record_property("precision", precision)
    record_property("recall", recall)
    print(f"mentions {right + missed}, precision {precision:.4f}, recall {recall:.4f}", *slips, sep="\n")
    assert right + missed >= 150
    assert precision >= 0.99 and recall >= 0.97


@pytest.mark.parametrize("lang", ["tr", "en", "ru"])
def test_every_language_is_there(lang: str) -> None:
    assert sum(len(each["links"]) for each in LABELLED["sentence"] if each["lang"] == lang) >= 40
