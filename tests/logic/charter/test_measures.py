"""What may follow from a broken rule, for how long, and who looks at it again."""

from datetime import UTC, datetime, timedelta

import pytest

from entraide.logic.charter.conduct import CONDUCT, OwnRule, code_of_own, codes_of, own_rule
from entraide.logic.charter.measures import looks_again, may_appeal, may_delete, possible

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)


def test_nobody_is_deleted_by_hand_and_no_person_is_hidden() -> None:
    assert possible("post") == ("warn", "hide", "suspend", "exclude")
    assert possible("person") == ("warn", "suspend", "exclude")


def test_one_appeals_once_within_thirty_days_while_the_measure_holds() -> None:
    just = NOW - timedelta(days=30)
    assert may_appeal(taken_at=just, now=NOW, is_first=True, is_over=False)
    assert not may_appeal(taken_at=just - timedelta(seconds=1), now=NOW, is_first=True, is_over=False)
    assert not may_appeal(taken_at=just, now=NOW, is_first=False, is_over=False)
    assert not may_appeal(taken_at=just, now=NOW, is_first=True, is_over=True)


def test_what_is_hidden_is_deleted_after_thirty_days_and_never_while_an_appeal_waits() -> None:
    assert may_delete(hidden_at=NOW - timedelta(days=30), now=NOW, has_open_appeal=False)
    assert not may_delete(hidden_at=NOW - timedelta(days=29), now=NOW, has_open_appeal=False)
    assert not may_delete(hidden_at=NOW - timedelta(days=99), now=NOW, has_open_appeal=True)


@pytest.mark.parametrize(
    ("others", "jurors", "settle", "who"),
    [(1, 0, False, "stewards"), (0, 5, True, "members"), (0, 5, False, "operators"), (0, 1, True, "operators")],
)
def test_somebody_else_looks_again(others: int, jurors: int, settle: bool, who: str) -> None:
    assert looks_again(stewards_but_the_decider=others, jurors=jurors, members_settle=settle) == who


def test_a_community_rule_is_named_by_its_version_for_ever() -> None:
    assert own_rule(code_of_own(version=3, number=2)) == OwnRule(version=3, number=2)
    assert codes_of(version=3, own_rules=2) == (*CONDUCT, "own.3.1", "own.3.2")
    assert [own_rule(code) for code in (*CONDUCT, "own", "own.x.1", "own.1.2.3", "own.².1")] == [None] * (
        len(CONDUCT) + 4
    )
