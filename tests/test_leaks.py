"""Promise 1: a withheld, embargoed or restricted text is in no byte and no path of the output."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.publishing.audit import Audit
from tests.conftest import NOW, Run, Site, everything, tree

WAYS = {
    "draft": "draft: true",
    "withheld": "status: withheld",
    "cancelled": "status: cancelled",
    "embargoed": "embargo: 2026-03-01T12:00:01+03:00",
    "expired": "expires: 2026-03-01T12:00:00+03:00",
    "marked": "marking: TLP:GREEN",
    "highest marking": "marking: TLP:RED",
}
IMAGE = b"\x89PNG\r\n\x1a\n" + b"0" * 40

# Every word that only a withheld entry has begins with zq; visible ones never do.
ARTICLE = """
summary: Zqozet cümlesi burada durur
{way}
slug: zqslug
aliases: [/zqalias/eski/]
key: zqkey
source: {{name: Zqkaynak Ajansı, url: "https://zqadres.example/"}}
change_note: Zqdegisiklik oldu
note: Zqnot editöre
events:
  - {{id: zqolay, date: 2026-02-10, title: Zqolay başlığı, place: Zqyer, url: "https://zqolay.example/", told_by: Zqanlatan Kişi}}
figures:
  - {{id: zqsayi, series: zqdizi, title: Zqsayı nedir, value: 98765, unit: zqbirim, claimed_by: Zqiddia Sahibi}}
statements:
  - {{speaker: Zqkonusan Kişi, where: Zqsalon, text: Zqsoz söylendi}}
corrections:
  - {{date: 2026-02-04, kind: correction, text: Zqduzeltme yapıldı, was: zqonce, now: zqsonra}}
"""
BODY = """
## Zqbaslik burada {{#zqyer}}

Zqgovde cümlesi. ["Zqalinti."]{{speaker="Zqsoyleyen Kişi"}} [98765]{{figure=zqsayi}} <!-- zqyorum -->

![Zqresim yazısı](zqresim.png "Zqbaslik") ve [zqek](zqek.pdf).[^1]

> [!ASSESSMENT]
> Zqyargi burada.

[^1]: Zqdipnot.
"""
OTHERS = {
    "themes/zqkonu": "title: {tr: Zqkonu adı, en: Zqtheme}\nsummary: Zqkonu özeti\nkeywords: [zqanahtar]\n"
    "state: {arrow: worse, reason: Zqneden kötü}",
    "people/zqkisi": "name: Zqad Soyad\nrole: Zqgörev\naliases: [Zqlakap]\nlinks: [{url: 'https://zqkisi.example/'}]",
    "organisations/zqkurum": "name: Zqkurum Adı\nabbreviation: ZQK",
    "sources/zqajans": "name: Zqajans Adı\nkind: zqozel",
    "pages/zqsayfa": "title: Zqsayfa başlığı\nsummary: Zqsayfa özeti\naliases: [/zqeskisayfa/]",
    "editions/2026-02-05": "date: 2026-02-05\ntitle: Zqsayı başlığı\nlead: Zqgiriş cümlesi\n"
    "takeaways: [{text: Zqsonuç çıktı}]",
}


def open_text(site: Site) -> None:
    """A visible article that refers to everything that is kept back, by id, path, alias and mark."""
    site.write("content/themes/acik.md", "---\ntitle: Açık konu\nparent: zqkonu\n---\n")
    site.write(
        "content/editions/2026-02-01.md",
        "---\ndate: 2026-02-01\nitems: [2026-02-03-zqmetin]\n"
        "takeaways:\n  - {text: Açık sonuç, theme: zqkonu}\n  - {text: Zqbagli sonuç, ref: 2026-02-03-zqmetin}\n---\n",
    )
    site.article(
        "2026-02-01-acik",
        "themes: [acik, zqkonu]\npeople: zqkisi\norganisations: zqkurum\nsource: {id: zqajans, also: [zqajans]}\n"
        "figures: [{id: acik-sayi, title: Açık sayı, value: 3, claimed_by: zqkisi, theme: zqkonu}]",
        body="Açık cümle; [öteki](2026-02-03-zqmetin.md#zqyer), [kişi](../people/zqkisi.md) ve "
        '[sayfa](../pages/zqsayfa.md).\n\n["Söz."]{speaker=zqkisi} [3]{figure=acik-sayi}\n\n'
        "{theme=zqkonu}\nKonulu paragraf.",
    )


def withhold_all(site: Site, way: str) -> None:
    """One entry of every kind, each with every field it can have, kept back."""
    open_text(site)
    site.article("2026-02-03-zqmetin", ARTICLE.format(way=way), BODY.format(), title="Zqbaşlık metni")
    site.write("content/articles/zqresim.png", IMAGE)
    site.write("content/articles/zqek.pdf", b"%PDF-1.4 zqicinde")
    for name, fields in OTHERS.items():
        site.write(f"content/{name}.md", f"---\n{fields}\n{way}\nnote: Zqnot yine\n---\nZqbeden cümlesi.\n")


def leaked(site: Site) -> set[str]:
    """The words of withheld entries in the output, folded."""
    text = everything(site.out).casefold().replace("i̇", "i").replace("ı", "i")
    return set(re.findall(r"zq\w*", text)) | set(re.findall("98765", text))


@pytest.mark.parametrize("way", WAYS)
def test_what_is_kept_back_is_in_no_output(way: str, site: Site, build: Run) -> None:
    withhold_all(site, WAYS[way])
    done = build(site.root)
    assert (done.code, leaked(site)) == (0, set())
    assert "Açık cümle" in site.page("articles/2026/02/01/acik/index.html")
    assert not (site.out / "editions/2026-02-05").exists()


def test_the_words_are_there_when_nothing_is_kept_back(site: Site, build: Run) -> None:
    """The test above can fail: the same site with an embargo that has passed shows them."""
    withhold_all(site, "embargo: 2026-03-01T12:00:00+03:00")
    assert build(site.root).code == 0
    public = {"zqbaşlik", "zqgovde", "zqkonu", "zqad", "zqajans", "zqsayfa", "zqresim", "zqslug", "zqalias", "zqolay"}
    assert public <= leaked(site)
    assert leaked(site) & {"zqnot", "zqyorum"} == set()


def test_a_date_ahead_keeps_an_article_and_an_edition_back(site: Site, build: Run) -> None:
    site.article("2026-02-01-acik", body="[öteki](2026-03-02-zqmetin.md)")
    site.article("2026-03-02-zqmetin", "date: 2026-03-01T12:00:01+03:00", body="Zqgovde.", title="Zqbaslik")
    site.write("content/editions/2026-03-02.md", "---\ndate: 2026-03-02\nlead: Zqgiris\n---\n")
    assert (build(site.root).code, leaked(site)) == (0, set())


def test_a_bare_date_is_midnight_in_the_sites_zone(site: Site, run: Run) -> None:
    site.article("2026-02-01-acik")
    site.article("2026-03-01-zqmetin", "date: 2026-03-01")
    run("build", "--as-of", "2026-02-28T20:59:59Z", cwd=site.root)
    assert leaked(site) == set()
    run("build", "--as-of", "2026-02-28T21:00:00Z", cwd=site.root)
    assert "zqmetin" in leaked(site)


SIBLINGS = {
    "translation": ("2026-02-03-metin", "", "2026-02-03-metin.en", ""),
    "key": ("2026-02-03-metin", "key: ortak", "2026-02-03-oteki", "key: ortak\nlang: en"),
    "key of a translation": ("2026-02-03-metin", "key: ortak", "2026-02-03-oteki.en", "key: ortak\ndate: 2026-02-03"),
    "id": ("2026-02-03-metin", "id: ayni", "2026-02-04-oteki", "id: ayni\nlang: en"),
}


@pytest.mark.parametrize("way", ["withheld", "cancelled", "embargoed", "marked"])
@pytest.mark.parametrize("sibling", SIBLINGS)
@pytest.mark.parametrize("kept_back", [0, 1])
def test_the_strictest_of_one_text_holds_for_all(
    way: str, sibling: str, kept_back: int, site: Site, build: Run
) -> None:
    first, fields, second, more = SIBLINGS[sibling]
    site.article("2026-02-01-acik")
    site.article(first, f"{fields}\n{WAYS[way] if kept_back == 0 else ''}", body="Zqbir.", title="Zqilk")
    site.article(second, f"{more}\n{WAYS[way] if kept_back == 1 else ''}", body="Zqiki.", title="Zqson")
    build(site.root)
    assert leaked(site) == set()


@pytest.mark.parametrize("way", ["draft", "expired", "ahead"])
def test_what_keeps_an_original_back_keeps_its_translation_back(way: str, site: Site, build: Run) -> None:
    site.article("2026-02-01-acik")
    site.article("2026-02-03-metin", WAYS.get(way, "date: 2026-03-02"), body="Zqbir.", title="Zqilk")
    site.article("2026-02-03-metin.en", "", body="Zqiki.", title="Zqson")
    assert (build(site.root).code, leaked(site)) == (0, set())


@pytest.mark.parametrize(
    "slip", ["embargo:", "status:", "status: witheld", "embargo: yarın", "marking: TLP:GREN", "draft: evet"]
)
def test_a_slip_in_what_keeps_back_fails_closed(slip: str, site: Site, build: Run) -> None:
    site.article("2026-02-01-acik")
    site.article("2026-02-03-zqmetin", slip, body="Zqgovde.", title="Zqbaslik")
    assert build(site.root, "--keep-going").code == 1
    assert leaked(site) == set()


def test_unreadable_front_matter_fails_closed(site: Site, build: Run) -> None:
    site.article("2026-02-01-acik", body="[öteki](2026-02-03-zqmetin.md)")
    site.write("content/articles/2026-02-03-zqmetin.md", "---\ntitle: Zq: bir\ndraft: true\n---\nZqgovde.\n")
    assert build(site.root, "--keep-going").code == 1
    assert leaked(site) == set()


def test_a_desks_note_and_comment_are_in_no_output(site: Site, build: Run) -> None:
    site.article(
        "2026-02-01-acik",
        "note: Zqnot burada\nthemes: konu\npeople: kisi\nsource: ajans",
        "Açık. <!-- zqyorum -->\n\n<!--\nzqsatir\n\nzqikinci\n-->\n\n- madde <!-- zqmadde -->\n\n"
        "> alıntı\n> <!-- zqalinti -->\n\n## Başlık <!-- zqbaslik -->\n\n| a |\n|---|\n| b <!-- zqtablo --> |\n\nSon.",
    )
    for name in ("themes/konu", "people/kisi", "sources/ajans", "pages/sayfa"):
        key = "title" if name.startswith(("themes", "pages")) else "name"
        site.write(f"content/{name}.md", f"---\n{key}: Ad\nnote: Zqnot\n---\nGövde. <!-- zqyorum -->\n")
    site.write("content/editions/2026-02-01.md", "---\ndate: 2026-02-01\nlead: Giriş.\nnote: Zqnot\n---\n")
    assert (build(site.root).code, leaked(site)) == (0, set())
    assert "alıntı" in site.page("articles/2026/02/01/acik/index.html")


def test_a_file_is_copied_only_where_visible_text_refers_to_it(site: Site, build: Run) -> None:
    site.write("content/articles/zqkimsesiz.png", IMAGE)
    site.write("content/articles/acik.png", IMAGE)
    site.article(
        "2026-02-01-acik",
        body="![resim](acik.png) <!-- ![a](zqkimsesiz.png) -->",
    )
    assert (build(site.root).code, leaked(site)) == (0, set())
    assert [path for path in tree(site.out) if path.endswith(".png")] == ["articles/2026/02/01/acik/acik.png"]


def test_findings_of_a_withheld_text_show_none_of_its_words(site: Site, run: Run) -> None:
    site.article("2026-02-01-acik")
    site.article(
        "2026-02-03-gizli", "draft: true\nthemes: zqkonu\nnote: zqnot", "Zqgovde <b>zqkalin</b> {theme=zq} \u202e."
    )
    for arguments in (["build"], ["build", "--json"], ["check"], ["check", "--json"], ["build", "-v"]):
        done = run(*arguments, "--as-of", NOW, cwd=site.root)
        assert "zq" not in (done.out + done.err).casefold()
        assert "2026-02-03-gizli.md" in done.out + done.err


@pytest.mark.parametrize("lines", ["", "title: Zqbaslik: iki\n"])
def test_findings_of_an_unreadable_text_say_nothing_in_json(lines: str, site: Site, run: Run) -> None:
    """JSON goes to logs: never a line of a file is in it."""
    site.write("content/articles/a.md", f"---\ntitle: Bir\ndraft: true\n{lines}---\nZqgovde.\n")
    assert "zqgovde" not in run("build", "--json", "--as-of", NOW, cwd=site.root).out.casefold()


SPECIAL = [["--drafts"], ["--audience", "TLP:GREEN"], ["--as-of", "2999-01-01"]]


@pytest.mark.parametrize("arguments", SPECIAL, ids=" ".join)
def test_what_the_public_may_not_see_needs_an_out_of_its_own(arguments: list[str], site: Site, run: Run) -> None:
    site.article("2026-02-01-zqmetin", "draft: true")
    for out in ([], ["--out", "site"], ["--out", "content/../site"], ["--out", str(site.out)]):
        done = run("build", *arguments, *out, cwd=site.root)
        assert (done.code, done.err.count("\n")) == (2, 1)
        assert not site.out.exists()
    assert run("build", *arguments, "--out", "ozel", cwd=site.root).code == 0


@pytest.mark.parametrize("arguments", SPECIAL, ids=" ".join)
def test_an_output_folder_refuses_another_audience(arguments: list[str], site: Site, run: Run) -> None:
    site.article("2026-02-01-acik")
    site.article("2026-02-02-zqmetin", "draft: true")
    assert run("build", *arguments, "--out", "ozel", cwd=site.root).code == 0
    before = tree(site.root / "ozel")
    assert run("build", "--out", "ozel", cwd=site.root).code == 2
    assert tree(site.root / "ozel") == before
    assert run("build", cwd=site.root).code == 0
    assert run("build", *arguments, "--out", "ozel", cwd=site.root).code == 0


def test_an_unknown_audience_is_a_usage_error(site: Site, run: Run) -> None:
    site.article("2026-02-01-acik")
    done = run("build", "--audience", "TLP:GREN", "--out", "ozel", cwd=site.root)
    assert (done.code, (site.root / "ozel").exists()) == (2, False)


def test_an_audience_sees_what_is_marked_up_to_it(site: Site, run: Run) -> None:
    site.article("2026-02-01-acik")
    site.article("2026-02-02-yesil", "marking: TLP:GREEN")
    site.article("2026-02-03-zqkirmizi", "marking: TLP:RED", "Zqgovde.")
    assert run("build", "--audience", "TLP:AMBER", "--out", "site2", cwd=site.root).code == 0
    text = everything(site.root / "site2")
    assert "TLP:GREEN" in text
    assert "zq" not in text.casefold()
    assert "noindex" in (site.root / "site2/index.html").read_text()
    assert "Disallow: /" in (site.root / "site2/robots.txt").read_text()


@pytest.mark.parametrize(
    "setting", ['default_marking = "TLP:GREEN"', 'markings = ["AÇIK", "GİZLİ"]\ndefault_marking = "GİZLİ"']
)
def test_a_default_marking_covers_what_is_unmarked(setting: str, site: Site, build: Run) -> None:
    site.write("briefgen.toml", f'title = "Deneme"\n{setting}\n')
    site.article("2026-02-01-zqmetin", body="Zqgovde.")
    assert (build(site.root).code, leaked(site)) == (0, set())


# What a template prints of the entries below, and whether the audit of today sees it.
SECRET = "Gizli heyet yarın sabah Ankara'ya gizlice gidecek."
LEAKS: dict[str, tuple[str, str]] = {
    "a sentence": (f"<p>{SECRET}</p>", ""),
    "in capitals": ("<p>GİZLİ HEYET YARIN SABAH ANKARA'YA GİZLİCE GİDECEK</p>", ""),
    "with other spaces and quotes": ("<p>Gizli&nbsp;heyet\n yarın sabah Ankara’ya gizlice&#32;gidecek</p>", ""),
    "in inline tags": ("<p>Gizli <b>heyet</b> yarın <a href='/'>sabah</a> Ankara'ya giz<i>lice</i> gidecek</p>", ""),
    "over two elements": ("<td>Gizli heyet yarın</td><td>sabah Ankara'ya gizlice gidecek</td>", ""),
    "in an attribute": (f'<p title="{SECRET}">x</p>', ""),
    "with soft hyphens": ("<p>Giz&shy;li heyet yarın sabah Ankara'ya gizlice gidecek</p>", ""),
    "in decomposed letters": ("<p>Gizli heyet yari\u0306n</p>", "never"),
    "in an attribute in single quotes": (
        "<p title='Gizli heyet yarın sabah Ankara’ya gizlice gidecek'>x</p>",
        "only attributes in double quotes are looked at",
    ),
    "in a comment": (f"<!-- {SECRET} -->", "what stands in an HTML comment is taken for a tag"),
    "in a script": (
        '<script type="application/json">{{ "Gizli heyet yarın sabah Ankaraya gizlice gidecek"|tojson }}</script>',
        "never",
    ),
    "escaped for JSON": (
        '<script type="application/json">"Gizli heyet yar\\u0131n sabah Ankara\\u0027ya gizlice gidecek"</script>',
        "the escapes of JSON are not removed",
    ),
    "a short title in a heading": ("<h2>Gizli gündem</h2>", ""),
    "a short title in a link": ('<a href="/">Gizli gündem</a>', ""),
    "a summary": ("<p>Özette gizli birkaç söz</p>", ""),
    "a short summary": (
        "<p>Metnin ortasında ikisözcük özetçik var</p>",
        "a text of fewer than four words is only sought as a whole heading or link, a title or not",
    ),
    "a figure's title": ("<p>Kaç heyet gizlice gidecek</p>", ""),
    "an event's title": ("<p>Gizli heyetin Ankara görüşmesi</p>", ""),
    "an alternative text": ('<img alt="Heyetin gizlice çekilmiş resmi" src="x.png">', ""),
    "a takeaway": ("<p>Gizli sonuç budur işte</p>", ""),
    "a note of a visible text": ("<p>Masanın kendine yazdığı not</p>", ""),
    "a comment of a visible text": ("<p>Masanın metne düştüğü yorum</p>", ""),
    "an id in a link": ('<a href="/x/2026-02-03-gizli/">x</a>', ""),
    "a slug in a link": ('<a href="/gizlislug/">x</a>', ""),
    "a file's name": ('<img alt="" src="gizliresim.png">', "the names of a withheld text's files are not looked for"),
}


def _with_secrets(site: Site) -> None:
    site.article(
        "2026-02-01-acik",
        "note: Masanın kendine yazdığı not",
        "Açık cümle. <!-- Masanın metne düştüğü yorum -->",
    )
    site.write("content/articles/gizliresim.png", IMAGE)
    site.article(
        "2026-02-03-gizli",
        "status: withheld\nslug: gizlislug\nsummary: Özette gizli birkaç söz\n"
        "figures: [{id: a, title: Kaç heyet gizlice gidecek, value: 3}]\n"
        "events: [{id: b, date: 2026-02-04, title: Gizli heyetin Ankara görüşmesi}]",
        f"Açılış. {SECRET}\n\n![Heyetin gizlice çekilmiş resmi](gizliresim.png)",
        title="Gizli gündem",
    )
    site.article("2026-02-04-kisa", "status: withheld\nsummary: ikisözcük özetçik")
    site.write(
        "content/editions/2026-02-03.md",
        "---\ndate: 2026-02-03\ndraft: true\ntakeaways: [{text: Gizli sonuç budur işte}]\n---\n",
    )


def _print(site: Site, markup: str) -> None:
    text = f"{{% extends 'base.html' %}}\n{{% block content %}}\n{markup}\n{{% endblock %}}\n"
    site.write("themes/press/templates/archive.html", text)


@pytest.mark.parametrize(
    "name",
    [name for name, (_, reason) in LEAKS.items() if reason != "never"],
)
def test_the_audit_stops_a_template_that_prints(name: str, site: Site, build: Run) -> None:
    _with_secrets(site)
    assert build(site.root).code == 0
    before = tree(site.out)
    _print(site, LEAKS[name][0])
    done = build(site.root)
    assert done.code == 1
    assert tree(site.out) == before
    assert "error[leak]" in done.err
    told = done.err.casefold()
    assert [word for word in ("heyet", "özet", "gündem", "sonuç", "masanın") if word in told] == []


@pytest.mark.parametrize(
    "name",
    [
        "x.css",
        "x.js",
        "x.svg",
    ],
)
def test_the_audit_reads_static_files(name: str, site: Site, build: Run) -> None:
    _with_secrets(site)
    site.write(f"themes/press/static/{name}", f'<text>"{SECRET}"</text>')
    assert build(site.root).code == 1


def test_a_leak_names_both_files(site: Site, build: Run) -> None:
    _with_secrets(site)
    _print(site, f"<p>{SECRET}</p>")
    for arguments in ([], ["--json"]):
        done = build(site.root, *arguments)
        told = done.out + done.err
        assert "content/articles/2026-02-03-gizli.md" in told
        assert "archive/index.html" in told


@pytest.mark.parametrize("name", ["2026-02-03-gizli", "gizlislug"])
def test_the_audit_looks_at_paths(name: str, site: Site, build: Run) -> None:
    _with_secrets(site)
    site.article("2026-02-05-acik", f"slug: baska\naliases: [/eski/{name}/]")
    done = build(site.root)
    assert (done.code, "error[leak]" in done.err, site.out.exists()) == (1, True, False)


def test_a_withheld_text_may_have_a_word_of_the_sites_own_addresses_for_a_name(site: Site, build: Run) -> None:
    site.article("2026-02-01-acik")
    for name in ("briefing", "data", "statements", "figures"):
        site.article(name, "status: withheld", title="Gizli gündem")
    assert build(site.root).code == 0


@pytest.mark.parametrize("way", ["draft: true", "marking: TLP:GREEN"])
def test_data_names_nobody_who_is_kept_back(way: str, site: Site, build: Run) -> None:
    withhold_all(site, way)
    assert build(site.root).code == 0
    data = [*(site.out / "data").iterdir(), site.out / "briefing.json"]
    assert len(data) > 4 and not any("zq" in path.read_text("utf-8").casefold() for path in data)


def test_wording_that_a_visible_text_also_holds_is_no_leak(site: Site, build: Run) -> None:
    _with_secrets(site)
    site.article("2026-02-05-oteki", body=SECRET, title="Gizli gündem")
    assert build(site.root).code == 0


def test_a_first_build_with_a_leak_writes_nothing(site: Site, build: Run) -> None:
    _with_secrets(site)
    _print(site, f"<p>{SECRET}</p>")
    assert build(site.root).code == 1
    assert not site.out.exists()


def test_keep_going_does_not_go_past_the_audit(site: Site, build: Run) -> None:
    _with_secrets(site)
    _print(site, f"<p>{SECRET}</p>")
    assert build(site.root, "--keep-going").code == 1
    assert not site.out.exists()


BREAK: dict[str, Callable[[Site], object]] = {
    "withheld": lambda site: site.article("2026-02-02-b", "status: withheld"),
    "draft": lambda site: site.article("2026-02-02-b", "draft: true"),
    "deleted": lambda site: (site.root / "content/articles/2026-02-02-b.md").unlink(),
}


@pytest.mark.parametrize("how", BREAK)
def test_withdrawn_texts_that_a_faulty_build_cannot_take_down_are_counted_first(
    how: str, site: Site, build: Run
) -> None:
    for name in ("2026-02-01-a", "2026-02-02-b"):
        site.article(name)
    build(site.root)
    BREAK[how](site)
    site.article("2026-02-03-c", "themes: yok")
    done = build(site.root)
    assert done.code == 1
    assert done.err.splitlines()[0].startswith("WITHDRAWN TEXTS ARE STILL PUBLIC: 1;")
    assert build(site.root, "-q").err.startswith("WITHDRAWN")
    assert json.loads(build(site.root, "--json").out)["still_public"] == 1


IN_THE_WAY: dict[str, Callable[[Site], object]] = {
    "settings": lambda site: site.write("briefgen.toml", "titel = 'x'\n"),
    "settings that cannot be read": lambda site: site.write("briefgen.toml", "title = 'x\n"),
    "site theme": lambda site: site.write("briefgen.toml", "site_theme = 'x'\n"),
    "template": lambda site: _print(site, "{% if %}"),
    "leak": lambda site: _print(site, SECRET),
    "foreign file": lambda site: (
        site.article("2026-02-05-c"),
        site.write("site/articles/2026/02/05/c/index.html", "bizim"),
    ),
}
UNCOUNTED = "with faulty settings nothing is counted, though a text that was published is now withheld"


@pytest.mark.parametrize(
    "name",
    list(IN_THE_WAY),
)
def test_they_are_counted_whatever_stands_in_the_way(name: str, site: Site, build: Run) -> None:
    for each in ("2026-02-01-a", "2026-02-02-b"):
        site.article(each)
    build(site.root)
    site.article("2026-02-02-b", "status: withheld", SECRET)
    IN_THE_WAY[name](site)
    done = build(site.root)
    assert done.code in (1, 2)
    assert done.err.startswith("WITHDRAWN TEXTS ARE STILL PUBLIC: 1;")


@pytest.mark.parametrize("slip", ["themes: yok", "summary: a: b", "marking: TLP:PEMBE"])
def test_a_text_with_a_mistake_of_its_own_is_not_counted(slip: str, site: Site, build: Run) -> None:
    site.article("2026-02-01-a")
    build(site.root)
    site.article("2026-02-01-a", slip)
    done = build(site.root)
    assert done.code == 1 and "WITHDRAWN" not in done.err


def test_keep_going_publishes_the_rest_and_takes_down_what_is_left_out(site: Site, build: Run) -> None:
    for name in ("2026-02-01-a", "2026-02-02-b"):
        site.article(name, body=f"Gövdesi {name}.")
    build(site.root)
    site.article("2026-02-02-b", "themes: yok", "Zqgovde.")
    site.article("2026-02-03-c", body="[b](2026-02-02-b.md)")
    site.article("2026-02-04-d", "status: withheld")
    done = build(site.root, "--keep-going")
    assert done.code == 1
    assert "left out, as it has errors: content/articles/2026-02-02-b.md" in done.err.splitlines()
    assert "articles: 2" in done.err.splitlines()
    assert leaked(site) == set()
    assert not (site.out / "articles/2026/02/02").exists()
    assert (site.out / "articles/2026/02/03/c/index.html").is_file()


def test_keep_going_with_a_faulty_edition_keeps_the_previous_one_at_the_root(site: Site, build: Run) -> None:
    for name in ("2026-02-01", "2026-02-02"):
        site.article(f"{name}-a", f"date: {name}", f"Gövdesi {name}.")
    site.write("content/editions/2026-02-02.md", "---\ndate: 2026-02-02\nled: Giriş.\n---\n")
    assert build(site.root, "--keep-going").code == 1
    assert "1 Şubat 2026" in re.sub("\u00a0", " ", site.page("index.html"))
    assert not (site.out / "editions/2026-02-02").exists()


def test_keep_going_with_a_faulty_person_costs_a_link_and_no_article(site: Site, build: Run) -> None:
    site.write("content/people/lavrov.md", "---\nnam: Lavrov\n---\n")
    site.article("2026-02-01-a", "people: lavrov", '["Söz."]{speaker=lavrov}')
    assert build(site.root, "--keep-going").code == 1
    assert "Söz." in site.page("articles/2026/02/01/a/index.html")


def test_what_is_withheld_is_taken_down_first(site: Site, build: Run) -> None:
    """Order of publishing: the page of the withdrawn text, and what shows its words, before any new page."""
    site.article("2026-02-01-a", title="Uzun başlıklı bir metin")
    site.article("2026-02-02-b", body=SECRET, title="Geri çekilecek uzun metin")
    build(site.root)
    site.article("2026-02-02-b", "status: withheld", SECRET, title="Geri çekilecek uzun metin")
    site.article("2026-02-03-c", body="Yeni metin.")
    rows = [row for row in build(site.root, "-v").err.splitlines() if row.startswith("written ")]
    order = [row.removeprefix("written ") for row in rows]
    assert order.index("archive/2026-02/index.html") < order.index("articles/2026/02/03/c/index.html")
    assert SECRET not in everything(site.out)


def test_due_names_the_moment_of_an_embargo(site: Site, run: Run) -> None:
    site.article("2026-02-03-a", "embargo: 2026-03-05T10:00:00+03:00")
    done = run("due", "--as-of", NOW, cwd=site.root)
    assert done.out == "2026-03-05T10:00:00+03:00\n"


@pytest.fixture
def other(tmp_path: Path) -> Site:
    (tmp_path / "other").mkdir()
    return Site(tmp_path / "other")


@pytest.mark.parametrize("way", WAYS)
def test_a_site_with_what_is_kept_back_is_the_site_without_it(way: str, site: Site, other: Site, build: Run) -> None:
    """No count, neighbour, list, feed or fingerprint tells that there is something."""
    for each in (site, other):
        each.article("2026-02-01-acik", body="Açık cümle.")
        each.article("2026-02-05-acik", body="Açık cümle.")
    site.article("2026-02-03-gizli", ARTICLE.format(way=WAYS[way]), BODY.format())
    site.write("content/articles/zqresim.png", IMAGE)
    site.write("content/articles/zqek.pdf", b"%PDF-1.4")
    for name, fields in OTHERS.items():
        if not name.startswith("editions"):
            site.write(f"content/{name}.md", f"---\n{fields}\n{WAYS[way]}\n---\n")
    assert build(site.root).code == build(other.root).code == 0
    assert tree(site.out) == tree(other.out)


# What is public and shares a name or a wording with what is withheld: no leak.
SHARED = {
    "an outside address": ("source: {name: AA, url: 'https://a.example/gizli/1.html'}", "[x](https://b.example/gizli)"),
    "an anchor": ("", "## Bölüm {#gizli}\n\nMetin."),
    "a series": ("figures: [{id: a, series: gizli, title: Sayı, value: 3, claimed_by: Ali Er}]", "Metin."),
    "a file": ("", "[tablo](gizli.pdf)"),
    "a source in plain words": ("source: Reuters\nnote: Reuters", "Metin."),
    "a speaker": ("note: Ayşe Yılmaz", '["Söz."]{speaker="Ayşe Yılmaz"}'),
    "a date": ("note: 1 Şubat 2026 Pazar", "Metin."),
    "a month": ("note: Şubat 2026", "Metin."),
    "the name of a language": ("note: Türkçe", "Metin."),
}


@pytest.mark.parametrize("case", SHARED)
def test_what_a_public_text_says_itself_is_no_leak(case: str, site: Site, build: Run) -> None:
    fields, body = SHARED[case]
    site.write("briefgen.toml", 'title = "Deneme"\nbase_url = "https://c.example"\nlanguages = ["tr", "en"]\n')
    site.write("content/articles/gizli.pdf", b"%PDF-1.4")
    site.article("2026-02-01-acik", fields, body)
    site.article("2026-02-02-baska", "draft: true\nslug: gizli", "[tablo](gizli.pdf)")
    done = build(site.root)
    assert (done.code, "leak" in done.err) == (0, False)
    assert "acik" in site.page("index.html")


def test_the_sites_own_full_addresses_are_searched() -> None:
    audit = Audit(paths={"gizli": "g.md"}, base_url="https://c.example/b")
    assert audit.hits("feed.xml", b"<id>https://c.example/b/people/gizli/</id>")
    assert audit.hits("x.html", b'<a href="../people/gizli/">x</a>')
    assert not audit.hits(
        "x.html", b"<a href=\"https://a.example/people/gizli/\">x</a> <a href='//a.example/gizli'>x</a>"
    )
