"""One new objective on a subject: its words, the declaration's own commitments on it, what other plans do.

Everything in it is a proposal but the commitments of the organisation's own declaration; all is cited.
"""

import re
from collections.abc import Iterable

from assistant.answer import Citation
from assistant.citations import Citations
from assistant.drafting.bodies import being
from assistant.drafting.commitments.items import dps_items
from assistant.drafting.details import suggested
from assistant.drafting.errors import DraftError
from assistant.drafting.precedents import Precedents
from assistant.drafting.records import DpsItem, ItemRef, Origin, Plan, PlanNode
from assistant.drafting.subjects import begins_with_verb, subject_of, subjects, sure_themes
from assistant.drafting.wishes import ObjectiveWish
from assistant.drafting.wording.articles import after_of, is_determined, with_article
from assistant.drafting.wording.rewording import action_of
from assistant.screening import gives_orders
from ingest.folding import fold_spaces
from ingest.french import tokens
from ingest.records import Document, DocumentKind, Level, Node
from ingest.vocabulary import load
from prompts import text
from vectorstore.library import Library

_PRECEDENTS = 5
_LEAST = 1.2
"""Whoever asks for one objective reads further proposals with pleasure; a whole draft would drown in them."""
_MOST_OWN = 6


def draft_objective(wish: ObjectiveWish, library: Library, precedents: Precedents, style: Document | None) -> Plan:
    """An objective with its actions.

    Args:
        wish: What is asked for.
        library: The open library.
        precedents: Where to look for what others do.
        style: The plan that it should fit in: its numbers go on, its strategic objective takes it in.
    """
    _refuse_nonsense(wish.subject)
    subject = subjects()[subject_of(wish.subject)]
    objective = _worded(wish.subject)
    os = _home(style, wish.subject) if style is not None else None
    own = _own_commitments(wish.subject, library, style)
    top = PlanNode(
        id="n001",
        parent=None,
        level=Level.OS,
        number=os.number or "" if os is not None else "",
        text=(os.text or text("brouillon_sans_titre").strip()) if os is not None else f"{being(style)} {subject.os}",
        origin=Origin.PLAN if os is not None else Origin.METHOD,
        proposal=os is None,
        precedents=_cited(style, os) if style is not None and os is not None else (),
    )
    number = _next_number(style, os)
    oo = suggested(
        PlanNode(
            id="n002", parent="n001", level=Level.OO, number=number, text=objective, origin=Origin.METHOD, proposal=True
        ),
        f"{objective} {wish.subject}",
    )
    actions = [
        PlanNode(
            id="",
            parent="n002",
            level=Level.ACTION,
            text=action_of(item.text),
            origin=Origin.DPS,
            dps_items=(ItemRef(id=item.id, text=item.text, axis=item.axis),),
            precedents=_cited(document, node, (item.start, item.end)),
        )
        for document, node, item in own
    ]
    actions += [
        PlanNode(
            id="",
            parent="n002",
            level=Level.ACTION,
            text=one.wording,
            origin=Origin.PRECEDENT,
            proposal=True,
            precedents=(one.citation,),
            inspired_by=(one.inspired_by,),
        )
        for one in precedents.find(wish.subject, [item.text for _, _, item in own], _PRECEDENTS, _LEAST)
    ]
    if not actions:
        actions = [
            PlanNode(
                id="",
                parent="n002",
                level=Level.ACTION,
                text=text("brouillon_action").strip(),
                origin=Origin.METHOD,
                proposal=True,
            )
        ]
    numbered = [
        one.model_copy(update={"id": f"n{rank + 2:03}", "number": f"{number}.{rank}" if number else ""})
        for rank, one in enumerate(actions, start=1)
    ]
    organisation = style.identity.organisation if style is not None else None
    return Plan(
        source=style.id if style is not None else "",
        title=text("brouillon_objectif", sujet=wish.subject).strip(),
        organisation=organisation.value if organisation else None,
        nodes=(top, oo, *numbered),
    )


def _refuse_nonsense(subject: str) -> None:
    """Refuse a subject that says nothing, is no subject, or gives orders."""
    most = int(load("drafting")["longest_subject"])
    if re.search(r"[^\W\d_]{3,}", subject) is None or len(subject) > most or gives_orders(subject):
        shown = subject if len(subject) <= most else f"{subject[:60]}…"
        raise DraftError(
            f"« {shown} » n'est pas un sujet d'objectif.",
            f"Donnez en quelques mots ce dont l'objectif doit traiter, par exemple « la précarité énergétique » ({most}"
            " caractères au plus).",
        )


def _worded(subject: str) -> str:
    """An objective on a subject, an infinitive; a subject that is one already is kept.

    A subject typed without its article gets it; where that is not sure, the objective says it without any.
    """
    if begins_with_verb(subject):
        return subject[0].upper() + subject[1:]
    whole = subject if is_determined(subject) else with_article(subject)
    if whole is None:
        return str(load("drafting")["opening_without_article"]).format(subject=after_of(subject))
    return _opening(subject).format(subject=whole)


def _opening(subject: str) -> str:
    """How an objective on a subject begins: by what its first word says, then by any other."""
    said = [token.term for token in tokens(subject) if not token.article]
    known = [
        ({token.term for word in one["words"] for token in tokens(str(word))}, str(one["form"]))
        for one in load("drafting")["openings"]
    ]
    for held in (set(said[:1]), set(said)):
        found = next((form for words, form in known if words & held), None)
        if found is not None:
            return found
    return next(form for words, form in known if not words)


def _home(style: Document, subject: str) -> Node | None:
    """The strategic objective of a plan that a subject belongs under: the one whose lines speak of it most."""
    wanted = sure_themes(subject)
    scores: dict[str, int] = {}
    for node in style.nodes:
        above = next((one for one in (node, *reversed(style.ancestors(node))) if one.level is Level.OS), None)
        if above is not None and wanted & set(node.themes):
            scores[above.id] = scores.get(above.id, 0) + 1
    best = max(scores, key=lambda name: scores[name], default=None)
    return next((one for one in style.nodes if one.id == best), None)


def _next_number(style: Document | None, os: Node | None) -> str:
    """The number after the last objective of a strategic objective, in the plan's own way; "" where it has none."""
    if style is None or os is None:
        return ""
    last = [one.number for one in style.nodes if one.level is Level.OO and one.parent == os.id and one.number]
    found = re.fullmatch(r"(.*?)(\d+)", last[-1]) if last else None
    return f"{found.group(1)}{int(found.group(2)) + 1}" if found else ""


def _own_commitments(subject: str, library: Library, style: Document | None) -> list[tuple[Document, Node, DpsItem]]:
    """What the declaration of the same organisation says on the subject."""
    organisation = style.identity.organisation if style is not None else None
    if organisation is None:
        return []
    wanted = sure_themes(subject)
    found: list[tuple[Document, Node, DpsItem]] = []
    for document in _declarations(library.plans, organisation.value):
        nodes = {one.id: one for one in document.nodes}
        for item in dps_items(document):
            if item.node in nodes and wanted & sure_themes(item.text):
                found.append((document, nodes[item.node], item))
    return found[:_MOST_OWN]


def _declarations(documents: Iterable[Document], organisation: str) -> list[Document]:
    return [
        one
        for one in documents
        if one.identity.kind is DocumentKind.DPS
        and one.identity.organisation is not None
        and fold_spaces(one.identity.organisation.value) == fold_spaces(organisation)
    ]


def _cited(document: Document, node: Node, span: tuple[int, int] | None = None) -> tuple[Citation, ...]:
    citations = Citations()
    citations.add(document, node, span)
    return citations.list()
