"""The words of the RTF that some exports keep in a field."""

import re

_TOKEN = re.compile(
    r"\\u(?P<code>-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|[^\\{}\r\n])?"  # With the sign for who knows no Unicode.
    r"|\\'(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<control>[a-zA-Z]{1,32})(?:-?\d{1,10})? ?"
    r"|\\(?P<symbol>[^a-zA-Z])|(?P<brace>[{}])|(?P<words>[^\\{}\r\n]+)"
)
_BREAKS = frozenset({"par", "line", "tab", "cell", "row", "sect", "page"})
_SILENT = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "generator", "listtable"}
)
_SYMBOLS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}"}


def plain(rtf: str) -> str:
    """The words of a piece of RTF, paragraphs set apart by a space; its 8-bit characters are Windows-1252."""
    words: list[str] = []
    silent: list[bool] = []
    for match in _TOKEN.finditer(rtf):
        if match["brace"] == "{":
            silent.append(bool(silent) and silent[-1])
        elif match["brace"]:
            silent = silent[:-1]
        elif silent and (match["control"] in _SILENT or match["symbol"] == "*"):
            silent[-1] = True
        elif not (silent and silent[-1]):
            words.append(_said(match))
    return "".join(words)


def _said(match: re.Match[str]) -> str:
    if match["words"]:
        return match["words"]
    if match["code"]:
        return chr(int(match["code"]) % 0x10000)
    if match["byte"]:
        return bytes.fromhex(match["byte"]).decode("cp1252", errors="replace")
    if match["symbol"]:
        return _SYMBOLS.get(match["symbol"], "")
    return " " if match["control"] in _BREAKS else ""
