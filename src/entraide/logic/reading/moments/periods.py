"""Weekends, weeks, months and their beginnings and ends: ce week-end, volgende week, fin mai, de mai à septembre."""

from dataclasses import replace
from datetime import timedelta

from entraide.logic.reading.moments import calendar
from entraide.logic.reading.moments.grammar import Made, Rule, Said, nothing
from entraide.logic.reading.moments.said import Days


def _this_weekend(said: Said) -> Made:
    return "DAY", calendar.weekend(said.today)


def loose_weekend(said: Said) -> Made:
    """A weekend said with no "this": the coming one, or in a sentence about a habit every one."""
    return "DAY", replace(calendar.weekend(said.today), is_firm=False, is_loose=True)


def _next_weekend(said: Said) -> Made:
    return "DAY", calendar.weekend(said.today, is_next=True)


def _weekend_of(said: Said) -> Made:
    """ "le week-end du 14 mars": the weekend in or after whose week that day lies."""
    saturday = calendar.monday_of(said["day"].first) + timedelta(days=5)
    return "DAY", Days(saturday, saturday + timedelta(days=2), is_weekend=True, is_firm=True)


def _weekend_of_number(said: Said) -> Made:
    """ "week-end du 14": the weekend of the next such day."""
    day = calendar.next_day_numbered(said.today, said["day"])
    saturday = calendar.monday_of(day) + timedelta(days=5)
    return "DAY", Days(saturday, saturday + timedelta(days=2), is_weekend=True, is_firm=True)


def _this_week(said: Said) -> Made:
    return "DAY", calendar.week(said.today)


def _next_week(said: Said) -> Made:
    return "DAY", calendar.week(calendar.week(said.today).after)


def _week_after_next(said: Said) -> Made:
    return "DAY", calendar.week(calendar.week(said.today).after + timedelta(days=7))


def _weekend_after_next(said: Said) -> Made:
    coming = calendar.weekend(said.today, is_next=True)
    return "DAY", replace(coming, first=coming.first + timedelta(days=7), after=coming.after + timedelta(days=7))


def _week_of(said: Said) -> Made:
    days = said["day"]
    return "DAY", days if days.is_period else calendar.week(days.first)


def _this_month(said: Said) -> Made:
    return "DAY", calendar.month(said.today.year, said.today.month)


def _next_month(said: Said) -> Made:
    first = calendar.add_months(said.today.replace(day=1), 1)
    return "DAY", calendar.month(first.year, first.month)


def _next_year(said: Said) -> Made:
    first = said.today.replace(year=said.today.year + 1, month=1, day=1)
    return "DAY", Days(first, first.replace(year=first.year + 1), is_firm=True, is_period=True)


def _named_month(said: Said, name: str = "month") -> Days:
    year = said.get("year")
    return calendar.month(year, said[name]) if year else calendar.next_month_named(said.today, said[name])


def _month_named(said: Said) -> Made:
    return "DAY", _named_month(said)


def _month_with_word(said: Said) -> Made:
    """A month that is also a word or a name needs a preposition before it: "en mai", "in mei", "this May"."""
    return _month_named(said) if said.text.split()[0] in _MONTH_PREPOSITIONS else None


_MONTH_PREPOSITIONS = frozenset(
    [
        "en",
        "in",
        "im",
        "courant",
        "this",
        "next",
        "komende",
        "volgende",
        "au",
        "de",
        "d",
        "durant",
        "pendant",
        "tijdens",
        "during",
        "dans",
        "le",
        "ce",
        "coming",
        "diesen",
        "nachsten",
        "kommenden",
        "deze",
        "du",
        "van",
        "l",
        "pour",
    ]
)


def _months_spread(said: Said) -> Made:
    """ "de mai à septembre", "juillet-août"."""
    last = _named_month(said, "last")
    first = calendar.month(last.first.year - (said["first"] > said["last"]), said["first"])
    return "DAY", Days(first.first, last.after, is_firm=True, is_period=True)


def _third_named(said: Said) -> Made:
    month = _named_month(said)
    days = calendar.third(month, said["third"])
    if days.after <= said.today and "year" not in said:
        later = calendar.add_months(month.first, 12)
        days = calendar.third(calendar.month(later.year, later.month), said["third"])
    return "DAY", days


def _thirds_spread(said: Said) -> Made:
    """ "Anfang bis Mitte Mai"."""
    month = _named_month(said)
    low, high = calendar.third(month, said["first"]), calendar.third(month, said["last"])
    return "DAY", Days(low.first, high.after, is_firm=True, is_period=True)


def _third_of_this_month(said: Said) -> Made:
    first = said.today.replace(day=1)
    days = calendar.third(calendar.month(first.year, first.month), said["third"])
    if days.after <= said.today:
        first = calendar.add_months(first, 1)
        days = calendar.third(calendar.month(first.year, first.month), said["third"])
    return "DAY", days


def _third_of_next_month(said: Said) -> Made:
    first = calendar.add_months(said.today.replace(day=1), 1)
    return "DAY", calendar.third(calendar.month(first.year, first.month), said["third"])


# Monday to Wednesday, Wednesday and Thursday, Friday to Sunday.
_WEEK_THIRDS = {"start": (0, 3), "middle": (2, 4), "end": (4, 7)}


def _third_of_week(said: Said) -> Made:
    monday = calendar.monday_of(said.today) + timedelta(weeks=1 if "next" in said else 0)
    low, high = _WEEK_THIRDS[said["third"]]
    if monday + timedelta(days=low if said["third"] == "start" else high - 1) < said.today:
        monday += timedelta(weeks=1)
    is_end = said["third"] == "end"
    return "DAY", Days(
        monday + timedelta(days=low), monday + timedelta(days=high), is_firm=True, is_period=True, is_end=is_end
    )


def _week_of_month(said: Said) -> Made:
    """ "la première semaine de juillet": its days 1-7, 8-14 …; the last: its last seven days."""
    month, nth = _named_month(said), said["nth"]
    first = month.first + timedelta(weeks=nth - 1) if nth > 0 else month.after - timedelta(days=7)
    return "DAY", Days(first, min(first + timedelta(days=7), month.after), is_firm=True, is_period=True)


def _weeks_of_month(said: Said) -> Made:
    """ "de eerste twee weken van juli", "the last two weeks of August"."""
    month, length = _named_month(said), timedelta(weeks=said["count"])
    if said["nth"] not in (1, -1) or length > timedelta(days=28):
        return None
    first = month.first if said["nth"] == 1 else month.after - length
    return "DAY", Days(first, first + length, is_firm=True, is_period=True)


def _half_of_month(said: Said) -> Made:
    month = _named_month(said)
    middle = month.first.replace(day=16)
    low, high = (month.first, middle) if said["nth"] == 1 else (middle, month.after)
    return "DAY", Days(low, high, is_firm=True, is_period=True)


def _nth_weekday(said: Said) -> Made:
    """ "the first Saturday of May": a date."""
    month = _named_month(said)
    day = calendar.ordinal_weekday(month.first, weekday=said["weekday"], nth=said["nth"])
    if day < said.today:
        later = calendar.add_months(month.first, 12)
        day = calendar.ordinal_weekday(later, weekday=said["weekday"], nth=said["nth"])
    return "DAY", calendar.one_day(day)


def _nth_weekend(said: Said) -> Made:
    """ "le premier week-end de mai": of the Saturday that is in it."""
    made = _nth_weekday(Said({**said.values, "weekday": 5}, said.kinds, said.text, said.setting))
    saturday = made[1].first if made and isinstance(made[1], Days) else said.today
    return "DAY", Days(saturday, saturday + timedelta(days=2), is_weekend=True, is_firm=True)


_YEAR = "(COMMA? {year:YEAR})?"
PERIODS: tuple[Rule, ...] = (
    ("WEEKDAY_SET NEXT", _next_week),
    (f"(IN|THE|LE|LES)* {{nth:ORDINAL}} {{count:NUMBER}} WEEKS (OF|IN)+ {{month:ANY_MONTH}} {_YEAR}", _weeks_of_month),
    (
        f"{{first:THIRD}} (TO|UNTIL|DASH|SLASH|AND)+ {{last:THIRD}} (DASH|OF|THE)* {{month:ANY_MONTH}} {_YEAR}",
        _thirds_spread,
    ),
    (f"(THE|LE|ON|IN)* {{nth:ORDINAL}} WEEKEND (OF|IN)+ {{month:ANY_MONTH}} {_YEAR}", _nth_weekend),
    (f"((?>(?!TO) IN|THE|LE|OF|FROM))* MONTH_NOUN OF? {{month:ANY_MONTH}} {_YEAR}", _month_named),
    ("(THE|IN)* (OVERNEXT WEEK|WEEK AFTER NEXT)", _week_after_next),
    ("(THE|IN|ON)* (OVERNEXT WEEKEND|WEEKEND AFTER NEXT)", _weekend_after_next),
    ("(IN|THE|LE|ON|AT|OF|THIS)* NEXT WEEKEND", _next_weekend),
    ("(IN|THE|LE|ON|THIS)* WEEKEND NEXT", _next_weekend),
    ("(IN|ON|THE|LE|AT)* WEEKEND (OF|FROM)? (THE|LE|LES)* {day:DAY}", _weekend_of),
    ("THIS WEEKEND", _this_weekend),
    (
        "(LE|THE|IN|ON)* WEEKEND (OF|FROM)+ {day:DAY_NUMBER} (DOT|ORD_SUFFIX)? ((DASH|AND|SLASH) DAY_NUMBER)? "
        "(?=$|FOLLOWER|OTHER)",
        _weekend_of_number,
    ),
    ("(IN|THE|LE|ON)* WEEK (OF|FROM)? (THE|LE)* {day:DAY}", _week_of),
    ("WEEKDAY_SET (OF|FROM)? (THE|LE)* {day:DAY}", _week_of),
    ("((?>(?!TO) IN|ON|THE|LE))* {third:THIRD} (OF|IN|THE)* {next:NEXT} WEEK", _third_of_week),
    ("((?>(?!TO) IN|ON|THE|LE))* {third:THIRD} (OF|IN|THE)* WEEK {next:NEXT}", _third_of_week),
    ("((?>(?!TO) IN|ON|THE|LE))* {third:THIRD} (OF|IN|THE)* THIS? WEEK", _third_of_week),
    ("(IN|THE)* NEXT WEEK", _next_week),
    ("(IN|THE)* WEEK NEXT", _next_week),
    ("(IN|THE|OF)* THIS WEEK", _this_week),
    ("(OF|IN) THE WEEK", lambda said: _this_week(said) if said.text in ("van de week", "dans la semaine") else None),
    (
        f"((?>(?!TO) IN|ON|THE|LE))* {{third:THIRD}} (DASH|OF|THE|IN)* (MONTH_NOUN OF?)? {{month:ANY_MONTH}} {_YEAR}",
        _third_named,
    ),
    (
        "((?>(?!TO) IN|ON|THE|LE))* {third:THIRD} (OF|THE|IN|LE|ON)* (NEXT MONTH_NOUN|MONTH_NOUN NEXT)",
        _third_of_next_month,
    ),
    ("((?>(?!TO) IN|ON|THE|LE))* {third:THIRD} (OF|THE|IN|ON)* THIS? MONTH_NOUN", _third_of_this_month),
    (f"(IN|ON|AT|THE|LE)* {{nth:ORDINAL}} WEEK (OF|IN)+ {{month:ANY_MONTH}} {_YEAR}", _week_of_month),
    (f"(IN|ON|AT|THE|LE)* {{nth:ORDINAL}} FORTNIGHT (OF|IN)+ {{month:ANY_MONTH}} {_YEAR}", _half_of_month),
    (f"(ON|THE|LE|THIS)* {{nth:ORDINAL}} {{weekday:WEEKDAY}} (OF|IN)+ {{month:ANY_MONTH}} {_YEAR}", _nth_weekday),
    ("(THE|LE|IN)* (NEXT MONTH_NOUN|MONTH_NOUN NEXT)", _next_month),
    ("(OF|IN|THE)* THIS MONTH_NOUN", _this_month),
    ("THIS YEAR_NOUN", nothing),
    ("(THE|LE)? (NEXT YEAR_NOUN|YEAR_NOUN NEXT)", _next_year),
    (
        f"(IN|FROM|BETWEEN|OF|STARTING)* {{first:ANY_MONTH}} (TO|UNTIL|DASH|AND|SLASH)+ {{last:MONTH}} {_YEAR}",
        _months_spread,
    ),
    (f"(IN|FROM|BETWEEN|STARTING) {{first:ANY_MONTH}} (TO|UNTIL|AND|DASH)+ {{last:ANY_MONTH}} {_YEAR}", _months_spread),
    (f"{{first:MONTH}} (TO|UNTIL|DASH|AND|SLASH)+ {{last:ANY_MONTH}} {_YEAR}", _months_spread),
    (
        f"(IN|ON|OF|THE|THIS|NEXT|DURING|FOR)+ (THE? MONTH_NOUN OF?)? (THE|THIS)? {{month:ANY_MONTH}} {_YEAR}",
        _month_with_word,
    ),
    (f"(?<=BOUND|FROM) {{month:ANY_MONTH}} {_YEAR} (?!NUMBER)", _month_named),
    ("{month:ANY_MONTH} {year:YEAR}", _month_named),
    ("{month:ANY_MONTH} NEXT", _month_named),
    ("(?<!NUMBER|ORD_SUFFIX|DOT) {month:MONTH} (?!NUMBER)", _month_named),
)
WEEKENDS_ALONE: tuple[Rule, ...] = (("(ON|IN|AT|THE|LE)* WEEKEND (?!OF)", loose_weekend),)
