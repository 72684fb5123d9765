"""Who may help with what a post entrusts: the one place that asking, answering and choosing share. It only reads.

The rule is the community's, the charter's at least (logic.routing.trust). Whoever is asked went through the same rule in
logic.routing.eligibility; here it is held again when somebody answers and when they are chosen, for rules and people change.
"""

from dataclasses import dataclass
from datetime import datetime

from entraide.journeys.find_people import reading_of, routed, zone_of
from entraide.journeys.refusals import Refusal
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.gist import gist_of
from entraide.logic.routing.safety import classes_of
from entraide.logic.routing.trust import Fault, SafetyRule, in_force, rule_for
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community, CommunityRule
from entraide.records.communities.standings import fault_in, is_verified_here
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


@dataclass(frozen=True)
class Care:
    """What a sentence entrusts to whoever helps, and the rule that follows.

    Attributes:
        classes: the safety classes, in the order of logic.routing.safety.CLASSES.
        rule: who may help.
        decided: the community's own rule that makes it this strict, if it asks for more than the charter; else None.
    """

    classes: tuple[str, ...]
    rule: SafetyRule
    decided: CommunityRule | None = None


def insist(*, post: Post, person: Person, now: datetime, by_writer: bool = False) -> None:
    """Raise Refusal unless the rule lets this person say yes, or be chosen, at the aware moment `now`.

    `by_writer`: it is the writer who chooses the person. Codes: not_verified, not_verified_here, age_not_known (the person
    answers a need), helper_not_verified (the writer of a need chooses them), writer_not_verified (it is an offer: its writer helps),
    only_verified (the community brings its posts together with verified members only, and this person is none).
    """
    if post.community.asks_only_verified and not is_verified_here(person, community=post.community, today=now.date()):
        raise Refusal("helper_not_verified" if by_writer else "only_verified")
    found = fault_of(post=post, person=person, now=now)
    if found is None:
        return
    if post.kind == "offer":
        raise Refusal("writer_not_verified")
    raise Refusal("helper_not_verified" if by_writer else found)


def fault_of(*, post: Post, person: Person, now: datetime) -> Fault | None:
    """Why this person and the post's writer may not come together over it; None if they may. Of an offer the writer is who helps."""
    return fault_in(post.writer if post.kind == "offer" else person, post=routed(post, now=now))


def care_of(*, post: Post, now: datetime) -> Care | None:
    """What the post entrusts, and by which rule; None if nothing needs care."""
    at = now.astimezone(zone_of(post.writer)).replace(tzinfo=None)
    return care_of_sentence(reading=reading_of(post), text=post.text, community=post.community, at=at)


def care_of_sentence(*, reading: Reading, text: str, community: Community, at: datetime) -> Care | None:
    """The same for a sentence that may not be published yet. `at` is the local moment at which it is looked at."""
    classes = classes_of(gist_of(text, reading), at=at)
    if not classes or reading.kind == "none":
        return None
    decided = communities.rules_in_force(community)
    rules = {code: communities.as_rule(one) for code, one in decided.items()}
    own = [decided[code] for code in classes if _is_stricter(code, decided)]
    strictest = max(own, key=lambda one: _strictness(in_force(one.safety_class, rules=rules)), default=None)
    return Care(classes=classes, rule=rule_for(classes, rules=rules), decided=strictest)


def _strictness(rule: SafetyRule) -> tuple[int, bool, int]:
    """How much a rule asks for, to tell whose words are shown where several hold."""
    return rule.strictness, rule.for_adults_only, len(rule.kinds)


def _is_stricter(code: str, decided: dict[str, CommunityRule]) -> bool:
    """Whether the community has made a rule of this class that asks for more than the charter."""
    if code not in decided:
        return False
    charter = in_force(code, rules={})
    return charter != charter.together_with(communities.as_rule(decided[code]))
