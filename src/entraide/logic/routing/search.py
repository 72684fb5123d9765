"""A post as routing sees it: what follows from it alone, worked out once and then held against every neighbour."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.hours import Spans, asked_spans
from entraide.logic.routing.kinship import kin_of
from entraide.logic.routing.parties import RoutedPost
from entraide.logic.routing.safety import classes_of, guessed_topics
from entraide.logic.routing.trust import SafetyRule, rule_for
from entraide.logic.routing.words import subject_words

_LIKELY_ENOUGH = 0.08
_NEAR_KIN = 0.35
_MOST_MEANT = 4
_MOST_SEARCHED = 8
# When nobody is left.
_FAR_KIN = 0.15
_MOST_SEARCHED_WIDELY = 16


@dataclass(frozen=True)
class Search:
    """One post looking for people. Everything here is derived from `post`."""

    post: RoutedPost

    @cached_property
    def reading(self) -> Reading:
        """The post's reading."""
        return self.post.reading

    @cached_property
    def topics(self) -> Mapping[str, float]:
        """What it is about: topic codes with their probabilities."""
        return guessed_topics(self.reading)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that say what it is about, without what is given in return."""
        text, spans = (self.post.text, self.reading.spans) if self.post.text else (self.reading.subject or "", ())
        return subject_words(text, spans) - (self.words_in_return - subject_words(self.reading.subject or ""))

    @cached_property
    def words_in_return(self) -> frozenset[str]:
        """The words of what is given in return, in a swap."""
        return subject_words(self.reading.terms.in_return or "")

    @cached_property
    def hours(self) -> Spans | None:
        """The hours of the week in which somebody is needed; None if any will do."""
        return asked_spans(self.reading.time, at=self.post.at)

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that the writer is known to understand."""
        return self.post.writer_languages or frozenset({self.reading.language})

    @cached_property
    def radius_km(self) -> float | None:
        """How far around the place the sentence asks, if it says so."""
        if self.post.radius_km is not None:
            return self.post.radius_km
        return self.reading.place.radius_km if self.reading.place else None

    @cached_property
    def safety_classes(self) -> tuple[str, ...]:
        """What is entrusted to whoever helps: the safety classes of the sentence."""
        return classes_of(self.reading, text=self.post.text, at=self.post.at)

    @cached_property
    def safety_rule(self) -> SafetyRule:
        """Who may help with it, by the rules of the post's community."""
        return rule_for(self.safety_classes, rules=self.post.safety_rules)


def topics_to_search(reading: Reading, *, is_wide: bool = False) -> tuple[str, ...]:
    """The topics under which to look for people: those the post may be about, likeliest first, each with its nearest kin.

    `is_wide`: also what it may less likely be about, and farther kin; whoever is found there must still have said what fits.
    """
    likely = sorted(guessed_topics(reading).items(), key=lambda pair: (-pair[1], pair[0]))
    meant = [topic for topic, p in likely if p >= _LIKELY_ENOUGH][:_MOST_MEANT] or [topic for topic, _ in likely[:1]]
    kin = [near for topic in meant[:2] for near in kin_of(topic, at_least=_NEAR_KIN)]
    if not is_wide:
        return tuple(dict.fromkeys([*meant, *kin]))[:_MOST_SEARCHED]
    others = [candidate.topic for candidate in reading.candidates]
    farther = [near for topic in meant for near in kin_of(topic, at_least=_FAR_KIN)]
    return tuple(dict.fromkeys([*meant, *kin, *others, *farther]))[:_MOST_SEARCHED_WIDELY]
