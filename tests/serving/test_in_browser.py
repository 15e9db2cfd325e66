"""The preview in a real browser: what is swapped, morphed, laid over and kept."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsing import becomes, browser, needs_browser
from tests.conftest import Site
from tests.serving.conftest import DRAFT, LIMIT, OPEN, Preview

__all__ = ["browser"]

pytestmark = needs_browser

LONG = "\n\n".join(f"Paragraf {number}." for number in range(200))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test if it complains of anything, and that remembers whether it was loaded anew."""
    page = browser.new_page()
    page.set_default_timeout(1000 * LIMIT)
    expect.set_options(timeout=1000 * LIMIT)
    said: list[str] = []
    page.on("pageerror", lambda problem: said.append(str(problem)))
    page.on("console", lambda message: said.append(message.text) if "Content Security" in message.text else None)
    yield page
    page.close()
    assert said == []


def visit(page: Page, preview: Preview, path: str) -> None:
    """Open a page, mark it, and wait until it is connected: after that a reload would lose the mark."""
    page.goto(preview.url + path)
    page.wait_for_selector("#briefgen-preview .panel details", state="attached")
    page.evaluate("window.mark = 1")


def is_same(page: Page) -> bool:
    return page.evaluate("window.mark") == 1


def test_a_save_is_morphed_and_nothing_is_lost(page: Page, preview: Preview, site: Site) -> None:
    site.write(
        "themes/press/templates/article.html",
        "{% extends 'base.html' %}{% block title %}{{ ask('article', *target.key).card.title }}{% endblock %}"
        "{% block content %}<input id='q'><details id='d'><summary>x</summary>y</details>"
        "{% set it = ask('article', *target.key) %}{% for p in it.passages %}{{ body(p.key) }}{% endfor %}{% endblock %}",
    )
    site.article("2026-02-01-acik", "themes: [enerji]", LONG, title="Açık metin")
    preview.until(lambda: preview.shows(OPEN, "Paragraf 199") and preview.shows(OPEN, "id='q'"))
    visit(page, preview, OPEN)
    page.click("#d summary")
    page.fill("#q", "yazılan söz")
    page.evaluate("document.querySelector('#q').setSelectionRange(2, 5); window.scrollTo(0, 900)")
    before = page.evaluate("window.scrollY")
    site.article("2026-02-01-acik", "themes: [enerji]", LONG + "\n\nYeni paragraf.", title="Başka başlık")
    expect(page.get_by_text("Yeni paragraf.")).to_be_attached()
    assert is_same(page)
    assert page.input_value("#q") == "yazılan söz"
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == ["q", 2]
    assert page.evaluate("document.querySelector('#d').open") is True
    assert page.evaluate("window.scrollY") == before > 0
    assert "Başka başlık" in page.title()


@pytest.mark.parametrize("is_late", [False, True])
def test_what_scripts_have_made_of_a_page_stays(page: Page, preview: Preview, site: Site, is_late: bool) -> None:
    """Also where a save comes before the page could be asked for as it was served."""
    asked: list[Route] = []

    def hold(route: Route) -> None:
        """Let the first ask for the page wait for the second."""
        if route.request.resource_type == "fetch":
            asked.append(route)
        if asked == [route]:
            return
        if len(asked) == 2:
            asked[0].continue_()
        route.continue_()

    if is_late:
        page.route(lambda url: url.endswith(OPEN), hold)
    site.article("2026-02-01-acik", "themes: [enerji]", "Bir.\n\n> Söz.", title="Açık metin")
    preview.until(lambda: preview.shows(OPEN, "Bir."))
    visit(page, preview, OPEN)
    made = "() => [document.querySelectorAll('.cite button').length, document.querySelector('.tools').hidden]"
    before = page.evaluate(made)
    assert before[0] > 0 and before[1] is False
    page.evaluate("document.querySelector('h1').prepend('Elle: '); document.querySelector('main').dataset.own = 'x'")
    for number in range(2):
        title = f"Başlık {number}"
        site.article("2026-02-01-acik", "themes: [enerji]", f"Cümle {number}.\n\nBir.\n\n> Söz.", title=title)
        expect(page.get_by_text(f"Cümle {number}.")).to_be_visible()
        assert page.evaluate(made) == before and page.inner_text("h1") == f"Elle: {title}"
        assert page.evaluate("document.querySelector('main').dataset.own") == "x"
    assert is_same(page) and len(asked) == (3 if is_late else 0)


def test_a_stylesheet_is_swapped(page: Page, preview: Preview, site: Site) -> None:
    visit(page, preview, "/")
    site.write("themes/press/static/press.css", "body { background: rgb(1, 2, 3) }")
    becomes(page, "getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)'")
    becomes(page, "document.querySelectorAll('link[rel=stylesheet][href*=press]').length === 1")
    assert is_same(page)


def test_a_script_is_loaded_anew(page: Page, preview: Preview, site: Site) -> None:
    visit(page, preview, "/")
    site.write("themes/press/static/site.js", "window.fresh = true;")
    becomes(page, "window.fresh === true")
    assert not is_same(page)


def test_a_picture_is_swapped(page: Page, preview: Preview, site: Site) -> None:
    site.write("content/articles/a.png", PNG)
    site.article("2026-02-01-acik", "", "![Nokta](a.png)", title="Açık metin")
    preview.until(lambda: preview.shows(OPEN, "a.png"))
    visit(page, preview, OPEN)
    site.write("content/articles/a.png", PNG + b"\0")
    becomes(page, "document.querySelector('main img').src.includes('?')")
    assert is_same(page)


def test_a_mistake_lies_over_the_page_and_goes_by_itself(page: Page, preview: Preview, site: Site) -> None:
    visit(page, preview, OPEN)
    title = page.title()
    overlay = page.locator("#briefgen-preview .overlay")
    site.article(
        "2026-02-01-acik", 'themes: [enerjii]\nsummary: "<img src=x onerror=alert(1)>"', "Yeni.", title="Açık metin"
    )
    expect(overlay).to_be_visible()
    assert "2026-02-01-acik.md:4:10" in overlay.inner_text() and "^^^^^^^" in overlay.inner_text()
    assert "did you mean" in overlay.inner_text()
    assert page.title() == f"✖ 1 · {title}"
    assert is_same(page) and page.locator("main").get_by_text("Açık bir cümle.").count() == 1
    site.article("2026-02-01-acik", "themes: [enerji]", "Mendli cümle.", title="Açık metin")
    expect(overlay).to_be_hidden()
    expect(page.get_by_text("Mendli cümle.")).to_be_visible()
    assert page.title() == title and is_same(page)


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        (
            "themes/press/templates/article.html",
            "{% extends 'base.html' %}\n{% block content %}{{ nothing }}",
            "template-syntax",
        ),
        ("themes/press/templates/article.html", "{{ nothing_at_all }}", "template-undefined"),
        ("briefgen.toml", 'title = "x\n', "toml-syntax"),
        ("content/articles/2026-02-01-acik.md", "---\ntitle: a: b\n---\n<b>", "yaml-colon"),
    ],
)
def test_mistakes_of_every_kind_are_laid_over(
    browser: Browser, page: Page, preview: Preview, site: Site, file: str, text: str, code: str
) -> None:
    visit(page, preview, OPEN)
    overlay = page.locator("#briefgen-preview .overlay")
    before = (site.root / file).read_bytes() if (site.root / file).exists() else None
    site.write(file, text)
    expect(overlay).to_contain_text(code)
    assert page.get_by_text("Açık bir cümle.").count() == 1
    other = browser.new_page()
    other.goto(preview.url + "/no/such/page/")
    expect(other.locator("#briefgen-preview .overlay")).to_contain_text(code)
    other.close()
    if before is None:
        (site.root / file).unlink()
    else:
        site.write(file, before)
    expect(overlay).to_be_hidden()
    assert is_same(page)


def test_a_browser_that_missed_a_restart_catches_up(page: Page, site: Site) -> None:
    site.article("2026-02-01-acik", "", "Eski söz.", title="Açık metin")
    with Preview(site.root) as first:
        visit(page, first, OPEN)
    site.article("2026-02-01-acik", "", "Yeni söz.", title="Açık metin")
    page.wait_for_selector("#briefgen-preview.lost", state="attached")
    with Preview(site.root, port=first.port):
        expect(page.get_by_text("Yeni söz.")).to_be_visible()
        assert is_same(page)
        page.wait_for_selector("#briefgen-preview:not(.lost)", state="attached")


def test_a_browser_that_heard_nothing_for_a_while_catches_up(page: Page, preview: Preview, site: Site) -> None:
    """As after a sleep: the connection is gone, the preview is the same."""
    visit(page, preview, OPEN)
    page.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_selector("#briefgen-preview.lost", state="attached")
    site.article("2026-02-01-acik", "", "Yeni söz.", title="Açık metin")
    preview.until(lambda: preview.shows(OPEN, "Yeni söz."))
    page.context.set_offline(False)
    expect(page.get_by_text("Yeni söz.")).to_be_visible()
    assert is_same(page)
    page.wait_for_selector("#briefgen-preview:not(.lost)", state="attached")


def test_a_draft_has_a_banner_and_the_switch_takes_it_away(page: Page, preview: Preview) -> None:
    visit(page, preview, DRAFT)
    expect(page.locator(".briefgen-banner")).to_contain_text("it is a draft")
    page.click("#briefgen-preview .panel summary")
    page.click("#briefgen-preview .panel button[value=public]")
    page.wait_for_selector("body.page-404")
    assert page.url == preview.url + DRAFT
    page.click("#briefgen-preview .panel summary")
    page.click("#briefgen-preview .panel button[value=everything]")
    expect(page.locator(".briefgen-banner")).to_be_visible()


def test_a_text_that_is_withheld_is_marked_where_it_is_linked(page: Page, preview: Preview, site: Site) -> None:
    visit(page, preview, "/archive/2026-02/")
    link = page.locator(f"main a[href$='{OPEN[1:]}']").first
    expect(link).to_have_text("Açık metin")
    site.article("2026-02-01-acik", "draft: true", "Bir söz.", title="Açık metin")
    expect(link).to_have_text("Açık metin taslak")
    expect(link.locator(".briefgen-mark")).to_have_css("background-color", "rgb(240, 192, 96)")
    assert is_same(page)


def test_warnings_are_a_badge(page: Page, preview: Preview, site: Site) -> None:
    visit(page, preview, OPEN)
    site.article("2026-02-01-acik", "", "Bir <b>söz</b>.", title="Açık metin")
    expect(page.locator("#briefgen-preview .badge")).to_have_text("1")
    assert page.locator("#briefgen-preview .overlay").is_hidden()


def test_a_result_of_the_search_says_that_it_is_not_public(page: Page, preview: Preview) -> None:
    page.goto(preview.url + "/search/?q=gizli")
    expect(page.locator("#found .facts")).to_contain_text("taslak")
    page.goto(preview.url + "/search/?q=acik")
    expect(page.locator("#found mark").first).to_be_visible()
    expect(page.locator("#found .facts")).not_to_contain_text("taslak")
