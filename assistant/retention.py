"""Erases what has been kept as long as the installation wants, at every start and once a day, visited or not."""

import logging
import threading
from pathlib import Path

from assistant.places import Place
from assistant.settings import Settings
from ingest.errors import PstError

_LOG = logging.getLogger(__name__)
_DAY_SECONDS = 86_400.0
_started = threading.Lock()


def purge(settings: Settings) -> None:
    """Erase what is too old in every store that exists.

    Conversations go with their lists, opinions stay as long as conversations; the journal and the log of the API have
    their own length (`journal_days`). Drafts stay until their author deletes them.

    Raises:
        PstError: If a store cannot be written; the others are purged all the same.
    """
    from assistant.administration.feedback import Feedback
    from assistant.administration.journal import Journal
    from assistant.api.audit import Audit
    from assistant.conversations import Conversations

    failed: list[PstError] = []
    for place, work in (
        (settings.conversations, lambda place: Conversations(place, settings.conversation_days)),
        (settings.feedback, lambda place: Feedback(place, settings.conversation_days)),
        (settings.journal, lambda place: Journal(place, settings.journal_days)),
        (settings.api_audit, lambda place: Audit(place, settings.journal_days).close()),
    ):
        try:
            if _there(place):
                work(place)
        except PstError as error:
            failed.append(error)
    if failed:
        raise failed[0]


def keep_purging(settings: Settings, seconds: float = _DAY_SECONDS, stop: threading.Event | None = None) -> None:
    """Purge now and then every so many seconds, beside the rest of the process; once a process.

    Args:
        settings: The installation's settings.
        seconds: How long to wait in between.
        stop: Ends it once it is set.
    """
    if not _started.acquire(blocking=False):
        return

    ended = stop or threading.Event()

    def run() -> None:
        while True:
            try:
                purge(settings)
            except Exception:
                _LOG.exception("What is too old could not be erased")
            if ended.wait(seconds):
                return

    threading.Thread(target=run, name="pst-retention", daemon=True).start()


def _there(place: Place) -> bool:
    return not isinstance(place, Path) or place.exists()
