"""What goes wrong with a language model, told apart: each has its own sentence and its own remedy.

An answer never fails for it: what is composed of quotes takes its place, and one line says why.
"""

from collections.abc import Iterator
from enum import StrEnum

from ingest.errors import ModelError


class Fault(StrEnum):
    """What went wrong."""

    DOWN = "down"
    SLOW = "slow"
    BUSY = "busy"
    KEY = "key"
    UNKNOWN = "unknown"
    TOO_LONG = "too_long"
    QUOTA = "quota"
    SERVER = "server"
    BROKEN = "broken"
    LOOP = "loop"
    EMPTY = "empty"
    PACKAGE = "package"


_SAID: dict[Fault, tuple[str, str]] = {
    Fault.DOWN: ("ne répond pas", "Vérifiez que son serveur est démarré et que son adresse (PST_MODEL_URL) est juste."),
    Fault.SLOW: ("ne répond pas dans les temps", "Augmentez PST_MODEL_SECONDS, ou choisissez un modèle plus petit."),
    Fault.BUSY: ("est occupé par d'autres questions", "Réessayez, ou augmentez PST_MODEL_PARALLEL."),
    Fault.KEY: ("refuse la clé d'accès", "Vérifiez la clé que demande son fournisseur."),
    Fault.UNKNOWN: ("n'existe pas sur ce serveur", "Vérifiez son nom dans PST_MODEL."),
    Fault.TOO_LONG: ("refuse un texte aussi long", "Réduisez PST_MODEL_CONTEXT à ce que ce modèle lit."),
    Fault.QUOTA: ("refuse d'autres demandes pour l'instant", "Attendez, ou vérifiez votre quota chez son fournisseur."),
    Fault.SERVER: ("a échoué", "Consultez le journal de son serveur."),
    Fault.BROKEN: ("a donné une réponse illisible", "Choisissez un autre modèle si cela se répète."),
    Fault.LOOP: ("se répétait sans fin", "Choisissez un autre modèle si cela se répète."),
    Fault.EMPTY: ("n'a rien répondu", "Choisissez un autre modèle si cela se répète."),
    Fault.PACKAGE: ("demande un paquet Python qui n'est pas installé", "Installez-le : pip install {package}."),
}
_RETRIED = frozenset({Fault.DOWN, Fault.QUOTA, Fault.SERVER})
_DOWN = ("connect", "remoteprotocol", "network", "readerror", "writeerror")


class ModelFault(ModelError):
    """A language model that did not do its work.

    Attributes:
        fault: What went wrong.
    """

    def __init__(self, fault: Fault, name: str, package: str = "") -> None:
        self.fault = fault
        said, remedy = _SAID[fault]
        super().__init__(f"Le modèle de langue « {name} » {said}.", remedy.format(package=package))

    @property
    def transient(self) -> bool:
        """Whether it may go away by itself within a moment."""
        return self.fault in _RETRIED


def fault_of(error: BaseException) -> Fault:
    """What an error of a provider's package means; each has its own errors, so that their shape is looked at.

    Args:
        error: What was raised.
    """
    each = list(_chain(error))
    status = next((one for one in map(_status, each) if one is not None), None)
    said = " ".join(str(one) for one in each).casefold()
    names = " ".join(type(one).__name__.casefold() for one in each)
    if any(
        word in said for word in ("context length", "context window", "maximum context", "too many tokens", "too long")
    ):
        return Fault.TOO_LONG
    if status in (401, 403):
        return Fault.KEY
    if status == 404:
        return Fault.UNKNOWN
    if status in (402, 429):
        return Fault.QUOTA
    if status == 413:
        return Fault.TOO_LONG
    if status in (408, 504) or "timeout" in names:
        return Fault.SLOW
    if status is not None and status >= 500:
        return Fault.SERVER
    if any(name in names for name in _DOWN):
        return Fault.DOWN
    return Fault.BROKEN


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _status(error: BaseException) -> int | None:
    for held in (error, getattr(error, "response", None)):
        status = getattr(held, "status_code", None)
        if isinstance(status, int) and status >= 400:
            return status
    return None
