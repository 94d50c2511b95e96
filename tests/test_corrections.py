"""Corrections: they keep the tree a tree, the quotes verbatim, the ids stable; they are undone without a trace."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.anchors import anchor, find
from ingest.corrections import Correction, Subject, apply, as_read, original, owner_for, years_for
from ingest.document import parse_text
from ingest.errors import CorrectionError
from ingest.grafting import may_hold
from ingest.layout import clean
from ingest.records import Document, DocumentKind, Level, Node, Period
from ingest.retitling import CORRECTED_TITLE
from tests.samples import andenne, dps

DAY = date(2026, 11, 22)
PLAN = """PST 2024-2030 du CPAS de Hannut

Introduction au plan.

Volet externe

OS 1 : Être un CPAS proche
OO 1.1 : Simplifier les démarches
Actions :
- Rédiger un guide d'accueil en langage clair
- Ouvrir une permanence le mercredi
- Aller vers les personnes isolées du village
- Organiser une tournée de visites
OO 1.2 : Former les agents
Actions :
- Établir un plan de formation

OS 2 : Être un employeur attentif
OO 2.1 : Veiller au bien-être
Actions :
- Aménager les bureaux

Conclusion

Le conseil remercie ses agents.
"""


def plan(text: str = PLAN, name: str = "plan.txt") -> Document:
    return parse_text(text, name, name, "0")


def node_of(document: Document, words: str) -> Node:
    (found,) = [node for node in document.nodes if node.text.startswith(words)]
    return found


def correcting(document: Document, words: str, subject: Subject, value: str, number: int = 1) -> Correction:
    """A correction of the node that starts with some words; for a parent, `value` is the words of the new one."""
    known = anchor(document, node_of(document, words))
    if subject is not Subject.PARENT:
        return Correction(number, DAY, subject, value, known)
    return Correction(number, DAY, subject, "", known, anchor(document, node_of(document, value)) if value else None)


def void(document: Document) -> list[str]:
    return [one.void for one in document.corrections]


def shape(document: Document) -> list[tuple[str, str, str]]:
    """Each element with its level and its parent's words."""
    return [
        (node.level.value, node.text, document.by_id[node.parent].text if node.parent else "")
        for node in document.nodes
    ]


# ---------------------------------------------------------------- the document itself


def test_what_is_said_of_a_document_is_marked_as_the_staffs() -> None:
    document = plan()
    told = [
        Correction(1, DAY, Subject.ORGANISATION, "CPAS de Huy"),
        Correction(2, DAY, Subject.PERIOD, "2025-2030"),
        Correction(3, DAY, Subject.TERM, "2019 – 2024"),
        Correction(4, DAY, Subject.KIND, "bilan"),
    ]
    corrected = apply(document, told)
    identity = corrected.identity
    assert identity.organisation is not None
    assert (identity.organisation.value, identity.organisation.quote) == ("Huy", "correction du personnel, 22/11/2026")
    assert (identity.period, identity.period_evidence) == (Period(2025, 2030), "correction du personnel, 22/11/2026")
    assert (identity.kind, corrected.term) == (DocumentKind.BILAN, Period(2019, 2024))
    assert corrected.nodes == document.nodes
    assert corrected.declared == document.declared, "what the supplier declared is not what the staff corrected"


def faults(nodes: Iterable[Node]) -> list[str]:
    """What keeps nodes from being a tree; empty where they are one."""
    listed = list(nodes)
    by_id = {node.id: node for node in listed}
    found = [] if len(by_id) == len(listed) else ["an id stands twice"]
    for node in listed:
        if node.parent is not None and node.parent not in by_id:
            found.append(f"{node.id} has lost its parent")
        elif node.parent is not None and not may_hold(by_id[node.parent].level, node.level):
            found.append(f"{node.id} cannot stand below {node.parent}")
        seen, above = {node.id}, node.parent
        while above in by_id and above is not None and above not in seen:
            seen.add(above)
            above = by_id[above].parent
        if above in seen:
            found.append(f"{node.id} is its own ancestor")
    return found


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("CPAS de Hannut", "Hannut"),
        ("C.P.A.S. du Rœulx", "Le Rœulx"),
        ("Centre Public d'Action Sociale de Ham-sur-Heure-Nalinnes", "Ham-sur-Heure-Nalinnes"),
        ("Commune d'Écaussinnes", "Écaussinnes"),
        ("Home du Sacré-Cœur", "Home du Sacré-Cœur"),
    ],
)
def test_an_owner_is_named_as_the_library_names_it(value: str, expected: str) -> None:
    assert owner_for(value) == expected


@pytest.mark.parametrize("value", ["", "2030", "2030-2025", "1200-1210", "2025-2099", "hier"])
def test_years_must_be_a_period(value: str) -> None:
    with pytest.raises(CorrectionError, match="période"):
        years_for(value)


def test_another_kind_is_read_with_its_own_parser() -> None:
    document = dps()
    taken_for_a_plan = replace(document, identity=replace(document.identity, kind=DocumentKind.PST), nodes=())
    read = apply(taken_for_a_plan, [Correction(1, DAY, Subject.KIND, "dps")])
    assert apply(taken_for_a_plan, [Correction(1, DAY, Subject.KIND, " DPS ")]).nodes == read.nodes
    assert read.nodes == document.nodes


# ---------------------------------------------------------------- the tree


def test_an_action_made_an_objective_takes_what_follows_it() -> None:
    document = plan()
    corrected = apply(document, [correcting(document, "Aller vers", Subject.LEVEL, "oo")])
    found = shape(corrected)
    assert ("oo", "Aller vers les personnes isolées du village", "Être un CPAS proche") in found
    assert ("action", "Organiser une tournée de visites", "Aller vers les personnes isolées du village") in found
    assert ("action", "Ouvrir une permanence le mercredi", "Simplifier les démarches") in found
    assert ("oo", "Former les agents", "Être un CPAS proche") in found
    assert node_of(corrected, "Aller vers").id == node_of(document, "Aller vers").id


def test_an_objective_made_an_action_leaves_its_actions_to_the_one_before() -> None:
    document = plan()
    corrected = apply(document, [correcting(document, "Former", Subject.LEVEL, "action")])
    found = shape(corrected)
    assert ("action", "Former les agents", "Simplifier les démarches") in found
    assert ("action", "Établir un plan de formation", "Simplifier les démarches") in found


def test_what_is_no_element_becomes_a_passage_and_back() -> None:
    document = plan()
    gone = apply(document, [correcting(document, "Former", Subject.LEVEL, "passage")])
    assert ("passage", "Former les agents", "Être un CPAS proche") in shape(gone)
    assert ("action", "Établir un plan de formation", "Être un CPAS proche") in shape(gone)
    found = apply(document, [correcting(document, "Introduction", Subject.LEVEL, "os")])
    assert node_of(found, "Introduction").level is Level.OS
    assert node_of(found, "Être un CPAS proche").parent == node_of(document, "Être un CPAS proche").parent


def test_a_volet_gets_its_kind_from_its_words() -> None:
    document = plan(PLAN.replace("Introduction au plan.", "Le volet interne du plan."))
    corrected = apply(document, [correcting(document, "Le volet interne", Subject.LEVEL, "volet")])
    assert node_of(corrected, "Le volet interne").kind == "interne"


def test_a_parent_is_chosen_with_all_that_hangs_below() -> None:
    document = plan()
    corrected = apply(document, [correcting(document, "Former", Subject.PARENT, "Être un employeur")])
    assert ("oo", "Former les agents", "Être un employeur attentif") in shape(corrected)
    assert ("action", "Établir un plan de formation", "Former les agents") in shape(corrected)
    assert node_of(corrected, "Former").reason.startswith("correction du personnel, 22/11/2026 : OO 1.2")


@pytest.mark.parametrize(
    ("words", "subject", "value", "reason"),
    [
        ("Former", Subject.PARENT, "Établir", "sous ce qu'il contient"),
        ("Former", Subject.PARENT, "Former", "sous lui-même"),
        ("Être un employeur", Subject.PARENT, "Former", "ne peut pas être sous"),
        ("Former", Subject.PARENT, "Être un CPAS", "déjà à cette place"),
        ("Former", Subject.LEVEL, "oo", "déjà de niveau"),
        ("Former", Subject.LEVEL, "axe", "n'est pas un niveau"),
        ("Former", Subject.LEVEL, "chapeau", "n'est pas un niveau"),
        ("Former", Subject.TITLE, "Former les agents", "déjà cet intitulé"),
        ("Former", Subject.TITLE, "  ", "vide"),
    ],
)
def test_what_cannot_be_is_left_out_and_says_why(words: str, subject: Subject, value: str, reason: str) -> None:
    document = plan()
    corrected = apply(document, [correcting(document, words, subject, value)])
    assert reason in void(corrected)[0]
    assert (corrected.nodes, corrected.identity) == (document.nodes, document.identity)


# ---------------------------------------------------------------- titles


def test_a_title_whose_words_stand_there_is_anchored_on_them() -> None:
    document = plan()
    corrected = apply(document, [correcting(document, "Rédiger", Subject.TITLE, "rédiger un guide d'accueil")])
    node = node_of(corrected, "Rédiger")
    assert node.text == "Rédiger un guide d'accueil", "the source's own words, not the staff's spelling of them"
    assert clean(document.text[node.start : node.end]) == node.text
    assert node.id == node_of(document, "Rédiger").id
    assert CORRECTED_TITLE not in dict(node.attributes)


def test_a_title_of_other_words_is_kept_beside_the_source_s() -> None:
    document = plan()
    corrected = apply(document, [correcting(document, "Rédiger", Subject.TITLE, "Un guide pour tous")])
    node = node_of(corrected, "Rédiger")
    assert dict(node.attributes)[CORRECTED_TITLE] == "Un guide pour tous"
    assert document.quote(node) == "Rédiger un guide d'accueil en langage clair"


def test_a_title_found_in_the_source_leaves_no_trace_of_an_earlier_one() -> None:
    document = plan()
    first = correcting(document, "Rédiger", Subject.TITLE, "Un guide pour tous")
    second = replace(first, number=2, value="rédiger un guide d'accueil")
    node = node_of(apply(document, [first, second]), "Rédiger")
    assert node.text == "Rédiger un guide d'accueil"
    assert CORRECTED_TITLE not in dict(node.attributes)


def test_an_untitled_objective_gets_the_words_below_it() -> None:
    document = andenne()
    untitled = next(node for node in document.nodes if node.level is Level.OS and not node.text)
    title = "La jeunesse"
    corrected = apply(document, [Correction(1, DAY, Subject.TITLE, title, anchor(document, untitled))])
    assert corrected.by_id[untitled.id].text == title


def test_articles_of_an_annex_are_corrected_inside_it() -> None:
    text = (
        "Loi du 3 mars 2001 sur les essais\n\nCHAPITRE I. Des essais\n\nArt. 1er. Il siège.\n\nArt. 2. Il vote.\n\n"
        "Annexe 1. Modèle\n\nArt. 1er. Le modèle vaut.\n\nArt. 2. Il est annexé.\n"
    )
    document = parse_text(text, "loi.txt", "loi.txt", "0")
    annex = next(node for node in document.nodes if node.kind == "titre" and node.level is Level.PASSAGE)
    assert node_of(document, "Le modèle vaut").parent == annex.id
    raised = apply(document, [correcting(document, "Il est annexé", Subject.LEVEL, "chapitre")])
    assert node_of(raised, "Il est annexé").parent == annex.id
    away = [
        replace(correcting(document, "Il est annexé", Subject.PARENT, ""), target=anchor(document, target))
        for target in (next(node for node in document.nodes if node.level is Level.CHAPITRE), annex)
    ]
    back = apply(document, [away[0], replace(away[1], number=2)])
    assert void(back) == ["", ""]
    assert node_of(back, "Il est annexé").parent == annex.id
    first = apply(document, [correcting(document, "Le modèle vaut", Subject.LEVEL, "chapitre")])
    assert node_of(first, "Le modèle vaut").parent == annex.id


# ---------------------------------------------------------------- finding a node again


def test_a_correction_survives_a_change_elsewhere_in_the_file() -> None:
    before = plan()
    told = correcting(before, "Aller vers", Subject.LEVEL, "oo")
    after = plan(PLAN.replace("OO 1.1 : Simplifier les démarches", "OO 1.1 : Rendre tout plus simple"))
    assert told.node is not None
    assert told.node.id not in after.by_id
    assert ("oo", "Aller vers les personnes isolées du village", "Être un CPAS proche") in shape(apply(after, [told]))


def test_a_correction_whose_node_is_gone_is_reported_and_changes_nothing() -> None:
    before = plan()
    told = correcting(before, "Aller vers", Subject.LEVEL, "oo")
    after = plan(PLAN.replace("- Aller vers les personnes isolées du village\n", ""))
    corrected = apply(after, [told])
    assert void(corrected) == ["L'élément ne se retrouve plus dans le document."]
    assert corrected.nodes == after.nodes


def test_a_correction_is_never_applied_to_one_of_two_nodes_alike() -> None:
    text = PLAN.replace("- Aménager les bureaux", "- Évaluer")
    before = plan(text)
    told = correcting(before, "Évaluer", Subject.LEVEL, "oo")
    moved = text.replace("OO 2.1 : Veiller au bien-être", "OO 2.1 : Prévenir").replace(
        "- Établir un plan de formation", "- Établir un plan de formation\n- Évaluer"
    )
    assert void(apply(plan(moved), [told])) != [""]


@given(st.data())
def test_an_anchor_finds_its_own_node(data: st.DataObject) -> None:
    document = plan()
    node = data.draw(st.sampled_from(document.nodes))
    assert find(document, anchor(document, node)) == node
    renamed = plan(name="autre.txt")
    again = find(renamed, anchor(document, node))
    assert again is None or (again.text, again.level) == (node.text, node.level)


# ---------------------------------------------------------------- invariants


@st.composite
def sequences(draw: st.DrawFn) -> list[Correction]:
    """Corrections of any kind, most of which can be made."""
    document = plan()
    nodes = st.sampled_from(document.nodes)
    levels = ["volet", "section", "os", "oo", "action", "sous_action", "passage"]
    made: list[Correction] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        node = anchor(document, draw(nodes))
        subject = draw(st.sampled_from([Subject.LEVEL, Subject.LEVEL, Subject.PARENT, Subject.TITLE, Subject.PERIOD]))
        if subject is Subject.LEVEL:
            made.append(Correction(number, DAY, subject, draw(st.sampled_from(levels)), node))
        elif subject is Subject.PARENT:
            target = anchor(document, draw(nodes)) if draw(st.booleans()) else None
            made.append(Correction(number, DAY, subject, "", node, target))
        elif subject is Subject.TITLE:
            words = draw(st.sampled_from(document.nodes)).text.split()
            title = " ".join(words[: draw(st.integers(1, 6))]) or "Titre"
            made.append(Correction(number, DAY, subject, title, node))
        else:
            made.append(Correction(number, DAY, subject, "2025-2030"))
    return made


@settings(max_examples=300)
@given(sequences())
def test_any_corrections_keep_the_tree_a_tree_and_the_quotes_verbatim(made: list[Correction]) -> None:
    document = plan()
    corrected = apply(document, made)
    assert faults(corrected.nodes) == []
    assert [node.id for node in corrected.nodes] == [node.id for node in document.nodes]
    assert all(clean(corrected.text[node.start : node.end]) == node.text for node in corrected.nodes)
    assert len(corrected.corrections) == len(made)


@settings(max_examples=100)
@given(sequences())
def test_corrections_are_undone_without_a_trace_and_repeated_without_effect(made: list[Correction]) -> None:
    document = plan()
    corrected = apply(document, made)
    assert apply(corrected, []) == document
    assert original(corrected) == document
    assert apply(corrected, made) == corrected
    assert apply(corrected, made[:-1]) == apply(document, made[:-1])
    assert as_read(corrected, made).nodes == document.nodes


def test_the_reference_trees_are_trees(documents: dict[str, Document]) -> None:
    for document in documents.values():
        assert faults(document.nodes) == []
