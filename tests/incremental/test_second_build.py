"""The second build: what it trusts, what it looks at again, and what it tells."""

import gc
import os
import shutil
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from briefgen import drafting
from briefgen.engine import traces
from briefgen.pipeline import build
from briefgen.report import Options, Report
from briefgen.site import facts
from tests.conftest import tree
from tests.incremental.desk import (
    AJANS,
    BARIS,
    EMBARGOED,
    FIRST,
    IMAGE,
    PLAIN,
    SECOND,
    ZIRVE,
    Doc,
    changed,
    desk,
    image,
    template,
)
from tests.incremental.laboratory import Laboratory, Outcome, options

MACROS, FACTS, NOT_FOUND = (f"themes/press/templates/{name}.html" for name in ("macros", "macros/source", "404"))


class Room:
    """A desk in a folder that is built as it is edited. Every build is compared with one from nothing."""

    def __init__(self, folder: Path, laboratory: Laboratory) -> None:
        self.root, self.laboratory = folder / "room", laboratory
        self.desk, self.there = desk(), desk()
        laboratory.begin(self.root)

    def put(self) -> None:
        """Save what has been edited."""
        self.desk.put(self.root, self.there)
        self.there = self.desk.copy()

    def build(self, **more: object) -> Report:
        self.put()
        report = build(options(self.root, self.desk, **more))
        outcome, clean = self.laboratory.clean(self.desk, **more)
        assert Outcome.of(report) == outcome
        if outcome.is_published:
            assert tree(self.root / "site") == clean
        return report

    def edit(self, path: str, *body: str, **fields: str | None) -> None:
        """Give fields to an entry, and paragraphs at its end."""
        says = self.desk.doc(path).having(**fields)
        self.desk.save(path, Doc(says.fields, (*says.body, *body)))

    def page(self, path: str) -> str:
        return (self.root / "site" / path).read_text("utf-8")

    def kept(self, kind: str) -> Path:
        """A file of what is kept about the output folder."""
        return next((self.root / ".briefgen/manifests").glob(f"*.{kind}"))


@pytest.fixture
def room(quick_path: Path, laboratory: Laboratory) -> Room:
    return Room(quick_path, laboratory)


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_nothing_changed_makes_nothing(room: Room) -> None:
    report = room.build()
    assert report.published is not None
    assert (report.reasons, report.published.written, report.published.removed) == ({}, [], [])
    assert report.published.unchanged == len(list((room.root / "site").rglob("*.*")))


def test_words_after_a_first_build_are_patched(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first build in a folder finds out is put away as it goes on: nothing is assembled anew."""
    monkeypatch.setattr(traces, "_MANY", 0)
    for name in (".briefgen", "site"):
        shutil.rmtree(room.root / name)
    room.build()
    room.edit(FIRST, "Bir cümle daha.")
    assert "assemble" not in room.build().seconds


@pytest.mark.parametrize("later", [timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=11)], ids=str)
def test_later_on_the_same_day_makes_nothing(later: timedelta, room: Room) -> None:
    assert room.build(now=room.desk.present + later).reasons == {}


def test_the_next_day_makes_only_what_asks_for_the_day(room: Room) -> None:
    """The page's template has been given a line that asks whether 28 February is past."""
    room.desk.now = "2026-02-28T12:00:00+03:00"
    room.build()
    room.desk.now = "2026-03-01T00:00:00+03:00"
    assert room.build().reasons.keys() == {"hakkinda/index.html"}


def test_the_day_is_the_sites_whatever_zone_the_present_is_given_in(room: Room) -> None:
    """Midnight in Istanbul is nine in the evening in UTC, which is what a build without --as-of is given."""
    room.desk.now = "2026-02-28T20:59:00+00:00"
    room.build()
    room.desk.now = "2026-02-28T21:01:00+00:00"
    assert room.build().reasons.keys() == {"hakkinda/index.html"}


def test_going_back_in_time_takes_back_what_has_appeared(room: Room) -> None:
    room.desk.now = "2026-03-06T09:00:00+03:00"
    assert "articles/2026/02/25/ambargolu/index.html" in room.build().reasons
    room.desk.now = "2026-03-06T07:59:59+03:00"
    published = room.build().published
    assert published is not None and "articles/2026/02/25/ambargolu/index.html" in published.removed


def test_a_file_just_saved_and_built_is_not_made_again_a_minute_later(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, says in (
        (IMAGE, image(5)),
        ("themes/press/static/yerel.css", b".yerel {}\n"),
        (NOT_FOUND, template("404.html").encode()),
        (ZIRVE, room.desk.doc(ZIRVE)),
    ):
        room.desk.save(path, says, young=True)
    room.build()
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 60_000_000_000)
    assert room.build().reasons == {}


def test_another_version_of_anything_makes_everything(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing comes out of the stores of the version before, nor of this one's when the other has been there."""
    of_now = drafting.versions()
    for other in (of_now.replace("jinja2 ", "jinja2 9."), of_now):
        monkeypatch.setattr(drafting, "versions", lambda other=other: other)
        report = build(options(room.root, room.desk))
        assert {reason.kind for reason in report.reasons.values()} == {"first"}
        assert report.reasons.keys() == report.kinds.keys() and report.published is not None
        assert report.published.written == [] and len(report.costs["read"]) == len(room.desk.docs())


def test_other_words_of_the_interface_make_what_says_them(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue is a question: another English one leaves the Turkish pages alone."""
    source = facts.catalogue_source
    monkeypatch.setattr(
        facts, "catalogue_source", lambda name, lang: source(name, lang) + lang.encode() * (lang == "en")
    )
    room.edit(AJANS, name="Başka Ajans")
    made = {path for path, reason in room.build().reasons.items() if reason.chain[-1] == ("Strings", "en")}
    assert "en/corrections/index.html" in made and "en/articles/2026/02/03/zirve/index.html" in made
    assert not [path for path in made if not path.startswith("en/")]


# Saved twice with one size: nothing but the bytes tells the second from the first.
BEFORE, AFTER = "Bir aaaa cümle.", "Bir bbbb cümle."


def test_a_save_of_the_same_size_in_the_same_moment_is_seen(room: Room) -> None:
    """Two saves and two builds within two seconds."""
    for words in (BEFORE, AFTER, BEFORE):
        room.desk.save(PLAIN, Doc(room.desk.doc(PLAIN).fields, (words,)), young=True)
        room.build()
        assert words in room.page("articles/2026/02/27/duz/index.html")


@pytest.mark.parametrize("path", [PLAIN, BARIS, "content/pages/hakkinda.md"])
def test_a_save_of_the_same_size_and_time_is_seen(path: str, room: Room) -> None:
    """A coarse clock gives both saves one time, which was just now when the first was built."""
    now = time.time_ns()
    for words in (BEFORE, AFTER):
        room.desk.save(path, Doc(room.desk.doc(path).fields, (words,)), young=True)
        room.put()
        os.utime(room.root / path, ns=(now, now))
        room.build()


@pytest.mark.parametrize(
    "path, before, after",
    [
        (IMAGE, image(1), image(2)),
        ("themes/press/static/yerel.css", b".a { color: red }", b".b { color: red }"),
        (NOT_FOUND, b"{% extends 'base.html' %}{# a #}aaaa", b"{% extends 'base.html' %}{# b #}bbbb"),
        ("themes/press/templates/robots.txt", b"User-agent: *\nAllow: /a", b"User-agent: *\nAllow: /b"),
    ],
    ids=["image", "stylesheet", "template", "text template"],
)
def test_a_file_beside_entries_of_the_same_size_and_time_is_seen(
    path: str, before: bytes, after: bytes, room: Room
) -> None:
    now = time.time_ns()
    for data in (before, after):
        room.desk.save(path, data, young=True)
        room.put()
        os.utime(room.root / path, ns=(now, now))
        room.build()


def test_a_file_whose_time_alone_is_another_is_read_and_not_parsed(room: Room) -> None:
    room.desk.save(ZIRVE, room.desk.files[ZIRVE].says)
    report = room.build()
    assert report.reasons == {} and "assemble" not in report.seconds


def test_a_file_that_goes_back_in_time_is_read(room: Room) -> None:
    """A copy of a backup is older than what it replaces."""
    room.edit(PLAIN, "Yenisi.")
    room.build()
    room.desk.clock -= 10_000
    room.desk.save(PLAIN, Doc(room.desk.doc(PLAIN).fields, ("Eskisi.",)))
    room.build()
    assert "Eskisi." in room.page("articles/2026/02/27/duz/index.html")


# Findings


WARNINGS = {
    "footnote": "Bir dipnot.[^9]",
    "withheld": "[Taslak](2026-02-26-taslak.md)",
    "html": "<b>Ham HTML</b> burada.",
}


@pytest.mark.parametrize("words", WARNINGS.values(), ids=WARNINGS)
def test_a_warning_does_not_vanish_on_the_second_build(words: str, room: Room) -> None:
    room.edit(FIRST, words)
    first = codes(room.build())
    assert first
    assert codes(room.build()) == first
    room.edit(PLAIN, "Başka bir metnin yeni cümlesi.")
    assert codes(room.build()) == first
    room.desk.save(FIRST, room.desk.doc(FIRST))
    assert codes(room.build()) == first


def test_the_notice_of_an_address_that_is_missing_stays(room: Room) -> None:
    room.desk.settings["base_url"] = ""
    for _ in range(2):
        assert codes(room.build()) == ["no-base-url"]
    room.edit(PLAIN, "Yeni cümle.")
    assert codes(room.build()) == ["no-base-url"]


MISTAKES: dict[str, tuple[str, dict[str, str]]] = {
    "theme": ("", {"themes": "[baris, yok]"}),
    "person": ("", {"people": "[kaya, yok]"}),
    "organisation": ("", {"organisations": "[yok]"}),
    "source": ("", {"source": "{id: ajans, also: [yok]}"}),
    "theme of a figure": ("", {"figures": "[{id: a, title: Bir, value: 3, claimed_by: lavrov, theme: yok}]"}),
    "theme of a paragraph": ('{theme="baris yok"}\nBir cümle.', {}),
    "speaker": ('["Hayır."]{speaker=yok} dedi.', {}),
    "anchor": ("[Zirve](2026-02-03-zirve.md#yok)", {}),
    "event": ("[bir gün]{event=yok}", {}),
    "link": ("[metin](2026-02-03-zirv.md)", {}),
    "file": ("![Harita](hartia.png)", {}),
}


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("path", [FIRST, PLAIN, SECOND])
def test_a_mistake_in_a_text_that_was_in_order_publishes_nothing(mistake: str, path: str, room: Room) -> None:
    """In one text of many, so that the build takes its shortest way."""
    words, fields = MISTAKES[mistake]
    before = tree(room.root / "site")
    room.edit(path, *([words] if words else []), **fields)
    for _ in range(2):
        report = room.build()
        assert report.has_errors and report.published is None
        assert tree(room.root / "site") == before


def test_a_mistake_that_is_mended_leaves_nothing_behind(room: Room) -> None:
    before, says = tree(room.root / "site"), room.desk.doc(PLAIN)
    room.edit(PLAIN, "[x]{event=yok}", title="Yanlış")
    assert codes(room.build()) == ["unknown-event"]
    room.desk.save(PLAIN, says)
    report = room.build()
    assert report.published is not None and report.published.written == []
    assert tree(room.root / "site") == before


def test_what_is_withheld_after_a_build_is_sought_in_pages_that_stay(room: Room) -> None:
    """A template prints a sentence of a text; as soon as the text is a draft, every page that stays is a leak."""
    line = "Görüşme Ankara'da başladı. Lavrov da geldi."
    room.desk.save(NOT_FOUND, changed("404.html", "<h1>", f"<p>{line}</p><h1>").encode())
    assert room.build().published is not None
    room.edit(FIRST, draft="true")
    room.edit(ZIRVE, people="bolat")
    report = room.build()
    assert "leak" in codes(report) and report.published is None
    room.desk.files.pop(NOT_FOUND)
    room.build()
    assert line not in room.page("404.html")


def test_words_that_two_texts_shared_are_a_leak_once_one_is_left(room: Room) -> None:
    """While one of them is shown they are let pass; that is forgotten with its words."""
    shared = "Bu cümle iki metinde birden aynı sözlerle durur."
    room.desk.save(NOT_FOUND, changed("404.html", "<h1>", f"<p>{shared}</p><h1>").encode())
    room.edit(FIRST, draft="true")
    assert "leak" not in codes(room.build())
    room.desk.save(SECOND, Doc(room.desk.doc(SECOND).fields, ("Başka sözler.",)))
    report = room.build()
    assert codes(report).count("leak") == 1 and report.published is None


# What templates may ask


def test_a_part_may_be_given_what_a_view_holds(room: Room) -> None:
    """A date, a link or a card is data too; the macros change later."""
    asked = "{{ part('date', card.date) }}{{ part('facts', card) }}{% for t in card.themes %}{{ part('named', t) }}{% endfor %}"
    page = f"{{% set card = ask('card', '2026-02-03-zirve', 'tr', lang) %}}{asked}"
    room.desk.save(NOT_FOUND, changed("404.html", "<h1>", f"{page}<h1>").encode())
    assert room.build().published is not None
    room.desk.save(FACTS, changed("macros/source.html", 'class="facts"', 'class="bilgi"').encode())
    assert "404.html" in room.build().reasons
    room.edit(ZIRVE, kind="analysis")
    assert "404.html" in room.build().reasons


def test_a_part_may_be_given_a_word_of_the_interface(room: Room) -> None:
    """`_()` gives text that is safe to print, which is text all the same."""
    page = changed("404.html", "<h1>", "{{ part('months', ask('neighbours', lang, '', 'archive'), _('Archive')) }}<h1>")
    room.desk.save(NOT_FOUND, page.encode())
    assert room.build().published is not None
    assert "2026" in room.page("404.html")


def test_parts_of_equal_numbers_are_not_one_part(room: Room) -> None:
    """1 == True in Python; a page prints what its template gave."""
    room.desk.save(MACROS, (template("macros.html") + "{% macro kac(x) %}[{{ x }}]{% endmacro %}").encode())
    room.desk.save(NOT_FOUND, changed("404.html", "<h1>", "{{ part('kac', 1) }}<h1>").encode())
    corrections = changed("corrections.html", "{% block list %}", "{% block list %}{{ part('kac', true) }}")
    room.desk.save("themes/press/templates/corrections.html", corrections.encode())
    room.build()
    assert "[1]" in room.page("404.html")
    assert "[True]" in room.page("corrections/index.html")


# Withheld, and gone


def test_a_text_that_is_withheld_goes_from_everything(room: Room) -> None:
    """Over several small edits, so that it was patched before."""
    room.edit(PLAIN, "Zqbir cümle.")
    room.build()
    room.edit(PLAIN, "Zqiki cümle.", title="Zqbaşlık")
    room.build()
    room.edit(PLAIN, status="withheld")
    room.build()
    everything = "".join(path.read_text("utf-8", "replace") for path in (room.root / "site").rglob("*.*ml"))
    assert "Zq" not in everything


def test_two_outputs_keep_their_own_memory(room: Room) -> None:
    other = room.root / "ikinci"
    given = {"now": room.desk.present, "jobs": 1, "out": other}
    build(Options(room.root, **given))  # type: ignore[arg-type]
    room.edit(ZIRVE, "Yeni cümle.", title="Yeni başlık")
    made = room.build().reasons.keys()
    again = build(Options(room.root, **given))  # type: ignore[arg-type]
    assert made and again.reasons.keys() == made
    assert tree(other) == tree(room.root / "site")


def test_drafts_in_a_folder_of_their_own_are_in_no_other(room: Room) -> None:
    """One cache of readings serves both; the public build after it shows nothing more."""
    build(Options(room.root, out=room.root / "ozel", now=room.desk.present, drafts=True, jobs=1))
    assert (room.root / "ozel/articles/2026/02/26/baris/index.html").is_file()
    assert room.build().reasons == {}
    room.edit(AJANS, name="Başka Ajans")
    room.build()
    assert not (room.root / "site/articles/2026/02/26").exists()


def test_languages_given_on_the_command_line_are_another_site(room: Room) -> None:
    report = room.build(languages=("tr",))
    assert report.published is not None and "en/index.html" in report.published.removed
    assert "en/index.html" in room.build().reasons


def test_the_next_change_is_told_by_every_build(room: Room) -> None:
    """An end without work knows as well when the site changes by itself."""
    due = datetime.fromisoformat("2026-03-06T00:00:00+03:00")
    assert room.build().next_change == due, "the day of an event that was planned for 5 March"
    room.edit(PLAIN, "Yeni cümle.")
    assert room.build().next_change == due
    room.edit(EMBARGOED, embargo="2026-03-02T08:00:00+03:00")
    assert room.build().next_change == datetime.fromisoformat("2026-03-02T08:00:00+03:00")


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no list of what is open on this machine")
def test_many_builds_of_one_process_leave_nothing_open(room: Room) -> None:
    """Nor do they wait for the collector to close it: `build --watch` runs for days."""
    gc.collect()
    gc.disable()
    try:
        before = len(list(Path("/proc/self/fd").iterdir()))
        for number in range(3):
            room.edit(PLAIN, f"Yeni cümle {number}.")
            room.put()
            assert build(options(room.root, room.desk)).published
        assert len(list(Path("/proc/self/fd").iterdir())) == before
    finally:
        gc.enable()
