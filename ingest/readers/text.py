"""Text and Markdown files: bytes to characters, or a refusal that says why."""

import codecs
import re

from ingest.errors import UnreadableFileError
from ingest.limits import check_size

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no text holds: their presence marks a binary file.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROL_SHARE = 0.001


def decode(data: bytes, name: str) -> str:
    r"""Decode the bytes of a text file, with lines ended by a newline character.

    Args:
        data: The whole file.
        name: The file's name, for the error message.

    Returns:
        The text; the byte order mark is dropped, `\r\n` and `\r` become `\n`.

    Raises:
        UnreadableFileError: If the file is empty, too large, or not text.
    """
    check_size(len(data), name)
    text = _decode(data, name)
    if not text.strip():
        raise UnreadableFileError(
            f"« {name} » est vide : aucun texte à lire.",
            "Vérifiez que le fichier a été enregistré en entier.",
        )
    if len(_BINARY.findall(text)) > len(text) * _MAX_CONTROL_SHARE:
        raise _not_text(name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise _not_text(name) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if b"\x00" in data:
            raise _not_text(name) from None
        # Word and notepads of the region save "ANSI" files in Windows-1252, which maps nearly every byte.
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            raise _not_text(name) from None


def _not_text(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"« {name} » n'est pas un fichier texte lisible (contenu binaire ou encodage inconnu).",
        "Ouvrez-le dans son logiciel d'origine et enregistrez-le en texte UTF-8.",
    )
