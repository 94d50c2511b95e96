"""Rules on a draft and its declaration: every commitment carried out, everything else marked as a proposal."""

from collections.abc import Iterator

from assistant.drafting.checks.outline import LINES, Outline
from assistant.drafting.checks.rules import Hit, check, enumerated, judged, plural
from assistant.drafting.records import Check, DpsItem, Origin
from ingest.records import Level

_ANCHORED = (Level.OO, *LINES[2:])
_FIRST_WORDS = 8


def coverage(outline: Outline) -> Iterator[Check]:
    """The rules of coverage, for a plan that has commitments."""
    items = outline.plan.items
    if not items:
        return
    carried = {ref.id for node in outline.at(*LINES) for ref in node.dps_items}
    left = [one for one in items if one.id not in carried]
    if left:
        named = enumerated(list(map(_named, left)))
        told = f"{plural(len(left), 'engagement')} sur {len(items)} sans aucune ligne : {named}."
        yield check("couverture.engagements", False, told)
    else:
        yield check(
            "couverture.engagements", True, f"{plural(len(items), 'engagement')}, tous portés par au moins une ligne."
        )
    yield _proposals(outline)
    yield _references(outline)


def _proposals(outline: Outline) -> Check:
    """Lines that the declaration does not say: an OS or OO is anchored by what stands under it."""
    hits: list[Hit] = []
    marked = 0
    for node in outline.at(*LINES):
        above = node.level in (Level.OS, Level.OO)
        anchored = node.dps_items or (above and any(one.dps_items for one in outline.under(node)))
        if anchored or node.origin is Origin.AGENT:
            continue
        marked += node.proposal
        if not node.proposal:
            hits.append((node, ""))
    told = (
        "ligne sans engagement de la DPS, ni marque de proposition",
        "lignes sans engagement de la DPS, ni marque de proposition",
    )
    return judged(
        outline,
        "couverture.propositions",
        hits,
        told,
        f"{plural(marked, 'ligne marquée', 'lignes marquées')} comme proposition.",
    )


def _references(outline: Outline) -> Check:
    known = {one.id: one for one in outline.plan.items}
    hits: list[Hit] = []
    for node in outline.plan.nodes:
        for ref in node.dps_items:
            if ref.id not in known:
                hits.append((node, f"{ref.id} n'existe pas"))
            elif ref.text != known[ref.id].text:
                hits.append((node, f"{ref.id} a d'autres mots dans la DPS"))
    for one in outline.plan.coverage:
        for name in one.nodes:
            held = outline.by_id.get(name)
            if held is None:
                told = f"La couverture de {one.dps_item} nomme une ligne qui n'existe pas."
                return check("couverture.renvois", False, told, (other.id for other, _ in hits))
            if one.dps_item not in {ref.id for ref in held.dps_items}:
                hits.append((held, f"dite couvrir {one.dps_item}, qu'elle ne nomme pas"))
    count = sum(len(node.dps_items) for node in outline.plan.nodes)
    return judged(
        outline,
        "couverture.renvois",
        hits,
        ("renvoi faux", "renvois faux"),
        f"{plural(count, 'renvoi juste', 'renvois justes')}.",
    )


def _named(item: DpsItem) -> str:
    words = item.text.split()
    return f"{item.id} « {' '.join(words[:_FIRST_WORDS])}{' …' if len(words) > _FIRST_WORDS else ''} »"
