"""Drafts for tests: one made by hand from the declaration of Trooz, and plans drawn at random."""

from pathlib import Path

from hypothesis import Phase
from hypothesis import strategies as st

from assistant.answer import Citation
from assistant.drafting.records import (
    A_DEFINIR,
    Budget,
    Check,
    Coverage,
    DpsItem,
    Indicator,
    ItemRef,
    Origin,
    Plan,
    PlanNode,
)
from ingest.document import read_document
from ingest.records import Document, Level, Period

CORPUS = Path(__file__).parent.parent / "corpus"
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: making a plan smaller that takes a second to write and read takes many minutes."""

_DPS = "trooz-dps-2018-2024.txt"
# One line a row: level, kind or number, words, commitments by their place among the declaration's, what inspires it
# (words of a line of Durbuy's plan) or "méthode", fields.
_ROWS = (
    ("volet", "interne", "Volet interne : l'administration du CPAS", "", "", {}),
    ("os", "1", "Être un CPAS qui prend soin de ses agents et les outille", "3 4", "", {}),
    ("oo", "1.1", "Assurer la sécurité et le bien-être au travail", "3", "", {"categorie": "ressources humaines"}),
    ("action", "1.1.1", "Étudier les besoins spécifiques des agents de première ligne", "10", "", {}),
    ("action", "1.1.2", "Établir un plan annuel de prévention et le présenter au conseil", "", "méthode", {}),
    ("oo", "1.2", "Outiller les agents pour professionnaliser leurs actions", "4", "", {}),
    ("action", "1.2.1", "Former les agents aux règlementations et à l'informatique", "4", "", {"odd": (4, 8)}),
    ("action", "1.2.2", "Suivre les recommandations des inspections dans un tableau partagé", "4", "", {}),
    ("oo", "1.3", "Garantir la protection des données des usagers", "7", "", {}),
    ("action", "1.3.1", "Informer chaque usager quant au RGPD lors du premier rendez-vous", "7", "",
     {"responsable": "Délégué à la protection des données", "echeance": "31/12/2020"}),
    ("os", "2", "Être un CPAS qui travaille en synergie avec la commune", "", "méthode", {}),
    ("oo", "2.1", "Renforcer les synergies avec les services communaux", "9 20", "", {}),
    ("action", "2.1.1", "Tenir une coordination sociale avec le PCS, la jeunesse et le service énergie", "9", "",
     {"partenaires": ("PCS", "AMO", "service urbanisme", "service énergie")}),
    ("action", "2.1.2", "Présenter chaque année le rapport sur les synergies avant les budgets", "", "méthode", {}),
    ("oo", "2.2", "Piloter et évaluer le PST", "", "méthode", {}),
    ("action", "2.2.1", "Évaluer le PST à mi-mandat et au terme du mandat, et publier l'évaluation", "", "méthode",
     {"echeance": "2024",
      "indicateur": (Indicator(libelle="Nombre d'évaluations publiées", cible="2", suggestion=True),)}),
    ("volet", "externe", "Volet externe : les politiques du CPAS", "", "", {}),
    ("os", "3", "Être un CPAS qui informe, accueille et oriente chacun", "1 2", "", {}),
    ("oo", "3.1", "Favoriser l'information et l'orientation des usagers", "1 5", "", {"odd": (1, 10, 16)}),
    ("action", "3.1.1", "Rédiger un guide des services en langage clair", "2 5", "",
     {"suggestions": ("odd",), "odd": (10,)}),
    ("action", "3.1.2", "Créer un répertoire des partenaires de deuxième ligne", "5", "", {}),
    ("oo", "3.2", "Respecter les délais annoncés", "6", "", {}),
    ("action", "3.2.1", "Afficher les délais de traitement et mesurer leur respect chaque trimestre", "6", "",
     {"indicateur": (Indicator(libelle="Part des demandes traitées dans le délai", cible="95 %", annee="2022"),
                     Indicator(libelle="Délai moyen de traitement"))}),
    ("oo", "3.3", "Maintenir des lieux d'accueil décentralisés", "8", "", {}),
    ("action", "3.3.1", "Maintenir les permanences dans les bureaux et espaces, en maîtrisant les coûts", "8", "",
     {"budget": (Budget(source="Commune", annee="2020"), Budget(source="Wallonie", montant=A_DEFINIR, annee="2021"))}),
    ("action", "3.3.2", "Ouvrir un lieu de rencontre pour les jeunes", "", "jeunes", {}),
    ("os", "4", "Être un CPAS qui fait de l'insertion son axe central", "11", "", {}),
    ("oo", "4.1", "Accompagner les usagers vers l'emploi et l'autonomie", "12 13", "", {}),
    ("action", "4.1.1", "Maintenir, voire accentuer, les projets article 60", "15", "",
     {"indicateur": (Indicator(libelle="Nombre de projets article 60", atteint="15", annee="2018"),)}),
    ("action", "4.1.2", "Structurer l'accompagnement des travailleurs sous article 60", "16", "", {}),
    ("action", "4.1.3", "Organiser des ateliers de recherche d'emploi", "", "emploi", {}),
    ("oo", "4.2", "Développer les lieux d'insertion et d'économie sociale", "14 18", "", {}),
    ("action", "4.2.1", "Suivre la demande d'agrément du Chas introduite en 2018", "18", "", {}),
    ("sous_action", "4.2.1.a", "Compléter le dossier d'agrément avec le service d'insertion", "18", "", {}),
    ("action", "4.2.2", "Renforcer les collaborations avec Spot et le secteur de l'insertion", "19", "", {}),
    ("os", "5", "Être un CPAS qui soutient les personnes et les familles en précarité", "28 30", "", {}),
    ("oo", "5.1", "Permettre le maintien à domicile de ceux qui le souhaitent", "28", "", {}),
    ("action", "5.1.1", "Consolider et étendre le service de repas à domicile", "35", "", {}),
    ("action", "5.1.2", "Adapter des logements aux personnes âgées", "", "logement", {}),
    ("oo", "5.2", "Structurer l'aide alimentaire", "29", "", {}),
    ("action", "5.2.1", "S'inscrire dans le réseau FEAD et la banque alimentaire", "34", "", {}),
    ("action", "5.2.2", "Conventionner les partenaires des distributions de colis", "36", "", {}),
    ("oo", "5.3", "Lutter contre la pauvreté infantile et le surendettement", "31", "", {}),
    ("action", "5.3.1", "Promouvoir l'action « C Trooz bien »", "33", "", {"partenaires": ("MM", "Aigs", "One")}),
    ("action", "5.3.2", "Maintenir les services de médiation de dettes et de guidance énergie", "37", "", {}),
    ("action", "5.3.3", "Soutenir les ateliers d'estime de soi et d'autonomisation", "38", "", {}),
)  # fmt: skip


def trooz() -> Plan:
    """A realistic draft: two volets, five OS, twelve OO, their actions, passages of Durbuy's plan, checks."""
    dps, other = _read(_DPS), _read("durbuy-pst.txt")
    items = tuple(_items(dps))
    nodes: list[PlanNode] = []
    above: dict[Level, str] = {}
    for place, (level_name, mark, text, carried, inspired, fields) in enumerate(_ROWS, start=1):
        level = Level(level_name)
        parents = [above[one] for one in _ORDER[: _ORDER.index(level)] if one in above]
        refs = [items[int(number) - 1] for number in carried.split()]
        quotes = (_cited(other, inspired, place),) if inspired not in ("", "méthode") else ()
        nodes.append(
            PlanNode(
                id=f"n{place}",
                parent=parents[-1] if parents else None,
                level=level,
                text=text,
                number="" if level is Level.VOLET else mark,
                kind=mark if level is Level.VOLET else None,
                proposal=bool(inspired),
                origin=Origin.METHOD if inspired == "méthode" else Origin.PRECEDENT if inspired else Origin.DPS,
                dps_items=tuple(ItemRef(id=one.id, text=one.text, axis=one.axis) for one in refs),
                precedents=quotes,
                inspired_by=("Durbuy",) if quotes else (),
                **fields,
            )
        )
        above = {one: name for one, name in above.items() if _ORDER.index(one) < _ORDER.index(level)} | {
            level: f"n{place}"
        }
    coverage = tuple(
        Coverage(dps_item=item.id, nodes=tuple(n.id for n in nodes if item.id in [ref.id for ref in n.dps_items]))
        for item in items
    )
    return Plan(
        source=dps.id,
        title="Programme stratégique transversal",
        organisation="Trooz",
        period=Period(2018, 2024),
        nodes=tuple(nodes),
        items=items,
        coverage=coverage,
        checks=_CHECKS,
    )


_ORDER = (Level.VOLET, Level.SECTION, Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION)
_CHECKS = (
    Check(id="structure.volets", label="Les volets interne et externe sont présents", severity="erreur", ok=True,
          detail="Volet interne (2 OS), volet externe (3 OS)."),
    Check(id="couverture.engagements", label="Chaque engagement de la DPS est porté par au moins une ligne",
          severity="erreur", ok=False, detail="9 engagements ne sont portés par aucune ligne : D17, D21 à D27, D32.",
          remedy="Rattachez-les à une ligne ou ajoutez une action."),
    Check(id="champs.budget", label="Les moyens humains et financiers sont mentionnés", severity="avertissement",
          ok=False, detail="24 actions sur 26 n'ont pas de budget.", remedy="Complétez les champs « à définir »."),
    Check(id="style.actions", label="Une action dit comment, et ne répète pas son objectif", severity="conseil",
          ok=True, detail="Aucune action ne répète son objectif opérationnel."),
)  # fmt: skip


def _read(name: str) -> Document:
    return read_document(CORPUS / name, name)


def _items(dps: Document) -> list[DpsItem]:
    found = [node for node in dps.nodes if node.level in (Level.INTENTION, Level.OBJECTIF)]
    return [
        DpsItem(
            id=f"D{place:02}",
            text=dps.quote(node),
            axis=next((one.text for one in dps.ancestors(node)), ""),
            node=node.id,
            start=node.start,
            end=node.end,
            line=node.line,
        )
        for place, node in enumerate(found, start=1)
    ]


def _cited(other: Document, words: str, number: int) -> Citation:
    node = next(node for node in other.nodes if node.level is Level.ACTION and words in node.text.lower())
    return Citation(
        n=number,
        document=other.id,
        title=other.identity.title,
        organisation="Durbuy",
        breadcrumb=tuple(one.text for one in other.ancestors(node)),
        node=node.id,
        level=node.level.value,
        quote=other.quote(node),
        start=node.start,
        end=node.end,
        line=node.line,
        page=node.page,
        state="verified",
    )


_WORDS = st.one_of(
    st.sampled_from(
        (
            "Être un CPAS ouvert", "Loger ; chauffer", "L'« accueil » : d'abord", "a | b", "x & y < z > w", "=1+1",
            "OO 1.1 - Former", "NEANT", "Total", "-", "•", "• à puce ; deux", "**gras** et <b>balise</b>", "cible : 3",
            "ligne\nsuivante", "à définir", "mot " * 120, "\\| barre \\", "Volet interne", "12", "1. Créer", "aucun",
            "x", "| x |", "+ 1", "@ici", "Rubriques : x",
        )
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp", "Cf"]), max_size=30),
)  # fmt: skip
_NUMBERS = st.sampled_from(("", "", "1", "1.1", "2.3.4", "II", "a", "1.2.a", "01", "1-2"))
_VALUES = _WORDS.map(lambda words: " ".join(words.split())).filter(lambda words: words not in ("", A_DEFINIR))
_MAYBE = st.one_of(st.just(A_DEFINIR), st.just(""), _VALUES)
_IDS = st.text("abcXYZ019-_.", min_size=1, max_size=8)


@st.composite
def _indicators(draw: st.DrawFn) -> Indicator:
    return Indicator(
        libelle=draw(_MAYBE),
        cible=draw(_MAYBE),
        atteint=draw(_MAYBE),
        annee=draw(_MAYBE),
        suggestion=draw(st.booleans()),
    )


@st.composite
def _budgets(draw: st.DrawFn) -> Budget:
    comment = draw(st.one_of(st.just(""), _VALUES))
    return Budget(source=draw(_MAYBE), annee=draw(_MAYBE), montant=draw(_MAYBE), commentaire=comment)


_SCALARS = ("responsable", "responsable_mandataire", "responsable_administratif", "service", "echeance",
            "categorie", "priorite", "plan", "etat", "date_debut", "progression", "sante", "constat")  # fmt: skip
_BELOW = {
    None: (Level.VOLET, Level.SECTION, Level.OS, Level.OO, Level.ACTION),
    Level.VOLET: (Level.SECTION, Level.OS, Level.OO, Level.ACTION),
    Level.SECTION: (Level.OS, Level.OO),
    Level.OS: (Level.OO, Level.ACTION),
    Level.OO: (Level.ACTION, Level.SOUS_ACTION),
    Level.ACTION: (Level.SOUS_ACTION,),
    Level.SOUS_ACTION: (),
}


@st.composite
def _nodes(draw: st.DrawFn, level: Level, name: str, parent: str | None, refs: tuple[ItemRef, ...]) -> PlanNode:
    fields = {key: draw(_MAYBE) for key in draw(st.lists(st.sampled_from(_SCALARS), max_size=3, unique=True))}
    if level is Level.SECTION:  # eComptes has no place for what a section says besides its name.
        return PlanNode(id=name, parent=parent, level=level, text=draw(_VALUES), number=draw(_NUMBERS))
    return PlanNode(
        id=name,
        parent=parent,
        level=level,
        text=draw(st.one_of(st.just(""), _WORDS)),
        number=draw(_NUMBERS),
        kind=draw(st.sampled_from((None, "interne", "externe", "commun"))) if level is Level.VOLET else None,
        proposal=draw(st.booleans()),
        origin=draw(st.sampled_from(Origin)),
        dps_items=tuple(draw(st.lists(st.sampled_from(refs), max_size=2, unique=True))) if refs else (),
        inspired_by=tuple(draw(st.lists(_VALUES, max_size=2))),
        indicateur=tuple(draw(st.lists(_indicators(), max_size=2))),
        budget=tuple(draw(st.lists(_budgets(), max_size=2))),
        partenaires=tuple(draw(st.lists(_VALUES, max_size=3))),
        odd=tuple(draw(st.lists(st.integers(1, 17), max_size=17, unique=True))),
        commentaire=draw(st.one_of(st.just(""), _VALUES)),
        details=draw(st.one_of(st.just(""), _VALUES)),
        suggestions=tuple(draw(st.lists(st.sampled_from(("odd", "categorie", "priorite")), max_size=2, unique=True))),
        autres=tuple(draw(st.lists(st.tuples(_VALUES, _VALUES), max_size=2))),
        **fields,
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans drawn at random, in reading order: odd words, missing levels, several budgets, sections that are full."""
    refs = tuple(
        ItemRef(
            id=f"D{place:02}",
            text=" ".join(draw(_VALUES).split()),
            axis=draw(st.sampled_from(("", "Logement", "a | b"))),
        )
        for place in range(1, draw(st.integers(1, 4)))
    )
    names = (f"{draw(_IDS)}{place}" for place in range(1, 1000))
    found: list[PlanNode] = []

    def grow(level: Level | None, parent: str | None, depth: int) -> None:
        least = 1 if level is Level.SECTION else 0
        allowed = _BELOW[level]
        if not allowed:
            return
        for one in draw(st.lists(st.sampled_from(allowed), min_size=least, max_size=2 if depth else 3)):
            node = draw(_nodes(one, next(names), parent, refs))
            found.append(node)
            grow(one, node.id, depth + 1)

    grow(None, None, 0)
    years = draw(st.sampled_from((None, Period(2018, 2024), Period(2025, 2030))))
    return Plan(
        source=draw(_VALUES),
        title=draw(st.one_of(st.just(""), _VALUES)),
        organisation=draw(st.one_of(st.none(), _VALUES)),
        period=years,
        kind=draw(st.sampled_from(("brouillon", "pst"))),
        nodes=tuple(found),
    )
