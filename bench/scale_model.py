"""How fast the product's model reads: `python -m bench.scale_model HOME TEXTS`, over elements of a library."""

import json
import sys
import time
from pathlib import Path

from assistant.service import Assistant
from assistant.settings import Settings
from vectorstore.context import embedded_text
from vectorstore.embeddings import EmbeddedE5

_BATCH = 32


def measure(home: Path, count: int) -> dict[str, float]:
    """Embed some elements of a library, spread evenly, as an ingestion does.

    Returns:
        How many texts and characters were embedded, and the seconds that it took.
    """
    library = Assistant(Settings(home=home, embeddings="embedded")).library()
    assert library is not None
    pairs = library.pairs[:: max(1, len(library.pairs) // count)][:count]
    texts, model = [embedded_text(*pair) for pair in pairs], EmbeddedE5()
    model.embed_query("essai")
    started = time.perf_counter()
    for first in range(0, len(texts), _BATCH):
        model.embed_documents(texts[first : first + _BATCH])
    seconds = time.perf_counter() - started
    return {"texts": len(texts), "characters": sum(map(len, texts)), "seconds": seconds}


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1]), int(sys.argv[2])), sys.stdout)
