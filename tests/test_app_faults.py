"""What goes wrong around a page: a reload in mid-answer, two tabs, the back button, a server that starts anew."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import check_accessible, check_page, copy_home, free_port, settle, visit, wait_until_healthy
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

LIMIT = 200_000_000
FIRST, SECOND = "Quelles actions portent sur le logement ?", "Combien d'actions concernent la jeunesse ?"


def _ask(page: Page, question: str) -> None:
    page.get_by_label("Posez votre question").fill(question)
    page.get_by_label("Envoyer la question").click()


def _questions(page: Page) -> list[str]:
    asked = page.locator('[class*="st-key-question-"]').all_inner_texts()
    return [one.replace("\u00a0", " ") for one in asked]


def test_a_reload_in_mid_answer_leaves_a_page_that_works(browser: Browser, url: str) -> None:
    with visit(browser, url) as page:
        expect(page.get_by_text("Par exemple")).to_be_visible()
        _ask(page, FIRST)
        page.reload()
        expect(page.get_by_label("Posez votre question")).to_be_visible()
        settle(page)
        check_page(page)
        _ask(page, FIRST)
        expect(page.locator('[class*="st-key-answered-"]').last).to_be_visible()


def test_two_tabs_of_one_conversation_lose_nothing(browser: Browser, url: str) -> None:
    with visit(browser, url) as page:
        _ask(page, FIRST)
        expect(page.locator(".st-key-answered-0")).to_be_visible()
        settle(page)
        other = page.context.new_page()
        other.goto(page.url)
        expect(other.locator(".st-key-answered-0")).to_be_visible()
        _ask(other, SECOND)
        expect(other.locator(".st-key-answered-1")).to_be_visible()
        settle(other)
        _ask(page, "Et à Durbuy ?")
        settle(page)
        page.reload()
        expect(page.locator(".st-key-question-2")).to_be_visible()
        assert _questions(page) == [FIRST, SECOND, "Et à Durbuy ?"]


def test_the_back_button_goes_back_to_the_conversation(browser: Browser, url: str) -> None:
    with visit(browser, url) as page:
        _ask(page, FIRST)
        expect(page.locator(".st-key-answered-0")).to_be_visible()
        settle(page)
        address = page.url
        page.goto(f"{url}/a-propos")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.go_back()
        expect(page.locator(".st-key-question-0")).to_be_visible()
        assert page.url == address
        assert _questions(page) == [FIRST]


def test_a_page_left_open_finds_its_conversation_when_the_server_starts_anew(
    browser: Browser, home: Path, tmp_path: Path
) -> None:
    """What a night, a restart or a cut of the network is for the page: its session is gone."""
    kept = tmp_path / "home"
    copy_home(home, kept)
    port = free_port()
    with _served(kept, port, tmp_path), visit(browser, f"http://127.0.0.1:{port}") as page:
        _ask(page, FIRST)
        expect(page.locator(".st-key-answered-0")).to_be_visible()
        settle(page)
        address = page.url
        context = page.context
        page.close()
        page = context.new_page()
        page.goto(address)
        expect(page.locator(".st-key-answered-0")).to_be_visible()
    with _served(kept, port, tmp_path), visit(browser, address) as later:
        expect(later.locator(".st-key-answered-0")).to_be_visible()
        assert _questions(later) == [FIRST]
        _ask(later, "Et à Durbuy ?")
        expect(later.locator(".st-key-answered-1")).to_be_visible()


def test_a_question_that_is_sent_too_early_leaves_once_the_page_is_drawn(browser: Browser, url: str) -> None:
    with visit(browser, url) as page:
        box = page.get_by_label("Posez votre question")
        expect(box).to_be_visible()
        settle(page)
        state = "value => { document.querySelector('.stApp').dataset.testScriptState = value }"
        page.evaluate(state, "running")
        box.fill(FIRST)
        box.press("Enter")
        page.get_by_label("Envoyer la question").click()
        page.wait_for_timeout(300)
        assert _questions(page) == []
        assert box.input_value() == FIRST
        page.evaluate(state, "notRunning")
        expect(page.locator(".st-key-answered-0")).to_be_visible()
        settle(page)
        assert _questions(page) == [FIRST]
    with visit(browser, url) as page:
        box = page.get_by_label("Posez votre question")
        expect(box).to_be_visible()
        box.fill(FIRST)
        box.press("Enter")
        expect(page.locator(".st-key-answered-0")).to_be_visible()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read in /proc")
def test_a_file_of_200_megabytes_is_sent_and_a_larger_one_is_refused_before(browser: Browser, tmp_path: Path) -> None:
    """The larger one never leaves the browser; the other one is not kept in memory once it is put aside."""
    kept = tmp_path / "home"
    kept.mkdir()
    large, allowed = tmp_path / "trop.pdf", tmp_path / "limite.pdf"
    for file, size in ((large, LIMIT + 1), (allowed, LIMIT)):
        with file.open("wb") as content:
            content.truncate(size)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with _served(kept, port, tmp_path) as process, visit(browser, f"{address}/bibliotheque?onglet=Ajouter") as page:
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url) if "upload_file" in request.url else None)
        send = page.get_by_role("button", name="Ajouter à la bibliothèque")
        expect(send).to_be_visible()
        settle(page)
        before = _memory(process)
        page.locator('input[type="file"]').set_input_files(large)
        refused = page.get_by_test_id("stFileUploader").get_by_role("alert")
        expect(refused).to_have_text("Erreur\u00a0: Ce fichier dépasse 200\u00a0Mo\u00a0: découpez-le.")
        shown = refused.bounding_box()
        assert shown is not None
        assert shown["width"] > 100, "the reason is read on the screen too"
        check_page(page)
        check_accessible(page)
        send.click()
        expect(page.get_by_text("Choisissez au moins un fichier qui n’est pas refusé")).to_be_visible()
        assert sent == []
        page.get_by_label("Retirer trop.pdf").click()
        page.locator('input[type="file"]').set_input_files(allowed)
        expect(page.get_by_test_id("stFileUploader").get_by_text("200,0")).to_be_visible()
        page.wait_for_function(
            "document.querySelector('.stApp').dataset.testScriptState === 'notRunning' && "
            "!document.querySelector('[data-testid=stFileUploader] [role=progressbar]')"
        )
        send.click()
        expect(page.get_by_text("Ajout de documents : terminé")).to_be_visible()
        expect(page.get_by_text("n'est pas un PDF lisible")).to_be_visible()
        expect(page.locator('input[type="file"]')).to_be_attached()
        settle(page)
        assert _memory(process) - before < LIMIT // 2
        page.goto(address)
        expect(page.get_by_text("La bibliothèque ne contient encore aucun document")).to_be_visible()


def _memory(process: "subprocess.Popen[bytes]") -> int:
    """The bytes that a process holds."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def _served(home: Path, port: int, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    log = folder / f"streamlit-{port}.log"
    with (
        log.open("ab") as output,
        subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PST_HOME": str(home)}, stdin=subprocess.DEVNULL,
            stdout=output, stderr=subprocess.STDOUT,
        ) as process,
    ):  # fmt: skip
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}", process, log)
            yield process
        finally:
            process.terminate()
