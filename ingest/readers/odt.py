"""OpenDocument texts: headings, nested lists, tables."""

from io import BytesIO
from zipfile import BadZipFile

from odfdo import Document as OdfDocument
from odfdo import Element, Table

from ingest.errors import UnreadableFileError
from ingest.readers.grid import write_grid
from ingest.source import Hint, Source, SourceWriter

_NUMBERED = "text:list-level-style-number"


def read(data: bytes, name: str) -> Source:
    """Read an .odt file.

    Raises:
        UnreadableFileError: If it is damaged, encrypted or no OpenDocument text.
    """
    try:
        document = OdfDocument(BytesIO(data))
        body = document.body
    except (BadZipFile, KeyError, ValueError, OSError, TypeError) as error:
        raise UnreadableFileError(
            f"« {name} » n'est pas un document OpenDocument lisible (abîmé, protégé ou d'un autre format).",
            "Ouvrez-le dans LibreOffice, retirez la protection et enregistrez-le en .odt.",
        ) from error
    writer = SourceWriter()
    bold = _bold_styles(document)
    for child in body.children:
        _element(child, bold, writer, 0)
    return writer.source()


def _element(element: Element, bold: set[str], writer: SourceWriter, depth: int) -> None:
    tag = element.tag
    if tag == "text:h":
        level = int(element.get_attribute_string("text:outline-level") or 1)
        writer.blank()
        writer.line(_words(element), Hint(heading=level))
        writer.blank()
    elif tag == "text:p":
        words = _words(element)
        style = element.get_attribute_string("text:style-name") or ""
        writer.line(words, Hint(bold=style in bold or _all_bold(element, bold)), indent=2 * depth)
    elif tag == "text:list":
        _list(element, bold, writer, depth)
    elif tag == "table:table":
        assert isinstance(element, Table)
        element.rstrip(aggressive=True)
        write_grid(writer, [[str(value or "") for value in row] for row in element.get_values()])
    elif tag in ("text:section", "text:soft-page-break", "office:text"):
        for child in element.children:
            _element(child, bold, writer, depth)


def _list(element: Element, bold: set[str], writer: SourceWriter, depth: int) -> None:
    for item in element.children:
        if item.tag not in ("text:list-item", "text:list-header"):
            continue
        first = True
        for child in item.children:
            if child.tag == "text:list":
                _list(child, bold, writer, depth + 1)
            elif child.tag in ("text:p", "text:h"):
                style = child.get_attribute_string("text:style-name") or ""
                writer.line(_words(child), Hint(bold=style in bold), mark="•" if first else "", indent=2 * depth + 2)
                first = False


def _words(element: Element) -> str:
    return str(element.inner_text)


def _bold_styles(document: OdfDocument) -> set[str]:
    """Names of the styles that set bold."""
    found = set()
    for style in document.get_styles():
        properties = style.get_elements("style:text-properties")
        if any(one.get_attribute_string("fo:font-weight") == "bold" for one in properties):
            found.add(str(style.get_attribute_string("style:name") or ""))
    return found - {""}


def _all_bold(element: Element, bold: set[str]) -> bool:
    spans = element.get_elements("text:span")
    inside = "".join(
        str(span.inner_text) for span in spans if (span.get_attribute_string("text:style-name") or "") in bold
    )
    return bool(inside.strip()) and inside.strip() == _words(element).strip()
