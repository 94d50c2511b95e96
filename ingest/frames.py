"""What the assistant and a parsing process say to each other: frames of bytes, each after its length."""

import struct
from dataclasses import dataclass
from typing import IO

from pydantic import TypeAdapter

from ingest.records import Declared

_LENGTH = struct.Struct(">Q")
MAX_FRAME = 1 << 30
READY = b"ready"
"""The first frame of a parsing process: its imports are done."""


@dataclass(frozen=True, slots=True)
class Request:
    """One file to parse; its bytes come in the next frame.

    Attributes:
        name: The file's name.
        document_id: The id that the library gives it.
        declared: What its supplier declared of it.
        seconds: Processor time that it may take.
        memory_mb: Address space that the process may have, in megabytes.
    """

    name: str
    document_id: str
    declared: Declared
    seconds: float
    memory_mb: int

    def dump(self) -> bytes:
        """The request as JSON."""
        return _requests.dump_json(self)

    @staticmethod
    def load(data: bytes) -> "Request":
        """The request that JSON holds."""
        return _requests.validate_json(data)


_requests = TypeAdapter(Request)


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Send a frame."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes:
    """Receive a frame.

    Raises:
        EOFError: If the stream ends first.
        ValueError: If the frame is larger than anything that is ever sent.
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > MAX_FRAME:
        raise ValueError(length)
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
