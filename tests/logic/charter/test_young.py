"""Who may belong below 18, by the rule of a community."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from entraide.logic.charter.rules import MINORS
from entraide.logic.charter.young import is_minor, why_too_young

TODAY = date(2026, 3, 4)
SIXTEEN, FIFTEEN = date(2028, 3, 1), date(2028, 4, 1)


@pytest.mark.parametrize(
    ("rule", "adult_on", "has_consent", "why"),
    [
        ("none", SIXTEEN, True, "minors_not_here"),
        ("from_16", SIXTEEN, False, ""),
        ("from_16", FIFTEEN, True, "too_young_here"),
        ("with_consent", FIFTEEN, False, "parent_missing"),
        ("with_consent", FIFTEEN, True, ""),
        ("all", FIFTEEN, False, ""),
    ],
)
def test_the_rule_decides(rule: str, adult_on: date, has_consent: bool, why: str) -> None:
    assert why_too_young(adult_on, has_consent=has_consent, rule=rule, today=TODAY) == why


@given(some.sampled_from(MINORS), some.booleans(), some.integers(0, 40_000))
def test_whoever_is_of_age_or_says_nothing_is_never_kept_out(rule: str, has_consent: bool, days: int) -> None:
    for adult_on in (None, TODAY - timedelta(days=days)):
        assert not is_minor(adult_on, today=TODAY)
        assert why_too_young(adult_on, has_consent=has_consent, rule=rule, today=TODAY) == ""


@given(some.sampled_from(MINORS), some.integers(1, 6500))
def test_a_parents_consent_never_makes_it_harder(rule: str, days: int) -> None:
    adult_on = TODAY + timedelta(days=days)
    without, with_it = (why_too_young(adult_on, has_consent=has, rule=rule, today=TODAY) for has in (False, True))
    assert with_it == "" if without == "" else True
