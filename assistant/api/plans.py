"""Drafts of plans from declarations, and checks of plans: for staff."""

from collections.abc import Callable
from datetime import date
from threading import Event
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from assistant.api.formats import MEDIA, Format, accepted
from assistant.api.problems import RefusedError
from assistant.api.records import Checked, Given
from assistant.api.state import Api, CalledByStaff, Held, counted
from assistant.api.submitted import BODY, Submitted, submitted
from assistant.api.work import RETRY_S, BusyError, GoneError, Tell
from assistant.drafting.desk import Desk, check_declaration
from assistant.drafting.export import exported
from assistant.drafting.reading import plan_of
from assistant.drafting.records import Plan
from assistant.drafting.workspace.studio import file_name

router = APIRouter(tags=["Plans"])
_Wanted = Annotated[Format | None, Query(alias="format", description="Le format ; sans lui, l'en-tête Accept choisit.")]
_Ins = Annotated[int | None, Query(ge=1, le=99999, description="Le code INS de la commune, pour eComptes (xml).")]
_FILES = {name: {"schema": {"type": "string", "format": "binary"}} for name in MEDIA.values() if "json" not in name}
_MADE = {"content": _FILES}
Stopped = Callable[[], bool]


@router.post(
    "/drafts",
    summary="Rédiger un projet de plan",
    response_model=Plan,
    responses={200: _MADE},
    openapi_extra=BODY,
)
async def draft(request: Request, api: Held, caller: CalledByStaff, form: _Wanted = None, ins: _Ins = None) -> Response:
    """Le projet de PST d'une déclaration (DPS) : un document de la bibliothèque, ou un fichier envoyé."""

    def drafted(desk: Desk, given: Submitted, stopped: Stopped) -> Plan:
        def progress(words: str) -> None:
            if stopped():
                raise GoneError

        document = given.document(desk)
        check_declaration(document, given.name)
        return desk.drafted(document, None, progress)

    made = await _made(request, api, caller, form, ins, drafted)
    return JSONResponse(made.as_json()) if isinstance(made, Plan) else made


@router.post(
    "/checks",
    summary="Contrôler un plan",
    response_model=Checked,
    responses={200: _MADE},
    openapi_extra=BODY,
)
async def check(request: Request, api: Held, caller: CalledByStaff, form: _Wanted = None, ins: _Ins = None) -> Response:
    """Un plan face aux règles de la loi et de la méthode : un projet (.json), un PST de la bibliothèque ou un fichier.

    En JSON, ce sont les contrôles ; dans un autre format, le plan avec eux.
    """

    def checked(desk: Desk, given: Submitted, stopped: Stopped) -> Plan:
        plan = given.plan()
        if plan is not None:
            return desk.checked(plan, {})
        document = given.document(desk)
        return desk.checked(plan_of(document), {document.id: document.text})

    made = await _made(request, api, caller, form, ins, checked)
    if not isinstance(made, Plan):
        return made
    found = Checked.model_validate({name: made.as_json()[name] for name in Checked.model_fields})
    return JSONResponse(found.model_dump(mode="json"))


async def _made(
    request: Request,
    api: Api,
    caller: CalledByStaff,
    form: Format | None,
    ins: int | None,
    make: Callable[[Desk, Submitted, Stopped], Plan],
) -> Plan | Response:
    """The plan, where JSON is wanted, else its file: made in one piece of work, which waits for its turn once."""
    chosen = form or accepted(request.headers.get("accept", ""))
    if chosen is None:
        raise RefusedError(406, f"Formats possibles : {', '.join(Format)} (?format=…).")
    if api.submissions.locked():
        raise BusyError("Trop de fichiers sont en cours de lecture.", f"Réessayez dans {RETRY_S} secondes.")
    async with api.submissions:
        plan, data = await _worked_on(request, api, caller, chosen, ins, make)
    counted(request, len(plan.nodes))
    if data is None:
        return plan
    name = file_name("projet de PST", f".{chosen}")
    return Response(data, media_type=MEDIA[chosen], headers={"Content-Disposition": f'attachment; filename="{name}"'})


async def _worked_on(
    request: Request,
    api: Api,
    caller: CalledByStaff,
    chosen: Format,
    ins: int | None,
    make: Callable[[Desk, Submitted, Stopped], Plan],
) -> tuple[Plan, bytes | None]:
    given = await submitted(request)
    service = api.service.seen_by(caller.role)
    suffix = f".{chosen}"

    def use(stop: Event, tell: Tell) -> tuple[Plan, bytes | None]:
        plan = service.at_desk(lambda desk: make(desk, given, stop.is_set))
        if chosen is Format.JSON:
            return plan, None
        if stop.is_set():
            raise GoneError
        return plan, exported(plan, suffix, day=date.today(), ins=ins)

    return await api.work.run(use, request.is_disconnected)


GIVEN = Given
"""The JSON body: named here so that the OpenAPI document has it."""
