"""What the drafting page asks of the assistant: to read declarations and plans, to draft, to check."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from assistant.drafting.commitments.items import dps_items
from assistant.drafting.desk import Desk, check_declaration
from assistant.drafting.editing.choices import Choice, chosen, kept_items
from assistant.drafting.editing.mending import mended
from assistant.drafting.errors import DraftError
from assistant.drafting.export import FORMATS, exported
from assistant.drafting.reading import plan_of
from assistant.drafting.records import Plan
from assistant.drafting.wishes import ObjectiveWish
from assistant.service import Assistant
from assistant.summary import DocumentSummary
from ingest.limits import check_size
from ingest.records import Declared, Document, DocumentKind
from ingest.sandbox import Sandbox

Progress = Callable[[str], None]
PLANS = (".json", ".docx", ".xlsx")
"""The formats in which a plan of ours comes back."""

_T = TypeVar("_T")
_LONGEST = 120


@dataclass(frozen=True)
class Studio:
    """Drafts made with the assistant's library; nothing is added to it."""

    assistant: Assistant

    def declarations(self) -> tuple[DocumentSummary, ...]:
        """The library's declarations, those of the latest terms first."""
        found = [one for one in self.assistant.documents() if one.kind == DocumentKind.DPS]
        return tuple(sorted(found, key=lambda one: (-_start(one), one.organisation or one.title)))

    def library_document(self, name: str) -> Document:
        """A declaration of the library.

        Raises:
            PstError: If the library does not hold it, or it is none.
        """
        document = self.assistant.tree(name)
        check_declaration(document, document.file)
        return document

    def uploaded(self, data: bytes, name: str) -> Document:
        """A declaration that somebody brings: read in a process of its own, and not added to the library.

        Raises:
            PstError: If it cannot be read, or is no declaration.
        """
        document = self._read(data, name)
        check_declaration(document, document.file)
        return document

    def commitments(self, document: Document) -> tuple[Choice, ...]:
        """The commitments found in a declaration, all kept."""
        return chosen(dps_items(document))

    def draft(self, document: Document, choices: Sequence[Choice], progress: Progress) -> Plan:
        """A draft that carries out the commitments kept.

        Raises:
            PstError: If none is kept.
        """
        items = kept_items(choices)
        if not items:
            raise DraftError("Aucun engagement n'est gardé.", "Gardez-en au moins un, ou ajoutez un passage du texte.")
        plan = self._at_desk(lambda desk: desk.drafted(document, items, progress))
        return plan.model_copy(update={"checks": ()})

    def checked(self, plan: Plan, document: Document | None) -> Plan:
        """A plan with its checks.

        Args:
            plan: The plan.
            document: The declaration that it is made from, where it is at hand.
        """
        texts = {document.id: document.text} if document is not None else {}
        return self._at_desk(lambda desk: desk.checked(plan, texts))

    def objective(self, subject: str, organisation: str | None) -> Plan:
        """An objective on a subject, for a plan.

        Args:
            subject: What it is on.
            organisation: Whose plan it is for: none of its own lines is proposed to it.

        Raises:
            PstError: If nothing has been ingested, or the subject is none.
        """
        known = {one.organisation for one in self.assistant.documents() if one.kind == DocumentKind.PST}
        style = organisation if organisation in known else None
        return self._at_desk(lambda desk: desk.objective(ObjectiveWish(subject, style)))

    def imported(self, data: bytes, name: str) -> Plan:
        """A plan that was exported, to go on with.

        Raises:
            PstError: If it cannot be read, or holds no line of a plan.
        """
        if PurePath(name).suffix.lower() not in PLANS:
            raise DraftError(f"« {name} » n'est pas un plan exporté.", f"Donnez un fichier {', '.join(PLANS)}.")
        plan = plan_of(self._read(data, name))
        if not plan.nodes:
            raise DraftError(
                f"« {name} » ne contient aucune ligne de plan.",
                "Donnez un projet exporté d'ici, en JSON de préférence : lui seul garde tout.",
            )
        return mended(plan)

    def file(self, plan: Plan, suffix: str, ins: int | None = None) -> bytes:
        """A plan as a file.

        Raises:
            PstError: If the format is unknown.
        """
        return exported(plan, suffix, ins=ins)

    @property
    def snapshot(self) -> str:
        """Names the library as it stands, for caches."""
        current = self.assistant.shelf.current
        return current.name if current is not None else ""

    def _read(self, data: bytes, name: str) -> Document:
        check_size(len(data), name)
        shown = PurePath(name).name[-_LONGEST:]
        with Sandbox(self.assistant.settings.limits) as sandbox:
            return sandbox.read(data, shown, shown, Declared())

    def _at_desk(self, use: Callable[[Desk], _T]) -> _T:
        return self.assistant.at_desk(use)


def file_name(title: str, suffix: str) -> str:
    """A name for a file: the title's words, nothing that a file system refuses."""
    words = "".join(char if char.isalnum() or char in "-_ " else " " for char in title)
    return f"{'-'.join(words.split())[:80] or 'projet-de-pst'}{suffix}"


def formats() -> tuple[str, ...]:
    """The suffixes that a plan can be written to."""
    return tuple(FORMATS)


def _start(one: DocumentSummary) -> int:
    period = one.period or one.term
    return period.start if period is not None else 0
