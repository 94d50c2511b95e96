"""Web pages: their content as it reads, without what the site puts around it."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from ingest.errors import UnreadableFileError
from ingest.readers import html
from ingest.readers.html_lists import marks_of
from ingest.readers.html_tables import read_table
from ingest.records import Level
from ingest.source import Source

WEB = Path(__file__).parent / "web"


def page(body: str, head: str = "") -> Source:
    return html.read(f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode(), "page.html")


def lines(source: Source) -> list[str]:
    return [line for line in source.text.split("\n") if line]


def headings(source: Source) -> list[tuple[int, str]]:
    every = source.text.split("\n")
    return [(hint.heading, every[number - 1]) for number, hint in source.hints.items() if hint.heading]


def saved(name: str) -> Source:
    return html.read((WEB / f"{name}.html").read_bytes(), f"{name}.html")


def test_wordpress_bootstrap_accordions_and_lettered_lists() -> None:
    assert lines(saved("wordpress")) == [
        "Notre PST 2024-2030 – CPAS de Floreffe",
        "Notre PST 2024-2030",
        "Le Conseil de l’action sociale a adopté son programme le 12 mai 2025.",
        "OS 1 : Être un CPAS proche",
        "OO 1.1 : Simplifier l’accueil",
        "a. Ouvrir un guichet unique",
        "b. Former les agents d’accueil",
        "  - au langage clair",
        "  - à la détresse sociale",
        "OO 1.2 : Aller vers les gens",
        "c. Tenir une permanence dans chaque village",
    ]
    assert [depth for depth, _ in headings(saved("wordpress"))] == [1, 1, 2, 3, 3]


def test_plone_a_table_with_merged_cells_and_a_collapsed_part() -> None:
    source = saved("plone")
    assert not any(word in source.text for word in ("Navigation", "Imprimer", "Télécharger", "Avenue Astrid"))
    assert [hint.level for hint in source.hints.values() if hint.level] == [
        Level.OO, Level.ACTION, Level.ACTION, Level.OO, Level.ACTION
    ]  # fmt: skip
    assert lines(source)[-2:] == [
        "Comment le plan est-il suivi ?",
        "Le comité de direction en rend compte chaque année.",
    ]


def test_a_page_without_a_named_content_with_tabs_and_an_old_encoding() -> None:
    source = saved("commune")
    assert lines(source) == [
        "PST",
        "Ville de Fosses-la-Ville",
        "Programme stratégique transversal",
        "Le Collège présente ses priorités pour la mandature ; elles ont été débattues avec les habitants lors de six "
        "soirées.",
        "Volet externe",
        "OS 1 : Être une ville qui bouge",
        "- Créer deux kilomètres de pistes cyclables",
        "  Le premier tronçon relie la gare à l’école.",
        "- Installer dix bornes de recharge",
        "Volet interne",
        "OS 2 : Être une ville bien gérée",
        "Finances",
        "- Tenir un budget à l’équilibre",
        "- Publier les comptes",
    ]
    assert source.hints[3].outside  # The name of the site tells whose page it is.
    assert {words: depth for depth, words in headings(source)}["OS 2 : Être une ville bien gérée"] == 3


def test_what_a_button_opens_is_content_and_its_copy_for_printing_is_not() -> None:
    item = "<ul><li>Créer une rue scolaire</li><li>Aménager une piste</li></ul>"
    source = page(
        f"<main><h2>Volet externe</h2><button aria-expanded='false'>OS 1 : Bouger</button><div hidden>{item}</div>"
        f"<div style='display:none'>{item}</div><div hidden><p>Fenêtre de connexion</p></div></main>"
    )
    assert lines(source) == ["Volet externe", "OS 1 : Bouger", "- Créer une rue scolaire", "- Aménager une piste"]
    assert headings(source) == [(2, "Volet externe"), (3, "OS 1 : Bouger")]


def test_headings_inside_an_accordion_stand_below_its_title() -> None:
    source = page(
        "<main><h2>Volet</h2><details><summary>OS 1</summary><h3>OO 1.1</h3><p>Texte.</p></details><h2>Fin</h2></main>"
    )
    assert headings(source) == [(2, "Volet"), (3, "OS 1"), (4, "OO 1.1"), (2, "Fin")]


def test_a_break_parts_two_bold_lines_and_not_a_sentence() -> None:
    source = page(
        "<main><p><b>Objectif opérationnel 4.1</b><br><b>Repenser les lieux</b></p>"
        "<p>une phrase<br>qui continue</p></main>"
    )
    assert lines(source) == ["Objectif opérationnel 4.1", "Repenser les lieux", "une phrase qui continue"]
    assert [hint.bold for hint in source.hints.values()] == [True, True, False]


def test_links_to_files_are_beside_the_content() -> None:
    source = page(
        "<main><h2>OS 1</h2><p>Texte.</p><h2>Documents</h2>"
        "<ul><li><a href='/pst.pdf'>Le plan</a> (2 Mo)</li></ul></main>"
    )
    outside = [source.text.split("\n")[number - 1] for number, hint in source.hints.items() if hint.outside]
    assert outside == ["Documents", "Le plan (2 Mo)"]


def test_a_class_never_takes_away_most_of_a_page() -> None:
    words = " ".join(["Le plan de la commune."] * 20)
    assert words in page(f"<div class='menu-page social'><p>{words}</p></div><p>Pied</p>").text


@pytest.mark.parametrize(
    "data", [b" ", b"<html></html>", b"<html><body><nav>Menu</nav></body></html>", b"<!-- rien -->"]
)
def test_a_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"vide|texte reconnaissable"):
        html.read(data, "vide.html")


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", ""), ("utf-16", ""), ("cp1252", "<meta charset=windows-1252>")]
)
def test_encodings(encoding: str, declared: str) -> None:
    data = (
        f"<html><head>{declared}</head><body><p>Être là où l’on a besoin d’écoute et de répit</p></body></html>".encode(
            encoding
        )
    )
    assert "Être là où l’on a besoin d’écoute et de répit" in html.read(data, "page.html").text


def test_control_characters_break_nothing() -> None:
    button = "<button aria-expanded='false' aria-controls='a&#1;'>OS 1\x02</button>"
    source = page(f"<main>{button}<div id='a'>Agir\x00 vite</div></main>")
    assert lines(source) == ["OS 1", "Agir vite"]


def marks(markup: str) -> list[str]:
    element = lxml_html.fragment_fromstring(markup)
    return list(marks_of(element).values())


def test_numbers_are_those_that_a_browser_prints() -> None:
    assert marks("<ol start=3><li>a<li>b<li value=10>c<li>d</ol>") == ["3.", "4.", "10.", "11."]
    assert marks("<ol type=I><li>a<li>b<li>c<li>d</ol>") == ["I.", "II.", "III.", "IV."]
    assert marks("<ol reversed><li>a<li>b</ol>") == ["2.", "1."]
    assert marks("<ol style='list-style-type: lower-alpha' start=26><li>a<li>b</ol>") == ["z.", "aa."]
    assert marks("<ul><li>a<li>b</ul>") == ["-", "-"]


@given(st.integers(1, 399), st.sampled_from("1aAiI"))
def test_no_two_items_have_one_number(start: int, kind: str) -> None:
    found = marks(f"<ol start={start} type={kind}>{'<li>x' * 20}</ol>")
    assert len(set(found)) == 20


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=2, max_size=12))
def test_a_table_is_a_rectangle_that_loses_no_cell(spans: list[tuple[int, int]]) -> None:
    cells = "".join(
        f"<tr><td rowspan={high} colspan={wide}>c{n}</td><td>d{n}</td></tr>" for n, (high, wide) in enumerate(spans)
    )
    table = read_table(lxml_html.fragment_fromstring(f"<table>{cells}</table>"))
    assert table is not None
    assert len({len(row) for row in table.cells}) == 1
    held = {cell for row in table.cells for cell in row}
    assert {f"{letter}{n}" for n in range(len(spans)) for letter in "cd"} <= held


@pytest.mark.parametrize(
    "inner",
    ["<li><ul><li>Sous-action</li></ul></li>", "<li><div>\n<ul><li>Sous-action</li></ul></div></li>",
     "<ul><li>Sous-action</li></ul>"],
)  # fmt: skip
def test_a_list_in_an_item_of_its_own_stands_below_the_item_before(inner: str) -> None:
    source = page(f"<main><h1>Le plan</h1><ul><li>Action</li>{inner}<li>Autre action</li></ul></main>")
    assert lines(source)[1:] == ["- Action", "  - Sous-action", "- Autre action"]


def test_a_list_in_the_first_item_is_that_list() -> None:
    source = page("<main><h1>Le plan</h1><ul><li><ul><li>Une</li><li>Deux</li></ul></li></ul></main>")
    assert lines(source)[1:] == ["- Une", "- Deux"]


def test_an_item_with_words_of_its_own_keeps_its_mark() -> None:
    source = page("<main><h1>Le plan</h1><ul><li>A</li><li>B<ul><li>b</li></ul></li><li><b></b>C</li></ul></main>")
    assert lines(source)[1:] == ["- A", "- B", "  - b", "- C"]


def test_a_hidden_version_for_phones_is_left_out_and_a_panel_of_one_item_is_not() -> None:
    panel = "<button aria-expanded='false' aria-controls='{0}'>{1}</button><div id='{0}' hidden><p>{2}</p></div>"
    body = (
        "<main><h1>Le plan</h1><p>Former les agents</p>"
        + panel.format("a", "Version mobile", "Former les agents")
        + "<ul><li>" + panel.format("b", "Loger", "Louer un studio") + "</li></ul></main>"
    )  # fmt: skip
    text = page(body).text
    assert text.count("Former les agents") == 1
    assert text.count("Louer un studio") == 1


def test_a_page_of_many_panels_is_read_in_little_time() -> None:
    items = "".join(f"<li>Action {{0}}.{rank} du plan</li>" for rank in range(8))
    title = "<h3><button aria-expanded='false' aria-controls='p{0}'>Objectif {0}</button></h3>"
    panel = f"{title}<div id='p{{0}}' hidden><ul>{items}</ul></div>"
    body = "".join(panel.replace("{0}", str(number)) for number in range(400))
    start = time.process_time()
    assert page(f"<main><h1>Le plan</h1>{body}</main>").text.count("Action ") == 3200
    assert time.process_time() - start < 12
