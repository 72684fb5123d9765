"""What comes back: tous les mardis soir, elke eerste zaterdag van de maand, samstags, every other Friday, twice a week."""

from dataclasses import replace

from entraide.logic.reading.moments.calendar import CODES
from entraide.logic.reading.moments.grammar import Made, Rule, Said
from entraide.logic.reading.moments.said import Habit, Hours

WORKING_WEEK = ("MO", "TU", "WE", "TH", "FR")
WEEKEND = ("SA", "SU")


def _weekly(said: Said) -> Made:
    return "HABIT", Habit("WEEKLY", weekdays=(CODES[said["weekday"]],))


def _weekly_compound(said: Said) -> Made:
    weekday, part = said["compound"]
    return "HABIT", Habit("WEEKLY", weekdays=(CODES[weekday],), hours=Hours.of_part(part))


def _every_other(said: Said) -> Made:
    return "HABIT", Habit("WEEKLY", interval=2, weekdays=(CODES[said["weekday"]],))


def _every_other_compound(said: Said) -> Made:
    weekday, part = said["compound"]
    return "HABIT", Habit("WEEKLY", interval=2, weekdays=(CODES[weekday],), hours=Hours.of_part(part))


def _nth(said: Said) -> Made:
    nth = [said[name] for name in ("nth", "and") if said.get(name) is not None]
    return "HABIT", Habit("MONTHLY", weekdays=tuple(f"{n}{CODES[said['weekday']]}" for n in nth))


def _nth_compound(said: Said) -> Made:
    weekday, part = said["compound"]
    return "HABIT", Habit("MONTHLY", weekdays=(f"{said['nth']}{CODES[weekday]}",), hours=Hours.of_part(part))


def _weekends(_: Said) -> Made:
    return "HABIT", Habit("WEEKLY", weekdays=WEEKEND)


def _every_other_weekend(_: Said) -> Made:
    return "HABIT", Habit("WEEKLY", interval=2, weekdays=WEEKEND)


def _working_days(_: Said) -> Made:
    return "HABIT", Habit("WEEKLY", weekdays=WORKING_WEEK)


def _weekday_span(said: Said) -> Made:
    """Monday to Friday is said of a habit; "du mardi au jeudi" too; a weekend is once."""
    first, last = said["first"], said["last"]
    if first == last:
        return None
    days = tuple(CODES[(first + ahead) % 7] for ahead in range((last - first) % 7 + 1))
    is_habitual = (first == 0 and last >= 3) or (said.text.startswith("du ") and first < last <= 5)
    return ("HABIT", Habit("WEEKLY", weekdays=days)) if is_habitual or "every" in said.values else None


def _daily(_: Said) -> Made:
    return "HABIT", Habit("DAILY")


def _daily_part(said: Said) -> Made:
    return "HABIT", Habit("DAILY", hours=Hours.of_part(said["part"]))


def _daily_morning(_: Said) -> Made:
    return "HABIT", Habit("DAILY", hours=Hours.of_part("morning"))


def _each(frequency: str, said: Said) -> Made:
    count = said.get("count") or 1
    if not 1 <= count <= 60:
        return None
    if frequency == "DAILY" and count % 7 == 0:
        return "HABIT", Habit("WEEKLY", interval=count // 7)
    if frequency == "DAILY" and count in (8, 15):  # French weeks are said as eight days, fortnights as fifteen
        return "HABIT", Habit("WEEKLY", interval=count // 7)
    return "HABIT", Habit(frequency, interval=count)  # type: ignore[arg-type]


def _each_days(said: Said) -> Made:
    return _each("DAILY", said)


def _each_weeks(said: Said) -> Made:
    return _each("WEEKLY", said)


def _each_months(said: Said) -> Made:
    return _each("MONTHLY", said)


def _each_years(said: Said) -> Made:
    return _each("YEARLY", said)


def _every_second(frequency: str) -> Made:
    return "HABIT", Habit(frequency, interval=2)  # type: ignore[arg-type]


def _joined(said: Said) -> Made:
    """Two weekly habits, or a habit and one more weekday, are one habit on several days."""
    habit: Habit = said["habit"]
    if habit.frequency != "WEEKLY" or not habit.weekdays:
        return None
    other = said["other"]
    hours = habit.hours
    if isinstance(other, Habit):
        if other.frequency != "WEEKLY" or not other.weekdays:
            return None
        days, hours = other.weekdays, habit.hours or other.hours
    elif isinstance(other, tuple):
        days, hours = (CODES[other[0]],), habit.hours or Hours.of_part(other[1])
    else:
        days = (CODES[other],)
    merged = [*habit.weekdays, *(day for day in days if day not in habit.weekdays)]
    merged.sort(key=CODES.index)
    return "HABIT", replace(habit, weekdays=tuple(merged), hours=hours)


def _first(said: Said) -> Made:
    return "HABIT", said["habit"]


def _both_weekdays(said: Said) -> Made:
    """ "mardi et jeudi" comes back; "samedi et dimanche" is a weekend."""
    first, last = said["first"], said["last"]
    if first == last or (last - first) % 7 == 1:
        return None
    return "HABIT", Habit("WEEKLY", weekdays=tuple(sorted((CODES[first], CODES[last]), key=CODES.index)))


def _with_hours(said: Said) -> Made:
    habit: Habit = said["habit"]
    hours: Hours = _hours(said["hours"])
    if habit.hours is not None:
        if habit.hours.part is None or hours.part is not None:
            return None
        hours = hours.within(habit.hours.part)
    return "HABIT", replace(habit, hours=hours)


def _hours(value: object) -> Hours:
    return value if isinstance(value, Hours) else Hours.of_part(str(value))


def _part_of_habit(said: Said) -> Made:
    habit: Habit = said["habit"]
    return ("HABIT", replace(habit, hours=Hours.of_part(said["part"]))) if habit.hours is None else None


def _in_working_week(said: Said) -> Made:
    habit: Habit = said["habit"]
    if habit.frequency not in ("DAILY", "WEEKLY") or habit.weekdays:
        return None
    return "HABIT", Habit("WEEKLY", weekdays=WORKING_WEEK, hours=habit.hours)


def _per(frequency: str, said: Said) -> Made:
    return "HABIT", Habit(frequency)  # type: ignore[arg-type]


_DAY_LIKE = "WEEKDAY|WEEKDAYS"
_NOT_PAID = "(?<!MONEY)"
# No "LE 21", no "le samedi 14 mars": dates have been taken before these rules are tried.
RECURRENCES: tuple[Rule, ...] = (
    # The nth weekday of the month.
    (
        "(ON|THE|LE|LES|EVERY|IN)* {nth:ORDINAL} (AND|OR) (THE|LE|LES)* {and:ORDINAL} {weekday:WEEKDAY|WEEKDAYS} "
        "(OF|IN|THE|EVERY|LE)* (MONTH_NOUN|MONTH_NOUNS)",
        _nth,
    ),
    ("(ON|THE|LE|LES|EVERY|IN)* {nth:ORDINAL} {weekday:WEEKDAY|WEEKDAYS} (OF|IN|THE|EVERY|LE|PER)* MONTH_NOUN", _nth),
    (
        "(ON|THE|LE|LES|EVERY|IN)* {nth:ORDINAL} {compound:DAY_PART|DAY_PARTS} (OF|IN|THE|EVERY|LE|PER)* MONTH_NOUN",
        _nth_compound,
    ),
    ("EVERY {nth:ORDINAL} {weekday:WEEKDAY} (?!OF)", lambda said: _nth(said) if said["nth"] == 1 else None),
    # Every other.
    ("(ONE|LE)? {weekday:WEEKDAY} ON_TWO", _every_other),
    ("(ONE|THE)? {compound:DAY_PART} ON_TWO", _every_other_compound),
    ("(ONE|THE|LE)? WEEKEND ON_TWO", _every_other_weekend),
    ("ONE? WEEK ON_TWO", lambda said: _every_second("WEEKLY")),
    ("ONE? DAY_NOUN ON_TWO", lambda said: _every_second("DAILY")),
    ("ONE? MONTH_NOUN ON_TWO", lambda said: _every_second("MONTHLY")),
    ("ONE? {part:PART} ON_TWO", lambda said: ("HABIT", Habit("DAILY", interval=2, hours=Hours.of_part(said["part"])))),
    ("EVERY OTHER_EACH {weekday:WEEKDAY}", _every_other),
    ("EVERY OTHER_EACH {compound:DAY_PART}", _every_other_compound),
    ("EVERY OTHER_EACH WEEKEND", _every_other_weekend),
    ("EVERY OTHER_EACH WEEK", lambda said: _every_second("WEEKLY")),
    ("EVERY OTHER_EACH DAY_NOUN", lambda said: _every_second("DAILY")),
    ("EVERY OTHER_EACH MONTH_NOUN", lambda said: _every_second("MONTHLY")),
    ("OM_DE OTHER_EACH? {weekday:WEEKDAY}", _every_other),
    ("OM_DE OTHER_EACH? WEEK", lambda said: _every_second("WEEKLY")),
    ("OM_DE OTHER_EACH? WEEKEND", _every_other_weekend),
    ("OM_DE {count:NUMBER} (WEEKS|WEEK)", _each_weeks),
    ("OM_DE {count:NUMBER} (DAY_NOUNS|DAY_NOUN)", _each_days),
    ("OM_DE {count:NUMBER} (MONTH_NOUNS|MONTH_NOUN)", _each_months),
    ("OM_DE OTHER_EACH? DAY_NOUN", lambda said: _every_second("DAILY")),
    ("EVERY {count:NUMBER} (DAY_NOUNS|DAY_NOUN)", _each_days),
    ("EVERY {count:NUMBER} (WEEKS|WEEK)", _each_weeks),
    ("EVERY {count:NUMBER} (MONTH_NOUNS|MONTH_NOUN)", _each_months),
    ("EVERY FORTNIGHT", lambda said: _every_second("WEEKLY")),
    ("FORTNIGHTLY", lambda said: _every_second("WEEKLY")),
    # Every.
    ("(ON|LE)? EVERY {first:WEEKDAY} (TO|UNTIL|DASH) {last:WEEKDAY}", _weekday_span),
    ("(ON|IN|AT)? EVERY {weekday:WEEKDAY|WEEKDAYS}", _weekly),
    ("(ON|IN|AT)? EVERY {compound:DAY_PART|DAY_PARTS}", _weekly_compound),
    ("EVERY DAY_NOUNS? OF? (THE)? WEEKDAY_SET", _working_days),
    ("EVERY WEEKDAY_SET", _working_days),
    ("(IN|ON)? EVERY (DAY_NOUN|DAY_NOUNS)", _daily),
    ("(IN|ON)? EVERY {part:PART|HABIT_PART}", _daily_part),
    ("EVERY MORGEN", _daily_morning),
    ("EVERY (WEEK|WEEKS)", _each_weeks),
    ("EVERY (WEEKEND|WEEKENDS)", _weekends),
    ("EVERY (MONTH_NOUN|MONTH_NOUNS)", _each_months),
    ("EVERY (YEAR_NOUN|YEAR_NOUNS)", _each_years),
    ("DAILY", _daily),
    ("WEEKLY", _each_weeks),
    ("MONTHLY", _each_months),
    ("YEARLY", _each_years),
    # Said as a habit.
    ("(ON|THE|IN|LES)* {weekday:WEEKDAYS}", _weekly),
    ("(ON|THE|IN)* {compound:DAY_PARTS}", _weekly_compound),
    ("S {weekday:WEEKDAY}", _weekly),
    ("LES {weekday:WEEKDAY}", _weekly),
    (
        "(ON|IN|THE|AT)* {weekday:WEEKDAY} {part:HABIT_PART} (?<!S)",
        lambda said: (
            ("HABIT", Habit("WEEKLY", weekdays=(CODES[said["weekday"]],), hours=Hours.of_part(said["part"])))
            if said.text.endswith("s") and "'s" not in said.text
            else None
        ),
    ),
    ("(FROM|LE|OF)* {first:WEEKDAY} (TO|UNTIL|DASH)+ (LE|THE)* {last:WEEKDAY}", _weekday_span),
    (
        "(FROM)? {first:SHORT_WEEKDAY} DOT? (TO|UNTIL|DASH)+ {last:SHORT_WEEKDAY}",
        lambda said: _weekday_span(said) if said["first"] == 0 else None,
    ),
    ("LE {weekday:WEEKDAY} (?!IN_HUIT|NEXT)", lambda said: _weekly(said) if said.text.startswith("le ") else None),
    ("LE WEEKEND (?!NEXT|OF|LE)", _weekends),
    ("(LES|ON|IN|AT|THE)* WEEKENDS", _weekends),
    ("LES WEEKEND", _weekends),
    (
        "(IN|DURING) THE? WEEKEND",
        lambda said: _weekends(said) if said.text.startswith(("in het", "tijdens", "le")) else None,
    ),
    ("(AT|ON|IN|DURING)? (LES|THE)? WEEKDAY_SET", _working_days),
    (
        "(?<!PER|ONE|OF|SLASH|THIRD|ORDINAL) THE WEEK (?!OF|NUMBER)",
        lambda said: _working_days(said) if said.text == "la semaine" else None,
    ),
    # How often, with no day.
    ("(ONE|NUMBER|OTHER)? (TIMES|ONCE) (PER|ONE|THE|EVERY|SLASH|ON|IN|LE|IN THE) WEEK", _each_weeks),
    ("(ONE|NUMBER|OTHER)? (TIMES|ONCE) (PER|ONE|THE|EVERY|SLASH|ON|IN|LE|IN THE) DAY_NOUN", _daily),
    ("(ONE|NUMBER|OTHER)? (TIMES|ONCE) (PER|ONE|THE|EVERY|SLASH|ON|IN|LE|IN THE) MONTH_NOUN", _each_months),
    ("(ONE|NUMBER|OTHER)? (TIMES|ONCE) (PER|ONE|EVERY|SLASH|IN THE) YEAR_NOUN", _each_years),
    ("LENGTH (?<=LENGTH) WEEK", _each_weeks),
    (f"{_NOT_PAID} (PER|SLASH) WEEK", _each_weeks),
    (f"{_NOT_PAID} (PER|SLASH) DAY_NOUN", _daily),
    (f"{_NOT_PAID} (PER|SLASH) MONTH_NOUN", _each_months),
    ("(NUMBER|ONE) (HOUR_NOUN|HOUR_NOUNS|DAY_NOUNS|DAY_NOUN|PART|HABIT_PART|H) (ONE|THE|IN THE|ON) WEEK", _each_weeks),
    ("(NUMBER|ONE) (HOUR_NOUN|HOUR_NOUNS|H) (ONE) DAY_NOUN", _daily),
)
# Two or more days, and the hours beside a habit.
JOINING: tuple[Rule, ...] = (
    ("{habit:HABIT} (COMMA|AND|SLASH)+ (LE|LES|THE|ON|S)* {other:HABIT}", _joined),
    ("{habit:HABIT} (COMMA|AND|SLASH)+ (LE|LES|THE|ON|S)* {other:WEEKDAY|WEEKDAYS|DAY_PART}", _joined),
    ("{habit:HABIT} OR (LE|LES|THE|ON|S)* (HABIT|WEEKDAY)", _first),
    ("(FROM|OF|ON)? {first:WEEKDAY} (AND|SLASH) (ON|THE)* {last:WEEKDAY}", _both_weekdays),
    ("{other:WEEKDAY} (COMMA|AND|SLASH)+ {habit:HABIT}", _joined),
    ("(ON)? {other:DAY_PART} AND ON? {habit:HABIT}", _joined),
)
HABIT_HOURS: tuple[Rule, ...] = (
    ("{habit:HABIT} COMMA? (OF|AT|IN|THE|ON|S)* {hours:HABIT_PART|HOURS|LOOSE_HOURS}", _with_hours),
    ("{habit:HABIT} COMMA? (IN|THE|ON|S|LE|AT)* {part:PART|FREE_PART}", _part_of_habit),
    (
        "{habit:HABIT} MORGEN",
        lambda said: (
            ("HABIT", replace(said["habit"], hours=Hours.of_part("morning"))) if said["habit"].hours is None else None
        ),
    ),
    ("{habit:HABIT} COMMA? (OF|AT|IN|THE|ON|S)* {hours:HOURS|LOOSE_HOURS}", _with_hours),
    ("{part:PART|HABIT_PART} (OF|ON|IN)? {habit:HABIT}", _part_of_habit),
    ("{hours:HOURS} COMMA? (OF|ON|AT)? {habit:HABIT}", _with_hours),
    ("{habit:HABIT} COMMA? (IN|ON)? WEEKDAY_SET", _in_working_week),
)
