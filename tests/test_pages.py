"""Fetched pages are kept, refreshed, read again without the network, and forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pages import Pages
from ingest.web import Fetcher
from tests.sites import Handler, Site, serve

PAGE = b"<!doctype html><p>Premier.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        running.answers["/pst"] = lambda handler: handler.reply(PAGE, Content_Type="text/html")
        yield running


@pytest.fixture
def pages(site: Site, tmp_path: Path) -> Pages:
    trusted = frozenset({("127.0.0.1", site.port)})
    return Pages(tmp_path / "sources", Fetcher(resolve=lambda *_: ["127.0.0.1"], proxies=dict, trusted=trusted))


def test_a_page_is_kept_once_it_is_told_to_be(pages: Pages, site: Site) -> None:
    url = f"http://huy.be:{site.port}/pst"
    page = pages.fetch(url)
    assert pages.kept(url) is None
    pages.keep(page)
    assert pages.kept(url) == page
    assert pages.kept(url + "?autre") is None


def test_a_version_that_has_not_changed_is_not_sent_again(pages: Pages, site: Site) -> None:
    sent = []

    def answer(handler: Handler) -> None:
        same = handler.headers["If-Modified-Since"] == "Mon, 01 Jan 2024 00:00:00 GMT"
        sent.append(not same)
        handler.reply(b"" if same else PAGE, 304 if same else 200, Last_Modified="Mon, 01 Jan 2024 00:00:00 GMT",
                      Content_Type="text/html")  # fmt: skip

    site.answers["/pst"] = answer
    url = f"http://huy.be:{site.port}/pst"
    pages.keep(pages.fetch(url))
    assert pages.fetch(url).data == PAGE
    assert sent == [True, False]


def test_a_new_version_takes_the_place_of_the_old_one(pages: Pages, site: Site) -> None:
    url = f"http://huy.be:{site.port}/pst"
    pages.keep(pages.fetch(url))
    site.answers["/pst"] = lambda handler: handler.reply(PAGE + b"<p>Second.</p>", Content_Type="text/html")
    pages.keep(pages.fetch(url))
    kept = pages.kept(url)
    assert kept is not None
    assert b"Second" in kept.data
    assert sum(path.is_file() for path in pages.folder.rglob("*")) == 2


def test_a_damaged_page_is_fetched_anew(pages: Pages, site: Site) -> None:
    url = f"http://huy.be:{site.port}/pst"
    pages.keep(pages.fetch(url))
    for path in pages.folder.rglob("*"):
        if path.is_file() and path.suffix != ".json":
            path.write_bytes(b"autre")
    assert pages.kept(url) is None
    assert pages.fetch(url).data == PAGE


def test_a_page_is_forgotten(pages: Pages, site: Site) -> None:
    url = f"http://huy.be:{site.port}/pst"
    pages.keep(pages.fetch(url))
    pages.forget(url)
    assert not [path for path in pages.folder.rglob("*") if path.is_file()]
    pages.forget(url)
