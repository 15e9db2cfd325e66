"""A small site that has something of everything, held as values: what each file says, when it was saved, what time it is.

A desk is edited in memory and then put on a disk, so that one state can stand in two folders, and be gone back to.
"""

import json
import os
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from briefgen.site.site_theme import bundled

Fields = dict[str, str]
"""Front matter: values as they are written in YAML."""

PRESENT = "2026-03-01T12:00:00+03:00"
MOMENTS = (
    "2026-01-25T12:00:00+03:00",
    "2026-02-28T20:30:00+00:00",
    "2026-02-28T21:30:00+00:00",
    PRESENT,
    "2026-03-01T12:01:00+03:00",
    "2026-03-06T09:00:00+03:00",
    "2026-03-13T00:00:00+03:00",
    "2026-04-20T12:00:00+03:00",
)
"""Between them dates, an embargo and an expiry pass, and the days of planned events."""


@dataclass(frozen=True)
class Doc:
    """An entry: front matter and paragraphs."""

    fields: tuple[tuple[str, str], ...] = ()
    body: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        lines = [f"{name}: {value}" for name, value in self.fields]
        return "\n".join(["---", *lines, "---", "\n\n".join(self.body), ""]).encode()

    def having(self, **fields: str | None) -> "Doc":
        """With these fields, without those that are None."""
        known = {**dict(self.fields), **fields}
        return replace(self, fields=tuple((name, value) for name, value in known.items() if value is not None))

    def get(self, name: str) -> str:
        return dict(self.fields).get(name, "")


def doc(*body: str, **fields: str) -> Doc:
    return Doc(tuple(fields.items()), body)


@dataclass(frozen=True)
class File:
    """What a file says, and when it was saved (seconds; None for just now)."""

    says: Doc | bytes
    saved: int | None

    @property
    def data(self) -> bytes:
        return self.says if isinstance(self.says, bytes) else self.says.data


Settings = dict[str, str | list[str]]
SETTINGS: Settings = {"title": "Deneme", "base_url": "https://deneme.example", "languages": ["tr", "en"]}


@dataclass
class Desk:
    """The files of a project by path, its settings, and the moment that its builds take for the present."""

    files: dict[str, File] = field(default_factory=dict)
    settings: Settings = field(default_factory=lambda: dict(SETTINGS))
    now: str = PRESENT
    keep_going: bool = False
    clock: int = 1_700_000_000

    def copy(self) -> "Desk":
        return replace(self, files=dict(self.files), settings=dict(self.settings))

    def save(self, path: str, says: Doc | bytes, young: bool = False) -> None:
        """Save a file at a time of its own, unless it is `young`: then at the time of the disk."""
        self.clock += 7
        self.files[path] = File(says, None if young else self.clock)

    def docs(self, *kinds: str) -> list[str]:
        """The paths of the entries of these kinds (all kinds for none)."""
        folders = tuple(f"content/{kind}/" for kind in kinds) or ("content/",)
        return sorted(path for path, file in self.files.items() if path.startswith(folders) and not _is_raw(file))

    def doc(self, path: str) -> Doc:
        says = self.files[path].says
        assert isinstance(says, Doc)
        return says

    @property
    def present(self) -> datetime:
        return datetime.fromisoformat(self.now)

    @property
    def toml(self) -> bytes:
        return "".join(f"{name} = {json.dumps(value)}\n" for name, value in self.settings.items()).encode()

    def key(self) -> tuple[object, ...]:
        """What a clean build depends on."""
        return self.toml, self.now, self.keep_going, tuple(sorted((path, f.data) for path, f in self.files.items()))

    def put(self, root: Path, before: "Desk | None" = None) -> None:
        """Write on the disk what differs from `before`, which stands there."""
        old = before.files if before else {}
        for path in old.keys() - self.files.keys():
            (root / path).unlink()
        for path, file in self.files.items():
            if old.get(path) != file:
                write(root / path, file)
        _remove_empty(root / "content")
        (root / "content/articles").mkdir(parents=True, exist_ok=True)
        if before is None or before.toml != self.toml:
            (root / "briefgen.toml").write_bytes(self.toml)


def write(path: Path, file: File) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.data)
    if file.saved is not None:
        os.utime(path, (file.saved, file.saved))


def _is_raw(file: File) -> bool:
    return isinstance(file.says, bytes)


def _remove_empty(folder: Path) -> None:
    for path, folders, files in os.walk(folder, topdown=False):
        if not folders and not files:
            os.rmdir(path)


def template(name: str) -> str:
    """A template of the bundled site theme."""
    return (bundled() / "press/templates" / name).read_text("utf-8")


def changed(name: str, old: str, new: str) -> str:
    """A template of the bundled site theme, changed in the first place where `old` stands."""
    found = template(name)
    assert old in found, f"no '{old}' in {name}"
    return found.replace(old, new, 1)


def image(number: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + str(number).encode() * 20


SHARED = "Bu cümle iki metinde birden aynı sözlerle durur."

FIRST, SECOND, ZIRVE, OLD = (
    f"content/articles/{name}.md"
    for name in ("2026-01-12-baslangic", "2026-02-10-ikinci", "2026-02-03-zirve", "2026-01-20-eski")
)
ZIRVE_EN, OLD_EN, EMBARGOED, HIDDEN, PLAIN = (
    f"content/articles/{name}.md"
    for name in ("2026-02-03-zirve.en", "2026-01-20-old", "2026-02-25-ambargolu", "2026-02-26-taslak", "2026-02-27-duz")
)
IMAGE = "content/articles/harita.png"
BARIS, ENERJI = "content/themes/baris.md", "content/themes/enerji.md"
LAVROV, KEK, AJANS = "content/people/lavrov.md", "content/organisations/kek.md", "content/sources/ajans.md"
PAGE, EDITION = "content/pages/hakkinda.md", "content/editions/2026-02-03.md"

TUR = '{id: tur, date: %s, title: "Yeni tur", theme: baris, status: %s}'

CONTENT: dict[str, Doc | bytes] = {
    FIRST: doc(
        "Görüşme Ankara'da başladı. Lavrov da geldi.",
        '["Masadayız."]{speaker=lavrov} dedi; [yeni tur]{event=tur} beklenir.',
        SHARED,
        title="Görüşmeler başladı",
        date="2026-01-12",
        themes="baris",
        source="ajans",
        events=f"[{TUR % ('2026-03-12', 'planned')}]",
    ),
    OLD: doc("Eski metnin ilk paragrafı.", title="Eski metin", date="2026-01-20", key="eski", themes="enerji"),
    OLD_EN: doc("The first paragraph of the old text.", title="An old text", date="2026-01-20", key="eski", lang="en"),
    ZIRVE: doc(
        "Zirve Ankara'da toplandı. [Önceki metin](2026-01-12-baslangic.md#baris).[^1]",
        "{theme=enerji #gaz}\n[2 bin]{figure=asker} asker döndü. ![Harita](harita.png)",
        "> [!ARKA PLAN]\n> Komisyon geçen yıl kuruldu.",
        "[^1]: Bir dipnot.",
        title="Zirve toplandı",
        date="2026-02-03",
        summary="Üç başlık görüşüldü.",
        themes="baris",
        figures='[{id: asker, series: donen, title: "Dönen askerler", value: 2000, claimed_by: lavrov}]',
        people="kaya",
    ),
    ZIRVE_EN: doc(
        "The summit met in Ankara.",
        "{theme=enerji #gaz}\n[2 thousand]{figure=asker} soldiers returned.",
        title="Summit meets",
        summary="Three subjects were discussed.",
    ),
    SECOND: doc(
        "İkinci metin. KEK toplandı.",
        SHARED,
        title="İkinci metin",
        date="2026-02-10T09:30:00+03:00",
        themes="baris",
        aliases="[/eski/adres/]",
        events=f"[{TUR % ('2026-03-05', 'planned')}]",
        corrections="[{date: 2026-02-11, kind: correction, text: Tarih düzeltildi., was: 4 Mart, now: 5 Mart}]",
    ),
    EMBARGOED: doc(
        "Ambargolu haber yarın sabah erkenden okunacak, bugün değil.",
        title="Ambargolu haber burada",
        date="2026-02-25",
        embargo="2026-03-06T08:00:00+03:00",
        themes="enerji",
        people="bolat",
    ),
    HIDDEN: doc(
        "Taslak metnin gizli cümlesi burada uzun uzun durur.",
        title="Taslak",
        date="2026-02-26",
        draft="true",
        slug="baris",
    ),
    PLAIN: doc("Düz bir metnin tek cümlesi burada durur.", title="Düz metin", date="2026-02-27"),
    IMAGE: image(0),
    BARIS: doc("Barış sürecinin arka planı.", title="{tr: Barış, en: Peace}", order="1", colour="'#aa0000'"),
    ENERJI: doc(
        title="Enerji", order="2", parent="baris", states="[{arrow: better, since: 2026-02, reason: Akış var}]"
    ),
    LAVROV: doc("Kısa bir özgeçmiş.", name="Sergey Lavrov", role="Bakan", aliases="[Lavrov]"),
    "content/people/kaya.md": doc(name="Deniz Kaya", role="{tr: Sözcü, en: Spokesperson}"),
    "content/people/bolat.md": doc(name="Ömer Bolat"),
    KEK: doc(name="{tr: Karma Ekonomik Komisyon, en: Joint Economic Commission}", abbreviation="KEK"),
    AJANS: doc(name="Ajans", kind="wire"),
    PAGE: doc("Bu site bir denemedir. [Lavrov](../people/lavrov.md).", title="Hakkında", aliases="[/kunye/]"),
    EDITION: doc(
        date="2026-02-03",
        title="Zirve sayısı",
        lead="Günün özeti.",
        items="[2026-02-03-zirve, 2026-01-12-baslangic]",
        takeaways='[{text: Zirve toplandı., theme: baris, ref: "2026-02-03-zirve#gaz"}, {text: Gaz akıyor.}]',
    ),
    "themes/press/static/yerel.css": b".yerel { color: red }\n",
    "themes/press/templates/page.html": template("page.html")
    .replace("<h1>", "<h1 data-past=\"{{ ask('is_past', '2026-02-28') }}\">")
    .encode(),
}


def desk(*languages: str) -> Desk:
    """The site as it stands before any edit, in Turkish and English unless others are given."""
    found = Desk()
    if languages:
        found.settings["languages"] = list(languages)
    for path, says in CONTENT.items():
        found.save(path, says)
    return found


def undone(now: Desk, before: Desk) -> Desk:
    """The desk as it was, at a later time: a file that comes back bears the time that it had."""
    return replace(before.copy(), clock=now.clock)
