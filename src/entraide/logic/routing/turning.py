"""What other weights would change: who would be asked first about a post before and after, in numbers that name nobody."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.parties import Match
from entraide.logic.routing.score import weigh
from entraide.logic.routing.waves import wave_size
from entraide.logic.routing.weights import Weights


@dataclass(frozen=True)
class Turn:
    """One post under other weights.

    Attributes:
        people: how many may be asked at all; weights change nothing about that.
        first: how many would be asked first, after the turn.
        newly_first: how many of these would not have been among the first before.
        moved: how many of the people have another place in the order.
        comes: the best placed of those who newly come first; None if nobody does.
        goes: the best placed of those who made room.
        part: the part of the score that favours `comes` over `goes` by most more than before; empty without them.
    """

    people: int
    first: int
    newly_first: int
    moved: int
    comes: Match | None = None
    goes: Match | None = None
    part: str = ""


def turn(*, matches: Sequence[Match], reading: Reading, wanted: int, before: Weights, after: Weights) -> Turn:
    """How the order of `matches` (all who may be asked, in any order) changes from one set of weights to another."""
    old, new = _order(matches, before), _order(matches, after)
    old_first = old[: wave_size(matches=old, reading=reading, wanted=wanted)]
    new_first = new[: wave_size(matches=new, reading=reading, wanted=wanted)]
    were = {match.identity for match in old_first}
    are = {match.identity for match in new_first}
    comes = next((match for match in new_first if match.identity not in were), None)
    goes = next((match for match in old_first if match.identity not in are), None)
    return Turn(
        people=len(new),
        first=len(new_first),
        newly_first=len(are - were),
        moved=sum(one.identity != other.identity for one, other in zip(old, new, strict=True)),
        comes=comes,
        goes=goes,
        part=_what_speaks_for(comes, goes, before, after) if comes and goes else "",
    )


def _order(matches: Sequence[Match], weights: Weights) -> list[Match]:
    """The same order as `rank` gives, with these weights."""
    scored = [(weigh(match.because, weights=weights), match) for match in matches]
    scored.sort(key=lambda pair: (-pair[0], pair[1].distance_km or 0.0, pair[1].identity))
    return [match for _, match in scored]


def _what_speaks_for(comes: Match, goes: Match, before: Weights, after: Weights) -> str:
    """The part whose change of weight helps `comes` most against `goes`."""
    old, new = asdict(before), asdict(after)
    old_sum, new_sum = sum(old.values()), sum(new.values())

    def gain(part: str) -> float:
        ahead = _value(comes, part) - _value(goes, part)
        return float(new[part] / new_sum - old[part] / old_sum) * ahead

    return max(sorted(new), key=gain)


def _value(match: Match, part: str) -> float:
    return float(match.because.get(part, {}).get("value", 0.0))
