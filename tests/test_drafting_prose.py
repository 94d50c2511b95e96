"""Clauses that commit, apart from what surrounds them, each with its own verb."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.commitments.prose import commitments_in, sentences


def _clauses(text: str) -> list[str]:
    return [text[one.start : one.end] for one in commitments_in(text)]


@pytest.mark.parametrize(
    "sentence",
    """Le CPAS poursuivra ses efforts en matière d'insertion.
La mise en place d'un taxi social est prévue en 2026.
Notre priorité sera l'accueil des jeunes.
Les agents bénéficieront d'une formation continue.
Nous aurons à cœur de développer les partenariats.
Afin de lutter contre la précarité, le CPAS développera une épicerie sociale.
Face à la hausse des demandes, il est indispensable d'engager un assistant social.
Le CPAS se doit de garantir un accueil de qualité.
Par ailleurs, seront organisées des formations pour les bénévoles.
Sera également étudiée la possibilité d'ouvrir une crèche.
Priorité sera donnée aux familles monoparentales.
L'offre de logements devra être étendue.
Nous avons la ferme intention de réduire les délais.
Nous sommes déterminés à lutter contre le sans-abrisme.
Les villages où la demande existe seront desservis par le taxi social.
La cellule logement, créée en 2020, verra ses moyens renforcés.
Le service social et le service d'insertion seront regroupés sur un même site.
Les jeunes qui quittent l'institution seront accompagnés pendant deux ans.
La Commune et le CPAS créeront un service commun de paie.
Poursuivre la collaboration avec la Maison médicale.
Lorsque le bâtiment sera terminé, nous y installerons l'épicerie sociale.
Si les moyens le permettent, un poste d'éducateur sera ouvert.
Le nombre de places sera porté à 24.
Tout sera mis en œuvre pour réduire les délais d'attente.
Nous n'augmenterons pas les tarifs de la crèche.
Il a été décidé que le télétravail serait étendu.
Nous maintenons l'épicerie sociale, que nous voulons rendre itinérante.
Le CPAS rejoint le bulletin communal, où il dispose d'une page.
Les tarifs sont réduits de 10 % dès le 1er janvier 2026.
La dotation augmentera de 1,5 % par an.
Nous allons vers eux : une assistante sociale se rend dans les fermes à leur demande.""".splitlines(),
)
def test_one_sentence_commits_to_one_thing(sentence: str) -> None:
    assert _clauses(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    """Le CPAS compte 61 agents.
Nous avons créé un service de médiation en 2020.
Le nombre de demandes augmentera encore.
La réforme du chômage touchera 120 personnes.
Un habitant sur quatre aura plus de 65 ans en 2035.
Le Gouvernement wallon adoptera un nouveau décret.
Cette déclaration sera déclinée en un PST.
Le décret prévoit que le CPAS adopte une déclaration.
Nous remercions les équipes.
Qui paiera la facture ?
Le service a traité 420 dossiers en 2023.
Nous ne construirons pas de maison de repos, ce projet a été abandonné.
Ce que nous pouvons faire, nous le ferons.
Il faudrait idéalement une permanence par semaine.
Nous croyons au lien entre générations.
La Région finance le poste dès 2026.
La commune et le CPAS partagent déjà leur directeur financier.
La déclaration est établie en vertu de la loi organique.
Les repas sont préparés chaque jour dans notre cuisine.""".splitlines(),
)
def test_what_only_tells_is_none(sentence: str) -> None:
    assert _clauses(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Le service de repas sera maintenu, nous y ajouterons une livraison le samedi et, "
            "même si le coût nous inquiète, nous limiterons la hausse du prix.",
            ["Le service de repas sera", "nous y ajouterons une livraison", "même si le coût"],
        ),
        (
            "Un plan de formation sera établi, agent par agent, une enquête sera menée et nous désignerons un parrain.",
            ["Un plan de formation", "une enquête sera menée", "nous désignerons"],
        ),
        (
            "Nous doublerons le nombre de contrats (il y en a 9), développerons les stages et confierons l'entretien.",
            ["Nous doublerons", "développerons", "confierons"],
        ),
        ("C'est bien connu, et des séances seront organisées.", ["des séances seront organisées."]),
        (
            "Le CPAS s'engage à publier un rapport annuel, à réunir le comité quatre fois par an et "
            "à mutualiser la cellule des marchés.",
            ["Le CPAS s'engage à publier un rapport annuel", "réunir le comité", "mutualiser la cellule"],
        ),
        (
            "Nous maintiendrons et renforcerons le service social.",
            ["Nous maintiendrons et renforcerons le service social."],
        ),
        (
            "L'accueil sera ouvert le mardi, tandis que le taxi social passera à cinq jours.",
            ["L'accueil", "le taxi social"],
        ),
    ],
)
def test_each_clause_with_its_own_verb_stands_alone(sentence: str, parts: list[str]) -> None:
    found = _clauses(sentence)
    assert len(found) == len(parts)
    for clause, start in zip(found, parts, strict=True):
        assert clause.startswith(start)


def test_what_a_clause_shares_with_the_one_before_is_its_head() -> None:
    heads = [one.heads for one in commitments_in("Le taxi social passera à cinq jours et transportera les bénévoles.")]
    assert heads == ["", "Le taxi social"]
    heads = [
        one.heads for one in commitments_in("Il nous faudra isoler la toiture, remplacer la flotte et trier le papier.")
    ]
    assert heads == ["", "Il nous faudra", "Il nous faudra"]


def test_sentences_end_where_they_end() -> None:
    text = "Voir l'art. 60 de la loi. M. Dupont est là (voir p. 3. Suite) ; fin. Et « oui. » Non."
    assert [text[start:end] for start, end in sentences(text)] == [
        "Voir l'art. 60 de la loi.", "M. Dupont est là (voir p. 3. Suite)", "fin.", "Et « oui. »", "Non.",
    ]  # fmt: skip


_PIECES = st.sampled_from(
    [
        *("Nous ", "sera créé", " et ", ", ", " : ", "; ", ". ", "(", ")", "« ", " »", "à ", "d'", "Créer un ", "qui "),
        *("les ", "aînés ", "renforcerons ", "?", "\n", "il faut ", "de ", "réunir ", "’", "Une étude "),
    ]
)


@given(st.lists(_PIECES, max_size=40), st.integers(0, 5))
def test_clauses_stand_in_order_and_never_overlap(pieces: list[str], start: int) -> None:
    text = "".join(pieces)
    last = start
    for one in commitments_in(text, start):
        assert last <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        last = one.end
