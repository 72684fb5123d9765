"""A post as routing sees it: what follows from it alone, worked out once and then held against every neighbour."""

from dataclasses import dataclass
from functools import cached_property

from entraide.logic.routing.gist import Gist
from entraide.logic.routing.hours import Spans, asked_spans
from entraide.logic.routing.kinship import kin_of
from entraide.logic.routing.parties import RoutedPost
from entraide.logic.routing.safety import classes_of
from entraide.logic.routing.trust import SafetyRule, rule_for

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
    def gist(self) -> Gist:
        """The gist of the post's sentence."""
        return self.post.gist

    @cached_property
    def hours(self) -> Spans | None:
        """The hours of the week in which somebody is needed; None if any will do."""
        return asked_spans(self.gist.time, at=self.post.at)

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that the writer is known to understand."""
        return self.post.writer_languages or frozenset({self.gist.language})

    @cached_property
    def radius_km(self) -> float | None:
        """How far around the place the sentence asks, if it says so."""
        return self.post.radius_km if self.post.radius_km is not None else self.gist.radius_km

    @cached_property
    def safety_classes(self) -> tuple[str, ...]:
        """What is entrusted to whoever helps: the safety classes of the sentence."""
        return classes_of(self.gist, at=self.post.at)

    @cached_property
    def safety_rule(self) -> SafetyRule:
        """Who may help with it, by the rules of the post's community."""
        return rule_for(self.safety_classes, rules=self.post.safety_rules)


def topics_to_search(gist: Gist, *, is_wide: bool = False) -> tuple[str, ...]:
    """The topics under which to look for people: those the post may be about, likeliest first, each with its nearest kin.

    `is_wide`: also what it may less likely be about, and farther kin; whoever is found there must still have said what fits.
    """
    likely = sorted(gist.topics.items(), key=lambda pair: (-pair[1], pair[0]))
    meant = [topic for topic, p in likely if p >= _LIKELY_ENOUGH][:_MOST_MEANT] or [topic for topic, _ in likely[:1]]
    kin = [near for topic in meant[:2] for near in kin_of(topic, at_least=_NEAR_KIN)]
    if not is_wide:
        return tuple(dict.fromkeys([*meant, *kin]))[:_MOST_SEARCHED]
    farther = [near for topic in meant for near in kin_of(topic, at_least=_FAR_KIN)]
    return tuple(dict.fromkeys([*meant, *kin, *gist.topics, *gist.also, *farther]))[:_MOST_SEARCHED_WIDELY]
