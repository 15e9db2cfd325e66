"""One table of words and their folds, held against Python and against JavaScript."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.terms import terms

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("terms.json")
CASES: list[tuple[str, list[str]]] = json.loads(TABLE.read_text("utf-8"))
INDEX = ROOT / "themes/press/static/search-index.js"
NODE = shutil.which("node")

needs_node = pytest.mark.skipif(NODE is None, reason="no node on this machine; tests/search/test_page.py asks Chromium")


def in_javascript(texts: list[str]) -> list[list[str]]:
    """The terms of each text as the script has them."""
    assert NODE is not None
    program = "require(process.argv[1]); const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
    program += "process.stdout.write(JSON.stringify(texts.map(briefgenIndex.terms)))"
    done = subprocess.run(
        [NODE, "-e", program, str(INDEX)], input=json.dumps(texts).encode(), capture_output=True, check=True
    )
    found: list[list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("text", "words"), CASES)
def test_python_has_the_table(text: str, words: list[str]) -> None:
    assert terms(text) == words


@needs_node
def test_javascript_has_the_table() -> None:
    assert in_javascript([text for text, _ in CASES]) == [words for _, words in CASES]


@needs_node
def test_both_agree_on_every_letter_that_the_desk_writes() -> None:
    blocks = (range(0x20, 0x250), range(0x300, 0x530), range(0x1E00, 0x2070), range(0x20A0, 0x20C0))
    letters = [chr(code) for block in blocks for code in block]
    texts = [f"a{letter}b {letter}{letter} {letter}'x" for letter in letters]
    differing = {
        hex(ord(letter)): (ours, theirs)
        for letter, ours, theirs in zip(letters, map(terms, texts), in_javascript(texts), strict=True)
        if ours != theirs
    }
    assert differing == {}


@given(st.text(alphabet=st.characters(max_codepoint=0x52F)))
def test_folding_again_changes_nothing(text: str) -> None:
    words = terms(text)
    assert terms(" ".join(words)) == words


@needs_node
@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Yaklaşık 2.300’den fazla asker, 300 gemi.", "2300", ["2.300"]),
        ("Yaklaşık 2.300 asker, 300 gemi.", "300", ["300"]),
        ("Oran %12,5, sayı 1.250.000.", "1250000", ["1.250.000"]),
        ("Putin’den, ‘Putin’ diye", "putin", ["Putin", "Putin"]),
    ],
)
def test_what_was_asked_for_is_marked_without_its_ending(text: str, query: str, marked: list[str]) -> None:
    assert NODE is not None
    program = "require(process.argv[1]); const [text, query] = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
    program += "const { marks, wishes } = briefgenIndex;"
    program += "process.stdout.write(JSON.stringify(marks(text, wishes(query, [])).map(([a, b]) => text.slice(a, b))))"
    given = json.dumps([text, query]).encode()
    done = subprocess.run([NODE, "-e", program, str(INDEX)], input=given, capture_output=True, check=True)
    assert json.loads(done.stdout) == marked
