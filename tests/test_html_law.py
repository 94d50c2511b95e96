"""Pages of legal databases are read line by line, whatever elements hold the lines."""

import pytest
from lxml import html

from ingest.readers import html_law
from ingest.readers.html import read

ARTICLES = "<p>Art. 1. Un.</p><p>Art. 2. Deux.</p>"


def lines(body: str) -> list[str]:
    source = html_law.read(html.document_fromstring(f"<html><body>{body}</body></html>"))
    assert source is not None
    return [line.strip() for line in source.text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Art. <a href='#2'>3</a>. Trois<br>Suite</p>", ["Art. 3. Trois", "Suite"]),
        ("<p>Art. 1<sup>er</sup>bis.</p>", ["Art. 1erbis."]),
        ("<p>1<sup>o</sup> les [<sup>1</sup> mots]<sup>1</sup></p>", ["1o les [1 mots]1"]),
        ("<table><tr><td>A</td><td>100</td></tr></table>", ["A | 100"]),
        ("<table><tr><td>Un<br>Deux</td><td>Trois</td></tr></table>", ["Un", "Deux", "Trois"]),
        ("<pre>a   b\nc</pre>", ["a b", "c"]),
        ("<nav>Accueil</nav><script>x()</script><form><input value='q'>Chercher</form>", []),
    ],
)
def test_every_line_of_the_text_is_kept(body: str, expected: list[str]) -> None:
    assert lines(ARTICLES + body) == ["Art. 1. Un.", "Art. 2. Deux.", *expected]


def test_a_page_that_quotes_one_article_is_left_to_the_other_reader() -> None:
    assert html_law.read(html.document_fromstring("<p>Notre service</p><p>Art. 60. Le texte.</p>")) is None


def test_the_html_reader_hands_laws_over() -> None:
    page = f"<html><head><title>Base</title></head><body><h1>Loi du 3 mai 2001</h1>{ARTICLES}</body></html>"
    assert read(page.encode(), "loi.html").text.split() == [
        "Loi",
        "du",
        "3",
        "mai",
        "2001",
        "Art.",
        "1.",
        "Un.",
        "Art.",
        "2.",
        "Deux.",
    ]


def test_a_deep_page_is_read() -> None:
    assert lines(ARTICLES + "<font>" * 200 + "mot") == ["Art. 1. Un.", "Art. 2. Deux.", "mot"]
