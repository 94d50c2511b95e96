"""The page « Explorer » in a real browser, at both widths: each view, what leads where, what axe-core finds."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import check_accessible, check_page, settle, visit

pytestmark = pytest.mark.browser


def check(page: Page) -> None:
    settle(page)
    check_page(page)
    check_accessible(page)


def view(url: str, name: str, **parameters: str) -> str:
    chosen = "".join(f"&{key}={quote(value)}" for key, value in parameters.items())
    return f"{url}/explorer?vue={quote(name)}{chosen}"


def test_a_plan_unfolds_filters_and_keeps_its_state_in_the_address(browser: Browser, url: str, size: str) -> None:
    with visit(browser, f"{url}/explorer", size) as page:
        expect(page.get_by_role("heading", level=1)).to_have_text("Explorer")
        expect(page.get_by_text("2 volets, 17 sections, 30 objectifs stratégiques")).to_be_visible()
        check(page)
        branch = page.locator(".pst-section > summary").first
        branch.focus()
        branch.press("Enter")
        expect(page.locator(".pst-section[open]").first).to_be_visible()
        page.goto(view(url, "Plan", contient="logement"))
        expect(page.get_by_text("répondent aux filtres")).to_be_visible()
        marks = page.locator(".pst-action > summary mark")
        expect(marks.first).to_be_visible()
        assert "logement" in (marks.first.text_content() or "").lower()
        check(page)
        page.get_by_role("button", name="Effacer les filtres").click()
        expect(page.get_by_text("répondent aux filtres")).to_have_count(0)
        assert "contient" not in page.url


def test_a_search_leads_to_the_plan_and_to_the_assistant(browser: Browser, url: str, size: str) -> None:
    with visit(browser, view(url, "Recherche", cherche="logements urgence"), size) as page:
        card = page.locator(".pst-card").first
        expect(card.locator("mark").first).to_be_visible()
        check(page)
        card.get_by_role("link", name="Voir dans le plan").click()
        here = page.locator(".pst-here > summary")
        expect(here).to_be_in_viewport()
        expect(here).to_be_focused()
        assert "element=" in page.url
        page.reload()
        expect(here).to_be_in_viewport()
        here.click()
        here.click()
        page.locator(".pst-here").get_by_role("button", name="Interroger l’assistant").last.click()
        expect(page.locator(".st-key-question-0")).to_be_visible()
        expect(page.locator(".st-key-answered-0")).to_be_visible()


def test_a_cell_of_the_themes_leads_to_its_actions(browser: Browser, url: str, size: str) -> None:
    with visit(browser, view(url, "Thèmes", forme="Tableau"), size) as page:
        settle(page)
        cell = page.locator("[data-pst-cell]").nth(4)
        number = cell.text_content() or ""
        organisation = (cell.get_attribute("data-pst-cell") or "").partition("|")[2]
        cell.click()
        page.wait_for_url(f"**qui={organisation[:4]}**")
        expect(page.get_by_text(f"{number} action").first).to_be_visible()
        expect(page.locator(".pst-card").first).to_contain_text(organisation[:4])
        check(page)


def test_links_have_an_address_of_their_own(browser: Browser, url: str) -> None:
    """They lead somewhere in another tab, and before the page's script is there."""
    with visit(browser, view(url, "Thèmes", forme="Tableau", mesure="Part")) as page:
        settle(page)
        cell = page.locator("[data-pst-cell]").nth(4)
        organisation = (cell.get_attribute("data-pst-cell") or "").partition("|")[2]
        row = cell.locator("xpath=ancestor::tr/th").text_content() or ""
        with page.context.expect_page() as opened:
            cell.click(modifiers=["ControlOrMeta"])
        other = opened.value
        expect(other.get_by_text(f": {row} — {organisation}.")).to_be_visible()
        expect(other.get_by_role("radio", name="Part", exact=True)).to_be_checked()
        card = other.locator(".pst-card").first
        words = card.locator(".pst-words").text_content() or ""
        with page.context.expect_page() as opened:
            card.get_by_role("link", name="Voir dans le plan").click(modifiers=["ControlOrMeta"])
        here = opened.value.locator(".pst-here > summary")
        expect(here).to_be_in_viewport()
        expect(here).to_contain_text(words)
        expect(opened.value.get_by_role("heading", level=2)).to_contain_text(organisation)


def test_periods_and_comparisons(browser: Browser, url: str, size: str) -> None:
    with visit(browser, view(url, "Périodes"), size) as page:
        expect(page.locator("table.pst-plain tbody tr")).to_have_count(5)
        expect(page.locator(".st-key-annees .js-plotly-plot")).to_be_visible()
        check(page)
        page.goto(view(url, "Comparer"))
        expect(page.get_by_text("en commun")).to_be_visible()
        check(page)
        page.get_by_role("button", name="Ligne par ligne").or_(
            page.get_by_role("radio", name="Ligne par ligne")
        ).click()
        expect(page.get_by_text("se retrouve dans le nouveau")).to_be_visible()
        settle(page)  # a file that is asked for while the page is drawn again does not come
        with page.expect_download() as started:
            page.get_by_role("button", name="ODT").click()
        assert started.value.suggested_filename == "comparaison.odt"
        check(page)
