"""Small OpenDocument packages for tests, from the XML of their content."""

import io
from zipfile import ZipFile

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def package(body: str, *, kind: str = "text", automatic: str = "", styles: str = "") -> bytes:
    """A package.

    Args:
        body: What stands in `office:text` or `office:spreadsheet`.
        kind: `text` or `spreadsheet`.
        automatic: Its automatic styles.
        styles: What stands in the document's styles.
    """
    content = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    content += f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("content.xml", f"<office:document-content {_SPACES}>{content}</office:document-content>")
        if styles:
            archive.writestr("styles.xml", f"<office:document-styles {_SPACES}>{styles}</office:document-styles>")
    return data.getvalue()
