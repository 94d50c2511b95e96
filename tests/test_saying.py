"""What commits, in the grammar of the words: verbs, openings of lines, headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.commitments.headings import is_role_name, role_of
from assistant.drafting.commitments.saying import (
    commits_noun,
    element_label,
    find_verbs,
    has_finite,
    is_formal,
    is_introduction_off,
    is_set_aside,
    opens_with_action,
    opens_with_infinitive,
)
from assistant.drafting.commitments.texts import plain


@pytest.mark.parametrize(
    ("words", "verbs"),
    [
        ("Nous renforcerons l'accueil et développerons les visites.", ["renforcerons", "développerons"]),
        ("Le CPAS entend créer un accueil de jour.", ["le cpas entend"]),
        ("Les agents qui partiront seront remplacés.", ["seront"]),
        ("Le service, qui a fait ses preuves, sera pérennisé.", ["sera"]),
        ("La reprise d'une formation que nous financerons.", []),
        ("Le CPAS compte 61 agents.", []),
        ("Le CPAS compte ouvrir une antenne.", ["le cpas compte"]),
        ("Nous assurons un accueil ; nous disposons de neuf logements.", []),
        ("Nous leur offrons trois jours de formation et nous instaurons une supervision.", ["offrons", "instaurons"]),
        ("Nous n'ouvrons pas de maison de repos.", []),
        ("Nous offrons depuis 2012 un service de repas.", []),
        ("Les agents que nous formons sont débordés.", []),
        ("Le service d'aides familiales recrute deux agents.", ["recrute"]),
        ("Le service social ouvre ses portes du lundi au vendredi.", []),
        ("Le CPAS ne recrute pas.", []),
        ("Il s'engage également à ne jamais refuser une demande.", ["il s'engage"]),
        ("Le réseau de chauffeurs passe de 6 à 10 d'ici 2027.", ["passe"]),
        ("Le réseau de chauffeurs passe par trois villages.", []),
        ("Un PIIS est conclu avec chacun d'eux.", ["est conclu"]),
        ("Aucun nouvel emploi n'est créé sans financement.", ["est créé"]),
        ("Un rapport est rédigé chaque année.", []),
        ("Le potager de Hautprez, qui a fait ses preuves, sera pérennisé.", ["sera"]),
        ("Notre CPAS se veut proche des citoyens.", []),
    ],
)
def test_the_verbs_of_main_clauses(words: str, verbs: list[str]) -> None:
    folded = plain(words)
    assert [folded[one.head : one.end] for one in find_verbs(folded)] == verbs


def test_a_verb_may_tell_without_committing() -> None:
    assert [one.commits for one in find_verbs(plain("Nous verrons bien."))] == [False]
    assert [one.commits for one in find_verbs(plain("Nous irons à la rencontre des habitants."))] == [True]


@pytest.mark.parametrize(
    ("line", "infinitive", "action"),
    [
        ("Mieux informer les habitants", True, True),
        ("Ne pas augmenter la dotation", True, True),
        ("S'inscrire dans le réseau", True, True),
        ("Renforcement de la cellule énergie", False, True),
        ("Une AIS renforcée", False, False),
        ("8 contrats article 60", False, False),
        ("Dossiers en cours", False, False),
    ],
)
def test_how_a_line_opens(line: str, infinitive: bool, action: bool) -> None:
    assert (opens_with_infinitive(line), opens_with_action(line)) == (infinitive, action)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Nos valeurs", "off"),
        ("2. Constats de terrain", "off"),
        ("Contexte socio-économique", "off"),
        ("Mot de la présidente", "off"),
        ("Nos engagements", "on"),
        ("Objectifs :", "on"),
        ("L'action sociale", "neutral"),
        ("Logement", "neutral"),
        ("Engagement d'une psychologue", "neutral"),
        ("Conclusion", "prose"),
    ],
)
def test_the_role_of_a_heading(heading: str, role: str) -> None:
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Constats et engagements", "neutral"),
        ("Diagnostic et actions", "neutral"),
        ("Réalisations prévues", "on"),
        ("Population âgée", "neutral"),
        ("Bilan énergétique des bâtiments", "neutral"),
        ("Bilan 2018-2024", "off"),
        ("Constats", "off"),
        ("Réalisations de la mandature", "off"),
    ],
)
def test_a_heading_of_both_or_of_a_theme_is_not_passed_over(heading: str, role: str) -> None:
    assert role_of(heading) == role


def test_a_line_that_only_names_a_role() -> None:
    assert is_role_name("Constats :")
    assert is_role_name("Nos objectifs et projets")
    assert not is_role_name("Présentation d'un rapport annuel au Conseil")


def test_finite_verbs_that_tell() -> None:
    assert has_finite("Recruter un assistant social est difficile")
    assert has_finite("Vieillir chez soi, entouré, est le souhait de nos aînés")
    assert not has_finite("Accompagner les jeunes qui sont en décrochage")
    assert not has_finite("Ateliers d'alphabétisation (le local est trouvé)")
    assert not has_finite("Mieux tenir compte de l'avis des résidents")


def test_what_is_set_aside_or_only_style() -> None:
    assert is_set_aside(plain("nous n’y reviendrons pas"))
    assert is_set_aside(plain("Ensemble, nous ferons de Herve une commune solidaire"))
    assert is_set_aside(plain("nous voulons aller plus loin"))
    for words in (
        "les tarifs ne seront pas augmentés",
        "faire mieux connaître le service de médiation de dettes",
        "nous publierons une brochure pour faire mieux connaître nos services",
        "un groupe de travail sera créé pour relever le défi du vieillissement",
        "ensemble, nous créerons une maison des associations",
        "aller plus loin dans la simplification des dossiers",
    ):
        assert not is_set_aside(plain(words)), words


@pytest.mark.parametrize(
    ("words", "commits"),
    [
        ("Le service social animera des ateliers de cuisine", True),
        ("L'équipe impliquera les résidents dans le projet de vie", True),
        ("Deux éducateurs guideront les jeunes vers l'emploi", True),
        ("Nous dirigerons les jeunes vers le Forem", True),
        ("Ces valeurs guideront nos choix", False),
        ("La réforme impliquera des coûts", False),
        ("Le service coûtera plus cher", False),
        ("Nous dirons ce que nous faisons", False),
    ],
)
def test_who_acts_decides_whether_a_future_commits(words: str, commits: bool) -> None:
    verbs = find_verbs(plain(words))
    subject = plain(words)[: verbs[0].head].strip()
    found = verbs[0].commits and (verbs[0].subject != "noun" or commits_noun(subject, plain(words), verbs[0]))
    assert found is commits


def test_lines_around_the_content() -> None:
    assert is_formal("Fait à Gesves, le 3 mars 2025")
    assert is_formal("Merci à tous les agents")
    assert not is_formal("Faciliter l'accès aux soins")
    assert is_introduction_off("Nous constatons")
    assert not is_introduction_off("Nous voulons")


def test_the_label_of_an_element() -> None:
    assert (
        "Engagement n° 7 : Réunir un panel"[element_label("Engagement n° 7 : Réunir un panel") :] == "Réunir un panel"
    )
    assert element_label("Engagement d'une psychologue") == 0


@given(st.text())
def test_plain_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(alphabet="nous ilsera,et qui'réforme.()«»", max_size=80))
def test_verbs_stand_in_order_inside_the_words(words: str) -> None:
    last = 0
    for verb in find_verbs(words):
        assert last <= verb.head < verb.end <= len(words)
        assert verb.start <= verb.head
        last = verb.head
