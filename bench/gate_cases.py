"""Questions for the gate, made from plans: what a plan says is answerable, what it is known not to say is not.

`python -m bench.gate --write` makes `evals/gate-training.jsonl` anew. Labels hold by construction: a question about an
action of a plan has an answer in it; the same question asked of a plan that holds neither the action's rare words nor
its themes has none; a fact that stands neither in an element's words nor in its fields is not given.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import yaml

from assistant.demands import Place, around, demands
from assistant.relevance import Relevance
from bench.machine import ROOT
from ingest.folding import fold
from ingest.french import analyse, question_words
from ingest.records import Document, Level, Node
from vectorstore.library import Library

_SUBJECTS = ROOT / "evals" / "gate-subjects.yaml"
_SEED = 20240611
_MIN_WORDS, _MAX_WORDS = 4, 16
_LEVELS = frozenset({Level.ACTION, Level.OO, Level.OBJECTIF})
_ASKED = (
    "{org} prévoit-il de {action} ?",
    "Le CPAS de {org} a-t-il prévu de {action} ?",
    "Est-ce que {org} compte {action} ?",
    "Dans le plan de {org}, est-il question de {action} ?",
    "bjr le cpas de {org} va til {action} ??",
)
_KEYWORDS = ("{words} {org}", "{org} : {words} ?", "{org} {words} svp")
_FACTS = {
    "montant": ("Quel est le budget prévu pour {action} à {org} ?", "{org} : {action}, combien ça coûte ?"),
    "date": ("Quelle échéance {org} donne-t-il pour {action} ?", "Pour quand {org} prévoit-il de {action} ?"),
    "progression": (
        "Quel pourcentage est réalisé pour {action} à {org} ?",
        "{org} : {action}, quel est l'état d'avancement ?",
    ),
    "contact": ("Quel est le numéro de téléphone à {org} pour {action} ?",),
    "horaire": ("{org}, quels jours et à quelle heure pour {action} ?",),
}
_PREMISES = (
    "Pourquoi {org} a-t-il supprimé {thing} ?",
    "Pour quelle raison {org} a-t-il abandonné {thing} ?",
    "Pourquoi le CPAS de {org} a-t-il décidé de fermer {thing} ?",
)
_ABSENT_ASKED = (
    "{org} prévoit-il {thing} ?",
    "Que dit le plan de {org} sur {thing} ?",
    "Quel service s'occupe de {thing} à {org} ?",
    "Où trouver {thing} ?",
)
_CITIZENS = (
    "Bonjour, je voudrais {action}, j'habite {org}. C'est possible ?",
    "jabite {org}, ya til quelque chose pour {thing} ?",
    "Je vis à {org}. Qui peut m'aider pour {thing} ?",
)


@dataclass(frozen=True, slots=True)
class GateCase:
    """A question with the right decision.

    Attributes:
        library: `reference` or `other`: which documents it is asked of.
        label: `answer` or `abstain`.
        why: How the label is known.
        group: What it was made from; cases of one group are never on both sides of a cross-validation.
    """

    id: str
    library: str
    question: str
    audience: str
    label: str
    why: str
    group: str

    def row(self) -> dict[str, str]:
        """The case as a line of the file."""
        return asdict(self)


def make(name: str, library: Library, relevance: Relevance, limit: int) -> list[GateCase]:
    """Questions about one library, as many answerable as not, in a fixed order.

    Args:
        name: The library's name in the file.
        library: The open library.
        relevance: Its word statistics.
        limit: About how many to make of each kind of label.
    """
    chance = random.Random(_SEED)
    answerable = _spread(list(_answerable(library, chance)), limit, chance)
    unanswerable = _spread(list(_unanswerable(library, relevance, chance)), limit, chance)
    rows = [(*one, "answer") for one in answerable] + [(*one, "abstain") for one in unanswerable]
    return [
        GateCase(f"{name[0].upper()}-{rank:03}", name, text, audience, label, why, group)
        for rank, (text, audience, why, group, label) in enumerate(rows, start=1)
    ]


_Made = tuple[str, str, str, str]


def _spread(made: list[_Made], limit: int, chance: random.Random) -> list[_Made]:
    """A sample with as many of each reason as can be."""
    by_reason: dict[str, list[_Made]] = {}
    for one in made:
        by_reason.setdefault(one[2], []).append(one)
    for rows in by_reason.values():
        chance.shuffle(rows)
    taken: list[_Made] = []
    while len(taken) < limit and any(by_reason.values()):
        for rows in by_reason.values():
            if rows and len(taken) < limit:
                taken.append(rows.pop())
    return taken


def _answerable(library: Library, chance: random.Random) -> Iterator[_Made]:
    for document, node, org in _elements(library):
        action, thing = _action(node), _thing(node)
        group = node.id
        yield chance.choice(_ASKED).format(org=org, action=action), "agent", "action du plan", group
        words = _words(node)
        yield chance.choice(_KEYWORDS).format(org=fold(org), words=" ".join(words)), "agent", "mots-clés", group
        if thing:
            yield chance.choice(_CITIZENS).format(org=org, action=action, thing=thing), "citoyen", "citoyen", group
        yield _misspelt(chance.choice(_ASKED).format(org=org, action=action), chance), "agent", "fautes", group
        for kind, templates in _FACTS.items():
            if _given(kind, [(document, node)]):
                yield chance.choice(templates).format(org=org, action=action), "agent", f"fait donné : {kind}", group


def _unanswerable(library: Library, relevance: Relevance, chance: random.Random) -> Iterator[_Made]:
    elements = list(_elements(library))
    plans = {document.id: (document, org) for document, _, org in elements}
    for document, node, org in elements:
        action, thing, group = _action(node), _thing(node), node.id
        for kind, templates in _FACTS.items():
            if not _given(kind, [(document, node), *((document, one) for one in document.ancestors(node))]):
                yield chance.choice(templates).format(org=org, action=action), "agent", f"fait absent : {kind}", group
        if thing:
            yield chance.choice(_PREMISES).format(org=org, thing=thing), "agent", "fausse prémisse", group
        strangers = [one for one in plans.values() if one[1] != org and _stranger(one[0], node, relevance)]
        if strangers:
            _, other = chance.choice(strangers)
            yield chance.choice(_ASKED).format(org=other, action=action), "agent", "action d'un autre plan", group
            if thing:
                asked = chance.choice((*_FACTS["date"], *_FACTS["montant"])).format(org=other, action=action)
                yield asked, "agent", "fait d'une action d'un autre plan", group
    subjects = yaml.safe_load(_SUBJECTS.read_text(encoding="utf-8"))
    for thing in subjects["absent"]:
        org = chance.choice(list(plans.values()))[1]
        yield chance.choice(_ABSENT_ASKED).format(org=org, thing=thing), "citoyen", "sujet absent", thing
    for text in subjects["off_topic"]:
        yield text, "citoyen", "hors sujet", text


def _elements(library: Library) -> Iterator[tuple[Document, Node, str]]:
    """The elements that begin with an infinitive, of plans that name their organisation."""
    for document in library.plans:
        organisation = document.identity.organisation
        for node in document.nodes if organisation else ():
            words = node.text.split()
            plain = _MIN_WORDS <= len(words) <= _MAX_WORDS and not set(node.text) & set(":;|(")
            if organisation and node.level in _LEVELS and plain and fold(words[0]).endswith(("er", "ir", "re")):
                yield document, node, organisation.value


def _action(node: Node) -> str:
    return node.text[0].lower() + node.text[1:].rstrip(" .")


def _thing(node: Node) -> str:
    """What an element acts upon: « une maison de quartier » of « Ouvrir une maison de quartier »; "" when unclear."""
    words = _action(node).split()
    clear = fold(words[1]) in ("un", "une", "des", "les", "la", "le") or fold(words[1]).startswith("l'")
    return " ".join(words[1:]) if clear else ""


def _words(node: Node) -> list[str]:
    """A few words of an element, as one types them into a search box."""
    kept = [word.strip(",.« »") for word in fold(node.text).split()]
    return [word for word in kept if analyse(word) and len(word) > 3][1:6] or kept[:4]


def _misspelt(text: str, chance: random.Random) -> str:
    """A text without accents nor capitals, with one long word misspelt."""
    words = fold(text).split()
    long = [rank for rank, word in enumerate(words) if len(word) > 7 and word.isalpha()]
    if long:
        rank = chance.choice(long)
        place = chance.randrange(2, len(words[rank]) - 1)
        words[rank] = words[rank][:place] + words[rank][place + 1 :]
    return " ".join(words)


def _given(kind: str, places: Sequence[Place]) -> bool:
    """Whether some elements, or what stands around them, give a fact."""
    probe = next(one for one in demands(_FACTS[kind][0].format(action="", org="")) if one.kind == kind)
    return probe.held(around(places))


def _stranger(document: Document, node: Node, relevance: Relevance) -> bool:
    """Whether a document holds neither the rare words nor any theme of an element of another one."""
    terms = [term for term in analyse(node.text) if term not in question_words()]
    rare = sorted(terms, key=relevance.idf, reverse=True)[: max(2, len(terms) // 2)]
    held: set[str] = set().union(*(relevance.own_terms[one.id] for one in document.nodes))
    themes = {theme for one in document.nodes for theme in one.themes}
    return bool(node.themes) and not set(rare) & held and not set(node.themes) & themes


def groups(cases: Sequence[GateCase], folds: int) -> list[list[GateCase]]:
    """The cases in folds, those of one group together."""
    names = sorted({case.group for case in cases})
    random.Random(_SEED).shuffle(names)
    place = {name: rank % folds for rank, name in enumerate(names)}
    return [[case for case in cases if place[case.group] == one] for one in range(folds)]
