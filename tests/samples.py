"""Small documents written for tests, and what holds of every answer whatever the question."""

import re
from collections.abc import Mapping
from pathlib import Path

from assistant.answer import Answer
from ingest.document import parse_text
from ingest.records import Declared, DeclaredKind, Document, Period

MARK = re.compile(r"\[(\d+)\]")

ANDENNE = """Programme stratégique transversal 2025-2030 du CPAS d'Andenne

Le PST se compose de 2 volets.

Volet interne : l'administration

Objectif stratégique 1 : Être un CPAS qui prend soin de ses agents

Objectif opérationnel 1.1 : Former le personnel

Actions :
    • Organiser une formation aux premiers secours
    • Acquérir un logiciel de gestion des dossiers

Volet externe : les politiques

Objectif stratégique 2 :
Priorité 1 de la DPS : La jeunesse

Objectif opérationnel 2.1 : Soutenir les jeunes

Actions :
    • Ouvrir une maison de quartier
    • Engager un éducateur de rue pour 25.000 euros en 2026

Objectif opérationnel 2.2 : Lutter contre la fracture numérique

Actions :
    • Prêter des tablettes
    • Ouvrir un logement de transit
"""

NAMELESS = """Programme stratégique transversal

Volet externe : les politiques

Objectif stratégique 1 : Être un CPAS solidaire

Actions :
    • Voir la note [3] et [le site](http://exemple.org) des logements d'urgence [99]
    • Distribuer des colis alimentaires {texte} <script>alert(1)</script>
"""

DPS = """DECLARATION DE POLITIQUE SOCIALE - 2018-2024 - CPAS de Huy
AXE 1 : Le logement.
Intentions :
-Soutenir les locataires.
-Développer la mobilité.
Objectifs :
-Créer un logement d'urgence.
"""


NOTE = """\
# Le comité de suivi (CODIR)

*Note juridique — état des sources : 03/02/2025. Ce n'est pas un avis juridique.*

## Le délai du CODIR

- Avant, le CODIR se réunit dans les six mois. (Source : décret du 01/01/2018, art. 7bis ; date : texte de 2018)
- Le CODIR se réunit dans les neuf mois. (Source : circulaire, annexe III, a) ; date : 03/02/2025)
- À vérifier : le délai actuel du CODIR. (Source : notes de recherche de l'assistant ; date : 04/02/2025)

## La publication

- Le compte rendu du CODIR est publié en ligne. (Source : circulaire, p. 2 ; date : non indiquée)
- L'assistant ne publie aucun compte rendu du CODIR. (Source : notes de recherche de l'assistant ; date : non indiquée)
"""


LAW = """\
Décret du 3 mai 2019 relatif au comité de suivi (CODIR)

Article 1er. Le CODIR se réunit dans les neuf mois de l'installation du conseil. Ce délai du CODIR est de rigueur.

Art. 2. Le compte rendu du CODIR est publié sur le site du centre.

Art. 3. § 1er. Le CODIR est présidé par le directeur général.

§ 2. Il entend les services.
"""


def law() -> Document:
    """A decree on the subject of the note."""
    return parsed(LAW, "decret-codir.txt")


def andenne() -> Document:
    """A PST that names its centre and its period, which is not over."""
    return parsed(ANDENNE, "andenne-pst.txt")


def nameless() -> Document:
    """A PST without name nor period, whose words look like marks, links and HTML."""
    return parsed(NAMELESS, "solidaire-pst.txt")


def dps() -> Document:
    """A DPS whose period is over."""
    return parsed(DPS, "huy-dps.txt")


def parsed(text: str, name: str, term: Period | None = None, kind: DeclaredKind | None = None) -> Document:
    """A text as the product reads it from a file of that name, with what its supplier declared."""
    return parse_text(text, name, name, "0" * 64, Declared(term, kind))


def note() -> Document:
    """A legal note."""
    return parsed(NOTE, "note-comite.md", kind=DeclaredKind.NOTE)


def written(folder: Path, **texts: str) -> list[Path]:
    """Files `<name>.txt` with their texts."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.txt" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def check_answer(answer: Answer, documents: Mapping[str, Document]) -> None:
    """What holds of every answer: each source stands where it says, and marks and sources are the same numbers."""
    assert [one.n for one in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert {int(mark) for mark in MARK.findall(answer.answer)} == {one.n for one in answer.citations}, answer.answer
    for one in answer.citations:
        document = documents[one.document]
        assert one.quote == document.text[one.start : one.end]
        assert one.quote.strip()
        assert one.state == "verified"
        assert one.line == document.text[: one.start].count("\n") + 1
        node = document.by_id[one.node]
        assert (one.level, one.page) == (node.level.value, node.page)
        places = [node, node.dps_priority] if node.dps_priority else [node]
        assert any(place.start <= one.start < one.end <= place.end for place in places)
        assert one.title == document.identity.title
    assert bool(answer.citations) == (answer.status == "answered")
    assert answer.total is None or answer.status == "answered"
    assert answer.mode == "extractive"
    assert answer.model is None
    assert answer.timings_ms["total"] >= 0
    for text in (answer.answer, answer.understood, *answer.notices, *answer.followups):
        check_french(text)


def check_french(text: str) -> None:
    """A text for a reader: something, without the inside of the program showing."""
    assert text.strip()
    for inside in ("Traceback", "None", "Error", "object at 0x", "Level.", "<class"):
        assert inside not in text, text
    assert not re.search(r"\{[a-z_]+\}(?<!\{texte\})", text), text
    assert "  \n" not in text
    assert not re.search(r"\b(?:de|que|le|la) (?:OS|OO|Andenne|Axe)\b", text), text


def photograph(folder: Path) -> dict[str, bytes]:
    """Every file of a library, byte for byte (the writer's lock is none of it)."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "writer.lock"
    }
