"""What a file may ask for at most, checked before a library opens it: a hostile file must cost little to refuse.

Archives (Word, OpenDocument and Excel files are ZIPs) are checked by their own words and by what they really
unpack to, since a header can lie. XML is checked for entities and document types of its own making.
"""

import codecs
import io
import re
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ingest.errors import UnreadableFileError

MAX_BYTES = 200_000_000
"""Above this size a file is no plan; the limit keeps memory bounded. The page refuses the same (`maxUploadSize`)."""

MAX_ENTRIES = 5_000
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 200
MAX_TEXT = 20_000_000
"""In characters: the Code civil has about five million."""

MAX_LINE = 100_000
"""In characters: no paragraph is as long, and patterns are matched line by line."""

_RATIO_FLOOR = 20 * 1024 * 1024
"""Below this a high ratio harms nobody: an empty workbook shrinks well."""

_LOCAL_HEADER = 30
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
# Encodings in which markup has the bytes that it has in ASCII: what is looked for cannot hide in them.
_PLAIN = re.compile(r"utf-?8|us-ascii|ascii|iso-?8859-?\d+|latin-?\d|windows-?125\d|cp125\d", re.IGNORECASE)
_ENTITY = re.compile(r"<!(?:ENTITY|DOCTYPE[^>\[]*\[)", re.IGNORECASE)
_EBCDIC = b"\x4c\x6f\xa7\x94"
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def check_size(size: int, name: str) -> None:
    """Refuse a file that is too large.

    Raises:
        UnreadableFileError: If it is.
    """
    if size > MAX_BYTES:
        raise UnreadableFileError(
            f"« {name} » pèse {size // 1_000_000} Mo, plus que les {MAX_BYTES // 1_000_000} Mo admis.",
            "Découpez le document ou n'en exportez que le plan.",
        )


def check_archive(data: bytes, name: str) -> None:
    """Refuse an archive that holds too much, lies about it, or hides entities in its XML.

    Archives inside the archive (a workbook embedded in a letter) are never opened: they count for their bytes.

    Args:
        data: The whole file.
        name: Its name, for messages.

    Raises:
        UnreadableFileError: If so, or if it is no readable archive.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_declared(entries, len(data), name)
            for entry in entries:
                unpacked = _unpacked(data, entry, name)
                # Any part can be the one that is parsed, but a drawing, which may have entities.
                if _looks_like_xml(unpacked) and not entry.filename.lower().endswith(".svg"):
                    check_xml(unpacked, name)
    except (BadZipFile, zlib.error, ValueError, OverflowError, NotImplementedError, OSError) as error:
        raise UnreadableFileError(
            f"« {name} » n'est pas lisible : le fichier est abîmé, incomplet, protégé ou d'un autre format.",
            "Ouvrez-le dans son logiciel, retirez la protection et enregistrez-le à nouveau.",
        ) from error


def check_xml(data: bytes, name: str) -> None:
    """Refuse XML that defines entities or a document type: a few lines of them can unfold to gigabytes.

    Args:
        data: The XML's bytes.
        name: The file's name, for messages.

    Raises:
        UnreadableFileError: If it does, or is in an encoding that could hide it.
    """
    if data[:4] in (_EBCDIC, *_UTF_32) or data[:4].count(0) == 3:
        raise _forbidden(name)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        wide = "utf-16-le" if data[:1] in (b"\xff", b"<") else "utf-16-be"
        text = data.decode(wide, errors="replace")
    else:
        declared = _DECLARED.match(data)
        if declared and not _PLAIN.fullmatch(declared.group(1).decode("ascii")):
            raise _forbidden(name)
        text = data.decode("latin-1") if b"<!" in data else ""
    if _ENTITY.search(text):
        raise _forbidden(name)


def check_text(text: str, name: str) -> None:
    """Refuse a text that no plan is as long as, in all or in one line.

    Raises:
        UnreadableFileError: If so.
    """
    if len(text) > MAX_TEXT:
        raise UnreadableFileError(
            f"« {name} » contient plus de {MAX_TEXT // 1_000_000} millions de caractères.", "N'en donnez que le plan."
        )
    if len(text) > MAX_LINE and max(map(len, text.split("\n"))) > MAX_LINE:
        raise UnreadableFileError(
            f"« {name} » a une ligne de plus de {MAX_LINE} caractères : ce n'est pas un texte en paragraphes.",
            "Enregistrez-le avec ses retours à la ligne, ou donnez le document d'origine.",
        )


def _looks_like_xml(data: bytes) -> bool:
    start = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return start.startswith((b"<", _EBCDIC))


def _check_declared(entries: list[ZipInfo], size: int, name: str) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or (total > _RATIO_FLOOR and total > size * MAX_RATIO):
        raise _bomb(name)


def _unpacked(data: bytes, entry: ZipInfo, name: str) -> bytes:
    """The content of an entry, unpacked no further than what it declares.

    Python's own reader trusts the declared size to stop, after it has unpacked all that a block holds.
    """
    at = entry.header_offset
    header = data[at : at + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise BadZipFile(entry.filename)
    skip = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = data[at + _LOCAL_HEADER + skip : at + _LOCAL_HEADER + skip + entry.compress_size]
    if entry.compress_type == ZIP_STORED:
        content = packed
    elif entry.compress_type == ZIP_DEFLATED:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        content = inflater.decompress(packed, entry.file_size + 1)
    else:
        raise BadZipFile(f"{entry.filename}: compression {entry.compress_type}")
    if len(content) > entry.file_size:
        raise _bomb(name)
    return content


def _bomb(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"« {name} » contient bien plus que ce qu'il annonce ou que ce qui est admis une fois décompressé.",
        "S'il vient d'une source sûre, ouvrez-le dans son logiciel et enregistrez-le à nouveau, sans ses images.",
    )


def _forbidden(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"« {name} » définit des entités XML ou un encodage inhabituel, ce qui n'est pas admis.",
        "Ouvrez-le dans son logiciel d'origine et enregistrez-le à nouveau.",
    )
