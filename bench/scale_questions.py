"""What is asked of a large library: searches, listings and counts with totals to be checked, questions of all kinds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.questions import questions
from bench.scale_plans import FIELDS
from ingest.records import Document, Level, Node

SEARCH, CENSUS, ASK = "search", "census", "ask"
KINDS = (SEARCH, CENSUS, ASK)

_SUBJECTS = (
    "logement d'urgence", "aide alimentaire", "jeunes sans emploi", "maison de repos", "mobilité douce",
    "accueil des nouveaux arrivants", "fracture numérique", "médiation de dettes", "énergie dans les bâtiments",
    "bien-être du personnel", "guichet social", "aidants proches", "égalité des chances", "marchés publics",
    "petite enfance", "santé mentale", "participation citoyenne", "insertion socioprofessionnelle", "potager partagé",
    "chauffage impayé", "communication interne", "plan de formation", "aînés isolés", "violences conjugales",
)  # fmt: skip
_THEMES = (
    "le logement", "la jeunesse", "l'emploi", "la mobilité", "la santé", "le numérique", "l'énergie", "les aînés",
    "la petite enfance", "la communication", "la formation du personnel", "le handicap", "la culture", "la pauvreté",
)  # fmt: skip
_NAMED = 12
"""How many organisations are asked about."""

Test = Callable[[Document, Node], bool]


@dataclass(frozen=True, slots=True)
class Counted:
    """A question whose rows are known without the product's columns: those of which a test is true.

    Attributes:
        question: The question.
        test: Whether a record is one of its rows, told of one record at a time; None where the product's own scoring
            decides (a theme): then the total must be that of the plans asked one by one.
    """

    question: str
    test: Test | None


def searched() -> list[str]:
    """What is searched for."""
    return [*_SUBJECTS, *(f"que fait-on pour {one} ?" for one in _SUBJECTS)]


def asked(organisations: Sequence[str]) -> list[tuple[str, str]]:
    """Questions of all kinds with who asks them: the development cases, put to organisations of the library."""
    return [(one["question"], one["audience"]) for one in questions(organisations)]


def counted(organisations: Sequence[str]) -> list[Counted]:
    """Listings and counts."""
    named = organisations[:: max(1, len(organisations) // _NAMED)][:_NAMED]
    return [*_structural(named), *_by_field(named), *(Counted(one, None) for one in _thematic(named))]


def _structural(named: Sequence[str]) -> Iterator[Counted]:
    for level, words in (
        (Level.ACTION, "d'actions"),
        (Level.OO, "d'objectifs opérationnels"),
        (Level.OS, "d'objectifs stratégiques"),
    ):
        yield Counted(f"Combien {words} y a-t-il en tout dans les plans ?", _of(level))
        yield Counted(f"Combien {words} y a-t-il dans les plans de {named[0]} ?", _of(level, named[0]))


def _by_field(named: Sequence[str]) -> Iterator[Counted]:
    states = {"Terminé": "terminées", "En cours": "en cours", "Reporté": "reportées"}
    for state, words in states.items():
        yield Counted(f"Combien d'actions sont {words} ?", _saying("etat", state))
        yield Counted(f"Quelles actions {words} y a-t-il à {named[-1]} ?", _saying("etat", state, named[-1]))
    for year in FIELDS["echeance"][2:5]:
        yield Counted(f"Combien d'actions ont une échéance en {year} ?", _saying("echeance", year))
    yield Counted("Combien d'actions sont portées par le service technique ?", _saying("porteur", "Service technique"))


def _thematic(named: Sequence[str]) -> Iterator[str]:
    for theme in _THEMES:
        yield f"Combien d'actions concernent {theme} ?"
    for theme, name in zip(_THEMES, named, strict=False):
        yield f"Quelles actions de {name} concernent {theme} ?"


def _of(level: Level, organisation: str | None = None) -> Test:
    return lambda document, node: node.level is level and _owned(document, organisation)


def _saying(field: str, value: str, organisation: str | None = None) -> Test:
    def test(document: Document, node: Node) -> bool:
        return (
            node.level is Level.ACTION and dict(node.attributes).get(field) == value and _owned(document, organisation)
        )

    return test


def _owned(document: Document, organisation: str | None) -> bool:
    if document.is_note:
        return False
    owner = document.identity.organisation
    return organisation is None or (owner is not None and owner.value == organisation)
