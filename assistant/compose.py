"""Answers in French made of verified quotes: nothing is said that a source does not say."""

from collections import Counter
from collections.abc import Sequence

from assistant.census import Row
from assistant.citations import Citations, needs_cutting, readable, sentences
from assistant.notices import document_name
from assistant.passages import Passage
from assistant.relevance import Relevance
from ingest.french import analyse
from ingest.records import Document, Level, Node
from ingest.themes import thesaurus
from vectorstore.context import LEVEL_NAMES, label, organisation_name

_UNIT_NAMES = {
    Level.ACTION: ("action", "actions"),
    Level.SOUS_ACTION: ("sous-action", "sous-actions"),
    Level.INTENTION: ("intention", "intentions"),
    Level.OBJECTIF: ("objectif", "objectifs"),
    Level.OS: ("objectif stratégique", "objectifs stratégiques"),
    Level.OO: ("objectif opérationnel", "objectifs opérationnels"),
    Level.VOLET: ("volet", "volets"),
    Level.SECTION: ("section", "sections"),
    Level.AXE: ("axe", "axes"),
}
_SUBJECT_LEVELS = (Level.OO, Level.OS, Level.AXE, Level.SECTION, Level.VOLET)


def count(number: int, level: Level) -> str:
    """« 1 action », « 12 objectifs stratégiques »."""
    singular, plural = _UNIT_NAMES[level]
    return f"{number} {plural if number > 1 else singular}"


def join(parts: Sequence[str]) -> str:
    """« a, b et c », or "" for nothing."""
    return "".join(parts) if len(parts) < 2 else f"{', '.join(parts[:-1])} et {parts[-1]}"


def counts(nodes: Sequence[Node]) -> str:
    """« 12 actions, 3 intentions et 1 objectif »."""
    by_level = Counter(node.level for node in nodes)
    return join([count(by_level[level], level) for level in _UNIT_NAMES if by_level[level]])


def subject(concepts: Sequence[str]) -> str:
    """What a listing is about: « la jeunesse et le logement »."""
    known = thesaurus().concepts
    return join([known[concept].label for concept in concepts]) if concepts else ""


def listing(rows: Sequence[Row], about: str, silent: Sequence[Document], citations: Citations) -> str:
    """A listing: the exact count, then every row by document and objective, one source each.

    Args:
        rows: The rows, in reading order.
        about: What they are about, as said after « sur », or "".
        silent: Documents that were searched and hold no row.
        citations: The answer's sources.
    """
    documents = list(dict.fromkeys(row.document.id for row in rows))
    where = "1 document" if len(documents) == 1 else f"{len(documents)} documents"
    topic = f" sur {about}" if about else ""
    lines = [f"**{counts([row.node for row in rows])}**{topic}, dans {where}.".replace(" ,", ",")]
    for name in documents:
        mine = [row for row in rows if row.document.id == name]
        lines += ["", f"### {_heading(mine[0].document)} — {counts([row.node for row in mine])}"]
        lines += _grouped(mine, citations)
    if silent:
        names = join([organisation_name(document) for document in silent])
        lines += ["", f"Rien trouvé{topic} dans les autres documents consultés : {names}."]
    return "\n".join(lines)


def _heading(document: Document) -> str:
    name = document_name(document)
    return name[0].upper() + name[1:]


def _grouped(rows: Sequence[Row], citations: Citations) -> list[str]:
    lines: list[str] = []
    last: str | None = None
    for row in rows:
        above = _subject_of(row)
        if above is not None and above.id != last:
            lines += ["", f"**{readable(label(above))}**", ""]
        last = above.id if above else None
        number = citations.add(row.document, row.node)
        if number is not None:
            lines.append(f"- « {readable(row.document.quote(row.node))} » [{number}]")
    return lines


def _subject_of(row: Row) -> Node | None:
    above = [one for one in reversed(row.document.ancestors(row.node)) if one.level in _SUBJECT_LEVELS]
    return above[0] if above else None


def quoted(passages: Sequence[Passage], terms: Sequence[str], relevance: Relevance, citations: Citations) -> str:
    """An answer made of what the documents say, by document, best first.

    Args:
        passages: What to quote.
        terms: The question's words, which choose the sentences of a long passage.
        relevance: The library's word statistics.
        citations: The answer's sources.
    """
    lines: list[str] = []
    for name in dict.fromkeys(passage.document.id for passage in passages):
        mine = [passage for passage in passages if passage.document.id == name]
        lines += ["", f"D'après {document_name(mine[0].document)} :", ""]
        for passage in mine:
            span = _best_span(passage, terms, relevance)
            number = citations.add(passage.document, passage.node, span)
            if number is not None:
                quote = citations.list()[number - 1].quote
                lines.append(f"- {_place(passage)}« {readable(quote)} » [{number}]")
    return "\n".join(lines).strip()


def _place(passage: Passage) -> str:
    """Where a structural node stands, before its words: an action is read under its objective."""
    if passage.node.level is Level.PASSAGE:
        return ""
    above = [one for one in reversed(passage.document.ancestors(passage.node)) if one.level in _SUBJECT_LEVELS]
    name = LEVEL_NAMES[passage.node.level] + (f" {passage.node.number}" if passage.node.number else "")
    return f"*{name}{f' — {readable(label(above[0]))}' if above else ''}* : "


def _best_span(passage: Passage, terms: Sequence[str], relevance: Relevance) -> tuple[int, int] | None:
    """The sentences of a long passage that cover the question best; None to quote it whole."""
    document, node = passage.document, passage.node
    if not needs_cutting(document, node):
        return None
    spans = sentences(document, node)
    scores = [relevance.coverage(tuple(terms), frozenset(analyse(document.text[a:b]))) for a, b in spans]
    best = max(range(len(spans)), key=scores.__getitem__)
    last = best
    while last + 1 < len(spans) and scores[last + 1] >= 0.5 * scores[best] > 0:
        last += 1
    return spans[best][0], spans[last][1]
