"""Alphabetical order, held against ICU as node has it."""

import json
import random
import shutil
import subprocess
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text import collation
from briefgen.text.collation import sort_key

NODE = shutil.which("node")
LANGUAGES = ("tr", "en", "ru")
PAIRS = 8000

TURKISH = "abcçdefgğhıijklmnoöprsştuüvyzâîûABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ"
ENGLISH = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
FOREIGN = "éÉáñÑäåøłŁđčžřőůíÍïìÿęąßæœəƏҐґіїЇєўќђј"
SIGNS = "0123456789   --''’‘.,:;()“”\"«»/&…–—%₺"
MARKS = "\u0300\u0301\u0302\u0306\u0307\u0308\u0327"

COMPARE = """
const {pairs, signs} = JSON.parse(require('fs').readFileSync(0, 'utf8')), answer = {pairs: {}, signs: {}};
for (const lang in pairs) {
  const order = new Intl.Collator(lang), letters = new Intl.Collator(lang, {sensitivity: 'base'});
  answer.pairs[lang] = pairs[lang].map(([a, b]) => Math.sign(order.compare(a, b)));
  answer.signs[lang] = signs[lang].map(([a, b]) => Math.sign(letters.compare(a, b)));
}
console.log(JSON.stringify(answer));
"""

Pairs = dict[str, list[tuple[str, str]]]
Signs = dict[str, list[int]]


def random_text(dice: random.Random, letters: str) -> str:
    alphabet = dice.choice((letters, letters, letters + SIGNS, TURKISH + ENGLISH + RUSSIAN + FOREIGN + SIGNS))
    # Few letters in a long text collide often, so that accents and case come to decide.
    alphabet = alphabet if dice.random() < 0.5 else "".join(dice.sample(alphabet, 4))
    text = "".join(dice.choice(alphabet) for _ in range(dice.randint(0, 9)))
    if dice.random() < 0.1:
        text += dice.choice(MARKS) + dice.choice(alphabet)
    return unicodedata.normalize(dice.choice(("NFC", "NFC", "NFD")), text)


def varied(dice: random.Random, text: str) -> str:
    """`text` with a few signs in another case, with another mark, dropped, doubled or exchanged."""
    signs = list(text)
    for _ in range(dice.randint(1, 3)):
        if not signs:
            break
        at = dice.randrange(len(signs))
        near = {
            "case": signs[at].swapcase(),
            "bare": unicodedata.normalize("NFD", signs[at])[:1],
            "mark": signs[at] + dice.choice(MARKS),
            "drop": "",
            "double": signs[at] * 2,
            "other": dice.choice(TURKISH + RUSSIAN + FOREIGN + SIGNS),
        }
        signs[at] = near[dice.choice(list(near))]
    return "".join(signs)


def random_pair(dice: random.Random, letters: str) -> tuple[str, str]:
    first = random_text(dice, letters)
    second = varied(dice, first) if dice.random() < 0.6 else random_text(dice, letters)
    return (first, second) if dice.random() < 0.5 else (second, first)


def random_pairs() -> Pairs:
    dice = random.Random(20260203)
    alphabets = {"tr": TURKISH, "en": ENGLISH, "ru": RUSSIAN}
    return {lang: [random_pair(dice, alphabets[lang]) for _ in range(PAIRS)] for lang in LANGUAGES}


def sign_pairs() -> Pairs:
    """Every two neighbours in the order of the table."""
    orders = {lang: list(collation._ranks(lang)) for lang in LANGUAGES}
    return {lang: list(pairwise(order)) for lang, order in orders.items()}


def compared(first: str, second: str, lang: str) -> int:
    """-1, 0 or 1, as `Intl.Collator` has it: the code points, which make our order total, do not count."""
    a, b = sort_key(first, lang)[:3], sort_key(second, lang)[:3]
    return (a > b) - (a < b)


@pytest.fixture(scope="module")
def oracle() -> dict[str, Signs]:
    if NODE is None:
        pytest.skip("node is not installed, and its Intl.Collator is the oracle of the alphabetical order")
    asked = json.dumps({"pairs": random_pairs(), "signs": sign_pairs()})
    done = subprocess.run([NODE, "-e", COMPARE], input=asked, capture_output=True, text=True, check=True, timeout=120)
    answer: dict[str, Signs] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("lang", LANGUAGES)
def test_order_is_that_of_icu(lang: str, oracle: dict[str, Signs]) -> None:
    pairs = random_pairs()[lang]
    assert len(oracle["pairs"][lang]) == len(pairs) >= 5000
    wrong = [
        f"{a!r} {b!r}: ICU {theirs}, ours {compared(a, b, lang)}"
        for (a, b), theirs in zip(pairs, oracle["pairs"][lang], strict=True)
        if compared(a, b, lang) != theirs
    ]
    assert not wrong, f"{len(wrong)} of {len(pairs)}: " + "; ".join(wrong[:10])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sign_of_the_table_stands_where_icu_has_it(lang: str, oracle: dict[str, Signs]) -> None:
    pairs = sign_pairs()[lang]
    wrong = [pair for pair, theirs in zip(pairs, oracle["signs"][lang], strict=True) if theirs != -1]
    assert not wrong


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("tr", ["cuma", "Cuma", "çam", "dağ", "ısı", "iz", "İzmir", "oy", "ön", "sağ", "şal", "uzun", "ün"]),
        ("tr", ["hal", "hâl", "hala", "hâlâ", "Irak", "İran"]),
        ("tr", ["12", "2 bin", "2026", "Ankara", "Bakü", "Москва"]),
        ("en", ["cab", "çab", "Çab", "cac", "co-op", "coop", "Irak", "Istanbul", "İstanbul"]),
        ("ru", ["2026", "елка", "ёлка", "Ёлка", "ель", "иод", "йод", "Ankara"]),
    ],
)
def test_words(lang: str, words: list[str]) -> None:
    backwards = words[::-1]
    assert sorted(backwards, key=lambda word: sort_key(word, lang)) == words


@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from(LANGUAGES))
def test_the_order_is_total(first: str, second: str, lang: str) -> None:
    assert (sort_key(first, lang) == sort_key(second, lang)) == (first == second)


@given(st.text(max_size=12), st.sampled_from(LANGUAGES))
def test_composed_and_decomposed_stand_together(text: str, lang: str) -> None:
    assert compared(unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text), lang) == 0


@given(st.text(max_size=12), st.text(max_size=5), st.sampled_from(LANGUAGES))
def test_a_beginning_comes_first(text: str, more: str, lang: str) -> None:
    more = "a" + more
    assert sort_key(text, lang) < sort_key(text + more, lang)
