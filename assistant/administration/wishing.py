"""What the forms of corrections ask for: only what differs from what the document says now."""

from assistant.administration.tasks import AskedCorrection
from assistant.correcting import TOP
from assistant.references import short_id
from ingest.corrections import Subject, level_for
from ingest.errors import CorrectionError
from ingest.nouns import called, full_noun, shortened
from ingest.quality import is_doubtful
from ingest.records import Document, Level, Node, Visibility
from ingest.retitling import CORRECTED_TITLE

_SHOWN = 70


def identity_wishes(document: Document, kind: str, organisation: str, period: str, term: str) -> list[AskedCorrection]:
    """Corrections of what the document is; what is left as it was asks for nothing.

    Args:
        document: The document as it is now.
        kind: A `DocumentKind`'s value.
        organisation: Its owner's name. `period` and `term` are years: « 2025-2030 ». "" leaves them as they are.
        period: See `organisation`.
        term: See `organisation`.
    """
    now = identity_of(document)
    asked = zip(
        (Subject.KIND, Subject.ORGANISATION, Subject.PERIOD, Subject.TERM),
        (kind, organisation, period, term),
        now,
        strict=True,
    )
    return [
        AskedCorrection(subject=subject, value=value.strip())
        for subject, value, before in asked
        if value.strip() and value.strip() != before
    ]


def visibility_wishes(document: Document, wanted: Visibility) -> list[AskedCorrection]:
    """The correction of who may read a document; none where it stays as it is."""
    if wanted is document.visibility:
        return []
    return [AskedCorrection(subject=Subject.VISIBILITY, value=wanted.value)]


def identity_of(document: Document) -> tuple[str, str, str, str]:
    """What the form of the document's identity holds: kind, organisation, period, term."""
    identity = document.identity
    return (
        identity.kind.value,
        identity.organisation.value if identity.organisation else "",
        str(identity.period) if identity.period else "",
        str(document.term) if document.term else "",
    )


def node_wishes(document: Document, node: Node, level: Level, title: str, parent: str | None) -> list[AskedCorrection]:
    """Corrections of an element: its level first, so that its new place is one that the level may have.

    Args:
        document: The document as it is now.
        node: The element.
        level: The level wanted; a passage has no other place to be given.
        title: The title wanted; "" leaves it.
        parent: The id of the element wanted above it, or None for none.
    """
    name = short_id(node)
    wishes = []
    if level is not node.level:
        wishes.append(AskedCorrection(subject=Subject.LEVEL, value=level.value, node=name))
    if title.strip() and title.strip() != title_of(node):
        wishes.append(AskedCorrection(subject=Subject.TITLE, value=" ".join(title.split()), node=name))
    if parent != node.parent and level is not Level.PASSAGE:
        above = short_id(document.by_id[parent]) if parent else TOP
        wishes.append(AskedCorrection(subject=Subject.PARENT, value=above, node=name))
    return wishes


def title_of(node: Node) -> str:
    """A node's title as the staff see it: the corrected one where there is one."""
    return dict(node.attributes).get(CORRECTED_TITLE, node.text)


def levels_of(document: Document) -> dict[Level, str]:
    """The levels that an element of the document may be given, each with its French name."""
    found = {}
    for level in Level:
        try:
            found[level_for(document, level.value)] = full_noun(level).capitalize()
        except CorrectionError:
            continue
    return found


def element_names(document: Document, *, prose: bool = False) -> dict[str, str]:
    """The document's elements by id, each with a name that finds it: « ? OO 2.3 : Aider… (ligne 42) ».

    Args:
        document: The document.
        prose: Whether passages are among them.
    """
    return {
        node.id: f"{'? ' if is_doubtful(node) else ''}{_name(node)} (ligne {node.line})"
        for node in document.nodes
        if prose or node.level is not Level.PASSAGE
    }


def _name(node: Node) -> str:
    words = shortened(title_of(node), _SHOWN)
    return f"{called(node)} : {words}" if node.number and words else called(node)
