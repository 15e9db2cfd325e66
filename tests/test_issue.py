"""`briefgen issue`: what it writes, what it leaves alone, what it refuses; and that the page stays as it was."""

import re

import pytest

from tests.conftest import NOW, Result, Run, Site

LANGUAGES = 'title = "Deneme"\nlanguages = ["tr", "en"]\n'
ISSUED = "2026-03-01T12:00:00+03:00"


@pytest.fixture
def desk(site: Site) -> Site:
    """A site in two languages with two themes and two texts of one day, one with a translation."""
    site.write("briefgen.toml", LANGUAGES)
    state = "{arrow: worse, since: 2026-02-01, reason: {tr: 'Neden \"bu\".', en: Why.}}"
    site.write("content/themes/a.md", f"---\ntitle: A\norder: 1\nstate: {state}\n---\n")
    site.write("content/themes/b.md", "---\ntitle: B\n---\n")
    site.article("2026-02-03-x", "themes: a\nsummary: Özet bir.")
    site.write("content/articles/2026-02-03-x.en.md", "---\ntitle: X\nsummary: One.\n---\nText.\n")
    site.article("2026-02-03-y", "themes: [a, b]\nsummary: Özet iki.")
    return site


def issue(run: Run, site: Site, *more: str, now: str = NOW) -> Result:
    return run("issue", *more, "--as-of", now, cwd=site.root)


def edition(site: Site, key: str = "2026-02-03") -> str:
    return (site.root / f"content/editions/{key}.md").read_bytes().decode()


def files(site: Site) -> list[str]:
    """What is in the folder of editions, hidden files too."""
    return sorted(path.name for path in (site.root / "content/editions").iterdir())


CREATED = """---
date: 2026-02-03
issued: 2026-03-01T12:00:00+03:00
number: 1
lead: "Ana \\"cümle\\"."
items:
  - 2026-02-03-x
  - 2026-02-03-y
takeaways:
  - text:
      tr: "Özet bir."
      en: "One."
    theme: a
    ref: 2026-02-03-x
  - text: "Özet iki."
    ref: 2026-02-03-y
states:
  - theme: a
    arrow: worse
    since: 2026-02-01
    reason:
      tr: "Neden \\"bu\\"."
      en: "Why."
  - theme: b
---
"""


def test_a_file_is_made(desk: Site, run: Run) -> None:
    done = issue(run, desk, "2026-02-03", "--lead", 'Ana  "cümle".')
    assert (done.code, done.out, done.err) == (0, "", "issue 1: content/editions/2026-02-03.md\n")
    assert edition(desk) == CREATED
    assert files(desk) == ["2026-02-03.md"]


def pages(site: Site) -> list[str]:
    """The edition in every tree, without its kicker."""
    found = (site.page(f"{tree}editions/2026-02-03/index.html") for tree in ("", "en/"))
    return [re.sub(r'<p class="kicker">.*?</p>', "", page) for page in found]


def test_the_page_stays_as_it_was_but_for_its_number(desk: Site, run: Run, build: Run) -> None:
    assert build(desk.root).code == 0
    before = pages(desk)
    issue(run, desk)
    assert build(desk.root).code == 0
    assert pages(desk) == before
    assert '<p class="kicker">Sayı 1&nbsp;· ' in desk.page("editions/2026-02-03/index.html")
    assert '<p class="kicker">Issue 1&nbsp;· ' in desk.page("en/editions/2026-02-03/index.html")


def test_what_is_written_is_not_worked_out_again(desk: Site, run: Run, build: Run) -> None:
    issue(run, desk)
    build(desk.root)
    before = pages(desk)[0]
    desk.write("content/themes/a.md", "---\ntitle: A\norder: 1\nstate: {arrow: better, since: 2026-02-01}\n---\n")
    desk.article("2026-02-03-x", "themes: a\nsummary: Başka özet.")
    desk.article("2026-02-03-z", "themes: a\nsummary: Geç gelen.")
    build(desk.root)
    after = pages(desk)[0]
    assert before.partition('<p class="end"')[0] == after.partition('<section class="late"')[0]
    assert '<h2 id="late">Bu sayıdan sonra</h2>' in after and "Geç gelen." not in after.partition("late")[0]


FILE = """\
---
# Sabah toplantısında kararlaştırıldı
date: 2026-02-03   # salı
lead: Elle yazıldı.
items: [2026-02-03-y]   # önce bu
takeaways:
  - {text: Elle,   ref: 2026-02-03-y}
# son not
---
"""


def test_what_the_desk_wrote_stays(desk: Site, run: Run) -> None:
    desk.write("content/editions/salı.md", FILE)
    assert issue(run, desk).code == 0
    added = CREATED[CREATED.index("states:") :]
    expected = FILE.replace("[2026-02-03-y]", "[2026-02-03-y, 2026-02-03-x]").removesuffix("---\n")
    assert edition(desk, "salı") == f"{expected}issued: {ISSUED}\nnumber: 1\n{added}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("items: 2026-02-03-y", "items: [2026-02-03-y, 2026-02-03-x]"),
        ("items: []", "items: [2026-02-03-x, 2026-02-03-y]"),
        ("items:", "items:\n  - 2026-02-03-x\n  - 2026-02-03-y"),
        ("items: # sonra", "items: # sonra\n  - 2026-02-03-x\n  - 2026-02-03-y"),
        ("items:\n- 2026-02-03-y # ilk", "items:\n- 2026-02-03-y # ilk\n- 2026-02-03-x"),
        ("items:\n  - 2026-02-03-y\n", "items:\n  - 2026-02-03-y\n  - 2026-02-03-x\n"),
        ('items: ["2026-02-03-y#a-b",]', 'items: ["2026-02-03-y#a-b", 2026-02-03-x,]'),
        ("number:\nitems: [2026-02-03-y, 2026-02-03-x]", "number: 1\nitems: [2026-02-03-y, 2026-02-03-x]"),
        ("number: 7", "number: 7"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_list_is_completed_however_it_is_written(desk: Site, run: Run, before: str, after: str, ends: str) -> None:
    given = f"---\ndate: 2026-02-03\n{before}\n---\nNot."
    desk.write("content/editions/x.md", b"\xef\xbb\xbf" + given.replace("\n", ends).encode())
    assert issue(run, desk).code == 0
    found = edition(desk, "x")
    assert found.startswith(f"\ufeff---\ndate: 2026-02-03\n{after}\n".replace("\n", ends))
    assert found.endswith(f"---{ends}Not.") and found.count("\n") == found.count(ends)
    assert run("build", "--as-of", NOW, cwd=desk.root).code == 0


def test_a_file_that_is_indented_is_added_to_as_it_is(desk: Site, run: Run) -> None:
    desk.write("content/editions/x.md", b"---\n  date: 2026-02-03\n---\n")
    assert issue(run, desk).code == 0
    assert f"  date: 2026-02-03\n  issued: {ISSUED}\n  number: 1\n  items:\n    - " in edition(desk, "x")


def test_one_that_cannot_be_added_to_stays(desk: Site, run: Run) -> None:
    file = desk.write("content/editions/x.md", b"---\n{date: 2026-02-03}\n---\n")
    done = issue(run, desk)
    assert done.code == 2 and "cannot add to" in done.err
    assert file.read_bytes() == b"---\n{date: 2026-02-03}\n---\n"
    assert files(desk) == ["x.md"]


def test_again_takes_in_what_came_since(desk: Site, run: Run) -> None:
    issue(run, desk)
    first = edition(desk)
    assert issue(run, desk).code == 2 and edition(desk) == first
    desk.article("2026-02-03-z")
    later = "2026-03-02T09:00:00+03:00"
    assert issue(run, desk, "2026-02-03", "--again", now=later).code == 0
    items = "  - 2026-02-03-y\n"
    assert edition(desk) == first.replace(ISSUED, later).replace(items, f"{items}  - 2026-02-03-z\n", 1)


def test_numbers_go_on_from_the_highest(desk: Site, run: Run) -> None:
    desk.write("content/editions/old.md", "---\ndate: 2026-01-03\nnumber: 41\nstatus: withheld\n---\n")
    assert issue(run, desk).err == "issue 42: content/editions/2026-02-03.md\n"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-02-05T00:00:00+03:00", "2026-02-04"),
        ("2026-02-04T23:59:00+03:00", "2026-02-03"),
        ("2026-02-03T23:59:00+03:00", None),
    ],
)
def test_the_newest_that_has_ended_is_meant(desk: Site, run: Run, now: str, expected: str | None) -> None:
    desk.article("2026-02-04-w")
    done = issue(run, desk, now=now)
    if expected is None:
        assert done.code == 2 and "no edition has ended yet" in done.err
    else:
        assert done.err == f"issue 1: content/editions/{expected}.md\n"


@pytest.mark.parametrize("day", ["2026-02-04", "2026-w06"])
def test_a_week_is_named_by_a_day_or_by_its_number(desk: Site, run: Run, day: str) -> None:
    desk.write("briefgen.toml", LANGUAGES + 'edition = "weekly"\n')
    assert issue(run, desk, day).err == "issue 1: content/editions/2026-w06.md\n"
    assert edition(desk, "2026-w06").startswith("---\ndate: 2026-02-02\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2026-02-04"], "there is no edition 2026-02-04"),
        (["3 Şubat"], "'3 Şubat' is no day"),
        (["2026-w99"], "'2026-w99' is no day"),
        (["2026-05-01"], "the edition 2026-05-01 has not begun yet"),
        (["2026-02-10", "--lead", "x"], "content/editions/2026-02-10.md has a lead already"),
        (["2026-02-12"], "there is no edition 2026-02-12"),
        (["--audience", "X"], "no marking 'X'"),
    ],
)
def test_what_cannot_be_issued_is_refused_with_a_sentence(
    desk: Site, run: Run, arguments: list[str], said: str
) -> None:
    desk.article("2026-02-05-gelecek", "edition: 2026-05-01")
    desk.write("content/editions/2026-02-10.md", "---\ndate: 2026-02-10\nlead: Var.\n---\n")
    desk.write("content/editions/2026-02-12.md", "---\ndate: 2026-02-12\ndraft: true\n---\n")
    before = files(desk)
    done = issue(run, desk, *arguments)
    assert done.code == 2 and done.err.startswith("briefgen: ") and said in done.err
    assert files(desk) == before


def test_errors_stand_in_the_way(desk: Site, run: Run) -> None:
    desk.article("2026-02-03-q", "themes: yok")
    done = issue(run, desk)
    assert done.code == 1 and "error[unknown-theme]" in done.err and "nothing is issued" in done.err
    assert not (desk.root / "content/editions").exists()


def test_what_may_not_be_shown_is_not_written(desk: Site, run: Run) -> None:
    desk.article("2026-02-03-kapali", "summary: Kapalı özet.\nstatus: withheld")
    desk.article("2026-02-03-yesil", "summary: Yeşil özet.\nmarking: TLP:GREEN")
    assert issue(run, desk).code == 0
    assert "kapali" not in edition(desk) and "yesil" not in edition(desk)
    assert issue(run, desk, "2026-02-03", "--again", "--audience", "TLP:GREEN").code == 0
    assert "2026-02-03-yesil" in edition(desk) and "kapali" not in edition(desk)
