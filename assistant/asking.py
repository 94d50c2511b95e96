"""The `ask` command's work: one question, one conversation, or a file of questions."""

import json
import sys
from pathlib import Path

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Answer, Audience, Turn
from assistant.console import print_error
from assistant.conversations import Conversations
from assistant.live import live
from assistant.service import Assistant
from ingest.errors import CaseFileError, LibraryError, PstError


class Message(BaseModel):
    """One message of an earlier exchange, as chat programs write it; only what the user asked is used."""

    model_config = ConfigDict(frozen=True)

    role: str = "user"
    content: str = Field(validation_alias=AliasChoices("content", "question"))


class BatchLine(BaseModel):
    """One line of a file of questions; other fields (those of a case file) are passed over.

    Attributes:
        history: The questions asked before, oldest first, as texts or as messages (`{role, content}`).
    """

    model_config = ConfigDict(frozen=True)

    id: str | int
    question: str
    audience: Audience | None = None
    history: tuple["str | Message", ...] = ()


def ask_once(service: Assistant, question: str, audience: Audience, conversation: str | None) -> Answer:
    """Answer one question, within a stored conversation when its id is given."""
    store = Conversations(service.settings.conversations) if conversation is not None else None
    history = store.turns(conversation) if store is not None and conversation is not None else ()
    if service.model is None:
        answer = service.ask(question, audience=audience, history=history)
    else:
        with live() as line:
            answer = service.ask(
                question,
                audience=audience,
                history=history,
                deliver=line.deliver if line else None,
                stop=line.stop if line else None,
            )
    if store is not None and conversation is not None:
        store.append(conversation, Turn(question=question, answer=answer))
    return answer


def run_batch(service: Assistant, file: Path, audience: Audience) -> int:
    """Answer a file of questions, one JSON line each, in order; a question that fails does not stop the others.

    Returns:
        0, or 3 when a question could not be answered for a technical reason.

    Raises:
        CaseFileError: If the file cannot be read or a line is not a question.
        LibraryError: If the library cannot be opened, for no question can be answered then.
    """
    lines = _read(file)
    failed = False
    for line in lines:
        try:
            asker = line.audience or audience
            answer = service.ask(line.question, audience=asker, history=_replayed(service, line, asker))
        except LibraryError:
            raise
        except PstError as error:
            print_error(f"{line.id} : {error}")
            failed = True
            continue
        payload = {"id": line.id, **answer.model_dump(mode="json")}
        sys.stdout.write(json.dumps(payload, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 3 if failed else 0


def _replayed(service: Assistant, line: BatchLine, audience: Audience) -> tuple[Turn, ...]:
    """The exchanges before a question, asked again: what « le 3 » points at is in their answers."""
    turns: tuple[Turn, ...] = ()
    for one in line.history:
        asked = one if isinstance(one, str) else one.content if one.role == "user" else ""
        if asked:
            turns = (*turns, Turn(question=asked, answer=service.ask(asked, audience=audience, history=turns)))
    return turns


def _read(file: Path) -> list[BatchLine]:
    try:
        raw = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseFileError(
            f"« {file} » ne peut pas être lu.", "Donnez un fichier JSONL : une question par ligne."
        ) from error
    lines = []
    for number, text in enumerate(raw, start=1):
        if text.strip():
            try:
                lines.append(BatchLine.model_validate_json(text))
            except ValidationError as error:
                raise CaseFileError(
                    f"« {file} », ligne {number} : il faut un objet avec « id » et « question ».", "Corrigez la ligne."
                ) from error
    return lines
