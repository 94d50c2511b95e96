"""Whether what a restoration replaces can be moved away, told before anything is."""

import os
import re
from pathlib import Path

from assistant.archive import BackupError
from assistant.places import is_own


def check_movable(home: Path) -> None:
    """Make sure that all that must go can be moved away, and holds nothing that is elsewhere.

    Raises:
        BackupError: If one cannot, by its name.
    """
    device, mounted = home.stat().st_dev, _mounts()
    for path in sorted(home.iterdir()):
        if not is_own(path.name):
            continue
        real = home.resolve() / path.name
        if path.is_symlink():
            why = "est un lien"
        elif path.stat().st_dev != device or any(one.is_relative_to(real) for one in mounted):
            why = "est, ou contient, un autre volume (point de montage)"
        elif not os.access(home, os.W_OK | os.X_OK) or (path.is_dir() and not os.access(path, os.W_OK | os.X_OK)):
            why = "ne peut pas être déplacé : les droits d'accès ne le permettent pas"
        else:
            continue
        raise BackupError(
            f"« {path} » {why} ; rien n'a été changé.",
            "Retirez le lien ou le montage, ou donnez les droits, puis recommencez ; ou restaurez ailleurs (PST_HOME).",
        )


def _mounts() -> list[Path]:
    """Where file systems are mounted, as far as the system tells."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    found = (re.sub(r"\\([0-7]{3})", lambda one: chr(int(one[1], 8)), line.split()[4]) for line in lines)
    return [Path(one) for one in found]
