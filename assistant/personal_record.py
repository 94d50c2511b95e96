"""What is handed over to a person of what is kept about them: one JSON document, its keys in French and explained."""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.drafting.errors import DraftError
from assistant.drafting.workspace.records import Owned
from assistant.drafting.workspace.store import Drafts
from assistant.drafting.workspace.versions import Versions
from assistant.personal import Held
from assistant.settings import Settings
from ingest.errors import PstError
from prompts import text


def record(settings: Settings, found: Held) -> dict[str, Any]:
    """The document.

    What somebody else thinks of an answer in the person's conversation is theirs, and is left out.

    Raises:
        PstError: If a draft cannot be read.
    """
    owners = {one.id: one.owner for one in found.conversations if one.owner}
    return {
        "exporté_le": datetime.now(UTC).isoformat(timespec="seconds"),
        "explications": _explanations(),
        "conversations": [
            {
                "identifiant": one.id,
                "titre": one.title,
                "commencée_le": one.created_at,
                "tenue_comme": one.role,
                "échanges": [{"le": exchange.asked_at, **_exchange(exchange.data)} for exchange in one.exchanges],
            }
            for one in found.conversations
        ],
        "avis": [
            {
                "conversation": one.opinion.conversation,
                "réponse": one.opinion.position + 1,
                "avis": one.opinion.verdict.value,
                "motifs": list(one.opinion.reasons),
                "commentaire": one.opinion.comment,
                "donné_le": one.opinion.given_at.isoformat(),
            }
            for one in found.opinions
            if owners.get(one.opinion.conversation, one.owner) == one.owner
        ],
        "questions_sans_réponse": list(found.questions),
        "projets_de_plan": [_draft(settings, one) for one in found.drafts],
        "titres_de_projets": [_titles(one) for one in found.titled],
    }


def write(path: Path, data: Mapping[str, Any]) -> None:
    """Write the document, for the owner of the file alone, where there is none yet.

    Raises:
        PstError: If there is one, or it cannot be written.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False, indent=2)
            file.write("\n")
    except FileExistsError as error:
        raise PstError(f"« {path} » existe déjà : rien n'a été écrit.", "Donnez un autre nom de fichier.") from error
    except OSError as error:
        raise PstError(
            f"« {path} » ne peut pas être écrit ({error.strerror}).", "Vérifiez le dossier et l'espace disque."
        ) from error


def _exchange(turn: Mapping[str, Any]) -> dict[str, Any]:
    answer = turn.get("answer")
    said = answer.get("answer") if isinstance(answer, dict) else None
    return {"question": turn.get("question"), "réponse": said, "tel_que_conservé": dict(turn)}


def _draft(settings: Settings, one: Owned) -> dict[str, Any]:
    drafts, versions = Drafts(settings.drafts), Versions(settings.drafts)
    try:
        work: Any = drafts.open(one.id).work.model_dump(mode="json")
    except DraftError as error:
        work = str(error)
    return {
        **_titles(one),
        "identifiant": one.id,
        "modifié_le": one.changed_at,
        "contenu": work,
        "contenu_des_versions": [
            {"nom": kept.name, "gardée_le": kept.made_at, "contenu": _version(versions, one.id, kept.number)}
            for kept in versions.all(one.id)
        ],
    }


def _version(versions: Versions, name: str, number: int) -> Any:  # noqa: ANN401 - a state as JSON
    try:
        return versions.work(name, number).model_dump(mode="json")
    except DraftError as error:
        return str(error)


def _titles(one: Owned) -> dict[str, Any]:
    return {"titre": one.title, "versions_nommées": list(one.versions)}


def _explanations() -> dict[str, str]:
    pairs = (line.partition(":") for line in text("vie_privee_cles").splitlines() if ":" in line)
    return {name.strip(): words.strip() for name, _, words in pairs}
