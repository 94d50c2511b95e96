"""The real application in a real browser: Streamlit, the real assistant, the reference corpus, Debian's Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PATIENCE, SIZES, application, check_page, settle
from tests.conftest import CORPUS
from tests.model_server import model_server

pytestmark = pytest.mark.browser

YOUTH = "quelles actions visent la jeunesse ?"
CONTRAST = 4.5
# The lowest contrast of text that a selector finds, with the background that really stands behind it.
CONTRAST_OF = """
selector => {
  const channels = colour => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b]
    .map(value => value / 255)
    .map(value => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = element => {
    for (let box = element; box; box = box.parentElement) {
      const colour = channels(getComputedStyle(box).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const ratios = [...document.querySelectorAll(selector)].map(element => {
    const pair = [light(channels(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => b - a);
    return (pair[0] + 0.05) / (pair[1] + 0.05);
  });
  return Math.min(...ratios);
}
"""


@pytest.fixture
def page(browser: Browser, url: str, size: str, scheme: str) -> Iterator[Page]:
    """The open page; at the end, nothing went wrong in it and nothing left the machine."""
    context = browser.new_context(
        viewport=SIZES[size], color_scheme="dark" if scheme == "dark" else "light", locale="fr-BE"
    )
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    errors: list[str] = []
    requests: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(url)
    expect(page.get_by_text("Par exemple")).to_be_visible()
    yield page
    context.close()
    assert errors == []
    assert [address for address in requests if not address.startswith((url, "data:", "blob:"))] == []


def ask(page: Page, question: str) -> None:
    page.get_by_label("Posez votre question").fill(question)
    page.get_by_label("Envoyer la question").click()


def test_a_question_its_sources_and_its_conversation(page: Page, screenshots: Path, size: str, scheme: str) -> None:
    name = f"{size}-{scheme}"
    settle(page)
    check_page(page)
    page.screenshot(path=screenshots / f"{name}-accueil.png")

    ask(page, YOUTH)
    expect(page.locator(".st-key-answered-0")).to_be_visible()
    settle(page)
    check_page(page)
    page.screenshot(path=screenshots / f"{name}-reponse.png")
    expect(page.locator(".st-key-question-0")).to_be_in_viewport()

    page.locator('a[href="#source-0-1"]').first.click()
    source = page.locator("#source-0-1")
    expect(source.locator("mark")).to_be_in_viewport()
    expect(source.locator("summary")).to_be_focused()
    settle(page)
    check_page(page)
    page.screenshot(path=screenshots / f"{name}-source.png")

    quote = source.locator("mark").text_content() or ""
    files = [path for path in CORPUS.iterdir() if path.name in (source.locator(".pst-place").text_content() or "")]
    assert quote
    assert [quote in path.read_text(encoding="utf-8") for path in files] == [True]
    for selector in ("mark", ".pst-place", ".pst-number", 'a[href^="#source-"]', '[class*="st-key-notices-"] p'):
        assert page.evaluate(CONTRAST_OF, selector) >= CONTRAST, selector

    assert "?c=" in page.url
    page.reload()
    expect(page.locator(".st-key-question-0")).to_have_text(YOUTH.replace(" ?", "\u00a0?"))
    expect(page.locator(".st-key-answered-0")).to_be_visible()
    expect(page.locator('a[href="#source-0-1"]').first).to_be_visible()
    settle(page)
    check_page(page)


def test_a_question_outside_the_documents_is_refused_without_a_source(
    page: Page, screenshots: Path, size: str, scheme: str
) -> None:
    ask(page, "Quelle est la capitale du Japon ?")
    expect(page.locator(".st-key-refused-0")).to_be_visible()
    settle(page)
    check_page(page)
    page.screenshot(path=screenshots / f"{size}-{scheme}-refus.png")
    for trace in (".pst-source", '[class*="st-key-sources-"]', 'a[href^="#source-"]'):
        expect(page.locator(trace)).to_have_count(0)


@pytest.mark.parametrize("size", ["bureau"])
@pytest.mark.parametrize("scheme", ["light"])
def test_a_mark_in_a_long_listing_opens_the_area_of_the_sources(page: Page, screenshots: Path) -> None:
    ask(page, "Liste toutes les actions de Bernissart")
    area = page.locator(".st-key-sources-0")
    expect(area.get_by_text("Sources (")).to_be_visible()
    expect(page.locator(".pst-source")).to_have_count(0)
    expect(page.locator(".st-key-question-0")).to_be_in_viewport()
    page.locator('a[href="#source-0-40"]').click()
    expect(page.locator("#source-0-40 mark")).to_be_in_viewport()
    check_page(page)
    page.screenshot(path=screenshots / "bureau-light-liste.png")


@pytest.mark.parametrize("size", ["telephone"])
@pytest.mark.parametrize("scheme", ["light"])
def test_streamlits_own_words_are_french(page: Page, url: str) -> None:
    page.goto(f"{url}/inconnue")
    expect(page.get_by_role("dialog")).to_contain_text("Page introuvable")
    page.get_by_label("Fermer").click()
    page.get_by_label("Ouvrir le panneau latéral").click()
    expect(page.get_by_text("Documents (5)")).to_be_in_viewport()


def test_a_model_that_is_stopped_leaves_what_was_verified(browser: Browser, home: Path, tmp_path: Path) -> None:
    """It is stopped while it is silent, which no piece of text tells the page."""
    pieces = [
        "Bernissart prévoit de veiller à l'accès à la mobilité ",
        "pour des personnes désignées [1]. ",
        "Et ",
        "puis ",
        "encore ",
    ]
    with (
        model_server("stall", pieces=[*pieces, *["…"] * 5]) as server,
        application(home, tmp_path, PST_MODEL="openai:m", PST_MODEL_URL=server.url) as address,
    ):
        page = browser.new_context(locale="fr-BE").new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(address)
        expect(page.get_by_text("ne quittent pas votre réseau")).to_be_visible()
        expect(page.get_by_text("Par exemple")).to_be_visible()
        settle(page)  # a question sent while the page is still being drawn has no button to stop it
        ask(page, "Que fait Bernissart pour la mobilité des personnes ?")
        expect(page.get_by_text("chaque phrase sera vérifiée")).to_be_visible()
        page.wait_for_timeout(1000)
        page.get_by_label("Arrêter la recherche").click()
        expect(page.get_by_text("Arrêté.")).to_be_visible()
        page.reload()
        expect(page.get_by_text("Réponse formulée par un modèle de langue (openai:m, sur place)")).to_be_visible()
        expect(page.get_by_text("pour des personnes désignées")).to_be_visible()
        check_page(page)
        page.context.close()
