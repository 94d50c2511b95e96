"""The sources as HTML: whatever a document says stays text, and the quote is marked verbatim."""

from html import unescape
from typing import Literal

import pytest

from assistant.answer import Citation, SourceView
from ingest.errors import UnknownDocumentError
from ui.sources import _by_owner, _source

HOSTILE = '<script>alert("x")</script> & <img src=x onerror=alert(1)>'


def citation(
    n: int = 1, organisation: str | None = "Durbuy", state: Literal["verified", "repaired"] = "verified"
) -> Citation:
    return Citation(
        n=n, document="d", title=f"PST {HOSTILE}", organisation=organisation, breadcrumb=("Volet", f"OS {HOSTILE}"),
        node="x", level="action", quote=f"Aider  les jeunes\n  {HOSTILE}", start=0, end=1, line=12, page=3, state=state,
    )  # fmt: skip


def view(cited: Citation) -> SourceView:
    before = f"---\n\n\n\n## Titre\n**Objectif** {HOSTILE}\n- "
    return SourceView(before=before, quote=cited.quote, after=" **fin**", starts_document=False, ends_document=True)


def marked(html: str) -> str:
    return unescape(html.partition("<mark>")[2].partition("</mark>")[0])


def test_a_document_writes_no_html() -> None:
    html = _source(citation(), view, {"d": f"f{HOSTILE}"}, "s-")
    assert "<script" not in html
    assert "<img" not in html


def test_the_quote_is_marked_verbatim_in_surroundings_without_markdown_marks() -> None:
    html = _source(citation(), view, {"d": "plan.md"}, "s-")
    assert marked(html) == citation().quote
    assert "… Titre\nObjectif &lt;script" in html
    assert " fin</blockquote>" in html


def test_the_place_names_title_file_page_and_line() -> None:
    html = unescape(_source(citation(state="repaired"), view, {"d": "plan.md"}, "s-"))
    assert "fichier plan.md, page 3, ligne 12. Espaces, casse ou ponctuation" in html
    assert 'id="s-1"' in html
    assert "[1]</span> Durbuy — OS" in html


def test_a_document_that_has_left_the_library_leaves_the_quote_and_the_reason() -> None:
    def gone(_: Citation) -> SourceView:
        raise UnknownDocumentError("« d » n'est plus dans la bibliothèque.")

    html = _source(citation(), gone, {}, "s-")
    assert marked(html) == citation().quote
    assert "n&#x27;est plus dans la bibliothèque" in html


@pytest.mark.parametrize(("organisation", "owner"), [("Durbuy", "Durbuy"), (None, "plan.md")])
def test_sources_are_grouped_by_organisation_else_by_file(organisation: str | None, owner: str) -> None:
    cited = [citation(1, organisation), citation(2, "Trooz"), citation(3, organisation)]
    groups = _by_owner(cited, {"d": "plan.md"})
    assert {name: [one.n for one in group] for name, group in groups.items()} == {owner: [1, 3], "Trooz": [2]}
