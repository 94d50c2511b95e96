"""How often each caller may ask: counted in memory, for one process."""

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Throttle:
    """Counts requests over a moving minute.

    Args:
        by_key: How many a key may make; 0 sets no limit.
        by_address: How many an address may make without a key, or with keys that open nothing; 0 sets no limit.
    """

    def __init__(self, by_key: int, by_address: int) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._by_key = RateLimitItemPerMinute(by_key, namespace="key") if by_key else None
        self._by_address = RateLimitItemPerMinute(by_address, namespace="address") if by_address else None

    def wait_of(self, name: str, *, key: bool) -> int:
        """Count a request.

        Args:
            name: The key's id, or the address.
            key: Which of them it is.

        Returns:
            0 if it may go on, else the number of whole seconds until another may.
        """
        limit = self._by_key if key else self._by_address
        if limit is None or self._limiter.hit(limit, name):
            return 0
        reset = self._limiter.get_window_stats(limit, name).reset_time
        return max(1, math.ceil(reset - time.time()))
