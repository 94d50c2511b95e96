"""Forms of French verbs, and the way back from them."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.wording.conjugation import (
    Tense,
    elided,
    forms_of,
    infinitive,
    is_infinitive,
    opening_infinitive,
    readings,
)
from ingest.vocabulary import load

# infinitive: il, ils, qu'il, qu'ils, nous, participle, il (future)
TABLE = """
renforcer: renforce renforcent renforce renforcent renforçons renforcé renforcera
engager: engage engagent engage engagent engageons engagé engagera
gérer: gère gèrent gère gèrent gérons géré gérera
mener: mène mènent mène mènent menons mené mènera
acheter: achète achètent achète achètent achetons acheté achètera
appeler: appelle appellent appelle appellent appelons appelé appellera
renouveler: renouvelle renouvellent renouvelle renouvellent renouvelons renouvelé renouvellera
employer: emploie emploient emploie emploient employons employé emploiera
envoyer: envoie envoient envoie envoient envoyons envoyé enverra
créer: crée créent crée créent créons créé créera
établir: établit établissent établisse établissent établissons établi établira
maintenir: maintient maintiennent maintienne maintiennent maintenons maintenu maintiendra
accroître: accroît accroissent accroisse accroissent accroissons accru accroîtra
promouvoir: promeut promeuvent promeuve promeuvent promouvons promu promouvra
recourir: recourt recourent recoure recourent recourons recouru recourra
soutenir: soutient soutiennent soutienne soutiennent soutenons soutenu soutiendra
poursuivre: poursuit poursuivent poursuive poursuivent poursuivons poursuivi poursuivra
conclure: conclut concluent conclue concluent concluons conclu conclura
réduire: réduit réduisent réduise réduisent réduisons réduit réduira
rejoindre: rejoint rejoignent rejoigne rejoignent rejoignons rejoint rejoindra
connaître: connaît connaissent connaisse connaissent connaissons connu connaîtra
étendre: étend étendent étende étendent étendons étendu étendra
prendre: prend prennent prenne prennent prenons pris prendra
acquérir: acquiert acquièrent acquière acquièrent acquérons acquis acquerra
recevoir: reçoit reçoivent reçoive reçoivent recevons reçu recevra
prévoir: prévoit prévoient prévoie prévoient prévoyons prévu prévoira
offrir: offre offrent offre offrent offrons offert offrira
répartir: répartit répartissent répartisse répartissent répartissons réparti répartira
résoudre: résout résolvent résolve résolvent résolvons résolu résoudra
être: est sont soit soient sommes été sera
avoir: a ont ait aient avons eu aura
faire: fait font fasse fassent faisons fait fera
aller: va vont aille aillent allons allé ira
annexer: annexe annexent annexe annexent annexons annexé annexera
co-animer: co-anime co-animent co-anime co-animent co-animons co-animé co-animera
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_the_forms_of_verbs_that_plans_use(line: str) -> None:
    verb, expected = line.split(": ")
    found = forms_of(verb)
    assert (
        found.present,
        found.presents,
        found.subjunctive,
        found.subjunctives,
        found.we,
        found.participle,
        found.future,
    ) == tuple(expected.split())


@pytest.mark.parametrize(
    ("form", "infinitive", "tense", "person"),
    [
        ("renforcerons", "renforcer", Tense.FUTURE, "1p"),
        ("enverrons", "envoyer", Tense.FUTURE, "1p"),
        ("accroîtrons", "accroître", Tense.FUTURE, "1p"),
        ("siégera", "siéger", Tense.FUTURE, "3s"),
        ("siègera", "siéger", Tense.FUTURE, "3s"),
        ("conclues", "conclure", Tense.PARTICIPLE, "fp"),
        ("dues", "devoir", Tense.PARTICIPLE, "fp"),
        ("entend", "entendre", Tense.PRESENT, "3s"),
        ("répondent", "répondre", Tense.SUBJUNCTIVE, "3p"),
        ("renégocierons", "renégocier", Tense.FUTURE, "1p"),
    ],
)
def test_a_form_leads_back_to_its_verb(form: str, infinitive: str, tense: Tense, person: str) -> None:
    assert (infinitive, tense, person) in {(one.infinitive, one.tense, one.person) for one in readings(form)}


@pytest.mark.parametrize(
    "word",
    [
        "quartier",
        "papier",
        "atelier",
        "courrier",
        "chantier",
        "loyer",
        "avenir",
        "centre",
        "lettre",
        "cadre",
        "registre",
        "levier",
        "maison",
    ],
)
def test_nouns_that_look_like_infinitives_are_not(word: str) -> None:
    assert not is_infinitive(word)


@pytest.mark.parametrize(
    "word",
    [
        "mutualiser",
        "pérenniser",
        "conventionner",
        "dématérialiser",
        "subsidier",
        "accueillir",
        "renégocier",
        "co-animer",
    ],
)
def test_verbs_of_plans_are_known(word: str) -> None:
    assert is_infinitive(word)


def test_a_capital_without_its_accent_is_read() -> None:
    assert infinitive("Etudier") == "étudier"
    assert infinitive("Etre") == "être"
    assert infinitive("Enfant") is None


def test_elision() -> None:
    assert elided("se", "inscrit") == "s'inscrit"
    assert elided("ne", "augmente") == "n'augmente"
    assert elided("se", "dote") == "se dote"
    assert elided("se", "heurte") == "se heurte"


def test_what_has_no_form_of_a_verb_is_refused() -> None:
    with pytest.raises(ValueError, match="infinitif"):
        forms_of("maison")


@given(
    st.sampled_from(
        sorted(one if isinstance(one, str) else one.get("verb", "créer") for one in load("rewording")["nouns"].values())
    )
)
def test_every_verb_of_the_table_of_nouns_is_conjugated_and_read_back(phrase: str) -> None:
    verb = phrase.removeprefix("se ").split()[0]
    forms = forms_of(verb)
    for form, tense in (
        (forms.present, Tense.PRESENT),
        (forms.future, Tense.FUTURE),
        (forms.subjunctives, Tense.SUBJUNCTIVE),
    ):
        assert (verb, tense) in {(one.infinitive, one.tense) for one in readings(form)}


def test_nothing_heavy_is_loaded_before_the_first_question() -> None:
    code = (
        "import sys, assistant.drafting.wording.conjugation as c; "
        "assert 'spellchecker' not in sys.modules; c.forms_of('créer')"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize(
    ("line", "verb"),
    [
        ("Mieux informer les habitants", "informer"),
        ("S'inscrire dans le réseau", "inscrire"),
        ("Ne pas augmenter la dotation", "augmenter"),
        ("(Re)mettre à l'emploi", "mettre"),
        ("Atelier couture", None),
        ("Loyer modéré", None),
        ("Maire", None),
    ],
)
def test_a_line_opens_with_a_verb_or_a_noun_that_ends_like_one(line: str, verb: str | None) -> None:
    assert opening_infinitive(line) == verb
