"""What needs care, and whom a community trusts with it: never laxer than the charter, by the same function for all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.logic.routing.neighbourhood import AT, person, post, reading, said

from entraide.logic.reading.interpretation import Candidate
from entraide.logic.routing.eligibility import all_faults, why_not
from entraide.logic.routing.encounter import Encounter
from entraide.logic.routing.gist import gist_of
from entraide.logic.routing.safety import CLASSES, class_of_topic, classes_of
from entraide.logic.routing.search import Search
from entraide.logic.routing.trust import (
    CHARTER,
    LEVELS,
    SafetyRule,
    Standing,
    Vouched,
    fault,
    in_force,
    rule_for,
    standing_by,
)

LEVEL = st.sampled_from(LEVELS)
RULES = st.dictionaries(st.sampled_from(CLASSES), st.builds(SafetyRule, LEVEL, st.booleans()))
STANDING = st.builds(
    lambda houses, adult: Standing(bool(houses), frozenset(houses), adult),
    st.sets(st.sampled_from(["rue", "smart"])),
    st.sampled_from([None, False, True]),
)
VERIFIED, HERE = SafetyRule("verified"), SafetyRule("verified_here")


def test_every_class_has_its_rule_in_the_charter() -> None:
    assert set(CHARTER) == set(CLASSES)


@given(classes=st.sets(st.sampled_from(CLASSES)), rules=RULES)
def test_no_rule_of_a_community_is_laxer_than_the_charters(classes: set[str], rules: dict[str, SafetyRule]) -> None:
    assert not rule_for(classes, rules=rules).is_laxer_than(rule_for(classes, rules={}))


@given(standing=STANDING, rules=RULES, code=st.sampled_from(CLASSES))
def test_whoever_the_charter_leaves_out_no_community_lets_in(
    standing: Standing, rules: dict[str, SafetyRule], code: str
) -> None:
    if fault(standing, rule=CHARTER[code], house="rue"):
        assert fault(standing, rule=in_force(code, rules=rules), house="rue")


@pytest.mark.parametrize(
    ("standing", "rule", "house", "found"),
    [
        (Standing(), SafetyRule(), "rue", None),
        (Standing(), VERIFIED, "rue", "not_verified"),
        (Standing(is_verified=True), VERIFIED, "rue", None),
        (Standing(True, frozenset({"smart"})), VERIFIED, "rue", None),
        (Standing(True, frozenset({"smart"})), HERE, "rue", "not_verified_here"),
        (Standing(True, frozenset({"rue"})), HERE, "rue", None),
        (Standing(True, frozenset({"smart"})), HERE, None, None),
        (Standing(is_verified=True), SafetyRule("verified", True), "rue", "age_not_known"),
        (Standing(is_verified=True, is_adult=False), SafetyRule("verified", True), "rue", "age_not_known"),
        (Standing(is_verified=True, is_adult=True), SafetyRule("verified", True), "rue", None),
    ],
)  # fmt: skip
def test_whom_a_rule_lets_help(standing: Standing, rule: SafetyRule, house: str | None, found: str | None) -> None:
    assert fault(standing, rule=rule, house=house) == found


@pytest.mark.parametrize(
    ("topic", "code"),
    [
        ("children.babysitting", "children"), ("care.company", "care"), ("places.stay", "lodging"), ("home.watching", "keys"),
        ("places.shelter", "lodging"), ("transport.accompany", "accompanying"), ("places.housing", None), (None, None),
    ],
)  # fmt: skip
def test_the_class_of_a_topic(topic: str | None, code: str | None) -> None:
    assert class_of_topic(topic) == code


@pytest.mark.parametrize(
    ("topic", "text", "has_key"),
    [
        ("animals.sitting", "Qui nourrit mon chat ? Je laisse la clé chez la voisine.", True),
        ("animals.sitting", "Wie voedert mijn kat? De huissleutel ligt bij de buren.", True),
        ("garden.maintenance", "Can you water the greenhouse? I'll give you a spare key.", True),
        ("home.cleaning", "Wer putzt freitags? Den Hausschlüssel bekommen Sie.", True),
        ("animals.sitting", "Qui garde mon chat ?", False),
        ("home.repairs", "Qui me prête une clé à molette ?", False),
        ("home.cleaning", "Qui nettoie mes vitres ? J'ai une clé USB à donner.", False),
    ],
)
def test_keys_are_found_where_they_are_handed_over(topic: str, text: str, has_key: bool) -> None:
    assert ("keys" in classes_of(gist_of(text, reading(topic, "need")), at=AT)) is has_key


@pytest.mark.parametrize(
    ("topic", "time", "is_night"),
    [
        ("animals.sitting", ("2026-03-07T22:00", "2026-03-08T07:00", None), True),
        ("animals.sitting", ("2026-03-07T18:00", "2026-03-07T23:00", None), False),
        ("animals.sitting", ("2026-03-07T00:00", "2026-03-09T00:00", None), False),
        ("leisure.outings", ("2026-03-07T22:00", "2026-03-08T04:00", None), False),
        ("care.night", None, True),
        ("animals.sitting", None, False),
    ],
)
def test_nights_are_hours_of_the_night_and_not_days_that_have_one(
    topic: str, time: tuple[str, str, None] | None, is_night: bool
) -> None:
    changes = {"time": time} if time else {}
    assert ("nights" in classes_of(gist_of("", reading(topic, "need", **changes)), at=AT)) is is_night


def test_several_delicate_guesses_together_name_the_likeliest_class() -> None:
    maybe = (Candidate("leisure.outings", 0.5), Candidate("care.company", 0.2), Candidate("children.activities", 0.1))
    assert classes_of(gist_of("", reading("leisure.outings", "need", candidates=maybe))) == ("care",)


def test_a_community_may_ask_that_it_verified_people_itself() -> None:
    offered = said("Je garde volontiers des enfants", "children.babysitting")
    strict = {"house": "rue", "safety_rules": {"children": HERE}}
    asked = Search(_with(post("children.babysitting"), **strict))
    elsewhere = person("Daan", offered, is_verified=True, verified_by=frozenset({"smart"}))
    here = person("Els", offered, is_verified=True, verified_by=frozenset({"rue"}))
    assert why_not(post=asked.post, person=elsewhere) == "not_verified"
    assert why_not(post=asked.post, person=here) is None


def test_who_offers_what_needs_care_is_the_one_to_be_trusted() -> None:
    needs = said("Je cherche quelqu'un pour garder ma fille", "children.babysitting", "need")
    offer = post("children.babysitting", "offer")
    assert why_not(post=_with(offer, writer_standing=Standing()), person=person("Els", needs)) == "writer_not_verified"
    trusted = _with(offer, writer_standing=Standing(is_verified=True))
    assert why_not(post=trusted, person=person("Els", needs)) is None
    assert why_not(post=offer, person=person("Els", needs)) is None


def test_every_fault_is_told_in_the_order_of_the_rules() -> None:
    meeting = Encounter(Search(post()), person(is_paused=True, home=None))
    assert all_faults(meeting) == ("away", "too_far")
    assert all_faults(Encounter(Search(post()), person())) == ()


def _with(of: object, **changes: object) -> object:
    from dataclasses import replace

    return replace(of, **changes)  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("attested", "house", "found"),
    [
        ((), "rue", "not_attested"),
        ((("rue", "extract"),), "rue", None),
        ((("smart", "extract"),), "rue", "not_attested"),
        ((("smart", "extract"),), None, None),
        ((("rue", "driving"),), "rue", "not_attested"),
    ],
)
def test_a_kind_that_is_asked_for_must_be_attested_by_the_same_community(
    attested: tuple[tuple[str, str], ...], house: str | None, found: str | None
) -> None:
    rule = SafetyRule("anybody", kinds=frozenset({"extract"}))
    assert fault(Standing(attested=frozenset(attested)), rule=rule, house=house) == found


@given(kinds=st.sets(st.sampled_from(["extract", "driving", "first_aid"])))
def test_rules_together_ask_for_the_kinds_of_each(kinds: set[str]) -> None:
    one, other = SafetyRule(kinds=frozenset(kinds)), SafetyRule("verified", kinds=frozenset({"extract"}))
    both = one.together_with(other)
    assert not both.is_laxer_than(one)
    assert not both.is_laxer_than(other)


DAY = date(2026, 3, 4)


@given(until=st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 1)))
def test_what_a_community_says_counts_up_to_its_last_day(until: date | None) -> None:
    holds = until is None or until >= DAY
    standing = standing_by([Vouched("rue", True, until, (("adult", until), ("driving", until)))], today=DAY)
    assert standing.is_verified is holds
    assert standing.is_adult is (True if holds else None)
    assert standing.attested == (frozenset({("rue", "adult"), ("rue", "driving")}) if holds else frozenset())


def test_whoever_said_that_they_are_not_of_age_is_entrusted_with_nothing_until_they_are() -> None:
    vouched = [Vouched("rue", True, None, (("adult", None),))]
    young = standing_by(vouched, today=DAY, adult_on=date(2026, 4, 1))
    assert young.is_adult is False
    assert fault(young, rule=SafetyRule(), house="rue", is_entrusted=True) == "age_not_known"
    assert fault(young, rule=SafetyRule(), house="rue") is None
    grown = standing_by(vouched, today=date(2026, 4, 1), adult_on=date(2026, 4, 1))
    assert fault(grown, rule=SafetyRule("verified", True), house="rue", is_entrusted=True) is None
