"""Which of a person's own sentences answers a post, and how well: what they offered, like, or need.

A need is answered by what people offer, and more weakly by what they like; an offer by what they need. Where people do
something together (sport, outings), whoever looks for the same is the right one. Nothing here excludes anybody: `eligibility` does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

from entraide.logic.places.place import distance_km
from entraide.logic.routing.gist import Gist, Point
from entraide.logic.routing.kinship import likeness as topic_likeness
from entraide.logic.routing.parties import Neighbour, Spoken
from entraide.logic.routing.search import Search
from entraide.logic.routing.weights import FIT, FitWeights
from entraide.logic.routing.words import tongues, tongues_of, words_in_common

Role = Literal["offers", "needs", "likes", "shares", "swaps"]

# Looking for company in these, two who look for the same have found each other.
COMPANION_TOPICS = frozenset({"wellbeing.sport", "leisure.outings"})
# In these, a language that is named is what it is about: Dutch lessons do not answer a need of English ones.
TONGUE_TOPICS = frozenset({"learning.languages", "learning.tutoring", "admin.writing"})

_THINGS = frozenset({"give", "lend", "sell"})
_ROLE_COUNTS: dict[Role, float] = {"offers": 1.0, "needs": 1.0, "likes": 0.75, "shares": 0.95, "swaps": 0.75}
_OTHER_TONGUE = 0.3
_OTHER_WAY = 0.3
_SAME_PLACE_KM = 8.0
# Seen from the giver: what is asked, and what is offered instead. What is not named fits fully.
_OTHER_ACTION = {
    ("lend", "give"): 0.9, ("lend", "sell"): 0.6, ("give", "sell"): 0.8, ("give", "lend"): 0.8, ("sell", "lend"): 0.7,
    ("service", "give"): 0.7, ("service", "lend"): 0.7, ("service", "sell"): 0.6,
    ("give", "service"): 0.7, ("lend", "service"): 0.7, ("sell", "service"): 0.6,
}  # fmt: skip


@dataclass(frozen=True)
class Fit:
    """How one sentence of a person fits a post. `value` 0 to 1; `closeness` is the same before the role is weighed."""

    say: Spoken
    role: Role
    value: float
    closeness: float


def fits(search: Search, person: Neighbour, *, likenesses: Sequence[float | None]) -> tuple[list[Fit], float]:
    """The person's sentences that may answer the post, best first, and how close the nearest one is that wants the same.

    `likenesses` are the cosines of their vectors with the post's, in the order of `person.says`; None where there is none.
    """
    answering: list[Fit] = []
    same = 0.0
    for say, cosine in zip(person.says, likenesses, strict=True):
        role = role_of(search, person, say)
        close = closeness(search, person, say, cosine=cosine)
        if role is None:
            same = max(same, close)
            continue
        if role == "swaps":
            close = logistic(topic_likeness(search.gist.topics, say.gist.topics), cosine, 1, FIT)
        answering.append(Fit(say, role, close * _ROLE_COUNTS[role], close))
    if len(answering) > 1:
        answering.sort(key=lambda fit: (-fit.value, fit.say.text))
    return answering, same


def role_of(search: Search, person: Neighbour, say: Spoken) -> Role | None:
    """As what a sentence answers the post; None if it wants the same as the post and so does not answer it."""
    said, stands = say.gist, say.gist.stance
    if stands == "likes":
        return "likes"
    if stands in ("gives", "both") and search.gist.kind == "need":
        return "offers"
    if stands in ("asks", "both") and search.gist.kind == "offer":
        return "needs"
    if said.topic in COMPANION_TOPICS and search.gist.topic in COMPANION_TOPICS:
        return "shares"
    if search.gist.kind == "offer":
        # Whoever knits is glad of wool; whoever gives wool away is not.
        does = said.action == "service" and not said.parts_with
        return "likes" if does and search.gist.action in _THINGS else None
    return "swaps" if _swaps(search, person, said.words) else None


def closeness(
    search: Search, person: Neighbour, say: Spoken, *, cosine: float | None, weights: FitWeights = FIT
) -> float:
    """How likely the sentence is about what the post is about, 0 to 1, whoever wants or gives it."""
    said = say.gist
    common = words_in_common(search.gist.words, said.words)
    close = logistic(topic_likeness(search.gist.topics, said.topics), cosine, common, weights)
    if said.action and search.gist.action:
        close *= _OTHER_ACTION.get((search.gist.action, said.action), 1.0)
    if TONGUE_TOPICS & search.gist.topics.keys():
        asked, named = tongues(search.gist.words), tongues(said.words)
        if asked and named and not asked & named:
            close *= _OTHER_TONGUE
    if said.topic == "transport.rides" and _goes_elsewhere(search, person, said):
        close *= _OTHER_WAY
    return close


def logistic(topic: float, cosine: float | None, common: int, weights: FitWeights) -> float:
    """How likely two sentences are about the same, 0 to 1: by likeness of topics, cosine (None: unknown), and words in common."""
    # Without vectors the topic has to speak for the meaning too.
    meaning = cosine if cosine is not None else 0.35 * topic
    # One word in common may be chance (a hunt is no flush); two are not.
    shared = common**2 / (common**2 + 2)
    z = weights.constant + weights.topic * topic + weights.meaning * meaning + weights.words * shared
    return 1.0 / (1.0 + exp(-z))


def _swaps(search: Search, person: Neighbour, words: frozenset[str]) -> bool:
    """Whether two who both look for a language are each other's partner.

    The writer wants French and gives German for it; whoever wants German and speaks French has what the writer wants, and
    did not ask for it. Only for languages: of other swaps nobody can know whether they have the other half.
    """
    named_by_writer = tongues(search.gist.words | search.gist.words_in_return)
    given = tongues(search.gist.words_in_return) or named_by_writer & tongues_of(search.languages)
    if search.gist.language in search.languages and not search.gist.words_in_return:
        given &= tongues_of({search.gist.language})
    wanted = named_by_writer - given
    asked = tongues(words)
    return bool(given & asked and wanted & tongues_of(person.languages))


def end_of_trip(said: Gist, *, home: Point | None) -> Point | None:
    """Where a trip that a sentence speaks of ends: the destination, or else a place away from home; None if not said."""
    end = said.destination or said.place
    if end is None:
        return None
    is_home = said.destination is None and home is not None and distance_km(end, home) < _SAME_PLACE_KM
    return None if is_home else end


def _goes_elsewhere(search: Search, person: Neighbour, said: Gist) -> bool:
    """Whether both trips name their ends, and the ends lie apart."""
    mine, theirs = search.post.destination, end_of_trip(said, home=person.home)
    return mine is not None and theirs is not None and distance_km(mine, theirs) > _SAME_PLACE_KM
