"""Everything that an editor, a designer, a clock or a mishap may do to a desk between two builds.

An edit takes the desk and a number, from which it picks what to change and how; where there is nothing to change it
leaves the desk alone. Those in ON_DISK do something to the folder behind briefgen's back.
"""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from tests.incremental.desk import (
    CONTENT,
    IMAGE,
    MOMENTS,
    SETTINGS,
    SHARED,
    TUR,
    Desk,
    Doc,
    Settings,
    changed,
    doc,
    image,
    template,
)

Edit = Callable[[Desk, int], None]
Mishap = Callable[[Path, int], None]
Thing = TypeVar("Thing")

EDITS: dict[str, Edit] = {}
ON_DISK: dict[str, Mishap] = {}


def edit(function: Edit) -> Edit:
    EDITS[function.__name__] = function
    return function


def mishap(function: Mishap) -> Mishap:
    ON_DISK[function.__name__] = function
    return function


def pick(things: Sequence[Thing], number: int) -> tuple[Thing, int]:
    """One of several, and what is left of the number for the next choice."""
    return things[number % len(things)], number // len(things)


def entry(desk: Desk, number: int, *kinds: str) -> tuple[str, Doc, int]:
    """An entry of one of these kinds (any for none); where none is left, one comes back first."""
    if not desk.docs(*kinds):
        path = next(path for path in sorted(CONTENT) if path.split("/")[1] in (kinds or ("editions",)))
        desk.save(path, CONTENT[path])
    path, rest = pick(desk.docs(*kinds), number)
    return path, desk.doc(path), rest


def change(desk: Desk, number: int, kinds: tuple[str, ...], choices: Sequence[tuple[str, str | None]]) -> None:
    """Give a field of an entry of these kinds one of several values (None takes it away)."""
    path, says, rest = entry(desk, number, *kinds)
    (name, value), rest = pick(choices, rest)
    desk.save(path, says.having(**{name: value}), young=rest % 3 == 2)


WORDS = (
    "Yeni bir paragraf.",
    "Başka bir paragraf",
    SHARED,
    "Sergey Lavrov ile Deniz Kaya görüştü; Bolat da vardı.",
    "Karma Ekonomik Komisyon (KEK) toplandı.",
    '["Söz veriyoruz."]{speaker=kaya} dedi.',
    '["Ben de."]{speaker="Ayşe Yılmaz"} dedi.',
    '["Hayır."]{speaker=yok} dedi.',
    "[Zirve](2026-02-03-zirve.md#gaz) yazısına bakın, [yeni tur]{event=tur} yakın.",
    "![Harita](harita.png)",
    "{theme=enerji}\nGaz akıyor.",
    "## Ara başlık {theme=baris #ara}",
    "> [!ASSESSMENT]\n> Gidiş iyi.",
    "Ambargolu haber yarın sabah erkenden okunacak, bugün değil.",
    "<b>Ham HTML</b> burada.",
)
MISTAKES = (
    "{theme=yok}\nParagraf.",
    "[bir]{figure=yok}",
    "[metin](2026-01-01-yok.md)",
    "![x](yok.png)",
    "[x]{event=yok}",
)


@edit
def body(desk: Desk, number: int) -> None:
    """A paragraph is changed, added or taken out."""
    path, says, number = entry(desk, number)
    words, number = pick(WORDS, number)
    place, number = pick(range(len(says.body) + 1), number)
    kept = says.body[place + (number % 2) :]
    text = says.body[:place] + (kept if number % 4 == 1 else (words, *kept))
    desk.save(path, Doc(says.fields, text), young=number % 3 == 2)


@edit
def words(desk: Desk, number: int) -> None:
    """A sentence is added to a paragraph: what an editor does all day."""
    path, says, number = entry(desk, number, "articles")
    place, number = pick(range(len(says.body)), number) if says.body else (0, number)
    sentences = (
        "Yeni bir cümle.",
        "Deniz Kaya oradaydı.",
        SHARED,
        "Taslak metnin gizli cümlesi burada uzun uzun durur.",
    )
    sentence, number = pick(sentences, number)
    paragraph = f"{says.body[place] if says.body else ''} {sentence}".strip()
    desk.save(path, Doc(says.fields, (*says.body[:place], paragraph, *says.body[place + 1 :])), young=number % 3 == 2)


@edit
def words_of_fields(desk: Desk, number: int) -> None:
    """Words in front matter that change and relate to nothing."""
    correction = "[{date: 2026-02-11, kind: correction, text: Yeni sözler., was: 3 Mart, now: 5 Mart}]"
    choices = [
        ("title", "Başka söz"),
        ("summary", "Dört başlık görüşüldü."),
        ("change_note", "Yeniden yazıldı."),
        ("updated", "2026-02-28"),
        ("corrections", correction),
        ("note", "Kimse görmesin diye yazılmış bir not."),
        ("note", None),
    ]
    change(desk, number, ("articles",), choices)


@edit
def same_size(desk: Desk, number: int) -> None:
    """A letter is changed, so that the size stays, and the file is saved now."""
    path, says, number = entry(desk, number, "articles")
    for index, paragraph in enumerate(says.body):
        if "metin" in paragraph or "metni" in paragraph:
            text = paragraph.replace("metin", "metni") if "metin" in paragraph else paragraph.replace("metni", "metin")
            desk.save(
                path, Doc(says.fields, (*says.body[:index], text, *says.body[index + 1 :])), young=number % 2 == 0
            )
            return


@edit
def title(desk: Desk, number: int) -> None:
    names = ("Yeni başlık", "Zirve toplandı", "Ambargolu haber burada", "Taslak", "Gizli gündem", "Başlık <b>")
    change(desk, number, ("articles", "themes", "pages", "editions"), [("title", name) for name in names])


@edit
def summary(desk: Desk, number: int) -> None:
    choices = [("summary", "Yeni özet burada durur."), ("summary", None), ("summary", SHARED)]
    change(desk, number, ("articles", "themes", "pages"), choices)


@edit
def theme_of_a_text(desk: Desk, number: int) -> None:
    choices = [("themes", value) for value in ("enerji", "[enerji, baris]", None, "baris", "yok", "[baris, yok]")]
    change(desk, number, ("articles",), choices)


@edit
def date(desk: Desk, number: int) -> None:
    days = ("2026-02-03", "2026-01-12", "2026-02-28", "2026-03-05T07:00:00+03:00", "2025-12-31", "2026-02-30")
    change(desk, number, ("articles",), [("date", day) for day in days])


@edit
def visibility(desk: Desk, number: int) -> None:
    choices = [
        ("draft", "true"),
        ("draft", None),
        ("embargo", "2026-03-06T08:00:00+03:00"),
        ("embargo", None),
        ("expires", "2026-03-13T00:00:00+03:00"),
        ("expires", "2026-02-28T00:00:00+03:00"),
        ("expires", None),
        ("marking", "TLP:GREEN"),
        ("marking", "TLP:CLEAR"),
        ("marking", "TLP:YELLOW"),
        ("status", "withheld"),
        ("status", None),
    ]
    change(desk, number, (), choices)


@edit
def about_a_text(desk: Desk, number: int) -> None:
    """Whatever else front matter says of a text."""
    correction = "{date: 2026-02-28, kind: %s, text: Bir söz düzeltildi.}"
    choices = [
        ("corrections", f"[{correction % 'retraction'}]"),
        ("corrections", f"[{correction % 'clarification'}]"),
        ("corrections", None),
        ("events", f"[{TUR % ('2026-03-12', 'planned')}]"),
        ("events", f"[{TUR % ('2026-04/2026-05', 'planned')}]"),
        ("events", f"[{TUR % ('2026-02-20', 'held')}]"),
        ("events", f"[{TUR % ('2026-03-05', 'cancelled')}, {{id: baska, date: 2026-03-01, title: Başka}}]"),
        ("events", None),
        ("figures", '[{id: asker, series: donen, title: "Dönen askerler", value: 2400, claimed_by: lavrov}]'),
        ("figures", "[{id: sivil, series: siviller, title: Siviller, value: 1, as_of: 2026-01-05}]"),
        ("figures", None),
        ("statements", "[{speaker: kaya, text: Görüşme sürüyor., date: 2026-01-15, theme: enerji}]"),
        ("statements", None),
        ("source", "ajans"),
        ("source", "{id: ajans, url: 'https://ajans.example/x'}"),
        ("source", "yok"),
        ("source", "{id: ajans, also: [yok]}"),
        ("source", None),
        ("key", "eski"),
        ("key", None),
        ("lang", "en"),
        ("lang", None),
        ("slug", "yeni-adres"),
        ("slug", None),
        ("aliases", "[/eski/yol/]"),
        ("aliases", None),
        ("people", "bolat"),
        ("people", "[kaya, yok]"),
        ("people", None),
        ("edition", "2026-02-03"),
        ("edition", "none"),
        ("edition", None),
        ("updated", "2026-02-28T10:00:00+03:00"),
        ("change_note", "Rakam yenilendi."),
        ("change_note", None),
        ("note", "Editörün kendi notu burada uzun uzun durur."),
        ("note", "Bakan"),
        ("kind", "analysis"),
    ]
    change(desk, number, ("articles",), choices)


@edit
def about_a_theme(desk: Desk, number: int) -> None:
    choices = [
        ("order", "9"),
        ("parent", "baris"),
        ("parent", None),
        ("colour", "'#00aa00'"),
        ("colour", None),
        ("states", "[{arrow: worse, since: 2026-02-10, reason: Hat kapandı}, {arrow: same, since: 2026-01}]"),
        ("states", None),
        ("title", "{tr: Yeni konu, en: New theme}"),
        ("title", "Lavrov"),
    ]
    change(desk, number, ("themes",), choices)


@edit
def about_somebody(desk: Desk, number: int) -> None:
    choices = [
        ("aliases", "[Bakan]"),
        ("aliases", "[Deniz, Komisyon]"),
        ("aliases", None),
        ("role", "Başbakan"),
        ("name", "{tr: Başka Ad, en: Other Name}"),
        ("links", "[{url: 'https://kisi.example/'}]"),
        ("links", None),
    ]
    change(desk, number, ("people", "organisations"), choices)


@edit
def about_a_source(desk: Desk, number: int) -> None:
    change(desk, number, ("sources",), [("name", "Başka Ajans"), ("kind", "state"), ("id", "baska"), ("id", None)])


@edit
def about_an_edition(desk: Desk, number: int) -> None:
    choices = [
        ("items", "[2026-01-20-eski]"),
        ("items", "[2026-02-25-ambargolu, 2026-02-03-zirve]"),
        ("items", None),
        ("takeaways", "[{text: Tek sonuç., ref: 2026-02-10-ikinci}]"),
        ("takeaways", "[{text: Ambargolu., ref: 2026-02-25-ambargolu}]"),
        ("takeaways", None),
        ("lead", "Başka bir özet."),
        ("date", "2026-02-10"),
        ("date", "2026-03-04"),
        ("quiet", "true"),
    ]
    change(desk, number, ("editions",), choices)


@edit
def about_a_page(desk: Desk, number: int) -> None:
    choices = [("slug", "biz"), ("slug", None), ("aliases", "[/eski/adres/]"), ("aliases", None), ("lang", "en")]
    change(desk, number, ("pages",), choices)


@edit
def comes(desk: Desk, number: int) -> None:
    """A new file, or one that there was comes back as it was at first."""
    new: dict[str, Doc | bytes] = {
        "content/articles/2026-02-28-yeni.md": doc("Yepyeni bir metin.", title="Yepyeni", date="2026-02-28"),
        "content/articles/2025-11-30-kasim.md": doc("Kasım metni.", title="Kasım", date="2025-11-30", themes="enerji"),
        "content/people/ayse-yilmaz.md": doc(name="Ayşe Yılmaz", role="Uzman"),
        "content/people/zirve.md": doc(name="Zirve", aliases="[Ankara]"),
        "content/organisations/bm.md": doc("Kuruluş.", name="Komisyon"),
        "content/themes/gaz.md": doc("Gaz konusu.", title="Gaz", parent="enerji", order="0"),
        "content/editions/2026-02-10.md": doc(date="2026-02-10", lead="Onuncu gün.", items="[2026-02-10-ikinci]"),
        "content/editions/2026-01-20.md": doc(date="2026-01-20", draft="true", lead="Saklı sayının girişi burada."),
        "content/pages/iletisim.md": doc("Bize yazın.", title="İletişim"),
        "content/articles/ek.pdf": b"%PDF-1.4",
    }
    known = {**CONTENT, **new}
    path, number = pick(sorted(known), number)
    desk.save(path, known[path], young=number % 3 == 2)


@edit
def goes(desk: Desk, number: int) -> None:
    if desk.files:
        del desk.files[pick(sorted(desk.files), number)[0]]


@edit
def mend(desk: Desk, number: int) -> None:
    """A file is as it was at first; picked among those that are not."""
    other = [path for path, says in CONTENT.items() if path not in desk.files or desk.files[path].says != says]
    if other:
        path, _ = pick(sorted(other), number)
        desk.save(path, CONTENT[path])


@edit
def mistake(desk: Desk, number: int) -> None:
    path, says, number = entry(desk, number)
    kind = number % 8
    if kind < len(MISTAKES):
        desk.save(path, Doc(says.fields, (*says.body, MISTAKES[kind])))
    elif kind == 5:
        desk.save(path, Doc((*says.fields, ("yanlis", "alan")), says.body))
    elif kind == 6:
        desk.save(path, b"---\ntitle: Zirve: iki\n---\n\xff\n")
    else:
        desk.save(path, says.data.replace(b"\n", b"\n: [", 1))


@edit
def renamed(desk: Desk, number: int) -> None:
    """A file gets another name, with or without another date in it; what it says stays."""
    path, _, number = entry(desk, number)
    folder, _, name = path.rpartition("/")
    others = ("2026-02-20-baska.md", "yeni-ad.md", "2026-02-03-zirve.ru.md", name.replace(".md", "-2.md"))
    other, number = pick(others, number)
    desk.files[f"{folder}/{other}"] = desk.files.pop(path)


@edit
def moved(desk: Desk, number: int) -> None:
    """A file goes into a sub-folder, or comes out of it."""
    path, _, number = entry(desk, number) if number % 8 else (IMAGE, None, 0)
    parts = path.split("/")
    if path in desk.files:
        there = parts[:2] + parts[3:] if len(parts) > 3 else [*parts[:2], "alt", *parts[2:]]
        desk.files["/".join(there)] = desk.files.pop(path)


@edit
def translated(desk: Desk, number: int) -> None:
    path, _, number = entry(desk, number, "articles", "themes", "people", "pages")
    lang, number = pick(("en", "ru", "tr"), number)
    named = {"name": "A Name"} if "/people/" in path else {"title": "A translation"}
    desk.save(path.replace(".md", f".{lang}.md"), doc("A translated paragraph.", "Another one.", **named))


@edit
def copied(desk: Desk, number: int) -> None:
    """The same id, or the same words, twice."""
    path, says, number = entry(desk, number)
    folder, _, name = path.rpartition("/")
    desk.save(f"{folder}/{('kopya-', 'alt/')[number % 2]}{name}", says)


@edit
def pictured(desk: Desk, number: int) -> None:
    desk.save(IMAGE, image(number % 4), young=number % 3 == 2)


OVERRIDES = (
    ("themes/press/templates/page.html", template("page.html")),
    ("themes/press/templates/article.html", changed("article.html", "<article", "<article data-bizim")),
    ("themes/press/templates/macros/card.html", changed("macros/card.html", 'class="card', 'class="kart')),
    ("themes/press/templates/macros/frame.html", changed("macros/frame.html", "{% macro foot() %}", "{% macro foot() %}X")),
    ("themes/press/templates/base.html", changed("base.html", "</main>", "</main>{{ ask('latest_statements', lang, 1)|length }}")),
    ("themes/press/templates/base.html", changed("base.html", "</main>", "</main>{% include 'kutu.html' ignore missing %}")),
    ("themes/press/templates/kutu.html", "<p>{{ ask('is_past', '2026-03-01') }} {{ ask('archive', lang, '')|length }}</p>"),
    ("themes/press/templates/kutu.html", "<p>Taslak metnin gizli cümlesi burada uzun uzun durur.</p>"),
    ("themes/press/templates/404.html", changed("404.html", "<h1>", "<h1>{{ ask('agent', 'people', 'lavrov', lang).name }} ")),
    ("themes/press/templates/statements.html", "{% extends 'ledger.html' %}{% block list %}{% for key in ask('statements', lang, '') %}{{ part('statement', key) }}{% endfor %}{% endblock %}"),
    ("themes/press/templates/corrections.html", "{% extends 'ledger.html' %}{% block list %}{{ yok }}{% endblock %}"),
    ("themes/press/templates/figures.html", "{% extends 'ledger.html' %}{% block list %}{% if"),
    ("themes/press/templates/archive.html", "{% extends 'ledger.html' %}{% block list %}{{ ask('theme', 'enerji', lang).title }}{% endblock %}"),
    ("themes/press/static/press.css", "body { color: black }\n"),
    ("themes/press/static/press.css", "body { color: white }\n"),
    ("themes/press/static/yerel.css", ".yerel { color: blue }\n"),
    ("themes/press/static/yeni/bizim.js", "// yeni\n"),
)  # fmt: skip


@edit
def overridden(desk: Desk, number: int) -> None:
    (path, text), number = pick(OVERRIDES, number)
    desk.save(path, text.encode(), young=number % 3 == 2)


@edit
def uncovered(desk: Desk, number: int) -> None:
    """An override of the site theme is taken away."""
    own = sorted(path for path in desk.files if path.startswith("themes/"))
    if own:
        del desk.files[pick(own, number)[0]]


@edit
def setting(desk: Desk, number: int) -> None:
    choices: list[Settings] = [
        {"title": "Başka başlık"},
        {"description": "Sitenin açıklaması."},
        {"base_url": "https://baska.example/alt"},
        {"base_url": ""},
        {"languages": ["tr"]},
        {"languages": ["en", "tr"]},
        {"languages": ["tr", "en", "ru"]},
        {"edition": "weekly"},
        {"edition_cutoff": "08:00"},
        {"timezone": "America/New_York"},
        {"timezone": "Avrupa/Ankara"},
        {"default_marking": "TLP:GREEN"},
        {"site_theme": "bizim"},
        dict(SETTINGS),
    ]
    chosen, _ = pick(choices, number)
    desk.settings = chosen if chosen == SETTINGS else {**desk.settings, **chosen}


@edit
def clock(desk: Desk, number: int) -> None:
    desk.now, _ = pick(MOMENTS, number)


@edit
def keep_going(desk: Desk, _: int) -> None:
    desk.keep_going = not desk.keep_going


@edit
def touched(desk: Desk, number: int) -> None:
    """Files are saved again as they are."""
    for path in sorted(desk.files)[number % 3 :: 3]:
        desk.save(path, desk.files[path].says, young=number % 2 == 1)


@mishap
def output_deleted(root: Path, number: int) -> None:
    found = _outputs(root)
    if found:
        pick(found, number)[0].unlink()


@mishap
def output_scribbled_on(root: Path, number: int) -> None:
    found = _outputs(root)
    if found:
        path, number = pick(found, number)
        data = path.read_bytes()
        os.utime(path, ns=(0, 0))
        path.write_bytes(data[: len(data) // 2] if number % 2 else b"x" * len(data))


@mishap
def site_deleted(root: Path, _: int) -> None:
    shutil.rmtree(root / "site", ignore_errors=True)


@mishap
def store_damaged(root: Path, number: int) -> None:
    """A file of the store (but not the manifest, without which outputs are foreign) is gone, cut short or garbage."""
    found = [
        path
        for path in _files(root / ".briefgen")
        if path.suffix in (".traces", ".since", ".answers", ".standing", ".reasons", ".sqlite")
    ]
    if found:
        path, number = pick(found, number)
        data = path.read_bytes()
        if number % 3 == 0:
            path.unlink()
        else:
            path.write_bytes(data[: len(data) * 2 // 3] if number % 3 == 1 else b"\x00garbage" * 100)


def _outputs(root: Path) -> list[Path]:
    return _files(root / "site")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
