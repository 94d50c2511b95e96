"""A library answers only to the model and the prompts that it was built with; the difference is told in French."""

import pytest

from ingest.errors import LibraryError
from tests.fakes import BagEmbeddings
from vectorstore.space import Prompts, Space, is_space_of, refuse_other, space_of

MODEL = BagEmbeddings(prompts=Prompts("query: ", "passage: "))
BUILT = space_of(MODEL)


def test_a_model_is_in_its_own_space() -> None:
    assert Space(model=MODEL.name, dimension=48, query_prompt="query: ", document_prompt="passage: ") == BUILT
    assert is_space_of(BUILT, MODEL)
    refuse_other(BUILT, MODEL)
    refuse_other(BUILT, MODEL, 48)


@pytest.mark.parametrize(
    ("other", "length", "said"),
    [
        (BagEmbeddings(name="autre", prompts=MODEL.prompts), None, "est autre."),
        (BagEmbeddings(), None, f"est {MODEL.name} (sans préfixe)."),
        (
            BagEmbeddings(prompts=Prompts("query: ", "query: ")),
            None,
            "(« query: » devant les questions et « query: » devant les documents)",
        ),
        (MODEL, 768, f"est {MODEL.name} (768 dimensions)."),
    ],
)
def test_what_differs_is_told_with_what_to_do(other: BagEmbeddings, length: int | None, said: str) -> None:
    assert is_space_of(BUILT, other) is (length is not None)
    with pytest.raises(LibraryError) as caught:
        refuse_other(BUILT, other, length)
    assert caught.value.what.startswith(
        f"La bibliothèque a été construite avec le modèle {MODEL.name} (48 dimensions, « query: » devant les questions"
    )
    assert said in caught.value.what
    for remedy in ("PST_EMBEDDINGS", "PST_QUERY_PROMPT", "PST_DOCUMENT_PROMPT", "pst ingest --rebuild"):
        assert remedy in caught.value.remedy
