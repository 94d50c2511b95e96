"""Web pages: the main content without navigation, cookie banners, share links and footers."""

import re

import trafilatura
from charset_normalizer import from_bytes
from lxml import html as lxml_html

from ingest.errors import UnreadableFileError
from ingest.readers import html_law
from ingest.readers.markdown import read_text
from ingest.source import Source

_XML_HEAD = re.compile(r"\A\ufeff?\s*<\?xml[^>]*>")
_DECLARED = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


def read(data: bytes, name: str) -> Source:
    """Read a saved web page.

    Accordions are opened first: what a page folds away is content, not furniture.

    Raises:
        UnreadableFileError: If it holds no text of its own.
    """
    # XHTML says its encoding in XML's way, which means nothing once it is decoded, and lxml refuses it there.
    tree = lxml_html.document_fromstring(_XML_HEAD.sub("", _decode(data))) if data.strip() else None
    if tree is None:
        raise UnreadableFileError(f"« {name} » est vide.", "Enregistrez à nouveau la page depuis le navigateur.")
    if law := html_law.read(tree):
        return law
    for details in list(tree.iter("details", "summary")):
        details.tag = "div" if details.tag == "details" else "h4"
    page = lxml_html.tostring(tree, encoding="unicode")
    text = trafilatura.extract(
        page,
        output_format="markdown",
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_formatting=True,
        favor_recall=True,
        deduplicate=False,
    )
    if not text or not text.strip():
        raise UnreadableFileError(
            f"« {name} » ne contient pas de texte reconnaissable.",
            "Copiez le contenu de la page dans un document et donnez ce document.",
        )
    title = " ".join("".join(tree.xpath("//title/text()")[:1]).split())
    head = f"# {title}\n\n" if title and title not in text[:500] else ""
    return read_text(head + text)


def _decode(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return str(from_bytes(data).best() or data.decode("utf-8", errors="replace"))
