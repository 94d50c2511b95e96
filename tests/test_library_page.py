"""The page « Bibliothèque » in a real browser: reading, adding, correcting, the thesaurus, on both sizes of screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.service import Assistant
from assistant.settings import Settings
from tests.browsing import application, check_accessible, check_page, settle, visit
from tests.samples import ANDENNE, DPS

pytestmark = pytest.mark.browser

PAGE = "/bibliotheque"
JOB = ".st-key-job-bibliotheque"
JOB_MS = 180_000


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    settle(page)


def test_each_part_is_french_readable_and_fits_the_screen(
    browser: Browser, url: str, size: str, screenshots: Path
) -> None:
    with visit(browser, url + PAGE, size) as page:
        expect(page.get_by_role("heading", level=1, name="Bibliothèque")).to_be_visible()
        expect(page.get_by_role("row").first).to_be_attached()
        expect(page.get_by_role("rowheader", name="Bernissart")).to_be_visible()
        for name, words in (
            ("Documents", "Bernissart"),
            ("Ajouter", "Choisir des fichiers"),
            ("Thésaurus", "Essayer une question"),
            ("Santé", "Relire toute la bibliothèque"),
        ):
            tab(page, name)
            expect(page.get_by_text(words).first).to_be_visible()
            settle(page)
            check_page(page)
            check_accessible(page)
            page.screenshot(path=screenshots / f"bibliotheque-{name.lower()}-{size}.png", full_page=True)


def test_a_document_is_opened_by_its_address(browser: Browser, url: str, home: Path) -> None:
    with visit(browser, f"{url}{PAGE}?document=bernissart-pst-2019-2024.md", "telephone", "dark") as page:
        expect(page.get_by_role("heading", level=2, name="Bernissart")).to_be_visible()
        page.get_by_text("Un élément : niveau").click()
        settle(page)
        check_page(page)
        check_accessible(page)
        page.get_by_role("button", name="Revenir à la liste").click()
        expect(page.get_by_role("heading", level=2)).to_have_count(0)
        assert "document=" not in page.url


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of one short document: five jobs write it anew in the test below, each in a process of its own."""
    folder = tmp_path_factory.mktemp("petite")
    file = folder / "huy.txt"
    file.write_text(DPS, encoding="utf-8")
    Assistant(Settings(home=folder / "home")).ingest([file])
    return folder / "home"


def over(page: Page, told: str) -> None:
    """Wait until a job is over and says so: it starts a process, which takes its time on a machine that is busy."""
    expect(page.locator(JOB)).to_contain_text(told, timeout=JOB_MS)


def test_a_file_is_added_corrected_and_removed_and_a_theme_is_changed(
    browser: Browser, small: Path, tmp_path: Path
) -> None:
    with application(small, tmp_path) as address, visit(browser, address + PAGE) as page:
        tab(page, "Ajouter")
        good = {"name": "andenne.txt", "mimeType": "text/plain", "buffer": ANDENNE.encode()}
        bad = {"name": "vide.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
        page.locator('input[type="file"]').set_input_files([good, bad])  # type: ignore[list-item]
        expect(page.get_by_text("vide.pdf")).to_be_visible()
        page.get_by_role("button", name="Ajouter à la bibliothèque").click()
        expect(page.get_by_role("button", name="Arrêter")).to_be_visible()
        check_accessible(page)
        page.goto(address + PAGE)  # the page is left: the work goes on
        over(page, "Ajout de documents : terminé")
        expect(page.locator(JOB)).to_contain_text("andenne.txt : ajouté")
        expect(page.locator(JOB)).to_contain_text("vide.pdf")
        check_page(page)
        check_accessible(page)
        page.get_by_role("button", name="J’ai lu").click()
        expect(page.locator(JOB)).to_have_count(0)

        page.goto(f"{address}{PAGE}?document=andenne.txt")
        page.get_by_text("Le document : type, organisation, période").click()
        page.get_by_label("Période", exact=True).fill("2024-2030")
        page.get_by_role("button", name="Corriger le document").click()
        over(page, "période → 2024-2030")
        expect(page.get_by_text("1. période → 2024-2030").last).to_be_visible()

        tab(page, "Thésaurus")
        page.get_by_label("Thème", exact=True).fill("la jeunesse")
        page.keyboard.press("Enter")
        words = page.get_by_label("Mots du thème")
        expect(words).to_be_visible()
        words.fill(words.input_value() + "\nmaison de quartier")
        page.get_by_role("button", name="Voir l’effet").click()
        expect(page.get_by_text("Effet de ces changements")).to_be_visible()
        expect(page.get_by_role("rowheader", name="Ouvrir une maison de quartier")).to_be_visible()
        check_accessible(page)
        page.get_by_role("button", name="Enregistrer").click()
        over(page, "thèmes modifiés")
        page.get_by_role("button", name="Annuler le dernier enregistrement").click()
        expect(page.get_by_role("button", name="Annuler le dernier enregistrement")).to_have_count(0, timeout=JOB_MS)

        page.goto(f"{address}{PAGE}?document=andenne.txt")
        page.get_by_text("Retirer ce document").click()
        expect(page.get_by_role("button", name="Retirer de la bibliothèque")).to_be_disabled()
        page.get_by_text("Je confirme le retrait").click()
        page.get_by_role("button", name="Retirer de la bibliothèque").click()
        over(page, "andenne.txt : retiré")
        assert not (tmp_path / "home" / "documents" / "andenne.txt").exists()


def test_an_empty_library_explains_itself(browser: Browser, tmp_path: Path) -> None:
    empty = tmp_path / "vide"
    empty.mkdir()
    with application(empty, tmp_path) as address, visit(browser, address + PAGE, "telephone") as page:
        expect(page.get_by_text("La bibliothèque est vide")).to_be_visible()
        check_accessible(page)
        tab(page, "Ajouter")
        expect(page.get_by_role("button", name="Ajouter les documents de référence")).to_be_visible()
        check_page(page)
