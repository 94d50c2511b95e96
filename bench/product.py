"""One ingestion by the product, measured from inside: `python -m bench.product DOCUMENTS HOME MODEL`."""

import json
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant import ingestion, parsing
from bench.models import model
from bench.stages import watch_publishing
from bench.stopwatch import Stopwatch
from ingest.quotas import Limits
from ingest.sandbox import Sandbox
from vectorstore.shelf import Shelf


def measure(documents: Path, home: Path, name: str) -> dict[str, object]:
    """Ingest a folder as the command line does: files parsed in processes of their own, with limits.

    Args:
        documents: The folder.
        home: Where the library lives; one that holds the documents already is refreshed.
        name: The embedding model's.

    Returns:
        What was done, in what time, stage by stage.
    """
    embeddings, watch = model(name), Stopwatch()
    watch_publishing(watch)
    shelf = Shelf(home / "library", embeddings)
    with TemporaryDirectory() as times:
        watched = partial(Sandbox, command=("-m", "bench.worker", times))
        setattr(parsing, "Sandbox", watched)  # noqa: B010 - the class is not the module's to export
        started = time.perf_counter()
        report = ingestion.ingest(
            shelf, [documents], lambda *_: None, limits=Limits(), corrections=home / "corrections"
        )
        elapsed = time.perf_counter() - started
        reading: Counter[str] = Counter()
        for file in Path(times).iterdir():
            reading.update(json.loads(file.read_text(encoding="utf-8")))
        texts = embeddings.texts
    return {
        "seconds": elapsed,
        "embedded": texts,
        "changed": len(report.added) + len(report.updated),
        "failed": list(report.failed),
        "reading": dict(reading),
        "publishing": watch.seconds,
    }


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]), sys.stdout)
