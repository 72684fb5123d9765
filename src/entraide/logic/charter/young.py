"""Whether somebody young may belong to a community, by its rule on minors. Nobody gives a date of birth: only the month they turn 18."""

from datetime import date

SIXTEEN_BEFORE_YEARS = 2


def is_minor(adult_on: date | None, *, today: date) -> bool:
    """Whether they said that they are below 18 on that day; whoever said nothing is taken to be of age, but for what needs proof."""
    return adult_on is not None and today < adult_on


def why_too_young(adult_on: date | None, *, has_consent: bool, rule: str, today: date) -> str:
    """Why somebody who turns 18 on `adult_on` may not belong under the rule (`minors` of Rules); "" if they may.

    minors_not_here: nobody below 18; too_young_here: nobody below 16; parent_missing: a parent has not agreed yet.
    """
    if adult_on is None or not is_minor(adult_on, today=today) or rule == "all":
        return ""
    if rule == "none":
        return "minors_not_here"
    if rule == "from_16":
        sixteen_on = adult_on.replace(year=adult_on.year - SIXTEEN_BEFORE_YEARS, day=1)
        return "too_young_here" if today < sixteen_on else ""
    return "" if has_consent else "parent_missing"
