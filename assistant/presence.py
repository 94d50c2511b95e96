"""Who serves an installation says so, so that nobody takes its folder away under it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: a file that is open there cannot be moved anyway
    fcntl = None  # type: ignore[assignment]

_FILE = "en-service.lock"
_PATIENCE, _PAUSE = 10.0, 0.05


@contextmanager
def present(home: Path) -> Iterator[None]:
    """Say that an installation is being served, as long as the block lasts; several may.

    Args:
        home: The installation's folder; where it cannot be written to, nothing is said.

    Raises:
        BackupError: If it is being restored, and still is after a while.
    """
    handle = None
    if fcntl is not None:
        with suppress(OSError):
            home.mkdir(parents=True, exist_ok=True)
            handle = os.open(home / _FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if handle is not None:
            _share(handle, home)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _share(handle: int, home: Path) -> None:
    """Take the lock beside others; who only looks whether it is taken holds it a moment, a restoration to its end.

    Raises:
        BackupError: If it is not to be had.
    """
    from assistant.archive import BackupError
    from assistant.restoration import finish

    end = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            break
        except BlockingIOError as error:
            if time.monotonic() > end:
                raise BackupError(
                    f"« {home} » est en cours de restauration.", "Attendez qu'elle soit finie, puis recommencez."
                ) from error
            time.sleep(_PAUSE)
        except OSError:  # a file system without locks
            break
    finish(home)  # a restoration that was killed meanwhile


@contextmanager
def alone(home: Path) -> Iterator[bool]:
    """Keep whoever would serve an installation waiting, as long as the block lasts.

    Args:
        home: The installation's folder, which exists.

    Returns:
        Whether nobody serves it; otherwise nobody is kept waiting.
    """
    if fcntl is None:
        yield True
        return
    handle = os.open(home / _FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        except OSError:  # a file system without locks
            pass
        yield True
    finally:
        os.close(handle)


def is_used(home: Path) -> bool:
    """Whether somebody serves an installation."""
    if fcntl is None:
        return False
    try:
        handle = os.open(home / _FILE, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return False
    except OSError:
        return True
    finally:
        os.close(handle)
