"""The product's parsing process with a stopwatch; it leaves its times in the folder that it is told."""

import json
import os
import sys
from pathlib import Path

from bench.stages import watch_reading
from bench.stopwatch import Stopwatch
from ingest import document, worker
from ingest.frames import Request


def main(folder: Path) -> None:
    """Serve as the product's worker does, the times written anew after each file."""
    watch = Stopwatch()
    watch_reading(watch)
    setattr(worker, "read_data", document.read_data)  # noqa: B010 - the worker has the unwatched one
    answer = watch.timed("rest", worker.parse)

    def parse(request: Request, data: bytes) -> tuple[dict[str, object], bytes]:
        found = answer(request, data)
        (folder / f"{os.getpid()}.json").write_text(json.dumps(watch.seconds), encoding="utf-8")
        return found

    worker.parse = parse
    worker.main()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
