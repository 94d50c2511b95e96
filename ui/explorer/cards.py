"""Elements of plans as HTML: what they say, in which fields, where; all that comes from documents is escaped."""

from collections.abc import Iterable, Mapping
from html import escape

from assistant.explorer import naming, reading
from assistant.explorer.words import Words, marked
from ingest.records import Document, Node
from ui.explorer import links
from ui.markdown import french

_NOTHING = Words((), ())


def text(words: str) -> str:
    """Words as HTML."""
    return escape(french(words))


def marked_text(words: str, sought: Words | None) -> str:
    """Words as HTML, with what was looked for marked."""
    if not sought:
        return text(words)
    return "".join(f"<mark>{text(one)}</mark>" if found else text(one) for one, found in marked(words, sought))


def cards(pairs: Iterable[tuple[Document, Node]], labels: Mapping[str, str], sought: Words | None = None) -> str:
    """A list of elements of any documents, each with its owner, its place, its fields and its source.

    Args:
        pairs: The elements with their documents.
        labels: The names of the plans in the list of plans, by id; what is no plan has no place there.
        sought: What was looked for, to be marked.
    """
    return f'<ul class="pst-cards">{"".join(_card(*pair, labels, sought) for pair in pairs)}</ul>'


def detail(document: Document, node: Node, sought: Words | None = None) -> str:
    """What an element says besides its title: fields, where it stands, the passage of the source, what to do next."""
    told = "".join(
        f"<div><dt>{text(name)}</dt><dd>{marked_text(value, sought)}</dd></div>" for name, value in naming.fields(node)
    )
    themes = ", ".join(map(naming.theme, node.themes))
    told += f"<div><dt>Thèmes</dt><dd>{text(themes)}</dd></div>" if themes else ""
    return (
        (f'<dl class="pst-fields">{told}</dl>' if told else "")
        + f'<p class="pst-place">{text(reading.place(document, node))}.</p>'
        + _extract(document, node)
    )


def actions(node: Node, label: str | None = None) -> str:
    """What a reader can do with an element: ask the assistant about it, see it in its plan.

    Args:
        node: The element.
        label: Its plan's name in the list of plans, where a way to its place in the plan is wanted.
    """
    name, where = escape(node.id, quote=True), ""
    if label is not None:
        address = escape(links.place_address(label, node), quote=True)
        where = f'<a class="pst-go" href="{address}" data-pst-place="{name}">Voir dans le plan</a>'
    ask = f'<button type="button" class="pst-go" data-pst-ask="{name}">Interroger l’assistant</button>'
    return f'<p class="pst-goes">{where}{ask}</p>'


def _card(document: Document, node: Node, labels: Mapping[str, str], sought: Words | None) -> str:
    crumbs = "\u00a0› ".join(reading.path(document, node))
    draft = ' <span class="pst-draft">projet</span>' if document.is_draft else ""
    return (
        f'<li class="pst-card"><p class="pst-owner">{text(naming.label(document))}{draft}</p>'
        f'<p class="pst-words"><span class="pst-level">{text(naming.level(node))}</span> '
        f"{marked_text(naming.title(node), sought)}</p>"
        + (f'<p class="pst-crumbs">{text(crumbs)}</p>' if crumbs else "")
        + f"<details><summary>Champs et source</summary>{detail(document, node, sought)}</details>"
        + f"{actions(node, labels.get(document.id))}</li>"
    )


def _extract(document: Document, node: Node) -> str:
    found = reading.passage(document, node)
    before, after = ("" if found.opens else "… "), ("" if found.closes else " …")
    return (
        f'<blockquote class="pst-passage">{before}{escape(found.before.lstrip())}'
        f"<mark>{escape(found.quote)}</mark>{escape(found.after.rstrip())}{after}</blockquote>"
    )
