"""Words of strangers stay words: a hostile library, conversation, opinion and draft, seen on every page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.access import Role
from assistant.administration.feedback import Feedback, Verdict
from assistant.administration.journal import Journal
from assistant.answer import Turn
from assistant.conversations import Conversations
from assistant.correcting import Wish
from assistant.drafting.workspace.records import Work
from assistant.drafting.workspace.store import Drafts
from assistant.drafting.workspace.versions import Versions
from assistant.notebook import Notebook, key_of
from assistant.service import Assistant
from assistant.settings import Settings
from ingest.corrections import Subject
from tests.browsing import application, opened
from tests.drafts import trooz

pytestmark = pytest.mark.browser

OWNER = "navigateur-de-la-personne-hostile-0001"
TAG = '<img src=x onerror="window.pwned=1">'
LINK = "[clic](javascript:window.pwned=1) ![i](http://ailleurs.example/i.png)"
EVIL = f"{TAG}<script>window.pwned=1</script>{LINK} $x$ :red[y]"
NAME = "<img src=x onerror=window.pwned=1> [clic](javascript:1).txt"
"""A file's name: it cannot hold a slash."""
QUESTION = f"Quelles actions concernent le logement ? {EVIL}"
PLAN = """\
Programme stratégique transversal {years} du CPAS de {mark}

Volet externe {mark}

Objectif stratégique 1 : Être {mark}

Objectif opérationnel 1.1 : Loger {mark}
Responsable : {mark}
Indicateur : {mark}

Actions :
- Ouvrir un logement d'urgence {mark}
- Ouvrir un logement de transit pour les jeunes {mark}
"""
# What a page may never hold, whoever wrote it.
_INJECTED = """() => [
  ...document.querySelectorAll('img[src="x"], img[src*="ailleurs"], [onerror], [onload]'),
  ...document.querySelectorAll('a[href^="javascript" i]'),
  ...[...document.querySelectorAll('script')].filter((one) => one.textContent.includes('pwned')),
].map((one) => one.outerHTML)"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def ids(folder: Path) -> dict[str, str]:
    """A home full of hostile words; the ids of what is in it."""
    home = folder / "made"
    settings = Settings(home=home)
    service = Assistant(settings)
    files = {NAME: "2019-2024", f"nouveau {NAME}": "2025-2030"}
    for name, years in files.items():
        (folder / name).write_text(PLAN.format(years=years, mark=EVIL), encoding="utf-8")
    report = service.ingest([folder / name for name in files])
    assert not report.failed, report.failed
    document = next(one for one in service.documents() if one.file == NAME)
    last = service.tree(document.id).nodes[-1].id
    wishes = [Wish(Subject.ORGANISATION, f"CPAS de {TAG}"), Wish(Subject.TITLE, EVIL, last)]
    service.correct(document.id, wishes)
    conversations, notebook = Conversations(settings.conversations), Notebook(settings.conversations)
    conversation = conversations.create(Role.STAFF)
    for asked in (QUESTION, "Combien d'actions ?", "Qui est le bourgmestre de Paris ?"):
        answer = service.ask(asked)
        conversations.append(conversation, Turn(question=asked, answer=answer))
    told = service.ask(QUESTION).model_copy(
        update={"answer": f"**Mots** {EVIL} [1]", "notices": (EVIL,), "followups": (EVIL,)}
    )
    conversations.append(conversation, Turn(question=EVIL, answer=told.model_copy(update={"question": EVIL})))
    notebook.keep(OWNER, conversation, EVIL)
    feedback = Feedback(settings.feedback)
    feedback.record(conversation, 0, Verdict.BAD, ["autre"], EVIL, OWNER)
    Journal(settings.journal).note(f"Quoi ? {EVIL}", "passage", "refused", "extractive", 0.1, "citoyen")
    drafts = Drafts(settings.drafts)
    plan = trooz()
    nodes = tuple(one.model_copy(update={"text": EVIL, "responsable": EVIL}) for one in plan.nodes)
    hostile = plan.model_copy(update={"nodes": nodes, "organisation": EVIL, "source": EVIL})
    draft = drafts.create(OWNER, EVIL, Work(plan=hostile))
    Versions(settings.drafts).keep(draft, EVIL)
    (home / "cas").mkdir()
    case = {"id": "a", "question": f"Quoi ? {EVIL}", "kind": "unanswerable", "expected_behaviour": "abstain"}
    (home / "cas" / "a-maison.jsonl").write_text(json.dumps(case), encoding="utf-8")
    return {"document": document.id, "conversation": conversation, "draft": draft}


@pytest.fixture(scope="module")
def address(ids: dict[str, str], folder: Path) -> Iterator[str]:
    with application(folder / "made", folder / "run") as url:
        yield url


def places(ids: dict[str, str]) -> list[str]:
    """Every page and part of it, and addresses that are hostile themselves."""
    document, evil = quote(ids["document"], safe=""), quote(EVIL, safe="")
    return [
        f"/?c={ids['conversation']}",
        f"/?c={ids['conversation']}&r=4",
        f"/?c={evil}",
        *(f"/explorer?vue={quote(one)}" for one in ("Plan", "Thèmes", "Périodes", "Comparer")),
        "/explorer?vue=Recherche&cherche=logement",
        f"/explorer?vue=Recherche&cherche={evil}",
        f"/explorer?vue={evil}&element={evil}&contient={evil}",
        "/rediger",
        f"/rediger?redaction={ids['draft']}&etape=projet",
        f"/rediger?redaction={ids['draft']}&etape=fichiers",
        f"/rediger?redaction={evil}&etape={evil}&ligne={evil}",
        *(f"/bibliotheque?onglet={quote(one)}" for one in ("Documents", "Ajouter", "Thésaurus", "Santé")),
        f"/bibliotheque?document={document}",
        f"/bibliotheque?onglet={evil}&document={evil}",
        f"/bibliotheque?onglet=Th%C3%A9saurus&essai={evil}",
        *(f"/qualite?volet={quote(one)}" for one in ("Usage", "Sans réponse", "Avis", "Évaluation")),
        f"/document?d={document}&de=10&a=400",
        f"/document?d={evil}&de={evil}&a={evil}",
        f"/document?d={quote('../../../../etc/passwd', safe='')}",
        "/a-propos",
    ]


def check(page: Page, place: str) -> None:
    page.wait_for_function("document.querySelector('.stApp').dataset.testScriptState === 'notRunning'")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.wait_for_timeout(150)
    assert page.evaluate("window.pwned") is None, place
    assert page.evaluate(_INJECTED) == [], place


def test_nothing_that_a_stranger_wrote_runs_or_becomes_an_element(
    browser: Browser, address: str, ids: dict[str, str]
) -> None:
    context = opened(browser)
    context.add_cookies([{"name": "pst_personne", "value": OWNER, "url": address}])
    page = context.new_page()
    outside: list[str] = []
    page.on(
        "request", lambda one: outside.append(one.url) if not one.url.startswith((address, "data:", "blob:")) else None
    )
    dialogs: list[str] = []
    page.on("dialog", lambda one: (dialogs.append(one.message), one.dismiss()))
    seen = ""
    for place in places(ids):
        page.goto(address + place)
        expect(page.locator(".stMain h1, .stMain h2").first).to_be_attached()
        check(page, place)
        words = page.locator("body").inner_text()
        seen += words
        assert "root:" not in words
        expect(page.get_by_test_id("stException")).to_have_count(0)
    context.close()
    assert outside == []
    assert dialogs == []
    # The words were there to be seen, on the pages where they belong.
    assert len(re.findall(r"<script>window", seen)) > 10
    # « À propos » shows whose data they are, never the key that opens them.
    assert key_of(OWNER) in seen
    assert OWNER not in seen
