"""What the search's words weigh with prose as varied as a newsroom's: `python bench/vocabulary.py`.

The generator of the other measurements knows a few hundred words. Here the vocabulary grows as that of Turkish does, by a
Pitman-Yor process (19,000 forms among the first 51,000 words, where the dev and test parts of the treebanks UD Turkish BOUN
and Kenet have 21,000; 154,000 among 4.5 million), and three words of ten in a text repeat one that it holds already. Weighed
is a month in the middle of two years of 10,000 texts, by gzip, and told for all 24.
"""

import gzip
import random

from briefgen.site.postings import Postings

DISCOUNT, STRENGTH = 0.5, 4000
"""Of the process: how the vocabulary grows, and how large it is to begin with."""
REPEATED = 0.3
TEXTS, MONTHS, PASSAGES = 10_000, 24, 3
HEADS = (
    "ba",
    "gö",
    "ka",
    "se",
    "yü",
    "ta",
    "ol",
    "ge",
    "kı",
    "de",
    "an",
    "dü",
    "me",
    "so",
    "ya",
    "iş",
    "çı",
    "bil",
    "kon",
    "ser",
)
TAILS = (
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
)


class Writer:
    """Words one after the other, each new or one of before."""

    def __init__(self) -> None:
        self.chance = random.Random(1)
        self.written: list[str] = []
        self.counts: dict[str, int] = {}

    def word(self) -> str:
        total = len(self.written)
        if self.chance.random() < (STRENGTH + DISCOUNT * len(self.counts)) / (STRENGTH + total):
            found = self.made()
        else:
            found = self.chance.choice(self.written)
            while self.chance.random() * self.counts[found] < DISCOUNT:
                found = self.chance.choice(self.written)
        self.written.append(found)
        self.counts[found] = self.counts.get(found, 0) + 1
        return found

    def made(self) -> str:
        chance = self.chance
        return "".join(chance.choices(HEADS, k=chance.randint(2, 4)) + chance.choices(TAILS, k=chance.randint(0, 3)))

    def text(self, length: int) -> list[str]:
        words: list[str] = []
        for _ in range(length):
            is_old = words and self.chance.random() < REPEATED
            words.append(self.chance.choice(words) if is_old else self.word())
        return words


def weigh(length: int) -> None:
    writer, postings = Writer(), Postings()
    for _ in range(int(TEXTS * length * (1 - REPEATED) / 2)):
        writer.word()
    for number in range(TEXTS // MONTHS):
        words = writer.text(length)
        for passage in range(PASSAGES):
            postings.add(number * PASSAGES + passage, " ".join(words[passage::PASSAGES]))
    packed = len(gzip.compress("".join(postings.encoded()).encode(), 9)) * MONTHS
    print(f"{length} words a text: {packed / 1e6:.1f} MB for {TEXTS:,} texts, {packed / TEXTS:.0f} bytes a text")


def main() -> None:
    for length in (135, 300, 640):
        weigh(length)


if __name__ == "__main__":
    main()
