"""What an editor gets wrong: every mistake is a finding with its place, nothing is published, nothing raises or hangs."""

import os
import re
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Result, Run, Site, everything, refuse, tree
from tests.test_sites import SITES, copied

BROKEN = sorted(path.name for path in SITES.iterdir() if path.name.startswith("broken-"))
HEAD = re.compile(r"^(\S.*?):(\d+):(\d+): (?:error|warning|notice)\[([\w-]+)\]: (.+)$")


@dataclass(frozen=True)
class Shown:
    """A finding as the terminal showed it; `marked` are the characters above the caret, None without a caret."""

    path: str
    line: int
    column: int
    code: str
    message: str
    marked: str | None
    hint: str | None

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def shown(err: str) -> list[Shown]:
    """The findings in what was printed to standard error."""
    rows, found = err.splitlines(), []
    for number, row in enumerate(rows):
        head = HEAD.match(row)
        if not head:
            continue
        below = rows[number + 1 :]
        end = next((i for i, line in enumerate(below) if HEAD.match(line)), len(below))
        found.append(Shown(head[1], int(head[2]), int(head[3]), head[4], head[5], *_details(below[:end])))
    return found


def _details(rows: list[str]) -> tuple[str | None, str | None]:
    marked = hint = None
    for above, row in zip(["", *rows], rows, strict=False):
        caret = re.match(r"\s+\| \s*(\^+)$", row)
        if caret:
            marked = above[caret.start(1) : caret.end(1)]
        elif row.startswith("  hint: "):
            hint = row.removeprefix("  hint: ")
    return marked, hint


class TooSlow(BaseException):
    """No Exception, so that nothing on the way takes it for a mistake of the input."""


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """TooSlow for a block that takes more processor time: an input that hangs must not hang the tests."""

    def stop(*_: object) -> None:
        raise TooSlow(f"longer than {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.fixture
def built(site: Site, build: Run) -> Site:
    """A site with one good article, built."""
    site.article("2026-02-01-iyi", body="İyi bir metin.")
    assert build(site.root).code == 0
    return site


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_site_leaves_the_built_one_alone(name: str, built: Site, build: Run, tmp_path: Path) -> None:
    """The site of before, whatever group of mistakes its files are replaced by."""
    broken = copied(SITES / name, tmp_path / "broken")
    built.out.rename(broken / "site")
    (built.root / ".briefgen").rename(broken / ".briefgen")
    before = tree(broken / "site")
    done = build(broken)
    assert done.code == (2 if "settings" in name else 1)
    assert "Traceback" not in done.err
    assert tree(broken / "site") == before
    assert shown(done.err)


def _without_text(finding: Shown) -> bool:
    """A link that leads nowhere has no line to show."""
    return finding.code in {"link-loop", "link-to-nothing", "link-outside", "unread"}


@pytest.mark.parametrize("name", BROKEN)
def test_every_finding_has_a_caret(name: str, build: Run, tmp_path: Path) -> None:
    findings = shown(build(copied(SITES / name, tmp_path / "broken")).err)
    assert [found for found in findings if found.marked is None and not _without_text(found)] == []


@pytest.mark.parametrize("name", BROKEN)
def test_every_finding_has_a_hint(name: str, build: Run, tmp_path: Path) -> None:
    findings = shown(build(copied(SITES / name, tmp_path / "broken")).err)
    assert [found for found in findings if found.hint is None] == []


ARTICLE = "content/articles/x.md"
FRONT = "---\ntitle: Bir\ndate: 2026-02-03\n"


# text of the article, where, code, the characters above the caret, a part of the hint
MISTAKES = [
    ("---\ntitle: Rusya: yeni\ndate: 2026-02-03\n---\n", "2:13", "yaml-colon", ":", '"Rusya: yeni"'),
    ("---\ntitle: Bir\nsource:\n\tid: x\n---\n", "4:1", "yaml-tab", "\t", "spaces"),
    (FRONT + "\nGövde.\n", "1:1", "front-matter-unclosed", "---", "---"),
    ("---\ntitle: Bir\ndate: 2024-13-05\n---\n", "3:7", "bad-date", "2024-13-05", "2024-05-13"),
    ("---\ntitle: Bir\ndate: 03.02.2026\n---\n", "3:7", "bad-date", "03.02.2026", "2026-02-03"),
    (FRONT + "title: İki\n---\n", "4:1", "duplicate-field", "title", "keep one"),
    (FRONT + "a: &a [x]\nb: [*a, *a]\n---\n", "4:4", "yaml-alias", None, "write the value out"),
    (FRONT + "sumary: Özet\n---\n", "4:1", "unknown-field", "sumary", "'summary'"),
    (FRONT + "themes: [enrji]\n---\n", "4:10", "unknown-theme", "enrji", "'enerji' (Enerji)"),
    (FRONT + "people: lavrof\n---\n", "4:9", "unknown-person", "lavrof", "'lavrov' (Sergey Lavrov)"),
    (FRONT + "marking: TLP:GREN\n---\n", "4:10", "unknown-marking", "TLP:GREN", "'TLP:GREEN'"),
    (FRONT + "id: 2026/02\n---\n", "4:5", "bad-id", "2026/02", "2026-02"),
    (
        FRONT + "embargo: 2026-02-03 10:00\n---\n",
        "4:10",
        "no-offset",
        "2026-02-03 10:00",
        "2026-02-03T10:00:00+03:00",
    ),
    (FRONT + "figures:\n  - {id: a, title: A, value: 2.300}\n---\n", "5:30", "thousands-separator", "2.300", "2300"),
    (FRONT + "source: {url: 'javascript:alert(1)'}\n---\n", "4:15", "unsafe-url", None, "https"),
    (FRONT + "---\nAMBARGOLU: 10.00'a kadar\n", "5:1", "embargo-in-text", "AMBARGOLU", "embargo: none"),
    (FRONT + "---\nGövde.\n\n[2 bin]{figure=a kişi\n", "7:8", "unclosed-mark", None, "close it"),
    (FRONT + "---\nGövde {theme=enerji} burada.\n", "5:7", "misplaced-mark", "{theme=enerji}", "heading"),
    (FRONT + "---\n[söz]{speaker=Ayşe Kaya}\n", "5:6", "malformed-mark", "{speaker=Ayşe Kaya}", "double quotes"),
    (FRONT + "---\n{#Büyük}\nGövde.\n", "5:1", "bad-anchor", "{#Büyük}", "#buyuk"),
    (FRONT + "---\n[iki](iki.md)\n", "5:7", "unknown-article", "iki.md", ""),
    (FRONT + "---\n[a](#yok)\n\n{#var}\nGövde.\n", "5:5", "dead-anchor", "#yok", "var"),
    ("---\ntitle: Görüşme\n---\n".encode("iso-8859-9"), "2:9", "not-utf8", None, "UTF-8"),
    (b"\x00" * 100, "1:1", "not-text", None, "UTF-8"),
    ('---\ntitle: "Bir\ndate: 2026-02-03\n---\n', "2:8", "yaml-syntax", '"', "quotes"),
    (
        FRONT + "themes: [a, b\nkind: news\n---\n",
        "4:9",
        "yaml-syntax",
        "[",
        "bracket",
    ),
    (
        FRONT + "embargo:\n---\n",
        "4:9",
        "empty-value",
        None,
        "embargo: none",
    ),
    (
        FRONT + 'aliases: ["/iyi/", "kötü yol"]\n---\n',
        "4:20",
        "bad-path",
        '"kötü yol"',
        "/old/address/",
    ),
    (
        FRONT + "aliases: [/statements/]\n---\n",
        "4:11",
        "duplicate-url",
        "/statements/",
        "",
    ),
    (
        FRONT + "---\n[yarın]{date=yarın}\n",
        "5:8",
        "bad-date",
        "{date=yarın}",
        "2026-02-03",
    ),
]


@pytest.mark.parametrize(("text", "where", "code", "marked", "hint"), MISTAKES)
def test_a_mistake(
    text: str | bytes, where: str, code: str, marked: str | None, hint: str, built: Site, build: Run
) -> None:
    built.write("content/themes/enerji.md", "---\ntitle: Enerji\n---\n")
    built.write("content/people/lavrov.md", "---\nname: Sergey Lavrov\n---\n")
    built.write(ARTICLE, text if isinstance(text, bytes) else text.encode())
    before = tree(built.out)
    done = build(built.root)
    assert done.code == 1
    assert tree(built.out) == before
    found = [each for each in shown(done.err) if each.code == code]
    assert [each.place for each in found] == [f"{ARTICLE}:{where}"]
    assert hint in (found[0].hint or "")
    assert found[0].marked is not None
    assert marked in (None, found[0].marked)


def test_all_mistakes_at_once(built: Site, build: Run) -> None:
    """One mistake of each file and step, in one report."""
    built.write("content/articles/a.md", "---\ntitle: Bir: iki\ndate: 2026-02-03\n---\n")
    built.write("content/articles/b.md", "---\ntitel: Bir\ndate: 2026-02-03\n---\n[x]{figure=}\n")
    built.write("content/articles/c.md", "---\ntitle: Bir\ndate: 2026-02-03\nthemes: yok\n---\n[x](#yok)\n")
    built.write("content/articles/2026-02-03-c.md", "---\ntitle: Bir\ndate: 2026-02-03\n---\nEMBARGO\n")
    built.write("content/people/d.md", b"\xff\xfe")
    found = {each.code for each in shown(build(built.root).err)}
    assert found == {
        "yaml-colon",
        "unknown-field",
        "missing-field",
        "malformed-mark",
        "unknown-theme",
        "dead-anchor",
        "duplicate-url",
        "embargo-in-text",
        "not-utf8",
    }


def test_an_embargo_in_the_title_and_in_the_body(built: Site, build: Run) -> None:
    built.write(ARTICLE, '---\ntitle: "EMBARGO: Zirve"\ndate: 2026-02-03\n---\nЭМБАРГО до 10.00\n')
    assert [found.line for found in shown(build(built.root).err)] == [2, 5]


def test_an_event_of_a_withheld_text_is_a_warning(built: Site, build: Run) -> None:
    built.article("2026-03-05-yarin", "date: 2026-03-05\nevents: [{id: kek, date: 2026-03-20, title: KEK}]")
    built.article("2026-02-02-bugun", body="[20 Mart]{event=kek} günü.")
    assert build(built.root).code == 0


TEMPLATES = [
    (
        "archive.html",
        "{% include 'macro.html' %}",
        "3:13",
        "template-missing",
        "macro.html",
    ),
    ("archive.html", "{{ archive.nothing }}", None, "template-undefined", None),
    ("archive.html", "  {{ no_such_name }}", "3:6", "template-undefined", "no_such_name"),
    ("archive.html", "{{ ask('latst', 3) }}", "3:9", "template-undefined", "latst"),
    ("archive.html", "{% if %}", "3:1", "template-syntax", None),
    ("archive.html", "{{ 1 / 0 }}", "3:1", "template-error", None),
]


@pytest.mark.parametrize(("name", "line", "where", "code", "marked"), TEMPLATES)
def test_a_mistake_in_a_template(
    name: str, line: str, where: str | None, code: str, marked: str | None, built: Site, build: Run
) -> None:
    text = f"{{% extends 'base.html' %}}\n{{% block content %}}\n{line}\n{{% endblock %}}\n"
    built.write(f"themes/press/templates/{name}", text)
    before = tree(built.out)
    done = build(built.root)
    assert done.code == 1
    assert tree(built.out) == before
    found = shown(done.err)
    assert {each.code for each in found} == {code}
    assert {each.path for each in found} == {f"themes/press/templates/{name}"}
    if where is not None:
        assert {f"{each.line}:{each.column}" for each in found} == {where}
    if marked is not None:
        assert {each.marked for each in found} == {marked}


SETTINGS = [
    ('titel = "x"\n', "1:1", "unknown-field", "titel", "'title'"),
    ('title = "x"\ntimezone = "Europe/Istambul"\n', "2:12", "unknown-timezone", '"Europe/Istambul"', "Istanbul"),
    ('title = "x"\nedition = "dayly"\n', "2:11", "unknown-choice", '"dayly"', "'daily'"),
    ('title = "x"\ndefault_marking = "TLP:GREN"\n', "2:19", "unknown-marking", '"TLP:GREN"', "TLP:GREEN"),
    (
        'title = "x"\nsite_theme = "pres"\n',
        "2:14",
        "unknown-site-theme",
        '"pres"',
        "'press'",
    ),
    (
        'title = "x"\n\n[markings]\na = 1\n',
        "3:2",
        "wrong-shape",
        "markings",
        "[",
    ),
    (
        'title = "x\n',
        "1:9",
        "toml-syntax",
        '"x',
        "quote",
    ),
]


@pytest.mark.parametrize(("text", "where", "code", "marked", "hint"), SETTINGS)
def test_a_mistake_in_the_settings(
    text: str, where: str, code: str, marked: str, hint: str, built: Site, build: Run
) -> None:
    built.write("briefgen.toml", text)
    before = tree(built.out)
    done = build(built.root)
    assert done.code == 2
    assert tree(built.out) == before
    found = shown(done.err)
    assert [(each.place, each.code, each.marked) for each in found] == [(f"briefgen.toml:{where}", code, marked)]
    assert hint in (found[0].hint or "")


def test_settings_are_told_all_at_once(built: Site, build: Run) -> None:
    built.write("briefgen.toml", 'titel = "x"\nedition = "dayly"\ntimezone = "Mars"\n')
    assert [found.line for found in shown(build(built.root).err)] == [1, 2, 3]


def test_a_marking_outside_the_scheme_is_told_with_the_others(built: Site, build: Run) -> None:
    built.write("briefgen.toml", 'titel = "x"\ndefault_marking = "TLP:GREN"\n')
    assert [found.line for found in shown(build(built.root).err)] == [1, 2]


GOOD = "---\ntitle: Bir\ndate: 2026-02-03\n---\n"
DEEP = 10_000
EXTREMES: dict[str, str | bytes] = {
    "empty": "",
    "blank": "\n \n",
    "bom": b"\xef\xbb\xbf" + GOOD.encode() + b"G\n",
    "crlf": (GOOD + "Bir.\n\nİki {theme=\n").replace("\n", "\r\n"),
    "cr": (GOOD + "Bir.\n\nİki.\n").replace("\n", "\r"),
    "20 MB": GOOD + "Bir cümle daha yazıldı ve bitti. " * 600_000,
    "700 KB of paragraphs": GOOD + "Bir cümle [daha](https://example.org) *yazıldı* ve bitti.\n\n" * 12_000,
    "1,000 headings": GOOD + "".join(f"## Başlık {n} {{#b-{n}}}\n\nGövde.\n\n" for n in range(1000)),
    "1,000 equal headings": GOOD + "## Aynı başlık\n\nGövde.\n\n" * 1000,
    "nested brackets": GOOD + "[" * DEEP + "x" + "]" * DEEP,
    "nested brackets, a mark": GOOD + "[" * DEEP + "x" + "]" * DEEP + "{figure=x}",
    "nested marks": GOOD + "[" * 3000 + "x" + "]{date=2026-01-12}" * 3000,
    "open brackets": GOOD + "[" * DEEP,
    "open images": GOOD + "![" * DEEP,
    "open links": GOOD + "[a](" * DEEP,
    "nested quotes": GOOD + ">" * DEEP + " x",
    "nested lists": GOOD + "- " * DEEP + "x",
    "parentheses": GOOD + "(" * DEEP + ")" * DEEP,
    "link parentheses": GOOD + "[a](" + "(" * DEEP + ")" * DEEP + ")",
    "stars": GOOD + "*" * DEEP + "x" + "*" * DEEP,
    "star words": GOOD + "*a " * DEEP,
    "star and underscore": GOOD + "*_" * DEEP + "x" + "_*" * DEEP,
    "backticks": GOOD + "".join("`" * n + " " for n in range(1, 400)),
    "one run of backticks": GOOD + "`" * DEEP,
    "braces": GOOD + "{theme=" * 4000,
    "brackets and braces": GOOD + "[a]{theme=" * 4000,
    "quotation marks in a brace": GOOD + '{theme="' * 4000,
    "comments": GOOD + "<!-- a " * DEEP,
    "unclosed comment": GOOD + "Bir. <!-- iki\n\nüç",
    "tags": GOOD + "<a " * DEEP,
    "entities": GOOD + "&" * DEEP * 10 + "amp" * DEEP,
    "table": GOOD + "|a" * 3000 + "|\n" + "|-" * 3000 + "|\n" + ("|b" * 3000 + "|\n") * 20,
    "footnotes": GOOD + "".join(f"a[^{n}]\n\n[^{n}]: not\n\n" for n in range(2000)),
    "nested footnotes": GOOD + "^[" * 2000 + "x" + "]" * 2000,
    "reference definitions": GOOD + "".join(f"[a{n}]: /x{n}\n" for n in range(DEEP)),
    "one line of 1 MB": GOOD + "kelime " * 150_000,
    "one word of 1 MB": GOOD + "k" * 1_000_000,
    "5,000 marks": GOOD + "[on]{date=2026-01-12} iki. " * 5000,
    "5,000 theme lines": GOOD + "{#a}\nGövde.\n\n" * 5000,
    "front matter of 1 MB": "---\ntitle: " + "x" * 1_000_000 + "\ndate: 2026-02-03\n---\n",
    "front matter of 10,000 fields": "---\n" + "".join(f"f{n}: x\n" for n in range(DEEP)) + "---\n",
    "flow in YAML": "---\ntitle: Bir\nthemes: " + "[" * DEEP + "]" * DEEP + "\n---\n",
    "open flow in YAML": "---\ntitle: Bir\nthemes: " + "[" * DEEP + "\n---\n",
    "maps in YAML": "---\ntitle: Bir\nx: " + "{a: " * DEEP + "}" * DEEP + "\n---\n",
    "300 maps in YAML": "---\ntitle: Bir\nx: " + "{a: " * 300 + "}" * 300 + "\n---\n",
    "lists in YAML": "---\ntitle: Bir\nthemes: " + "- " * DEEP + "\n---\n",
    "indents in YAML": "---\n" + "".join(" " * n + "a:\n" for n in range(2000)) + "---\n",
    "NUL in YAML": '---\ntitle: "a\\0b\\u0000c"\ndate: 2026-02-03\n---\n',
    "surrogates in YAML": '---\ntitle: "a\\ud800b"\ndate: 2026-02-03\n---\n',
    "escapes in YAML": '---\ntitle: "a\\x1b[31m\\u202eb"\nid: "a\\u0000"\ndate: 2026-02-03\n---\n',
    "bidi": GOOD + "Bir \u202e tersine \u2066 iki \u2069 \u200f üç.",
    "control characters": GOOD + "Bir \x1b[31m \x07 \x0c iki \x85 \u2028 üç.",
    "year 9999": "---\ntitle: Bir\ndate: 9999-12-31 23:59\nexpires: 9999-12-31T23:59:00-12:00\n---\n",
    "year 0": "---\ntitle: Bir\ndate: 0000-00-00\n---\n",
    "year 1": "---\ntitle: Bir\ndate: 0001-01-01\n---\nGövde.\n",
    "a date of 5,000 digits": "---\ntitle: Bir\ndate: " + "9" * 5000 + "\n---\n",
    "a value of 5,000 digits": GOOD[:-4] + "figures: [{id: a, title: A, value: " + "9" * 5000 + "}]\n---\n",
    "fences only": "---\n---\n---\n---\n",
    "many fences": "---\n" * DEEP,
}


@pytest.mark.parametrize("name", EXTREMES)
def test_an_extreme_input_builds_or_fails_with_a_finding(name: str, built: Site, build: Run) -> None:
    data = EXTREMES[name]
    built.write("content/articles/2026-02-03-x.md", data if isinstance(data, bytes) else data.encode("utf-8"))
    with within(3 if name == "many fences" else 10):
        done = build(built.root)
    _is_built_or_told(done)


def _is_built_or_told(done: Result) -> None:
    assert "Traceback" not in done.err
    assert max(map(len, done.err.splitlines()), default=0) < 1000, "a line that no terminal shows"
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", done.err)
    errors = [found for found in shown(done.err) if found.path.endswith("-x.md")]
    assert done.code == (1 if any("error[" in row for row in done.err.splitlines()) else 0)
    assert done.code == 0 or errors


def test_a_name_that_is_not_in_utf8_is_a_finding(site: Site, build: Run) -> None:
    folder = os.fsencode(site.root / "content/articles")
    site.article("2026-02-03-a")
    try:
        Path(os.fsdecode(folder + b"/r\xe7.pdf")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system has no such names")
    done = build(site.root)
    assert done.code == 0 and "warning[bad-name]" in done.err
    Path(os.fsdecode(folder + b"/2026-02-03-\xe7.md")).write_text("---\ntitle: A\ndate: 2026-02-03\n---\nA\n")
    done = build(site.root)
    assert done.code == 1 and "content/articles/2026-02-03-\ufffd.md:1:1: error[bad-name]" in done.err
    assert build(site.root, "--json").code == 1


def test_two_files_of_one_name_are_told(site: Site, build: Run) -> None:
    text = "---\ntitle: A\ndate: 2026-02-03\n---\nA\n"
    for form in ("NFC", "NFD"):
        (site.root / "content/articles").mkdir(parents=True, exist_ok=True)
        (site.root / "content/articles" / unicodedata.normalize(form, "çağ.md")).write_text(text)
    if len(list((site.root / "content/articles").iterdir())) == 2:
        assert "error[duplicate-name]" in build(site.root).err


def test_an_nfd_file_name_is_an_nfc_id(site: Site, build: Run) -> None:
    name = unicodedata.normalize("NFD", "2026-02-03-görüşme-çözüm")
    site.article(name, "date: 2026-02-03", body="[kendisi](2026-02-03-görüşme-çözüm.md)")
    done = build(site.root)
    assert (done.code, done.err.splitlines()[0]) == (0, "articles: 1")
    assert (site.out / "articles/2026/02/03/gorusme-cozum/index.html").is_file()


def test_line_ends_and_a_bom_change_no_output(site: Site, build: Run) -> None:
    text = "---\ntitle: Bir\ndate: 2026-02-03\n---\n## Başlık\n\nBir\niki.\n\n- a\n- b\n"
    file = site.write("content/articles/x.md", text)
    build(site.root)
    before = tree(site.out)
    for variant in (text.replace("\n", "\r\n"), "\ufeff" + text, unicodedata.normalize("NFD", text)):
        file.write_bytes(variant.encode())
        assert build(site.root).code == 0
        assert tree(site.out) == before


def test_places_count_from_the_file_under_every_line_end(site: Site, build: Run) -> None:
    text = GOOD + "Bir.\n\nİki [üç]{figure=yok}.\n"
    for variant in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r"), "\ufeff" + text):
        site.write(ARTICLE, variant.encode())
        assert [found.place for found in shown(build(site.root).err)] == [f"{ARTICLE}:7:9"]


def test_a_file_that_may_not_be_read_any_more_is_a_finding(
    site: Site, build: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = site.article("2026-02-01-a")
    assert build(site.root).code == 0
    refuse(file.name, monkeypatch)
    os.utime(file, (0, 0))
    done = build(site.root)
    assert (done.code, [found.code for found in shown(done.err)]) == (1, ["unreadable"])
    assert (site.out / "articles/2026/02/01/a/index.html").exists()


@pytest.mark.parametrize(
    ("target", "code"), [("..", "link-outside"), ("yok", "link-to-nothing"), ("pages", "link-loop")]
)
def test_a_folder_of_entries_that_leads_elsewhere_is_an_error(target: str, code: str, site: Site, build: Run) -> None:
    (site.root / "content/pages").symlink_to(target)
    assert [(found.code, found.place) for found in shown(build(site.root).err)] == [(code, "content/pages:1:1")]


def test_a_link_that_leaves_content_publishes_nothing_of_it(site: Site, build: Run, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("---\ntitle: Dışarısı\ndate: 2026-02-01\n---\nparolazqx\n")
    site.article("2026-02-01-a")
    (site.root / "content/articles/b.md").symlink_to(tmp_path / "outside.md")
    done = build(site.root)
    assert done.code == 1
    assert [found.code for found in shown(done.err)] == ["link-outside"]
    assert "Dışarısı" not in done.err
    assert not site.out.exists()


def test_links_inside_content_are_followed_and_loops_are_not(site: Site, build: Run) -> None:
    site.article("2026-02-01-a")
    (site.root / "content/articles/circle").symlink_to("..")
    (site.root / "content/articles/self.md").symlink_to("self.md")
    done = build(site.root)
    assert {found.place: found.code for found in shown(done.err)} == {
        "content/articles/circle:1:1": "link-loop",
        "content/articles/self.md:1:1": "link-loop",
    }


LONG = "a" * 300
CRASHES = {
    "a long slug": (ARTICLE, f"{FRONT}slug: {LONG}\n---\n", "OSError: File name too long"),
    "a long alias": (ARTICLE, f"{FRONT}aliases: [/{LONG}/]\n---\n", "OSError: File name too long"),
    "a long id": ("content/themes/x.md", f"---\ntitle: Bir\nid: {LONG}\n---\n", "OSError: File name too long"),
    "a language that nobody speaks": (ARTICLE, f"{FRONT}lang: xx\n---\n", "told at macros.html of briefgen itself"),
}


@pytest.mark.parametrize("name", CRASHES)
def test_what_the_disk_or_the_locale_refuses_is_a_finding(name: str, built: Site, build: Run) -> None:
    path, text, _ = CRASHES[name]
    built.write(path, text)
    done = build(built.root)
    assert done.code == 1
    assert [found.path for found in shown(done.err)] == [path]


def test_a_language_of_the_site_that_nobody_speaks(built: Site, build: Run) -> None:
    built.write("briefgen.toml", 'title = "x"\nlanguages = ["tr", "zz"]\n')
    done = build(built.root)
    assert done.code == 2
    assert [found.place for found in shown(done.err)] == ["briefgen.toml:2:20"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--as-of", "yarın"],
        ["--base-url", "javascript:x"],
        ["--languages", "tr,xx9"],
        ["--base-url", "https://example.org/?a=1"],
        ["--languages", "zz"],
        ["--languages", "de"],
        ["--out", "briefgen.toml/x"],
    ],
    ids=" ".join,
)
def test_a_call_that_cannot_be_meant_is_exit_2(arguments: list[str], built: Site, build: Run) -> None:
    before = tree(built.out)
    done = build(built.root, *arguments)
    assert (done.code, done.out) == (2, "")
    assert tree(built.out) == before


def test_a_forgotten_fence_above_a_body_with_a_rule(built: Site, build: Run) -> None:
    built.write(ARTICLE, FRONT + "\nGövde burada.\n\n---\n\nSon.\n")
    found = shown(build(built.root).err)
    assert [each.code for each in found] == ["front-matter-unclosed"]
    assert "---" in (found[0].hint or "")


def test_a_hard_space_after_a_colon_is_told_where_it_stands(built: Site, build: Run) -> None:
    built.write(ARTICLE, "---\ntitle:\u00a0Bir\ndate: 2026-02-03\n---\nGövde.\n")
    assert [found.line for found in shown(build(built.root).err)] == [2]


def test_a_file_in_the_place_of_a_folder_is_told(site: Site, build: Run) -> None:
    site.write("content/articles", "Bir metin.\n")
    assert [found.path for found in shown(build(site.root).err)] == ["content/articles"]


def test_a_static_file_that_leads_out_of_the_site_theme_is_refused(site: Site, build: Run, tmp_path: Path) -> None:
    site.article("2026-02-01-a")
    (tmp_path / "outside.txt").write_text("parolazqx")
    (site.root / "themes/press/static").mkdir(parents=True)
    (site.root / "themes/press/static/x.txt").symlink_to(tmp_path / "outside.txt")
    build(site.root)
    assert not site.out.exists() or "parolazqx" not in everything(site.out)


def test_as_a_process_in_the_desks_language_without_colour(built: Site) -> None:
    built.write(ARTICLE, "---\ntitle: Rusya: yeni\ndate: 2026-02-03\n---\n")
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "build"],
        cwd=built.root,
        env={"PATH": os.environ["PATH"], "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{ARTICLE}:2:13: hata[yaml-colon]: " in done.stderr
    assert "\x1b" not in done.stderr
    assert "Traceback" not in done.stderr
