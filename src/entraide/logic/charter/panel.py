"""How members settle a simple case together: who is drawn, and what their voices decide. Two of two; else three of five.

Nobody chooses who sits: the draw is a shuffle that the case's own identifier seeds, so that it can be drawn again by whoever
wants to check it, and gives the same people whatever order they are listed in.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final, Literal
from uuid import UUID

Voice = Literal["keep", "hide"]
VOICES: Final[tuple[Voice, ...]] = ("keep", "hide")

FIRST_ROUND, SECOND_ROUND, MAJORITY = 2, 5, 3
# How long somebody has who was drawn, before another is drawn in their place.
A_SEAT_LASTS = timedelta(days=3)
# So often others are drawn for those who did not say anything; then the case goes back to the desk.
MOST_SEATS = 12


@dataclass(frozen=True)
class Decided:
    """The panel has decided."""

    voice: Voice


@dataclass(frozen=True)
class Draw:
    """So many more members are to be drawn."""

    count: int


@dataclass(frozen=True)
class Wait:
    """Those who were drawn have time left."""


@dataclass(frozen=True)
class GiveUp:
    """Too many of those who were drawn said nothing: a human at the desk has to settle it."""


def draw(candidates: Iterable[UUID], *, seed: UUID, count: int, without: Collection[UUID] = ()) -> tuple[UUID, ...]:
    """`count` of the candidates, or as many as there are, in an order that nobody can choose; none of `without`."""
    left = set(candidates) - set(without)
    return tuple(sorted(left, key=lambda one: (sha256(seed.bytes + one.bytes).digest(), one.bytes))[:count])


def next_step(voices: Iterable[Voice], *, waiting: int, drawn: int) -> Decided | Draw | Wait | GiveUp:
    """What the panel does now.

    `voices`: what has been said, in any order; `waiting`: how many of those drawn may still say something; `drawn`: how many
    ever were.
    """
    said = list(voices)
    for voice in VOICES:
        count = said.count(voice)
        if count >= MAJORITY or (count == len(said) == FIRST_ROUND):
            return Decided(voice)
    wanted = FIRST_ROUND if len(said) < FIRST_ROUND else SECOND_ROUND
    missing = wanted - len(said) - waiting
    if missing <= 0:
        return Wait()
    if drawn + missing > MOST_SEATS:
        return Wait() if waiting else GiveUp()
    return Draw(missing)
