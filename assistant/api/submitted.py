"""What a client submits to be drafted from or checked: a document of the library by its id, or a file of its own.

A name never opens a file of the server: it is looked up in the library alone.
"""

from dataclasses import dataclass

from fastapi import Request
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from assistant.administration.uploads import safe_name
from assistant.api.problems import RefusedError
from assistant.api.records import Given
from assistant.drafting.desk import Desk
from assistant.drafting.records import Plan
from ingest.errors import LibraryError, UnreadableFileError
from ingest.limits import check_size
from ingest.records import Declared, Document
from ingest.sandbox import Sandbox

_FORM, _JSON = "multipart/form-data", "application/json"
_MAX_FIELD = 10_000
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            _JSON: {"schema": {"$ref": "#/components/schemas/Given"}},
            _FORM: {
                "schema": {
                    "type": "object",
                    "description": "Un document de la bibliothèque, ou un fichier : l'un des deux.",
                    "properties": {
                        "document": {"type": "string", "minLength": 1, "maxLength": 300},
                        "file": {"type": "string", "format": "binary"},
                    },
                }
            },
        },
    }
}
"""The body that `submitted` reads, for the OpenAPI document."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was submitted.

    Attributes:
        name: The id of a document, or the file's name.
        data: The file, or None.
    """

    name: str
    data: bytes | None = None

    def document(self, desk: Desk) -> Document:
        """The document, from the library or read from the file.

        Raises:
            PstError: If the library does not hold it, or the file cannot be read.
        """
        if self.data is not None:
            check_size(len(self.data), self.name)
            with Sandbox(desk.limits) as sandbox:
                return sandbox.read(self.data, self.name, self.name, Declared())
        if desk.library is None:
            raise LibraryError("La bibliothèque est vide.", "Ajoutez des documents avec « pst ingest ».")
        return desk.library.document(self.name)

    def plan(self) -> Plan | None:
        """The plan of a draft's JSON file; None where the file is none.

        Raises:
            UnreadableFileError: If it is JSON of another kind.
        """
        if self.data is None or not self.name.lower().endswith(".json"):
            return None
        try:
            return Plan.model_validate_json(self.data)
        except ValidationError as error:
            raise UnreadableFileError(
                f"« {self.name} » n'est pas un projet de plan de l'assistant.",
                "Donnez le fichier JSON d'un projet (docs/drafting-schema.json), ou un document.",
            ) from error


async def _short(request: Request) -> bytes:
    """A body that names a document: a few words.

    Raises:
        RefusedError: If it is longer.
    """
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MAX_FIELD:
            raise RefusedError(
                413, 'Il faut un objet JSON court : {"document": "identifiant"}.', {"Connection": "close"}
            )
    return body


async def submitted(request: Request) -> Submitted:
    """Read what a request submits.

    Raises:
        RefusedError: If it submits nothing, or in another way.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _JSON:
        try:
            return Submitted(Given.model_validate_json(await _short(request)).document)
        except ValueError as error:
            raise RefusedError(422, 'Il faut un objet JSON : {"document": "identifiant"}.') from error
    if kind != _FORM:
        raise RefusedError(415, f"Envoyez « {_JSON} » ou « {_FORM} ».")
    async with request.form(max_files=1, max_fields=4, max_part_size=_MAX_FIELD) as form:
        file, name = form.get("file"), form.get("document")
        if isinstance(file, UploadFile) and (file.filename or file.size):
            return Submitted(safe_name(file.filename or ""), await file.read())
        if isinstance(name, str) and 0 < len(name) <= 300:
            return Submitted(name)
    raise RefusedError(422, "Il faut un champ « file » (un fichier) ou « document » (un identifiant).")
