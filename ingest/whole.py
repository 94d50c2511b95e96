"""Files written whole: who reads meanwhile, or after a crash, finds what was there before or all of what is new."""

import os
from pathlib import Path

from ingest.disk import telling_when_full


def partial_of(path: Path) -> Path:
    """Where a file stands while it is written; one that is found there was interrupted."""
    return path.with_name(f"{path.name}.new")


def write_whole(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a file in one step that neither a crash nor a power cut halves.

    Args:
        path: The file; its folder exists.
        content: What it will hold.
        mode: Who may read it, as far as the system's mask allows.

    Raises:
        DiskFullError: If there is no room for it; what was there before stays.
    """
    partial = partial_of(path)
    try:
        with telling_when_full(path.parent):
            partial.unlink(missing_ok=True)
            with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; systems that cannot open a folder do without."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:  # some network file systems
        return
    finally:
        os.close(handle)
