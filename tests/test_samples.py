"""Real input: the sample content of this repository, and the wire article beside it, built as an editor builds them."""

import re
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import NOW, Run, Site, everything

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT.parent / "shared" / "samples"
LAVROV = "articles/2026/02/03/lavrov-yazili-yanit/index.html"
TRANSLATIONS = {"tr": "", "en": "en/"}

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not beside this repository")


@pytest.fixture
def sample(tmp_path: Path, run: Run) -> Path:
    """The output of the marked-up wire article, in Turkish and English."""
    shutil.copytree(SAMPLES / "content", tmp_path / "content")
    (tmp_path / "briefgen.toml").write_text('title = "Deneme"\nlanguages = ["tr", "en"]\n')
    done = run("build", "--as-of", NOW, cwd=tmp_path)
    assert (done.code, "error" in done.err.replace("errors: 0", "")) == (0, False)
    return tmp_path / "site"


def words(page: Path, selector: str = "main") -> str:
    """The text of the elements of a page, one space between words."""
    found = LexborHTMLParser(page.read_text("utf-8")).css(selector)
    return " ".join(" ".join(node.text(separator=" ") for node in found).split())


@needs_samples
@pytest.mark.parametrize("tree", TRANSLATIONS.values(), ids=TRANSLATIONS)
def test_the_energy_page_shows_akkuyu_and_not_the_prisoners(tree: str, sample: Path) -> None:
    for page in ("index.html", "dossier/index.html"):
        text = words(sample / f"{tree}themes/energy-projects" / page)
        assert "Akkuyu Nükleer Santrali'nde çalışmaların devam ettiğini" in text
        assert "savaş esirlerinin değişimi" not in text
        assert "İstanbul'u mekan olarak" not in text


@needs_samples
@pytest.mark.parametrize("tree", TRANSLATIONS.values(), ids=TRANSLATIONS)
def test_the_passage_on_regional_dialogue_stands_under_two_themes(tree: str, sample: Path) -> None:
    sentence = "Suriye, Orta Doğu ve Güney Kafkasya'daki durum hakkında"
    under = {
        theme
        for theme in ("ukraine-process", "bilateral-relations", "energy-projects")
        if sentence in words(sample / f"{tree}themes/{theme}/index.html")
    }
    assert under == {"ukraine-process", "bilateral-relations"}
    assert words(sample / LAVROV).count(sentence) == 1


@needs_samples
def test_it_stands_once_in_the_edition(sample: Path) -> None:
    sentence = "Suriye, Orta Doğu ve Güney Kafkasya'daki durum hakkında"
    assert words(sample / "editions/2026-02-03/index.html", ".text").count(sentence) == 1


FIGURES = {
    "tr": [
        ("Rusya'ya dönen askerler", "2.300"),
        ("Rusya'ya dönen siviller", "170"),
        ("Ukrayna'ya dönen askerler", "2.400"),
        ("Ukrayna'ya dönen siviller", "170"),
        ("Putin-Erdoğan telefon görüşmeleri", "7"),
    ],
    "en": [
        ("Soldiers returned to Russia", "2,300"),
        ("Civilians returned to Russia", "170"),
        ("Soldiers returned to Ukraine", "2,400"),
        ("Civilians returned to Ukraine", "170"),
        ("Putin-Erdoğan phone calls", "7"),
    ],
}
CLAIM = {
    "tr": ("Açıklayan: Sergey Lavrov", "3 Şubat 2026 itibarıyla"),
    "en": ("Claimed by: Sergey Lavrov", "as of 3 February 2026"),
}


@needs_samples
@pytest.mark.parametrize("lang", FIGURES)
def test_all_five_figures_say_what_they_count_who_claims_them_and_as_of_when(lang: str, sample: Path) -> None:
    page = sample / f"{TRANSLATIONS[lang]}figures/index.html"
    text = words(page)
    for title, value in FIGURES[lang]:
        assert title in text
        assert re.search(rf"(?<![\d.,]){re.escape(value)}(?![\d.,]*\d)", text)
    claimant, as_of = CLAIM[lang]
    assert text.count(claimant) == 5
    assert text.casefold().count(as_of.casefold()) == 5


@needs_samples
@pytest.mark.parametrize("tree", TRANSLATIONS.values(), ids=TRANSLATIONS)
def test_the_quote_is_in_the_statements_under_lavrov(tree: str, sample: Path) -> None:
    page = LexborHTMLParser((sample / f"{tree}statements/index.html").read_text("utf-8"))
    quotes = [node for node in page.css("blockquote, li, article, figure") if "Ne yazık ki" in node.text()]
    assert quotes, "the quote is not in the ledger"
    assert "Sergey Lavrov" in quotes[-1].text() or "Sergey Lavrov" in (
        quotes[-1].parent.text() if quotes[-1].parent else ""
    )
    assert "Ne yazık ki, tüm girişimlerimiz cevapsız kaldı." in words(sample / f"{tree}people/lavrov/index.html")


@needs_samples
def test_the_note_is_in_no_output_byte(sample: Path) -> None:
    assert "toplamayın" not in everything(sample)
    assert "Editör notu" not in everything(sample)


@needs_samples
def test_no_mark_reaches_the_reader(sample: Path) -> None:
    assert re.search(r"\{(?:theme|speaker|figure|event|date)=|\{#", everything(sample)) is None


@needs_samples
def test_the_wire_builds_as_it_arrives(tmp_path: Path, run: Run) -> None:
    """Pasted under a bare `title:` and `date:`; every paragraph is on the page as it was, its signs untouched."""
    raw = next((SAMPLES / "raw").iterdir()).read_text("utf-8")
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/lavrov.md").write_text(f"---\ntitle: Lavrov\ndate: 2026-02-03\n---\n{raw}")
    (tmp_path / "briefgen.toml").write_text('base_url = "https://deneme.example"\n')
    done = run("build", "--as-of", NOW, "--strict", cwd=tmp_path)
    assert (done.code, done.err.splitlines()[0]) == (0, "articles: 1")
    text = words(tmp_path / "site/articles/2026/02/03/lavrov/index.html", ".text")
    paragraphs = [" ".join(part.split()) for part in raw.split("\n\n") if part.strip()]
    assert [part for part in paragraphs if part not in text] == []


def test_an_article_with_a_title_and_a_date_is_in_its_edition(site: Site, build: Run) -> None:
    site.article("2026-02-03-a", title="Bakanlar Ankara'da görüştü", body="")
    assert build(site.root).code == 0
    assert "Bakanlar Ankara'da görüştü" in words(site.out / "index.html")


def test_without_an_address_one_notice_says_what_is_left_out(site: Site, build: Run) -> None:
    site.write("briefgen.toml", 'title = "Deneme"\n')
    site.article("2026-02-03-a")
    err = build(site.root).err
    assert err.count("notice[no-base-url]") == 1
    assert "base_url" not in build(site.root, "-q").err


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of this repository's own content, built from a copy."""
    from click.testing import CliRunner

    from briefgen.cli import program

    copy = tmp_path_factory.mktemp("own")
    shutil.copytree(ROOT / "content", copy / "content")
    shutil.copy(ROOT / "briefgen.toml", copy)
    done = CliRunner().invoke(
        program, ["-C", str(copy), "--lang", "en", "build", "--as-of", NOW], catch_exceptions=False
    )
    assert done.exit_code == 0
    assert "error[" not in done.stderr
    assert "warning[" not in done.stderr
    return copy


def _field(text: str, name: str) -> str:
    found = re.search(rf"^{name}:\s*(.*)$", text, re.MULTILINE)
    return found[1].strip() if found else ""


def test_there_are_twelve_articles_in_three_languages(own: Path) -> None:
    built = list((own / "site").rglob("articles/2026/0[12]/*/*/index.html"))
    langs = [LexborHTMLParser(page.read_text("utf-8")).css_first("html").attributes["lang"] for page in built]
    assert len(built) >= 12
    assert (langs.count("tr") >= 8, langs.count("en") >= 2, langs.count("ru") >= 2) == (True, True, True)


def test_one_article_carries_all_three_themes_in_different_passages(own: Path) -> None:
    themes = {"bilateral-relations", "energy-projects", "ukraine-process"}
    pages = (own / "site").rglob("articles/**/index.html")
    found = [
        page
        for page in pages
        if {f"theme-{theme}" for theme in themes}
        <= {
            name
            for node in LexborHTMLParser(page.read_text("utf-8")).css(".passage")
            for name in (node.attributes.get("class") or "").split()
        }
    ]
    assert found


@pytest.mark.parametrize(
    "mark",
    ["{theme=", '{theme="', "{speaker=", "{figure=", "{event=", "{date=", "#", "<!--", "[!"],
)
def test_every_kind_of_mark_is_used(mark: str) -> None:
    assert any(mark in file.read_text("utf-8") for file in (ROOT / "content/articles").glob("*.md"))


def test_a_text_and_its_translation_know_each_other(own: Path) -> None:
    pages = (own / "site").rglob("articles/**/index.html")
    assert any(LexborHTMLParser(page.read_text("utf-8")).css("main [hreflang]") for page in pages)


def test_no_note_of_the_desk_is_in_the_output(own: Path) -> None:
    text = everything(own / "site")
    sources = [file.read_text("utf-8") for file in (own / "content").rglob("*.md")]
    notes = [_field(source, "note").strip('"') for source in sources]
    notes += [comment.strip() for source in sources for comment in re.findall(r"<!--(.*?)-->", source, re.DOTALL)]
    assert any(notes), "the sample has no note to look for"
    assert [note for note in notes if note and note in text] == []


def test_no_mark_of_the_own_sample_reaches_the_reader(own: Path) -> None:
    assert re.search(r"\{(?:theme|speaker|figure|event|date)=", everything(own / "site")) is None


def test_every_page_is_well_nested_and_every_link_leads_somewhere(own: Path) -> None:
    site = own / "site"
    dead = []
    for page in site.rglob("*.html"):
        if page.name == "404.html":
            continue
        tree = LexborHTMLParser(page.read_text("utf-8"))
        ids = [node.attributes["id"] for node in tree.css("[id]")]
        assert len(ids) == len(set(ids)), page
        for node in tree.css("[href], [src]"):
            link = node.attributes.get("href") or node.attributes.get("src") or ""
            path, _, name = link.partition("#")
            if re.match(r"[a-z]+:", link) or (not path and name in ids):
                continue
            target = (page.parent / path).resolve()
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (name and f'id="{name}"' not in target.read_text("utf-8")):
                dead.append((page.relative_to(site).as_posix(), link))
    assert dead == []


@pytest.mark.parametrize("kind", ["themes", "people", "organisations", "sources"])
def test_what_is_said_of_an_entry_is_said_in_every_language_of_the_site(kind: str) -> None:
    described = [
        path
        for path in (ROOT / "content" / kind).glob("*.md")
        if "." not in path.stem and path.read_text("utf-8").split("---", 2)[2].strip()
    ]
    assert described
    missing = [
        f"{path.stem}.{lang}"
        for path in described
        for lang in ("en", "ru")
        if not path.with_name(f"{path.stem}.{lang}.md").is_file()
    ]
    assert not missing
