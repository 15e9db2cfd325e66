"""Themes are told apart by colour, whether content gives one or not."""

from briefgen.model.localised import localised
from briefgen.model.theme import Theme
from briefgen.site.hues import PALETTE, hues


def theme(id_: str, colour: str | None = None) -> Theme:
    return Theme(id=id_, title=localised(id_, "tr"), colour=colour)


def test_themes_without_a_colour_have_one_each_and_keep_it_when_another_follows() -> None:
    themes = [theme(f"t{number}") for number in range(len(PALETTE))]
    found = hues(themes)
    assert len({colour for _, colour in found}) == len(themes)
    assert hues([*themes[:3], theme("other")])[:3] == found[:3]
    # More than there are begin again.
    assert hues([*themes, theme("more")])[-1] == ("more", found[0][1])


def test_a_colour_of_content_stays_and_nothing_comes_near_it() -> None:
    given = "#3f5f86"
    found = dict(hues([theme("a"), theme("b", given), theme("c", "#abc")]))
    assert (found["b"], found["c"]) == (given, "#abc")
    assert found["a"] not in (PALETTE[0], given)
