"""What may follow from a broken rule, how long it lasts, and who may look at it again.

Hidden before it is deleted; told with the rule; appealed against once, before somebody else.
"""

from datetime import datetime, timedelta
from typing import Final

# Each measure, from the mildest on.
MEASURES: Final = ("warn", "hide", "suspend", "exclude", "delete")
# For how many days somebody may be kept from posting, or out; None: until it is lifted.
SUSPENDED_DAYS: Final = (7, 30, 90)
EXCLUDED_DAYS: Final = (30, 180, 365, None)
APPEAL_WITHIN = timedelta(days=30)
DELETED_AFTER = timedelta(days=30)


def possible(kind: str) -> tuple[str, ...]:
    """The measures that can be taken about such a thing (post, person, message, thread, say): nobody can hide a person."""
    return tuple(one for one in MEASURES if one != "delete" and (kind != "person" or one != "hide"))


def may_appeal(*, taken_at: datetime, now: datetime, is_first: bool, is_over: bool) -> bool:
    """Whether whom a measure concerns may ask for it to be looked at again: once, within thirty days, while it has not been lifted."""
    return is_first and not is_over and now <= taken_at + APPEAL_WITHIN


def may_delete(*, hidden_at: datetime, now: datetime, has_open_appeal: bool) -> bool:
    """Whether something that was hidden may be deleted for good: thirty days after, and never while an appeal waits."""
    return not has_open_appeal and now >= hidden_at + DELETED_AFTER


def looks_again(*, stewards_but_the_decider: int, jurors: int, members_settle: bool) -> str:
    """Who decides an appeal: another of the stewards, else a panel of members where the rules have them, else an operator.

    `jurors`: how many members could be drawn. Gives stewards, members or operators.
    """
    if stewards_but_the_decider > 0:
        return "stewards"
    return "members" if members_settle and jurors >= 2 else "operators"
