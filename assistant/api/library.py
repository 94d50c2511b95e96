"""What the library holds: a search, its documents, their trees. A citizen's key reaches public documents alone."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse

from assistant.api.records import (
    LONGEST_QUERY,
    DocumentPage,
    Documents,
    Rank,
    Search,
    SearchResults,
    Tree,
    found,
)
from assistant.api.state import Api, Called, Held, counted
from assistant.service import Assistant
from assistant.summary import summary
from assistant.tree import tree_json
from ingest.errors import LibraryError, UnknownDocumentError

router = APIRouter(tags=["Bibliothèque"])
_Words = Annotated[str, Query(min_length=1, max_length=LONGEST_QUERY, description="Les mots cherchés, en français.")]
_Name = Annotated[str, Path(min_length=1, max_length=300, description="L'identifiant d'un document.")]


@router.post("/search", summary="Chercher des éléments", response_model=SearchResults)
async def search(asked: Search, request: Request, api: Held, caller: Called) -> JSONResponse:
    """Les éléments des plans les plus proches de ces mots, sans rédiger de réponse."""
    return await _searched(asked, request, api, api.service.seen_by(caller.role))


@router.get("/search", summary="Chercher des éléments (adresse)", response_model=SearchResults)
async def search_by_address(
    query: _Words, request: Request, api: Held, caller: Called, k: Annotated[Rank, Query()] = 10
) -> JSONResponse:
    """Comme POST ; mais les mots cherchés sont dans l'adresse, que des serveurs mandataires peuvent noter."""
    return await _searched(Search(query=query, k=k), request, api, api.service.seen_by(caller.role))


@router.get("/documents", summary="Les documents", response_model=Documents)
async def documents(request: Request, api: Held, caller: Called) -> JSONResponse:
    """Les documents que votre clé permet de lire."""
    service = api.service.seen_by(caller.role)
    listed = await api.work.run(lambda stop, tell: service.documents(), request.is_disconnected)
    counted(request, len(listed))
    return JSONResponse(Documents(documents=listed).model_dump(mode="json"))


@router.get("/documents/{document}", summary="Un document", response_model=DocumentPage)
async def document_named(
    document: _Name,
    request: Request,
    api: Held,
    caller: Called,
    text: Annotated[bool, Query(description="Donner aussi son texte, où se lisent les places des citations.")] = False,
) -> JSONResponse:
    """Ce que la bibliothèque sait d'un document."""
    service = api.service.seen_by(caller.role)

    def use() -> DocumentPage:
        library = service.library()  # the whole page comes from one, though another may be put in its place
        if library is None:
            raise LibraryError("La bibliothèque est vide.", "Ajoutez des documents avec « pst ingest ».")
        whole = library.document(document)
        entry = next((one for one in library.manifest.entries if one.document == whole.id), None)
        if entry is None:
            raise UnknownDocumentError(f"« {document} » n'est pas dans la bibliothèque.")
        return DocumentPage(document=summary(whole, entry), text=whole.text if text else None)

    page = await api.work.run(lambda stop, tell: use(), request.is_disconnected)
    return JSONResponse(page.model_dump(mode="json"))


@router.get("/trees/{document}", summary="L'arbre d'un document", response_model=Tree)
async def tree(document: _Name, request: Request, api: Held, caller: Called) -> JSONResponse:
    """Les volets, objectifs et actions d'un document, chacun avec sa place dans le texte."""
    service = api.service.seen_by(caller.role)
    found_tree = await api.work.run(lambda stop, tell: tree_json(service.tree(document)), request.is_disconnected)
    counted(request, len(found_tree["nodes"]))
    return JSONResponse(found_tree)


async def _searched(asked: Search, request: Request, api: Api, service: Assistant) -> JSONResponse:
    hits = await api.work.run(lambda stop, tell: service.search(asked.query, asked.k), request.is_disconnected)
    counted(request, len(hits))
    return JSONResponse(SearchResults(results=tuple(found(hit) for hit in hits)).model_dump(mode="json"))
