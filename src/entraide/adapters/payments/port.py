"""The port: what a provider of card payments is to those who ask it."""

from dataclasses import dataclass
from typing import Literal, Protocol

# What an attempt to pay has come to. Only `paid` pays anything.
State = Literal["open", "paid", "failed", "expired", "cancelled"]


@dataclass(frozen=True)
class Attempt:
    """An attempt to pay, as the provider tells it when asked.

    Attributes:
        reference: what the provider calls it.
        state: what it has come to.
        cents: how much it is of, in euro cents.
        about: the word that we gave it: which bill it is for.
        address: where the payer goes to pay, while it is open; "" otherwise.
    """

    reference: str
    state: State
    cents: int
    about: str
    address: str = ""


class NoProvider(Exception):
    """The provider gave no answer that can be used. `reason` is a code for the log.

    Codes: unreachable, too_slow, cut_off, too_long, not_json, not_a_payment, status_<number>.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnknownAttempt(NoProvider):
    """The provider knows no attempt with this reference."""


class CardProvider(Protocol):
    """Somebody with whom people pay by card. What it tells us by itself is never believed: it names an attempt, which is looked up."""

    @property
    def name(self) -> str:
        """What people are told it is called, before they are sent there."""

    def takes_for(self, slug: str) -> bool:
        """Whether its account is that of the community at this address."""

    def create(self, *, cents: int, what: str, about: str, back_to: str, tell: str, key: str, language: str) -> Attempt:
        """A new attempt to pay so many cents. Asked twice with the same `key` it is the same one.

        `what`: a line that the payer reads there, and on their statement. `about`: a word of ours that comes back with it. `back_to`:
        where the payer comes back to. `tell`: where the provider says that something changed ("" if it cannot reach us). Raises
        NoProvider.
        """

    def look_up(self, reference: str) -> Attempt:
        """The attempt as it is now. Raises NoProvider, UnknownAttempt."""

    def reference_in(self, told: bytes) -> str:
        """Which attempt a message of the provider names; "" for none. Nothing else in it is looked at."""
