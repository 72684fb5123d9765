"""What comes back: tous les mardis soir, elke eerste zaterdag van de maand, samstags, every other Friday, twice a week."""

import re
from dataclasses import replace
from itertools import pairwise

from entraide.logic.reading.moments import names
from entraide.logic.reading.moments.calendar import CODES
from entraide.logic.reading.moments.grammar import Made, Maker, Rule, Said, nothing
from entraide.logic.reading.moments.said import Frequency, Habit, Hours

WORKING_WEEK = CODES[:5]
WEEKEND = CODES[5:]
# "400 par mois" is a price; nobody does a thing more often.
_MOST_TIMES = 19


def _every(frequency: Frequency, *, interval: int = 1, weekdays: tuple[str, ...] = ()) -> Maker:
    """Makes a habit that is the same whatever else is said."""
    return lambda said: ("HABIT", Habit(frequency, interval=interval, weekdays=weekdays))


def _each(frequency: Frequency) -> Maker:
    """Makes a habit of every so many days, weeks or months."""

    def make(said: Said) -> Made:
        count = said.get("count") or 1
        if not 1 <= count <= 60:
            return None
        if frequency == "DAILY" and (count % 7 == 0 or count in (8, 15)):  # a French fortnight is said as fifteen days
            return "HABIT", Habit("WEEKLY", interval=count // 7)
        return "HABIT", Habit(frequency, interval=count)

    return make


def _weekly(interval: int = 1) -> Maker:
    return lambda said: ("HABIT", Habit("WEEKLY", interval=interval, weekdays=(CODES[said["weekday"]],)))


def _weekly_compound(interval: int = 1) -> Maker:
    def make(said: Said) -> Made:
        weekday, part = said["compound"]
        return "HABIT", Habit("WEEKLY", interval=interval, weekdays=(CODES[weekday],), hours=Hours.of_part(part))

    return make


def _weekly_part(said: Said) -> Made:
    """ "Samstag vormittags", "Friday evenings": a plural or an adverb says that it comes back; "zaterdag 's avonds" does not."""
    if "'" in said.text or not said.text.endswith("s"):
        return None
    return "HABIT", Habit("WEEKLY", weekdays=(CODES[said["weekday"]],), hours=Hours.of_part(said["part"]))


def _every_other_part(said: Said) -> Made:
    days = (CODES[said["weekday"]],)
    return "HABIT", Habit("WEEKLY", interval=2, weekdays=days, hours=Hours.of_part(said["part"]))


def _on_two(said: Said) -> Made:
    """Flemish "een zaterdag op twee"."""
    return _weekly(2)(said) if said["two"] == 2 and said.text.split()[-2] == "op" else None


def _nth(said: Said) -> Made:
    numbers = [said[name] for name in ("nth", "and") if name in said]
    return "HABIT", Habit("MONTHLY", weekdays=tuple(f"{number}{CODES[said['weekday']]}" for number in numbers))


def _nth_compound(said: Said) -> Made:
    weekday, part = said["compound"]
    return "HABIT", Habit("MONTHLY", weekdays=(f"{said['nth']}{CODES[weekday]}",), hours=Hours.of_part(part))


def _day_of_month(said: Said) -> Made:
    return ("HABIT", Habit("MONTHLY", month_day=said["day"])) if said["day"] > 0 else None


def _every_nth(said: Said) -> Made:
    """ "every first Sunday" and "every last Sunday" are of the month, as is "elke derde zaterdag"; "every second
    Sunday" is every other one.
    """
    return _weekly(2)(said) if said["nth"] == 2 else _nth(said)


def _weekday_span(said: Said) -> Made:
    """Monday to Friday is said of a habit; "du mardi au jeudi" too; a span with a weekend in it happens once."""
    first, last = said["first"], said["last"]
    if first == last:
        return None
    is_habitual = (first == 0 and last >= 3) or (said.text.startswith("du ") and first < last <= 4)
    if not is_habitual and "every" not in said:
        return None
    return "HABIT", Habit("WEEKLY", weekdays=_from_to(first, last), is_span=True)


def _weekday_span_part(said: Said) -> Made:
    """ "Monday to Wednesday mornings"."""
    days = _from_to(said["first"], said["last"])
    return "HABIT", Habit("WEEKLY", weekdays=days, hours=Hours.of_part(said["part"]), is_span=True)


def _short_weekday_span(said: Said) -> Made:
    """ "ma-vr", "lun-ven", "Mo-Fr"."""
    if said["first"] == 0 and said["last"] >= 3:
        return "HABIT", Habit("WEEKLY", weekdays=_from_to(0, said["last"]), is_span=True)
    return None


def _from_to(first: int, last: int) -> tuple[str, ...]:
    return tuple(CODES[(first + ahead) % 7] for ahead in range((last - first) % 7 + 1))


def _daily_part(said: Said) -> Made:
    part = "night" if said["part"] == "english_night" else said["part"]
    return "HABIT", Habit("DAILY", hours=Hours.of_part(part))


def _daily_morning(_: Said) -> Made:
    return "HABIT", Habit("DAILY", hours=Hours.of_part("morning"))


def _if_few(frequency: Frequency) -> Maker:
    return lambda said: ("HABIT", Habit(frequency)) if said["count"] <= _MOST_TIMES else nothing(said)


def _with_le(make: Maker) -> Maker:
    """Only for "le" itself: "la" and "les" have rules of their own."""
    return lambda said: make(said) if said.text.startswith("le ") else None


def _of_weekday(said: Said) -> Made:
    """ "les maraudes du jeudi soir" come back; "peintre du dimanche" is how well he paints."""
    if not said.text.startswith("du "):
        return None
    return nothing(said) if said.text == "du dimanche" else _weekly()(said)


def _in_the_weekend(said: Said) -> Made:
    if said.text.startswith(("in het", "in de", "les ", "on", "at")):
        return "HABIT", Habit("WEEKLY", weekdays=WEEKEND)
    return None


def _if_counted(said: Said) -> Made:
    """Dutch "één avond in de week": how often, not when."""
    return ("HABIT", Habit("WEEKLY")) if said.text.endswith("in de week") else None


def _short_weekdays(said: Said) -> Made:
    """ "ma, wo en vr" in their own language."""
    shorts = names.SHORT_WEEKDAYS.get(said.setting.language or "", [])
    numbers = [
        number for word in _WORD.findall(said.text) for number, known in enumerate(shorts) if word in known.split("|")
    ]
    if len(numbers) != len(said.every("SHORT_WEEKDAY")):
        return None
    return "HABIT", Habit("WEEKLY", weekdays=tuple(CODES[number] for number in sorted(set(numbers))))


_WORD = re.compile(r"[a-z]+")


def _in_the_week(said: Said) -> Made:
    return ("HABIT", Habit("WEEKLY", weekdays=WORKING_WEEK)) if said.text == "la semaine" else None


_OF_MONTH = "(OF|IN|THE|EVERY|LE|PER)* (MONTH_NOUN|MONTH_NOUNS)"
_THE = "(ON|THE|LE|LES|EVERY|IN)*"
_HOW_OFTEN = "(ANY_ONE|NUMBER)? (TIMES|ONCE) (PER|A_ONE|THE|EVERY|SLASH|ON|IN|LE|IN THE)?"
_ROUND = "(?<!PART|ANY_MONTH|STARTING|NUMBER) FROM {weekday:WEEKDAY}"
_TO_ANOTHER = "(TO|UNTIL|DASH)+ (LE|THE)* (WEEKDAY|DAY|DAY_PART|HOURS|CLOCK)"
_NOT_PAID = "(?<!MONEY|MASKED)"
DAYS_OF_MONTH: tuple[Rule, ...] = (
    (
        "(ON|THE|LE)* {day:DAY_NUMBER|ORDINAL} (ORD_SUFFIX|DOT)? (OF|IN)* EVERY (MONTH_NOUN|MONTH_NOUNS)",
        _day_of_month,
    ),
    ("(ON|IN)? EVERY {day:DAY_NUMBER|ORDINAL} (ORD_SUFFIX|DOT)? (OF|IN)+ THE? MONTH_NOUN", _day_of_month),
    (
        "EVERY (MONTH_NOUN|MONTH_NOUNS) COMMA? (ON THE?|LE|THE) {day:DAY_NUMBER} (ORD_SUFFIX|DOT)? (?=$|FOLLOWER)",
        _day_of_month,
    ),
)
RECURRENCES: tuple[Rule, ...] = (
    # The nth weekday of the month.
    (
        f"{_THE} {{nth:ORDINAL}} (AND|OR) (THE|LE|LES)* {{and:ORDINAL}} {{weekday:WEEKDAY|WEEKDAYS}} {_OF_MONTH}",
        _nth,
    ),
    (f"{_THE} {{nth:ORDINAL}} {{weekday:WEEKDAY|WEEKDAYS}} {_OF_MONTH}", _nth),
    (f"{_THE} {{nth:ORDINAL}} {{compound:DAY_PART|DAY_PARTS}} {_OF_MONTH}", _nth_compound),
    (f"{_THE} {{nth:ORDINAL}} {{weekday:WEEKDAY}} COMMA? (MONTHLY|EVERY (MONTH_NOUN|MONTH_NOUNS))", _nth),
    ("(MONTHLY|EVERY (MONTH_NOUN|MONTH_NOUNS)) COMMA? (ON|THE|LE)* {nth:ORDINAL} {weekday:WEEKDAY}", _nth),
    ("EVERY {nth:ORDINAL} {weekday:WEEKDAY} (?!OF)", _every_nth),
    (
        "(THE|LE|ON)* {nth:ORDINAL} {weekday:WEEKDAY} (?!OF|IN|NEXT)",
        lambda said: _nth(said) if said["nth"] > 0 else None,
    ),
    # Every other one.
    ("(ANY_ONE|LE)? {weekday:WEEKDAY} ON_TWO", _weekly(2)),
    ("ANY_ONE {weekday:WEEKDAY} ON THE? {two:NUMBER}", _on_two),
    ("ANY_ONE? {compound:DAY_PART} ON_TWO", _weekly_compound(2)),
    ("(ANY_ONE|LE)? {weekday:WEEKDAY} {part:PART} ON_TWO", _every_other_part),
    ("(ANY_ONE|THE|LE)? WEEKEND ON_TWO", _every("WEEKLY", interval=2, weekdays=WEEKEND)),
    ("ANY_ONE? WEEK ON_TWO", _every("WEEKLY", interval=2)),
    ("ANY_ONE? DAY_NOUN ON_TWO", _every("DAILY", interval=2)),
    ("ANY_ONE? MONTH_NOUN ON_TWO", _every("MONTHLY", interval=2)),
    ("ANY_ONE? PART ON_TWO", _every("DAILY", interval=2)),
    ("(EVERY|OM_DE) OTHER_EACH {weekday:WEEKDAY}", _weekly(2)),
    ("(EVERY|OM_DE) OTHER_EACH {compound:DAY_PART}", _weekly_compound(2)),
    ("(EVERY|OM_DE) OTHER_EACH WEEKEND", _every("WEEKLY", interval=2, weekdays=WEEKEND)),
    ("(EVERY|OM_DE) OTHER_EACH WEEK", _every("WEEKLY", interval=2)),
    ("(EVERY|OM_DE) OTHER_EACH DAY_NOUN", _every("DAILY", interval=2)),
    ("(EVERY|OM_DE) OTHER_EACH MONTH_NOUN", _every("MONTHLY", interval=2)),
    ("OM_DE {weekday:WEEKDAY}", _weekly(2)),
    ("OM_DE WEEKEND", _every("WEEKLY", interval=2, weekdays=WEEKEND)),
    ("OM_DE DAY_NOUN", _every("DAILY", interval=2)),
    ("OM_DE MONTH_NOUN", _every("MONTHLY", interval=2)),
    ("(EVERY|OM_DE) {count:NUMBER} (DAY_NOUNS|DAY_NOUN)", _each("DAILY")),
    ("(EVERY|OM_DE) {count:NUMBER} (WEEKS|WEEK)", _each("WEEKLY")),
    ("(EVERY|OM_DE) {count:NUMBER} (MONTH_NOUNS|MONTH_NOUN)", _each("MONTHLY")),
    ("EVERY FORTNIGHT", _every("WEEKLY", interval=2)),
    ("FORTNIGHTLY", _every("WEEKLY", interval=2)),
    # Every one.
    ("(ON|LE)? {every:EVERY} {first:WEEKDAY} (TO|UNTIL|DASH) {last:WEEKDAY}", _weekday_span),
    ("(ON|IN|AT)? EVERY {weekday:WEEKDAY|WEEKDAYS}", _weekly()),
    ("(ON|IN|AT)? EVERY {compound:DAY_PART|DAY_PARTS}", _weekly_compound()),
    ("(ON|IN|AT)? EVERY (WEEKDAY_SET|WORKDAY)", _every("WEEKLY", weekdays=WORKING_WEEK)),
    ("(IN|ON)? EVERY (DAY_NOUN|DAY_NOUNS) (OF THE WEEK)?", _every("DAILY")),
    ("(IN|ON|AT)? EVERY {part:ANY_PART}", _daily_part),
    ("EVERY MORGEN", _daily_morning),
    ("(IN|ON|AT)? EVERY (WEEK|WEEKS)", _every("WEEKLY")),
    ("(IN|ON|AT)? EVERY (WEEKEND|WEEKENDS)", _every("WEEKLY", weekdays=WEEKEND)),
    ("EVERY (MONTH_NOUN|MONTH_NOUNS)", _every("MONTHLY")),
    ("EVERY (YEAR_NOUN|YEAR_NOUNS)", _every("YEARLY")),
    ("(PAID|MONEY|MASKED) (DAILY|WEEKLY|MONTHLY)", nothing),
    ("DAILY", _every("DAILY")),
    ("WEEKLY", _every("WEEKLY")),
    ("MONTHLY", _every("MONTHLY")),
    # How often, with no day.
    (f"{_HOW_OFTEN} (WEEK|WEEKDAY_SET)", _every("WEEKLY")),
    (f"{_HOW_OFTEN} DAY_NOUN", _every("DAILY")),
    (f"{_HOW_OFTEN} FORTNIGHT", _every("WEEKLY", interval=2)),
    (f"{_HOW_OFTEN} MONTH_NOUN", _every("MONTHLY")),
    (f"{_HOW_OFTEN} YEAR_NOUN", _every("YEARLY")),
    ("NUMBER WEEKDAYS PER MONTH_NOUN", _every("MONTHLY")),
    ("NUMBER WEEKDAYS (?!PER)", nothing),
    ("ANY_ONE (WEEKDAY|WEEKEND|DAY_PART) PER MONTH_NOUN", _every("MONTHLY")),
    ("(MONEY|MASKED) NUMBER? (PER|SLASH) (WEEK|DAY_NOUN|MONTH_NOUN|WEEKEND|YEAR_NOUN)", nothing),
    ("(MONEY|MASKED) (LE|THE) (WEEK|DAY_NOUN|MONTH_NOUN|WEEKEND|PART)", nothing),
    ("PER WEEKEND", nothing),
    ("{count:NUMBER} (PER|SLASH) WEEK", _if_few("WEEKLY")),
    ("{count:NUMBER} (PER|SLASH) MONTH_NOUN", _if_few("MONTHLY")),
    ("{count:NUMBER} (PER|SLASH) DAY_NOUN", _if_few("DAILY")),
    (f"{_NOT_PAID} (PER|SLASH) WEEK", _every("WEEKLY")),
    (f"{_NOT_PAID} (PER|SLASH) DAY_NOUN", _every("DAILY")),
    (f"{_NOT_PAID} (PER|SLASH) MONTH_NOUN", _every("MONTHLY")),
    (
        "(NUMBER|ANY_ONE) (HOUR_NOUN|HOUR_NOUNS|DAY_NOUNS|DAY_NOUN|ANY_PART|CLOCK) (A_ONE|THE|IN THE|ON) WEEK",
        _every("WEEKLY"),
    ),
    ("CLOCK (A_ONE|THE|IN THE) WEEK", _every("WEEKLY")),
    ("(NUMBER|ANY_ONE) (HOUR_NOUN|HOUR_NOUNS) A_ONE DAY_NOUN", _every("DAILY")),
    ("(NUMBER|ANY_ONE|LENGTH) (DAY_NOUN|DAY_NOUNS|ANY_PART|HOUR_NOUN|HOUR_NOUNS)? WEEKDAY_SET", _if_counted),
    ("LENGTH (ANY_ONE|THE|IN THE|PER|SLASH)* WEEK", _every("WEEKLY")),
    # Said as of a habit.
    ("FROM? {first:WEEKDAY} (TO|UNTIL|DASH)+ {last:WEEKDAY} {part:HABIT_PART}", _weekday_span_part),
    ("ALWAYS (ON|LE|THE)* {weekday:WEEKDAY}", _weekly()),
    ("ALWAYS (ON|LE|THE)* {compound:DAY_PART}", _weekly_compound()),
    ("ON? {weekday:WEEKDAY} ALWAYS", _weekly()),
    ("ON? {compound:DAY_PART} ALWAYS", _weekly_compound()),
    (f"{_ROUND} (?=PART (?!(AT|FROM)* (HOURS|CLOCK)? {_TO_ANOTHER}))", _of_weekday),
    (f"{_ROUND} (?!PART|DAY|CLOCK|HOURS|DAY_NUMBER|AND|{_TO_ANOTHER})", _of_weekday),
    ("(ON|THE|IN|LES)* {weekday:WEEKDAYS} (?!DAY_NUMBER)", _weekly()),
    ("(ON|THE|IN)* {compound:DAY_PARTS}", _weekly_compound()),
    ("S {weekday:WEEKDAY}", _weekly()),
    ("LES {weekday:WEEKDAY} (?!DAY_NUMBER)", _weekly()),
    ("(ON|IN|THE|AT)* {weekday:WEEKDAY} {part:HABIT_PART}", _weekly_part),
    (
        "(?<!STARTING) (FROM|LE|OF)* {first:WEEKDAY} (TO|UNTIL|DASH)+ (LE|THE)* {last:WEEKDAY} (?!NEXT|ANY_PART|AT)",
        _weekday_span,
    ),
    ("FROM? {first:SHORT_WEEKDAY} DOT? (TO|UNTIL|DASH)+ {last:SHORT_WEEKDAY} DOT?", _short_weekday_span),
    ("SHORT_WEEKDAY DOT? ((COMMA|AND|SLASH)+ SHORT_WEEKDAY DOT?)+ (?!DAY_NUMBER|DAY)", _short_weekdays),
    ("(?<!BOUND|FOR|OR) LE {weekday:WEEKDAY} (?!IN_HUIT|NEXT|DAY_NUMBER)", _with_le(_weekly())),
    ("(?<!BOUND|FOR|DURING) LE WEEKEND (?!NEXT|OF|IN_FUTURE|DAY)", _with_le(_every("WEEKLY", weekdays=WEEKEND))),
    ("(LES|ON|IN|AT|THE|DURING)* WEEKENDS", _every("WEEKLY", weekdays=WEEKEND)),
    ("LES WEEKEND", _every("WEEKLY", weekdays=WEEKEND)),
    ("IN THE WEEKEND", _in_the_weekend),
    ("(AT|ON|IN|DURING)? (LES|THE)? WEEKDAY_SET", _every("WEEKLY", weekdays=WORKING_WEEK)),
    ("(?<!PER|ANY_ONE|OF|SLASH|THIRD|ORDINAL|EVERY) THE WEEK (?!OF|NUMBER)", _in_the_week),
)


# --- several days, and the hours beside a habit -----------------------------------------------------------------------


def _joined(said: Said) -> Made:
    """Two weekly habits, or a habit and more weekdays, are one habit on several days."""
    habit: Habit = said["habit"]
    if habit.frequency != "WEEKLY" or not habit.weekdays:
        return None
    days = list(habit.weekdays)
    hours = habit.hours
    for other in said.every("HABIT", "WEEKDAY", "WEEKDAYS", "DAY_PART"):
        if isinstance(other, Habit):
            if other.frequency != "WEEKLY" or not other.weekdays:
                return None
            days += other.weekdays
            hours = hours or other.hours
        elif isinstance(other, tuple):
            days.append(CODES[other[0]])
            hours = hours or Hours.of_part(other[1])
        else:
            days.append(CODES[other])
    return "HABIT", replace(habit, weekdays=tuple(sorted(set(days), key=CODES.index)), hours=hours)


def _weekdays(said: Said) -> Made:
    """ "mardi et jeudi", "lundi, mercredi et vendredi" come back; days that touch ("samedi et dimanche") are one stretch."""
    days = said.every("WEEKDAY")
    if all((later - earlier) % 7 == 1 for earlier, later in pairwise(days)) or len(set(days)) == 1:
        return None
    return "HABIT", Habit("WEEKLY", weekdays=tuple(sorted({CODES[day] for day in days}, key=CODES.index)))


def _shared_part(said: Said) -> Made:
    """ "maandag- en woensdagnamiddag": the part is both days'; days that touch are not a habit, so the first counts."""
    last, part = said["last"]
    first, part = said["first"] if isinstance(said["first"], tuple) else (said["first"], part)
    is_choice = "OR" in said.kinds[-2]
    if is_choice or (last - first) % 7 == 1:
        return "DAY_PART", (first, part)
    days = tuple(sorted({CODES[first], CODES[last]}, key=CODES.index))
    return "HABIT", Habit("WEEKLY", weekdays=days, hours=Hours.of_part(part))


def _every_day_but(said: Said) -> Made:
    """ "tous les jours sauf le dimanche" is weekly, on the six other days."""
    habit: Habit = said["habit"]
    left_out = set(WEEKEND) if {"WEEKEND", "WEEKENDS"} & {kind for held in said.kinds for kind in held} else set()
    for other in said.every("HABIT", "WEEKDAY", "WEEKDAYS")[1:]:
        left_out |= set(other.weekdays) if isinstance(other, Habit) else {CODES[other]}
    days = tuple(code for code in habit.weekdays or CODES if code not in left_out)
    if habit.frequency not in ("DAILY", "WEEKLY") or not days or not left_out or habit.interval > 1:
        return None
    if habit.frequency == "WEEKLY" and not habit.weekdays:
        return None
    return "HABIT", Habit("WEEKLY", weekdays=days, hours=habit.hours)


def _first_of_two(said: Said) -> Made:
    return "HABIT", said["habit"]


def _with_hours(said: Said) -> Made:
    habit: Habit = said["habit"]
    hours: Hours = said["hours"] if isinstance(said["hours"], Hours) else Hours.of_part(said["hours"])
    if habit.hours is not None:
        if habit.hours.part is None or hours.part is not None:
            return None
        hours = hours.within(habit.hours.part)
    return "HABIT", replace(habit, hours=hours)


def _with_part(said: Said) -> Made:
    habit: Habit = said["habit"]
    if habit.hours is None:
        return "HABIT", replace(habit, hours=Hours.of_part(said["part"]))
    return None


def _with_morning(said: Said) -> Made:
    habit: Habit = said["habit"]
    return ("HABIT", replace(habit, hours=Hours.of_part("morning"))) if habit.hours is None else None


def _in_working_week(said: Said) -> Made:
    habit: Habit = said["habit"]
    other: Habit = said["other"]
    if habit.weekdays or habit.frequency not in ("DAILY", "WEEKLY") or other.weekdays != WORKING_WEEK:
        return None
    return "HABIT", Habit("WEEKLY", weekdays=WORKING_WEEK, hours=habit.hours or other.hours)


# Days on which it is not: "sauf le mercredi", "niet vrij op dinsdag".
EXCEPTIONS: tuple[Rule, ...] = (
    (
        "{habit:HABIT} COMMA? EXCEPT (ON|THE|LE|LES|IN)* {other:WEEKDAY|WEEKDAYS|HABIT|WEEKEND|WEEKENDS} "
        "((AND|OR) (ON|THE|LE|LES)* (WEEKDAY|HABIT))?",
        _every_day_but,
    ),
    (
        "EXCEPT AVAILABLE? (ON|THE|LE|LES|IN)* (WEEKDAY|WEEKDAYS|HABIT|DAY|DAY_PART|WEEKEND) "
        "((AND|OR) (ON|THE|LE|LES)* (WEEKDAY|HABIT|WEEKEND))?",
        nothing,
    ),
)
JOINING: tuple[Rule, ...] = (
    (
        "{weekday:WEEKDAY} (COMMA (LE|ON|THE)* WEEKDAY)* COMMA? OR (LE|THE|ON)* WEEKDAY",
        lambda said: ("WEEKDAY", said["weekday"]),
    ),
    (
        "{habit:HABIT} ((COMMA|AND|SLASH)+ (LE|LES|THE|ON|S)* (HABIT|WEEKDAY|WEEKDAYS|DAY_PART))+",
        _joined,
    ),
    ("ON? {first:WEEKDAY|DAY_PART} DASH? (AND|OR) {last:DAY_PART}", _shared_part),
    ("{habit:HABIT} OR (LE|LES|THE|ON|S)* (HABIT|WEEKDAY)", _first_of_two),
    ("(FROM|OF|ON)? WEEKDAY ((COMMA|AND|SLASH)* (ON|THE)* WEEKDAY)+", _weekdays),
    ("(ON)? (WEEKDAY|DAY_PART) (COMMA|AND|SLASH)+ ON? {habit:HABIT}", _joined),
)
HABIT_HOURS: tuple[Rule, ...] = (
    (
        "{part:PART|NOON} (AND|OR|SLASH|DASH) (LE|THE|IN)* PART (?=(OF|ON|IN)? HABIT)",
        lambda said: ("PART", said["part"] or "noon"),
    ),
    ("{habit:HABIT} COMMA? (OF|AT|IN|THE|ON|S|LES)* {hours:HABIT_PART|HOURS|LOOSE_HOURS}", _with_hours),
    ("{habit:HABIT} COMMA? (IN|THE|ON|S|LE|AT)* {part:PART|FREE_PART}", _with_part),
    ("{habit:HABIT} COMMA? (EARLY|MORGEN)", _with_morning),
    ("(LE|LES|IN|THE)* {part:ANY_PART} (OF|ON|IN)? {habit:HABIT}", _with_part),
    ("{hours:HOURS} COMMA? (OF|ON|AT)? {habit:HABIT}", _with_hours),
    ("{habit:HABIT} COMMA? {other:HABIT}", _in_working_week),
)
