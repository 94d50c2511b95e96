"""A library built with a real model answers with it, and refuses any other until it is built anew."""

import json
from pathlib import Path

import pytest

from tests.extras.conftest import Pst

QUESTION = "Quelles actions visent les jeunes ?"


def test_the_library_names_the_model_and_answers(pst: Pst, setting: str) -> None:
    code, out, _ = pst("doctor", "--json", EMBEDDINGS=setting)
    found = {one["id"]: one for one in json.loads(out)}
    assert code == 0
    assert "(384 dimensions, sans préfixe)" in found["vecteurs"]["detail"]
    code, out, _ = pst("search", "jeunes", "--json", EMBEDDINGS=setting)
    assert code == 0
    assert any(hit["dense"] > 0 for hit in json.loads(out))
    assert pst("ask", QUESTION, EMBEDDINGS=setting)[0] == 0


@pytest.mark.parametrize("variables", [{}, {"QUERY_PROMPT": "query: "}, {"DOCUMENT_PROMPT": "passage: "}])
def test_another_setting_is_refused_and_the_remedy_works(pst: Pst, setting: str, variables: dict[str, str]) -> None:
    other = {"EMBEDDINGS": setting, **variables} if variables else {}
    for command in (("ask", QUESTION), ("search", "jeunes")):
        code, out, err = pst(*command, **other)
        assert (code, out) == (1, "")
        assert "construite avec le modèle sentence-transformers:" in err
        assert "pst ingest --rebuild" in err
    code, out, _ = pst("doctor", "--json", **other)
    model = next(one for one in json.loads(out) if one["id"] == "modele")
    assert (code, model["ok"]) == (3, False)
    assert "pst ingest --rebuild" in model["remedy"]
    assert pst("ingest", "--rebuild", **other)[0] == 0
    assert pst("ask", QUESTION, **other)[0] == 0
    assert pst("ask", QUESTION, EMBEDDINGS=setting)[0] == 1


def test_documents_are_listed_whatever_the_model(pst: Pst) -> None:
    assert pst("documents", EMBEDDINGS="sentence-transformers:./absent")[0] == 0


def test_a_reranker_reorders_what_the_model_found(pst: Pst, setting: str, cross_encoder: Path) -> None:
    reranker = {"EMBEDDINGS": setting, "RERANKER": f"sentence-transformers:{cross_encoder}"}
    plain = json.loads(pst("search", "jeunes", "--json", EMBEDDINGS=setting)[1])
    again = json.loads(pst("search", "jeunes", "--json", **reranker)[1])
    assert [hit["node"] for hit in plain] != [hit["node"] for hit in again]
    assert [hit["score"] for hit in again] == sorted((hit["score"] for hit in again), reverse=True)
    code, out, _ = pst("doctor", "--json", **reranker)
    assert code == 0
    assert "reclassement" in {one["id"] for one in json.loads(out)}
