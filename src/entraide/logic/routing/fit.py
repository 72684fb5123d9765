"""Which of a person's own sentences answers a post, and how well: what they offered, like, or need.

A need is answered by what people offer, and more weakly by what they like; an offer by what they need. Where people do
something together (sport, outings), whoever looks for the same is the right one. Nothing here excludes anybody: `eligibility` does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

from entraide.logic.places.place import distance_km
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.kinship import likeness as topic_likeness
from entraide.logic.routing.parties import Neighbour, Spoken
from entraide.logic.routing.safety import guessed_topics
from entraide.logic.routing.search import Search
from entraide.logic.routing.weights import FIT, FitWeights
from entraide.logic.routing.words import subject_words, tongues, words_in_common

Role = Literal["offers", "needs", "likes", "shares", "swaps"]

# Looking for company in these, two who look for the same have found each other.
COMPANION_TOPICS = frozenset({"wellbeing.sport", "leisure.outings"})
# In these, a language that is named is what it is about: Dutch lessons do not answer a need of English ones.
_TONGUE_TOPICS = frozenset({"learning.languages", "learning.tutoring", "admin.writing"})
_LANGUAGE_CODES = {"french": "fr", "dutch": "nl", "english": "en", "german": "de", "spanish": "es", "italian": "it", "portuguese": "pt", "arabic": "ar", "turkish": "tr", "polish": "pl", "russian": "ru", "ukrainian": "uk", "romanian": "ro", "chinese": "zh", "japanese": "ja", "greek": "el"}  # fmt: skip

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
        role = role_of(search, person, say.reading, words=words_of(say))
        close = closeness(search, say, cosine=cosine)
        if role is None:
            same = max(same, close)
            continue
        if role == "swaps":
            close = _logistic(topic_likeness(search.topics, guessed_topics(say.reading)), cosine, 1, FIT)
        answering.append(Fit(say, role, close * _ROLE_COUNTS[role], close))
    answering.sort(key=lambda fit: (-fit.value, fit.say.text))
    return answering, same


def role_of(search: Search, person: Neighbour, said: Reading, *, words: frozenset[str]) -> Role | None:
    """As what a sentence answers the post; None if it wants the same as the post and so does not answer it."""
    if said.kind == "none":
        return "likes"
    if said.kind != search.reading.kind:
        return "offers" if said.kind == "offer" else "needs"
    if said.topic in COMPANION_TOPICS and search.reading.topic in COMPANION_TOPICS:
        return "shares"
    return "swaps" if _swaps(search, person, words) else None


def closeness(search: Search, say: Spoken, *, cosine: float | None, weights: FitWeights = FIT) -> float:
    """How likely the sentence is about what the post is about, 0 to 1, whoever wants or gives it."""
    said = say.reading
    theirs = guessed_topics(said)
    words = words_of(say)
    common = words_in_common(search.words, words)
    close = _logistic(topic_likeness(search.topics, theirs), cosine, common, weights)
    if said.action and search.reading.action:
        close *= _OTHER_ACTION.get((search.reading.action, said.action), 1.0)
    if _TONGUE_TOPICS & search.topics.keys():
        asked, named = tongues(search.words), tongues(words)
        if asked and named and not asked & named:
            close *= _OTHER_TONGUE
    if said.topic == "transport.rides" and _goes_elsewhere(search, said):
        close *= _OTHER_WAY
    return close


def words_of(say: Spoken) -> frozenset[str]:
    """The words that say what a person's sentence is about."""
    return subject_words(say.text, say.reading.spans)


def _logistic(topic: float, cosine: float | None, common: int, weights: FitWeights) -> float:
    # Without vectors the topic has to speak for the meaning too.
    meaning = cosine if cosine is not None else 0.35 * topic
    shared = common / (common + 1)
    z = weights.constant + weights.topic * topic + weights.meaning * meaning + weights.words * shared
    return 1.0 / (1.0 + exp(-z))


def _swaps(search: Search, person: Neighbour, words: frozenset[str]) -> bool:
    """Whether somebody needs what the writer gives in return, and can be thought to give what the writer wants.

    Only for languages, where it can be known: whoever wants to practise German and speaks French is the partner of whoever
    offers German for French.
    """
    given = tongues(search.words_in_return)
    wanted = tongues(search.words) - given
    spoken = {name for name, code in _LANGUAGE_CODES.items() if code in person.languages}
    named = tongues(words)
    return bool(given & named and not (wanted & named and not wanted & spoken) and wanted & spoken)


def _goes_elsewhere(search: Search, said: Reading) -> bool:
    """Whether both trips name their ends, and the ends lie apart."""
    mine, theirs = search.post.destination, said.destination
    if mine is None or theirs is None:
        return False
    return distance_km(mine, (theirs.latitude, theirs.longitude)) > _SAME_PLACE_KM
