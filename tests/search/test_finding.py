"""What the search finds: the cases of the issue, and how well it does on labelled queries (`pytest tests/search -s` tells)."""

import json
import math
import re
import shutil
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from briefgen.pipeline import build
from briefgen.report import Options
from briefgen.site import postings
from tests.conftest import Site

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
LABELLED = tomllib.loads((HERE / "queries.toml").read_text("utf-8"))
NEEDS, SAME = LABELLED["need"], LABELLED["same"]
LANGUAGES = ("tr", "en", "ru")
QUERIES = [
    (lang, query, {SAME.get(key, key) for key in need["relevant"]})
    for need in NEEDS
    for lang in LANGUAGES
    for query in need.get(lang, [])
]
NODE = shutil.which("node")
SHOWN = 10

needs_node = pytest.mark.skipif(NODE is None, reason="no node on this machine")


def asked(site: Path, queries: list[tuple[object, ...]]) -> list[list[tuple[str, str, str]]]:
    """The first passages for each (language, query[, filter]) as (language, text, passage)."""
    assert NODE is not None
    command = [NODE, str(HERE / "asking.js"), str(ROOT / "themes/press/static/search-index.js"), str(site)]
    done = subprocess.run(command, input=json.dumps(queries).encode(), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return [[(lang, text, anchor) for lang, text, anchor in found] for found in json.loads(done.stdout)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample briefing with all of it visible."""
    root = tmp_path_factory.mktemp("finding")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "briefgen.toml", root)
    assert not build(Options(root=root)).has_errors
    return root / "site"


def passages(site: Path) -> list[tuple[str, str, str, str]]:
    """(language, key, head, text) of every passage; the key is the same in all languages."""
    found = []
    for file in sorted(site.glob("search/*/*/*.js")):
        handed = re.fullmatch(r'briefgenSearch\.take\("texts",(.*)\);\n', file.read_text("utf-8"), re.DOTALL)
        assert handed
        data = json.loads(handed[1])
        for text in data["texts"]:
            slug = text["url"].split("/")[-2]
            head = f"{text['title']} {text['summary']} {text['source_name']}"
            for part in text["passages"]:
                key = f"{slug}#{part['anchor']}"
                found.append((data["lang"], SAME.get(key, key), head, part["text"]))
    return found


class Unfolded:
    """What is compared with: BM25 over the same texts, whose words are small letters and no more."""

    def __init__(self, found: list[tuple[str, str, str, str]]) -> None:
        self.keys = [(lang, key) for lang, key, _, _ in found]
        self.documents = [Counter(self.words(f"{head} {text}")) for _, _, head, text in found]
        self.usual = sum(map(len, self.documents)) / len(self.documents)
        self.held = Counter(word for document in self.documents for word in document)

    @staticmethod
    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text.lower())

    def ask(self, lang: str, query: str) -> list[str]:
        wanted = self.words(query)
        found = []
        for (own, key), document in zip(self.keys, self.documents, strict=True):
            met = [word for word in wanted if word in document]
            if met:
                found.append((len(met), own == lang, sum(self.weight(word, document) for word in met), key))
        whole = [each for each in found if each[0] == len(wanted)] or found
        best = sorted(whole, key=lambda each: (each[2], each[1]), reverse=True)
        return list(dict.fromkeys(key for _, _, _, key in best))[:SHOWN]

    def weight(self, word: str, document: Counter[str]) -> float:
        rarity = math.log(1 + (len(self.documents) - self.held[word] + 0.5) / (self.held[word] + 0.5))
        norm = 1.2 * (0.25 + 0.75 * len(document) / self.usual)
        return rarity * document[word] / (document[word] + norm)


def measured(answers: list[list[str]]) -> tuple[float, float]:
    """The means of recall (of what is relevant, how much stands among the ten) and precision (of what stands there, how
    much is relevant; nothing found is no precision).
    """
    recall = precision = 0.0
    for (_, _, relevant), found in zip(QUERIES, answers, strict=True):
        hits = len(relevant & set(found))
        recall += hits / min(len(relevant), SHOWN)
        precision += hits / len(found) if found else 0
    return recall / len(QUERIES), precision / len(QUERIES)


@needs_node
def test_labelled_queries_are_answered(sample: Path) -> None:
    answers = [
        [SAME.get(key := f"{text}#{anchor}", key) for _, text, anchor in found]
        for found in asked(sample, [(lang, query) for lang, query, _ in QUERIES])
    ]
    plain = Unfolded(passages(sample))
    recall, precision = measured(answers)
    baseline = measured([plain.ask(lang, query) for lang, query, _ in QUERIES])
    print(f"\n{len(QUERIES)} queries: recall {recall:.3f}, precision {precision:.3f} at {SHOWN}")
    print(f"unfolded: recall {baseline[0]:.3f}, precision {baseline[1]:.3f}")
    for (lang, query, relevant), found in zip(QUERIES, answers, strict=True):
        missed, wrong = relevant - set(found), [each for each in found if each not in relevant]
        if missed or wrong:
            print(f"{lang} {query}: missed {sorted(missed)}, wrong {wrong}")
    assert len(QUERIES) >= 100
    assert recall >= 0.9
    assert precision >= 0.8
    assert recall - baseline[0] >= 0.25


def test_the_labels_name_passages(sample: Path) -> None:
    known = {key for _, key, _, _ in passages(sample)}
    assert {key for _, _, relevant in QUERIES for key in relevant} <= known


CASES = {
    "igdir": ("Iğdır'da kar yağdı.", ["igdir", "ığdır", "IĞDIR", "Iğdır'ın"]),
    "turkiye": ("Türkiye'nin tutumu açıklandı.", ["Turkiye", "türkiye", "TÜRKİYE"]),
    "isik": ("Limanda ışıklar yandı.", ["isik", "ışık", "işik", "IŞIK", "Işıklar"]),
    "isin": ("Bir ışık söndü.", ["isik", "ışık", "işik", "IŞIK"]),
    "putin": ("Putin’den yanıt geldi.", ["putin", "Putin'in", "PUTİN"]),
    "birlik": ("Taraflar iş birliğini artırdı.", ["is birligi", "işbirliği", "İŞBİRLİĞİ", "iş birliğinin"]),
    "bitisik": ("İşbirliği metni imzalandı.", ["is birligi", "işbirliği", "iş birliği"]),
    "lavrov": ("Говорил Лавров.", ["Лаврова", "лавров", "ЛАВРОВУ"]),
    "asker": ("2.300'den fazla asker döndü.", ["2300", "2.300", "2,300", "2300'den"]),
}
"""A text by name, and the queries that find it."""


@pytest.fixture
def small(site: Site) -> Site:
    for number, (name, (body, _)) in enumerate(CASES.items(), 1):
        site.article(f"2026-02-{number:02}-{name}", body=body, title=f"Metin {number}")
    # Both words stand here, and not side by side.
    site.article("2026-01-05-ayri", body="Avrupa birliği büyüdü. İş dünyası sevindi.", title="Metin 9")
    return site


@needs_node
def test_words_find_every_form_that_the_desk_may_have_written(small: Site) -> None:
    assert not build(Options(root=small.root)).has_errors
    queries = [(name, query) for name, (_, wanted) in CASES.items() for query in wanted]
    answers = asked(small.out, [("tr", query) for _, query in queries])
    found = {query: {text for _, text, _ in answer} for (_, query), answer in zip(queries, answers, strict=True)}
    assert [(name, query) for name, query in queries if name not in found[query]] == []
    assert found["isik"] == found["ışık"] == found["işik"] == {"isik", "isin"}
    assert found["is birligi"] == found["işbirliği"] == found["iş birliği"] == {"birlik", "bitisik"}


@needs_node
def test_a_full_form_stands_above_a_beginning_and_that_above_the_first_letters(site: Site) -> None:
    for day, body in (("03", "Anlaşmazlık sürüyor."), ("02", "Anlaşmaya varıldı."), ("01", "Anlaşma imzalandı.")):
        site.article(f"2026-02-{day}-x{day}", body=body, title="Metin")
    site.article("2026-02-04-x04", body="Anlaşılan bu.", title="Metin")
    build(Options(root=site.root))
    (found,) = asked(site.out, [("tr", "anlaşma")])
    assert [text for _, text, _ in found] == ["x01", "x03", "x02", "x04"]


@needs_node
def test_of_equals_the_newer_stands_first_and_every_beginning_is_enough(site: Site) -> None:
    for month in ("01", "03", "02"):
        site.article(f"2026-{month}-01-m{month}", body="Görüşme yapıldı.", title="Metin")
    build(Options(root=site.root))
    answers = asked(site.out, [("tr", "görüşme"), ("tr", "gor"), ("tr", "görüşme yap"), ("tr", "yokböyle"), ("tr", "")])
    assert [[text for _, text, _ in found] for found in answers] == [["m03", "m02", "m01"]] * 3 + [[], []]


@needs_node
@pytest.mark.parametrize("room", [postings._ROOM, -6 * postings._MORE])
def test_the_word_that_was_asked_for_is_found_among_many_that_begin_alike(
    site: Site, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    """Where the index holds it, and where the texts have to be read."""
    monkeypatch.setattr(postings, "_ROOM", room)
    for number in range(60):
        body = "Anlaşmazlık çıktı." if number == 5 else "Anlaşılan bu."
        site.article(f"2026-0{number // 28 + 1}-{number % 28 + 1:02}-x{number}", body=body, title="Metin")
    build(Options(root=site.root))
    (found,) = asked(site.out, [("tr", "anlaşmazlık")])
    assert [text for _, text, _ in found] == ["x5", *(f"x{number}" for number in range(59, 50, -1))]


@needs_node
def test_results_are_passages_and_filters_narrow_them(site: Site) -> None:
    for theme in ("gaz", "baris"):
        site.write(f"content/themes/{theme}.md", f"---\ntitle: Konu {theme}\n---\n")
    site.write("content/people/kaya.md", "---\nname: Deniz Kaya\n---\n")
    site.write("content/sources/ajans.md", "---\nname: Ajans\n---\n")
    body = "Tur yapıldı.\n\n{theme=gaz}\nTur için Deniz Kaya konuştu."
    site.article("2026-02-01-a", "themes: [baris]\nsource: ajans", body)
    site.article("2026-02-02-b", "themes: [gaz]", "Bir tur daha yapıldı.")
    build(Options(root=site.root))
    filters = [{}, {"theme": "gaz"}, {"person": "kaya"}, {"source": "ajans"}, {"from": "2026-02-02"}]
    filters += [{"to": "2026-02-01", "theme": "baris"}, {"theme": "yok"}]
    answers = asked(site.out, [("tr", "tur", each) for each in filters])
    assert [{f"{text}#{anchor}" for _, text, anchor in found} for found in answers] == [
        {"a#baris", "a#gaz", "b#gaz"},
        {"a#gaz", "b#gaz"},
        {"a#gaz"},
        {"a#baris", "a#gaz"},
        {"b#gaz"},
        {"a#baris"},
        set(),
    ]


@needs_node
def test_a_text_in_several_languages_speaks_in_the_readers(site: Site) -> None:
    site.write("briefgen.toml", 'title = "Deneme"\nlanguages = ["tr", "en", "ru"]\n')
    site.article("2026-02-01-a", body="NATO toplandı.")
    site.article("2026-02-01-a.en", body="NATO met in Ankara.")
    site.article("2026-02-02-b.ru", "date: 2026-02-02", "Говорил Лавров.", title="Текст")
    build(Options(root=site.root))
    answers = asked(site.out, [("tr", "nato"), ("en", "nato"), ("ru", "nato"), ("tr", "met"), ("en", "Лаврова")])
    assert [[lang for lang, _, _ in found] for found in answers] == [["tr"], ["en"], ["tr"], ["en"], ["ru"]]


@needs_node
def test_the_desks_own_synonyms_add_to_those_that_come_with_it(site: Site) -> None:
    site.article("2026-02-01-a", body="Sondaj gemisi yola çıktı.")
    site.article("2026-02-02-b", body="Taraflar iş birliği yaptı.")
    site.write("content/synonyms.txt", "# bizimkiler\n\nsondaj gemisi = Yavuz\n")
    report = build(Options(root=site.root))
    assert report.findings == []
    assert [[text for _, text, _ in found] for found in asked(site.out, [("tr", "yavuz"), ("tr", "işbirliği")])] == [
        ["a"],
        ["b"],
    ]
    site.write("content/synonyms.txt", "sondaj gemisi = Fatih\n")
    assert build(Options(root=site.root)).published
    assert [len(found) for found in asked(site.out, [("tr", "yavuz"), ("tr", "fatih")])] == [0, 1]


def test_a_line_that_means_nothing_is_a_finding_with_its_place(site: Site) -> None:
    site.article("2026-02-01-a")
    site.write("content/synonyms.txt", "iş birliği = işbirliği\nyalnız\na = \n")
    found = [(each.code, each.span.path, each.span.line) for each in build(Options(root=site.root)).findings]
    assert found == [("bad-synonym", "content/synonyms.txt", 2), ("bad-synonym", "content/synonyms.txt", 3)]


def test_what_is_retracted_or_withheld_has_no_words(site: Site) -> None:
    site.write("content/people/zkisi.md", "---\nname: Zkisi Gizli\nstatus: withheld\n---\n")
    site.article("2026-02-01-a", body="Açık metin.")
    retracted = "corrections:\n  - {date: 2026-02-02, kind: retraction, text: Geri alındı.}"
    site.article("2026-02-01-b", retracted, "Zretracted sözcüğü.")
    site.article("2026-02-01-c", "status: withheld", "Zwithheld sözcüğü.")
    site.article("2026-02-01-d", body='["Söz."]{speaker=zkisi} dendi.')
    build(Options(root=site.root))
    words = {word for file in site.out.glob("search/*/*.js") for word in terms_in(file)}
    assert {"acik", "metin", "soz"} <= words
    assert [word for word in words if word.startswith(("zret", "zwit", "zkis", "gizl"))] == []
    texts = "".join(file.read_text("utf-8") for file in site.out.glob("search/**/*.js"))
    assert [word for word in ("Zretracted", "Zwithheld", "zkisi", "Gizli") if word in texts] == []


def terms_in(file: Path) -> list[str]:
    """The words of a segment, as docs/architecture.md says that they are written."""
    coded = re.search(r'"terms":"([^"]*)"', file.read_text("utf-8"))
    assert coded
    found = [""]
    for shared, rest in re.findall(r"([A-Z])([^A-Z]*)", coded[1]):
        found.append(found[-1][: ord(shared) - ord("A")] + rest)
    return found[1:]


def test_an_edit_rewrites_one_segment_and_one_day(site: Site) -> None:
    for month in ("01", "02"):
        for day in ("01", "02"):
            site.article(f"2026-{month}-{day}-m{month}{day}", body="Görüşme yapıldı.")
    build(Options(root=site.root))
    site.article("2026-02-02-m0202", body="Görüşme ertelendi.")
    written = build(Options(root=site.root)).published
    assert written is not None
    searched = {path for path in written.written if path.startswith("search/")}
    assert searched == {"search/tr/2026-02/02.js", "search/tr/2026-02.js"}
