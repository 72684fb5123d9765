"""Any OpenAI-compatible endpoint as an interpreter: one question at a time, left alone while it fails, counted in money."""

import threading
import time
from dataclasses import dataclass, field
from math import ceil

from entraide.adapters.interpreters.breaker import Breaker
from entraide.adapters.interpreters.exchange import post
from entraide.adapters.interpreters.port import Answer, NoAnswer
from entraide.adapters.interpreters.question import MOST_TOKENS_OUT, opinion_in, question


@dataclass(frozen=True)
class Endpoint:
    """An endpoint and its terms.

    Attributes:
        name: what members are told it is called.
        url: where questions go, whole (…/chat/completions).
        model: which of its models.
        key: its bearer token; empty for none. Never shown.
        limit_s: seconds until the built-in reading stands alone.
        cap_micro_eur: what may be spent in a day, in millionths of a euro.
        price_in, price_out: euros for a million tokens, which is millionths of a euro for one.
    """

    name: str
    url: str
    model: str
    key: str = field(default="", repr=False)
    limit_s: float = 6.0
    cap_micro_eur: int = 500_000
    price_in: float = 0.0
    price_out: float = 0.0
    _breaker: Breaker = field(default_factory=Breaker, repr=False, compare=False)
    # One at a time in each process: while one page waits, the others must not.
    _place: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(1), repr=False, compare=False)

    def most_it_costs(self, sentence: str) -> int:
        """What asking costs at the very most: no token is shorter than a byte, and of the answer we set the length."""
        return self._cost(len(question(sentence, model=self.model)), MOST_TOKENS_OUT)

    def ask(self, sentence: str) -> Answer:
        """Its opinion. Raises NoAnswer."""
        if not self._breaker.may_try(now=time.monotonic()):
            raise NoAnswer("resting", was_sent=False)
        if not self._place.acquire(blocking=False):
            raise NoAnswer("busy", was_sent=False)
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Connection": "close",
            "User-Agent": "Entraide",
        }
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            body = post(
                self.url,
                body=question(sentence, model=self.model),
                headers=headers,
                limit_s=self.limit_s,
                at_the_end=self._place.release,
            )
            opinion, tokens = opinion_in(body)
        except NoAnswer:
            self._breaker.note_failure(now=time.monotonic())
            raise
        self._breaker.note_success()
        return Answer(opinion=opinion, cost_micro_eur=self._cost(*tokens) if tokens else None)

    def _cost(self, tokens_in: int, tokens_out: int) -> int:
        """Millionths of a euro, rounded up."""
        return ceil(tokens_in * self.price_in + tokens_out * self.price_out)
