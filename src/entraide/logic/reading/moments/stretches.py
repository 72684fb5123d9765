"""Days with their hours, and what is bounded on one or both sides: de samedi 10h à dimanche soir, avant vendredi, vanaf 1 mei."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from entraide.logic.reading.moments import calendar
from entraide.logic.reading.moments.grammar import Made, Rule, Said
from entraide.logic.reading.moments.said import Days, Hours, Moment, Stretch


def moment_of(value: Days | Moment) -> Moment:
    """Days, with hours or without."""
    return value if isinstance(value, Moment) else Moment(value)


def _hours(value: object) -> Hours:
    return value if isinstance(value, Hours) else Hours.of_part(str(value))


def _with_hours(said: Said) -> Made:
    return "MOMENT", Moment(said["day"], _hours(said["hours"]))


def _with_part(said: Said) -> Made:
    return "MOMENT", Moment(said["day"], Hours.of_part(said["part"]))


def _with_clock(said: Said) -> Made:
    """A day's part and then a clock time in it: "ce soir à 8h"."""
    moment: Moment = said["moment"]
    hours: Hours = _hours(said["hours"])
    if moment.hours is None:
        return "MOMENT", Moment(moment.days, hours)
    if moment.hours.part is None:
        return None
    if hours.part is not None:
        return _both_parts(moment, hours)
    return "MOMENT", Moment(moment.days, hours.within(moment.hours.part))


def _both_parts(moment: Moment, hours: Hours) -> Made:
    return "MOMENT", moment


def _two_parts(said: Said) -> Made:
    moment: Moment = said["moment"]
    if moment.hours is None or moment.hours.part is None:
        return None
    other = Hours.of_part(said["part"])
    if (
        other.start is None
        or moment.hours.end is None
        or other.start - moment.hours.end > 120
        or other.start < moment.hours.end
    ):
        return "MOMENT", moment
    return "MOMENT", Moment(moment.days, Hours(moment.hours.start, other.end, is_settled=True))


def _first(said: Said) -> Made:
    return "MOMENT", said["moment"] if isinstance(said["moment"], Moment) else Moment(said["moment"])


def _weekend_days(said: Said) -> Made:
    """Two days that touch: "samedi et dimanche"."""
    first, last = moment_of(said["first"]), moment_of(said["last"])
    low, high = first.days, last.days
    if high.first < low.first:
        high = replace(high, first=high.first + timedelta(weeks=1), after=high.after + timedelta(weeks=1))
    if not 0 < (high.first - low.first).days <= 3 or first.hours:
        return ("MOMENT", first)
    days = Days(low.first, high.after, is_firm=True, is_period=True)
    return "MOMENT", Moment(days, last.hours)


def _night_between(said: Said) -> Made:
    """ "nuit du 14 au 15 mars", "nacht van vrijdag op zaterdag"."""
    days: Days = moment_of(said["day"]).days
    return "MOMENT", Moment(calendar.one_day(days.first), Hours.of_part("night"))


def _edge(value: Days | Moment, *, is_end: bool) -> datetime | None:
    moment = moment_of(value)
    start, end = calendar.bounds(moment.days, moment.hours)
    if moment.hours is not None and moment.hours.is_point:
        return start
    return end if is_end else start


def _from_to(said: Said) -> Made:
    first, last = said["first"], said["last"]
    start = _edge(first, is_end=False)
    end = _hours_edge(first, last) if isinstance(last, Hours) else _edge(last, is_end=True)
    if start is None or end is None:
        return None
    if end <= start and not isinstance(last, Hours) and moment_of(last).days.weekday is not None:
        end += timedelta(weeks=1)
    return ("STRETCH", Stretch(start, end)) if start < end else None


def _hours_edge(first: Days | Moment, last: Hours) -> datetime | None:
    end = last.start if last.is_point else last.end
    return None if end is None else calendar.at_minutes(moment_of(first).days.first, end)


def _before(said: Said) -> Made:
    moment = moment_of(said["day"])
    if moment.hours is None and "third" in said.values:
        return "STRETCH", Stretch(None, _edge(moment, is_end=True))
    return "STRETCH", Stretch(None, _edge(moment, is_end=False))


def _until(said: Said) -> Made:
    return "STRETCH", Stretch(None, _edge(said["day"], is_end=True))


def _starting(said: Said) -> Made:
    return "STRETCH", Stretch(_edge(said["day"], is_end=False), None)


def _after(said: Said) -> Made:
    moment = moment_of(said["day"])
    is_clock = moment.hours is not None and moment.hours.is_point
    return "STRETCH", Stretch(_edge(moment, is_end=not is_clock), None)


def _for_or_before(said: Said) -> Made:
    """Dutch "voor" is "before" where it is written so, or after a word of getting something done."""
    return None


def _within(said: Said) -> Made:
    """ "d'ici deux semaines", "within two weeks": that day included."""
    count = said.get("count") or 1
    days = {"days": count, "weeks": 7 * count}.get(said.values["unit_name"], 0)
    return "STRETCH", Stretch(None, calendar.at_minutes(said.today + timedelta(days=days + 1), 0))


def _within_unit(unit: str) -> Any:
    def make(said: Said) -> Made:
        count = said.get("count") or 1
        if count > 400:
            return None
        if unit == "months":
            last = calendar.add_months(said.today, count)
        else:
            last = said.today + timedelta(days=count * (7 if unit == "weeks" else 1))
        return "STRETCH", Stretch(None, calendar.at_minutes(last + calendar.ONE_DAY, 0))

    return make


def _both_bounds(said: Said) -> Made:
    first, last = said["first"], said["last"]
    if first.start is None or last.end is None or first.end is not None or last.start is not None:
        return None
    return ("STRETCH", Stretch(first.start, last.end)) if first.start < last.end else None


_D = "DAY|MOMENT"
_GLUE = "(COMMA|AT|IN|THE|LE|ON|S|OF|FOR)*"
WITH_HOURS: tuple[Rule, ...] = (
    (
        f"PART (FROM|OF|IN|THE|LE)* {{day:{_D}}} (TO|UNTIL|ON)? (LE|THE)* (DAY|MOMENT|MORGEN)",
        lambda said: _night_between(said) if said.text.startswith(("nuit", "nacht", "night")) else None,
    ),
    (
        f"(IN|ON|THE)* PART (FROM|OF|IN|THE|LE|ON)* {{day:{_D}}} (?=$|STOP)",
        lambda said: (
            _night_between(said)
            if said.text.startswith(("nuit du", "nacht van", "nacht vom")) and moment_of(said["day"]).days.is_period
            else None
        ),
    ),
    ("{day:DAY} COMMA? (IN|THE|ON|S|LE|AT|OF)* {part:PART|FREE_PART}", _with_part),
    ("(IN|ON|AT|THE|LE)* {part:PART} (OF|ON|FROM|THE|LE|IN)* {day:DAY}", _with_part),
    ("{day:DAY} MORGEN", lambda said: ("MOMENT", Moment(said["day"], Hours.of_part("morning")))),
    ("{moment:MOMENT} (AND|SLASH|DASH) (IN|THE|ON|S|LE)* {part:PART|HABIT_PART}", _two_parts),
    ("{moment:MOMENT} OR (IN|THE|ON|S|LE)* (PART|HABIT_PART)", _first),
    (
        f"{{moment:{_D}}} {_GLUE} {{hours:HOURS|LOOSE_HOURS|HABIT_PART}}",
        lambda said: _with_clock(
            said
            if isinstance(said["moment"], Moment)
            else Said({**said.values, "moment": Moment(said["moment"])}, said.at, said.language, said.text)
        ),
    ),
    (
        f"{{hours:HOURS|LOOSE_HOURS|HABIT_PART}} COMMA? (ON|THE|LE|OF|IN)* {{moment:{_D}}}",
        lambda said: _with_clock(
            said
            if isinstance(said["moment"], Moment)
            else Said({**said.values, "moment": Moment(said["moment"])}, said.at, said.language, said.text)
        ),
    ),
)
STRETCHES: tuple[Rule, ...] = (
    (
        f"(FROM|BETWEEN|STARTING) (LE|THE|ON)* {{first:{_D}}} COMMA? (TO|UNTIL|AND|DASH)+ (LE|THE|ON|IN)* {{last:{_D}|HOURS}}",
        _from_to,
    ),
    (f"{{first:{_D}}} COMMA? (TO|UNTIL|DASH)+ (LE|THE|ON|IN)* {{last:{_D}}}", _from_to),
    (f"{{first:{_D}}} (AND|SLASH) (LE|THE|ON)* {{last:{_D}}}", _weekend_days),
    (f"{{moment:{_D}}} OR (LE|THE|ON|IN)* (DAY|MOMENT|HABIT)", _first),
    ("(WITHIN|UNTIL|IN|BY) (LE|LES|THE)* NEXT? ({count:NUMBER}|ONE) DAY_NOUNS", _within_unit("days")),
    ("(WITHIN|UNTIL|IN|BY) (LE|LES|THE)* NEXT? ({count:NUMBER}|ONE) (WEEKS|WEEK)", _within_unit("weeks")),
    ("(WITHIN|UNTIL|IN|BY) (LE|LES|THE)* NEXT? ({count:NUMBER}|ONE) (MONTH_NOUNS|MONTH_NOUN)", _within_unit("months")),
    (f"BEFORE (LE|THE|ON|ONE|OF)* {{third:THIRD}} (OF|THE)* {{day:{_D}}}", lambda said: None),
    (f"(BEFORE) (LE|THE|ON)* {{day:{_D}}}", _before),
    (f"(UNTIL|BY)+ (LE|THE|ON|IN|AT)* {{day:{_D}}}", _until),
    (f"(STARTING|FROM STARTING) (LE|THE|ON|IN)* {{day:{_D}}} ONWARDS?", _starting),
    (f"(AFTER) (LE|THE|ON)* {{day:{_D}}}", _after),
    ("{first:STRETCH} COMMA? AND? {last:STRETCH}", _both_bounds),
)
