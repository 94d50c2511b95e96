"""A draft of a plan from a declaration: every commitment in its place, nothing invented, proposals named as such."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from assistant.drafting.commitments.items import dps_items
from assistant.drafting.details import suggested, with_details
from assistant.drafting.editing.numbering import numbered
from assistant.drafting.errors import DraftError
from assistant.drafting.grouping import Embed, Objective, headed, objectives
from assistant.drafting.method import Wanted, wanted
from assistant.drafting.precedents import Precedent, Precedents
from assistant.drafting.records import Coverage, DpsItem, ItemRef, Origin, Plan, PlanNode
from assistant.drafting.subjects import begins_with_verb, subjects, subjects_of
from assistant.drafting.wording.completing import completed, context_of, parted
from assistant.drafting.wording.rewording import action_of, infinitive_of, supported_of
from ingest.folding import fold_spaces
from ingest.records import Document, Level
from prompts import text

Progress = Callable[[str], None]
_VOLETS = (("interne", "Volet interne"), ("externe", "Volet externe"))
_COMMUNE = "communale"


def build(
    document: Document,
    precedents: Precedents | None,
    embed: Embed,
    progress: Progress = lambda _: None,
    chosen: Sequence[DpsItem] | None = None,
) -> Plan:
    """A draft from a declaration, without a language model.

    Args:
        document: The declaration.
        precedents: Where to look for what others do, or None.
        embed: The embedding model.
        progress: Told in French what is being done.
        chosen: The commitments that staff chose, in reading order; None for all that are found.

    Raises:
        DraftError: If no commitment is found in the document.
    """
    progress("Je relève les engagements de la déclaration…")
    items = dps_items(document) if chosen is None else tuple(chosen)
    if not items:
        raise DraftError(
            f"« {document.file} » : aucun engagement trouvé.",
            "Donnez une déclaration de politique sociale (DPS) ; « pst tree » montre ce qui en a été compris.",
        )
    progress(f"Je range les {len(items)} engagements en objectifs…")
    words = {one.id: _words(one) for one in items}
    subject = subjects_of(items)
    body = "commune" if _is_commune(document) else "CPAS"
    lacking = wanted(items, body)
    claimed = {item.id for one in lacking for item in one.said}
    grouped = objectives([one for one in items if one.id not in claimed], subject, words, document, embed)
    draft = _Draft(document, words, precedents, body)
    progress("Je cherche ce que d'autres prévoient…")
    for kind, name in _VOLETS:
        mine = [one for one in grouped if subjects()[one].volet == kind]
        extra = [one for one in dict.fromkeys(want.os for want in lacking) if subjects()[one].volet == kind]
        draft.volet(kind, name, [*mine, *(one for one in extra if one not in mine)], grouped, lacking)
    nodes = numbered(draft.nodes)
    identity = document.identity
    return Plan(
        source=document.id,
        title=text("brouillon_titre").strip(),
        organisation=identity.organisation.value if identity.organisation else None,
        period=identity.period or document.term,
        nodes=nodes,
        items=items,
        coverage=covered(items, nodes),
    )


def covered(items: Sequence[DpsItem], nodes: Sequence[PlanNode]) -> tuple[Coverage, ...]:
    """For each commitment, the objectives and actions that carry it out."""
    lines = [one for one in nodes if one.level in (Level.OO, Level.ACTION, Level.SOUS_ACTION)]
    return tuple(
        Coverage(dps_item=item.id, nodes=tuple(one.id for one in lines if item.id in {ref.id for ref in one.dps_items}))
        for item in items
    )


@dataclass
class _Draft:
    """The lines of a draft as they are written."""

    document: Document
    words: dict[str, str]
    precedents: Precedents | None
    body: str
    nodes: list[PlanNode] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def volet(
        self,
        kind: str,
        name: str,
        names: Sequence[str],
        grouped: dict[str, list[Objective]],
        lacking: Sequence[Wanted],
    ) -> None:
        """A volet with its strategic objectives; one of the method's where the declaration says nothing of it."""
        if not names:
            return
        top = self._add(
            None, Level.VOLET, name, kind=kind, origin=Origin.METHOD, proposal=not any(map(grouped.get, names))
        )
        for one in names:
            self._strategic(top, one, grouped.get(one, []), [want for want in lacking if want.os == one])

    def _strategic(self, top: str, name: str, mine: Sequence[Objective], lacking: Sequence[Wanted]) -> None:
        refs = [item for one in mine for item in (*one.items, *one.actions)]
        refs += [item for want in lacking for item in want.said]
        article = "une" if self.body == "commune" else "un"
        os = self._add(
            top,
            Level.OS,
            f"Être {article} {self.body} qui {subjects()[name].os}",
            origin=Origin.METHOD,
            proposal=True,
            items=refs,
        )
        for one in mine:
            self._operational(os, name, one)
        for want in lacking:
            oo = self._add(
                os, Level.OO, want.oo, origin=Origin.METHOD, proposal=True, details=want.details, items=want.said
            )
            for item in want.said:
                self._add(oo, Level.ACTION, self.action(item), origin=Origin.DPS, items=[item])
            for action, why in want.actions:
                self._add(oo, Level.ACTION, action, origin=Origin.METHOD, proposal=True, details=why)

    def _operational(self, os: str, name: str, one: Objective) -> None:
        if one.items:
            title = self.words[one.items[0].id]
            oo = self._add(os, Level.OO, title, origin=Origin.DPS, items=one.items)
        else:
            own_words = headed(one.heading)
            title = own_words or subjects()[name].oo
            oo = self._add(
                os,
                Level.OO,
                title,
                origin=Origin.DPS if own_words else Origin.METHOD,
                proposal=not own_words,
                items=one.actions,
                comment=text("brouillon_rubrique", rubrique=one.heading).strip() if one.heading else "",
            )
        for item in one.actions:
            words = self.action(item) if item.heads == one.heading else completed(self.action(item), item)
            self._add(oo, Level.ACTION, words, origin=Origin.DPS, items=[item])
        said = [item.text for item in (*one.items, *one.actions)]
        found = self._precedents(title, said, subjects()[name].themes)
        for precedent in found:
            self._add(oo, Level.ACTION, precedent.wording, origin=Origin.PRECEDENT, proposal=True, precedent=precedent)
        if not one.actions and not found:
            self._add(
                oo, Level.ACTION, text("brouillon_action").strip(), origin=Origin.METHOD, proposal=True, bare=True
            )

    def action(self, item: DpsItem) -> str:
        """A commitment as an action's words."""
        said = parted(item.text)[0]
        verb = self.words[item.id]
        return verb if begins_with_verb(verb) else action_of(said).rstrip(" .;,…")

    def _precedents(self, words: str, said: Sequence[str], themes: Collection[str]) -> list[Precedent]:
        found = self.precedents.find(words, said, within=themes) if self.precedents is not None else ()
        new = [one for one in found if fold_spaces(one.wording) not in self.used]
        self.used.update(fold_spaces(one.wording) for one in new)
        return new

    def _add(
        self,
        parent: str | None,
        level: Level,
        words: str,
        *,
        kind: str | None = None,
        origin: Origin,
        proposal: bool = False,
        items: Sequence[DpsItem] = (),
        precedent: Precedent | None = None,
        details: str = "",
        bare: bool = False,
        comment: str | None = None,
    ) -> str:
        node = PlanNode(
            id=f"n{len(self.nodes) + 1:03}",
            parent=parent,
            level=level,
            kind=kind,
            text=words,
            origin=origin,
            proposal=proposal,
            dps_items=tuple(ItemRef(id=one.id, text=one.text, axis=one.axis) for one in items),
            precedents=(precedent.citation,) if precedent else (),
            inspired_by=(precedent.inspired_by,) if precedent else (),
            details=details,
            commentaire=self._said_of(items) if comment is None and origin is Origin.DPS else comment or "",
        )
        if level in (Level.OO, Level.ACTION) and not bare:
            own = [said for one in items for said in (parted(one.text)[0], one.beside) if said]
            own = own if origin is Origin.DPS and comment is None else []
            node = with_details(node, own, after=self._year) if own else suggested(node, words)
        self.nodes.append(node)
        return node.id

    def _said_of(self, items: Sequence[DpsItem]) -> str:
        """What the declaration says besides: before, where a pronoun needs it, after and in the row's other columns."""
        said = []
        for one in items:
            before = context_of(self.document, one)
            context = text("brouillon_contexte", phrase=before).strip() if before else ""
            said += [context, parted(one.text)[1], one.beside]
        return " ".join(filter(None, said))

    @property
    def _year(self) -> int:
        """The year of the declaration: no deadline is before it."""
        identity = self.document.identity
        period = identity.period or self.document.term
        years = [int(one.value[:4]) for _, one in identity.dates if one.value[:4].isdigit()]
        return max([*years, period.start if period else 0], default=0)


def _words(item: DpsItem) -> str:
    """A commitment as an infinitive, where it has one; what only goes on about it is left to the comment."""
    said, _ = parted(item.text)
    found = infinitive_of(said) or supported_of(said)
    return (found.text if found is not None else said).strip().rstrip(" .;:,…")


def _is_commune(document: Document) -> bool:
    return _COMMUNE in fold_spaces(document.identity.title)
