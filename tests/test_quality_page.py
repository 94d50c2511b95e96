"""The page « Qualité » in a real browser: with nothing noted yet, then with figures, opinions and an evaluation."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assistant.administration.feedback import Feedback, Verdict
from assistant.administration.journal import Journal
from tests.browsing import application, check_accessible, check_page, settle, visit

pytestmark = pytest.mark.browser

PAGE = "/qualite"
LOST = "Qui ramasse les sapins ?"
CASE = {
    "id": "a",
    "question": "Quelle est la capitale du Japon ?",
    "kind": "unanswerable",
    "expected_behaviour": "abstain",
}


def test_every_part_says_why_it_is_empty(browser: Browser, home: Path, tmp_path: Path) -> None:
    with (
        application(home, tmp_path, PST_JOURNAL_DAYS="0") as address,
        visit(browser, address + PAGE, "telephone") as page,
    ):
        expect(page.get_by_text("Le journal des questions est éteint")).to_be_visible()
        check_accessible(page)
        page.get_by_role("tab", name="Avis").click()
        expect(page.get_by_text("Personne n’a encore donné d’avis")).to_be_visible()
        check_page(page)


def test_figures_questions_opinions_and_an_evaluation(
    browser: Browser, home: Path, tmp_path: Path, screenshots: Path
) -> None:
    with application(home, tmp_path) as address:
        mine = tmp_path / "home"
        journal = Journal(mine / "journal.sqlite")
        for seconds in (0.2, 0.4, 3.0):
            journal.note("x", "liste", "answered", "extractive", seconds, "agent")
        journal.note(LOST, "passage", "refused", "extractive", 0.1, "citoyen")
        feedback = Feedback(mine / "opinions.sqlite")
        feedback.record("abc", 0, Verdict.GOOD)
        feedback.record("abc", 1, Verdict.BAD, ["perime"], "Le plan <b>a</b> changé")
        (mine / "cas").mkdir()
        (mine / "cas" / "a-maison.jsonl").write_text(json.dumps(CASE), encoding="utf-8")
        for size in ("bureau", "telephone"):
            with visit(browser, address + PAGE, size, "dark" if size == "bureau" else "light") as page:
                expect(page.get_by_test_id("stMetricValue").first).to_have_text("4")
                expect(page.locator(".js-plotly-plot")).to_be_visible()
                settle(page)
                check_page(page)
                check_accessible(page)
                page.screenshot(path=screenshots / f"qualite-usage-{size}.png")
                page.get_by_role("tab", name="Sans réponse").click()
                expect(page.get_by_text("Qui ramasse les sapins")).to_be_visible()
                check_page(page)
                check_accessible(page)
                page.get_by_role("tab", name="Avis").click()
                expect(page.get_by_text("Le plan <b>a</b> changé")).to_be_visible()
                check_page(page)
                check_accessible(page)
                page.get_by_role("tab", name="Évaluation").click()
                expect(page.get_by_role("combobox", name="Série de questions")).to_have_value(
                    "a-maison (sur vos documents : 1 question sur 1)"
                )
                check_page(page)
                check_accessible(page)
        with visit(browser, f"{address}{PAGE}?volet=Évaluation") as page:
            expect(page.get_by_role("button", name="Évaluer 1 question")).to_be_enabled()
            settle(page)
            page.get_by_role("button", name="Évaluer 1 question").click()
            expect(page.get_by_text("Les dernières évaluations")).to_be_visible()
            expect(page.get_by_text("Toutes les questions ont reçu la réaction")).to_be_visible()
            page.get_by_role("tab", name="Sans réponse").click()
            page.get_by_role("button", name="Ajouter ses mots à un thème").click()
            expect(page.get_by_role("heading", level=1, name="Bibliothèque")).to_be_visible()
            expect(page.get_by_label("Essayer une question")).to_have_value(LOST)
        with visit(browser, f"{address}{PAGE}?volet=Sans réponse") as page:
            expect(page.get_by_role("button", name="Voir dans l’assistant")).to_be_visible()
            settle(page)
            page.get_by_role("button", name="Voir dans l’assistant").click()
            expect(page.get_by_text("Qui ramasse les sapins").first).to_be_visible()
            page.goto(f"{address}{PAGE}?volet=Sans réponse")
            expect(page.get_by_role("button", name="Traitée")).to_be_visible()
            settle(page)
            page.get_by_role("button", name="Traitée").click()
            expect(page.get_by_text("Aucune question sans réponse")).to_be_visible()
