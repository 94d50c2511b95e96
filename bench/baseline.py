"""The plain way, measured from inside: LangChain splits and embeds (`python -m bench.baseline DOCUMENTS HOME MODEL`).

The texts are those that the product's readers extract, so that both embed the same words; the rest is LangChain's
recursive splitter at its usual settings and its Chroma store.
"""

import json
import sys
import time
from pathlib import Path

from langchain_chroma import Chroma

from bench.models import model
from bench.pipeline import SPACE, splitter
from bench.stopwatch import Stopwatch
from ingest.document import read_bytes
from ingest.readers import read


def measure(documents: Path, home: Path, name: str) -> dict[str, object]:
    """Split and embed a folder.

    Args:
        documents: The folder.
        home: Where the store is written.
        name: The embedding model's.

    Returns:
        What was done, in what time, stage by stage.
    """
    embeddings, watch = model(name), Stopwatch()
    extract, split = watch.timed("read", read), watch.timed("split", splitter().split_text)
    started = time.perf_counter()
    texts: list[str] = []
    sources: list[dict[str, str]] = []
    for path in sorted(documents.iterdir()):
        chunks = split(extract(read_bytes(path), path.name).text)
        texts += chunks
        sources += [{"source": path.name} for _ in chunks]
    embed = embeddings.embed_documents
    embeddings.embed_documents = watch.timed("embed", embed)  # type: ignore[method-assign]
    store = watch.timed("dense", Chroma.from_texts)
    store(
        texts,
        embeddings,
        sources,
        persist_directory=str(home / "chroma"),
        collection_configuration=SPACE,
    )
    return {
        "seconds": time.perf_counter() - started,
        "embedded": embeddings.texts,
        "failed": [],
        "publishing": watch.seconds,
    }


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]), sys.stdout)
