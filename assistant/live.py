"""A language model's text on a terminal while it is written: one line that goes away; Ctrl-C stops the model.

What it shows has not been checked yet: only its end is shown, and the checked answer takes its place.
"""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, current_thread, main_thread
from types import FrameType

_WIDTH = 72
_CLEAR = "\r\x1b[2K"


class Live:
    """The line.

    Attributes:
        stop: Set by the first Ctrl-C: what was written by then is kept, checked.
    """

    def __init__(self) -> None:
        self.stop = Event()
        self._text = ""
        self._shown = False

    def deliver(self, piece: str) -> None:
        """Show the end of the text so far."""
        self._text += piece
        line = " ".join(self._text.split())
        line = "…" + line[-_WIDTH:] if len(line) > _WIDTH else line
        visible = "".join(one if one.isprintable() else "\ufffd" for one in line)
        sys.stderr.write(f"{_CLEAR}\x1b[2mÀ vérifier : {visible}\x1b[0m")
        sys.stderr.flush()
        self._shown = True

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


@contextmanager
def live() -> Iterator[Live | None]:
    """A live line where the error stream is a terminal, else None."""
    if not sys.stderr.isatty():
        yield None
        return
    line = Live()

    def stopped(number: int, frame: FrameType | None) -> None:
        if line.stop.is_set():  # the second time, the user means it
            raise KeyboardInterrupt
        line.stop.set()

    handles = current_thread() is main_thread()
    before = signal.signal(signal.SIGINT, stopped) if handles else None
    try:
        yield line
    finally:
        if handles:
            signal.signal(signal.SIGINT, before)
        line.close()
