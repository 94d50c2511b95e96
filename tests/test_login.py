"""Who sees what, in a real browser: login with a real OpenID Connect provider, closed pages, the view of a citizen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.service import Assistant
from assistant.settings import Settings
from tests.browsing import PATIENCE, application, check_accessible, check_page, opened, settle, visit
from tests.oidc import provider, secrets_file
from tests.samples import ANDENNE, DPS
from tests.test_leaks import SECRET

pytestmark = pytest.mark.browser

MARIE = {"sub": "marie", "email": "Marie@cpas-andenne.be", "email_verified": True, "name": "Marie Dupont"}
ALBERT = {"sub": "albert", "email": "albert@cpas-andenne.be", "groups": ["pst-admin"]}
LUC = {"sub": "luc", "email": "luc@exemple.org", "name": "Luc Simon"}
LIAR = {"sub": "menteur", "email": "marie@cpas-andenne.be", "email_verified": False}
QUESTION = "Que prévoit le CPAS de Wanze pour les zythologues ?"
CLOSED = "/bibliotheque"
RESERVED = "Cette page est réservée aux agents"
WAIT = PATIENCE * 1000


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose library holds two public documents and an internal one."""
    root = tmp_path_factory.mktemp("acces")
    service = Assistant(Settings(home=root / "home"))
    for name, words in {"andenne": ANDENNE, "huy": DPS, "secret": SECRET}.items():
        file = root / f"{name}.txt"
        file.write_text(words, encoding="utf-8")
        service.ingest([file], internal=name == "secret")
    return root / "home"


@pytest.fixture(scope="module")
def office(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an application where people log in."""
    folder = tmp_path_factory.mktemp("connexion")
    with (
        provider(folder, MARIE, ALBERT, LUC, LIAR) as address,
        application(
            library,
            folder,
            PST_ACCESS="oidc",
            PST_STAFF="@cpas-andenne.be",
            PST_ADMINISTRATORS="groups=pst-admin",
            PST_CONTACT="pst@cpas-andenne.be",
            STREAMLIT_SECRETS_FILES=str(secrets_file(folder, address)),
        ) as url,
    ):
        yield url


def panel(page: Page) -> None:
    """Open the side panel, where it is closed."""
    page.wait_for_selector(".stApp")
    settle(page)
    opener = page.get_by_label("Ouvrir le panneau latéral")
    if opener.is_visible():
        opener.click()


def close_panel(page: Page) -> None:
    """Close the side panel, which covers a telephone."""
    settle(page)
    closer = page.get_by_label("Fermer le panneau latéral")
    if closer.is_visible():
        closer.click()


def log_in(page: Page, who: str, key: str = "login") -> None:
    page.locator(f".st-key-{key}").get_by_role("button", name="Se connecter").click()
    page.get_by_role("button", name=who, exact=True).first.click()
    page.wait_for_selector(".stApp")
    settle(page)


def ask(page: Page, question: str) -> None:
    page.get_by_label("Posez votre question").fill(question)
    page.get_by_label("Envoyer la question").click()
    expect(page.locator('[class*="st-key-answered-0"], [class*="st-key-refused-0"]')).to_be_visible(timeout=WAIT)
    settle(page)


def test_a_closed_page_opens_by_its_address_once_logged_in(browser: Browser, office: str, screenshots: Path) -> None:
    for size in ("telephone", "bureau"):
        with visit(browser, office + CLOSED, size) as page:
            expect(page.get_by_role("heading", name=RESERVED)).to_be_visible(timeout=WAIT)
            settle(page)
            check_page(page)
            check_accessible(page)
            page.screenshot(path=screenshots / f"{size}-reserve.png")
            for word in ("zytholog", "secret.txt", "Wanze"):
                assert word not in page.content()
    context = browser.new_context(locale="fr-BE")
    page = context.new_page()
    page.goto(office + CLOSED)
    log_in(page, "marie", "login-page")
    expect(page.get_by_role("heading", name="Bibliothèque", level=1)).to_be_visible(timeout=WAIT)
    assert page.url == office + CLOSED
    expect(page.get_by_text("Marie Dupont (agent)")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text(RESERVED)).to_have_count(0)
    context.close()


@pytest.mark.parametrize(
    ("size", "address"), [("telephone", f"{CLOSED}?onglet=Ajouter"), ("bureau", "/document?d=secret.txt&de=4&a=20")]
)
def test_who_logs_in_comes_back_to_where_they_were(browser: Browser, office: str, size: str, address: str) -> None:
    context = opened(browser, size)
    page = context.new_page()
    page.goto(office + address)
    panel(page)
    log_in(page, "marie")
    expect(page).to_have_url(office + address, timeout=WAIT)
    shown = page.get_by_role("button", name="Ajouter à la bibliothèque")
    expect(shown if "onglet" in address else page.locator("#passage")).to_be_visible(timeout=WAIT)
    assert page.evaluate("sessionStorage.length") == 0
    page.goto(office)
    settle(page)
    expect(page).to_have_url(f"{office}/")
    context.close()


@pytest.mark.parametrize(
    "kept", ["https://exemple.org/", "//exemple.org/", "@exemple.org/", "javascript:alert(1)", "\\\\exemple.org"]
)
def test_a_login_leads_to_no_other_site(browser: Browser, office: str, kept: str) -> None:
    context = opened(browser)
    page = context.new_page()
    left: list[str] = []
    page.on("request", lambda request: left.append(request.url) if "exemple.org" in request.url.split("?")[0] else None)
    page.goto(office)
    panel(page)
    page.evaluate("Storage.prototype.setItem = () => {}")  # the click keeps nothing: what was put there stays
    page.evaluate("kept => { sessionStorage['pst-retour'] = kept }", kept)
    log_in(page, "marie")
    expect(page.get_by_text("Marie Dupont (agent)")).to_be_visible(timeout=WAIT)
    settle(page)
    assert page.url.startswith(f"{office}/")
    assert not [one for one in left if not one.startswith(office)]
    context.close()


def test_an_agent_keeps_the_library_and_an_administrator_what_holds_for_all(browser: Browser, office: str) -> None:
    for who, administers in (("marie", False), ("albert", True)):
        context = opened(browser)
        page = context.new_page()
        page.goto(f"{office}{CLOSED}?onglet=Santé")
        log_in(page, who, "login-page")
        expect(page.get_by_role("tab", name="Ajouter")).to_be_visible(timeout=WAIT)
        settle(page)
        for name in ("Thésaurus", "Santé"):
            expect(page.get_by_role("tab", name=name)).to_have_count(int(administers))
        expect(page.get_by_role("button", name="Relire toute la bibliothèque")).to_have_count(int(administers))
        check_page(page)
        expect(page.get_by_role("link", name="Qualité")).to_have_count(int(administers))
        page.goto(f"{office}/qualite")
        title = "Qualité" if administers else "Cette page est réservée aux administrateurs"
        expect(page.get_by_role("heading", name=title, level=1)).to_be_visible(timeout=WAIT)
        context.close()


def test_staff_read_what_citizens_do_not_even_by_its_address(browser: Browser, office: str, screenshots: Path) -> None:
    staff, citizen = browser.new_context(locale="fr-BE"), browser.new_context(locale="fr-BE")
    page = staff.new_page()
    page.goto(office)
    log_in(page, "marie")
    ask(page, QUESTION)
    expect(page.locator(".st-key-answered-0")).to_contain_text("zythologue")
    check_page(page)
    page.screenshot(path=screenshots / "bureau-agent.png")
    conversation = page.url

    other = citizen.new_page()
    other.goto(conversation)
    expect(other.get_by_text("tenue par un agent")).to_be_visible(timeout=WAIT)
    assert "brasseurs" not in other.content()
    assert "98.765" not in other.content()
    other.goto(office)
    ask(other, QUESTION)
    expect(other.locator(".st-key-refused-0")).to_be_visible(timeout=WAIT)
    assert "assermenté" not in other.content()
    other.goto(f"{office}/a-propos")
    expect(other.get_by_role("heading", name="Sources")).to_be_visible(timeout=WAIT)
    settle(other)
    assert "Huy" in other.content()
    assert "Wanze" not in other.content()
    citizen.close()

    # What a member of staff sees as a citizen, and who logs out, sees no more.
    page.get_by_text("Citoyen", exact=True).click()
    settle(page)
    expect(page.locator(".st-key-question-0")).to_have_count(0)
    ask(page, QUESTION)
    expect(page.locator(".st-key-refused-0")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_timeout(1000)
    page.goto(office)
    expect(page.get_by_role("button", name="Se connecter")).to_be_visible(timeout=WAIT)
    page.goto(conversation)
    expect(page.get_by_text("tenue par un agent")).to_be_visible(timeout=WAIT)
    staff.close()


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("luc", "Luc Simon (sans droits d’agent)"),
        ("menteur", "marie@cpas-andenne.be (sans droits d’agent)"),
        ("albert", "albert@cpas-andenne.be (administrateur)"),
    ],
)
def test_rights_come_from_the_account(browser: Browser, office: str, who: str, told: str) -> None:
    context = browser.new_context(locale="fr-BE")
    page = context.new_page()
    page.goto(office)
    log_in(page, who)
    expect(page.get_by_text(told)).to_be_visible(timeout=WAIT)
    page.goto(office + CLOSED)
    if who == "albert":
        expect(page.get_by_role("heading", name="Bibliothèque", level=1)).to_be_visible(timeout=WAIT)
    else:
        expect(page.get_by_text("n’a pas accès à cette page")).to_be_visible(timeout=WAIT)
        check_page(page)
    context.close()


def test_an_account_that_is_made_up_by_hand_is_nobody(browser: Browser, office: str) -> None:
    context = browser.new_context(locale="fr-BE")
    context.add_cookies(
        [{"name": "_streamlit_user", "value": '{"is_logged_in":true,"email":"marie@cpas-andenne.be"}', "url": office}]
    )
    page = context.new_page()
    page.goto(f"{office}{CLOSED}?public=Agent")
    expect(page.get_by_role("heading", name=RESERVED)).to_be_visible(timeout=WAIT)
    context.close()


def test_without_its_configuration_nobody_logs_in_and_it_is_told(
    browser: Browser, library: Path, tmp_path: Path, screenshots: Path
) -> None:
    file = secrets_file(tmp_path, "http://127.0.0.1:9", client_secret="")
    with (
        application(
            library, tmp_path, PST_ACCESS="oidc", PST_STAFF="@cpas-andenne.be", STREAMLIT_SECRETS_FILES=str(file)
        ) as url,
        visit(browser, url + CLOSED) as page,
    ):
        expect(page.get_by_text("il manque client_secret").first).to_be_visible(timeout=WAIT)
        expect(page.get_by_role("button", name="Se connecter")).to_have_count(0)
        settle(page)
        page.screenshot(path=screenshots / "bureau-sans-configuration.png")


@pytest.fixture(scope="module")
def desk(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an application on one machine, without accounts."""
    with application(library, tmp_path_factory.mktemp("poste")) as url:
        yield url


@pytest.mark.parametrize("size", ["bureau", "telephone"])
def test_on_one_machine_the_view_of_a_citizen_is_complete(
    browser: Browser, desk: str, size: str, screenshots: Path
) -> None:
    with visit(browser, desk + CLOSED, size) as page:
        expect(page.get_by_role("heading", name="Bibliothèque", level=1)).to_be_visible(timeout=WAIT)
        panel(page)
        page.get_by_text("Citoyen", exact=True).click()
        expect(page.get_by_role("heading", name=RESERVED)).to_be_visible(timeout=WAIT)
        settle(page)
        assert "public=Citoyen" in page.url
        page.screenshot(path=screenshots / f"{size}-vue-citoyen.png")
        page.goto(f"{desk}/a-propos?public=Citoyen")
        expect(page.get_by_role("heading", name="Sources")).to_be_visible(timeout=WAIT)
        settle(page)
        check_page(page)
        check_accessible(page)
        page.screenshot(path=screenshots / f"{size}-a-propos.png", full_page=True)
        assert "Wanze" not in page.content()
        page.goto(f"{desk}{CLOSED}?public=Citoyen")
        close_panel(page)
        page.get_by_role("button", name="Revenir à la vue des agents").click()
        expect(page.get_by_role("heading", name="Bibliothèque", level=1)).to_be_visible(timeout=WAIT)
        page.goto(f"{desk}/a-propos")
        expect(page.get_by_role("rowheader", name="Wanze")).to_be_visible(timeout=WAIT)
        settle(page)
        check_page(page)
        check_accessible(page)


def test_from_another_machine_only_what_is_public_is_shown(browser: Browser, desk: str) -> None:
    # Chromium takes every name below « localhost » to this machine: another name stands for another machine.
    with visit(browser, f"http://pst.localhost:{desk.rpartition(':')[2]}{CLOSED}") as page:
        expect(page.get_by_role("heading", name=RESERVED)).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("documents publics")).to_be_visible(timeout=WAIT)
