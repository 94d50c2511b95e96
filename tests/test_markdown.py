"""Text made ready for Streamlit's Markdown."""

import pytest

from ui.markdown import french, linked, safe


@pytest.mark.parametrize(
    ("raw", "typeset"),
    [
        ("Pourquoi ? Parce que : oui ; non !", "Pourquoi\u00a0? Parce que\u00a0: oui\u00a0; non\u00a0!"),
        ("« La jeunesse »", "«\u00a0La jeunesse\u00a0»"),
        ("| :--- | :---: |", "| :--- | :---: |"),
        ("**Objectif :** suite", "**Objectif\u00a0:** suite"),
        ("\n : seul", "\n : seul"),
    ],
)
def test_french_typography(raw: str, typeset: str) -> None:
    assert french(raw) == typeset


@pytest.mark.parametrize(
    ("raw", "harmless"),
    [
        ("de 5$ à 10$", r"de 5\$ à 10\$"),
        (":red[rouge] :smile: Public:jeunes", r"\:red[rouge] \:smile: Public\:jeunes"),
        ("![pixel](https://exemple.be/x.png)", r"!\[pixel](https://exemple.be/x.png)"),
    ],
)
def test_words_of_a_document_command_nothing(raw: str, harmless: str) -> None:
    assert safe(raw) == harmless


def test_only_marks_that_have_a_source_are_links() -> None:
    text = linked("Une action [1][2], une autre [3].", {1, 2}, "s-")
    assert text == "Une action\u00a0[\\[1\\]](#s-1)[\\[2\\]](#s-2), une autre [3]."
