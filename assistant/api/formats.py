"""The formats of a plan: what a client may ask for, by `?format=` or by its `Accept` header."""

from enum import StrEnum


class Format(StrEnum):
    """A format of a plan, by its suffix."""

    JSON = "json"
    DOCX = "docx"
    ODT = "odt"
    PDF = "pdf"
    XLSX = "xlsx"
    MD = "md"
    XML = "xml"


MEDIA = {
    Format.JSON: "application/json",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.ODT: "application/vnd.oasis.opendocument.text",
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.MD: "text/markdown",
    Format.XML: "application/xml",
}


def accepted(header: str) -> Format | None:
    """The format that a client likes best, of those that there are; None where it takes none of them.

    Args:
        header: Its `Accept` header; "" takes all.
    """
    wishes: list[tuple[float, int, str]] = []
    for rank, part in enumerate(header.split(",")):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media:
            wishes.append((-_weight(parameters), rank, media))
    if not wishes:
        return Format.JSON
    for weight, _, media in sorted(wishes):
        if weight == 0:
            continue
        if media in ("*/*", "application/*", MEDIA[Format.JSON]):
            return Format.JSON
        for one, name in MEDIA.items():
            if media == name or (media.endswith("/*") and name.startswith(media[:-1])):
                return one
    return None


def _weight(parameters: list[str]) -> float:
    for one in parameters:
        name, _, value = one.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0
