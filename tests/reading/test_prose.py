"""The short way for plain prose gives what markdown-it gives without it."""

import random

import pytest
from markdown_it.token import Token

from briefgen.reading.markdown import parser

LINES = (
    "Metin burada.", "- madde", "> alıntı", "1. bir", "", "", "  girintili", "# Başlık", "Alt başlık\n===", "```\nkod\n```",
    "a | b\n--- | ---\n1 | 2", "x {#yer} z", "devam", "[^1] not", "[^1]: dipnot", "*vurgu* ve `kod`", "   son", "{theme=x}",
)  # fmt: skip


def seen(tokens: list[Token]) -> list[tuple[object, ...]]:
    return [(t.type, t.level, t.content, t.map, t.hidden, seen(t.children or [])) for t in tokens]


@pytest.mark.parametrize("seed", range(20))
def test_the_short_way_changes_nothing(seed: int) -> None:
    chance, md = random.Random(seed), parser()
    for _ in range(100):
        text = "\n".join(chance.choice(LINES) for _ in range(chance.randint(1, 9)))
        short = seen(md.parse(text, {}))
        md.disable("prose")
        try:
            assert short == seen(md.parse(text, {})), text
        finally:
            md.enable("prose")
