"""Errors that users meet: one family, one French line."""

import pytest

from ingest.errors import (
    CaseFileError,
    LibraryError,
    PstError,
    SettingsError,
    UnknownDocumentError,
    UnreadableFileError,
)


@pytest.mark.parametrize(
    "family", [UnreadableFileError, UnknownDocumentError, LibraryError, SettingsError, CaseFileError]
)
def test_every_error_is_of_the_family(family: type[PstError]) -> None:
    with pytest.raises(PstError):
        raise family("Le fichier manque.", "Ajoutez-le.")


def test_an_error_says_what_and_what_to_do() -> None:
    error = PstError("Le fichier manque.", "Ajoutez-le.")
    assert str(error) == "Le fichier manque. Ajoutez-le."
    assert (error.what, error.remedy) == ("Le fichier manque.", "Ajoutez-le.")
    assert str(PstError("Le fichier manque.")) == "Le fichier manque."


def test_wrong_usage_has_its_own_exit_code() -> None:
    assert [one("x").exit_code for one in (PstError, UnreadableFileError, UnknownDocumentError, LibraryError)] == [
        1
    ] * 4
    assert [one("x").exit_code for one in (SettingsError, CaseFileError)] == [2, 2]
