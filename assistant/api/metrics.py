"""Figures of the API for Prometheus: requests, durations, load and answers, without a word of any of them."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

CONTENT_TYPE = CONTENT_TYPE_LATEST
_BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180)


class Metrics:
    """The figures of one server.

    Args:
        load: Says how many pieces of work run or wait.
    """

    def __init__(self, load: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "pst_requests", "Demandes répondues", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "pst_request_seconds", "Durée des demandes", ["route"], buckets=_BUCKETS, registry=self._registry
        )
        self._answers = Counter("pst_answers", "Réponses aux questions", ["status", "mode"], registry=self._registry)
        Gauge("pst_work", "Demandes en cours ou en attente", registry=self._registry).set_function(load)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def answer(self, status: str, mode: str) -> None:
        """Count an answer to a question."""
        self._answers.labels(status, mode).inc()

    def text(self) -> bytes:
        """The figures, as Prometheus reads them."""
        return generate_latest(self._registry)
