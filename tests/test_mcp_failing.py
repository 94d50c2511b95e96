"""Failures as clients are told of them."""

from pathlib import Path

import pytest

from assistant.mcp_server.failing import told
from ingest.errors import LibraryError

HOME = Path("/srv/ma bibliothèque/var")


@pytest.mark.parametrize(
    "words",
    [
        "« /srv/ma bibliothèque/var/library/manifest.json » est abîmé.",
        "Impossible de lire /usr/local/share/pst/x.json.",
        r"Impossible de lire C:\Users\Anne\plan.pdf.",
    ],
)
def test_no_path_of_the_machine_is_told(words: str) -> None:
    said = told(LibraryError(words), [HOME])
    assert not [one for one in ("srv", "ma bibliothèque", "usr", "local", "Users", "Anne") if one in said]


def test_words_and_addresses_are_left_alone() -> None:
    words = "Voir https://exemple.be/aide/mcp, l'article 26/1 et/ou le § 2. Donnez 01/02/2027."
    assert told(LibraryError(words), [HOME]) == words


def test_what_was_not_expected_is_not_told() -> None:
    assert "secret" not in told(ValueError("secret"), [HOME])
    assert len(told(LibraryError("mot " * 2000), [HOME])) < 1600
