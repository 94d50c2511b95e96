"""The plans of Wallonia, made up: a commune and its CPAS each, two terms of office, some 250 elements a plan.

Those of the present term are written out and read as the product reads them; those of the term before are versions of
these, one word in five another one (see `versions`): to read a thousand takes a quarter of an hour.
"""

import hashlib
import pickle
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from bench.documents import WRITERS
from bench.trees import Element, seeds
from bench.variation import TERMS, Variation
from bench.versions import versions
from ingest.document import read_document
from ingest.records import Document, DocumentKind, Level, Node, Period
from ingest.vocabulary import load

PLANS = 1000
"""250 communes with their CPAS, two plans each."""
FIELDS: dict[str, tuple[str, ...]] = {
    "etat": ("Terminé", "En cours", "Non commencé", "Reporté"),
    "porteur": ("CPAS", "Commune", "CPAS et commune", "Service social", "Service technique"),
    "echeance": ("2025", "2026", "2027", "2028", "2029", "2030"),
}
"""What the sheets of a plan's actions say, by the name that the reader of tables gives the field."""
_SIZES = (130, 290)
_FORMATS = ("txt", "md", "html")
_SHEETED = 0.4
"""Share of the plans whose actions have sheets."""
_KEPT = "plans.pickle"


def plans(folder: Path) -> tuple[Document, ...]:
    """All the plans; kept in the folder, since to make them takes minutes."""
    kept = folder / _KEPT
    if kept.exists():
        with kept.open("rb") as file:
            found: tuple[Document, ...] = pickle.load(file)
        return found
    folder.mkdir(parents=True, exist_ok=True)
    paths = list(_written(folder / "files", PLANS // len(TERMS)))
    with ProcessPoolExecutor() as pool:
        read = list(pool.map(_read, paths, chunksize=8))
    every = [_with_fields(one) for one in versions(read, PLANS)]
    made = tuple(
        one for pair in zip(every[: len(read)], map(_of_before, every[len(read) :]), strict=True) for one in pair
    )
    with kept.open("wb") as file:
        pickle.dump(made, file, protocol=pickle.HIGHEST_PROTOCOL)
    return made


def _of_before(document: Document) -> Document:
    """A plan as one of the term before: its years are of one length."""
    (start, end), (now_start, now_end) = TERMS
    now, before = f"{now_start}-{now_end}", f"{start}-{end}"
    text, identity = document.text.replace(now, before), document.identity
    shifted = replace(identity, title=identity.title.replace(now, before), period=Period(start, end))
    if identity.period_evidence:
        shifted = replace(shifted, period_evidence=identity.period_evidence.replace(now, before))
    nodes = tuple(replace(node, text=node.text.replace(now, before)) for node in document.nodes)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return replace(document, sha256=digest, text=text, identity=shifted, nodes=nodes)


def first_nodes(documents: Iterable[Document], nodes: int) -> Iterator[Document]:
    """Documents that hold so many elements together: the last one is cut in its reading order."""
    for document in documents:
        if nodes <= 0:
            return
        yield document if len(document.nodes) <= nodes else replace(document, nodes=document.nodes[:nodes])
        nodes -= len(document.nodes)


def _written(folder: Path, count: int) -> Iterator[Path]:
    """The files of the present term: the CPAS's and the commune's, one after the other."""
    folder.mkdir(exist_ok=True)
    series = Variation()
    for rank in range(count):
        commune, body = _communes()[rank // 2], rank % 2
        rng = Random(f"scale:{rank}")
        plan = series.plan(DocumentKind.PST, _joined(rng), commune, TERMS[1], rng)
        suffix = _FORMATS[rank % len(_FORMATS)]
        path = folder / f"{'commune' if body else 'cpas'}-{rank:04}.{suffix}"
        WRITERS[suffix](plan, path)
        if body:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("du CPAS", "de la commune"), encoding="utf-8")
        yield path


def _joined(rng: Random) -> tuple[Element, ...]:
    """The volets of several real trees, those of one kind joined, up to the size of a plan."""
    wanted, size = rng.randint(*_SIZES), 0
    volets: dict[str, list[Element]] = {"externe": [], "interne": []}
    names: dict[str, str] = {}
    trees = [tree for kind, tree in seeds() if kind is DocumentKind.PST]
    while size < wanted:
        for root in rng.choice(trees):
            kind = root.kind if root.kind in volets else rng.choice(list(volets))
            if root.level is Level.VOLET and root.kind == kind:
                names.setdefault(kind, root.text)
            held = root.children if root.level is Level.VOLET else (root,)
            volets[kind] += held
            size += sum(1 for one in held for _ in one.walk())
    return tuple(
        Element(Level.VOLET, names.get(kind, f"Volet {kind}"), kind, tuple(held))
        for kind, held in volets.items()
        if held
    )


def _with_fields(document: Document) -> Document:
    """The actions of some plans as tables give them, with sheets."""
    rng = Random(document.id)
    if rng.random() >= _SHEETED:
        return document
    return replace(document, nodes=tuple(_sheet(node, rng) for node in document.nodes))


def _sheet(node: Node, rng: Random) -> Node:
    if node.level is not Level.ACTION:
        return node
    return replace(node, attributes=tuple((name, rng.choice(values)) for name, values in FIELDS.items()))


def _read(path: Path) -> Document:
    return read_document(path, path.name)


@cache
def _communes() -> tuple[str, ...]:
    """Those whose names are no everyday words."""
    known = load("communes")
    return tuple(name for name in known["communes"] if name not in known["everyday"])
