"""Names without an entry: who is named three times or more is told, whoever has an entry or is no name is not."""

import pytest

from briefgen.checking import unmentioned, unregistered
from tests.assembling.conftest import REGISTRY, briefing, text


def told(*bodies: str, lang: str = "tr") -> list[str]:
    files = {f"articles/x{n}.md": text(f"lang: {lang}", body) for n, body in enumerate(bodies)}
    return [finding.message.text() for finding in unregistered.findings(briefing(REGISTRY | files))]


def name(words: str, count: int) -> str:
    return f"'{words}' stands {count} times and has no entry"


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        (["Dün Selin Karaca geldi, Selin Karaca'yla konuşuldu, sonra Selin Karaca gitti."], [name("Selin Karaca", 3)]),
        (["Evet, Selin Karaca geldi."] * 3, [name("Selin Karaca", 3)]),
        (["Dün Selin Karaca geldi, Selin Karaca gitti."], []),
        # a name that opens sentences
        (["Ahmet Yıldız geldi. Ahmet Yıldız’a sordular. Ahmet Yıldız gitti."], [name("Ahmet Yıldız", 3)]),
        # what opens a sentence and is no part of the name stands in small letters elsewhere
        (["Dün Ahmet Yıldız. Dün Ahmet Yıldız. O gün, yani dün Ahmet Yıldız."], [name("Ahmet Yıldız", 3)]),
        # the surname alone counts for who bears it
        (["Yeni sözcü Selin Karaca geldi. Karaca konuştu, Karaca'ya sordular."], [name("Selin Karaca", 3)]),
        # who has an entry, also by a part of the name
        (["Dün Sergey Lavrov, Sergey Viktoroviç Lavrov, Avrupa Birliği. Yine Sergey Lavrov."] * 3, []),
        # who shares a first name, a surname or a word with an entry is somebody else
        (["Evet, Sergey Karaca konuştu."] * 3, [name("Sergey Karaca", 3)]),
        (["Evet, Sergey Bolat konuştu."] * 3, [name("Sergey Bolat", 3)]),
        (["Evet, Enerji Birliği konuştu."] * 3, [name("Enerji Birliği", 3)]),
        (["Evet, Bakan Lavrov, bir de Avrupa Birliği Komisyonu, bir de Avrupa Birliğinin."] * 3, []),
        # an institution takes its suffixes without an apostrophe
        (["Evet, Enerji Ofisi, bir de Enerji Ofisinin, bir de Enerji Ofisine."], [name("Enerji Ofisi", 3)]),
        # months and countries are no names to enter
        (["Bu Şubat, bu Ukrayna ve bu Salı."] * 3, []),
    ],
)
def test_full_names(bodies: list[str], expected: list[str]) -> None:
    assert told(*bodies) == expected


def test_single_words_stand_in_one_line_the_most_frequent_first() -> None:
    body = "Bugün Peskov konuştu, Peskov’a ve Çavuş’a sordular. Yine Çavuş. O Peskov, o Çavuş, o Peskov. Metin. Metin. Metin."
    assert told(body) == ["single words with a capital that stand often and have no entry: Peskov (4), Çavuş (3)"]


def test_other_languages() -> None:
    assert told("Вчера Илья Соколов и Илья Соколов. Илья Соколов.", lang="ru") == [name("Илья Соколов", 3)]
    assert told("The Ilya Sokolov, the Ilya Sokolov, in January and on Monday. The Ilya Sokolov.", lang="en") == [
        name("Ilya Sokolov", 3)
    ]


def test_entries_that_nobody_mentions() -> None:
    found = briefing(REGISTRY | {"articles/x.md": text(body="Lavrov ve AB.")})
    assert [(f.code, f.span.path) for f in unmentioned.findings(found)] == [("unmentioned", "content/people/bolat.md")]
