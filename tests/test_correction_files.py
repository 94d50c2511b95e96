"""Files of corrections: what is kept is read back, names are safe, a damaged file says which it is."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.anchors import Anchor
from ingest.correction_files import load_corrections, path_of, save_corrections
from ingest.corrections import ON_NODES, Correction, Subject
from ingest.errors import CorrectionError
from ingest.records import Level

WORDS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)
ANCHORS = st.builds(
    Anchor, WORDS, st.sampled_from(Level), st.none() | WORDS.filter(bool), WORDS, st.lists(WORDS, max_size=3).map(tuple)
)


@st.composite
def corrections(draw: st.DrawFn) -> tuple[Correction, ...]:
    made = []
    for number in draw(st.lists(st.integers(1, 99), unique=True, max_size=4).map(sorted)):
        subject = draw(st.sampled_from(Subject))
        node = draw(ANCHORS) if subject in ON_NODES else None
        target = draw(st.none() | ANCHORS) if subject is Subject.PARENT else None
        made.append(Correction(number, date(2026, 11, 22), subject, draw(WORDS), node, target))
    return tuple(made)


@given(corrections(), WORDS)
def test_what_is_kept_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[Correction, ...], name: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "corrections"
    save_corrections(folder, name, made)
    assert load_corrections(folder, name) == made
    save_corrections(folder, name, ())
    assert not path_of(folder, name).exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "con", ".", "é" * 300, "PST 2025\n.pdf", "plan.docx"])
def test_a_name_is_safe_and_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    path = path_of(tmp_path, name)
    assert path.parent == tmp_path
    assert path.name.isascii()
    assert len(path.name) < 100
    assert path != path_of(tmp_path, f"{name}x")


def test_a_file_is_readable_french(tmp_path: Path) -> None:
    element = Anchor("plan.txt#oo-1", Level.OO, "2.3", "Former les agents", ("Être un employeur attentif",))
    save_corrections(tmp_path, "plan.txt", [Correction(1, date(2026, 11, 22), Subject.LEVEL, "action", element)])
    text = path_of(tmp_path, "plan.txt").read_text(encoding="utf-8")
    for words in ("document: plan.txt", "date: 2026-11-22", "champ: niveau", "mots: Former les agents", "Être un"):
        assert words in text


@pytest.mark.parametrize(
    "content",
    [
        "corrections: [",
        "- liste",
        "document: autre.txt\ncorrections: []\n",
        "document: plan.txt\ncorrections:\n- {numero: 1, date: 2026-11-22, champ: niveau, valeur: oo}\n",
        "document: plan.txt\ncorrections:\n- {numero: 1, date: hier, champ: periode, valeur: 2025-2030}\n",
        "document: plan.txt\ncorrections:\n- {numero: 1, date: 2026-11-22, champ: couleur, valeur: bleu}\n",
        "document: plan.txt\nauteur: moi\n",
        "\x00",
    ],
)
def test_a_damaged_file_is_refused_by_its_name(tmp_path: Path, content: str) -> None:
    path = path_of(tmp_path, "plan.txt")
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorrectionError, match=r"plan-txt-\w+\.yaml.*mal formé"):
        load_corrections(tmp_path, "plan.txt")
