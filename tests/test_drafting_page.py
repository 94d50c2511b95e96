"""The page « Rédiger un PST » in a real browser: from a declaration to a file, two tabs, undo, a telephone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.drafting.export import exported
from assistant.drafting.workspace.records import Work
from assistant.drafting.workspace.store import Drafts
from tests.browsing import application, check_accessible, check_page, settle, visit
from tests.drafts import CORPUS, trooz

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drafting")


@pytest.fixture(scope="module")
def address(home: Path, folder: Path) -> Iterator[str]:
    """A running application of our own: drafts are written."""
    with application(home, folder) as url:
        yield url


@pytest.fixture
def draft(address: str, folder: Path) -> str:
    """The address of a draft that is made already."""
    store = Drafts(folder / "home" / "redactions.sqlite")
    name = store.create("", "PST de Trooz", Work(plan=trooz()))
    return f"{address}/rediger?redaction={name}&etape=projet"


def look(page: Page, screenshots: Path, name: str) -> None:
    settle(page)
    check_page(page)
    check_accessible(page)
    page.screenshot(path=screenshots / f"rediger-{name}.png")


def row(page: Page, words: str) -> None:
    """Choose a line by its words."""
    page.locator('[class*="st-key-pick-"] button', has_text=words).first.click()
    expect(page.get_by_label("Intitulé")).to_have_value(re.compile(re.escape(words)))


def menu(page: Page, number: str, option: str) -> None:
    page.get_by_role("button", name=f"Actions sur {number}", exact=True).click()
    page.get_by_role("menuitem", name=option, exact=True).or_(
        page.get_by_role("option", name=option, exact=True)
    ).click()


def test_from_a_declaration_to_a_file(browser: Browser, address: str, screenshots: Path) -> None:
    with visit(browser, f"{address}/rediger") as page:
        page.locator('[data-testid="stFileUploader"] input').first.set_input_files(CORPUS / "trooz-dps-2018-2024.txt")
        look(page, screenshots, "debut")
        page.get_by_role("button", name="Lire ce fichier").click()
        expect(page.get_by_text("engagements trouvés")).to_contain_text("38")
        page.get_by_text("Garder D01", exact=True).click()
        expect(page.get_by_text("engagements trouvés")).to_contain_text("37 gardés")
        look(page, screenshots, "engagements")
        page.reload()
        expect(page.get_by_text("engagements trouvés")).to_contain_text("37 gardés")
        page.get_by_role("button", name="Rédiger le projet").click()
        expect(page.get_by_role("heading", name="Les lignes")).to_be_visible()
        page.get_by_text("Engagements couverts").click()
        expect(page.get_by_text("37 engagements sur 37 ont une ligne")).to_be_visible()
        page.get_by_role("button", name="3. Versions et fichiers").click()
        with page.expect_download() as found:
            page.get_by_role("button", name=re.compile("JSON")).click()
        plan = json.loads(found.value.path().read_text(encoding="utf-8"))
        assert len(plan["items"]) == 37
        assert plan["checks"]
        page.get_by_label("Nom de la version").fill("Avant le conseil")
        page.get_by_role("button", name="Garder cette version").click()
        expect(page.get_by_text("Avant le conseil")).to_be_visible()
        look(page, screenshots, "fichiers")
        page.get_by_role("button", name="Mes projets").click()
        expect(page.get_by_role("heading", name="Mes projets")).to_be_visible()


def test_a_line_is_edited_moved_accepted_and_taken_back(browser: Browser, draft: str, screenshots: Path) -> None:
    with visit(browser, draft) as page:
        row(page, "Ouvrir un lieu de rencontre")
        look(page, screenshots, "projet")
        page.get_by_role("button", name="Accepter", exact=True).click()
        expect(page.get_by_role("button", name="Annuler (proposition acceptée)")).to_be_visible()
        settle(page)
        menu(page, "3.3.2", "Monter")
        expect(page.locator('[class*="st-key-pick-"] button', has_text="3.3.1 Ouvrir un lieu")).to_be_visible()
        settle(page)  # what is typed while the page is drawn again would be lost
        page.get_by_label("Intitulé").fill("Ouvrir une maison des jeunes")
        page.get_by_label("Responsable", exact=True).fill("Service jeunesse")
        page.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(page.locator('[class*="st-key-pick-"] button', has_text="Ouvrir une maison des jeunes")).to_be_visible()
        settle(page)
        page.reload()
        bearer = page.locator('input[aria-label="Responsable"][value="Service jeunesse"]')
        expect(bearer).to_have_count(1)
        settle(page)
        page.get_by_role("button", name=re.compile("Annuler")).click()
        expect(bearer).to_have_count(0)
        settle(page)
        page.get_by_role("button", name=re.compile("Rétablir")).click()
        expect(bearer).to_have_count(1)
        page.locator('[class*="st-key-check-"] summary', has_text="Les champs remplis").click()
        look(page, screenshots, "controles")
        page.get_by_role("button", name=re.compile("^Voir ")).first.click()
        settle(page)  # while the page is drawn again, the line of before is still there
        expect(page.locator('[class*="st-key-line-"][class*="-on-"]')).to_be_in_viewport()


def test_a_stale_tab_is_told_and_overwrites_nothing(browser: Browser, draft: str) -> None:
    with visit(browser, draft) as one, visit(browser, draft) as two:
        for page in (one, two):
            row(page, "Respecter les délais annoncés")
        one.get_by_label("Intitulé").fill("Tenir les délais")
        one.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(one.locator('[class*="st-key-pick-"] button', has_text="Tenir les délais")).to_be_visible()
        two.get_by_label("Intitulé").fill("Raccourcir les délais")
        two.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(two.get_by_text("modifié ailleurs")).to_be_visible()
        expect(two.get_by_text("Raccourcir les délais")).to_be_visible()
        expect(two.locator('[class*="st-key-pick-"] button', has_text="Tenir les délais")).to_be_visible()


def test_on_a_telephone_the_form_comes_to_the_line(browser: Browser, draft: str, screenshots: Path) -> None:
    with visit(browser, draft, "telephone", "dark") as page:
        row(page, "Structurer l'aide alimentaire")
        expect(page.get_by_label("Intitulé")).to_be_in_viewport()
        look(page, screenshots, "telephone")


def test_an_exported_plan_is_taken_up_again(browser: Browser, address: str, folder: Path) -> None:
    file = folder / "plan.json"
    file.write_bytes(exported(trooz(), ".json"))
    with visit(browser, f"{address}/rediger") as page:
        page.locator('[data-testid="stFileUploader"] input').last.set_input_files(file)
        page.get_by_role("button", name="Reprendre ce projet").click()
        expect(page.get_by_role("heading", name="Les lignes")).to_be_visible()
        expect(page.get_by_role("button", name="1. Les engagements")).to_have_count(0)
        page.get_by_role("button", name="Un nouvel objectif").click()
        page.get_by_label("Sujet").fill("la mobilité")
        page.get_by_label("Sujet").press("Tab")
        page.get_by_role("button", name="Proposer").click()
        expect(page.get_by_role("button", name="Annuler (objectif ajouté)")).to_be_visible()
