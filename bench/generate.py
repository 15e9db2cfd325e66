"""Content to measure with: `python bench/generate.py DIR --articles 1000`.

Turkish prose of about 5 KB an article; by default a desk that follows three themes, twenty people and as many sources
over a year. The same arguments give the same bytes on every machine.
"""

import argparse
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SUBJECTS = (
    "Bakanlık sözcüsü", "Heyet başkanı", "Komisyon", "Büyükelçi", "Enerji şirketi", "Sivil toplum temsilcileri",
    "Uzmanlar", "İki ülkenin teknik ekipleri", "Parlamento üyeleri", "Liman yetkilileri", "Santral yönetimi",
)  # fmt: skip
OBJECTS = (
    "görüşmelerin ikinci turunu", "insani koridorun işleyişini", "doğal gaz sevkiyatının takvimini",
    "karşılıklı ticaretin hacmini", "sınır kapılarındaki yoğunluğu", "deneme çalışmalarının sonuçlarını",
    "ortak bildirinin metnini", "tahıl sevkiyatındaki gecikmeyi", "öğrenci değişiminin koşullarını",
)  # fmt: skip
VERBS = (
    "değerlendirdi", "ele aldı", "yazılı olarak duyurdu", "olumlu bulduğunu belirtti", "yeniden gündeme getirdi",
    "ertelediğini açıkladı", "ayrıntılarıyla anlattı", "gözden geçireceğini söyledi",
)  # fmt: skip
TIMES = (
    "bu hafta",
    "dün akşam",
    "ocak ayının başında",
    "geçen yılın sonunda",
    "önümüzdeki günlerde",
    "sabah saatlerinde",
)
PLACES = ("Ankara'da", "İstanbul'da", "Moskova'da", "Kiev'de", "Mersin'de", "Iğdır'da", "Çanakkale'de")
FIRST = ("Ayşe", "Çağrı", "İlker", "Şule", "Gökçe", "Ömer", "Ülkü", "Işıl", "Kerem", "Nihan")
LAST = ("Yılmaz", "Öztürk", "Çelik", "Şahin", "Güneş", "İnce", "Ilgaz", "Üstün", "Ağaoğlu", "Erdem", "Kaya", "Doğan",
        "Bozkurt", "Aydın", "Polat", "Tekin", "Uçar", "Sezer", "Bulut", "Ateş")  # fmt: skip

PEOPLE = [(f"{a} {b}", f"kisi-{n}") for n, (a, b) in enumerate((a, b) for a in FIRST for b in LAST)]
THEMES = [f"konu-{n:02}" for n in range(12)]
SOURCES = [f"kaynak-{n:02}" for n in range(20)]


@dataclass(frozen=True)
class Desk:
    """How much a desk follows: its themes, the people it names, the days that its articles are spread over."""

    themes: int = 3
    people: int = 20
    days: int = 365


def generate(folder: Path, articles: int, desk: Desk = Desk()) -> None:
    """Write a site with that many articles into `folder`."""
    content = folder / "content"
    themes, people = THEMES[: desk.themes], PEOPLE[:: len(PEOPLE) // desk.people][: desk.people]
    for kind in ("articles", "themes", "people", "sources"):
        (content / kind).mkdir(parents=True, exist_ok=True)
    settings = 'title = "Ölçüm"\nlanguages = ["tr"]\nbase_url = "https://bench.example"\n'
    (folder / "briefgen.toml").write_text(settings, "utf-8")
    for number, theme in enumerate(themes):
        write(content / "themes" / f"{theme}.md", [f"title: Konu {number}", f"order: {number}"], "Standart arka plan.")
    for name, id_ in people:
        write(content / "people" / f"{id_}.md", [f"name: {name}", "role: Temsilci"], "")
    for source in SOURCES:
        write(content / "sources" / f"{source}.md", [f"name: Kaynak {source[-2:]}"], "")
    for number in range(articles):
        write(*article(content, number, articles, desk.days, themes, people))


def write(path: Path, fields: list[str], body: str) -> None:
    path.write_text("---\n" + "\n".join(fields) + "\n---\n\n" + body + "\n", "utf-8")


def article(
    content: Path, number: int, count: int, days: int, subjects: list[str], people: list[tuple[str, str]]
) -> tuple[Path, list[str], str]:
    """One article, from a random source of its own number: more articles do not change the first ones."""
    chance = random.Random(number)
    day = date(2024, 1, 1) + timedelta(days=number * days // max(count, 1))
    themes = chance.sample(subjects, 2)
    fields = [
        f'title: "{sentence(chance)[:-1]} ({number})"',
        f"date: {day}",
        f"source: {chance.choice(SOURCES)}",
        f'summary: "{sentence(chance)}"',
        f"themes: [{themes[0]}]",
    ]
    parts: list[str] = []
    while sum(len(part.encode()) for part in parts) < 4700:
        sentences = [sentence(chance) for _ in range(chance.randint(3, 5))]
        name, id_ = chance.choice(people)
        kind = len(parts) % 5
        if kind == 2:
            sentences.append(f'{name}, ["{sentence(chance)}"]{{speaker={id_}}} dedi.')
        elif kind == 3:
            sentences.append(f"{name}'in **bu konudaki** sözleri hatırlatıldı.")
        prefix = f"## {sentence(chance)[:-1]} {{theme={themes[1]}}}\n\n" if len(parts) == 4 else ""
        parts.append(prefix + " ".join(sentences))
    return content / "articles" / f"{day}-metin-{number:06}.md", fields, "\n\n".join(parts)


def sentence(chance: random.Random) -> str:
    words = (
        chance.choice(SUBJECTS),
        chance.choice(TIMES),
        chance.choice(PLACES),
        chance.choice(OBJECTS),
        chance.choice(VERBS),
    )
    return " ".join(words) + "."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--themes", type=int, default=3)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--days", type=int, default=365)
    given = parser.parse_args()
    generate(given.folder, given.articles, Desk(given.themes, given.people, given.days))


if __name__ == "__main__":
    main()
