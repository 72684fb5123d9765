"""Days with their hours, and what is bounded on one or both sides: de samedi 10h à dimanche soir, avant vendredi, ab Mai."""

from dataclasses import replace
from datetime import datetime, timedelta

from entraide.logic.reading.moments import calendar
from entraide.logic.reading.moments.grammar import Made, Maker, Rule, Said
from entraide.logic.reading.moments.said import Days, Hours, Moment, Stretch


def moment_of(value: Days | Moment) -> Moment:
    """Days, with hours or without."""
    return value if isinstance(value, Moment) else Moment(value)


def _hours_of(value: Hours | str) -> Hours:
    return value if isinstance(value, Hours) else Hours.of_part(value)


def _with_part(said: Said) -> Made:
    part = said["part"]
    if part == "english_night" and "SLEEP" in said.setting.clues:
        part = "night"
    days: Days = said["day"]
    if "night" in part and days.is_period and (days.after - days.first).days == 2:  # "la nuit du 12 au 13"
        days = calendar.one_day(days.first)
    return "MOMENT", Moment(days, Hours.of_part(part))


def _with_morning(said: Said) -> Made:
    return "MOMENT", Moment(said["day"], Hours.of_part("morning"))


def _with_hours(said: Said) -> Made:
    """A day, perhaps with its part, and hours: "ce soir à 8h" is at 20:00."""
    moment, hours = moment_of(said["moment"]), _hours_of(said["hours"])
    if moment.hours is None:
        return "MOMENT", Moment(moment.days, hours)
    if moment.hours.part is None:
        return None
    if hours.part is not None:
        return "MOMENT", moment
    return "MOMENT", Moment(moment.days, hours.within(moment.hours.part))


def _with_date(said: Said) -> Made:
    """ "vrijdagavond 13 maart": the weekday's date."""
    moment: Moment = said["moment"]
    days: Days = said["day"]
    if moment.days.weekday is None or days.is_period or days.weekday is not None:
        return None
    return ("MOMENT", Moment(days, moment.hours)) if days.first.weekday() == moment.days.weekday else None


def _two_parts(said: Said) -> Made:
    """ "samedi matin et après-midi": both parts if they touch (but for noon), else the first."""
    moment: Moment = said["moment"]
    if moment.hours is None or moment.hours.part is None or moment.hours.end is None:
        return None
    other = Hours.of_part(said["part"])
    gap = (other.start or 0) - moment.hours.end
    if not 0 <= gap <= 120:
        return "MOMENT", moment
    return "MOMENT", Moment(moment.days, Hours(moment.hours.start, other.end, is_settled=True))


def _first(said: Said) -> Made:
    """Of two days, the first; hours said after the second are of both."""
    moment = moment_of(said["moment"])
    other = said.get("other")
    if moment.hours is None and isinstance(other, Moment):
        return "MOMENT", Moment(moment.days, other.hours)
    return "MOMENT", moment


def _days_that_touch(said: Said) -> Made:
    """ "samedi et dimanche", "vendredi soir et samedi"; of days apart the first."""
    first, last = moment_of(said["first"]), moment_of(said["last"])
    high = last.days
    if high.first < first.days.first and high.weekday is not None:
        high = replace(high, first=high.first + timedelta(weeks=1), after=high.after + timedelta(weeks=1))
    if (
        first.days.is_period
        or not 0 < (high.first - first.days.first).days <= 1
        or (first.hours and last.hours is None)
    ):
        return "MOMENT", first
    days = Days(first.days.first, high.after, is_firm=True, is_period=True)
    same = last.hours if first.hours is None or first.hours == last.hours else None
    return "MOMENT", Moment(days, same)


def _night(said: Said) -> Made:
    """ "nuit du 14 au 15 mars", "nacht van vrijdag op zaterdag": it begins on the first of the two days."""
    if (
        not said.text.removeprefix("in der ")
        .removeprefix("la ")
        .removeprefix("de ")
        .startswith(("nuit", "nacht", "night"))
    ):
        return None
    return "MOMENT", Moment(calendar.one_day(moment_of(said["day"]).days.first), Hours.of_part("night"))


def _edge(moment: Moment, *, is_end: bool) -> datetime | None:
    start, end = calendar.bounds(moment.days, moment.hours)
    if moment.hours is not None and moment.hours.is_point:
        return start
    return end if is_end else start


def _from_to(said: Said) -> Made:
    first, last = moment_of(said["first"]), said["last"]
    start = _edge(first, is_end=False)
    if isinstance(last, Hours):
        minutes = last.start if last.is_point else last.end
        end = None if minutes is None else calendar.at_minutes(first.days.first, minutes)
    else:
        end = _edge(moment_of(last), is_end=True)
    if start is None or end is None:
        return None
    if end <= start and not isinstance(last, Hours) and moment_of(last).days.weekday is not None:
        end += timedelta(weeks=1)
    if end <= start and not isinstance(last, Hours) and moment_of(last).days.is_period:
        end = end.replace(year=end.year + 1)  # "de mi-septembre à fin juin"
    if end <= start:
        return None
    hours = first.hours
    if not isinstance(last, Hours) and hours is None and moment_of(last).hours is None:
        return "DAY", Days(start.date(), end.date(), is_firm=True, is_period=True)
    return "STRETCH", Stretch(start, end)


def _before(said: Said) -> Made:
    """That day excluded; before the end of something: the end."""
    moment = moment_of(said["day"])
    return "STRETCH", Stretch(None, _edge(moment, is_end=moment.hours is None and moment.days.is_end))


def _for_or_before(said: Said) -> Made:
    """Dutch "voor vrijdag" is for Friday, but where something must be done it is before Friday, as is "voor eind mei"."""
    moment = moment_of(said["day"])
    if "DONE" in said.setting.clues or (moment.hours is None and moment.days.is_end):
        return _before(said)
    return "MOMENT", moment


def _until(said: Said) -> Made:
    return "STRETCH", Stretch(None, _edge(moment_of(said["day"]), is_end=True))


def _starting(said: Said) -> Made:
    return "STRETCH", Stretch(_edge(moment_of(said["day"]), is_end=False), None)


def _after(said: Said) -> Made:
    moment = moment_of(said["day"])
    return "STRETCH", Stretch(_edge(moment, is_end=True), None)


def _within(unit: str) -> Maker:
    """ "d'ici deux semaines", "binnen 3 dagen": that day included."""

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


def _within_french(unit: str) -> Maker:
    return lambda said: _within(unit)(said) if said.text.startswith("dans les") else None


def _both_bounds(said: Said) -> Made:
    first, last = said["first"], said["last"]
    if first.start is None or last.end is None or first.end is not None or last.start is not None:
        return None
    return ("STRETCH", Stretch(first.start, last.end)) if first.start < last.end else None


_LINK = "(COMMA|AT|IN|THE|LE|ON|S|OF|FOR)*"
_COUNT = "({count:NUMBER}|ANY_ONE)"
WITH_HOURS: tuple[Rule, ...] = (
    ("(IN|THE)* PART (FROM|OF|IN|THE|LE)* {day:ANY_DAY} (TO|UNTIL|ON)? (LE|THE)* (ANY_DAY|MORGEN)", _night),
    ("{day:DAY} COMMA? (IN|THE|ON|S|LE|AT|OF)* {part:PART|FREE_PART}", _with_part),
    ("(IN|ON|AT|THE|LE)* {part:PART} (OF|ON|FROM|THE|LE|IN)* {day:DAY}", _with_part),
    ("{day:DAY} COMMA? (EARLY|MORGEN)", _with_morning),
    ("{moment:MOMENT} COMMA? (THE|ON|LE)* {day:DAY}", _with_date),
    ("{moment:MOMENT} (AND|SLASH|DASH) (IN|THE|ON|S|LE)* {part:ANY_PART}", _two_parts),
    ("{moment:MOMENT} OR (IN|THE|ON|S|LE)* ANY_PART", _first),
    (f"{{moment:ANY_DAY}} {_LINK} {{hours:HOURS|LOOSE_HOURS|HABIT_PART}}", _with_hours),
    ("{hours:HOURS|LOOSE_HOURS|HABIT_PART} COMMA? (ON|THE|LE|OF|IN)* {moment:ANY_DAY}", _with_hours),
)
STRETCHES: tuple[Rule, ...] = (
    (
        "(FROM|BETWEEN|STARTING)? (LE|THE|ON)* {first:ANY_DAY} COMMA? (TO|UNTIL|DASH)+ (LE|THE|ON|IN|AT)* {last:ANY_DAY|HOURS}",
        _from_to,
    ),
    ("BETWEEN (LE|THE|ON)* {first:ANY_DAY} AND (LE|THE|ON|IN|AT)* {last:ANY_DAY}", _from_to),
    ("{first:ANY_DAY} (AND|SLASH) (LE|THE|ON)* {last:ANY_DAY}", _days_that_touch),
    ("{moment:ANY_DAY} COMMA? OR (LE|THE|ON|IN)* {other:ANY_DAY|HABIT}", _first),
    (f"(WITHIN|UNTIL|BY) (LE|LES|THE)* NEXT? {_COUNT} DAY_NOUNS", _within("days")),
    (f"(WITHIN|UNTIL|BY) (LE|LES|THE)* NEXT? {_COUNT} (WEEKS|WEEK)", _within("weeks")),
    (f"(WITHIN|UNTIL|BY) (LE|LES|THE)* NEXT? {_COUNT} (MONTH_NOUNS|MONTH_NOUN)", _within("months")),
    ("IN LES NEXT? {count:NUMBER} NEXT? DAY_NOUNS", _within_french("days")),
    ("IN LES NEXT? {count:NUMBER} NEXT? WEEKS", _within_french("weeks")),
    ("(FOR|BY|UNTIL|BEFORE)* (LE|THE|ON)* {day:ANY_DAY} COMMA? LATEST (?!LE|ANY_DAY|ON)", _until),
    ("FOR_OR_BEFORE (THE|ON)* {day:ANY_DAY}", _for_or_before),
    ("BEFORE (LE|THE|ON)* {day:ANY_DAY}", _before),
    ("(UNTIL|BY)+ (LE|THE|ON|IN|AT)* {day:ANY_DAY}", _until),
    ("(STARTING|FROM)+ (LE|THE|ON|IN)* {day:ANY_DAY} ONWARDS", _starting),
    ("STARTING (LE|THE|ON|IN|FROM)* {day:ANY_DAY}", _starting),
    ("AFTER (LE|THE|ON)* {day:ANY_DAY}", _after),
    ("{first:STRETCH} COMMA? AND? {last:STRETCH}", _both_bounds),
)
