"""The index as it is written, and as the browser unpacks it."""

import json
import random
import subprocess
from collections import defaultdict

import pytest

from briefgen.site import postings as index
from briefgen.site.postings import CUT, Postings
from tests.search.test_finding import NODE, ROOT, needs_node

UNPACK = """require(process.argv[1]);
const { terms, lists, size } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const segment = new globalThis.briefgenIndex.Segment({ terms, lists, texts: Array(size) });
process.stdout.write(JSON.stringify(segment.terms.map((term, n) => [term, ...segment.list(n).map((list) => [...list])])));"""


def unpacked(postings: Postings, *synonyms: list[tuple[str, ...]]) -> dict[str, tuple[list[int], list[int]]]:
    """For each term the texts that hold it, and those that do in their titles, as a browser reads them."""
    assert NODE is not None
    terms, lists = postings.encoded(synonyms)
    given = json.dumps({"terms": terms, "lists": lists, "size": len(postings.texts)})
    command = [NODE, "-e", UNPACK, str(ROOT / "themes/press/static/search-index.js")]
    done = subprocess.run(command, input=given.encode(), capture_output=True, check=True)
    return {term: (texts, titles) for term, texts, titles in json.loads(done.stdout)}


@needs_node
def test_lists_of_every_density_are_unpacked_as_they_were() -> None:
    chance, postings, held = random.Random(5), Postings(), defaultdict[str, list[int]](list)
    words = {f"w{n:03}": chance.random() ** 4 for n in range(300)} | {"all": 1.0}
    for text in range(700):
        own = [word for word, often in words.items() if chance.random() < often]
        postings.add(" ".join(own[::7]), " ".join(own))
        for word in own:
            held[word].append(text)
    found = unpacked(postings)
    assert {word: texts for word, (texts, _) in found.items()} == held
    titles = {word for word, (_, titles) in found.items() if titles}
    assert all(set(titles) <= set(texts) for texts, titles in found.values())
    assert len(titles) > 150
    assert found["all"][0] == list(range(700))


@pytest.fixture
def heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a month so heavy that a word stands in full where 64 texts hold it."""
    monkeypatch.setattr(index, "_ROOM", -6 * index._MORE)


@needs_node
def test_as_long_as_there_is_room_all_words_stand_in_full() -> None:
    postings = Postings()
    postings.add("Anlaşma", "anlaşmazlık karanfil kara")
    assert {*unpacked(postings)} == {"anlasma", "anlasmazlik", "karanfil", "kara"}


@needs_node
@pytest.mark.usefixtures("heavy")
def test_of_a_heavy_month_only_words_that_many_texts_hold_stand_in_full() -> None:
    postings = Postings()
    for number in range(70):
        postings.add("Anlaşma", "anlaşmazlık" if number < 63 else "anlaşılan kara karanfil")
    found = unpacked(postings)
    assert found["anlasma"] == (list(range(70)), list(range(70)))
    assert found["anlas"] == (list(range(70)), [])
    assert found["kara"] == (list(range(63, 70)), [])
    assert found["kara" + CUT] == (list(range(63, 70)), [])
    assert {*found} == {"anlasma", "anlas", "kara", "kara" + CUT}


@needs_node
@pytest.mark.usefixtures("heavy")
def test_a_title_counts_for_what_its_words_are_cut_to() -> None:
    postings = Postings()
    for number in range(9):
        postings.add("Limanda" if number == 4 else "Metin", "limanın ışığı yandı")
    found = unpacked(postings)
    assert found["liman"] == (list(range(9)), [4])
    assert found["metin"] == ([0, 1, 2, 3, 5, 6, 7, 8],) * 2


@needs_node
def test_an_expression_stands_where_its_words_are_side_by_side() -> None:
    postings = Postings()
    for text in ("İş birliği yapıldı", "birlik iş buldu", "iş dünyası birliği", "Yeni iş\nbirliğinin adı", "iş"):
        postings.add("", text)
    assert unpacked(postings, [("is", "birligi"), ("isbirligi",)])["is birligi"] == ([0, 3], [])
