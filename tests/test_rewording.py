"""Wordings of a commitment: the pairs written apart, fresh pairs from real lines, and what no wording may change."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.wording.kept import is_kept, nuances
from assistant.drafting.wording.rewording import (
    Reworded,
    action_of,
    action_reworded,
    infinitive_of,
    os_of,
    os_reworded,
    supported_of,
)

EVALS = Path(__file__).parents[1] / "evals" / "drafting"
PAIRS = json.loads((EVALS / "conjugation.json").read_text(encoding="utf-8"))
ITEMS = [
    item["text"] for file in json.loads((EVALS / "gold.json").read_text(encoding="utf-8")) for item in file["items"]
]
TARGET = 0.95

# Written from lines of real plans and declarations before the rules had seen them: 38 of the first 40 were right at
# once (« sa porte », « co-animer » were not), then 40 of the other 40. A null « os »: the words are left as they are.
FRESH = json.loads(Path(__file__).with_name("rewording_pairs.json").read_text(encoding="utf-8"))


def normal(text: str | None) -> str | None:
    return None if text is None else " ".join(text.replace("’", "'").split())


def worded(text: str) -> str | None:
    found = infinitive_of(text)
    return None if found is None else normal(found.text)


def as_quality(text: str) -> str | None:
    found = os_reworded(text)
    return normal(found.text) if found.changed else None


def missed(pairs: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    found = []
    for pair in pairs:
        level = "os" if "os" in pair else "infinitive"
        got = as_quality(pair["source"]) if level == "os" else worded(pair["source"])
        if got not in [normal(one) for one in (pair[level], *pair.get("also", []))]:
            found.append((pair["source"], got))
    return found


def test_the_pairs_written_apart_are_met() -> None:
    wrong = missed(PAIRS)
    assert len(wrong) <= (1 - TARGET) * len(PAIRS), wrong
    # The one that is left: the plan speaks of the organisation, and not as the organisation.
    assert {source for source, _ in wrong} <= {"Valorisation de nos métiers"}


def test_pairs_from_real_lines_are_met() -> None:
    assert not missed(FRESH)


@pytest.mark.parametrize("text", ITEMS)
def test_no_wording_of_a_real_commitment_loses_or_adds_a_fact(text: str) -> None:
    found = infinitive_of(text)
    if found is not None:
        assert is_kept(text, found.text, found.removed)
        assert sorted(re.findall(r"\d+", found.text)) == sorted(re.findall(r"\d+", text))
        assert sorted(re.findall(r"«[^»]*»", found.text)) == sorted(re.findall(r"«[^»]*»", text))
        assert nuances(found.text) == nuances(text)
        quality = os_reworded(found.text)
        assert is_kept(found.text, quality.text.removeprefix("Être un CPAS qui "))
    assert is_kept(text, action_of(text), action_reworded(text).removed)


@pytest.mark.parametrize("text", ITEMS)
def test_a_wording_reworded_stays(text: str) -> None:
    found = infinitive_of(text)
    if found is not None:
        assert worded(found.text) == normal(found.text)


SUBJECTS = ("un poste", "une convention", "des permanences", "le service de repas", "les délais annoncés")
VERBS = ("créé", "conclue", "organisées", "maintenu", "respectés")
TAILS = (
    "d'ici 2028",
    "avec l'asbl Les Coquelicots",
    "si le subside est confirmé",
    "à raison de 1,5 ETP",
    "(45.000 €)",
    "« comme avant »",
)


@given(place=st.integers(0, len(SUBJECTS) - 1), tails=st.lists(st.sampled_from(TAILS), unique=True, max_size=4))
@settings(deadline=None)
def test_whatever_follows_a_passive_stays_word_for_word(place: int, tails: list[str]) -> None:
    plural = SUBJECTS[place].startswith(("des", "les"))
    end = " ".join(tails)
    source = f"{SUBJECTS[place].capitalize()} {'seront' if plural else 'sera'} {VERBS[place]} {end}".strip()
    found = infinitive_of(source)
    assert found is not None
    assert found.text.endswith(end)
    assert is_kept(source, found.text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=120))
@settings(deadline=None, max_examples=150)
def test_any_text_is_kept_or_left(text: str) -> None:
    for found in (infinitive_of(text), os_reworded(text), action_reworded(text)):
        assert found is None or found.changed or normal(found.text) is not None
        if found is not None and found.changed:
            assert is_kept(
                text, found.text.replace(" CPAS ", " ", 1) if found.rule == "être" else found.text, found.removed
            )


@given(st.sampled_from(ITEMS), st.sampled_from(ITEMS))
@settings(deadline=None)
def test_two_commitments_at_once_lose_nothing_either(first: str, second: str) -> None:
    source = f"{first.rstrip(' .')} et {second[:1].lower()}{second[1:]}"
    assert is_kept(source, action_of(source), action_reworded(source).removed)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Nous envisageons de créer une crèche", "Envisager de créer une crèche"),
        ("Nous nous efforcerons de réduire les délais", "S'efforcer de réduire les délais"),
        ("Le CPAS étudiera la faisabilité d'une épicerie", "Étudier la faisabilité d'une épicerie"),
        ("Si le subside est confirmé, nous engagerons un juriste", "Engager un juriste si le subside est confirmé"),
        ("Les tarifs ne seront plus augmentés avant 2027", "Ne plus augmenter les tarifs avant 2027"),
        ("Aucune demande ne sera laissée sans réponse", "Ne laisser aucune demande sans réponse"),
    ],
)
def test_conditions_and_nuances_stay(source: str, expected: str) -> None:
    assert worded(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "Le CPAS a engagé deux assistants sociaux en 2022",
        "Nous pourrons ouvrir une antenne",
        "Nous aimerions ouvrir une épicerie",
        "Un budget de 12.500 € est prévu pour 2026",
        "La réforme fédérale conduira vers nos guichets des personnes exclues",
        "Nous continuerons à soutenir les clubs et créerons un chèque",
        "Nous permettre de mieux répondre",
        "Gestion interne et synergies",
        "",
        "…",
    ],
)
def test_what_is_no_commitment_or_uncertain_is_left(source: str) -> None:
    assert infinitive_of(source) is None
    left = action_reworded(source)
    assert not left.changed
    assert left.rule == "inchangé"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Dans les écoles, les crèches et les clubs, des animations seront organisées.",
            "Organiser des animations dans les écoles, les crèches et les clubs",
        ),
        ("Pour les aînés, les jeunes et les familles, une fête sera organisée à Noël.", None),
        ("Augmentation de 10 % de la capacité d'accueil", None),
        ("Extension de 2 à 4 logements de transit", None),
        (
            "Le CPAS lance un potager collectif et ouvre une épicerie sociale.",
            "Lancer un potager collectif et ouvrir une épicerie sociale",
        ),
        (
            "Le CPAS recrute deux agents en 2026 et forme les bénévoles.",
            "Recruter deux agents en 2026 et former les bénévoles",
        ),
        ("Un poste d'éducateur sera créé en 2026 et l'accueil de jour renforcé.", None),
        (
            "Nous inviterons les communes voisines à nous rejoindre.",
            "Inviter les communes voisines à le rejoindre",
        ),
        (
            "Nous engagerons un éducateur si nous obtenons le subside.",
            "Engager un éducateur s'il obtient le subside",
        ),
        ("Nous agirons si nous sommes soutenus par la Région.", "Agir s'il est soutenu par la Région"),
        ("Nous lancerons un appel lorsque nous aurons le local.", "Lancer un appel lorsqu'il aura le local"),
        (
            "En ce qui concerne l'emploi, il sera créé un poste de jobcoach.",
            "Créer un poste de jobcoach, en ce qui concerne l'emploi",
        ),
    ],
)
def test_nothing_changes_its_place_or_its_subject(source: str, expected: str | None) -> None:
    """A wording by the rule, or none: never one that says something else."""
    found = infinitive_of(source)
    wrong = (
        "les crèches et les clubs, des",
        "Organiser les jeunes",
        "Augmenter 10",
        "Étendre 2",
        "et l'accueil de jour renforcé",
        "Créer l'emploi",
    )
    assert found is None or not any(one in found.text for one in wrong), found
    if expected is not None:
        assert found is not None
        assert found.text.replace(", dans", " dans") == expected


def test_a_noun_without_a_verb_is_supported_only_when_the_table_says_so() -> None:
    assert infinitive_of("Accès aux soins de santé mentale") is None
    supported = supported_of("Accès aux soins de santé mentale")
    assert supported is not None
    assert supported.text == "Favoriser l'accès aux soins de santé mentale"
    assert supported_of("Tableau de bord budgétaire") is None


def test_the_first_person_goes() -> None:
    assert action_of("Maintenir nos services et notre communication.") == "Maintenir ses services et sa communication"
    assert worded("Nous voulons faire de notre CPAS un lieu ouvert") == "Faire du CPAS un lieu ouvert"
    assert worded("Nous créerons une cellule que nous doterons de moyens") == "Créer une cellule qu'il dotera de moyens"
    assert os_of("Poursuivre le projet « Été solidaire, je suis partenaire »").endswith(
        "« Été solidaire, je suis partenaire »"
    )


def test_another_organisation_says_what_it_is() -> None:
    assert os_of("Maintenir nos services", "commune") == "Être une commune qui maintient ses services"
    found = infinitive_of("Nous créerons une cellule que nous doterons de moyens", "commune")
    assert found is not None
    assert found.text == "Créer une cellule qu'elle dotera de moyens"


def test_what_is_already_a_quality_stays() -> None:
    for text in ("Être un CPAS qui renforce l'équipe", "Etre un C.P.A.S. qui s'ouvre", "Être une commune ouverte"):
        assert os_of(text) == text


def test_a_wording_tells_its_rule_and_what_was_dropped() -> None:
    found = infinitive_of("Le CPAS de Trooz entend créer un accueil de jour")
    assert isinstance(found, Reworded)
    assert found.rule == "volonté"
    assert found.removed.startswith("Le CPAS de Trooz")
    assert found.changed


def test_the_apostrophes_of_the_source_stay() -> None:
    assert os_of("Étendre l’offre") == "Être un CPAS qui étend l’offre"
    assert os_of("Étendre l'offre") == "Être un CPAS qui étend l'offre"


@pytest.mark.parametrize(
    "text",
    ["Un règlement de travail nous sera soumis avant l'été 2025", "Un budget de 25.000 € par an y sera consacré"],
)
def test_no_pronoun_is_left_behind_its_verb(text: str) -> None:
    found = infinitive_of(text)
    assert found is None or not re.search(r" (?:nous|y)\b", found.text)
