"""What pages say, and what of it stands in which language."""

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
