"""Time by stage, taken around the product's own functions without changing them."""

import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Stopwatch:
    """Adds up the time of each stage; a stage inside another one counts for itself alone, so that all add up.

    Attributes:
        seconds: By stage.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inside = threading.local()

    def timed(self, stage: str, function: Callable[_P, _R]) -> Callable[_P, _R]:
        """The function, its time taken."""

        @wraps(function)
        def run(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            inner: list[float] = getattr(self._inside, "stack", None) or self._new_stack()
            inner.append(0.0)
            started = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                elapsed = time.perf_counter() - started
                own = elapsed - inner.pop()
                inner[-1] += elapsed
                self.seconds[stage] = self.seconds.get(stage, 0.0) + own

        return run

    def wrap(self, owner: Any, name: str, stage: str) -> None:  # noqa: ANN401 - a module, a class or a dictionary
        """Take the time of a function in the place where its callers find it.

        Args:
            owner: A module, a class, or a dictionary of functions.
            name: The function's name there.
            stage: What its time counts for.

        Raises:
            AttributeError: If there is no such function: the product has changed, and this measurement with it.
        """
        if isinstance(owner, dict):
            owner[name] = self.timed(stage, owner[name])
            return
        found = vars(owner).get(name) if isinstance(owner, type) else getattr(owner, name)
        if found is None:
            raise AttributeError(f"{owner}.{name}")
        if isinstance(found, classmethod):
            setattr(owner, name, classmethod(self.timed(stage, found.__func__)))
        else:
            setattr(owner, name, self.timed(stage, found))

    def _new_stack(self) -> list[float]:
        stack = [0.0]
        self._inside.stack = stack
        return stack
