"""The charter holds whatever a community decides: each article says what breaks it, and what takes away is announced."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from tests.logic.charter.any_rules import ANY_RULES

from entraide.logic.charter.charter import (
    ANNOUNCED_BEFORE,
    ARTICLE_CODES,
    LONGEST_KEPT_MONTHS,
    MOST_FEE_PERCENT,
    NAMING_KINDS,
    breaches,
    soonest,
)
from entraide.logic.charter.rules import FIELDS, Rules
from entraide.logic.charter.taken_away import changed, taken_away
from entraide.logic.routing.attestations import KINDS, VERIFIES

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_what_every_community_begins_with_keeps_the_charter() -> None:
    assert breaches(Rules()) == ()


@pytest.mark.parametrize(
    ("article", "field", "rules"),
    [
        ("equal", "own_rules", Rules(own_rules=("On rend les outils.", "Pas d'étrangers."))),
        ("vote", "own_rules", Rules(own_rules=("Une part, une voix.",))),
        ("data", "own_rules", Rules(own_rules=("Les adresses sont vendues aux sponsors.",))),
        ("data", "members_read_by", Rules(members_read_by="all", posts_read_by="members")),
        ("leaving", "own_rules", Rules(own_rules=("Members may not leave.",))),
        ("leaving", "kept_months", Rules(kept_months=61)),
        ("adverts", "own_rules", Rules(own_rules=("Werbung ist willkommen.",))),
        ("fees", "fee_percent", Rules(fee_percent=10.1)),
        ("fees", "may_use_euros", Rules(fee_percent=1, may_use_euros=False)),
        ("care", "verified_through", Rules(verified_through=())),
        ("care", "verified_through", Rules(verified_through=("first_aid",))),
        ("children", "minors", Rules(minors="all")),
        ("children", "minors", Rules(minors="all", entry="invitation")),
        ("voice", "may_post", Rules(may_post="stewards", forum="off")),
        ("heard", "hide_after", Rules(hide_after=1)),
    ],
)
def test_each_article_says_what_breaks_it(article: str, field: str, rules: Rules) -> None:
    assert [(one.article, one.field) for one in breaches(rules)] == [(article, field)]


def test_the_sentence_that_breaks_it_is_named_with_its_words() -> None:
    (breach,) = breaches(Rules(own_rules=("On rend les outils.", "Ici, pas d'étrangers.")))
    assert (breach.sentence, breach.words) == (1, "pas d'étrangers")


def test_a_troop_of_scouts_may_take_children_of_any_age_behind_its_own_door() -> None:
    assert breaches(Rules(minors="all", entry="invitation", posts_read_by="members")) == ()


@given(rules=ANY_RULES)
def test_rules_without_a_breach_keep_every_bound_of_the_charter(rules: Rules) -> None:
    found = breaches(rules)
    assert {one.article for one in found} <= set(ARTICLE_CODES)
    assert {one.field for one in found} <= set(FIELDS)
    if not found:
        assert rules.fee_percent <= MOST_FEE_PERCENT
        assert rules.kept_months <= LONGEST_KEPT_MONTHS
        assert rules.verified_through
        assert rules.hide_after != 1
        assert rules.may_post != "stewards" or rules.forum in ("members", "verified")


def test_only_kinds_that_exist_make_somebody_verified_and_the_usual_one_does() -> None:
    assert set(KINDS) >= NAMING_KINDS >= VERIFIES


def test_every_field_says_what_it_takes_away() -> None:
    other = Rules(
        entry="invitation", posts_read_by="members", forum_read_by="members", members_read_by="stewards", may_post="verified",
        may_be_asked="verified", posts_checked="all", checkers=2, topics=("garden",), verified_through=("address",),
        verifiers="named", minors="none", currency="credits", currency_name="Coopflouze", floor=-5, ceiling=5,
        prices="free", per_hour=4, most_per_transfer=5, welcome=1, commons_floor=-2000, decay_percent=1, decay_free=3,
        debt_when_leaving="stays", credit_cents=500, books_read_by="members", may_use_euros=False,
        fee_percent=1, subscription_cents=2500, subscription_every="month",
        members_settle=True, hide_after=5, forum="off", own_rules=("Doucement.",),
        kept_months=12,
    )  # fmt: skip
    assert changed(before=Rules(), after=other) == FIELDS
    for field in FIELDS:
        taken_away(before=Rules(), after=replace(Rules(), **{field: getattr(other, field)}))


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        ({}, {"entry": "invitation"}, ("entry",)),
        ({"entry": "invitation"}, {}, ()),
        ({}, {"posts_read_by": "members"}, ("posts_read_by",)),
        ({"posts_read_by": "members"}, {}, ("posts_read_by",)),
        ({}, {"topics": ("garden",)}, ("topics",)),
        ({"topics": ("garden.maintenance",)}, {"topics": ("garden",)}, ()),
        ({"topics": ("garden", "work")}, {"topics": ("garden",)}, ("topics",)),
        ({}, {"floor": -5}, ()),
        ({"currency": "hours"}, {"currency": "hours", "floor": -5}, ("floor",)),
        ({"currency": "hours"}, {"currency": "hours", "floor": -50, "ceiling": 50}, ()),
        ({}, {"fee_percent": 2.0}, ("fee_percent",)),
        ({"fee_percent": 2.0}, {}, ()),
        ({}, {"own_rules": ("Doucement.",)}, ("own_rules",)),
        ({"own_rules": ("Doucement.",)}, {}, ()),
        ({}, {"checkers": 2}, ()),
        ({}, {"hide_after": 0}, ()),
        ({"hide_after": 0}, {}, ("hide_after",)),
        ({}, {"forum": "off"}, ("forum",)),
        ({"minors": "from_16"}, {"minors": "none"}, ("minors",)),
    ],
)
def test_what_takes_away_from_members_is_known(
    before: dict[str, object], after: dict[str, object], fields: tuple[str, ...]
) -> None:
    old, new = Rules.from_dict(before), Rules.from_dict(after)
    assert taken_away(before=old, after=new) == fields
    assert soonest(before=old, after=new, now=NOW) == (NOW + ANNOUNCED_BEFORE if fields else NOW)


@given(before=ANY_RULES, after=ANY_RULES)
def test_what_takes_away_is_never_at_once_unless_nobody_else_is_there(before: Rules, after: Rules) -> None:
    wait = soonest(before=before, after=after, now=NOW) - NOW
    assert wait == (timedelta(days=7) if taken_away(before=before, after=after) else timedelta(0))
    assert soonest(before=before, after=after, now=NOW, is_alone=True) == NOW
    assert taken_away(before=before, after=before) == ()
