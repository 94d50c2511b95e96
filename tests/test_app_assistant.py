"""What staff do with an answer, in a real browser: table, files, address, whole document, opinion, conversations."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import SIZES, check_accessible, check_page, settle, visit

pytestmark = pytest.mark.browser

YOUTH = "quelles actions visent la jeunesse ?"
PEOPLE = 20


def _ask(page: Page, question: str) -> None:
    page.get_by_label("Posez votre question").fill(question)
    page.get_by_label("Envoyer la question").click()


@pytest.mark.parametrize("size", SIZES)
def test_an_answer_is_taken_away(browser: Browser, url: str, size: str, tmp_path: Path, screenshots: Path) -> None:
    with visit(browser, url, size) as page:
        _ask(page, YOUTH)
        expect(page.locator(".st-key-answered-0")).to_be_visible()
        settle(page)
        check_accessible(page)
        page.get_by_text(re.compile(r"^Tableau \(\d+ lignes\)$")).click()
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
        settle(page)
        check_page(page)
        check_accessible(page)
        page.screenshot(path=screenshots / f"{size}-tableau.png")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Excel (XLSX)").click()
        waiting.value.save_as(tmp_path / "rows.xlsx")
        assert waiting.value.suggested_filename == "quelles-actions-visent-la-jeunesse.xlsx"
        assert (tmp_path / "rows.xlsx").read_bytes().startswith(b"PK")

        page.get_by_role("button", name="Partager").click()
        address = page.get_by_test_id("stCode").inner_text().strip()
        page.keyboard.press("Escape")
        assert address.startswith(url)
        assert address.endswith("&r=1")

        page.locator(".st-key-rating-0 button").last.click()
        page.get_by_role("button", name="Envoyer", exact=True).click()
        expect(page.get_by_text("Votre avis est enregistré")).to_be_visible()

        page.goto(address)
        expect(page.get_by_text("Voir toute la conversation")).to_be_visible()
        expect(page.locator(".st-key-question-0")).to_be_visible()
        settle(page)
        check_page(page)


@pytest.mark.parametrize("size", SIZES)
def test_a_source_opens_in_its_whole_document(browser: Browser, url: str, size: str, screenshots: Path) -> None:
    with visit(browser, url, size) as page:
        _ask(page, YOUTH)
        page.locator(".pst-source summary").first.click()
        with page.context.expect_page() as waiting:
            page.get_by_text("Voir dans le document").first.click()
        whole = waiting.value
        passage = whole.locator("#passage")
        expect(passage).to_be_in_viewport()
        settle(whole)
        check_page(whole)
        check_accessible(whole)
        whole.screenshot(path=screenshots / f"{size}-document.png")
        assert passage.inner_text().strip()


def test_a_conversation_is_found_again_in_the_list_and_by_nobody_else(browser: Browser, url: str) -> None:
    question = "Combien d'actions concernent le logement ?"
    with visit(browser, url) as page:
        _ask(page, question)
        expect(page.locator(".st-key-answered-0")).to_be_visible()
        settle(page)
        page.goto(url)
        expect(page.get_by_text("Par exemple")).to_be_visible()
        page.get_by_text(re.compile(r"^Mes conversations")).click()
        page.locator('[class*="st-key-past-open-"] button').first.click()
        expect(page.locator(".st-key-answered-0")).to_be_visible()
        page.get_by_role("button", name="Gérer").first.click()
        page.get_by_label("Nom de la conversation").fill("Le logement")
        page.get_by_label("Nom de la conversation").press("Enter")
        page.get_by_role("button", name="Renommer").click()
        expect(page.locator('[class*="st-key-past-open-"] p').first).to_have_text("Le logement")
        address = page.url
        settle(page)
        sure = page.get_by_text("Oui, supprimer définitivement")
        if not sure.is_visible():  # the box may have stayed open
            page.get_by_role("button", name="Gérer").first.click()
        sure.click()
        page.get_by_role("button", name="Supprimer", exact=True).click()
        expect(page.get_by_text("Par exemple")).to_be_visible()
        page.goto(address)
        expect(page.locator(".st-key-question-0")).to_have_count(0)
    with visit(browser, url) as other:
        expect(other.get_by_text("Par exemple")).to_be_visible()
        expect(other.get_by_text(re.compile(r"^Mes conversations"))).to_have_count(0)


def test_the_keyboard_is_enough(browser: Browser, url: str) -> None:
    with visit(browser, url) as page:
        expect(page.get_by_text("Par exemple")).to_be_visible()
        settle(page)
        _tab_to(page, "Posez votre question")
        page.keyboard.type("Quelles actions portent sur le logement ?")
        page.keyboard.press("Enter")
        expect(page.locator(".st-key-answered-0")).to_be_visible()
        settle(page)
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('[href^=\"#source-\"]')"):
                break
        page.keyboard.press("Enter")
        expect(page.locator("details[open].pst-source mark").first).to_be_in_viewport()


def _tab_to(page: Page, label: str) -> None:
    for _ in range(60):
        if page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''").startswith(label):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach « {label} »")


def test_twenty_people_at_once_see_their_own_answers(browser: Browser, url: str) -> None:
    """One process, twenty sessions in four browsers: each asks its own question while the others do."""
    contexts = [browser.new_context(locale="fr-BE") for _ in range(4)]
    pages = [contexts[place % len(contexts)].new_page() for place in range(PEOPLE)]
    questions = [f"Quel est l'objectif {place + 1} du CPAS de Durbuy ?" for place in range(PEOPLE)]
    try:
        for page in pages:
            page.set_default_timeout(120_000)
            page.goto(url, wait_until="commit")
        for page, question in zip(pages, questions, strict=True):
            expect(page.get_by_text("Par exemple")).to_be_visible(timeout=120_000)
            _ask(page, question)
        seen = set()
        for page, question in zip(pages, questions, strict=True):
            expect(page.locator(".st-key-rating-0")).to_be_visible(timeout=120_000)
            asked = [
                one.replace("\u00a0", " ") for one in page.locator('[class*="st-key-question-"]').all_inner_texts()
            ]
            assert asked == [question]
            seen.add(page.url)
        assert len(seen) == PEOPLE
    finally:
        for context in contexts:
            context.close()
