"""The one question of a draft: answered with one tap, without scripts too, and by keyboard; the Enter key elsewhere is no answer."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Served, window

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# A name that several places share is always asked.
SENTENCE = "Je cherche quelqu'un pour promener mon chien à Saint-Nicolas samedi"


def ask(page: Page) -> None:
    """Write the sentence, and come to its question."""
    page.goto("/")
    page.locator("#sentence").fill(SENTENCE)
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("#question")).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False], ids=["with scripts", "without scripts"])
def test_one_tap_answers(chromium: Browser, served: Served, has_script: bool) -> None:
    with window(chromium, served, java_script_enabled=has_script) as people:
        page = people.new_page()
        ask(page)
        page.locator(".answers .btn").first.click()
        expect(page.locator("#question")).to_have_count(0)
        expect(page.locator(".c-where .v")).to_contain_text("Saint-Nicolas (4420)")


def test_the_keyboard_reaches_the_answers_first(chromium: Browser, served: Served) -> None:
    with window(chromium, served) as people:
        page = people.new_page()
        ask(page)
        page.locator("h1").click()
        page.keyboard.press("Tab")
        expect(page.locator(".answers .btn").first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#question")).to_have_count(0)


def test_the_enter_key_in_another_part_is_no_answer(chromium: Browser, served: Served) -> None:
    with window(chromium, served) as people:
        page = people.new_page()
        ask(page)
        page.locator("summary.c-when").click()
        page.locator("#fix-when").fill("dimanche soir")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator(".c-when .v")).to_contain_text("dim.")
        expect(page.locator("#question")).to_be_visible()
