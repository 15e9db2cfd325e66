"""Who is named in a text: whole words, with the suffixes that Turkish adds."""

import pytest

from briefgen.assembling.mentions import Mentions
from briefgen.model.localised import Localised, Words, localised
from briefgen.model.organisation import Organisation
from briefgen.model.person import Person
from briefgen.text.casing import capitals
from tests.assembling.conftest import article

PEOPLE = {
    "putin": Person(
        "putin", Localised((Words("Vladimir Putin", "tr"), Words("Владимир Путин", "ru"))), aliases=("Putin",)
    ),
    "ilham": Person("ilham", localised("İlham Aliyev", "tr"), aliases=("Aliyev",)),
    "ali-1": Person("ali-1", localised("Ali Kaya", "tr")),
    "ali-2": Person("ali-2", localised("Ali Kaya", "tr")),
}
ORGANISATIONS = {
    "mfa": Organisation("mfa", localised("Dışişleri Bakanlığı", "tr"), abbreviation=localised("DİB", "tr")),
    "ab": Organisation("ab", localised("Avrupa Birliği", "tr"), abbreviation=localised("AB", "tr")),
    "kek": Organisation("kek", localised("e-Devlet kurulu", "tr")),
}
MENTIONS = Mentions(PEOPLE, ORGANISATIONS)


def named(text: str) -> tuple[str, ...]:
    return tuple(sorted({id_ for _, id_ in MENTIONS(text, capitals(text), "tr") if id_}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin geldi.", ("putin",)),
        ("Putin'in sözleri", ("putin",)),
        ("Putin’in sözleri", ("putin",)),
        ("(Putin)", ("putin",)),
        ("Владимир Путин заявил", ("putin",)),
        ("Putinizm", ()),
        ("VPutin", ()),
        ("putin", ()),
        ("PUTIN", ()),
        ("İlham Aliyev'le", ("ilham",)),
        ("Aliyevler", ()),
        ("Dışişleri Bakanlığının açıklaması", ("mfa",)),
        ("Dışişleri Bakanlığı'nın açıklaması", ("mfa",)),
        ("DİB'in", ("mfa",)),
        ("DİBİ", ()),
        ("AB ve Putin", ("ab", "putin")),
        ("ABD ile", ()),
        ("Avrupa Birliğinden", ("ab",)),
        ("bir e-Devlet kurulunun", ("kek",)),
        ("Putinizm, yani Putin", ("putin",)),
        ("Ali Kaya geldi", ()),
        ("", ()),
    ],
)
def test_who_is_named(text: str, expected: tuple[str, ...]) -> None:
    assert named(text) == expected


def test_a_passage_knows_whom_it_names_and_who_speaks_in_it() -> None:
    (passage,) = article("", "Avrupa Birliği'nden [“Söz.”]{speaker=bolat}").passages
    assert passage.mentions == ("ab", "bolat")
