"""What the search's words weigh with prose as varied as a newsroom's: `python bench/vocabulary.py`.

The generator of the other measurements knows a few hundred words. Here forms and their beginnings grow as those of Turkish do,
by two Pitman-Yor processes: 18,900 forms with 9,100 beginnings of five letters among the first 50,000 words, where the dev and
test parts of the treebanks UD Turkish BOUN and Kenet have 20,800 and 8,900 (12,400 and 6,700 among 25,000, the treebanks 12,500
and 6,400). Three words of ten in a text repeat one that it holds already. Weighed is a month in the middle of two years of
10,000 texts, by gzip, and told for all 24.
"""

import gzip
import random
from collections.abc import Callable

from briefgen.site.postings import Postings

FORMS, BEGINNINGS = (0.5, 4000), (0.55, 1000)
"""Discount and strength: how a vocabulary grows, and how large it is to begin with."""
REPEATED = 0.3
TEXTS, MONTHS, TITLE = 10_000, 24, 8
SYLLABLES = [consonant + vowel for consonant in "bcçdfghjklmnprsştvyz" for vowel in "aeıioöuü"]
ENDINGS = [
    "lar",
    "ler",
    "ın",
    "in",
    "da",
    "de",
    "dan",
    "ı",
    "i",
    "mış",
    "dı",
    "ki",
    "lik",
    "sı",
    "nda",
    "cı",
    "yor",
    "ması",
    "a",
    "e",
]

CHANCE = random.Random(1)


class Process:
    """Things one after the other, each new or one of before, and of these the more often the more often it was drawn."""

    def __init__(self, discount: float, strength: int, made: Callable[[], str]) -> None:
        self.discount, self.strength, self.made = discount, strength, made
        self.drawn: list[str] = []
        self.counts: dict[str, int] = {}

    def draw(self) -> str:
        old = len(self.drawn) - self.discount * len(self.counts)
        found = self.old() if CHANCE.random() * (self.strength + len(self.drawn)) < old else self.made()
        self.drawn.append(found)
        self.counts[found] = self.counts.get(found, 0) + 1
        return found

    def old(self) -> str:
        found = CHANCE.choice(self.drawn)
        while CHANCE.random() * self.counts[found] < self.discount:
            found = CHANCE.choice(self.drawn)
        return found


def language() -> Process:
    beginnings = Process(*BEGINNINGS, lambda: "".join(CHANCE.choices(SYLLABLES, k=3))[: CHANCE.choice((4, 5, 5, 6, 6))])
    return Process(
        *FORMS, lambda: beginnings.draw() + "".join(CHANCE.choices(ENDINGS, k=CHANCE.choice((0, 1, 1, 2, 2, 3))))
    )


def text(words: Process, length: int) -> list[str]:
    found: list[str] = []
    for _ in range(length):
        found.append(CHANCE.choice(found) if found and CHANCE.random() < REPEATED else words.draw())
    return found


def weigh(length: int) -> None:
    words, postings = language(), Postings()
    for _ in range(int(TEXTS * length * (1 - REPEATED) / 2)):
        words.draw()
    for _ in range(TEXTS // MONTHS):
        found = text(words, length)
        postings.add(" ".join(found[:TITLE]), " ".join(found[TITLE:]))
    packed = len(gzip.compress("".join(postings.encoded()).encode(), 9)) * MONTHS
    print(f"{length} words a text: {packed / 1e6:.2f} MB for {TEXTS:,} texts, {packed / TEXTS:.0f} bytes a text")


def main() -> None:
    for length in (135, 300, 640):
        weigh(length)


if __name__ == "__main__":
    main()
