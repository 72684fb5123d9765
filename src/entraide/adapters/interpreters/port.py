"""The port: what an interpreter is to those who ask it."""

from dataclasses import dataclass
from typing import Protocol

from entraide.logic.reading.second_opinion import Opinion


@dataclass(frozen=True)
class Answer:
    """What an interpreter answered. `cost_micro_eur`: what it says this cost, in millionths of a euro; None if it does not say."""

    opinion: Opinion
    cost_micro_eur: int | None


class NoAnswer(Exception):
    """There is no opinion to be had. `reason` is a code for the log; `was_sent` says whether the sentence may have left this server.

    Codes: busy, resting, unreachable, too_slow, cut_off, status_<number>, encoded, too_long, not_json, not_an_opinion.
    """

    def __init__(self, reason: str, *, was_sent: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.was_sent = was_sent


class Interpreter(Protocol):
    """Somebody else who reads sentences. They come without names, addresses and numbers to ring: taking those out is the asker's task."""

    @property
    def name(self) -> str:
        """What members are told it is called."""

    @property
    def cap_micro_eur(self) -> int:
        """What may be spent on it in a day, in millionths of a euro."""

    def most_it_costs(self, sentence: str) -> int:
        """What asking about this sentence costs at the very most, in millionths of a euro."""

    def ask(self, sentence: str) -> Answer:
        """Its opinion of a sentence, within its own limit of time. Raises NoAnswer."""
