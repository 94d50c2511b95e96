"""Who calls: the holder of a key, or somebody without one, whom the public documents are open to if at all."""

import asyncio
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import Headers

from assistant.access import Role
from assistant.api.keys import Keys
from assistant.api.settings import ApiSettings

ANONYMOUS = "anonyme"
_SCHEME = "bearer"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls.

    Attributes:
        role: What they may do.
        label: Their key's label, or « anonyme ».
        key: Their key's id, or "".
    """

    role: Role
    label: str = ANONYMOUS
    key: str = ""

    @property
    def side(self) -> str:
        """Whose documents they read: an administrator reads what staff read."""
        return (Role.STAFF if self.role.may(Role.STAFF) else Role.CITIZEN).value


NOBODY = Caller(Role.CITIZEN)


class Door:
    """Tells who calls.

    Args:
        settings: The installation's settings.
        keys: The keys.
    """

    def __init__(self, settings: ApiSettings, keys: Keys) -> None:
        self._settings, self._keys = settings, keys

    async def caller(self, headers: Headers) -> Caller | None:
        """Who sends a request; None if it shows a key that opens nothing, or none where one is needed.

        Raises:
            PstError: If the keys cannot be read: then nobody is let in.
        """
        scheme, _, secret = headers.get("authorization", "").partition(" ")
        secret = secret.strip()
        if not secret and scheme.lower() in ("", _SCHEME):
            return NOBODY if await self._open() else None
        if scheme.lower() != _SCHEME:
            return None
        key = await asyncio.to_thread(self._keys.holder, secret)
        return Caller(key.role, key.label, key.id) if key is not None else None

    async def _open(self) -> bool:
        """Whether requests without a key are answered."""
        chosen = self._settings.api_anonymous
        if chosen is not None:
            return chosen
        # Somebody tries it out on their own machine. The first key that is made ends this.
        # Other names, or a proxy, mean that others reach it through something on this machine.
        behind = self._settings.api_hosts or self._settings.api_proxies
        return self._settings.api_local and not behind and not await asyncio.to_thread(self._keys.every)


def caller_of(request: Request) -> Caller:
    """Who sends a request, as the guard found."""
    found: Caller = request.state.caller
    return found
