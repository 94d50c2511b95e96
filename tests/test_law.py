"""Legal texts come out as their true trees: divisions, articles, §, items, amending marks, references."""

import json
import textwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import parse_text, read_document
from ingest.layout import clean
from ingest.records import Document, DocumentKind, Level, Node

LAWS = Path(__file__).parent / "laws"
GOLD = sorted(LAWS.glob("*.gold.json"))


def law(text: str) -> Document:
    return parse_text(text, "loi", "loi.txt", "0")


def outline(document: Document) -> list[tuple[str, str | None, str | None, str]]:
    """Level, number, parent's number (or first words) and words of each node."""
    return [
        (node.level.value, node.number, name(document.by_id[node.parent]) if node.parent else None, node.text)
        for node in document.nodes
    ]


def name(node: Node) -> str:
    return node.number or node.text[:20]


def source_of(gold: Path) -> Path:
    return next(file for file in LAWS.glob(gold.name.removesuffix("gold.json") + "*") if file.suffix != ".json")


@pytest.fixture(scope="module", params=GOLD, ids=lambda path: path.name.split(".")[0])
def pair(request: pytest.FixtureRequest) -> tuple[Document, dict[str, Any]]:
    return read_document(source_of(request.param), "loi"), json.loads(request.param.read_text(encoding="utf-8"))


def test_there_are_at_least_five_laws() -> None:
    assert len(GOLD) >= 5


def test_the_tree_is_the_gold_node_by_node(pair: tuple[Document, dict[str, Any]]) -> None:
    document, gold = pair
    order = {node.id: index for index, node in enumerate(document.nodes)}
    found = [
        (order.get(node.parent or ""), node.level.value, node.number, node.text, dict(node.attributes))
        for node in document.nodes
    ]
    expected = [
        (node["parent"], node["level"], node["number"], node["text"], node.get("attributes", {}))
        for node in gold["nodes"]
    ]
    assert found == expected


def test_the_references_lead_where_the_gold_says(pair: tuple[Document, dict[str, Any]]) -> None:
    document, gold = pair
    order = {node.id: index for index, node in enumerate(document.nodes)}
    for node, expected in zip(document.nodes, gold["nodes"], strict=True):
        found = [[reference.quote, order.get(reference.target or "")] for reference in node.references]
        assert found == expected.get("references", []), node.text
        for reference in node.references:
            assert document.text[reference.start : reference.end] == reference.quote
            assert node.start <= reference.start < reference.end <= node.end


def test_the_identity_is_the_gold(pair: tuple[Document, dict[str, Any]]) -> None:
    document, gold = pair
    identity = document.identity
    assert (identity.kind.value, identity.title) == (gold["kind"], gold["title"])
    assert {key: evidence.value for key, evidence in identity.dates} == gold["dates"]
    assert identity.organisation is None
    for _, evidence in identity.dates:
        assert document.text[evidence.start : evidence.end] == evidence.quote


def test_words_are_those_of_the_source(pair: tuple[Document, dict[str, Any]]) -> None:
    document, _ = pair
    for node in document.nodes:
        assert 0 <= node.start < node.end <= len(document.text)
        assert clean(document.quote(node)) == node.text or not node.text
        first, last = (document.text.count("\n", 0, place) + 1 for place in (node.start, node.end - 1))
        assert node.line <= first <= last <= node.end_line


@pytest.mark.parametrize(
    "line",
    [
        "L'article 27ter impose une déclaration au conseil.",
        "Article 60, § 7, de la loi organique : le centre agit comme employeur.",
        "Article 60 § 7 de la loi organique.",
        "Article 27ter prévoit une déclaration.",
        "article 5. Il est fait mention de ceci.",
        "Section 2 du chapitre III est abrogée.",
        "Chapitre II de la loi est abrogé.",
        "§ 3, alinéa 2, ne vaut pas ici.",
        "1° et 2° sont cumulatifs.",
        "Articles 57 à 60 de la loi.",
        "« Art. 9. Le texte cité. »",
    ],
)
def test_a_sentence_about_an_article_opens_none(line: str) -> None:
    document = law(f"Loi du 3 mars 2001 sur les essais\n\nArt. 1er. Le conseil siège.\n\n{line}\n\nArt. 2. Il vote.\n")
    assert [(node.level, node.number) for node in document.nodes if node.number] == [
        (Level.ARTICLE, "1er"),
        (Level.ARTICLE, "2"),
    ]
    assert any(node.text == line for node in document.nodes)


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Article 27ter.", "27ter"),
        ("Art. 27 ter.", "27ter"),
        ("Art.27ter.", "27ter"),
        ("ART. 27ter. –", "27ter"),
        ("Art. 1er. -", "1er"),
        ("Art. 1 er.", "1er"),
        ("Article premier.", "premier"),
        ("Article unique.", "unique"),
        ("Art. L1123-27.", "L1123-27"),
        ("Art. L 1123-27bis.", "L1123-27bis"),
        ("Art. D.IV.22.", "D.IV.22"),
        ("Art. I.3-1. –", "I.3-1"),
        ("Art. 4/1.", "4/1"),
        ("Art. 60quinquies :", "60quinquies"),
        ("Art. 60terdecies.", "60terdecies"),
        ("**Art. 60.**", "60"),
        ("### Article 60.", "60"),
        ("[1 Art. 60/2.", "60/2"),
        ("Article 60", "60"),
    ],
)
def test_articles_are_known_by_their_labels(label: str, number: str) -> None:
    document = law(f"Loi du 3 mars 2001 sur les essais\n\n{label} Le conseil siège.\n\nArt. 99. Il vote.\n")
    assert outline(document)[1:] == [
        ("article", number, None, "Le conseil siège."),
        ("article", "99", None, "Il vote."),
    ]


@pytest.mark.parametrize(
    ("label", "level", "number"),
    [
        ("LIVRE PREMIER. -", "livre", "PREMIER"),
        ("Titre préliminaire -", "titre", "préliminaire"),
        ("TITRE IIbis. –", "titre", "IIbis"),
        ("CHAPITRE III/1. [1 -", "chapitre", "III/1"),
        ("Chapitre 4 :", "chapitre", "4"),
        ("## Section 1re.", "section", "1re"),
        ("Sous-section 2. -", "section", "2"),
    ],
)
def test_divisions_are_known_by_their_labels(label: str, level: str, number: str) -> None:
    document = law(f"Loi du 3 mars 2001\n\n{label} Du conseil\n\nArt. 1. Il siège.\n\nArt. 2. Il vote.\n")
    assert outline(document)[1:3] == [
        (level, number, None, "Du conseil"),
        ("article", "1", number, "Il siège."),
    ]


def test_a_larger_division_closes_the_smaller_ones() -> None:
    document = law(
        "Code des essais\nLIVRE I - A\nTITRE I - B\nCHAPITRE I - C\nSection 1 - D\nArt. 1. Un.\n"
        "TITRE II - E\nArt. 2. Deux.\n"
    )
    parents = {name: parent for _, name, parent, _ in outline(document) if name}
    assert [(node.number, node.text) for node in document.nodes if node.level is Level.TITRE] == [
        ("I", "B"),
        ("II", "E"),
    ]
    assert parents["2"] == "II"


def test_items_nest_and_close_by_their_marks() -> None:
    document = law(
        "Loi du 3 mars 2001\nArt. 1. § 1er. Le centre :\n1° aide :\na) les jeunes ;\nb) les aînés ;\n2° informe.\n"
        "Il rend compte.\n§ 2. Il agit :\na) tôt ;\nb) bien.\nArt. 2. Fin.\n"
    )
    assert outline(document)[1:] == [
        ("article", "1", None, ""),
        ("paragraphe", "§ 1er", "1", "Le centre :"),
        ("paragraphe", "1°", "§ 1er", "aide :"),
        ("paragraphe", "a)", "1°", "les jeunes ;"),
        ("paragraphe", "b)", "1°", "les aînés ;"),
        ("paragraphe", "2°", "§ 1er", "informe."),
        ("passage", None, "§ 1er", "Il rend compte."),
        ("paragraphe", "§ 2", "1", "Il agit :"),
        ("paragraphe", "a)", "§ 2", "tôt ;"),
        ("paragraphe", "b)", "§ 2", "bien."),
        ("article", "2", None, "Fin."),
    ]


def test_an_alinea_inside_an_item_stays_there_when_the_list_goes_on() -> None:
    document = law("Loi du 3 mars 2001\nArt. 1. Il faut :\n1° agir.\nVite.\n2° finir.\nEnsuite.\nArt. 2. Fin.\n")
    parents = {text: parent for _, _, parent, text in outline(document)}
    assert (parents["Vite."], parents["Ensuite."]) == ("1°", "1")


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        ("Signé par le directeur, le rapport est archivé.", True),
        ("Signée par le directeur, la note est archivée.", False),
        ("Fait à Namur, le 3 mars 2001.", True),
        ("Faits à charge compris.", False),
        ("Namur, le 3 mars 2001.", True),
    ],
)
def test_the_lines_of_signature_close_after_the_last_article_only(line: str, closes: bool) -> None:
    title, last = "Loi du 3 mars 2001 sur les essais", "Le bourgmestre, A. Dupont"
    ended = law(f"{title}\n\nArt. 1er. Il siège.\n\nArt. 2. Il vote.\n\n{line}\n\n{last}\n")
    parents = {node.text: node.parent for node in ended.nodes}
    assert (parents[line] is None) is closes
    assert (parents[last] is None) is closes
    goes_on = law(f"{title}\n\nArt. 1er. Il siège.\n\n{line}\n\n{last}\n\nArt. 2. Il vote.\n")
    assert [(node.number, node.parent) for node in goes_on.nodes if node.level is Level.ARTICLE] == [
        ("1er", None), ("2", None),
    ]  # fmt: skip
    article = next(node.id for node in goes_on.nodes if node.number == "1er")
    assert {node.parent for node in goes_on.nodes if node.text in (line, last)} == {article}


def test_an_annex_after_the_signatures_does_not_keep_the_law_open() -> None:
    document = law(
        "Loi du 3 mars 2001 sur les essais\n\nArt. 1er. Il siège.\n\nArt. 2. Il vote.\n\nFait à Namur, le 3 mars 2001."
        "\n\nAnnexe 1. Modèle\n\nArt. 1er. Le modèle vaut.\n"
    )
    parents = {node.text: node.parent for node in document.nodes}
    assert parents["Fait à Namur, le 3 mars 2001."] is None


def test_a_letter_i_after_h_is_a_letter() -> None:
    letters = "".join(f"{letter}) mot ;\n" for letter in "abcdefghij")
    document = law(f"Loi du 3 mars 2001\nArt. 1. Sont admis :\n{letters}Art. 2. Fin.\n")
    assert {parent for _, number, parent, _ in outline(document) if number and number.endswith(")")} == {"1"}


def test_a_table_of_contents_makes_no_node() -> None:
    body = (
        "CHAPITRE I. - Du conseil\nArt. 1. Il siège.\nIl vote.\nCHAPITRE II. - Du bureau\nArt. 2. Il suit.\nIl note.\n"
    )
    contents = "CHAPITRE I. - Du conseil\nArt. 1\nCHAPITRE II. - Du bureau\nArt. 2\nCHAPITRE III. - De la fin\nArt. 3\n"
    end = "CHAPITRE III. - De la fin\nArt. 3. Il cesse.\n"
    title = "Loi du 3 mars 2001\n"
    plain = outline(law(title + body + end))
    assert outline(law(title + "Table des matières\n" + contents + "Texte\n" + body + end)) == plain
    assert outline(law(title + contents + body + end)) == plain


def test_a_law_that_repeats_its_articles_keeps_one_of_each() -> None:
    text = "Loi du 3 mars 2001\n" + "Art. 1. Un.\n" * 9 + "CHAPITRE I. - Fin\n" * 2 + "§ 2. Deux.\nArt. 1. Un.\n"
    assert {node.text for node in law(text).nodes} >= {"Un.", "Fin", "Deux."}


def test_repealed_divisions_in_a_row_are_kept() -> None:
    document = law(
        "Loi du 3 mars 2001\nArt. 1. Un.\n\nCHAPITRE II. - (abrogé)\n\nCHAPITRE III. - (abrogé)\n\n"
        "CHAPITRE IV. - (abrogé)\n\nArt. 9. Neuf.\n"
    )
    chapters = [node for node in document.nodes if node.level is Level.CHAPITRE]
    assert [node.number for node in chapters] == ["II", "III", "IV"]
    assert all(dict(node.attributes) == {"etat": "abrogé"} for node in chapters)


@pytest.mark.parametrize("width", [60, 72, 90])
def test_lines_cut_at_a_width_are_joined(width: int) -> None:
    paragraphs = [
        "Loi du 3 mars 2001 relative aux essais de toutes sortes dans les communes et à leur évaluation",
        "Art. 1er. Le conseil de la commune, sur la proposition du collège, après avis du comité, adopte le plan.",
        "Le plan, auquel s'applique l'article 2, § 1er, de la présente loi, est publié sur le site sans délai.",
        "Art. 2. § 1er. Le plan comprend, outre les actions du conseil, les moyens humains et financiers requis :",
        "1° les moyens en personnel, y compris ceux que la commune partage avec le centre public d'action sociale ;",
        "2° les moyens financiers, tels que le budget les prévoit pour l'exercice au cours duquel le plan est adopté.",
    ]
    wrapped = "\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert [node[2:] and node[3] for node in outline(law(wrapped))] == [
        node[3] for node in outline(law("\n\n".join(paragraphs)))
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Loi organique des essais\n\nArt. 1. Un.\n\nArt. 2. Deux.\n", DocumentKind.LOI),
        ("12 MAI 2011. - Arrêté royal relatif aux essais\n\nArticle 1er. Un.\nArt. 2. Deux.\n", DocumentKind.LOI),
        ("Art. 60. § 7. Le centre agit.\n\nIl paie.\n", DocumentKind.LOI),
        ("Code de la démocratie locale\nArt. L1123-27. § 1er. Le collège propose.\n", DocumentKind.LOI),
        (
            "Programme stratégique transversal 2019-2024\n\nCadre légal\n\nArticle 27ter. Le texte cité.\n\n"
            "Art. 28. Un autre.\n\nOS 1 : Être un CPAS\n\nOO 1.1 : Loger\n",
            DocumentKind.PST,
        ),
        ("Déclaration de politique sociale\n\nArt. 60. Un rappel.\n\nArt. 61. Un autre.\n", DocumentKind.DPS),
        (
            "Notre CPAS\n\nL'article 60 est expliqué ici.\n\nArticle 60, § 7, de la loi : un emploi.\n",
            DocumentKind.AUTRE,
        ),
    ],
)
def test_a_law_is_known_by_its_title_and_articles(text: str, kind: DocumentKind) -> None:
    document = law(text)
    assert document.identity.kind is kind
    assert any(node.level is Level.ARTICLE for node in document.nodes) == (kind is DocumentKind.LOI)


WORD = st.text(alphabet="abcdefghijklm", min_size=2, max_size=9).map(lambda letters: f"mot{letters}")
SENTENCE = st.lists(WORD, min_size=1, max_size=12, unique=True).map(lambda words: " ".join(words).capitalize() + ".")
LABELS = st.sampled_from(
    [
        "Art. 1.",
        "Art. 2bis. §1.",
        "§ 2.",
        "1°",
        "2°",
        "a)",
        "b)",
        "- ",
        "CHAPITRE I. -",
        "Section 2.",
        "",
        "",
        "Article 60, §",
        "« ",
    ]
)
LINES = st.lists(st.tuples(LABELS, SENTENCE, st.sampled_from(["\n", "\n\n", " "])), min_size=1, max_size=25)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_no_word_is_lost_nor_repeated(lines: list[tuple[str, str, str]]) -> None:
    first = [f"Mot{'abcdefghijklmnopqrstuvwxyz'[index]}" for index in range(len(lines))]
    text = "Loi du 3 mars 2001\nArt. 99. Fin.\n" + "".join(
        f"{label} {mark} {words}{gap}" for mark, (label, words, gap) in zip(first, lines, strict=True)
    )
    document = law(text)
    covered = [0] * len(text)
    for node in document.nodes:
        assert clean(text[node.start : node.end]) == node.text or not node.text
        for position in range(node.start, node.end):
            covered[position] += 1
    position = text.find("ot", 30)
    while position >= 0:
        assert covered[position] == 1, text[position - 5 : position + 10]
        position = text.find("ot", position + 1)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="Aart.§ 1°a)[]<>()«»:;,-L\nIVChapitre—é", max_size=300))
def test_any_text_is_parsed_with_true_offsets(text: str) -> None:
    document = law("Loi du 3 mars 2001\nArt. 1. Un.\nArt. 2. Deux.\n" + text)
    ids = [node.id for node in document.nodes]
    assert len(ids) == len(set(ids))
    starts = [node.start for node in document.nodes]
    assert starts == sorted(starts)
    for node in document.nodes:
        assert clean(document.quote(node)) == node.text or not node.text
        assert node.parent is None or ids.index(node.parent) < ids.index(node.id)
