"""A server that speaks OpenAI's protocol on loopback, and fails in the ways that servers do."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Fault = str
"""`ok`, `500`, `429`, `401`, `404`, `context`, `silence`, `cut`, `killed`, `garbage`, `empty`, `loop`, `html`."""


class ModelServer(ThreadingHTTPServer):
    """Counts what it is asked, and follows its list of faults, the last one again when it runs out.

    Attributes:
        requests: The bodies that it was sent.
    """

    daemon_threads = True

    def __init__(self, faults: Sequence[Fault], pieces: Sequence[str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.faults, self.pieces = list(faults), list(pieces)
        self.requests: list[dict[str, Any]] = []
        self.left = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def model_server(*faults: Fault, pieces: Sequence[str] = ()) -> Iterator[ModelServer]:
    """A running server; it is stopped after the block."""
    server = ModelServer(faults or ("ok",), pieces)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.left = True
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body)
        faults = self.server.faults
        fault = faults[min(len(self.server.requests), len(faults)) - 1]
        if fault.isdigit():
            self._error(int(fault), "no")
        elif fault == "context":
            self._error(400, "This model's maximum context length is 2048 tokens.")
        elif fault == "html":
            self._send(200, "text/html", b"<html>Bad gateway</html>")
        else:
            try:
                self._stream(fault)
            except (BrokenPipeError, ConnectionResetError):
                self.server.left = True

    def _stream(self, fault: Fault) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if fault == "silence":
            self._wait(30)
            return
        pieces = self.server.pieces
        if fault == "loop":
            pieces = ["Le CPAS prévoit ", "un taxi social ", "pour tous. "] * 2000
        if fault == "empty":
            pieces = []
        self._chunk({"role": "assistant", "content": ""})
        for rank, piece in enumerate(pieces):
            if rank == len(pieces) // 2:
                if fault == "cut":
                    return
                if fault == "killed":
                    self.connection.close()
                    return
                if fault == "garbage":
                    self._write(b"data: {not json\n\n")
                if fault == "stall":
                    self._wait(30)
                    return
            self._chunk({"content": piece})
        self._chunk({}, "stop")
        self._write(b"data: [DONE]\n\n")

    def _wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.server.left:
            time.sleep(0.02)

    def _chunk(self, delta: dict[str, str], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
        self._write(f"data: {json.dumps(chunk)}\n\n".encode())

    def _write(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def _error(self, status: int, message: str) -> None:
        self._send(status, "application/json", json.dumps({"error": {"message": message}}).encode())

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
