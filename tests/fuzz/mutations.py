"""Ways to damage a file: its bytes, its words, its markup, its parts. The same generator gives the same damage."""

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import PurePath
from random import Random
from zipfile import BadZipFile, ZipFile

from lxml import etree

Mutation = Callable[[bytes, Random], bytes]

_ODD = (
    "\u202e", "\u200b", "\ufeff", "\u0301" * 40, "\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\r", "\t",
    "\U0001f469\u200d\U0001f4bb", "\ud7ff", "\ue000", "\uffff", "İ", "ß", "ﬁ", "Ⅳ", "²", "٣", "½",
    "“", "…", "|", "§", "°",
    "&#xD800;", "&#0;", "&lt;", "<!--", "]]>", "&a;", "%n%s",
    "#" * 8, "*" * 9, "- " * 30, "1." * 200, "IV." * 50, "(" * 99,
    "Objectif stratégique", "OS 1.1.1.1.1", "OO 0", "Action -1", "Volet", "9" * 30, "0", "-1", "1e308",
    "NaN", " " * 500,
)  # fmt: skip
_VALUES = (
    "",
    "0",
    "-1",
    "1",
    "65536",
    "2147483648",
    "99999999999999999999",
    "1e400",
    "NaN",
    "é",
    "/../x",
    "a" * 300,
    "%9",
    "true",
)
_TAG = re.compile(r"</?[\w:.-]+[^<>]*>")
_VALUE = re.compile(r"(?<==)(\"[^\"<]*\"|'[^'<]*')")
_NUMBER = re.compile(rb"\d+")


def mutate(name: str, data: bytes, random: Random) -> tuple[str, bytes]:
    """Damage a file one to four times.

    Args:
        name: Its name, whose suffix says which damage reaches its parser.
        data: Its bytes.
        random: Decides.

    Returns:
        Its name, which now and then says another format, and the damaged bytes.
    """
    suffix = PurePath(name).suffix
    ways = _WAYS.get(suffix, (_bytes,))
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        data = random.choice(ways)(data, random)
    if random.random() < 0.01:
        name = PurePath(name).stem + random.choice(tuple(_WAYS))
    return name, data


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 8, 64))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def _drop(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    return data[:start] + data[start + random.choice((1, 4, 64, 1024)) :]


def _double(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    piece = data[start : start + random.choice((1, 16, 256, 2048))]
    return data[:start] + piece * random.choice((2, 3, 20)) + data[start:]


def _overwrite(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    piece = random.choice((b"\x00" * 4, b"\xff" * 4, b"\x7f\xff\xff\xff", random.randbytes(16), b"\x80"))
    return data[:start] + piece + data[start + len(piece) :]


def _number(data: bytes, random: Random) -> bytes:
    places = list(_NUMBER.finditer(data))
    if not places:
        return _overwrite(data, random)
    place = random.choice(places)
    return data[: place.start()] + random.choice(_VALUES).encode() + data[place.end() :]


_BYTES = (_flip, _cut, _drop, _double, _overwrite, _number)


def _bytes(data: bytes, random: Random) -> bytes:
    return random.choice(_BYTES)(data, random) if data else b"\x00"


def _words(data: bytes, random: Random) -> bytes:
    """Damage to text: odd characters, lines moved, doubled, dropped, indented, joined."""
    lines = data.decode("utf-8", errors="replace").split("\n")
    at = random.randrange(len(lines))
    match random.randrange(9):
        case 0 | 1 | 2:
            line = lines[at]
            place = random.randrange(len(line) + 1)
            lines[at] = line[:place] + random.choice(_ODD) + line[place:]
        case 3:
            random.shuffle(lines)
        case 4:
            lines[at:at] = [lines[at]] * random.choice((1, 5, 60))
        case 5:
            del lines[at : at + random.choice((1, 3, 20))]
        case 6:
            lines[at] = " " * random.choice((1, 3, 40, 3000)) + lines[at].lstrip()
        case 7:
            lines[at : at + 3] = [" ".join(lines[at : at + 3])]
        case _:
            lines[at] = lines[at] * random.choice((2, 50))
    return "\n".join(lines).encode("utf-8", errors="replace")


def _encoding(data: bytes, random: Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(
        random.choice(("utf-16", "utf-16-be", "utf-8-sig", "cp1252", "utf-32", "cp437", "utf-7")), errors="replace"
    )


def _markup(data: bytes, random: Random) -> bytes:
    """Damage to XML or HTML: tags dropped, doubled, moved, nested deep; values made odd."""
    text = data.decode("utf-8", errors="replace")
    tags, values = list(_TAG.finditer(text)), list(_VALUE.finditer(text))
    if not tags:
        return _words(data, random)
    one, two = sorted(random.sample(tags, 2) if len(tags) > 1 else tags * 2, key=lambda tag: tag.start())
    match random.randrange(9):
        case 0:
            text = text[: one.start()] + text[one.end() :]
        case 1:
            text = text[: one.start()] + text[one.start() : two.end()] * random.choice((2, 3, 10)) + text[two.end() :]
        case 2:
            text = text[: one.start()] + text[two.end() :]
        case 3 | 4 | 5 if values:
            value = random.choice(values)
            text = text[: value.start() + 1] + random.choice(_VALUES) + text[value.end() - 1 :]
        case 6:
            text = text[: one.start()] + two.group() + text[one.end() : two.start()] + one.group() + text[two.end() :]
        case 7:
            name = re.match(r"</?([\w:.-]+)", one.group())
            assert name is not None
            depth = random.choice((3, 60, 400))
            opened = f"<{name.group(1)}>" * depth, f"</{name.group(1)}>" * depth
            text = text[: one.end()] + opened[0] + random.choice(_ODD) + opened[1] + text[one.end() :]
        case _:
            text = text[: one.end()] + random.choice(_ODD) + text[one.end() :]
    return text.encode("utf-8", errors="replace")


def _tree(data: bytes, random: Random) -> bytes:
    """Damage to XML that stays well formed: what is past the parser of XML meets it."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return _markup(data, random)
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    for _ in range(random.choice((1, 2, 5))):
        _element(random.choice(elements), random.choice(elements), random)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _element(one: etree._Element, two: etree._Element, random: Random) -> None:
    parent = one.getparent()
    match random.randrange(9):
        case 0 if parent is not None:
            parent.remove(one)
        case 1 if parent is not None:
            for _ in range(random.choice((1, 3, 30))):
                parent.append(deepcopy(one))
        case 2:
            two.append(deepcopy(one))
        case 3 | 4 if one.attrib:
            one.set(random.choice(list(one.attrib)), random.choice(_VALUES))
        case 5 if one.attrib:
            del one.attrib[random.choice(list(one.attrib))]
        case 6:
            one.tag = two.tag
        case 7:
            one.text = _storable(random.choice(_ODD))
        case _:
            one.tail = _storable((one.tail or "") + random.choice(_ODD))


def _storable(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return "".join(one for one in text if one in "\t\n" or (one >= " " and one not in "\ufffe\uffff"))


def _parts(data: bytes, random: Random) -> bytes:
    """Damage to a part of an archive, which is packed anew so that it reaches the parser."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (BadZipFile, ValueError, OSError, NotImplementedError, KeyError, zipfile.zlib.error):
        return _bytes(data, random)
    if not parts:
        return data
    heavy = [
        name for name in parts for _ in range(1 + 4 * name.endswith(("document.xml", "content.xml", "sheet1.xml")))
    ]
    name = random.choice(heavy)
    match random.randrange(12):
        case 0:
            del parts[name]
        case 1:
            parts[random.choice((name + "x", "/" + name, "../" + name, name.upper(), "a/b"))] = parts.pop(name)
        case 2:
            parts[name] = parts[random.choice(list(parts))]
        case 3:
            parts[name] = _bytes(parts[name], random)
        case 4:
            parts[name] = b""
        case 5:
            parts[name] = _markup(parts[name], random)
        case _:
            parts[name] = _tree(parts[name], random)
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()


_ARCHIVE = (_parts,) * 8 + (_bytes,)
_TEXT = (_words,) * 6 + (_bytes, _encoding)
_MARKED = (_markup,) * 6 + (_words, _bytes, _encoding)
_WAYS: dict[str, tuple[Mutation, ...]] = {
    **dict.fromkeys((".docx", ".odt", ".ods", ".xlsx"), _ARCHIVE),
    **dict.fromkeys((".txt", ".md", ".csv"), _TEXT),
    **dict.fromkeys((".html",), _MARKED),
    ".xml": (_tree,) * 4 + _MARKED,
    ".pdf": (_flip, _cut, _drop, _double, _overwrite, _number, _number, _number),
    ".png": (_bytes,),
}
