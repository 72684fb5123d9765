"""The seven rules: who may be asked at all. None of them is ever traded for score, and each can be told to the person.

`RULES` is the table, in the order of their numbers; a rule holds or leaves somebody out, and its code says why. The code
`blocked` is for stewards' eyes only: nobody is told that somebody blocked them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from entraide.logic.routing.encounter import Encounter, terms_of
from entraide.logic.routing.fit import Fit
from entraide.logic.routing.hours import elapsed
from entraide.logic.routing.parties import Neighbour, RoutedPost
from entraide.logic.routing.reach import DEFAULT_RADIUS_KM
from entraide.logic.routing.safety import classes_of
from entraide.logic.routing.search import Search
from entraide.logic.routing.trust import SafetyRule, Standing, fault, rule_for
from entraide.logic.routing.vectors import likenesses

_DAY = timedelta(days=1)
_FOR_ANYBODY = SafetyRule()
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Rule:
    """One rule: its number, the code that tells whom it leaves out, and the function that says whether it holds."""

    number: int
    code: str
    holds: Callable[[Encounter], bool]


def is_somebody_else(meeting: Encounter) -> bool:
    """Nobody is asked for their own post."""
    return meeting.search.post.writer is None or meeting.person.identity != meeting.search.post.writer


def is_not_blocked(meeting: Encounter) -> bool:
    """Neither has blocked the other."""
    return meeting.search.post.writer is None or meeting.search.post.writer not in meeting.person.blocks


def is_there(meeting: Encounter) -> bool:
    """The account is active, and not paused or away."""
    return meeting.person.is_active and not meeting.person.is_paused


def is_addressed(meeting: Encounter) -> bool:
    """They share a community to which the post is addressed, or it is open to all."""
    addressed = meeting.search.post.communities
    return not addressed or bool(addressed & meeting.person.communities)


def is_within_reach(meeting: Encounter) -> bool:
    """The place lies within their radius and the post's; for a ride, near the start or on the way. Remote posts are near to all."""
    return _by_the_fitting_sentence(meeting, Encounter.is_reached, without=_home_is_near)


def has_said_so(meeting: Encounter) -> bool:
    """Some sentence of their own answers the post."""
    return meeting.fit is not None


def has_not_only_asked_for_it(meeting: Encounter) -> bool:
    """They have not merely said that they need the same (or, for an offer, that they give the same)."""
    return not meeting.has_only_said_the_same


def is_free_then(meeting: Encounter) -> bool:
    """They have some free time within the time asked for."""
    return _by_the_fitting_sentence(meeting, Encounter.is_free)


def was_not_asked_enough(meeting: Encounter) -> bool:
    """The number of asks that they allow for a day (24 hours) and a week is not used up."""
    person, at = meeting.person, meeting.search.post.at
    if not person.asked_at:
        return person.asks_per_day != 0 and person.asks_per_week != 0
    today = sum(elapsed(asked, at) < _DAY for asked in person.asked_at)
    this_week = sum(elapsed(asked, at) < _WEEK for asked in person.asked_at)
    within_day = person.asks_per_day is None or today < person.asks_per_day
    return within_day and (person.asks_per_week is None or this_week < person.asks_per_week)


def is_trusted_enough(meeting: Encounter) -> bool:
    """They meet the community's rule where somebody's safety depends on it. It does not concern those who are helped.

    A post may be misread: what is entrusted by the sentence for which they would be asked counts too.
    """
    search, person = meeting.search, meeting.person
    if search.gist.kind != "need":
        return True
    rule = search.safety_rule
    is_minor = person.is_adult is False
    is_entrusted = is_minor and bool(search.safety_classes)
    if meeting.fit is not None and (search.post.safety_rules or not person.is_verified or is_minor):
        classes = classes_of(meeting.fit.say.gist)
        if classes:
            rule = rule.together_with(rule_for(classes, rules=search.post.safety_rules))
            is_entrusted = is_minor
    if is_entrusted:
        return False
    if rule == _FOR_ANYBODY:
        return True
    standing = Standing(
        is_verified=person.is_verified,
        verified_by=person.verified_by,
        is_adult=person.is_adult,
        attested=person.attested,
    )
    return fault(standing, rule=rule, house=search.post.house) is None


def is_verified_where_asked(meeting: Encounter) -> bool:
    """Where a community asks only members whom it has verified, they are one."""
    post = meeting.search.post
    return not post.only_verified or post.house in meeting.person.verified_by


def is_offered_by_somebody_trusted(meeting: Encounter) -> bool:
    """Who offers something that needs care meets the community's rule, as far as their standing is known."""
    post = meeting.search.post
    if post.gist.kind != "offer" or post.writer_standing is None:
        return True
    return fault(post.writer_standing, rule=meeting.search.safety_rule, house=post.house, is_entrusted=True) is None


def accepts_the_terms(meeting: Encounter) -> bool:
    """They help on these terms. Open terms and swaps exclude nobody, nor do the terms of an offer."""
    return _by_the_fitting_sentence(meeting, Encounter.terms_suit, without=_general_terms_suit)


def shares_a_language(meeting: Encounter) -> bool:
    """They and the writer have a language in common, as far as both have said theirs."""
    return not meeting.person.languages or bool(meeting.person.languages & meeting.search.languages)


RULES: tuple[Rule, ...] = (
    Rule(1, "own_post", is_somebody_else),
    Rule(1, "blocked", is_not_blocked),
    Rule(1, "away", is_there),
    Rule(2, "other_community", is_addressed),
    Rule(3, "too_far", is_within_reach),
    Rule(4, "only_the_same", has_not_only_asked_for_it),
    Rule(4, "not_said", has_said_so),
    Rule(4, "not_free", is_free_then),
    Rule(4, "asked_enough", was_not_asked_enough),
    Rule(5, "only_verified", is_verified_where_asked),
    Rule(5, "not_verified", is_trusted_enough),
    Rule(5, "writer_not_verified", is_offered_by_somebody_trusted),
    Rule(6, "other_terms", accepts_the_terms),
    Rule(7, "no_shared_language", shares_a_language),
)

# The same rules, the cheap ones first: the outcome is the same, most people are left out before words are compared.
_NEEDS_THE_WORDS = {
    is_within_reach,
    has_not_only_asked_for_it,
    has_said_so,
    is_free_then,
    is_trusted_enough,
    accepts_the_terms,
}
_QUICKLY = tuple(sorted((rule.holds for rule in RULES), key=lambda holds: holds in _NEEDS_THE_WORDS))


def is_eligible(meeting: Encounter) -> bool:
    """Whether all rules hold."""
    if meeting.is_hopelessly_far:
        return False
    # A plain loop: this runs for everybody who is looked at.
    for holds in _QUICKLY:  # noqa: SIM110
        if not holds(meeting):
            return False
    return True


def why_not(*, post: RoutedPost, person: Neighbour) -> str | None:
    """The code of the first rule that leaves this person out; None if they may be asked."""
    meeting = Encounter(Search(post), person, likenesses(post.vector, [say.vector for say in person.says]))
    return next((rule.code for rule in RULES if not rule.holds(meeting)), None)


def all_faults(meeting: Encounter) -> tuple[str, ...]:
    """The codes of every rule that leaves this person out, in the order of the rules; empty if they may be asked."""
    return tuple(rule.code for rule in RULES if not rule.holds(meeting))


def _by_the_fitting_sentence(
    meeting: Encounter,
    holds: Callable[[Encounter, Fit], bool],
    *,
    without: Callable[[Encounter], bool] = lambda _: True,
) -> bool:
    """Whether something holds for the sentence by which they would be asked; `without` answers where there is none."""
    return without(meeting) if meeting.fit is None else holds(meeting, meeting.fit)


def _home_is_near(meeting: Encounter) -> bool:
    """Whether their home lies within their general radius, for those who said nothing that fits."""
    if meeting.search.gist.is_remote:
        return True
    radius = meeting.person.radius_km if meeting.person.radius_km is not None else DEFAULT_RADIUS_KM
    return meeting.distance_km is not None and meeting.distance_km <= radius


def _general_terms_suit(meeting: Encounter) -> bool:
    """Whether the terms that they stated in general allow the post."""
    wanted = terms_of(meeting.search.gist)
    return (
        meeting.search.gist.kind == "offer"
        or not wanted
        or not meeting.person.terms
        or bool(wanted & meeting.person.terms)
    )
