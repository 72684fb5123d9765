"""A circuit breaker: whoever failed several times in a row is left alone for a while, longer each time, then tried once."""

import threading

FAILURES = 3
FIRST_REST_S = 60.0
LONGEST_REST_S = 3600.0


class Breaker:
    """Counts failures in a row. All moments are seconds on one clock that never goes back (time.monotonic)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until = 0.0

    def may_try(self, *, now: float) -> bool:
        """Whether it may be tried at `now`."""
        with self._lock:
            return now >= self._rests_until

    def note_success(self) -> None:
        """It worked: all failures are forgotten."""
        with self._lock:
            self._failures, self._rests_until = 0, 0.0

    def note_failure(self, *, now: float) -> None:
        """It failed. From the third time in a row on it rests: a minute, then twice as long after each failed try."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                rest_s = FIRST_REST_S * 2 ** min(self._failures - FAILURES, 10)
                self._rests_until = now + min(rest_s, LONGEST_REST_S)
