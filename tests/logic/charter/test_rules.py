"""A community's rules as data: what they can be, what holds until somebody decides, and that nothing is lost on the way."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from tests.logic.charter.any_rules import ANY_RULES

from entraide.logic.charter.rules import FIELDS, Rules, WrongRules


@given(rules=ANY_RULES)
def test_rules_come_back_from_what_is_kept_of_them(rules: Rules) -> None:
    assert Rules.from_dict(json.loads(json.dumps(rules.as_dict()))) == rules


def test_what_a_community_never_decided_has_its_default() -> None:
    assert Rules.from_dict({}) == Rules()
    assert Rules.from_dict({"entry": "request", "from_a_later_version": 1}) == Rules(entry="request")


@pytest.mark.parametrize("field", FIELDS)
def test_a_value_that_means_nothing_is_refused_and_named(field: str) -> None:
    for wrong in (None, "nobody knows", -2_000_000, 3.14159, ["x", "x"], {}):
        if field == "currency_name" and wrong == "nobody knows":
            continue
        with pytest.raises(WrongRules) as refused:
            Rules.from_dict({field: wrong})
        assert refused.value.field == field


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("checkers", True),
        ("checkers", 3),
        ("floor", 1),
        ("ceiling", -1),
        ("own_rules", ["x" * 201]),
        ("own_rules", ["une\nligne"]),
        ("own_rules", [""]),
        ("own_rules", [str(n) for n in range(13)]),
        ("kept_months", 0),
        ("fee_percent", 2.55),
        ("fee_percent", float("nan")),
        ("topics", ["Jardin"]),
    ],
)
def test_bounds_hold(field: str, wrong: object) -> None:
    with pytest.raises(WrongRules):
        Rules.from_dict({field: wrong})


def test_a_family_allows_all_its_topics_and_a_topic_only_itself() -> None:
    assert Rules().allows_topic("garden.maintenance")
    some = replace(Rules(), topics=("garden", "work.design"))
    assert some.allows_topic("garden.maintenance")
    assert some.allows_topic("work.design")
    assert some.allows_topic(None)
    assert not some.allows_topic("work.legal")
    assert not some.allows_topic("animals.walking")
