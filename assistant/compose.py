"""Answers in French made of verified quotes: nothing is said that a source does not say."""

from collections import Counter
from collections.abc import Sequence

from assistant.census import Listing
from assistant.citations import Citations, readable
from assistant.fields import Field
from assistant.grouping import table
from assistant.intent import Intent
from assistant.notices import document_name
from assistant.question import Question
from assistant.rows import Row, by_document, levels
from ingest.nouns import full_noun, shortened
from ingest.records import Document, Level, Node
from prompts import text
from vectorstore.context import label

_COUNTED = (
    Level.ACTION, Level.SOUS_ACTION, Level.INTENTION, Level.OBJECTIF, Level.OS, Level.OO, Level.VOLET, Level.SECTION,
    Level.AXE,
)  # fmt: skip
_MAX_ROOT = 120
_MAX_SILENT = 12
"""More documents than this are counted, not named."""
_MAX_VALUE = 60
MAX_CITED = 500
"""More rows than this are counted, not cited: nobody reads them, and their sources would take seconds."""
_SUBJECT_LEVELS = (Level.OO, Level.OS, Level.AXE, Level.SECTION, Level.VOLET)


def count(number: int, level: Level) -> str:
    """« 1 action », « 12 objectifs stratégiques »."""
    return f"{number} {full_noun(level, number)}"


def join(parts: Sequence[str]) -> str:
    """« a, b et c », or "" for nothing."""
    return "".join(parts) if len(parts) < 2 else f"{', '.join(parts[:-1])} et {parts[-1]}"


def counts(nodes: Sequence[Node]) -> str:
    """« 12 actions, 3 intentions et 1 objectif »."""
    return _told(Counter(node.level for node in nodes))


def _told(by_level: Counter[Level]) -> str:
    return join([count(by_level[level], level) for level in _COUNTED if by_level[level]])


def listing(
    rows: Sequence[Row],
    about: str,
    silent: Sequence[Document],
    citations: Citations,
    *,
    near: Sequence[Row] = (),
    cite_near: bool = False,
    within: str = "",
    grouping: str | None = None,
    lacking: Sequence[tuple[Field, Sequence[Document]]] = (),
) -> str:
    """A listing: the exact count, then every row by document and objective, one source each.

    Args:
        rows: The rows, in reading order.
        about: What they are about, as said after « sur », or "".
        silent: Documents that were searched and hold no row.
        citations: The answer's sources.
        near: Records that may be about it too: shown apart, not counted.
        cite_near: Whether they are numbered sources, as in a comparison; else only their place is said, so that the
            sources of a listing are its rows.
        within: What they are restricted to besides, as said after their number, or "".
        grouping: What a table counts them by (see `assistant.grouping`), or None for what their number asks for.
        lacking: The documents that do not give a field that the rows are chosen by.
    """
    each = by_document(rows)
    number = len(each)
    where = "1 document" if number == 1 else f"{number} documents"
    topic = f" sur {about}" if about else ""
    verb = (" portent" if len(rows) > 1 else " porte") if about else ""
    lines = [f"**{_told(levels(rows))}**{verb}{topic}{within}, dans {where}."]
    lines += table(rows, grouping)
    room = MAX_CITED
    for mine in each:
        if not room:
            break
        lines += ["", f"### {_heading(mine[0].document)} — {_told(levels(mine))}"]
        lines += _grouped(mine[:room], citations)
        room -= len(mine[:room])
    if len(rows) > MAX_CITED:
        lines += ["", _more(len(rows) - MAX_CITED)]
    if near:
        lines += ["", "### Peut-être aussi", "", "Ces éléments en approchent sans le dire ; ils ne sont pas comptés."]
        for mine in by_document(near):
            shown = _bullets(mine, citations) if cite_near else _located(mine)
            lines += ["", f"**{_heading(mine[0].document)}**", "", *shown]
    unknown = {one.id for _, without in lacking for one in without}
    silent = [one for one in silent if one.id not in unknown]
    if silent:
        lines += ["", _nothing(topic, silent)]
    for field, without in lacking:
        if without:
            lines += ["", _not_given(field, without)]
    return "\n".join(lines)


def _more(number: int) -> str:
    """The sentence that ends a listing too long to be read."""
    one = number == 1
    return (
        f"{'L’autre élément est compté' if one else f'Les {number} autres éléments sont comptés'} ci-dessus sans être"
        f" {'cité' if one else 'cités'} : nommez un CPAS, un volet ou un thème plus étroit pour"
        f" {'le' if one else 'les'} lire."
    )


def listing_of(found: Listing, question: Question, silent: Sequence[Document], citations: Citations) -> str:
    """The listing that a question asks for; a comparison numbers what comes near too.

    Args:
        found: What the census found.
        question: The question.
        silent: Documents that were searched and hold no row.
        citations: The answer's sources.
    """
    return listing(
        found.rows,
        found.about,
        silent,
        citations,
        near=found.near,
        cite_near=question.intent is Intent.COMPARISON,
        within=restriction(found, question.volet),
        grouping=found.grouping.key if found.grouping else None,
        lacking=found.lacking,
    )


def restriction(found: Listing, volet: str | None) -> str:
    """What a listing is restricted to, as said after its number: « dans le volet interne, sous « … » »."""
    parts = [f" dans le volet {volet}"] if volet else []
    if found.scope is not None and found.scope.roots:
        document, root = found.scope.roots[0]
        parts.append(f" sous « {shortened(readable(label(root) if root.text else document.quote(root)), _MAX_ROOT)} »")
    parts += [f" (« {one.words} »)" for one in found.constraints]
    return "".join(parts)


def _nothing(topic: str, silent: Sequence[Document]) -> str:
    """The sentence that names the documents without any row, or counts them where they are many."""
    if len(silent) > _MAX_SILENT:
        return f"Rien trouvé{topic} dans les {len(silent)} autres documents consultés."
    names = join([document_name(document) for document in silent])
    if len(silent) == 1:
        return f"Rien trouvé{topic} dans l'autre document consulté : {names}."
    return f"Rien trouvé{topic} dans les autres documents consultés : {names}."


def _not_given(field: Field, documents: Sequence[Document]) -> str:
    """The sentence on the documents of which nothing can be said, because they do not give a field."""
    many = len(documents) > _MAX_SILENT
    names = f"{len(documents)} documents" if many else join([document_name(one) for one in documents])
    verb = "ne donne" if len(documents) == 1 else "ne donnent"
    return f"{names[0].upper()}{names[1:]} {verb} pas l'indication « {field.value} » : rien n'y est compté."


def none_fits(found: Listing, documents: Sequence[Document]) -> str:
    """The refusal of a listing by a field that plans give, and in which none says what is asked for."""
    assert found.void is not None
    constraint, values = found.void
    where = document_name(documents[0]) if len(documents) == 1 else f"{len(documents)} documents consultés"
    said = join([f"« {shortened(readable(one), _MAX_VALUE)} »" for one in values]) or "rien"
    return text("refus_aucune", limite=constraint.words, ou=where, champ=constraint.field.value, valeurs=said).strip()


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
        lines += _bullets([row], citations)
    return lines


def _bullets(rows: Sequence[Row], citations: Citations) -> list[str]:
    numbered = [(citations.add(row.document, row.node), row) for row in rows]
    return [
        f"- « {readable(row.document.quote(row.node))} » [{number}]" for number, row in numbered if number is not None
    ]


def _located(rows: Sequence[Row]) -> list[str]:
    """Rows with their place in the source instead of a number."""
    return [f"- « {readable(row.document.quote(row.node))} » (ligne {row.node.line})" for row in rows]


def _subject_of(row: Row) -> Node | None:
    above = [one for one in reversed(row.document.ancestors(row.node)) if one.level in _SUBJECT_LEVELS]
    return above[0] if above else None
