"""The staff's additions to the thesaurus: put in place, taken back, and forgotten by what was read before."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from ingest import additions
from ingest.additions import Additions
from ingest.errors import SettingsError
from ingest.vocabulary import use_additions

_KEPT = 30
_PACKAGES = ("ingest.", "assistant.")
_SETTINGS = "assistant.settings"


def current(file: Path) -> Additions:
    """The additions in place.

    Raises:
        SettingsError: If their file is damaged.
    """
    return additions.read(file)


def versions(file: Path) -> tuple[Path, ...]:
    """The versions of before, oldest first."""
    return tuple(sorted(_folder(file).glob("*.yaml")))


def install(file: Path, text: str) -> None:
    """Put additions in place; those that were there are kept as a version to come back to.

    Args:
        file: The file of the additions (`Settings.thesaurus`).
        text: The YAML text of the new ones.

    Raises:
        SettingsError: If it is not well-formed: nothing changes then.
    """
    additions.parse(text, "modifications proposées")
    folder = _folder(file)
    folder.mkdir(parents=True, exist_ok=True)
    before = file.read_bytes() if file.exists() else b""
    (folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.yaml").write_bytes(before)
    for old in versions(file)[:-_KEPT]:
        old.unlink(missing_ok=True)
    _write(file, text.encode())


def restore(file: Path) -> None:
    """Put the last version of before back, and forget it.

    Raises:
        SettingsError: If there is none.
    """
    kept = versions(file)
    if not kept:
        raise SettingsError("Le thésaurus n'a pas été modifié : rien n'est à annuler.", "")
    _write(file, kept[-1].read_bytes())
    kept[-1].unlink()


def reload(file: Path | None) -> None:
    """Have this process read the word lists anew, and all that was computed from them.

    Functions that keep their results (`functools.cache`) keep what they made of the words of before: those of the
    product's own packages forget them, the settings aside.

    Args:
        file: The file of the additions, or None for none.
    """
    use_additions(file)
    for name, module in list(sys.modules.items()):
        if module is None or not name.startswith(_PACKAGES) or name == _SETTINGS:
            continue
        for one in list(vars(module).values()):
            clear = getattr(one, "cache_clear", None)
            if callable(clear) and getattr(one, "__module__", "") != _SETTINGS:
                clear()


def _folder(file: Path) -> Path:
    return file.with_name("thesaurus-versions")


def _write(file: Path, data: bytes) -> None:
    if not data:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_bytes(data)
    os.replace(fresh, file)
