"""Web pages: the main content without navigation, cookie banners, share links and footers."""

import codecs
import re

from charset_normalizer import from_bytes
from lxml import html as lxml_html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from ingest.errors import UnreadableFileError
from ingest.readers import html_law
from ingest.readers.html_flow import Flow
from ingest.readers.html_furniture import strip
from ingest.readers.html_main import main_of
from ingest.source import Hint, Source, SourceWriter

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read(data: bytes, name: str) -> Source:
    """Read a saved web page.

    Accordions are opened: what a page folds away is content, not furniture.

    Raises:
        UnreadableFileError: If it holds no text of its own.
    """
    tree = _parse(data, name)
    if law := html_law.read(tree):
        return law
    title, site = _title(tree), _site(tree)
    strip(tree)
    main = main_of(tree)
    words = " ".join(main.text_content().split())
    if not words:
        raise UnreadableFileError(
            f"« {name} » ne contient pas de texte reconnaissable.",
            "Copiez le contenu de la page dans un document et donnez ce document.",
        )
    writer = SourceWriter()
    if title and title not in words[:500]:
        writer.line(title, Hint(heading=1))
        writer.blank()
    if site and site not in title:
        writer.outside(site)
        writer.blank()
    Flow(writer).write(main)
    return writer.source()


def _parse(data: bytes, name: str) -> HtmlElement:
    text = _CONTROL.sub(" ", _decode(data))
    try:
        # As bytes: a declaration of another encoding in the page no longer holds.
        return lxml_html.document_fromstring(text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except ParserError as error:
        raise UnreadableFileError(
            f"« {name} » est vide.", "Enregistrez à nouveau la page depuis le navigateur."
        ) from error


def _title(tree: HtmlElement) -> str:
    return " ".join("".join(tree.xpath("//head//title/text()")[:1]).split())


def _site(tree: HtmlElement) -> str:
    """The name of the site: the page may say nowhere else whose plan it is."""
    return " ".join("".join(tree.xpath("//meta[@property='og:site_name']/@content")[:1]).split())


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return str(from_bytes(data).best() or data.decode("utf-8", errors="replace"))
