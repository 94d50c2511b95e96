"""The embedded model gives unit vectors that bring French questions near their passages, whatever the thread."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.models import saved
from vectorstore.embeddings import EmbeddedE5, load_embeddings
from vectorstore.space import Prompts

CHEAP = """
import sys
from pathlib import Path
from assistant.service import Assistant
from assistant.settings import load_settings
import assistant.cli

service = Assistant(load_settings())
assert service.documents() == ()
assert service.shelf.reranker is not None
print(type(service.shelf.model).__name__, [name for name in sys.modules if name in ("torch", "sentence_transformers")])
service.shelf.model.embed_query("chauffage")
"""

PASSAGES = [
    "Assurer une guidance énergétique et aider au paiement des factures de chauffage",
    "Ouvrir une place en crèche et soutenir les accueillantes d'enfants",
    "Proposer une médiation de dettes aux ménages surendettés",
]


@pytest.fixture(scope="module")
def model() -> EmbeddedE5:
    return EmbeddedE5()


@pytest.fixture(scope="module")
def passages(model: EmbeddedE5) -> np.ndarray:
    return np.asarray(model.embed_documents(PASSAGES))


def test_vectors_have_the_announced_length_and_unit_norm(model: EmbeddedE5, passages: np.ndarray) -> None:
    assert passages.shape == (3, model.dimension)
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-3)
    assert len(model.embed_query("chauffage")) == model.dimension


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("je n'arrive plus à payer mon chauffage", 0),
        ("où faire garder mon bébé ?", 1),
        ("j'ai trop de crédits à rembourser", 2),
    ],
)
def test_a_question_is_nearest_to_its_answer(model: EmbeddedE5, passages: np.ndarray, question: str, best: int) -> None:
    assert int(np.argmax(passages @ np.asarray(model.embed_query(question)))) == best


def test_a_passage_has_the_same_vector_alone_and_in_company(model: EmbeddedE5, passages: np.ndarray) -> None:
    assert np.allclose(model.embed_documents([PASSAGES[1]])[0], passages[1], atol=1e-4)


def test_no_passage_gives_no_vector(model: EmbeddedE5) -> None:
    assert model.embed_documents([]) == []


@pytest.mark.parametrize("text", ["", " ", "…", "a" * 200_000, "𝄞\x00"])
def test_any_text_has_a_finite_vector(model: EmbeddedE5, text: str) -> None:
    assert np.isfinite(model.embed_query(text)).all()
    assert np.isfinite(model.embed_documents([text])).all()


def test_threads_get_their_own_vectors(model: EmbeddedE5) -> None:
    questions = [f"aide numéro {number} pour le logement" for number in range(12)]
    alone = [model.embed_query(question) for question in questions]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(model.embed_query, questions))
    assert np.allclose(alone, together, atol=1e-5)


def test_a_very_long_text_is_known_by_its_beginning(model: EmbeddedE5) -> None:
    long = "Le CPAS aide au paiement des factures de chauffage des ménages. " * 40
    (whole, longer) = model.embed_documents([long, long * 50])
    assert np.allclose(whole, longer, atol=1e-5)


def test_the_embedded_model_is_the_default_one() -> None:
    assert isinstance(load_embeddings("embedded"), EmbeddedE5)
    assert EmbeddedE5.prompts == Prompts("query: ", "passage: ")


def test_another_value_is_refused() -> None:
    with pytest.raises(ValueError, match="n'est pas pris en charge"):
        load_embeddings("bge-m3")


def test_a_large_library_is_imported_with_the_first_text_and_not_before(tmp_path: Path) -> None:
    """The product starts, lists its documents and only then, asked for a vector, imports what takes seconds."""
    for name in ("torch", "sentence_transformers"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('importé')", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", CHEAP],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path(__file__).parent.parent)]),
            "PST_HOME": str(tmp_path / "home"),
            "PST_EMBEDDINGS": f"sentence-transformers:{saved(tmp_path / 'e5')}",
            "PST_RERANKER": "sentence-transformers:org/reranker",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.strip() == "SentenceTransformerEmbeddings []", run.stderr
    assert run.stderr.strip() == "importé"
