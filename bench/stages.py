"""The stages of an ingestion, and the functions of the product that each is made of."""

from bench.stopwatch import Stopwatch

READING = ("read", "layout", "parse", "themes", "rest")
"""What happens to one file: its bytes read, laid out and identified, parsed, tagged; the rest is digests and JSON."""


def watch_reading(watch: Stopwatch) -> None:
    """Take the time of reading and parsing in this process."""
    from ingest import document
    from ingest.parsers import pst
    from ingest.themes import Thesaurus

    watch.wrap(document, "read", "read")
    for name in ("blocks", "without_contents", "identify"):
        watch.wrap(document, name, "layout")
    watch.wrap(document, "linked", "parse")
    watch.wrap(pst, "parse", "parse")
    for kind in document._PARSERS:
        watch.wrap(document._PARSERS, kind, "parse")
    watch.wrap(document, "thesaurus", "themes")
    watch.wrap(Thesaurus, "tag", "themes")
    watch.wrap(document, "read_data", "rest")


def watch_publishing(watch: Stopwatch) -> None:
    """Take the time of what the library's process does; `wait` is the time until the files are parsed."""
    from assistant import holdings, ingestion
    from vectorstore import shelf, snapshot
    from vectorstore.dense import DenseIndex
    from vectorstore.lexical import PartedIndex

    watch.wrap(ingestion, "load", "load")
    watch.wrap(ingestion, "is_sound", "load")
    watch.wrap(ingestion, "_read", "wait")
    watch.wrap(holdings, "assessed", "verdicts")
    watch.wrap(ingestion, "duplicates", "duplicates")
    watch.wrap(snapshot, "embed", "embed")
    watch.wrap(snapshot, "index_terms", "lexical")
    watch.wrap(PartedIndex, "build", "lexical")
    watch.wrap(PartedIndex, "save", "lexical")
    watch.wrap(DenseIndex, "build", "dense")
    watch.wrap(snapshot, "write", "store")
    watch.wrap(snapshot, "read_vectors", "store")
    watch.wrap(shelf, "_probe", "probe")
    watch.wrap(ingestion, "ingest", "other")
