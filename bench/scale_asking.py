"""What a large library costs, measured from inside: `python -m bench.scale_asking LIBRARY KIND CLIENTS SECONDS`.

A process opens the library and asks; every client is a thread, and each asks questions of its own order. For `census`
each total is first compared with a plain count over the records: a wrong one ends the measurement.
"""

import json
import resource
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import psutil

from assistant.service import Assistant
from assistant.settings import Settings
from bench.scale_count import check
from bench.scale_questions import ASK, CENSUS, asked, counted, searched

_ROUNDS = 3
Ask = Callable[[], object]


def measure(home: Path, kind: str, clients: int, seconds: float) -> dict[str, object]:
    """Open a library and ask one kind of thing of it.

    Args:
        home: Where the library is.
        kind: See `bench.scale_questions.KINDS`.
        clients: How many threads ask at the same time.
        seconds: After so many a client asks nothing more.

    Returns:
        Seconds until the library was open and until the first answer, memory, and what each request took.
    """
    started = time.perf_counter()
    service = Assistant(Settings(home=home, embeddings="embedded"))
    library = service.library()
    assert library is not None
    opened = time.perf_counter() - started
    service.ask("Que prévoient les plans pour les jeunes ?")
    first, resident = time.perf_counter() - started, psutil.Process().memory_info().rss
    names = [one.identity.organisation.value for one in library.plans if one.identity.organisation]
    organisations = list(dict.fromkeys(names))
    checked = check(service, library, counted(organisations)) if kind == CENSUS and clients == 1 else {}
    calls = _warmed(service, kind, organisations)
    taken = together(calls, clients, seconds)
    return {
        "opened": opened,
        "first": first,
        "resident": resident,
        "warm": psutil.Process().memory_info().rss,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "checked": checked,
        "ms": taken,
    }


def prepared(home: Path, kind: str) -> Sequence[Ask]:
    """The requests of a kind, each made once."""
    service = Assistant(Settings(home=home, embeddings="embedded"))
    library = service.library()
    assert library is not None
    names = [one.identity.organisation.value for one in library.plans if one.identity.organisation]
    return _warmed(service, kind, list(dict.fromkeys(names)))


def _warmed(service: Assistant, kind: str, organisations: Sequence[str]) -> Sequence[Ask]:
    calls = _calls(service, kind, organisations)
    for call in calls:  # what is read once is read: a server runs for weeks
        call()
    return calls


def _calls(service: Assistant, kind: str, organisations: Sequence[str]) -> list[Ask]:
    if kind == ASK:
        return [_asking(service, text, who) for text, who in asked(organisations)]
    if kind == CENSUS:
        return [_asking(service, one.question, "agent") for one in counted(organisations)]
    return [_searching(service, text) for text in searched()]


def _asking(service: Assistant, text: str, who: str) -> Ask:
    return lambda: service.ask(text, audience="citoyen" if who == "citoyen" else "agent")


def _searching(service: Assistant, text: str) -> Ask:
    return lambda: service.search(text)


def together(calls: Sequence[Ask], clients: int, seconds: float, first: int = 0) -> list[float]:
    """What each request took, in ms, over all clients; each has an order of its own, drawn from its rank.

    Args:
        calls: The requests.
        clients: How many threads make them.
        seconds: After so many a client makes no more.
        first: The rank of the first client.
    """
    taken: list[float] = []
    failed: list[BaseException] = []
    end = time.perf_counter() + seconds

    def client(rank: int) -> None:
        mine = list(calls) * _ROUNDS
        Random(rank).shuffle(mine)
        try:
            for call in mine:
                before = time.perf_counter()
                if before > end:
                    return
                call()
                taken.append(1000 * (time.perf_counter() - before))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=client, args=(rank,)) for rank in range(first, first + clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return taken


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])), sys.stdout)
