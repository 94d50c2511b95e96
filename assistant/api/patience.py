"""How long a server waits for those who connect to it: nobody holds a connection by sending next to nothing."""

from asyncio import BaseTransport, TimerHandle

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS_S = 10.0
MAX_CONNECTIONS = 200


class PatientProtocol(H11Protocol):
    """HTTP/1.1, whose clients have to say what they want within some seconds."""

    _patience: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """A client is there: its request has to come."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._wait_for_headers()

    def data_received(self, data: bytes) -> None:
        """Something came: a whole head ends the wait, a part of one does not."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._patience is None:
            self._wait_for_headers()

    def on_response_complete(self) -> None:
        """All is said: what a client still sends of its request is not waited for."""
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY and not self.transport.is_closing():
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait_for_headers(self) -> None:
        self._patience = self.loop.call_later(HEADERS_S, self._give_up)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        self._patience = None
        if not self.transport.is_closing() and self.conn.their_state is h11.IDLE:
            self.transport.close()
