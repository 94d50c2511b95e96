"""Files and pages on their way in: what they are called, what is known of them, what is refused."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.incoming import Item, find, identify
from assistant.ingestion import Report, ingest, remove
from ingest.pages import Pages
from ingest.records import Declared
from ingest.web import Fetcher
from tests.samples import check_french
from tests.shelves import shelf_in
from tests.sites import Handler, Site, serve
from vectorstore.shelf import Shelf

PAGE = (
    "<!doctype html><html><body><main><h1>PST du CPAS de Huy</h1><h2>Objectif stratégique 1 : Être juste</h2><ul>"
    "<li>Prêter des tablettes aux jeunes du quartier</li><li>Loger les locataires sans toit</li></ul></main></body>"
)


class Web:
    """A site, and a library that may read it."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = site
        trusted = frozenset({("127.0.0.1", site.port)})
        fetcher = Fetcher(resolve=lambda *_: ["127.0.0.1"], proxies=dict, trusted=trusted)
        self.pages = Pages(folder / "sources", fetcher)
        self.shelf = shelf_in(folder / "library")
        self.url = f"http://www.huy.be:{site.port}/pst"

    def serve(self, page: str) -> None:
        def answer(handler: Handler) -> None:
            mark = f'"{hash(page)}"'
            same = handler.headers["If-None-Match"] == mark
            handler.reply(b"" if same else page.encode(), 304 if same else 200, ETag=mark,
                          Content_Type="text/html; charset=utf-8")  # fmt: skip

        self.site.answers["/pst"] = answer

    def put(self, *places: str | Path) -> Report:
        return ingest(self.shelf, places or [self.url], lambda *_: None, pages=self.pages)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    with serve() as site:
        made = Web(site, tmp_path)
        made.serve(PAGE)
        yield made


def text_of(shelf: Shelf, name: str = "huy.be_pst.html") -> str:
    return shelf.open().document(name).text


def test_a_page_is_a_document_named_after_its_address(web: Web) -> None:
    assert web.put() == Report(("huy.be_pst.html",), (), (), (), ())
    entry = web.shelf.open().manifest.entries[0]
    assert entry.path == web.url
    assert "Prêter des tablettes" in text_of(web.shelf)


def test_a_page_that_has_not_changed_costs_nothing(web: Web) -> None:
    web.put()
    before = web.shelf.current
    assert web.put() == Report((), (), ("huy.be_pst.html",), (), ())
    assert web.shelf.current == before
    assert web.site.asked[-1][1]["if-none-match"]


def test_a_page_that_has_changed_is_refreshed(web: Web) -> None:
    web.put()
    web.serve(PAGE.replace("tablettes", "vélos"))
    assert web.put() == Report((), ("huy.be_pst.html",), (), (), ())
    assert "vélos" in text_of(web.shelf)


def test_a_page_that_is_gone_or_unreadable_leaves_what_was_read(web: Web) -> None:
    web.put()
    web.site.answers["/pst"] = lambda handler: handler.reply(status=404)
    assert [name for name, _ in web.put().failed] == [web.url]
    web.serve("<!doctype html><html><body></body></html>")
    ((name, error),) = web.put().failed
    assert name == web.url
    check_french(error.replace(web.url, ""))
    assert "tablettes" in text_of(web.shelf)
    web.serve(PAGE)
    assert web.put().unchanged == ("huy.be_pst.html",)


def test_a_new_parser_reads_pages_again_without_the_network(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    web.put()
    asked = len(web.site.asked)
    other = web.pages.folder.parent / "theux.txt"
    other.write_text("PST du CPAS de Theux\nObjectif stratégique 1 : Être là\n- Loger\n", encoding="utf-8")
    monkeypatch.setattr("assistant.holdings.parser_version", lambda: "autre")
    parsed: list[str] = []
    monkeypatch.setattr("assistant.parsing.read_data", _noting(parsed))
    web.put(other)
    assert len(web.site.asked) == asked
    assert parsed == ["huy.be_pst.html", "theux.txt"]


def _noting(parsed: list[str]) -> Callable[..., object]:
    from ingest.document import read_data

    def noting(data: bytes, name: str, document_id: str, declared: Declared) -> object:
        parsed.append(document_id)
        return read_data(data, name, document_id, declared)

    return noting


def test_a_page_is_forgotten_with_its_bytes(web: Web) -> None:
    web.put()
    remove(web.shelf, "huy.be_pst.html", lambda *_: None, web.pages)
    assert not [path for path in web.pages.folder.rglob("*") if path.is_file()]
    assert web.put().added == ("huy.be_pst.html",)


def test_two_addresses_of_one_name_are_two_documents(web: Web) -> None:
    web.site.answers["/b/pst"] = lambda handler: handler.reply(PAGE.encode(), Content_Type="text/html")
    other = web.url.replace("/pst", "/b/pst")
    assert web.put(web.url, other).added == ("huy.be_pst.html", "huy.be_pst~2.html")
    assert web.put(other).unchanged == ("huy.be_pst~2.html",)


def test_addresses_are_refused_where_no_page_may_be_fetched(web: Web) -> None:
    report = ingest(web.shelf, [web.url], lambda *_: None)
    assert [name for name, _ in report.failed] == [web.url]
    assert web.site.asked == []


def test_an_address_as_a_string_is_told_from_a_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("PST", encoding="utf-8")
    found = find([str(tmp_path / "a.txt"), "ftp://huy.be/a", "https://huy.be/a", "https://huy.be/a", "absent.txt"])
    assert found.sources[1:] == ("ftp://huy.be/a", "https://huy.be/a")
    assert [name for name, _ in found.failed] == ["absent.txt"]


@pytest.mark.parametrize("name", ["a\x1b[2Jb.txt", "a\nb.txt", "a\u202etxt.exe.txt", "..\u2028.txt"])
def test_an_id_has_no_character_that_a_terminal_obeys(name: str) -> None:
    found = identify(Item(f"/x/{name}", name, "0", Declared(), bytes), {})
    assert found.isprintable()
    assert found.endswith(".txt")
    assert "/" not in found


def test_what_goes_in_circles_or_was_left_by_a_program_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    for name in ("plans/huy.txt", "~$huy.docx", ".DS_Store", "Thumbs.db", "plans/~$theux.docx", "desktop.ini"):
        (tmp_path / name).write_text("PST", encoding="utf-8")
    os.symlink(tmp_path, tmp_path / "plans" / "boucle")
    os.symlink(tmp_path / "absent.txt", tmp_path / "plans" / "lien.txt")
    found = find([tmp_path])
    assert [source.path.name for source in found.sources if not isinstance(source, str)] == ["huy.txt"]
    assert found.skipped == ()
