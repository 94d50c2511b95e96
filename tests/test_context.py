"""A node is named, found and embedded with the path that leads to it."""

import pytest

from ingest.records import Document, Level, Node
from tests.plans import parsed
from vectorstore.context import breadcrumb, embedded_text, header, label, organisation_name

PLAN = parsed("""\
Programme stratégique transversal du CPAS de Hannut

Volet externe

### I.1 Le logement

Objectif stratégique 4 :
Priorité 2 de la DPS : Les aînés

Objectif opérationnel 4.1 : Loger

Actions :
- Rénover un studio
""")


def node(level: Level, document: Document = PLAN) -> Node:
    return next(node for node in document.nodes if node.level is level)


@pytest.mark.parametrize(
    ("level", "name"),
    [
        (Level.VOLET, "Volet externe"),
        (Level.SECTION, "I.1 Le logement"),
        (Level.OS, "OS 4 (sans intitulé)"),
        (Level.OO, "OO 4.1 : Loger"),
        (Level.ACTION, "Action : Rénover un studio"),
    ],
)
def test_a_node_has_a_name(level: Level, name: str) -> None:
    assert label(node(level)) == name


def test_the_path_goes_from_the_top_down() -> None:
    path = ("Volet externe", "I.1 Le logement", "OS 4 (sans intitulé)", "OO 4.1 : Loger")
    assert breadcrumb(PLAN, node(Level.ACTION)) == path
    assert breadcrumb(PLAN, node(Level.VOLET)) == ()


def test_the_header_says_whose_plan_it_is_and_which_priority() -> None:
    words = header(PLAN, node(Level.ACTION)).split(" › ")
    assert words[:2] == ["Hannut", "Programme stratégique transversal du CPAS de Hannut"]
    assert words[-1] == "Les aînés"
    assert "OO 4.1 : Loger" in words


def test_what_is_embedded_is_short_and_holds_the_subject_above() -> None:
    assert embedded_text(PLAN, node(Level.ACTION)) == "Hannut › Loger › Rénover un studio"
    assert embedded_text(PLAN, node(Level.OS)) == "Hannut › Le logement › Les aînés"


def test_an_owner_who_is_not_named_is_called_by_the_file() -> None:
    anonymous = parsed("PST\n\nOS 1 : Être\n")
    assert organisation_name(PLAN) == "Hannut"
    assert organisation_name(anonymous) == "CPAS non nommé (plan.txt)"
    assert embedded_text(anonymous, node(Level.OS, anonymous)) == "Être"


LAW = parsed("""\
Loi organique du 3 mars 2001

CHAPITRE II. - Des organes

Section 1re. - Du conseil

Art. 27ter. § 1er. Le conseil adopte un plan.

§ 2. Le plan comprend :
1° des objectifs.

Art. 28. Le bureau siège.
""")


def test_an_element_of_a_law_is_named_as_lawyers_do() -> None:
    names = [label(node) for node in LAW.nodes]
    assert names[1:] == [
        "Chapitre II : Des organes",
        "Section 1re : Du conseil",
        "Article 27ter",
        "§ 1er : Le conseil adopte un plan.",
        "§ 2 : Le plan comprend :",
        "1° : des objectifs.",
        "Article 28 : Le bureau siège.",
    ]
    item = next(node for node in LAW.nodes if node.number == "1°")
    assert breadcrumb(LAW, item) == ("Chapitre II : Des organes", "Section 1re : Du conseil", "Article 27ter, § 2")
    assert header(LAW, item).endswith("Section 1re : Du conseil › Article 27ter, § 2, 1°")
    assert organisation_name(LAW) == "Législation"


def test_every_node_of_the_corpus_is_embedded_with_words(documents: dict[str, Document]) -> None:
    for document in documents.values():
        for one in document.nodes:
            assert embedded_text(document, one).strip()
            assert header(document, one).count(" › ") >= len(document.ancestors(one))
