"""Rules on what comes from other organisations: quoted word for word, and marked as a proposal."""

from collections.abc import Iterator
from pathlib import PurePath

from assistant.drafting.checks.outline import Outline
from assistant.drafting.checks.rules import Hit, judged, plural
from assistant.drafting.records import Check, Origin, Plan
from ingest.vocabulary import load

_WORKBOOKS = frozenset({".xlsx", ".ods"})
"""The files that hold quotes in a sheet for people."""
_WITHOUT_QUOTES = frozenset({".csv", ".xml"})
"""The files that hold none."""


def precedents(outline: Outline) -> Iterator[Check]:
    """The rules on precedents, for a plan that cites any or says that it rests on some."""
    citing = [node for node in outline.plan.nodes if node.precedents]
    inspired = [node for node in outline.plan.nodes if node.precedents or node.origin is Origin.PRECEDENT]
    if inspired:
        quoted = _holds_quotes(outline.plan)
        hits: list[Hit] = []
        for node in inspired:
            if not node.precedents and quoted:
                hits.append((node, "sans citation"))
            elif node.origin is Origin.PRECEDENT and not node.proposal:
                hits.append((node, "non marquée comme proposition"))
            elif node.origin is Origin.PRECEDENT and not node.inspired_by:
                hits.append((node, "ne dit pas de qui elle s'inspire"))
        told = ("ligne", "lignes")
        done = "marquées et citées" if quoted else "marquées comme propositions"
        grounds = f"{plural(len(inspired), 'ligne inspirée', 'lignes inspirées')} d'autres plans, {done}."
        found = judged(outline, "precedents.propositions", hits, told, grounds)
        yield found if quoted else _told(found, outline.plan)
    if citing and outline.texts is not None:
        hits = [
            (node, f"{one.document} : {fault}")
            for node in citing
            for one in node.precedents
            if (fault := _fault(outline.texts.get(one.document), one.quote, one.start, one.end))
        ]
        count = sum(len(node.precedents) for node in citing)
        told = ("citation qui ne se vérifie pas", "citations qui ne se vérifient pas")
        yield judged(
            outline,
            "precedents.citations",
            hits,
            told,
            f"{plural(count, 'citation vérifiée', 'citations vérifiées')} dans leur source.",
        )


def _holds_quotes(plan: Plan) -> bool:
    """Whether the plan's quotes can be asked for.

    Not where it was read from a file: a draft as it was made, or its JSON, keeps them beside its commitments; of every
    other format the lines come back with the names of those that they are inspired by, and no quote (decision 0026).
    """
    if plan.items or any(node.precedents for node in plan.nodes):
        return True
    return PurePath(plan.source).suffix.lower() in ("", ".json")


def _told(found: Check, plan: Plan) -> Check:
    """A verdict that says what could not be looked at, and where it stands."""
    suffix, exports = PurePath(plan.source).suffix.lower(), load("exports")
    held = exports["sheets"]["sources"] if suffix in _WORKBOOKS else exports["words"]["precedents"]
    why = f"elles ne se relisent pas depuis « {held} »"
    if suffix in _WITHOUT_QUOTES:
        why = f"un fichier {suffix} ne les garde pas"
    told = f"Leurs citations n'ont pas été contrôlées ({why}) : contrôlez-les avec le projet en .json."
    return found.model_copy(update={"detail": f"{found.detail} {told}"})


def _fault(text: str | None, quote: str, start: int, end: int) -> str:
    """What is wrong with a quote, or ""."""
    if text is None:
        return "document absent de la bibliothèque"
    if not 0 <= start < end <= len(text):
        return "place hors du texte"
    return "" if text[start:end] == quote else "mots différents de la source"
