"""What pages say, and what of it stands in which language."""

import re

from tests.conftest import Run, Site


def test_a_month_names_only_the_languages_that_have_it(site: Site, build: Run, run: Run) -> None:
    """A translation whose passages stand under no theme gives its tree no month of that theme."""
    site.write("briefgen.toml", 'languages = ["tr", "en", "ru"]\nbase_url = "https://deneme.example"\n')
    site.write("content/themes/baris.md", "---\ntitle: Barış\n---\n")
    site.article("2026-02-03-x", "source: Bakanlık", "## Barış {theme=baris}\n\nBir cümle.")
    site.write("content/articles/2026-02-03-x.en.md", "---\ntitle: Text\n---\nA sentence.\n")
    assert build(site.root).code == 0

    months = {lang: site.root / "site" / lang / "themes/baris/2026-02/index.html" for lang in ("", "en", "ru")}
    assert [lang for lang, page in months.items() if page.exists()] == ["", "ru"]
    page = months[""].read_text("utf-8")
    assert 'hreflang="ru" href="https://deneme.example/ru/themes/baris/2026-02/"' in page
    assert "/en/themes/baris/2026-02/" not in page and 'href="../../../en/"' in page
    assert "dead-link" not in run("check", cwd=site.root).err


def test_a_place_is_not_said_twice(site: Site, build: Run) -> None:
    events = ", ".join(
        f'{{id: e{number}, date: 2026-02-1{number}, title: "Ankara görüşmesi", place: {place}}}'
        for number, place in enumerate(("Ankara", "Moskova"))
    )
    site.article("2026-02-03-x", f"events: [{events}]")
    assert build(site.root).code == 0
    page = site.page("timeline/index.html")
    assert 'class="what">Ankara görüşmesi<' in page.replace(" <", "<")
    assert 'class="what">Ankara görüşmesi, Moskova<' in page.replace(" <", "<")


def test_passages_that_follow_each_other_in_a_list_say_their_title_once(site: Site, build: Run) -> None:
    site.write("content/themes/baris.md", "---\ntitle: Barış\n---\n")
    site.write("content/themes/enerji.md", "---\ntitle: Enerji\n---\n")
    body = "## Bir {theme=baris}\n\nİlk.\n\n## Ara {theme=enerji}\n\nArada.\n\n## İki {theme=baris}\n\nSon."
    site.article("2026-02-03-x", "", body, title="Üç bölüm")
    site.article("2026-02-02-y", "themes: [baris]", "Öteki.", title="Öteki metin")
    assert build(site.root).code == 0
    for path, label in {
        "editions/2026-02-03/": "theme-baris",
        "themes/baris/": "latest",
        "themes/baris/2026-02/": "passages",
        "themes/baris/dossier/2026-02/": "passages",
    }.items():
        found = re.search(rf'<h2 id="{label}">.*?</section>', site.page(f"{path}index.html"), re.DOTALL)
        assert found and found[0].count(">Üç bölüm") == 1 and found[0].count("follows") == 1, path
        assert "Son." in found[0] and "Arada." not in found[0]
    month = site.page("themes/baris/2026-02/index.html")
    assert ">Üç bölüm: Bir</a></h3>" in month and ">İki</a></h4>" in month and ">Öteki metin</a></h3>" in month
