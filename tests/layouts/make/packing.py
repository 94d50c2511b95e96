"""Zip containers (DOCX, XLSX, ODT, ODS) rewritten so that two runs give the same bytes."""

import re
import zipfile
from pathlib import Path

_FIXED = (2026, 1, 5, 9, 0, 0)
_STAMP = "2026-01-05T09:00:00Z"
_DATES = re.compile(
    rb"(<(dcterms:(?:created|modified)|dc:date|meta:creation-date)(?: [^>]*)?>)[^<]*(</)",
)


def freeze(path: Path) -> None:
    """Rewrites a zip container with fixed dates, its entries in their order, `mimetype` stored."""
    with zipfile.ZipFile(path) as source:
        entries = [(info.filename, source.read(info.filename)) for info in source.infolist()]
    with zipfile.ZipFile(path, "w") as target:
        for filename, content in entries:
            info = zipfile.ZipInfo(filename, _FIXED)
            info.compress_type = zipfile.ZIP_STORED if filename == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            if filename in {"docProps/core.xml", "meta.xml"}:
                content = _DATES.sub(rb"\g<1>" + _STAMP.encode() + rb"\g<3>", content)
            target.writestr(info, content)
