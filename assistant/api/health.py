"""Whether the server lives, whether it can answer, and its figures."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from assistant.access import Role
from assistant.api.callers import NOBODY, Caller
from assistant.api.metrics import CONTENT_TYPE
from assistant.api.problems import RefusedError
from assistant.api.records import AuditLog, Health, HealthFinding, Live
from assistant.api.state import CalledByAdministrator, Held

router = APIRouter(tags=["Exploitation"])


@router.get("/health/live", summary="Le serveur répond-il ?")
async def live() -> Live:
    """Répond toujours « vivant » : à qui relance un serveur qui ne répond plus."""
    return Live(status="vivant")


@router.get("/health", summary="Peut-on poser des questions ?", response_model=Health)
@router.get("/health/ready", summary="Peut-on poser des questions ? (même réponse)", response_model=Health)
async def ready(request: Request, api: Held) -> JSONResponse:
    """200 si la bibliothèque s'ouvre et répond, 503 sinon. Une clé d'administrateur dit ce qui a été regardé."""
    caller: Caller = getattr(request.state, "caller", NOBODY)
    found = await api.pulse.findings()
    fine = all(one.ok or one.severity != "erreur" for one in found)
    told = found if caller.role.may(Role.ADMINISTRATOR) else ()
    health = Health(
        status="prêt" if fine else "pas prêt",
        ready=fine,
        findings=tuple(
            HealthFinding(id=one.id, label=one.label, ok=one.ok, detail=one.detail, remedy=one.remedy) for one in told
        ),
    )
    return JSONResponse(health.model_dump(mode="json"), 200 if fine else 503)


@router.get("/metrics", summary="Les mesures, pour Prometheus", response_class=Response)
async def metrics(request: Request, api: Held) -> Response:
    """Demandes, durées, charge : pour les administrateurs, ou pour tous avec PST_API_METRICS_OPEN."""
    caller: Caller = getattr(request.state, "caller", NOBODY)
    if not (api.settings.api_metrics_open or caller.role.may(Role.ADMINISTRATOR)):
        raise RefusedError(403, "Les mesures sont réservées aux administrateurs.")
    return Response(api.metrics.text(), media_type=CONTENT_TYPE)


@router.get("/audit", summary="Le journal des demandes", response_model=AuditLog)
async def audit(
    request: Request,
    api: Held,
    caller: CalledByAdministrator,
    limit: Annotated[int, Query(ge=1, le=1000, description="Combien de demandes.")] = 100,
) -> JSONResponse:
    """Les dernières demandes, sans un mot de leur contenu : pour les administrateurs."""
    lines = await api.work.run(lambda stop, tell: api.audit.last(limit), request.is_disconnected)
    return JSONResponse(AuditLog(requests=lines).model_dump(mode="json"))
