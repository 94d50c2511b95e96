"""The document that a question means by what it holds."""

import pytest

from assistant.catalogue import Catalogue
from assistant.contents import find_meant
from tests.fakes import FakeLibrary
from tests.samples import parsed

HUY = "PST 2025-2030 du CPAS de Huy\n\nVolet externe\n\nObjectif stratégique 1 : Protéger\n\nActions :\n    • {}\n"
DOCUMENTS = (
    parsed(HUY.format("Creuser un bassin d'orage"), "huy-pst.txt"),
    parsed(HUY.replace("Huy", "Amay").format("Ouvrir un kiosque"), "amay-pst.txt"),
)
CATALOGUE = Catalogue(FakeLibrary(*DOCUMENTS))


def test_a_document_is_meant_by_what_it_holds() -> None:
    question = "Le plan où il est question de bassins d'orage : combien d'actions compte-t-il ?"
    meant = find_meant(question, CATALOGUE)
    assert meant is not None
    assert {CATALOGUE.pairs[at][0].id for at in meant.nodes.nonzero()[0]} == {DOCUMENTS[0].id}
    assert question[slice(*meant.span)] == "Le plan où il est question de bassins d'orage "


@pytest.mark.parametrize(
    "question",
    [
        "Quels plans parlent de bassins d'orage ?",
        "Le plan qui parle de licornes : combien d'actions ?",
        "Le plan qui parle de bassins d'orage, c'est lequel ?",
        "Combien d'actions compte le plan ?",
    ],
)
def test_no_document_is_meant_otherwise(question: str) -> None:
    assert find_meant(question, CATALOGUE) is None
