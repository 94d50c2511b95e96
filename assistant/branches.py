"""What is read with a passage, from its document's tree: items of a list, dates, the other half of a sentence."""

import re
from dataclasses import replace

from assistant.intent import has_any
from assistant.question import Question
from assistant.ranking import Passage
from ingest.folding import fold, fold_spaces
from ingest.french import analyse, question_words
from ingest.records import Document, Level, Node
from ingest.vocabulary import load

_MAX_ITEMS = 8
_MAX_CHILDREN = 3
_MAX_TITLE, _MAX_DATE_LINE = 8, 8
"""Words that the title of a list, or a line that only tells a date, has at most."""
_ENDED = re.compile(r"[.!?…;:»)]\s*$")
_GOES_ON = re.compile(r"^(?:[a-zà-ÿ]|[A-Z]\d)")
_NAME = re.compile(r"(?:[A-ZÀ-Ý][\w'’.-]*\s+){1,4}[A-ZÀ-Ý][\w'’-]*(?:\s*[,(].{0,60})?$")
_LEADS = frozenset({Level.OS, Level.OO})
_BELOW = frozenset({Level.OO, Level.ACTION})
_ITEMS = frozenset({Level.SOUS_ACTION, Level.PASSAGE})


def complete(question: Question, chosen: list[Passage], most: int) -> list[Passage]:
    """Passages with what belongs to them, in their order, each node once.

    Args:
        question: The question.
        chosen: The passages that stand out, best first.
        most: How many passages may answer; the items of a list and the dates of actions come on top.
    """
    found: dict[tuple[str, tuple[int, int] | None], Passage] = {}
    for passage in chosen:
        items = _items(question, passage)
        if not items and len(chosen) > 1 and passage.node.level is Level.PASSAGE and _is_title(passage.node):
            continue  # a title says nothing by itself
        added = [
            *items,
            *_dates(question, passage),
            *_done(question, passage, chosen, most),
            *_signed(question, passage),
        ]
        own = (*_continued(passage), *_mark(question, passage), _whole(passage))
        for one in (*own, *(_whole(replace(passage, node=node, span=None)) for node in added)):
            found.setdefault((one.node.id, one.span), one)
    return list(found.values())


def _continued(passage: Passage) -> list[Passage]:
    """The action whose words an item goes on with: « sauf les nuits de fête » says nothing by itself."""
    document, node = passage.document, passage.node
    if node.level is not Level.SOUS_ACTION or not node.text[:1].islower():
        return []
    return [replace(passage, node=one, span=None) for one in document.ancestors(node) if one.level is Level.ACTION][:1]


def _items(question: Question, passage: Passage) -> list[Node]:
    """The items of a list that a passage announces (« Nos valeurs : »); the steps of an action where they are asked."""
    document, node = passage.document, passage.node
    children = [one for one in document.children.get(node.id, ()) if one.level in _ITEMS]
    asks_steps = has_any(fold_spaces(question.text), load("columns")["fields"]["etapes"])
    if node.text.rstrip().endswith(":") or asks_steps:
        steps = [one for one in children if one.level is Level.SOUS_ACTION or not _is_date_line(one)]
        if steps:
            return [one for one in steps if not one.text.rstrip().endswith(":")][:_MAX_ITEMS]
    if node.level is not Level.PASSAGE or not _is_title(node) or not _asked_for(question, node):
        return []
    items: list[Node] = []
    for one in children or _following(document, node):
        if one.level is not Level.PASSAGE or (
            not children and not (one.number and len(one.text.split()) <= _MAX_TITLE)
        ):
            break
        items.append(one)
    return items[:_MAX_ITEMS]


def _asked_for(question: Question, title: Node) -> bool:
    """Whether a question asks for a list by its title: its theme alone brings no « valeurs »."""
    words = set(analyse(title.text)) - question_words()
    return bool(words & set(analyse(question.text)))


def _is_title(node: Node) -> bool:
    words = node.text.split()
    return len(words) <= _MAX_TITLE and (node.text.isupper() or node.text.rstrip().endswith(":"))


def _following(document: Document, node: Node) -> list[Node]:
    siblings = document.children.get(node.parent, ())
    return list(siblings[siblings.index(node) + 1 :])


def _mark(question: Question, passage: Passage) -> tuple[Passage, ...]:
    """The priority of the DPS printed under an objective, where the question asks for it."""
    mark = passage.node.dps_priority
    if mark is None or not has_any(fold_spaces(question.text), load("columns")["fields"]["priorite"]):
        return ()
    return (replace(passage, span=(mark.start, mark.end)),)


def _dates(question: Question, passage: Passage) -> list[Node]:
    """The line that dates an action, where the question asks for a date.

    Where the first such line stands before the first action of an objective, each dates what follows it;
    elsewhere, what stands before it.
    """
    document, node = passage.document, passage.node
    if "date" not in question.facts or node.level is Level.PASSAGE:
        return []
    inside = [one for one in document.children.get(node.id, ()) if _is_date_line(one)]
    if inside:
        return [] if _next_to(document, node, inside[0]) else inside[:1]
    siblings = document.children.get(node.parent, ())
    marks = [one for one in siblings if _is_date_line(one)]
    actions = [one for one in siblings if one.level is not Level.PASSAGE]
    if not marks or not actions:
        return []
    if marks[0].start < actions[0].start:
        return [one for one in marks if one.start < node.start][-1:]
    later = [one for one in marks if one.start > node.start]
    after = next((one for one in actions if one.start > node.start), None)
    return [one for one in later[:1] if after is None or one.start < after.start]


def _signed(question: Question, passage: Passage) -> list[Node]:
    """The name that stands under some words, where the question asks whose they are."""
    document, node = passage.document, passage.node
    if node.level is not Level.PASSAGE or not has_any(fold_spaces(question.text), load("screening")["author"]):
        return []
    return [one for one in document.nodes[document.nodes.index(node) + 1 :][:1] if _is_name(one)]


def _is_name(node: Node) -> bool:
    """Whether a line is a person's name, with an office or without."""
    return node.level is Level.PASSAGE and bool(_NAME.match(node.text.strip("*_ —–-")))


def _is_date_line(node: Node) -> bool:
    words = node.text.split()
    pattern = re.compile(load("questions")["fact_patterns"]["date"])
    return node.level is Level.PASSAGE and len(words) <= _MAX_DATE_LINE and bool(pattern.search(fold(node.text)))


def _done(question: Question, passage: Passage, chosen: list[Passage], most: int) -> list[Node]:
    """What is done under an objective that answers by its title alone, where there is room for all of it.

    What something is that only the title of a strategic objective names, its operational objectives and actions tell.
    """
    document, node = passage.document, passage.node
    if node.level is Level.OS and "definition" in question.facts:
        below = [one for one in document.nodes if one.level in _BELOW and node in document.ancestors(one)]
        return below if len(below) <= _MAX_ITEMS else []
    if node.level not in _LEADS or any(node in one.document.ancestors(one.node) for one in chosen):
        return []
    actions = [one for one in document.children.get(node.id, ()) if one.level is Level.ACTION]
    return actions if len(actions) <= min(_MAX_CHILDREN, most - len(chosen)) else []


def _whole(passage: Passage) -> Passage:
    """A passage with the end of its sentence, and the date line right below it."""
    document, node = passage.document, passage.node
    end = node.end
    if node.kind == "titre":
        return passage
    for one in document.nodes[document.nodes.index(node) + 1 :][:2]:
        cut = not _ENDED.search(node.text) and bool(_GOES_ON.match(one.text)) and one.level is Level.PASSAGE
        dated = one.parent == node.id and _is_date_line(one)
        if not (cut or dated) or document.text[end : one.start].strip():
            break
        end = one.end
    return passage if end == node.end else replace(passage, span=(node.start, end))


def _next_to(document: Document, node: Node, other: Node) -> bool:
    return not document.text[node.end : other.start].strip()
