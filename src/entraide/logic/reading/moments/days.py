"""Days, weekends, weeks and months by name, by number and by distance: samedi, 14 mars, übermorgen, over twee weken, fin mai."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

from entraide.logic.reading.moments import calendar
from entraide.logic.reading.moments.grammar import Made, Rule, Said
from entraide.logic.reading.moments.said import Days, Hours, Moment

_LONGEST_WAIT_DAYS = 3660


def _dated(said: Said) -> Made:
    year = said.get("year")
    if year is not None and year < 100:
        year += 2000
    day, month = said["day"], said["month"]
    if month is not None and month > 12 >= day:  # an American's 3/14
        day, month = month, day
    found = calendar.next_dated(said.today, day=day, month=month, year=year)
    return "DAY", calendar.one_day(found)


def _listed(said: Said) -> Made:
    """ "les 9 et 10 avril": both days if they touch, else the first."""
    first = calendar.next_dated(said.today, day=said["day"], month=said["month"], year=said.get("year"))
    last = first.replace(day=said["last"])
    if 0 < (last - first).days <= 2:
        return "DAY", Days(first, last + calendar.ONE_DAY, is_firm=True, is_period=True)
    return "DAY", calendar.one_day(first)


def _spread(said: Said) -> Made:
    """ "du 3 au 10 mai", "du 28 mars au 3 avril": the last day included, the next such stretch that is not over."""
    year = said.get("year")
    last = calendar.next_dated(said.today, day=said["last"], month=said["last_month"], year=year)
    month = said.get("first_month") or last.month
    if month == last.month and said["first"] > last.day and "first_month" not in said.values:
        first = calendar.add_months(last.replace(day=1), -1).replace(day=said["first"])
    else:
        first = last.replace(year=last.year - (month > last.month), month=month, day=said["first"])
    if first > last:
        return None
    return "DAY", Days(first, last + calendar.ONE_DAY, is_firm=True, is_period=True)


def _numbered(said: Said) -> Made:
    return "DAY", calendar.one_day(calendar.next_day_numbered(said.today, said["day"]))


def _numbered_spread(said: Said) -> Made:
    """ "du 3 au 10", with no month: the next such days."""
    if said["first"] == said["last"]:
        return None
    last = calendar.next_day_numbered(said.today, said["last"])
    before = last if said["first"] < said["last"] else calendar.add_months(last.replace(day=1), -1)
    return "DAY", Days(before.replace(day=said["first"]), last + calendar.ONE_DAY, is_firm=True, is_period=True)


def _weekday_numbered(said: Said, *, months: int = 12) -> Made:
    """ "samedi 21": the 21st, if it is such a weekday within a year; otherwise the number counts something else."""
    for ahead in range(months):
        first = calendar.add_months(said.today.replace(day=1), ahead)
        try:
            day = first.replace(day=said["day"])
        except ValueError:
            continue
        if day >= said.today and day.weekday() == said["weekday"]:
            return "DAY", calendar.one_day(day)
    return None


def _relative(said: Said) -> Made:
    offset = said["offset"]
    if offset < 0:
        return "PAST_SAID", None
    return "DAY", calendar.one_day(said.today + timedelta(days=offset))


def _relative_part(said: Said) -> Made:
    offset, part = said["relative"]
    day = calendar.one_day(said.today + timedelta(days=offset))
    return "MOMENT", Moment(day, Hours.of_part(part))


def _today_part(said: Said) -> Made:
    return "MOMENT", Moment(calendar.one_day(said.today), Hours.of_part(said["part"]))


def _tomorrow(said: Said) -> Made:
    return "DAY", calendar.one_day(said.today + calendar.ONE_DAY)


def _next_weekday(said: Said, *, weeks: int = 0, is_firm: bool = False) -> Days:
    day = calendar.next_weekday(after=said.today, weekday=said["weekday"]) + timedelta(weeks=weeks)
    return calendar.one_day(day, weekday=said["weekday"], is_firm=is_firm)


def _weekday(said: Said) -> Made:
    return "DAY", _next_weekday(said)


def _firm_weekday(said: Said) -> Made:
    return "DAY", _next_weekday(said, is_firm=True)


def _weekday_in_eight(said: Said) -> Made:
    return "DAY", _next_weekday(said, weeks=1, is_firm=True)


def _weekday_in_fifteen(said: Said) -> Made:
    return "DAY", _next_weekday(said, weeks=2, is_firm=True)


def _weekday_next_week(said: Said) -> Made:
    monday = calendar.week(said.today).after
    return "DAY", calendar.one_day(monday + timedelta(days=said["weekday"]), weekday=said["weekday"])


def _weekday_this_week(said: Said) -> Made:
    monday = calendar.monday_of(said.today)
    return "DAY", calendar.one_day(monday + timedelta(days=said["weekday"]), weekday=said["weekday"])


def _compound(said: Said) -> Made:
    weekday, part = said["compound"]
    day = calendar.next_weekday(after=said.today, weekday=weekday)
    return "MOMENT", Moment(calendar.one_day(day, weekday=weekday, is_firm=False), Hours.of_part(part))


def _firm_compound(said: Said) -> Made:
    made = cast("tuple[str, Moment]", _compound(said))
    return "MOMENT", replace(made[1], days=replace(made[1].days, is_firm=True))


def _compound_next_week(said: Said) -> Made:
    weekday, part = said["compound"]
    day = calendar.week(said.today).after + timedelta(days=weekday)
    return "MOMENT", Moment(calendar.one_day(day, weekday=weekday), Hours.of_part(part))


def _this_weekend(said: Said) -> Made:
    return "DAY", calendar.weekend(said.today)


def _loose_weekend(said: Said) -> Made:
    return "DAY", replace(calendar.weekend(said.today), is_firm=False)


def _next_weekend(said: Said) -> Made:
    return "DAY", calendar.weekend(said.today, is_next=True)


def _this_week(said: Said) -> Made:
    return "DAY", calendar.week(said.today)


def _next_week(said: Said) -> Made:
    return "DAY", calendar.week(calendar.week(said.today).after)


def _week_after_next(said: Said) -> Made:
    return "DAY", calendar.week(calendar.week(said.today).after + timedelta(days=7))


def _week_of(said: Said) -> Made:
    days = said["day"]
    return "DAY", calendar.week(days.first)


def _this_month(said: Said) -> Made:
    return "DAY", calendar.month(said.today.year, said.today.month)


def _next_month(said: Said) -> Made:
    first = calendar.add_months(said.today.replace(day=1), 1)
    return "DAY", calendar.month(first.year, first.month)


def _next_year(said: Said) -> Made:
    first = said.today.replace(year=said.today.year + 1, month=1, day=1)
    return "DAY", Days(first, first.replace(year=first.year + 1), is_firm=True, is_period=True)


def _month_named(said: Said) -> Made:
    year = said.get("year")
    month = said["month"]
    days = calendar.month(year, month) if year else calendar.next_month_named(said.today, month)
    return "DAY", days


def _third_named(said: Said) -> Made:
    year, month = said.get("year"), said["month"]
    days = calendar.third(
        calendar.month(year, month) if year else calendar.next_month_named(said.today, month), said["third"]
    )
    if days.after <= said.today and not year:
        later = calendar.add_months(days.first.replace(day=1), 12)
        days = calendar.third(calendar.month(later.year, later.month), said["third"])
    return "DAY", days


def _third_of_this_month(said: Said) -> Made:
    days = calendar.third(calendar.month(said.today.year, said.today.month), said["third"])
    if days.after <= said.today:
        later = calendar.add_months(days.first.replace(day=1), 1)
        days = calendar.third(calendar.month(later.year, later.month), said["third"])
    return "DAY", days


def _third_of_next_month(said: Said) -> Made:
    first = calendar.add_months(said.today.replace(day=1), 1)
    return "DAY", calendar.third(calendar.month(first.year, first.month), said["third"])


def _third_of_week(said: Said) -> Made:
    monday = calendar.monday_of(said.today) + timedelta(weeks=1 if "next" in said.values else 0)
    low, high = {"start": (0, 3), "middle": (2, 4), "end": (3, 5)}[said["third"]]
    if monday + timedelta(days=high) <= said.today:
        monday += timedelta(weeks=1)
    return "DAY", Days(monday + timedelta(days=low), monday + timedelta(days=high), is_firm=True, is_period=True)


def _week_of_month(said: Said) -> Made:
    """ "la première semaine de juillet": its days 1-7, 8-14 …; the last: its last seven days."""
    month = calendar.next_month_named(said.today, said["month"])
    nth = said["nth"]
    first = month.first + timedelta(weeks=nth - 1) if nth > 0 else month.after - timedelta(days=7)
    return "DAY", Days(first, min(first + timedelta(days=7), month.after), is_firm=True, is_period=True)


def _fortnight_of_month(said: Said) -> Made:
    month = calendar.next_month_named(said.today, said["month"])
    middle = month.first.replace(day=16)
    low, high = (month.first, middle) if said["nth"] == 1 else (middle, month.after)
    return "DAY", Days(low, high, is_firm=True, is_period=True)


def _ordinal_weekday(said: Said) -> Made:
    """ "the first Saturday of May": a date."""
    month = calendar.next_month_named(said.today, said["month"])
    day = calendar.ordinal_weekday(month.first, weekday=said["weekday"], nth=said["nth"])
    if day < said.today:
        later = calendar.add_months(month.first, 12)
        day = calendar.ordinal_weekday(later, weekday=said["weekday"], nth=said["nth"])
    return "DAY", calendar.one_day(day)


def _in_days(said: Said) -> Made:
    return _ahead(said, days=said.get("count") or 1)


def _in_weeks(said: Said) -> Made:
    return _ahead(said, days=7 * (said.get("count") or 1))


def _in_months(said: Said) -> Made:
    count = said.get("count") or 1
    return "DAY", calendar.one_day(calendar.add_months(said.today, count)) if count < 120 else None


def _ahead(said: Said, *, days: int) -> Made:
    if days > _LONGEST_WAIT_DAYS:
        return None
    return "DAY", calendar.one_day(said.today + timedelta(days=days))


def _in_hours(said: Said) -> Made:
    return _in_minutes_count(said, 60 * (said.get("count") or 1))


def _in_clock(said: Said) -> Made:
    return _in_minutes_count(said, said["clock"].minutes)


def _in_half_hour(said: Said) -> Made:
    return _in_minutes_count(said, 30)


def _in_minutes(said: Said) -> Made:
    return _in_minutes_count(said, said["count"])


def _in_minutes_count(said: Said, minutes: int) -> Made:
    if minutes > 48 * 60:
        return None
    start = said.at.hour * 60 + said.at.minute + minutes
    days, start = divmod(start, 24 * 60)
    hours = Hours(start, start + 60, is_point=True, is_settled=True)
    return "MOMENT", Moment(calendar.one_day(said.today + timedelta(days=days)), hours)


def _past(said: Said) -> Made:
    return "PAST_SAID", None


def _night(said: Said) -> Made:
    """ "nacht van 14 op 15 maart": the night that begins on the first of the two days."""
    if said["part"] != "night":
        return None
    last = calendar.next_dated(said.today, day=said["last"], month=said["month"])
    first = last - calendar.ONE_DAY
    return ("MOMENT", Moment(calendar.one_day(first), Hours.of_part("night"))) if first.day == said["first"] else None


_MONTHS = "MONTH|SOFT_MONTH"
_SUFFIX = "(DOT|ORD_SUFFIX)?"
_YEAR = "(COMMA? {year:YEAR})?"
# Before a date: its weekday, an article, a preposition.
_LEAD = r"((WEEKDAY|SHORT_WEEKDAY DOT?) (DOT|COMMA)*)?"
_ART = "(THE|LE|LES|ON|IN|AT|THIS)*"

# Numbers with a separator hard between them are dates only where the month is written with two figures, or a word beside
# them says so; "1/2" and "24/7" are not.
DATES: tuple[Rule, ...] = (
    (
        "(SINCE) (THE|LE|LES|ON)* WEEKDAY? (DAY_NUMBER|YEAR|MONTH|SOFT_MONTH|WEEKDAY|MORGEN)* (MONTH|SOFT_MONTH)? YEAR?",
        _past,
    ),
    (
        f"(IN|ON|THE|LE)* {{part:PART}} (FROM|OF|THE)+ {_LEAD} {{first:DAY_NUMBER}} {_SUFFIX} OF? (MONTH|SOFT_MONTH)? "
        f"(TO|ON|AND) {_ART} {_LEAD} {{last:DAY_NUMBER}} {_SUFFIX} OF? {{month:{_MONTHS}}}",
        _night,
    ),
    (f"{_LEAD} {{year:YEAR}} DASH {{month:MONTH_NUMBER}} DASH {{day:DAY_NUMBER}}", _dated),
    (
        f"FROM? {_LEAD} {_ART} {{first:DAY_NUMBER}} (SLASH|DOT|DASH) {{first_month:MONTH_NUMBER}} DOT? "
        f"(TO|UNTIL|DASH|AND) {_ART} {_LEAD} {{last:DAY_NUMBER}} (SLASH|DOT|DASH) {{last_month:MONTH_NUMBER}} "
        "((SLASH|DOT|DASH) {year:YEAR})? (?!H|DOT NUMBER)",
        _spread,
    ),
    (
        f"FROM? {_LEAD} {_ART} {{first:DAY_NUMBER}} {_SUFFIX} (TO|UNTIL|DASH) {_ART} {_LEAD} {{last:DAY_NUMBER}} "
        "(SLASH|DOT) {last_month:MONTH_NUMBER} ((SLASH|DOT) {year:YEAR})? (?!H|DOT NUMBER|UNIT|MONEY|OTHER)",
        _spread,
    ),
    (
        f"{_LEAD} {_ART} {{day:DAY_NUMBER}} (SLASH|DOT|DASH) {{month:DAY_NUMBER}} (SLASH|DOT|DASH) {{year:YEAR|SHORT_YEAR}} "
        "(?!DOT NUMBER)",
        _dated,
    ),
    (
        f"(WEEKDAY|SHORT_WEEKDAY DOT?|DAY_PART|LE|ON|THE|FOR|BEFORE|UNTIL|BY|STARTING|AFTER|FROM) COMMA? {_ART} "
        f"{{day:DAY_NUMBER}} (SLASH|DOT|DASH) {{month:DAY_NUMBER}} (DOT (?!NUMBER))? (?!H|DOT NUMBER|UNIT|MONEY|OTHER|AM|PM)",
        lambda said: None,
    ),
    (
        "(?<=ON|LE|THE|BY|AM|UNTIL|BEFORE|STARTING|AFTER|FROM|FOR|THIS|FOR_OR_BEFORE) "
        "{day:DAY_NUMBER} (SLASH|DASH) {month:DAY_NUMBER} (?!H|UNIT|MONEY|OTHER|AM|PM)",
        _dated,
    ),
    (
        f"(WEEKDAY|SHORT_WEEKDAY DOT?) COMMA? {_ART} {{day:DAY_NUMBER}} (SLASH|DASH|DOT) {{month:DAY_NUMBER}} "
        "(DOT (?!NUMBER))? (?!H|UNIT|MONEY|OTHER|AM|PM)",
        _dated,
    ),
    (
        "(?<=ON|LE|THE|BY|UNTIL|BEFORE|STARTING|AFTER|FROM) {day:DAY_NUMBER} DOT {month:MONTH_NUMBER} "
        "(DOT (?!NUMBER))? (?!H|UNIT|MONEY|NUMBER|AM|PM)",
        _dated,
    ),
    ("{day:DAY_NUMBER} (SLASH|DASH|DOT) {month:ZERO_MONTH} DOT? (?!H|UNIT|MONEY|NUMBER|DASH)", _dated),
    ("{day:DAY_NUMBER} DOT {month:MONTH_NUMBER} DOT (?!NUMBER)", _dated),
    (
        f"FROM? {_LEAD} {_ART} {{first:DAY_NUMBER}} {_SUFFIX} OF? {{first_month:{_MONTHS}}} DOT? YEAR? (TO|UNTIL|DASH|AND DASH)+ "
        f"{_ART} {_LEAD} {_ART} {{last:DAY_NUMBER}} {_SUFFIX} OF? {{last_month:{_MONTHS}}} DOT? {_YEAR}",
        _spread,
    ),
    (
        f"(FROM|BETWEEN)? {_LEAD} {_ART} {{first:DAY_NUMBER}} {_SUFFIX} (TO|UNTIL|DASH)+ {_ART} {_LEAD} {_ART} "
        f"{{last:DAY_NUMBER}} {_SUFFIX} OF? (THE|LE)? {{last_month:{_MONTHS}}} DOT? {_YEAR}",
        _spread,
    ),
    (
        f"BETWEEN {_LEAD} {_ART} {{first:DAY_NUMBER}} {_SUFFIX} AND {_ART} {_LEAD} {_ART} "
        f"{{last:DAY_NUMBER}} {_SUFFIX} OF? (THE|LE)? {{last_month:{_MONTHS}}} DOT? {_YEAR}",
        _spread,
    ),
    (
        f"(FROM|BETWEEN)? ENGLISH_MONTH (THE)? {{first:DAY_NUMBER}} {_SUFFIX} (TO|UNTIL|DASH)+ (THE)? "
        f"{{last:DAY_NUMBER}} {_SUFFIX} (?!H|{_MONTHS})",
        lambda said: None,
    ),
    (
        f"(FROM|BETWEEN)? {{last_month:ENGLISH_MONTH}} {{first:DAY_NUMBER}} {_SUFFIX} (TO|UNTIL|DASH)+ (THE)? "
        f"{{last:DAY_NUMBER}} {_SUFFIX} (?!H|AM|PM|{_MONTHS})",
        _spread,
    ),
    (
        f"{_LEAD} {_ART} {{day:DAY_NUMBER}} {_SUFFIX} ((COMMA|AND) DAY_NUMBER {_SUFFIX})* (COMMA? AND|SLASH) {_LEAD} {_ART} "
        f"{{last:DAY_NUMBER}} {_SUFFIX} OF? {{month:{_MONTHS}}} DOT? {_YEAR}",
        _listed,
    ),
    (
        f"{_LEAD} {_ART} {{day:DAY_NUMBER}} {_SUFFIX} OR {_LEAD} {_ART} DAY_NUMBER {_SUFFIX} OF? "
        f"{{month:{_MONTHS}}} DOT? {_YEAR}",
        _dated,
    ),
    (f"{_LEAD} {_ART} {{day:DAY_NUMBER|ORDINAL}} {_SUFFIX} (OF|THE)? {{month:{_MONTHS}}} DOT? {_YEAR}", _dated),
    (
        f"{_LEAD} {_ART} {{month:ENGLISH_MONTH}} DOT? THE? {{day:DAY_NUMBER}} "
        f"(ORD_SUFFIX|(?=$|STOP|DASH|OF|AT|IN|FROM|ABOUT|AND|OR|WEEKDAY|CLOCK|HOURS|PART|BETWEEN|YEAR|FOR|AFTER)) {_YEAR}",
        _dated,
    ),
    (
        "FROM (LE|THE|ON)* {first:DAY_NUMBER} (DOT|ORD_SUFFIX)? (TO|UNTIL|DASH) (LE|THE)* {last:DAY_NUMBER} "
        "(ORD_SUFFIX|DOT)? (?=$|STOP|FROM|AT|AND|IN)",
        lambda said: _numbered_spread(said) if said.text.startswith(("du", "vom", "from the", "van de")) else None,
    ),
    (
        "{weekday:WEEKDAY} COMMA? (THE|LE|DAY_NOUN)* {day:DAY_NUMBER} (?=AT CLOCK)",
        lambda said: _weekday_numbered(said, months=3),
    ),
    (
        "{weekday:WEEKDAY} COMMA? (THE|LE|DAY_NOUN)* {day:DAY_NUMBER} (ORD_SUFFIX|DOT)? (?!H|UNIT|MONEY|TIMES|OTHER|NUMBER|SLASH|AM|PM|TO NUMBER|DASH NUMBER|TO CLOCK|DASH CLOCK)",
        _weekday_numbered,
    ),
    (
        "{weekday:WEEKDAY} COMMA? (THE|LE|DAY_NOUN)* {day:DAY_NUMBER} (ORD_SUFFIX|DOT)? (?=OTHER)",
        lambda said: _weekday_numbered(said, months=2),
    ),
)
NUMBERED: tuple[Rule, ...] = (
    (
        "(ON THE?|LE) (DAY_NOUN)? {day:DAY_NUMBER} (ORD_SUFFIX|DOT)? (?=$|STOP|AT|IN|FROM|BETWEEN|AND|AFTER|ABOUT|HOURS|CLOCK|PART|FOR|LE PART)",
        lambda said: (
            _numbered(said) if not said.text.startswith(("on ", "in ", "an ", "au ")) or "the" in said.text else None
        ),
    ),
    (
        "THE {day:DAY_NUMBER} ORD_SUFFIX (?=$|STOP|AT|IN|FROM|BETWEEN|AND|AFTER|ABOUT|HOURS|CLOCK|PART|FOR|OF THIS)",
        lambda said: _numbered(said) if said.text.startswith(("the", "de ")) else None,
    ),
)
"""A day of the month alone: "le 21", "op de 21ste", "on the 21st", "am 21."."""

NAMED: tuple[Rule, ...] = (
    # What is not a time, or over.
    (
        "GOOD (NEW)? (PART|MORGEN|DAY_NOUN|WEEKEND|WEEK|WEEKDAY|HABIT_PART|YEAR_NOUN|MIDNIGHT)".replace("(NEW)? ", ""),
        _past,
    ),
    ("WEEKDAY (OF|THE)* HOLIDAY", _past),
    ("GOOD WEEKDAY", _past),
    (
        "(WEEKDAY|WEEKEND|PART|WEEK|MONTH_NOUN|DAY_PART) (PAST|ORDINAL) (?!OF|WEEKDAY)",
        lambda said: _past(said) if _is_past(said.text) else None,
    ),
    (
        "PAST (WEEKDAY|WEEKEND|PART|WEEK|MONTH_NOUN|MONTH|DAY_PART|WEEKS|DAY_NOUNS) (?!OF|IN|PER)",
        lambda said: _past(said) if not said.text.startswith("laatste") else None,
    ),
    ("SINCE (THE|LE|ON)* (WEEKDAY|DAY|NUMBER|ONE)", _past),
    (
        "AGO (NUMBER|ONE) (WEEKS|DAY_NOUNS|MONTH_NOUNS|YEAR_NOUNS|WEEK|DAY_NOUN|MONTH_NOUN|YEAR_NOUN|HOUR_NOUNS|MINUTE_NOUN)",
        _past,
    ),
    (
        "(NUMBER|ONE) (WEEKS|DAY_NOUNS|MONTH_NOUNS|YEAR_NOUNS|WEEK|DAY_NOUN|MONTH_NOUN|YEAR_NOUN|HOUR_NOUNS|MINUTE_NOUN) AGO",
        _past,
    ),
    (
        "BEFORE (NUMBER|ONE) (WEEKS|DAY_NOUNS|MONTH_NOUNS|YEAR_NOUNS|WEEK|DAY_NOUN|MONTH_NOUN|YEAR_NOUN)",
        lambda said: _past(said) if said.text.startswith("vor") else None,
    ),
    # Today, tomorrow.
    (
        "{offset:RELATIVE_DAY} MORGEN",
        lambda said: (
            ("MOMENT", Moment(calendar.one_day(said.today), Hours.of_part("morning")))
            if said["offset"] == 0
            else _past(said)
        ),
    ),
    ("THE? {offset:RELATIVE_DAY}", _relative),
    ("THIS DAY_NOUN", lambda said: None),
    ("{relative:RELATIVE_PART}", _relative_part),
    ("{part:TODAY_PART}", _today_part),
    ("THIS {part:PART|FREE_PART}", _today_part),
    ("THIS {morgen:MORGEN}", lambda said: ("MOMENT", Moment(calendar.one_day(said.today), Hours.of_part("morning")))),
    # Some time ahead.
    ("(IN|WITHIN|PAST_HOUR) ONE HALF HOUR_NOUN", _in_half_hour),
    ("(IN|WITHIN|PAST_HOUR) HALF ONE HOUR_NOUN", _in_half_hour),
    (
        "(IN|WITHIN|PAST_HOUR) {clock:CLOCK} (?!OF|PER)",
        lambda said: _in_clock(said) if _says_ahead(said.text) and said["clock"].minutes <= 12 * 60 else None,
    ),
    (
        "(IN|WITHIN|PAST_HOUR) ({count:NUMBER}|ONE) (HOUR_NOUN|HOUR_NOUNS)",
        lambda said: _in_hours(said) if _says_ahead(said.text) else None,
    ),
    (
        "(IN|WITHIN|PAST_HOUR) {count:NUMBER} MINUTE_NOUN",
        lambda said: _in_minutes(said) if _says_ahead(said.text) else None,
    ),
    ("(IN|WITHIN|PAST_HOUR) {count:NUMBER} DAY_NOUNS", lambda said: _in_days(said) if _says_ahead(said.text) else None),
    (
        "(IN|WITHIN|PAST_HOUR) ({count:NUMBER}|ONE) (WEEKS|WEEK)",
        lambda said: _in_weeks(said) if _says_ahead(said.text) else None,
    ),
    (
        "(IN|WITHIN|PAST_HOUR) ({count:NUMBER}|ONE) (MONTH_NOUNS|MONTH_NOUN)",
        lambda said: _in_months(said) if _says_ahead(said.text) else None,
    ),
    ("(IN|WITHIN|PAST_HOUR) ONE FORTNIGHT", lambda said: _ahead(said, days=14)),
    ("(IN|WITHIN) ONE FORTNIGHT (OF DAY_NOUNS)", lambda said: _ahead(said, days=14)),
    # Weeks.
    ("THE? WEEK OF (THE|LE)* {day:DAY}", _week_of),
    ("(THE|IN|IN THE)? NEXT WEEK COMMA? (ON|LE)? {weekday:WEEKDAY}", _weekday_next_week),
    ("(THE|IN|IN THE)? NEXT WEEK COMMA? (ON)? {compound:DAY_PART}", _compound_next_week),
    ("{weekday:WEEKDAY} COMMA? (OF|IN|THE)* NEXT WEEK", _weekday_next_week),
    ("{weekday:WEEKDAY} COMMA? (OF|IN|THE)* WEEK NEXT", _weekday_next_week),
    ("{compound:DAY_PART} COMMA? (OF|IN|THE)* NEXT WEEK", _compound_next_week),
    ("(OF|IN|THE)* WEEK NEXT COMMA? (ON|LE)? {weekday:WEEKDAY}", _weekday_next_week),
    ("{weekday:WEEKDAY} (OF|IN|THE)* THIS WEEK", _weekday_this_week),
    ("{weekday:WEEKDAY} IN_HUIT", _weekday_in_eight),
    ("{weekday:WEEKDAY} IN_QUINZE", _weekday_in_fifteen),
    (
        "{weekday:WEEKDAY} (WEEK_AFTER|WEEK)",
        lambda said: _weekday_in_eight(said) if "week" in said.text or "ine" in said.text else None,
    ),
    ("(THIS|ON|THE)* NEXT {weekday:WEEKDAY}", _firm_weekday),
    ("(THIS|ON|THE)* NEXT {compound:DAY_PART}", _firm_compound),
    ("THIS {compound:DAY_PART}", _firm_compound),
    ("THIS? (LE|ON)? {weekday:WEEKDAY} NEXT", _firm_weekday),
    ("{compound:DAY_PART} NEXT", _firm_compound),
    ("THIS {weekday:WEEKDAY}", _firm_weekday),
    ("(IN|THE|LE|ON|AT|OF)* NEXT WEEKEND", _next_weekend),
    ("THE? THIS NEXT WEEKEND", _next_weekend),
    ("(IN|THE|LE|ON|THIS)* WEEKEND NEXT", _next_weekend),
    ("THIS WEEKEND", _this_weekend),
    ("THIRD (OF|THE|THIS)* WEEKEND", lambda said: None),
    ("{third:THIRD} (OF|IN|THE|LA)* THIS? {next:NEXT} WEEK".replace("|LA", ""), _third_of_week),
    ("{third:THIRD} (OF|IN|THE)* WEEK {next:NEXT}", _third_of_week),
    ("(IN|THE)* {third:THIRD} (OF|IN|THE)* THIS? (WEEK)", _third_of_week),
    ("THE? NEXT WEEK", _next_week),
    ("(IN|THE)* WEEK NEXT", _next_week),
    ("(IN|THE|OF)* THIS WEEK", _this_week),
    ("OF THE WEEK", lambda said: _this_week(said) if said.text == "van de week" else None),
    ("IN THE WEEK", lambda said: _this_week(said) if said.text == "dans la semaine" else None),
    # Months.
    (f"(IN|ON|AT|THE|LE|LES|BY|TO)* {{third:THIRD}} (DASH|OF|THE|IN)* {{month:{_MONTHS}}} {_YEAR}", _third_named),
    ("(IN|ON|AT|THE|LE)* {third:THIRD} (OF|THE|IN|LE|ON)* NEXT MONTH_NOUN", _third_of_next_month),
    ("(IN|ON|AT|THE|LE)* {third:THIRD} (OF|THE|IN|LE|ON)* MONTH_NOUN NEXT", _third_of_next_month),
    ("(IN|ON|AT|THE|LE)* {third:THIRD} (OF|THE|IN|ON)* THIS? MONTH_NOUN", _third_of_this_month),
    (f"(IN|ON|AT|THE)* {{nth:ORDINAL}} WEEK (OF|IN) {{month:{_MONTHS}}}", _week_of_month),
    (f"(IN|ON|AT|THE)* {{nth:ORDINAL}} FORTNIGHT (OF|IN) {{month:{_MONTHS}}}", _fortnight_of_month),
    (f"(ON|THE|LE|THIS)* {{nth:ORDINAL}} {{weekday:WEEKDAY}} (OF|IN) {{month:{_MONTHS}}}", _ordinal_weekday),
    ("(THE|LE|IN)* NEXT MONTH_NOUN", _next_month),
    ("(THE|LE|IN)* MONTH_NOUN NEXT", _next_month),
    ("(OF|IN|THE)* THIS MONTH_NOUN (DASH OTHER)?", _this_month),
    ("NEXT YEAR_NOUN", _next_year),
    ("THE? YEAR_NOUN NEXT", _next_year),
    (
        f"(IN|ON|OF|THE|THIS|NEXT|DURING)+ (THE? MONTH_NOUN OF)? (THE|THIS)? {{month:{_MONTHS}}} {_YEAR}",
        lambda said: _month_named(said) if _says_month(said.text) else None,
    ),
    (f"(?<=STARTING|UNTIL|BEFORE|BY|FROM|AFTER) {{month:{_MONTHS}}} {_YEAR}", _month_named),
    (f"{{month:{_MONTHS}}} {{year:YEAR}}", _month_named),
    (f"{{month:{_MONTHS}}} NEXT", _month_named),
    # "morgen" is tomorrow, or after a weekday the morning.
    ("{weekday:WEEKDAY} MORGEN", lambda said: ("MOMENT", Moment(_next_weekday(said), Hours.of_part("morning")))),
)


def _is_past(text: str) -> bool:
    return text.endswith(("dernier", "derniere", "passe", "passee"))


def _says_ahead(text: str) -> bool:
    """Only prepositions that look ahead: "dans", "over", "in", "within" … (French "en 2h" is a length)."""
    return text.startswith(("dans", "over", "in ", "within", "binnen", "innerhalb", "endeans"))


def _says_month(text: str) -> bool:
    """A month needs a word that says so before it, in its own language: "en mai", "in mei", "this May"."""
    first = text.split(maxsplit=1)[0]
    return first in (
        "en", "in", "im", "courant", "this", "next", "komende", "volgende", "au", "de", "durant", "pendant", "tijdens",
        "during", "dans", "le", "ce", "prochain", "coming", "diesen", "nachsten", "kommenden", "deze", "du", "van",
    )  # fmt: skip
