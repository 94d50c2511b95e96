"""What tests of the application share: the running application, a real browser, what holds of every page."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).parent.parent
SIZES: dict[str, ViewportSize] = {
    "bureau": {"width": 1280, "height": 900},
    "telephone": {"width": 390, "height": 844},
}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60.0
expect.set_options(timeout=PATIENCE * 1000)
# WCAG 2.1, levels A and AA; what Streamlit draws itself and we cannot mend is named here with the reason, never more.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path; continuous integration must have one."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        reason = "no Chromium: install Debian's `chromium` or name one in CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def url(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running application."""
    with application(home, tmp_path_factory.mktemp("app")) as address:
        yield address


@contextmanager
def application(home: Path, folder: Path, **variables: str) -> Iterator[str]:
    """The address of a running application, on a copy of the shared library."""
    copy_home(home, folder / "home")
    address = f"http://127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", address.rpartition(":")[2]]
    environment = {**os.environ, "PST_HOME": str(folder / "home"), **variables}
    log = folder / "streamlit.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            wait_until_healthy(address, process, log)
            yield address
        finally:
            process.terminate()


def copy_home(home: Path, target: Path) -> None:
    """The library of a home, without what people wrote."""
    people = ("conversations.sqlite*", "opinions.sqlite*", "journal.sqlite*", "redactions.sqlite*", "jobs")
    shutil.copytree(home, target, ignore=shutil.ignore_patterns(*people))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    wait_until_answers(f"{address}/_stcore/health", process, log)


def wait_until_answers(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"the application did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="module")  # Playwright keeps an event loop running: it must not outlive this file.
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get("PST_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@contextmanager
def visit(browser: Browser, address: str, size: str = "bureau", scheme: str = "light") -> Iterator[Page]:
    """An open page; at the end, nothing went wrong in it and nothing left the machine."""
    context = opened(browser, size, scheme)
    page = context.new_page()
    errors: list[str] = []
    requests: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    yield page
    context.close()
    origin = "/".join(address.split("/")[:3])
    assert errors == []
    assert [one for one in requests if not one.startswith((origin, "data:", "blob:"))] == []


def opened(browser: Browser, size: str = "bureau", scheme: str = "light") -> BrowserContext:
    """A browser of one person, with nothing in it."""
    context = browser.new_context(
        viewport=SIZES[size], color_scheme="dark" if scheme == "dark" else "light", locale="fr-BE"
    )
    context.set_default_timeout(PATIENCE * 1000)
    return context


def check_page(page: Page) -> None:
    """What holds of every state of the page: French, no exception, no horizontal scroll."""
    page.wait_for_function("document.documentElement.lang === 'fr'")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    for box in ("document.documentElement", "document.querySelector('.stMain')"):
        assert page.evaluate(f"{box}.scrollWidth <= {box}.clientWidth"), f"{box} scrolls sideways"


def settle(page: Page) -> None:
    """Wait until the run is over and the page stands still, for a faithful picture."""
    # Before the first run, the script is not running either: something of the page is drawn first.
    page.wait_for_selector(".stMain .stElementContainer", state="attached")
    page.wait_for_function("document.querySelector('.stApp').dataset.testScriptState === 'notRunning'")
    page.wait_for_timeout(600)


def check_accessible(page: Page) -> None:
    """No serious nor critical finding of axe-core (WCAG 2.1 A and AA)."""
    found: list[dict[str, Any]] = Axe().run(page, options={"runOnly": _RULES}).response["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    told = [
        f"{one['id']}: {one['help']}\n  " + "\n  ".join(node["html"][:200] for node in one["nodes"]) for one in grave
    ]
    assert not told, "\n".join(told)
