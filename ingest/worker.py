"""The parsing process: reads requests on its standard input, answers on its standard output (see `ingest.sandbox`)."""

import json
import os
import sys
from typing import IO

from pydantic import TypeAdapter

from ingest.document import read_data
from ingest.errors import UnreadableFileError
from ingest.frames import READY, Request, read_frame, write_frame
from ingest.quotas import within
from ingest.records import Document

_MAX_OPEN_FILES = 256
_MAX_WRITTEN = 1 << 30
_document = TypeAdapter(Document)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Say that the imports are done, then parse files until the requests end."""
    write_frame(answers, READY)
    while True:
        try:
            request = Request.load(read_frame(requests))
            data = read_frame(requests)
        except EOFError:
            return
        limit(request)
        head, body = parse(request, data)
        write_frame(answers, json.dumps(head).encode())
        write_frame(answers, body)
        if head.get("fatal"):
            return


def parse(request: Request, data: bytes) -> tuple[dict[str, object], bytes]:
    """The answer to a request: a head that tells of an error, and the document as JSON."""
    name = request.name
    try:
        with within(request.seconds):
            return {}, _document.dump_json(read_data(data, name, request.document_id, request.declared))
    except UnreadableFileError as error:
        fatal = isinstance(error.__cause__, MemoryError)
        return {"error": error.what, "remedy": error.remedy, "fatal": fatal}, b""
    except MemoryError:
        remedy = "Découpez-le, ou relevez le réglage PST_PARSE_MEMORY_MB."
        return {"error": f"« {name} » a demandé trop de mémoire.", "remedy": remedy, "fatal": True}, b""
    except Exception as error:  # A fault of ours: it costs this file, not the batch.
        told = f"« {name} » n'a pas pu être analysé : c'est une panne de l'assistant."
        remedy = "Donnez-le dans un autre format et signalez-la."
        return {"error": told, "remedy": remedy, "fatal": True, "fault": repr(error)[:500]}, b""


def limit(request: Request) -> None:
    """Limit what this process and the programs that it starts may take, from now on."""
    try:
        import resource
    except ImportError:  # Windows has no such limits.
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    processor = int(usage.ru_utime + usage.ru_stime + request.seconds) + 1
    for kind, value in (
        (resource.RLIMIT_AS, request.memory_mb << 20),
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_NOFILE, _MAX_OPEN_FILES),
        (resource.RLIMIT_FSIZE, _MAX_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (allowed, hard))
        except (ValueError, OSError):  # macOS refuses some: the time limit remains.
            continue


def main() -> None:
    """Serve on the standard streams; what libraries print goes to the error stream."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
