"""What reading one format costs, measured from inside: `python -m bench.formats DOCUMENTS`, all of one format."""

import json
import sys
import time
from pathlib import Path

from bench.stages import watch_reading
from bench.stopwatch import Stopwatch
from ingest import document


def measure(documents: Path) -> dict[str, object]:
    """Read and parse every document of a folder in this process; the first one, which pays the imports, not counted.

    Args:
        documents: The folder.

    Returns:
        What was read, in what processor time, and the share of each stage.
    """
    watch = Stopwatch()
    watch_reading(watch)
    first, *rest = sorted(documents.iterdir())
    document.read_document(first, first.name)
    watch.seconds.clear()
    started = time.process_time()
    read = [document.read_document(path, path.name) for path in rest]
    return {
        "seconds": time.process_time() - started,
        "documents": len(read),
        "nodes": sum(len(one.nodes) for one in read),
        "bytes": sum(path.stat().st_size for path in rest),
        "characters": sum(len(one.text) for one in read),
        "reading": watch.seconds,
    }


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1])), sys.stdout)
