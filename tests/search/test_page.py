"""The search in a browser: by keyboard alone, from a disk, under a strict policy, on the box of any page and on its own."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsing import ROOT, becomes, browser, needs_browser, served, site

__all__ = ["browser", "served", "site"]

pytestmark = needs_browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk that may not complain of anything, nor ask anyone but its own host."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))
    page.on("request", lambda request: said.append(request.url) if "127.0.0.1" not in request.url[:20] else None)
    yield page
    page.close()
    assert [each for each in said if not each.startswith(("file:", "data:"))] == []


def test_chromium_has_the_table_of_words(served: str, page: Page) -> None:
    page.goto(served + "search/")
    becomes(page, "Boolean(window.briefgenIndex)")
    cases = json.loads((ROOT / "tests/search/terms.json").read_text("utf-8"))
    found = page.evaluate("texts => texts.map(briefgenIndex.terms)", [text for text, _ in cases])
    assert found == [words for _, words in cases]


def test_nothing_is_loaded_before_the_box_is_wanted(served: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "search" in url] == []
    page.keyboard.press("/")
    becomes(page, "Boolean(window.briefgenSearch)")
    assert any("search" in url for url in asked)


def test_by_keyboard_alone_in_the_box_of_any_page(served: str, page: Page) -> None:
    page.goto(served + "themes/energy-projects/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Ara", exact=True)
    expect(box).to_be_focused()
    page.keyboard.type("putin")
    # Months that come in meanwhile would put others between the results.
    expect(page.get_by_role("listbox")).to_have_attribute("aria-busy", "false")
    options = page.get_by_role("option")
    expect(options.nth(1).locator("mark").first).to_have_text("Putin")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("putin")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/putin/")


def test_results_that_come_in_later_do_not_open_a_closed_list(served: str, page: Page) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/search/tr/2026-01\.js"), lambda route: held.append(route))
    page.goto(served + "themes/energy-projects/")
    page.keyboard.press("/")
    page.keyboard.type("putin")
    box, results = page.get_by_role("combobox", name="Ara", exact=True), page.locator("#results")
    expect(results.get_by_role("option").nth(1)).to_be_visible()
    expect(results).to_have_attribute("aria-busy", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    for route in held:
        route.continue_()
    expect(results).to_have_attribute("aria-busy", "false")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert results.is_hidden()


def test_enter_without_a_choice_goes_to_the_search_page(served: str, page: Page) -> None:
    page.goto(served + "en/figures/")
    page.keyboard.press("/")
    page.keyboard.type("ceasefire")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=ceasefire")
    expect(page.locator("#found li").first).to_contain_text("ceasefire")


def test_the_search_page_keeps_its_query_and_filters_in_the_address(served: str, page: Page) -> None:
    page.goto(served + "search/")
    page.get_by_role("searchbox").fill("lavrov")
    expect(page.get_by_role("status")).to_have_text("Sonuç: 10")
    page.locator("summary").click()
    page.get_by_label("Konu", exact=True).select_option("energy-projects")
    expect(page.get_by_role("status")).to_have_text("Sonuç: 2")
    assert page.url.endswith("/search/?q=lavrov&theme=energy-projects")
    page.reload()
    expect(page.get_by_role("status")).to_have_text("Sonuç: 2")
    expect(page.get_by_label("Konu", exact=True)).to_have_value("energy-projects")


def test_the_passages_of_a_text_stand_below_its_title(served: str, page: Page) -> None:
    """A title is said once, every passage is counted, shows its words and has an address of its own."""
    page.goto(served + "search/?q=lavrov")
    expect(page.get_by_role("status")).to_have_text("Sonuç: 10")
    titles = page.locator("#found h2").all_text_contents()
    assert len(titles) == len(set(titles)) < 10
    alone, below = page.locator("#found ol > li:not(:has(ul))"), page.locator("#found ul:not(.places) > li")
    assert alone.count() + below.count() == 10 and below.count() > 2
    # One is found by whom it mentions, in other words.
    assert page.locator("#found .context:has(mark)").count() == 9
    addresses = [each.get_attribute("href") or "" for each in [*alone.locator("h2 a").all(), *below.locator("a").all()]]
    assert len(set(addresses)) == 10 and all("#" in address for address in addresses)
    text = page.locator("#found ol > li:has(ul)").first
    text.locator("h2 a").focus()
    page.keyboard.press("ArrowDown")
    expect(text.locator("ul a").first).to_be_focused()
    # A filter leaves the passages of its theme.
    page.locator("summary").click()
    page.get_by_label("Konu", exact=True).select_option("bilateral-relations")
    expect(page.get_by_role("status")).not_to_have_text("Sonuç: 10")
    assert alone.count() + below.count() < 10
    for facts in page.locator("#found .facts").all_text_contents():
        assert "İkili ilişkiler" in facts
    text.locator("ul a").first.click()
    page.wait_for_url("**/articles/2026/**#*")
    assert page.evaluate("document.querySelector(location.hash) !== null")


def test_arrows_walk_the_results_of_the_search_page(served: str, page: Page) -> None:
    page.goto(served + "search/?q=akkuyu+test")
    expect(page.get_by_role("status")).to_have_text("Sonuç: 6")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found h2 a").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/2026/**")
    assert page.evaluate("document.querySelector(location.hash) !== null")


def test_no_result_says_so_and_what_to_do(served: str, page: Page) -> None:
    page.goto(served + "search/?q=zzqq")
    expect(page.get_by_role("status")).to_contain_text("Bu sözcükleri içeren metin yok.")
    assert page.locator("#found li").count() == 0
    page.goto(served + "search/?q=lavrov&from=2030-01-01")
    expect(page.get_by_role("status")).to_contain_text("Bir süzgeç açık")


def test_what_is_typed_is_never_markup(served: str, page: Page) -> None:
    page.goto(served + "search/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+lavrov")
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.locator("main img").count() == 0


def test_from_a_disk(site: Path, page: Page) -> None:
    page.goto((site / "themes/energy-projects/index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("Лаврова")
    expect(page.get_by_role("option").nth(1)).to_contain_text("Lavrov")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    expect(page.get_by_role("status")).to_contain_text("Sonuç: ")
    page.locator("#found h2 a").first.click()
    page.wait_for_url("**/articles/2026/**/index.html#*")


def test_without_scripts_the_page_leads_on(served: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "search/?q=lavrov")
    expect(page.locator("form.whole")).to_be_hidden()
    expect(page.locator("noscript, main .notice").first).to_be_visible()
    page.get_by_role("link", name="Sergey Lavrov").click()
    page.wait_for_url("**/people/lavrov/")
    context.close()


def test_a_phone_has_a_button_that_leads_to_the_page(served: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(served + "themes/energy-projects/")
    page.get_by_role("search").get_by_role("button").click()
    page.wait_for_url("**/search/**")
    page.get_by_role("searchbox").fill("Türkiye")
    expect(page.locator("#found mark").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
