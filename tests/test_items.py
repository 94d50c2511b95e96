"""The commitments of a declaration: none lost, none made up, in their own words and in reading order.

Golds were written apart from the code (`evals/drafting/gold.json`), or before the code was tried on their text
(`letter.gold.json`).
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.commitments.items import dps_items
from assistant.drafting.records import DpsItem
from ingest.document import read_document
from ingest.records import Document
from tests.plans import parsed

_ROOT = Path(__file__).parents[1]
_DRAFTING = _ROOT / "evals" / "drafting"
_SHARE = 0.8


@dataclass(frozen=True)
class Score:
    """How many of a gold's items were found, and how many that were found are items; an item of two counts half."""

    recall: float
    precision: float
    lost: tuple[str, ...]
    false: tuple[str, ...]


def _golds() -> dict[str, dict[str, Any]]:
    files = (_DRAFTING / "gold.json", _DRAFTING / "letter.gold.json")
    return {one["file"]: one for file in files for one in json.loads(file.read_text(encoding="utf-8"))}


def _path(gold: dict[str, Any]) -> Path:
    named = _ROOT / str(gold["folder"]) / str(gold["file"])
    return named if named.exists() else _ROOT / "corpus" / str(gold["file"])


def _flat(text: str) -> str:
    return " ".join(text.split())


def _score(document: Document, items: tuple[DpsItem, ...], gold: list[str]) -> Score:
    whole, position = _flat(document.text), 0
    places = []
    for text in map(_flat, gold):
        position = whole.find(text, position)
        assert position >= 0, text
        places.append((position, position + len(text)))
    found = []
    for item in items:
        start = len(_flat(document.text[: item.start] + "x")) - 1
        found.append((start, start + len(_flat(item.text))))
    held: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(places):
        shared = [min(end, last) - max(start, first) for first, last in found]
        best = max(range(len(found)), key=shared.__getitem__)
        if shared[best] >= _SHARE * (end - start):
            held.setdefault(best, []).append(index)
    known = {index for indexes in held.values() for index in indexes}
    return Score(
        recall=sum(1 if len(one) == 1 else 0.5 * len(one) for one in held.values()) / len(places),
        precision=len(held) / len(items),
        lost=tuple(text for index, text in enumerate(gold) if index not in known),
        false=tuple(item.text for index, item in enumerate(items) if index not in held),
    )


def check_items(document: Document, items: tuple[DpsItem, ...]) -> None:
    """What holds of the items of any document."""
    last = 0
    for number, item in enumerate(items, start=1):
        assert item.id == f"D{number:02d}"
        assert item.text == document.text[item.start : item.end]
        assert item.text.strip() == item.text != ""
        assert item.start >= last, "in reading order, none inside another"
        assert item.line == document.text.count("\n", 0, item.start) + 1
        node = document.by_id[item.node]
        assert node.start <= item.start < node.end
        # Only a bullet that those below it complete goes past its own words: to the end of the last of them.
        assert item.end <= node.end or ":" in document.text[item.start : node.end]
        last = item.end


@pytest.mark.parametrize("name", list(_golds()))
def test_the_commitments_of_the_gold_are_found(name: str) -> None:
    gold = _golds()[name]
    path = _path(gold)
    if not path.exists():
        pytest.skip(f"{name} is not here")
    document = read_document(path, name)
    items = dps_items(document)
    check_items(document, items)
    score = _score(document, items, [one["text"] for one in gold["items"]])
    least = 1.0 if name.startswith("trooz") else 0.95
    assert score.recall >= least, score.lost
    assert score.precision >= (1.0 if name.startswith("trooz") else 0.9), score.false


@pytest.mark.parametrize("name", list(_golds()))
def test_what_the_gold_says_is_none_is_none(name: str) -> None:
    gold = _golds()[name]
    path = _path(gold)
    if not path.exists():
        pytest.skip(f"{name} is not here")
    texts = [_flat(item.text) for item in dps_items(read_document(path, name))]
    wrong = [trap for trap in gold["not_items"] if any(_flat(trap).strip(".") in text for text in texts)]
    assert len(wrong) <= len(gold["not_items"]) // 10, wrong


# Written apart from the code. Found at the first reading: 22 (3 false) and 21.5 (9 false) of 30; below, since mended on
# these very files. « False » are mostly the second verb of a sentence that the gold keeps whole.
@pytest.mark.parametrize(("name", "found", "false"), [("sous-titres.md", 25, 0), ("paragraphes.txt", 25, 6)])
def test_headings_and_numbered_paragraphs_lose_nothing_again(name: str, found: float, false: int) -> None:
    golds = json.loads((_DRAFTING / "apart.gold.json").read_text(encoding="utf-8"))
    gold = next(one for one in golds if one["file"] == name)
    document = read_document(_DRAFTING / name, name)
    items = dps_items(document)
    check_items(document, items)
    score = _score(document, items, [one["text"] for one in gold["items"]])
    assert score.recall * len(gold["items"]) >= found, score.lost
    assert len(score.false) <= false, score.false
    told = [trap for trap in gold["not_items"] if any(_flat(trap).strip(".") in _flat(item.text) for item in items)]
    assert told == []


def _texts(words: str) -> list[str]:
    document = parsed(words)
    items = dps_items(document)
    check_items(document, items)
    return [_flat(item.text) for item in items]


_TITLE = "CPAS de Gesves\nDéclaration de politique sociale 2025-2030\n\n"


def test_parts_of_an_axis_keep_their_role_until_the_next_one() -> None:
    found = _texts(f"""# CPAS de Herve : déclaration de politique sociale 2025-2030

## 1. Contexte

### 1.1 Population

- Renforcement de la précarité
- Nous serons plus nombreux

## 2. Nos ambitions

### 2.1 Logement

Constats :
- Les loyers augmentent
- Manque de logements

Objectifs :
- Créer un logement d'urgence
- Une AIS renforcée

### 2.2 Accueil

{"Nous avons ouvert un guichet en 2022. Nous l'élargirons le samedi."}

## 3. Bilan de la législature

- Ouverture d'une crèche
""")
    assert found == ["Créer un logement d'urgence", "Une AIS renforcée", "Nous l'élargirons le samedi."]


def test_an_introduction_says_what_its_list_holds() -> None:
    document = parsed(
        f"{_TITLE}Axe 1 : La petite enfance\n\nÀ l'horizon 2028, nous voulons :\n\n"
        "1. ouvrir 14 places supplémentaires ;\n2. adapter les horaires.\n\n"
        "Nous n'avons pas retenu :\n\n- la création d'une seconde crèche\n\n"
        "Axe 2 : Les aînés\n\nLe CPAS s'engage :\na) à maintenir les repas ;\nb) à ne plus fermer en été.\n"
    )
    items = dps_items(document)
    assert [(item.text, item.heads) for item in items] == [
        ("ouvrir 14 places supplémentaires", "À l'horizon 2028, nous voulons"),
        ("adapter les horaires.", "À l'horizon 2028, nous voulons"),
        ("maintenir les repas", "Le CPAS s'engage à"),
        ("ne plus fermer en été.", "Le CPAS s'engage à"),
    ]
    assert {item.axis for item in items} == {"La petite enfance", "Les aînés"}


def test_a_number_with_others_below_it_is_a_heading() -> None:
    document = parsed(
        f"{_TITLE}Axe 1. Les aînés\n\n"
        "1.1. Maintien à domicile\n1.1.1. Extension des aides ménagères\n1.1.2. Visites\n\n"
        "1.2. Accès aux soins\n1.3. Renforcer l'accueil de jour :\n- ouvrir le samedi\n"
    )
    items = dps_items(document)
    assert [item.text for item in items] == [
        "Extension des aides ménagères",
        "Visites",
        "Accès aux soins",
        "Renforcer l'accueil de jour :",
        "ouvrir le samedi",
    ]
    assert items[0].heads == "Maintien à domicile"


def test_titles_over_paragraphs_are_headings() -> None:
    found = _texts(
        f"{_TITLE}Axe 1. Action sociale\n\n1.1. Aide alimentaire\nNous ouvrirons une épicerie sociale.\n\n"
        "1.2. Accompagnement\nUn second médiateur sera engagé.\n"
    )
    assert found == ["Nous ouvrirons une épicerie sociale.", "Un second médiateur sera engagé."]


def test_a_line_of_a_list_without_its_bullet_is_an_item() -> None:
    found = _texts(
        f"{_TITLE}Nos engagements\n\n"
        "- Ouvrir une permanence le jeudi\nHébergement d'urgence : convention avec les voisins\n"
        "• Mutualiser avec la Commune l'ouvrier polyvalent et\n  la comptabilité\nRéviser le règlement\n\n"
        "Aînés\n\n- Visiter les aînés\n- Navette sociale\n\n"
        "Budget\n\n- Limiter la dotation à l'index\nDotation ........ 640.000 €\n"
    )
    assert found == [
        "Ouvrir une permanence le jeudi",
        "Hébergement d'urgence : convention avec les voisins",
        "Mutualiser avec la Commune l'ouvrier polyvalent et la comptabilité",
        "Réviser le règlement",
        "Visiter les aînés",
        "Navette sociale",
        "Limiter la dotation à l'index",
    ]


def test_a_numbered_paragraph_is_read_as_prose_below_its_roman_heading() -> None:
    document = parsed(
        f"{_TITLE}I. Qui sommes-nous\n\n1. Notre commune compte 3 870 habitants. C'est une commune rurale.\n\n"
        "II. Aider chacun\n\n2. Beaucoup vivent sous le seuil de pauvreté. Nous créerons une permanence.\n"
        "3. Le service engagera deux agents. Un vélo électrique sera acheté. Les tournées seront revues.\n"
        "4. Nous croyons au lien entre générations. Les enfants y contribuent.\n\n"
        "III. Le personnel\n\n5. Sans agents, rien n'est possible. Nous leur offrons une supervision.\n"
    )
    assert [(item.axis, item.text) for item in dps_items(document)] == [
        ("Aider chacun", "Nous créerons une permanence."),
        ("Aider chacun", "Le service engagera deux agents."),
        ("Aider chacun", "Un vélo électrique sera acheté."),
        ("Aider chacun", "Les tournées seront revues."),
        ("Le personnel", "Nous leur offrons une supervision."),
    ]


def test_a_list_in_roman_numbers_is_no_row_of_headings() -> None:
    found = _texts(f"{_TITLE}Nos engagements\n\nI. Créer un abri\nII. Ouvrir une antenne\nIII. Former les agents\n")
    assert found == ["Créer un abri", "Ouvrir une antenne", "Former les agents"]


def test_a_numbered_engagement_of_two_sentences_stays_whole() -> None:
    found = _texts(f"{_TITLE}Engagement n° 1 : Nous ouvrirons une antenne. Elle sera gratuite.\n")
    assert found == ["Nous ouvrirons une antenne. Elle sera gratuite."]


def test_a_theme_in_capitals_heads_the_pieces_of_its_line() -> None:
    document = parsed(
        "CPAS DE NEUFMOUSTY - DPS 2024-2030\n"
        "CONSTATS : loyers élevés ; peu de trains\n"
        "LOGEMENT : 4 logements de transit ; garantie locative\n"
        "ENERGIE : guidance énergétique ; audit des bâtiments ; tarif social automatique\n"
        "AINES\nrepas 7j/7 ; rénover l'aile B (sécurité ; accès)\n"
    )
    items = dps_items(document)
    check_items(document, items)
    assert [(item.axis, item.text) for item in items] == [
        ("LOGEMENT", "4 logements de transit"),
        ("LOGEMENT", "garantie locative"),
        ("ENERGIE", "guidance énergétique"),
        ("ENERGIE", "audit des bâtiments"),
        ("ENERGIE", "tarif social automatique"),
        ("AINES", "repas 7j/7"),
        ("AINES", "rénover l'aile B (sécurité ; accès)"),
    ]


def test_a_line_of_abbreviations_is_no_theme() -> None:
    found = _texts(f"{_TITLE}DG : directrice générale ; DF : directeur financier ; ST : service technique\n")
    assert found == []


def test_salutations_and_signatures_are_none() -> None:
    found = _texts(
        f"{_TITLE}Mesdames, Messieurs,\n\nMerci aux équipes.\n\nLe logement\n\nNous isolerons nos logements.\n\n"
        "Fait à Gesves, le 3 mars 2025.\n\nPour le CPAS,\nLa Présidente\n"
    )
    assert found == ["Nous isolerons nos logements."]


_WORDS = st.sampled_from(
    [
        *(
            "Nous",
            "le CPAS",
            "renforcera",
            "sera",
            "créé",
            "et",
            ",",
            ";",
            ":",
            "qui",
            "les",
            "loyers",
            "Créer",
            "12",
            "à",
        ),
        *(
            "(",
            ")",
            "«",
            "»",
            ".",
            "?",
            "…",
            "entend",
            "de",
            "n'y",
            "reviendrons",
            "d’",
            "un",
            " | ",
            "İ",
            "\n",
            "\n\n",
        ),
        *("\n- ", "\n1. ", "\n1.1 ", "\n# Constats\n", "\n## Objectifs\n", "\nAxe 1 : ", "\nEngagement n° 2 : "),
        *("Objectifs :", "…… 12 €", "\nENERGIE : a ; b", "\nII. ", "nous ouvrons", "dès 2026"),
    ]
)


@given(st.lists(_WORDS, max_size=60))
@settings(max_examples=300, deadline=None)
def test_items_quote_the_text_in_order_and_never_overlap(words: list[str]) -> None:
    document = parsed(f"{_TITLE}{' '.join(words)}")
    check_items(document, dps_items(document))


@given(
    st.lists(
        st.sampled_from(
            ["Créer un logement d'urgence", "Soutien aux étudiants", "8 contrats article 60", "Télétravail : à revoir"]
        ),
        min_size=2,
        max_size=8,
    ),
    st.sampled_from(["- ", "• ", "* ", "– ", "o ", "{n}. ", "{n}) ", "Engagement n° {n} : "]),
    st.sampled_from(["Axe {n} : {t}\n\n", "## {t}\n\n", "**{t}**\n\n", "{n}. {t}\n\n", "{t}\n\n"]),
    st.sampled_from(["", ";", "."]),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_every_element_of_a_list_is_found(texts: list[str], mark: str, head: str, end: str) -> None:
    lines = [_TITLE]
    for number, title in enumerate(("Le logement", "L'accueil", "Les aînés", "Les jeunes"), start=1):
        lines.append(head.format(n=number, t=title))
        lines += [f"{mark.format(n=index)}{text}{end}\n" for index, text in enumerate(texts, start=1)]
        lines.append("\n")
    found = [text.rstrip(".") for text in _texts("".join(lines))]
    assert found == texts * 4


def test_an_item_knows_what_the_declaration_calls_it_and_the_matter_that_it_completes() -> None:
    items = dps_items(
        parsed(
            f"{_TITLE}1. Accueil\n\nObjectif général : garantir un accueil digne.\nNos engagements :\n"
            "• tenir une permanence :\n   o à Bois, chaque mardi ;\n   o à Faulx ;\n"
            "• Tuteur énergie :\n   o maintenir le poste à temps plein ;\n   o former deux bénévoles.\n\n"
            "2. Emploi\n\nObjectif général : accompagner chacun.\nNos engagements :\n• créer dix postes.\n"
        )
    )
    assert [(_flat(one.text), one.axis, one.rank, one.topic) for one in items] == [
        ("garantir un accueil digne.", "Accueil", "sought", ""),
        ("tenir une permanence : o à Bois, chaque mardi ; o à Faulx", "Accueil", "done", ""),
        ("maintenir le poste à temps plein", "Accueil", "done", "Tuteur énergie"),
        ("former deux bénévoles.", "Accueil", "done", "Tuteur énergie"),
        ("accompagner chacun.", "Emploi", "sought", ""),
        ("créer dix postes.", "Emploi", "done", ""),
    ]
