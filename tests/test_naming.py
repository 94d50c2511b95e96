"""A name means one document or none, and the nearest are told."""

from dataclasses import replace

import pytest

from ingest.errors import UnknownDocumentError
from ingest.records import Document
from vectorstore.naming import named


def test_a_name_without_its_extension_will_do(documents: dict[str, Document]) -> None:
    every = tuple(documents.values())
    assert named(every, "durbuy-pst").file == "durbuy-pst.txt"
    assert named(every, "ailleurs/durbuy-pst.txt").file == "durbuy-pst.txt"


def test_of_many_documents_only_the_nearest_are_told(documents: dict[str, Document]) -> None:
    one = documents["durbuy-pst.txt"]
    many = [replace(one, id=f"plan-{rank}.txt", file=f"plan-{rank}.txt") for rank in range(500)]
    with pytest.raises(UnknownDocumentError, match="n'est pas dans la bibliothèque") as error:
        named([*many, one], "durbui-pst.txt")
    assert "durbuy-pst.txt" in error.value.remedy
    assert "et 491 autres" in error.value.remedy
    assert len(error.value.remedy) < 400


def test_a_name_of_two_documents_means_none(documents: dict[str, Document]) -> None:
    one = documents["durbuy-pst.txt"]
    twice = [replace(one, id=f"{folder}/durbuy-pst.txt") for folder in ("a", "b")]
    with pytest.raises(UnknownDocumentError, match=r"désigne plusieurs documents.*a/durbuy-pst.txt, b/durbuy-pst.txt"):
        named(twice, "durbuy-pst")
