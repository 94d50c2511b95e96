"""Where drafts are made and plans are checked: a document by its id or its file in, a plan out."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from assistant.drafting.builder import build
from assistant.drafting.checks import run_checks
from assistant.drafting.errors import DraftError
from assistant.drafting.objective import draft_objective
from assistant.drafting.precedents import Precedents
from assistant.drafting.reading import plan_of
from assistant.drafting.records import DpsItem, Plan
from assistant.drafting.wishes import ObjectiveWish
from ingest.collection import declared_of
from ingest.document import read_bytes
from ingest.errors import LibraryError, UnknownDocumentError
from ingest.folding import fold_spaces
from ingest.quotas import Limits
from ingest.records import Document, DocumentKind
from ingest.sandbox import Sandbox
from ingest.vocabulary import load
from vectorstore.library import Library
from vectorstore.space import EmbeddingModel

if TYPE_CHECKING:
    from assistant.generation.model import LanguageModel

Progress = Callable[[str], None]
_JSON = ".json"
_MAX_JSON = 50_000_000


@dataclass(frozen=True)
class Desk:
    """Drafts, and reviews of plans.

    Attributes:
        library: The open library, or None where nothing has been ingested: then there are no precedents.
        model: The embedding model.
        idf: How rare an index term is.
        limits: What the reading of a file may take.
        writer: The language model that rewords a draft, or None.
    """

    library: Library | None
    model: EmbeddingModel
    idf: Callable[[str], float]
    limits: Limits
    writer: "LanguageModel | None" = None

    def document(self, name: str) -> Document:
        """A document of the library, or a file that is read and not kept.

        Args:
            name: A document's id, its file's name, or a path.

        Raises:
            PstError: If there is neither, or the file cannot be read.
        """
        path = Path(name)
        try:
            if self.library is not None:
                return self.library.document(name)
        except UnknownDocumentError:
            pass
        if not path.is_file():
            what = "est un dossier" if path.is_dir() else "n'est ni un fichier ni un document de la bibliothèque"
            raise UnknownDocumentError(
                f"« {name} » {what}.",
                "Donnez le chemin d'un fichier, ou l'un des documents que montre « pst documents ».",
            )
        with Sandbox(self.limits) as sandbox:
            return sandbox.read(read_bytes(path), path.name, path.name, declared_of(path))

    def draft(self, name: str, progress: Progress = lambda _: None) -> Plan:
        """A draft from a declaration, with its checks.

        Args:
            name: As in `document`.
            progress: Told in French what is being done.

        Raises:
            PstError: If the document cannot be read, is a plan already, or holds no commitment.
        """
        document = self.document(name)
        check_declaration(document, name)
        return self.drafted(document, None, progress)

    def drafted(
        self, document: Document, chosen: Sequence[DpsItem] | None, progress: Progress = lambda _: None
    ) -> Plan:
        """A draft from a declaration that was read, with its checks.

        Args:
            document: The declaration; the library need not hold it.
            chosen: The commitments that staff chose, or None for all that are found.
            progress: Told in French what is being done.

        Raises:
            PstError: If it holds no commitment.
        """
        organisation = document.identity.organisation
        found = None
        if self.library is not None:
            found = Precedents(self.library, self.idf, organisation.value if organisation else None, document.id)
        plan = build(document, found, self.model.embed_documents, progress, chosen)
        if self.writer is not None:
            from assistant.drafting.polishing import polish

            plan = polish(plan, self.writer, progress).plan
        progress("Je contrôle le projet…")
        return self.checked(plan, {document.id: document.text})

    def objective(self, wish: ObjectiveWish) -> Plan:
        """One new objective on a subject.

        Args:
            wish: The subject, and whose plan it should fit in.

        Raises:
            PstError: If nothing has been ingested, or the library does not hold that plan.
        """
        if self.library is None:
            raise LibraryError("La bibliothèque est vide.", "Ajoutez des documents avec « pst ingest ».")
        style = self._style(wish.style) if wish.style else None
        organisation = style.identity.organisation if style is not None else None
        own = organisation.value if organisation else None
        found = Precedents(self.library, self.idf, own, style.id if style is not None else "")
        return draft_objective(wish, self.library, found, style)

    def _style(self, name: str) -> Document:
        """The plan of a name: an id, a file, or an organisation."""
        assert self.library is not None
        try:
            return self.library.document(name)
        except UnknownDocumentError:
            plans = [one for one in self.library.plans if one.identity.kind is DocumentKind.PST]
            named = [
                one
                for one in plans
                if one.identity.organisation is not None
                and fold_spaces(one.identity.organisation.value) in fold_spaces(name)
            ]
            if not named:
                raise
            return max(named, key=lambda one: (not one.is_draft, len(one.nodes)))

    def check(self, name: str) -> Plan:
        """A plan with its checks: a draft's JSON, or any document that is a plan.

        Args:
            name: A draft's file, or as in `document`.

        Raises:
            PstError: If there is no such plan.
        """
        plan = read_plan(Path(name))
        if plan is not None:
            return self.checked(plan, {})
        document = self.document(name)
        return self.checked(plan_of(document), {document.id: document.text})

    def checked(self, plan: Plan, texts: Mapping[str, str]) -> Plan:
        """A plan with its checks made anew.

        Args:
            plan: The plan.
            texts: The stored text of documents that the library may not hold, by id.
        """
        held = {one.id: one.text for one in self.library.documents} if self.library is not None else {}
        return plan.model_copy(update={"checks": run_checks(plan, texts={**held, **texts})})


def check_declaration(document: Document, name: str) -> None:
    """Make sure that a draft can be made from a document.

    Args:
        document: The document.
        name: What the user calls it.

    Raises:
        DraftError: If it is a plan or a law, or speaks of nothing that a declaration speaks of.
    """
    if document.identity.kind in (DocumentKind.PST, DocumentKind.LOI):
        what = "un PST" if document.identity.kind is DocumentKind.PST else "un texte de loi"
        raise DraftError(
            f"« {name} » est {what}, pas une déclaration de politique sociale.",
            "Donnez une DPS ; « pst check » relit un PST. Type mal compris : « pst correct … --kind dps ».",
        )
    if document.identity.kind is not DocumentKind.DPS and not _declares(document.text):
        raise DraftError(
            f"« {name} » ne ressemble pas à une déclaration de politique sociale : il n'y est question ni de CPAS,"
            " ni de commune, ni d'action sociale.",
            "Donnez une DPS.",
        )


def _declares(text: str) -> bool:
    """Whether a text speaks of what a declaration speaks of."""
    said = fold_spaces(text)
    return any(re.search(rf"\b{re.escape(str(one))}\b", said) for one in load("drafting")["declaration"])


def read_plan(path: Path) -> Plan | None:
    """The plan of a draft's JSON file, or None where the file is none."""
    if path.suffix.lower() != _JSON or not path.is_file() or path.stat().st_size > _MAX_JSON:
        return None
    try:
        return Plan.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, ValidationError):
        return None
