"""Small libraries for the tests of the store: real Chroma, real BM25, a model that costs nothing."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from ingest.document import parse_text, parser_version
from ingest.records import Document
from tests.fakes import BagEmbeddings
from vectorstore.library import Library
from vectorstore.shelf import Shelf
from vectorstore.snapshot import Entry

HANNUT = """\
PST 2024-2030 du CPAS de Hannut

Volet externe

OS 1 : Être un CPAS proche de ses usagers
OO 1.1 : Simplifier les démarches au guichet
Actions :
- Rédiger un guide d'accueil en langage clair
- Ouvrir une permanence le mercredi
OO 1.2 : Aller vers les personnes isolées
Actions :
- Organiser une tournée de visites à domicile
"""
HUY = """\
PST du CPAS de Huy

Volet interne

OS 1 : Être un employeur attentif
OO 1.1 : Former les agents
Actions :
- Établir un plan de formation
- Former un zythologue assermenté
"""


def plan(text: str, name: str) -> Document:
    return parse_text(text, name, name, f"{len(text):064}")


def shelf_in(folder: Path, embeddings: BagEmbeddings | None = None) -> Shelf:
    return Shelf(folder, embeddings or BagEmbeddings())


def publish(shelf: Shelf, documents: Iterable[Document]) -> Library:
    listed = list(documents)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    entries = [Entry(document=one.id, path=f"/absent/{one.id}", sha256=one.sha256, ingested_at=now) for one in listed]
    with shelf.lock():
        return shelf.publish(listed, entries, parser_version(), lambda *_: None)


def two_plans() -> list[Document]:
    return [plan(HANNUT, "hannut.txt"), plan(HUY, "huy.txt")]
