"""OpenDocument packages: the content's XML, the names of its elements, the words of a paragraph."""

import io
from typing import TypeAlias
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ingest.errors import UnreadableFileError

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
# What stands in a paragraph without being said by it.
_BESIDE = frozenset(
    (
        "office:annotation",
        "office:annotation-end",
        "text:note",
        "text:hidden-text",
        "text:tracked-changes",
        "draw:frame",
    )
)
_BREAKS = {"text:line-break": "\n", "text:tab": "    "}

Element: TypeAlias = etree._Element


def qname(name: str) -> str:
    """The full name of `prefix:local`."""
    prefix, local = name.split(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def short(element: Element) -> str:
    """An element's name as `prefix:local`, "" for a comment or an unknown name."""
    if not isinstance(element.tag, str):
        return ""
    space, _, local = element.tag.rpartition("}")
    prefix = next((prefix for prefix, uri in _SPACES.items() if uri == space.lstrip("{")), "")
    return f"{prefix}:{local}" if prefix else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute by its `prefix:local` name."""
    return str(element.get(qname(name), default))


def parts(data: bytes, name: str) -> tuple[Element, Element | None]:
    """The roots of a package's content and of its styles.

    Raises:
        UnreadableFileError: If it is damaged, encrypted or no OpenDocument package.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            content = _parse(archive.read("content.xml"))
            styles = _parse(archive.read("styles.xml")) if "styles.xml" in archive.namelist() else None
    except (BadZipFile, KeyError, etree.XMLSyntaxError, OSError, ValueError, RuntimeError) as error:
        raise UnreadableFileError(
            f"« {name} » n'est pas un document OpenDocument lisible (abîmé, protégé ou d'un autre format).",
            "Ouvrez-le dans LibreOffice, retirez la protection et enregistrez-le à nouveau.",
        ) from error
    return content, styles


def _parse(data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    root: Element = etree.fromstring(data, parser)
    return root


def words(element: Element) -> str:
    """The words of a paragraph as they read, without its notes, comments, hidden words and drawings."""
    pieces = [element.text or ""]
    for child in element:
        name = short(child)
        if name == "text:s":
            pieces.append(" " * min(int(attribute(child, "text:c", "1") or 1), 100))
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name and name not in _BESIDE:
            pieces.append(words(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
