"""Rules on what comes from other organisations: quoted word for word, and marked as a proposal."""

from collections.abc import Iterator

from assistant.drafting.checks.outline import Outline
from assistant.drafting.checks.rules import Hit, judged, plural
from assistant.drafting.records import Check, Origin


def precedents(outline: Outline) -> Iterator[Check]:
    """The rules on precedents, for a plan that cites any or says that it rests on some."""
    citing = [node for node in outline.plan.nodes if node.precedents]
    inspired = [node for node in outline.plan.nodes if node.precedents or node.origin is Origin.PRECEDENT]
    if inspired:
        hits: list[Hit] = []
        for node in inspired:
            if not node.precedents:
                hits.append((node, "sans citation"))
            elif node.origin is Origin.PRECEDENT and not node.proposal:
                hits.append((node, "non marquée comme proposition"))
            elif node.origin is Origin.PRECEDENT and not node.inspired_by:
                hits.append((node, "ne dit pas de qui elle s'inspire"))
        told = ("ligne", "lignes")
        grounds = f"{plural(len(inspired), 'ligne inspirée', 'lignes inspirées')} d'autres plans, marquées et citées."
        yield judged(outline, "precedents.propositions", hits, told, grounds)
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


def _fault(text: str | None, quote: str, start: int, end: int) -> str:
    """What is wrong with a quote, or ""."""
    if text is None:
        return "document absent de la bibliothèque"
    if not 0 <= start < end <= len(text):
        return "place hors du texte"
    return "" if text[start:end] == quote else "mots différents de la source"
