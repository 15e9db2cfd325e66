"""What has changed on a theme since the edition before."""

import json
from typing import Any

import pytest

from briefgen.engine.asking import Ask
from briefgen.model.settings import Settings
from briefgen.site.views import Changes
from tests.assembling.conftest import REGISTRY, text
from tests.site.conftest import asking

ONE = Settings()


def site(*texts: tuple[str, str], more: dict[str, str] | None = None, settings: Settings = ONE, **clock: Any) -> Ask:
    """A site of texts on theme `a`, each a date and more fields; they are called x0, x1 …"""
    files = {
        f"articles/x{n}.md": text(f"themes: a\n{fields}", date=date, title=f"Metin {n}")
        for n, (date, fields) in enumerate(texts)
    }
    return asking(REGISTRY | files | (more or {}), settings, **clock)


def changes(ask: Ask, key: str, theme: str = "a") -> Changes:
    found: Changes = ask("changes", theme, key, "tr")
    return found


def moves(ask: Ask, key: str) -> list[tuple[str, str]]:
    return [(str(move.old.value), str(move.new.value)) for move in changes(ask, key).figures]


def events(ask: Ask, key: str) -> list[tuple[str, str, str]]:
    """Id, kind, and the date that was known, of what is other."""
    return [(each.event.id, each.kind, str(each.formerly or "")) for each in changes(ask, key).events]


def figure(value: str, by: str = "bolat", **more: str) -> str:
    fields = {"id": "f", "series": "s", "title": "Sayı", "value": value, "unit": "kişi", "claimed_by": by} | more
    return "figures: [{" + ", ".join(f"{name}: {given}" for name, given in fields.items()) + "}]"


def event(date: str = "2026-02-20", status: str = "planned") -> str:
    return f"events: [{{id: e, date: {date}, title: Olay, status: {status}}}]"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (figure("5"), figure("7"), [("5", "7")]),
        (figure("5"), figure("5"), []),
        (figure("5"), figure("5.0"), []),
        (figure("5"), figure("5", qualifier="about"), []),
        (figure("5", qualifier="exactly"), figure("5", qualifier="about"), [("5", "5")]),
        (figure("5"), figure("5", to="6"), [("5", "5")]),
        # a rival claim, another series, unit or period is no change
        (figure("5"), figure("7", by="lavrov"), []),
        (figure("5", by="Bir Kurum"), figure("7", by="Bir Kurum"), [("5", "7")]),
        (figure("5"), figure("7", series="t"), []),
        (figure("5"), figure("7", unit="ton"), []),
        (figure("5"), figure("7", unit="{tr: kişi, en: people}"), [("5", "7")]),
        # one unit in the forms that its numbers ask for
        (figure("1", unit="{ru: рейс}"), figure("3", unit="{ru: рейса}"), [("1", "3")]),
        (figure("1", unit="{en: flight a day}"), figure("3", unit="{en: flights a day}"), [("1", "3")]),
        (figure("1", unit="{ru: рейс}"), figure("3", unit="{ru: дня}"), []),
        (figure("5", period="2024"), figure("7", period="2025"), []),
        (figure("5", period="2025"), figure("7", period="2025"), [("5", "7")]),
        # an older claim that is told once more
        (figure("5"), figure("4", as_of="2025-01-01"), []),
    ],
)
def test_a_figure_moves_within_one_claimant_series_unit_and_period(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    ask = site(("2026-02-03", before), ("2026-02-04", after))
    assert moves(ask, "2026-02-04") == expected and moves(ask, "2026-02-03") == []


def test_the_newest_claim_before_is_the_old_one() -> None:
    ask = site(*((f"2026-02-0{day}", figure(str(day))) for day in (3, 4, 5)))
    assert moves(ask, "2026-02-05") == [("4", "5")]


def test_a_corrected_value_is_a_correction_and_never_news() -> None:
    corrected = "corrections: [{date: 2026-02-05, kind: correction, figure: f, text: Düzeltme, was: 5, now: 6}]"
    ask = site(("2026-02-03", f"{figure('6')}\n{corrected}"), ("2026-02-04", figure("6")))
    assert moves(ask, "2026-02-04") == [] and moves(ask, "2026-02-05") == []
    assert [(each.was, each.now) for each in changes(ask, "2026-02-05").corrections] == [("5", "6")]
    assert changes(ask, "2026-02-05", "b").corrections == () == changes(ask, "2026-02-03").corrections


def test_a_retracted_text_is_no_news() -> None:
    retracted = "corrections: [{date: 2026-02-05, kind: retraction, text: Geri çekildi}]"
    ask = site(("2026-02-03", figure("5")), ("2026-02-04", f"{figure('7')}\n{retracted}"))
    found = changes(ask, "2026-02-04")
    assert (found.figures, found.passages, found.silent) == ((), (), 1)
    assert [each.kind for each in changes(ask, "2026-02-05").corrections] == ["retraction"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (event(), event(), []),
        (event(), event(status="cancelled"), [("e", "cancelled", "")]),
        (event(), event("2026-03", "postponed"), [("e", "postponed", "2026-02-20")]),
        (event(), event("2026-02-21"), [("e", "moved", "2026-02-20")]),
        (event("2026-02"), event("2026-02-21"), [("e", "moved", "2026-02")]),
        (event(status="postponed"), event("2026-02-25"), [("e", "planned", "2026-02-20")]),
        (event("2026-02-03"), event("2026-02-03", "held"), [("e", "held", "")]),
        # what is told for the first time was called off, or held since the edition before; history is no news
        ("", event(status="cancelled"), [("e", "cancelled", "")]),
        ("", event("2026-02-04", "held"), [("e", "held", "")]),
        ("", event("2026-02-03", "held"), []),
        ("", event(), []),
    ],
)
def test_an_event_is_other_than_it_was_known(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    ask = site(("2026-02-03", before), ("2026-02-04", after))
    assert events(ask, "2026-02-04") == expected


def test_the_clock_alone_makes_a_date_pass_and_never_makes_it_held() -> None:
    texts = (("2026-02-03", event("2026-02-05")), ("2026-02-05", ""), ("2026-02-07", ""), ("2026-02-08", ""))
    ask = site(*texts)
    assert events(ask, "2026-02-07") == [("e", "passed", "")]
    assert events(ask, "2026-02-05") == [] == events(ask, "2026-02-08")


def test_a_day_of_this_week_has_not_passed() -> None:
    weekly = Settings(edition="weekly")
    texts = (("2026-01-27", event("2026-02-05")), ("2026-02-03", ""))
    assert events(site(*texts, settings=weekly, now="2026-02-04T12:00:00+03:00"), "2026-w06") == []
    assert events(site(*texts, settings=weekly, now="2026-02-06T12:00:00+03:00"), "2026-w06") == [("e", "passed", "")]


def test_statements_stand_by_speaker() -> None:
    said = "statements: [{speaker: lavrov, text: Bir}, {speaker: Ayşe Yılmaz, text: İki}, {speaker: lavrov, text: Üç}]"
    found = changes(site(("2026-02-03", said)), "2026-02-03")
    assert [(str(each.speaker.name), [key[2] for key in each.keys]) for each in found.statements] == [
        ("Sergey Lavrov", [0, 2]),
        ("Ayşe Yılmaz", [1]),
    ]
    assert changes(site(("2026-02-03", said)), "2026-02-03", "b").statements == ()


def test_silence_is_counted_in_editions() -> None:
    other = {f"articles/y{day}.md": text("themes: b", date=f"2026-02-0{day}") for day in (4, 5)}
    ask = site(("2026-02-03", ""), ("2026-02-06", ""), more=other)
    assert [changes(ask, f"2026-02-0{day}").silent for day in (3, 4, 5, 6)] == [0, 1, 2, 0]
    assert [changes(ask, f"2026-02-0{day}", "b").silent for day in (3, 4, 5, 6)] == [1, 0, 0, 1]


def test_it_names_the_edition_before() -> None:
    ask = site(("2026-02-03", ""), ("2026-02-06", ""))
    since = changes(ask, "2026-02-06").since
    assert since is not None and since.url == "/editions/2026-02-03/" and changes(ask, "2026-02-03").since is None
    assert ask("latest_changes", "a", "tr") == changes(ask, "2026-02-06")
    assert asking(REGISTRY, ONE)("latest_changes", "a", "tr") is None


ISSUED = "---\ndate: 2026-02-03\nissued: 2026-02-03T18:00:00+03:00\nnumber: 1\nitems: [x0]\n---\n"


def test_what_came_after_an_issue_is_news_in_the_next_edition() -> None:
    texts = (("2026-02-03", figure("5")), ("2026-02-03 20:00", figure("7")), ("2026-02-04", ""))
    ask = site(*texts, more={"editions/2026-02-03.md": ISSUED})
    assert moves(ask, "2026-02-03") == [] and moves(ask, "2026-02-04") == [("5", "7")]
    assert [each.key[0] for each in changes(ask, "2026-02-03").passages] == ["x0"]
    assert [each.key[0] for each in changes(ask, "2026-02-04").passages] == ["x2", "x1"]
    shown = ask("edition", "2026-02-03", "tr")
    assert [each.key[0] for each in shown.late] == ["x1"] and shown.number == 1
    (group, _) = ask("edition", "2026-02-04", "tr").groups
    assert [each.key[0] for each in group.missed] == ["x1"]


def test_what_the_desk_has_left_out_of_an_edition_is_not_said_to_have_been_missed() -> None:
    cut = {"articles/x.md": text("", "Bir.\n\n{theme=a}\nİki.\n\n{theme=b #b}\nÜç.\n", date="2026-02-03")}
    ask = site(more={**cut, "editions/2026-02-03.md": "---\ndate: 2026-02-03\nitems: ['x#b']\n---\n"})
    groups = ask("edition", "2026-02-03", "tr").groups
    assert [(len(group.passages), group.missed) for group in groups] == [(0, ()), (1, ())]


def test_the_data_tell_all_of_a_move() -> None:
    ask = site(
        ("2026-02-03", figure("5", period="2025")),
        ("2026-02-04", figure("5", to="7", period="2025", qualifier="about")),
    )
    found = json.loads(ask("data_edition", "2026-02-04"))["themes"][0]["changes"]["figures"][0]
    told = {
        name: value for name, value in found.items() if name not in ("claimed_by", "claimed_by_id", "url", "series")
    }
    assert told == {
        "unit": {"tr": "kişi"}, "period": "2025", "old": 5, "old_as_of": "2026-02-03",
        "new": 5, "new_to": 7, "new_qualifier": "about", "new_as_of": "2026-02-04",
    }  # fmt: skip


def test_what_lies_ahead_stands_by_its_first_day_if_that_is_known() -> None:
    events = [
        f"{{id: e{n}, date: {day}, title: E, status: planned}}"
        for n, day in enumerate(("2026", "2026-03", "2026-02-20", "2026-02-19/2026-02-23", "2026-12-31"))
    ]
    found = site(("2026-02-03", f"events: [{', '.join(events)}]"))("edition", "2026-02-03", "tr").ahead
    assert [each.id for each in found] == ["e3", "e2", "e1", "e4", "e0"]


def test_a_theme_without_texts_says_so_and_a_text_without_a_theme_stands_last() -> None:
    ask = site(("2026-02-03", ""), more={"articles/y.md": text()})
    assert [group.theme and group.theme.id for group in ask("edition", "2026-02-03", "tr").groups] == ["a", "b", None]
    assert [each.key[0] for each in changes(ask, "2026-02-03", "").passages] == ["y"]
